// Replays one trace: walks the recorded steps with the variables they were judged with, and asks of
// each whether it follows from its children. Private to engine/explain; see proof_checker.hpp.
#pragma once

#include <string>
#include <vector>

#include "engine/evaluate/builtin_functions.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/explain/proof_checker.hpp"
#include "engine/explain/replay_values.hpp"

namespace entente::engine::replay {

/// Thrown at the first wrong step, caught where a replay begins.
struct Broken {
  ProofFault fault;
};

/// Runs what may throw Broken; `place` says where it stands.
template <class Replay>
void at_place(const std::string& place, Replay&& replay) {
  try {
    replay();
  } catch (Broken& broken) {
    auto& where = broken.fault.where;
    where = where.empty() ? place : place.empty() ? where : place + ": " + where;
    throw;
  }
}

template <class Replay>
ProofReplay replayed(Replay&& replay) {
  ProofReplay result;
  try {
    replay(result);
  } catch (const Broken& broken) {
    result.fault = broken.fault;
  }
  return result;
}

/// The variables of a running unit; none: its value was not recorded.
using Frame = std::vector<std::optional<Value>>;
void bind_slot(Frame& frame, std::uint32_t slot, std::optional<Value> value);

/// Whether there was room for so much as the first step.
[[nodiscard]] inline bool is_recorded(const Trace& trace) { return trace.node != NodeId::none; }

class TraceReplay {
 public:
  TraceReplay(const ReplaySources& sources, ProofReplay& result);

  /// Throws Broken.
  void check(const Trace& trace, Frame& frame);
  /// The same, of the trace of a unit, which must begin with its root.
  void check_unit(const Trace& trace, const Unit& unit, Frame frame);
  /// What a loop over this value goes through: a range of numbers or days as a list.
  [[nodiscard]] Value listed(const Value& value);

 private:
  /// What a step came to: it follows, or rests on what was not recorded.
  enum class Step : std::uint8_t { follows, beyond };
  class Children;
  struct Loop;
  struct Gathered;
  struct Branches;
  struct Ties;

  Step step(const Trace& trace, Frame& frame);
  void check_loosely(const Trace& trace, Frame& frame);
  Step step_of(const Node& node, const Trace& trace, Children& children, Frame& frame);

  // Each takes the children that belong to it and then looks at the value.
  Step fact(const Node& node, const Trace& trace);
  Step measure(const Node& node, const Trace& trace, Children& children);
  Step call(const Node& node, const Trace& trace, Children& children);
  Step invoke(const Node& node, const Trace& trace, Children& children);
  Step run(const Function& function, std::span<const Value> captured,
           std::span<const Value> arguments, const Trace& trace, Children& children);
  Step builtin(const Node& node, const Trace& trace, Children& children);
  Step parts(const Node& node, const Trace& trace, Children& children);
  Step context(const Node& node, const Trace& trace, Children& children, Frame& frame);
  Step range(const Node& node, const Trace& trace, Children& children);
  Step field(const Node& node, const Trace& trace, Children& children);
  [[nodiscard]] std::optional<Value> field_of(const Value& base, const Node& node) const;
  [[nodiscard]] std::optional<Value> field_of_unknown(const Unknown& base, TypeId type) const;
  [[nodiscard]] std::optional<Value> fields_of(const ListData& list, const Node& node) const;
  void path_of_field(const Trace& trace, const Value& base, std::string_view name) const;
  Step member_or(const Node& node, const Trace& trace, Children& children, Frame& frame);

  // replay_conditions.cpp
  Step condition(const Node& node, const Trace& trace, Children& children);
  Step before_or_after(const Node& node, const Trace& trace, Children& children);
  Step is_none(const Trace& trace, const Value& value) const;
  Step if_then_else(const Node& node, const Trace& trace, Children& children);
  Step first_case(const Node& node, const Trace& trace, Children& children);
  [[nodiscard]] Branches branch(const Value& condition, std::optional<Branches> then,
                                std::optional<Branches> otherwise) const;
  Step must_be(const Trace& trace, const Branches& branches) const;

  // replay_comparisons.cpp
  [[nodiscard]] bool open(const Value& value) const { return extent_of(value).may_be_open; }
  [[nodiscard]] Value equality(const Value& a, const Value& b) const;
  [[nodiscard]] Value ordered(Op op, const Value& a, const Value& b) const;
  [[nodiscard]] Claim inside(const Value& x, const Value& low, Op low_op, const Value& high,
                             Op high_op) const;
  [[nodiscard]] Claim in_range(const Value& x, const RangeData& range) const;
  [[nodiscard]] Claim in_some_range(const Value& x, const Value& test) const;
  [[nodiscard]] Claim test_range(const Value& x, const Node& range, Children& children) const;
  [[nodiscard]] Claim fits(const Value& x, const Value& test, bool in_list) const;
  [[nodiscard]] Claim fits_list(const Value& x, const Value& list) const;
  [[nodiscard]] std::optional<Claim> among_texts(const Value& x, const Value& list) const;
  Claim test(const Value& x, std::uint32_t node, Children& children) const;
  Step in(const Node& node, const Trace& trace, Children& children);
  Step within(const Node& node, const Trace& trace, Children& children);

  // replay_loops.cpp
  Step loop(const Node& node, const Trace& trace, Children& children, Frame& frame);
  void iterate(Loop& loop, std::uint32_t iterator, const Waits& waits, bool sure, bool generic);
  [[nodiscard]] Value domain(Loop& loop, std::uint32_t at);
  [[nodiscard]] Value counted_off(const Value& first, const Value& last);
  Step collected(const Trace& trace, const Loop& loop) const;
  Step quantified(bool every, const Trace& trace, const Loop& loop) const;
  Step filter(const Node& node, const Trace& trace, const Value& base, Children& children,
              Frame& frame);
  Step filter_or_index(const Node& node, const Trace& trace, Children& children, Frame& frame);
  Gathered gather(const Node& node, const ListView& items, bool as_share, Children& children,
                  Frame& frame);
  Step share_of(const Node& node, const Trace& trace, Children& children, Frame& frame);
  Step counted(const Node& node, const Trace& trace, Children& children, Frame& frame);
  Step every_two(const Node& node, const Trace& trace, Children& children, Frame& frame);
  Step neighbours(const Node& node, const Trace& trace, const ListView& items, Children& children,
                  Frame& frame);

  // replay_environment.cpp
  Step asked_of_environment(const Node& node, const Trace& trace) const;
  Step rule_is(const Node& node, const Trace& trace) const;
  Step score(const Trace& trace, const std::optional<Bounds>& bounds) const;
  Step every_must_met(const Trace& trace) const;
  Step relation(const Node& node, const Trace& trace, Children& children);

  // replay_network.cpp
  Step network(const Node& node, const Trace& trace, Children& children);
  /// Those of the evaluation, or where it asked for none of the recorder; null: not at hand.
  [[nodiscard]] const DerivedRelations* derived(std::uint32_t relation) const;
  [[nodiscard]] Ties ties_of(std::uint32_t relation, const Value& list) const;
  void check_ties(Builtin measure, const Trace& counts, const Ties& ties,
                  std::optional<std::size_t> party) const;
  Step number(Builtin measure, const Trace& trace, const Ties& ties, std::size_t party) const;
  Step near_measure(Builtin measure, const Trace& trace, const Ties& ties, std::size_t party) const;
  [[nodiscard]] bool may_be(Builtin measure, const Trace& trace, const Ties& ties,
                            std::size_t party) const;
  Step components(const Trace& trace, const Ties& ties) const;
  Step cut_points(const Trace& trace, const Ties& ties) const;
  [[nodiscard]] Value facts_list(const Trace& trace) const;
  [[nodiscard]] const Unknown* perhaps(const Waits& waits) const;

  /// The value is this one, or the step is wrong.
  Step must_be(const Trace& trace, const Value& value) const;
  Step must_be(const Trace& trace, const Claim& claim) const;
  [[noreturn]] void fail(const Trace& trace, std::string why) const;
  [[nodiscard]] std::string words(const Value& value) const;

  const ReplaySources& sources_;
  const Program& program_;
  const FactBase& facts_;
  ProofReplay& result_;
  mutable Arena arena_;
  Runtime runtime_;
};

}  // namespace entente::engine::replay
