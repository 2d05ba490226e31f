// A rule or a verdict taken apart into a tree of conditions that nothing divides: where each stands
// in the recorded traces, for which items and arguments it is judged, and that the same condition
// at several places is one. Private to engine/explain.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/explain/answer_trial.hpp"
#include "engine/explain/enough_changes.hpp"
#include "engine/explain/need_in_words.hpp"
#include "engine/explain/why_not_replay.hpp"

namespace entente::engine {

/// What the steps of a running unit, or of one item of a loop, are judged for.
struct Scope {
  std::string item;                   // of the lists around, in words
  std::optional<std::uint32_t> rule;  // that is asked about, of whose checks it is part
  NodeId rest_of = NodeId::none;      // a list, of what it may hold beside its items
  Bindings bound;
  Named named;  // variables of the function it stands in
  Named fixed;  // variables that nothing changes
};

struct FoundCondition {
  enum class Kind : std::uint8_t {
    step,
    must_rule,   // that a rule is met, of `every must rule is met`
    unrecorded,  // of a check whose steps were not recorded
    credit       // that the rule's own credit is 100 %
  } kind = Kind::step;
  const Trace* step = nullptr;
  std::shared_ptr<const Scope> scope;
  std::uint32_t check = 0;
  std::uint32_t rule = 0;         // of must_rule
  NodeId written = NodeId::none;  // of unrecorded and credit
  std::vector<TracePlace> places;
  ChangeableCondition changeable;
};

/// What a step came to, as a condition.
[[nodiscard]] Truth judged(const Trace& step);

class FoundConditions {
 public:
  FoundConditions(const ProofSources& from, const Evaluation& evaluation,
                  const ScorecardJudgement* scorecard = nullptr)
      : from_(from), evaluation_(evaluation), scorecard_(scorecard), identity_(from.program) {}

  /// A check, or the condition of a verdict, judged with these in its first variables; what nothing
  /// changes of them.
  std::size_t add(std::uint32_t check, const Trace& t, std::span<const Value> variables,
                  const Named& fixed = {});
  /// The condition of a case, which does not hold where it is none.
  std::size_t add_case(std::uint32_t check, const Trace& t, std::span<const Value> variables);
  std::size_t add_opposite(std::size_t of);
  std::size_t add_unrecorded(std::uint32_t check, NodeId written, Truth judged);
  std::size_t add_credit(NodeId written, Truth judged, const Trace* amount);
  std::size_t add_given(Truth truth);
  /// So many of the parts have to hold, and all of the gates.
  void finish(std::vector<std::size_t> parts, std::size_t needed, std::vector<std::size_t> gates);

  /// With a trial: of sets that single facts bring about those that do so when all is judged again.
  [[nodiscard]] EnoughChanges search(AnswerTrial* trial = nullptr);
  /// What these are of a search: for each condition of the quantity its value.
  [[nodiscard]] std::vector<std::pair<std::size_t, Value>> values_of(
      std::span<const Chosen> chosen) const;
  [[nodiscard]] const FoundCondition& operator[](std::size_t condition) const;
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  /// The rule that has to be met for a condition to hold, if it is that.
  [[nodiscard]] std::optional<std::uint32_t> rule_asked(std::size_t condition) const;
  /// Of one that nothing changes: what its variables are.
  [[nodiscard]] std::string fixed_in_words(std::size_t condition) const;
  void never_holds(std::size_t condition) { found_[condition].changeable.never_holds = true; }
  /// From here on: as if what is in fault held.
  void take_faults_to_hold() { faults_hold_ = true; }

 private:
  using Shared = std::shared_ptr<const Scope>;

  static ConditionPart some_of(std::vector<std::size_t> parts, std::size_t needed);
  /// As a condition that holds or does not, though what it came to be none.
  std::size_t decided(std::size_t part, const Trace& t);
  std::size_t add_whole(FoundCondition::Kind kind, std::uint32_t check, NodeId written,
                        Truth judged);

  // ------------------------------------------------------------------ taking apart

  std::size_t part(const Trace& t, const Shared& scope);
  std::size_t child(const Trace& t, std::size_t index, const Shared& scope);

  std::size_t decided_child(const Trace& t, std::size_t index, const Shared& scope);

  std::size_t chosen(const Trace& t, const Shared& scope);
  /// What is defined under a name: its own conditions, for these arguments.
  std::size_t called(const Trace& t, const Shared& scope);

  /// The variables of a loop that are bound to its item at this child.
  Shared scope_of_item(const Node& node, const Trace& loop, std::size_t index,
                       const Shared& around);

  /// A condition for every item: it takes them all to hold (for some: not to hold). The other way
  /// round one more item may do as well as any that is there, so it is a condition as a whole.
  std::size_t of_items(const Trace& t, const Node& node, const Shared& scope);

  /// Else it is not known whether all of these are in the list, or which stand side by side.
  [[nodiscard]] static bool comes_to_its_items(const Trace& t, bool every);

  std::size_t must_rules(const Trace& t, const Shared& scope);
  /// That a rule is met: its own checks, where these alone decide it.
  std::size_t of_rule(const Trace& t, const Shared& scope);

  // ------------------------------------------------------------------ conditions

  /// This step as one condition.
  std::size_t one(const Trace& t, const Shared& scope);

  FoundCondition& condition_of(const Trace& t, const std::string& key, const Shared& scope);

  /// The one of this name, which stands here too.
  FoundCondition& condition(const std::string& key, FoundCondition::Kind kind, const Shared& scope);
  [[nodiscard]] std::size_t index_of(const FoundCondition& condition) const;
  std::size_t add_leaf(const std::string& key, Truth judged);
  /// Whether it rests on variables alone that nothing changes.
  [[nodiscard]] bool is_fixed(NodeId expression, const Scope& scope) const;

  std::size_t in_fault(const Trace& t);

  const ProofSources& from_;
  const Evaluation& evaluation_;
  const ScorecardJudgement* scorecard_;
  ConditionIdentity identity_;
  Arena arena_;                       // of values that are tried
  std::vector<Quantity> quantities_;  // of the last search
  ConditionTree tree_;
  std::vector<FoundCondition> found_;  // in the order met
  std::map<std::string, std::size_t> numbers_;
  TracePlace place_;
  std::uint32_t check_ = 0;
  std::string fault_;         // the first one, in words
  bool faults_hold_ = false;  // to find what has to be mended beside them
};

}  // namespace entente::engine
