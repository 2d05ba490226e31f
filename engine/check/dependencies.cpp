// Definitions and rules by what they need: circles, an order for rules, and what each rule may
// read.
#include "engine/check/state.hpp"
#include "engine/program/dependency_graph.hpp"

namespace entente::engine::checking {
namespace {

/// Definitions are numbered first, then rules.
class Dependencies {
 public:
  explicit Dependencies(State& state)
      : state_(state), defines_(static_cast<std::uint32_t>(state.rules.defines.size())) {}

  void run() {
    const auto count = defines_ + state_.rules.rules.size();
    std::vector<Need> needs;
    for (std::uint32_t i = 0; i < count; ++i) {
      for (const auto& [define, span] : reads(i).defines) needs.push_back({i, define});
      for (const auto& [rule, span] : reads(i).rules) needs.push_back({i, defines_ + rule});
    }
    const auto order = order_by_need(count, needs);
    for (const auto& circle : order.circles) report(circle);
    for (const auto thing : order.order) {
      inherit_today(thing);
      if (thing >= defines_) state_.rules.rule_order.push_back(thing - defines_);
    }
    for (std::uint32_t i = 0; i < state_.rules.rules.size(); ++i)
      state_.rules.rules[i].facts = facts_below(defines_ + i);
  }

 private:
  [[nodiscard]] Reads& reads(std::uint32_t thing) const {
    return thing < defines_ ? state_.define_reads[thing] : state_.rule_reads[thing - defines_];
  }
  [[nodiscard]] const Identifier& name(std::uint32_t thing) const {
    return thing < defines_ ? state_.rules.defines[thing].name()
                            : state_.rules.rules[thing - defines_].card->id;
  }
  [[nodiscard]] std::string title(std::uint32_t thing) const {
    return (thing < defines_ ? "" : "rule ") + quoted(name(thing).text);
  }

  /// What needs something that depends on today depends on it as well.
  void inherit_today(std::uint32_t thing) {
    auto& today = reads(thing).today;
    for (const auto& [define, span] : reads(thing).defines)
      if (!today) today = reads(define).today;
    for (const auto& [rule, span] : reads(thing).rules)
      if (!today) today = reads(defines_ + rule).today;
  }

  [[nodiscard]] std::vector<FactId> facts_below(std::uint32_t top) const {
    std::vector<bool> is_read(state_.rules.vocabulary.facts.size());
    std::vector<bool> seen(defines_ + state_.rules.rules.size());
    std::vector<std::uint32_t> open{top};
    seen[top] = true;
    const auto add = [&](std::uint32_t thing) {
      if (!seen[thing]) open.push_back(thing);
      seen[thing] = true;
    };
    while (!open.empty()) {
      const auto& own = reads(open.back());
      open.pop_back();
      for (const auto fact : own.facts) is_read[static_cast<std::size_t>(fact)] = true;
      for (const auto& [define, span] : own.defines) add(define);
      for (const auto& [rule, span] : own.rules) add(defines_ + rule);
    }
    std::vector<FactId> facts;
    for (std::size_t i = 0; i < is_read.size(); ++i)
      if (is_read[i]) facts.push_back(static_cast<FactId>(i));
    return facts;
  }

  void report(const std::vector<std::uint32_t>& circle) {
    std::string message = title(circle.front()) + " needs itself";
    for (std::size_t i = 1; i < circle.size(); ++i)
      message += (i == 1 ? " by way of " : ", ") + title(circle[i]);
    auto& added = state_.error("E412", name(circle.front()).span, std::move(message));
    for (std::size_t i = 0; i < circle.size(); ++i) {
      const auto from = circle[i];
      const auto to = circle[(i + 1) % circle.size()];
      added.notes.push_back({title(from) + " needs " + title(to) + " in", place(from, to)});
    }
  }

  [[nodiscard]] Span place(std::uint32_t from, std::uint32_t to) const {
    return to < defines_ ? reads(from).defines.at(to) : reads(from).rules.at(to - defines_);
  }

  State& state_;
  std::uint32_t defines_;
};

}  // namespace

void order_dependencies(State& state) { Dependencies(state).run(); }

}  // namespace entente::engine::checking
