// `for each p in L` and `for each two a, b in L`: which items there are, or may be, and what is
// known of L.
#include <fmt/format.h>

#include <utility>

#include "engine/evaluate/for_each.hpp"
#include "engine/evaluate/judge_rule.hpp"
#include "engine/evaluate/missing_paths.hpp"

namespace entente::engine {
namespace {

const Bounds anything{0, 1, false};

Standing not_applicable() {
  Standing standing;
  standing.add(Outcome::not_applicable);
  return standing;
}

// What judging one item takes beside its checks, missing facts and words.
constexpr std::uint64_t item_bytes = sizeof(ItemJudgement) + sizeof(Standing) + 256;

/// One item or one unordered pair.
struct Candidate {
  Value values[2];
  const Unknown* perhaps[2] = {nullptr, nullptr};
};

std::vector<Candidate> candidates(const RuleProgram& rule, const ListData& list) {
  std::vector<Candidate> all;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const auto& first = list.items[i];
    if (!rule.for_each_two) {
      all.push_back({{first.value, Value()}, {first.perhaps, nullptr}});
      continue;
    }
    for (std::size_t k = i + 1; k < list.items.size(); ++k) {
      const auto& second = list.items[k];
      all.push_back({{first.value, second.value}, {first.perhaps, second.perhaps}});
    }
  }
  return all;
}

/// What makes it unknown whether the list holds the item is part of what the item waits for.
void add_perhaps(const Candidate& candidate, Standing& standing) {
  for (const auto* perhaps : candidate.perhaps) {
    if (perhaps == nullptr) continue;
    standing.parts.push_back({perhaps->missing, perhaps->tight});
    standing.may_not_count = true;
  }
}

/// How many items a rule judges at a time.
std::uint32_t at_a_time(const RuleProgram& rule) { return rule.for_each_two ? 2 : 1; }

}  // namespace

Standing RuleJudge::judge_for_each(const RuleProgram& rule, RuleJudgement& judgement) {
  const auto list = value(rule.list, {});
  if (list.is(Kind::list)) return judge_list(rule, list.list(), judgement);
  if (list.is_unknown()) return judge_unknown_list(rule, list.unknown(), judgement);
  if (!list.is_null()) return in_fault("`for each` needs a list");
  if (!list.is_null(NullReason::error)) return not_applicable();
  return in_fault(list.error_message());
}

/// What the rule turns out for the items that the list may hold beside those known.
Standing RuleJudge::judge_rest(const RuleProgram& rule, const Rest& rest,
                               RuleJudgement& judgement) {
  const Value locals[2] = {rest.item, rest.item};
  ItemJudgement unseen;
  auto standing = judge_item(rule, {locals, at_a_time(rule)}, unseen);
  if (standing.credit) standing.credit->exact = false;
  unseen.may_not_count = rest.may_be_none || !standing.surely_counts();
  auto missing = join_missing(standing.parts);
  add_missing(missing, rest.missing);
  unseen.missing = as_reported(set_.facts, missing);
  judgement.rest = std::make_shared<const ItemJudgement>(std::move(unseen));
  return standing;
}

/// A missing list: some items of which nothing is known; none unless it is declared to hold some.
Standing RuleJudge::judge_unknown_list(const RuleProgram& rule, const Unknown& list,
                                       RuleJudgement& judgement) {
  const Part part{list.missing, false};
  Standing standing;
  if (list.can_be.has(kinds::list)) {
    const auto& type = set_.program.vocabulary[list.type];
    const auto element =
        unknown_of_type(set_.program.vocabulary, type.element, list.missing, set_.arena);
    const bool may_be_none = list.can_be != kinds::list || type.least_size < at_a_time(rule);
    const auto any = judge_rest(rule, {element, list.missing, may_be_none}, judgement);
    const ItemStanding rest{&any, type.least_size < at_a_time(rule), true};
    standing = judge_items({&rest, 1});
  }
  if (list.can_be.has(kinds::none | kinds::nothing)) standing.add(Outcome::not_applicable);
  if (!(list.can_be - kinds::none - kinds::nothing - kinds::list).empty()) {
    standing.add(Outcome::fault, anything);
  }
  standing.parts.push_back(part);
  return standing;
}

/// A fault when there are more items or pairs than one rule may be judged for.
std::optional<Standing> RuleJudge::too_many(const RuleProgram& rule, std::uint64_t items) const {
  const auto most = set_.evaluator.budget().limits().items;
  const auto count = rule.for_each_two ? items * (items - (items > 0 ? 1 : 0)) / 2 : items;
  if (count <= most) return std::nullopt;
  return in_fault(set_.arena.text(fmt::format("`for each` makes {} {}, and at most {} are judged",
                                              count, rule.for_each_two ? "pairs" : "items", most)));
}

Standing RuleJudge::judge_list(const RuleProgram& rule, const ListData& list,
                               RuleJudgement& judgement) {
  if (auto refused = too_many(rule, list.items.size())) return *refused;
  const auto all = candidates(rule, list);
  judgement.open_list = list.tail != nullptr;
  judgement.empty_list = all.empty() && !judgement.open_list;
  if (!set_.evaluator.budget().can_take(all.size() * item_bytes)) return {};
  judgement.items.resize(all.size());
  std::vector<Standing> standings;
  standings.reserve(all.size() + 1);
  std::vector<ItemStanding> items;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::span<const Value> locals(all[i].values, at_a_time(rule));
    auto& item = judgement.items[i];
    item.item = all[i].values[0];
    item.second = all[i].values[1];
    standings.push_back(judge_item(rule, locals, item));
    standings.back().settle_exactness();
    add_perhaps(all[i], standings.back());
    report(rule, standings.back(), locals, item);
    if (set_.evaluator.budget().exhausted()) return standings.back();
    const bool perhaps = all[i].perhaps[0] != nullptr || all[i].perhaps[1] != nullptr;
    if (perhaps) item.may_not_count = true;  // also where it would surely not
    items.push_back({&standings.back(), perhaps, false});
  }
  if (list.tail != nullptr) {
    const auto item = list.tail_item != nullptr
                          ? *list.tail_item
                          : unknown_of_type(set_.program.vocabulary, list.element,
                                            list.tail->missing, set_.arena);
    const bool may_be_none = list.tail_least < at_a_time(rule);
    standings.push_back(judge_rest(rule, {item, list.tail->missing, may_be_none}, judgement));
    items.push_back({&standings.back(), may_be_none, true});
  }
  auto whole = judge_items(items);
  if (list.tail != nullptr) whole.parts.push_back({list.tail->missing, false});
  return whole;
}

}  // namespace entente::engine
