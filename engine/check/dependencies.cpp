// Definitions, relations and rules by what they need: circles, an order for rules, the strata of
// relations, and what each rule may read.
#include <algorithm>

#include "engine/check/state.hpp"
#include "engine/program/dependency_graph.hpp"

namespace entente::engine::checking {
namespace {

/// Definitions are numbered first, then relations, then rules.
class Dependencies {
 public:
  explicit Dependencies(State& state)
      : state_(state),
        relations_(static_cast<std::uint32_t>(state.rules.defines.size())),
        rules_(relations_ + static_cast<std::uint32_t>(state.rules.relations.size())) {}

  void run() {
    const auto count = rules_ + static_cast<std::uint32_t>(state_.rules.rules.size());
    std::vector<Need> needs;
    for (std::uint32_t i = 0; i < count; ++i) {
      for (const auto& [define, span] : reads(i).defines) needs.push_back({i, define});
      for (const auto& [relation, span] : reads(i).relations)
        needs.push_back({i, relations_ + relation});
      for (const auto& [relation, span] : reads(i).atoms)
        needs.push_back({i, relations_ + relation, true});
      for (const auto& [rule, span] : reads(i).rules) needs.push_back({i, rules_ + rule});
    }
    const auto order = order_by_need(count, needs);
    for (const auto& circle : order.circles) report(circle);
    inherit_today(order);
    for (const auto thing : order.order)
      if (thing >= rules_) state_.rules.rule_order.push_back(thing - rules_);
    set_strata(order);
    for (std::uint32_t i = 0; i < state_.rules.rules.size(); ++i)
      state_.rules.rules[i].facts = facts_below(rules_ + i);
  }

 private:
  [[nodiscard]] bool is_relation(std::uint32_t thing) const {
    return thing >= relations_ && thing < rules_;
  }
  [[nodiscard]] Reads& reads(std::uint32_t thing) const {
    if (thing < relations_) return state_.define_reads[thing];
    return is_relation(thing) ? state_.relation_reads[thing - relations_]
                              : state_.rule_reads[thing - rules_];
  }
  [[nodiscard]] const Identifier& name(std::uint32_t thing) const {
    if (thing < relations_) return state_.rules.defines[thing].name();
    return is_relation(thing) ? state_.rules.relations[thing - relations_].card->name
                              : state_.rules.rules[thing - rules_].card->id;
  }
  [[nodiscard]] std::string title(std::uint32_t thing) const {
    return (thing < rules_ ? "" : "rule ") + quoted(name(thing).text);
  }

  /// What needs something that depends on today depends on it as well; all of a component at once.
  void inherit_today(const NeedOrder& order) {
    for (std::size_t begin = 0, end = 0; begin < order.order.size(); begin = end) {
      const auto component = order.component[order.order[begin]];
      std::optional<Span> today;
      for (end = begin; end < order.order.size(); ++end) {
        if (order.component[order.order[end]] != component) break;
        if (!today) today = today_of(order.order[end]);
      }
      for (auto i = begin; i < end && today; ++i) {
        auto& own = reads(order.order[i]).today;
        if (!own) own = today;
      }
    }
  }
  [[nodiscard]] std::optional<Span> today_of(std::uint32_t thing) const {
    auto today = reads(thing).today;
    const auto look_at = [&](const std::map<std::uint32_t, Span>& more, std::uint32_t first) {
      for (const auto& [index, span] : more)
        if (!today) today = reads(first + index).today;
    };
    look_at(reads(thing).defines, 0);
    look_at(reads(thing).relations, relations_);
    look_at(reads(thing).atoms, relations_);
    look_at(reads(thing).rules, rules_);
    return today;
  }

  [[nodiscard]] std::vector<FactId> facts_below(std::uint32_t top) const {
    std::vector<bool> is_read(state_.rules.vocabulary.facts.size());
    std::vector<bool> seen(rules_ + state_.rules.rules.size());
    std::vector<std::uint32_t> open{top};
    seen[top] = true;
    const auto add = [&](const std::map<std::uint32_t, Span>& more, std::uint32_t first) {
      for (const auto& [index, span] : more) {
        if (!seen[first + index]) open.push_back(first + index);
        seen[first + index] = true;
      }
    };
    while (!open.empty()) {
      const auto& own = reads(open.back());
      open.pop_back();
      for (const auto fact : own.facts) is_read[static_cast<std::size_t>(fact)] = true;
      add(own.defines, 0);
      add(own.relations, relations_);
      add(own.atoms, relations_);
      add(own.rules, rules_);
    }
    std::vector<FactId> facts;
    for (std::size_t i = 0; i < is_read.size(); ++i)
      if (is_read[i]) facts.push_back(static_cast<FactId>(i));
    return facts;
  }

  /// Relations of one component make a stratum.
  void set_strata(const NeedOrder& order) {
    std::optional<std::uint32_t> last;
    for (const auto thing : order.order) {
      if (!is_relation(thing)) continue;
      auto& strata = state_.rules.strata;
      if (!last || order.component[thing] != *last) strata.emplace_back();
      last = order.component[thing];
      strata.back().push_back(thing - relations_);
      state_.rules.relations[thing - relations_].stratum =
          static_cast<std::uint32_t>(strata.size() - 1);
    }
  }

  // -------------------------------------------------------------- circles

  void report(const std::vector<std::uint32_t>& circle) {
    const bool of_relations =
        std::any_of(circle.begin(), circle.end(), [&](auto thing) { return is_relation(thing); });
    std::string message = (of_relations && is_relation(circle.front()) ? "relation " : "") +
                          title(circle.front()) +
                          (of_relations ? " needs the whole of itself" : " needs itself");
    for (std::size_t i = 1; i < circle.size(); ++i)
      message += (i == 1 ? " by way of " : ", ") + title(circle[i]);
    auto& added =
        state_.error(of_relations ? "E430" : "E412", name(circle.front()).span, std::move(message));
    for (std::size_t i = 0; i < circle.size(); ++i) {
      const auto from = circle[i];
      const auto to = circle[(i + 1) % circle.size()];
      const auto [verb, place] = step(from, to, i == 0);
      added.notes.push_back({title(from) + std::string(verb) + title(to) + " in", place});
    }
  }

  /// How one needs the other; of an atom and the whole of a relation, the whole when it is `first`.
  [[nodiscard]] std::pair<std::string_view, Span> step(std::uint32_t from, std::uint32_t to,
                                                       bool first) const {
    const auto& own = reads(from);
    if (to < relations_) return {" needs ", own.defines.at(to)};
    if (to >= rules_) return {" needs ", own.rules.at(to - rules_)};
    const auto atom = own.atoms.find(to - relations_);
    const auto whole = own.relations.find(to - relations_);
    const bool by_atom = whole == own.relations.end() || (!first && atom != own.atoms.end());
    if (by_atom) return {" follows from ", atom->second};
    return {" needs the whole of ", whole->second};
  }

  State& state_;
  std::uint32_t relations_;  // number of the first
  std::uint32_t rules_;      // number of the first
};

}  // namespace

void order_dependencies(State& state) { Dependencies(state).run(); }

}  // namespace entente::engine::checking
