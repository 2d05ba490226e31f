#include "engine/explain/found_conditions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/relations/near_misses.hpp"
#include "engine/explain/condition_form.hpp"
#include "engine/explain/source_text.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t most_parts = 10'000;  // before further rules are gone into

bool asks_whether_met(const Program& program, const Trace& t) {
  const Node& node = program[t.node];
  return node.op == Op::rule_is && static_cast<Outcome>(node.aux) == Outcome::met;
}

bool is_absent(const Trace& t) {
  return t.value.is_null(NullReason::none) || t.value.is_null(NullReason::nothing);
}

}  // namespace

Truth judged(const Trace& step) {
  return step.value.is_true() ? Truth::yes : step.value.is_false() ? Truth::no : Truth::open;
}

std::size_t FoundConditions::add(std::uint32_t check, const Trace& t,
                                 std::span<const Value> variables, const Named& fixed) {
  auto scope = std::make_shared<Scope>();
  for (std::uint32_t i = 0; i < variables.size(); ++i) scope->bound[i] = identity_.of(variables[i]);
  scope->fixed = fixed;
  check_ = check;
  place_ = {check};
  return part(t, scope);
}

std::size_t FoundConditions::add_case(std::uint32_t check, const Trace& t,
                                      std::span<const Value> variables) {
  return decided(add(check, t, variables), t);
}

std::size_t FoundConditions::add_unrecorded(std::uint32_t check, NodeId written, Truth judged) {
  return add_whole(FoundCondition::Kind::unrecorded, check, written, judged);
}

std::size_t FoundConditions::add_credit(NodeId written, Truth judged, const Trace* amount) {
  const auto made = add_whole(FoundCondition::Kind::credit, 0, written, judged);
  found_.back().step = amount;
  return made;
}

std::size_t FoundConditions::add_given(Truth truth) {
  ConditionPart part;
  part.judged = truth;
  return tree_.add(std::move(part));
}

void FoundConditions::finish(std::vector<std::size_t> parts, std::size_t needed,
                             std::vector<std::size_t> gates) {
  const auto whole = tree_.add(some_of(std::move(parts), needed));
  if (gates.empty()) return;
  gates.push_back(whole);
  const auto all = gates.size();
  (void)tree_.add(some_of(std::move(gates), all));
}

EnoughChanges FoundConditions::search(AnswerTrial* trial) {
  std::vector<ChangeableCondition> changeable;
  std::vector<AskedCondition> asked;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    changeable.push_back(found_[i].changeable);
    if (found_[i].kind == FoundCondition::Kind::step && !found_[i].changeable.fixed)
      asked.push_back({i, found_[i].step, &found_[i].scope->bound});
  }
  const auto more_values = [&](PathId fact) {
    return trial == nullptr ? std::vector<Value>() : trial->values_of(fact);
  };
  quantities_ = quantities_of(asked, identity_, from_, arena_, more_values);
  if (trial == nullptr) return enough_changes(tree_, changeable, quantities_);
  bool untried = false;
  auto found = enough_changes(tree_, changeable, quantities_, [&](std::span<const Chosen> chosen) {
    SupposedFacts::Supposition answers;
    for (const auto [quantity, value] : chosen) {
      const Quantity& about = quantities_[quantity];
      if (about.fact == PathId::none) {  // an argument may be what it is compared with
        const bool argument = from_.program[about.step->node].op == Op::local;
        untried = untried || (about.relative && argument);
        return truth_of(!(about.relative && argument));
      }
      answers[about.fact] = about.values[value];
    }
    return trial->brings_about(answers);
  });
  found.given_up = found.given_up || untried || trial->is_used_up();
  return found;
}

std::vector<std::pair<std::size_t, Value>> FoundConditions::values_of(
    std::span<const Chosen> chosen) const {
  std::vector<std::pair<std::size_t, Value>> values;
  for (const auto [quantity, value] : chosen)
    for (const auto condition : quantities_[quantity].conditions)
      values.emplace_back(condition, quantities_[quantity].values[value]);
  return values;
}

const FoundCondition& FoundConditions::operator[](std::size_t condition) const {
  return found_[condition];
}

ConditionPart FoundConditions::some_of(std::vector<std::size_t> parts, std::size_t needed) {
  ConditionPart part;
  part.kind = ConditionPart::Kind::some_of;
  part.parts = std::move(parts);
  part.needed = needed;
  return part;
}

std::size_t FoundConditions::add_opposite(std::size_t of) {
  ConditionPart part;
  part.kind = ConditionPart::Kind::opposite;
  part.parts = {of};
  return tree_.add(std::move(part));
}

std::size_t FoundConditions::add_whole(FoundCondition::Kind kind, std::uint32_t check,
                                       NodeId written, Truth judged) {
  check_ = check;
  place_ = {check};
  const auto key = fmt::format("whole {}", check);
  FoundCondition& made = condition(key, kind, std::make_shared<Scope>());
  made.written = written;
  made.changeable.may_hold_yet = judged == Truth::open;
  return add_leaf(key, judged);
}

std::size_t FoundConditions::part(const Trace& t, const Shared& scope) {
  const Node& node = from_.program[t.node];
  if (t.left_out > 0) return one(t, scope);
  switch (node.op) {
    case Op::and_:
    case Op::or_: {
      if (t.children.size() != 2) return one(t, scope);
      std::vector<std::size_t> parts{child(t, 0, scope), child(t, 1, scope)};
      return tree_.add(some_of(std::move(parts), node.op == Op::and_ ? 2 : 1));
    }
    case Op::not_:
      return t.children.size() == 1 ? add_opposite(child(t, 0, scope)) : one(t, scope);
    case Op::measure:
    case Op::call:
      return called(t, scope);
    case Op::if_:
      return t.children.size() == 2 ? chosen(t, scope) : one(t, scope);
    case Op::every:
    case Op::every_two:
    case Op::some:
    case Op::some_two:
      return of_items(t, node, scope);
    case Op::every_must_met:
      return scorecard_ != nullptr ? must_rules(t, scope) : one(t, scope);
    case Op::rule_is:
      return of_rule(t, scope);
    default:
      return one(t, scope);
  }
}

std::size_t FoundConditions::child(const Trace& t, std::size_t index, const Shared& scope) {
  place_.push_back(static_cast<std::uint32_t>(index));
  const auto made = part(t.children[index], scope);
  place_.pop_back();
  return made;
}

std::size_t FoundConditions::decided_child(const Trace& t, std::size_t index, const Shared& scope) {
  return decided(child(t, index, scope), t.children[index]);
}

std::size_t FoundConditions::decided(std::size_t part, const Trace& t) {
  if (!is_absent(t)) return part;
  ConditionPart made = some_of({part}, 1);
  made.open_fails = true;
  return tree_.add(std::move(made));
}

std::size_t FoundConditions::chosen(const Trace& t, const Shared& scope) {
  auto condition = decided_child(t, 0, scope);
  if (!t.children[0].value.is_true()) condition = add_opposite(condition);
  ConditionPart made;
  made.kind = ConditionPart::Kind::chosen;
  made.parts = {condition, child(t, 1, scope)};
  return tree_.add(std::move(made));
}

std::size_t FoundConditions::called(const Trace& t, const Shared& scope) {
  const Node& node = from_.program[t.node];
  const NodeId body = node.op == Op::measure ? from_.program.measures[node.a].body.root
                                             : from_.program.functions[node.a].body.root;
  if (t.children.empty() || t.children.back().node != body) return one(t, scope);
  auto inner = std::make_shared<Scope>();
  inner->item = scope->item;
  inner->rule = scope->rule;
  for (std::uint32_t i = 0; i + 1 < t.children.size(); ++i) {
    inner->bound[i] = identity_.of(t.children[i].node, scope->bound);
    inner->named[i] = subject_in_words(t.children[i], from_, scope->named);
    if (is_fixed(t.children[i].node, *scope))
      inner->fixed[i] = item_in_words(t.children[i].value, from_.program.vocabulary, from_.facts);
  }
  return child(t, t.children.size() - 1, inner);
}

FoundConditions::Shared FoundConditions::scope_of_item(const Node& node, const Trace& loop,
                                                       std::size_t index, const Shared& around) {
  const Trace& item = loop.children[index];
  auto scope = std::make_shared<Scope>(*around);
  const bool rest = is_rest(loop, item);
  if (rest) scope->rest_of = loop.children.front().node;
  const auto words = rest ? std::string(rest_in_words)
                          : item_in_words(item.item, from_.program.vocabulary, from_.facts);
  scope->item += (scope->item.empty() ? "" : ", ") + words;
  if (node.op == Op::every_two || node.op == Op::some_two) {
    for (std::uint32_t i = 0; i < 2; ++i)
      scope->bound[node.c + i] = identity_.of(item.item.list().items[i].value);
    return scope;
  }
  for (std::uint32_t i = 0; i + 3 <= node.count; i += 3)  // of further variables no items are kept
    scope->bound[from_.program.operands[node.b + i + 2]] =
        i == 0 ? identity_.of(item.item) : fmt::format("at {}", index);
  return scope;
}

std::size_t FoundConditions::of_items(const Trace& t, const Node& node, const Shared& scope) {
  const bool every = node.op == Op::every || node.op == Op::every_two;
  if (!comes_to_its_items(t, every)) return one(t, scope);
  std::vector<std::size_t> parts;
  for (std::size_t i = 0; i < t.children.size(); ++i)
    if (t.children[i].per_item)
      parts.push_back(decided_child(t, i, scope_of_item(node, t, i, scope)));
  const std::size_t needed = every ? parts.size() : 1;
  ConditionPart made = some_of(std::move(parts), needed);
  made.holds_by_parts = every;
  const auto key = identity_.of(t.node, scope->bound);
  made.condition = index_of(condition_of(t, key, scope));
  return tree_.add(std::move(made));
}

bool FoundConditions::comes_to_its_items(const Trace& t, bool every) {
  bool any = false;
  Truth whole = truth_of(every);
  for (const Trace& child : t.children) {
    if (!child.per_item) continue;
    any = true;
    const Truth one = is_absent(child) ? Truth::no : judged(child);
    whole = every ? std::min(whole, one) : std::max(whole, one);
  }
  return any && whole == judged(t);
}

std::size_t FoundConditions::must_rules(const Trace& t, const Shared& scope) {
  std::vector<std::size_t> parts;
  for (std::uint32_t i = 0; i < scorecard_->rules.size(); ++i) {
    const auto index = scorecard_->rules[i];
    if (!from_.program.rules[index].must) continue;
    const RuleJudgement& rule = evaluation_.rules[index];
    const auto harmful =
        static_cast<OutcomeSet>(rule.possible & ~only(Outcome::met) & ~outcomes::not_counting);
    if (harmful == 0) continue;
    const bool surely =
        rule.counts && !rule.may_not_count && within(rule.possible, outcomes::short_of_met);
    place_.push_back(i);
    const auto key = fmt::format("rule {}", index);
    FoundCondition& made = condition(key, FoundCondition::Kind::must_rule, scope);
    made.step = &t;
    made.rule = index;
    made.changeable.may_hold_yet = !surely;
    parts.push_back(add_leaf(key, surely ? Truth::no : Truth::open));
    place_.pop_back();
  }
  if (parts.empty() || t.value.is_true()) return one(t, scope);
  const auto count = parts.size();
  return tree_.add(some_of(std::move(parts), count));
}

std::optional<std::uint32_t> FoundConditions::rule_asked(std::size_t condition) const {
  const FoundCondition& found = found_[condition];
  if (found.kind == FoundCondition::Kind::must_rule) return found.rule;
  if (found.kind != FoundCondition::Kind::step || !asks_whether_met(from_.program, *found.step))
    return std::nullopt;
  return from_.program[found.step->node].a;
}

std::size_t FoundConditions::of_rule(const Trace& t, const Shared& scope) {
  const auto index = from_.program[t.node].a;
  const bool of_verdict = scorecard_ != nullptr;  // which names rules
  if (of_verdict || !asks_whether_met(from_.program, t) || tree_.size() >= most_parts)
    return one(t, scope);
  const auto checks = checks_of_rule(from_.program, evaluation_.rules[index]);
  if (!checks) return one(t, scope);
  auto inner = std::make_shared<Scope>();
  inner->item = scope->item;
  inner->rule = index;
  std::vector<std::size_t> parts;
  for (const auto& [check, trace] : checks->checks) {
    place_.push_back(check);
    parts.push_back(part(*trace, inner));
    place_.pop_back();
  }
  return tree_.add(some_of(std::move(parts), checks->needed));
}

std::size_t FoundConditions::one(const Trace& t, const Shared& scope) {
  if (t.value.is_null(NullReason::error)) return in_fault(t);
  const auto key = identity_.of(t.node, scope->bound);
  (void)condition_of(t, key, scope);
  return add_leaf(key, judged(t));
}

FoundCondition& FoundConditions::condition_of(const Trace& t, const std::string& key,
                                              const Shared& scope) {
  FoundCondition& made = condition(key, FoundCondition::Kind::step, scope);
  if (made.step != nullptr) return made;
  made.step = &t;
  made.changeable.as_written = is_constant(from_.program, t.node);
  made.changeable.fixed =
      !made.changeable.as_written && engine::judged(t) != Truth::open && is_fixed(t.node, *scope);
  made.changeable.may_hold_yet = t.value.is_unknown() && kinds_of(t.value).has(kinds::true_);
  made.changeable.may_fail_yet = t.value.is_unknown() && kinds_of(t.value).has(kinds::false_);
  return made;
}

bool FoundConditions::is_fixed(NodeId expression, const Scope& scope) const {
  const auto read = rests_on_variables(from_.program, expression);
  return read && std::ranges::all_of(*read, [&](auto slot) { return scope.fixed.contains(slot); });
}

std::string FoundConditions::fixed_in_words(std::size_t condition) const {
  const FoundCondition& found = found_[condition];
  std::string words;
  NodeWalk(
      from_.program,
      [&](NodeId id) {
        const Node& node = from_.program[id];
        if (node.op == Op::local)
          words += fmt::format("{}`{}` is {}", words.empty() ? "" : ", ", source_text(from_, id),
                               found.scope->fixed.at(node.a));
      },
      Definitions::left_out)
      .from(found.step->node);
  return words;
}

FoundCondition& FoundConditions::condition(const std::string& key, FoundCondition::Kind kind,
                                           const Shared& scope) {
  const auto [known, is_new] = numbers_.try_emplace(key, found_.size());
  if (is_new) {
    found_.push_back({});
    found_.back().kind = kind;
    found_.back().scope = scope;
    found_.back().check = check_;
  }
  FoundCondition& made = found_[known->second];
  made.places.push_back(place_);
  return made;
}

std::size_t FoundConditions::index_of(const FoundCondition& condition) const {
  return static_cast<std::size_t>(&condition - found_.data());
}

std::size_t FoundConditions::add_leaf(const std::string& key, Truth judged) {
  ConditionPart part;
  part.kind = ConditionPart::Kind::condition;
  part.condition = numbers_.at(key);
  part.judged = judged;
  return tree_.add(std::move(part));
}

std::size_t FoundConditions::in_fault(const Trace& t) {
  if (fault_.empty()) {
    fault_ = fmt::format("`{}` is in fault", source_text(from_, t.node));
    if (!t.value.error_message().empty()) fault_ += fmt::format(": {}", t.value.error_message());
  }
  return add_given(faults_hold_ ? Truth::yes : Truth::open);
}

}  // namespace entente::engine
