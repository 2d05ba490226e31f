// The evaluator behind ExpressionEvaluator: walks the nodes of a Program. Frames lie on one stack
// of values, measures are judged once, sub-expressions are recorded only when asked. Private to
// engine/evaluate.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/evaluate/builtin_functions.hpp"
#include "engine/evaluate/derivations.hpp"
#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/evaluate/function_data.hpp"
#include "engine/evaluate/list_view.hpp"
#include "engine/evaluate/operators.hpp"
#include "engine/evaluate/relation_networks.hpp"
#include "engine/evaluate/relations/relations.hpp"

namespace entente::engine {

/// One way the variables of `for`, `some`, `every` are bound.
struct Binding {
  const Unknown* waits =
      nullptr;           // set: it takes part only if this holds, or stands for a list's tail
  bool sure = true;      // at least one such item is there
  bool generic = false;  // stands for all items of a tail
};

class Interpreter final : public FunctionCaller {
 public:
  Interpreter(const Program& program, const FactBase& facts, Arena& arena, Budget& budget);

  Value run(const Unit& unit, std::span<const Value> locals, Environment& environment,
            Trace* trace);
  /// As part of what runs now: a condition or argument of a relation's clause.
  Value judge(const Unit& unit, std::span<const Value> locals);
  Value holds(std::uint32_t relation, std::span<const Value> items, Environment& environment);
  /// A range of whole numbers or days as a list; any other value itself.
  Value as_list(const Value& value);
  /// A diagnostic worth showing, once for each place.
  void remark(NodeId node, std::string text);
  Value call(const FunctionData& function, std::span<const Value> arguments) override;
  [[nodiscard]] const Runtime& runtime() const override { return runtime_; }

  void leave_derivations_out() {
    if (relations_) relations_->leave_derivations_out();
  }
  [[nodiscard]] const Relations* relations() const { return relations_.get(); }
  [[nodiscard]] const std::vector<std::pair<grammar::Span, std::string>>& remarks() const {
    return remarks_;
  }

 private:
  class Frame;
  class Deeper;
  struct Gathered;  // of share of, at least

  // Every sub-expression goes through here. `parent` is where it is recorded, if anywhere.
  Value eval(NodeId id, Trace* parent);
  Value eval(std::uint32_t id, Trace* parent) { return eval(static_cast<NodeId>(id), parent); }
  /// The item by value: it may lie in a slot, and slots move.
  Value eval_for_item(std::uint32_t id, Value item, Trace* parent);
  Value dispatch(const Node& node, Trace* trace);
  Value recorded(NodeId id, Trace* parent);
  // Within limits of its own, each of which gives an error null that says so. Catches OverBudget.
  Value bounded(const Unit& unit, std::span<const Value> locals, Trace* trace);
  void spend(std::uint64_t steps) { budget_.spend(steps); }
  /// A limit that was met by what this expression asks for ends it too: no filter may take it for
  /// an item that does not count.
  [[noreturn]] static void end_by(const Value& limit);

  // values
  Value fact(const Node& node, Trace* trace);
  Value measure(std::uint32_t index, Trace* trace);
  void judge_measure(std::uint32_t index);
  void record_measure(std::uint32_t index);
  Value call_define(const Node& node, Trace* trace);
  Value relation(const Node& node, Trace* trace);
  Value network(const Node& node, Trace* trace);
  Value invoke(const Node& node, Trace* trace);
  Value call_by_name(const Node& node, const FunctionData& callee, std::span<const Value> values,
                     Trace* trace);
  Value closure(const Node& node);
  Value builtin(const Node& node, Trace* trace);
  Value run_function(const Function& function, std::span<const Value> captured,
                     std::span<const Value> arguments, Trace* trace);
  std::span<Value> arguments(const Node& node, Trace* trace);
  Value list(const Node& node, Trace* trace);
  Value context(const Node& node, Trace* trace);
  Value range(const Node& node, Trace* trace);
  Value unary_test(const Node& node, Trace* trace);

  // paths and filters
  Value field(const Node& node, Trace* trace);
  Value field_of(const Value& base, const Node& node);
  Value field_of_unknown(const Unknown& base, const Node& node);
  Value fields_of(const Value& list, const Node& node);
  Value member(const Node& node, Trace* trace);
  Value member_or(const Node& node, Trace* trace);
  Value index(const Node& node, Trace* trace);
  Value filter(const Node& node, Trace* trace);
  Value filter_by(const Node& node, const Value& base, Trace* trace);
  Value filter_or_index(const Node& node, Trace* trace);
  void keep(const Node& node, const ListItem& item, const Value& condition, ListBuilder& kept);

  // conditions
  Value and_or(const Node& node, Trace* trace);
  Value if_then_else(const Node& node, Trace* trace);
  Value first_case(const Node& node, Trace* trace);
  Value between(const Node& node, Trace* trace);
  Value in(const Node& node, Trace* trace);
  Value test(const Value& value, std::uint32_t node, Trace* trace);
  Value test_range(const Value& value, const Node& range, Trace* trace);
  Value within(const Node& node, Trace* trace);
  Value is_none(const Node& node, Trace* trace);
  Value is_known(const Node& node, Trace* trace);
  Value today();
  /// What is asked about the file or its day; not known where the facts stand for any file.
  Value of_this_file(const Value& value, KindSet kinds);
  Value instance_of(const Node& node, Trace* trace);
  Value rule_is(const Node& node);

  // loops
  struct Loop;
  template <class Body>
  void iterate(Loop& loop, std::uint32_t iterator, const Binding& outer, Body&& body);
  bool domain(Loop& loop, std::uint32_t iterator, const Binding& outer, ListView& items);
  Value number_range(const Value& low, const Value& high);
  Value for_each(const Node& node, Trace* trace);
  Value quantified(const Node& node, Trace* trace);
  /// Of `with C` or `satisfies C`: an error for these items, the first of them if it is known.
  Value fault_of_item(const std::optional<Value>& condition);
  Value share_of(const Node& node, Trace* trace);
  Value counted(const Node& node, Trace* trace);
  Gathered gather(const Node& node, const ListView& items, bool as_share, Trace* trace);
  Value every_two(const Node& node, Trace* trace);
  Value neighbours(const Node& node, const ListView& items, Trace* trace);

  [[nodiscard]] Value& slot(std::uint32_t index) { return stack_[base_ + index]; }

  const Program& program_;
  const FactBase& facts_;
  Budget& budget_;
  Runtime runtime_;
  Environment* environment_ = nullptr;

  std::vector<Value> stack_;
  std::size_t base_ = 0;
  std::uint32_t calls_ = 0;
  std::uint32_t nesting_ = 0;
  bool over_budget_ = false;  // how the last unit ended

  enum class Judged : std::uint8_t { no, running, yes };
  struct Memo {
    Value value;
    Judged judged = Judged::no;
    bool over_budget = false;  // the value is the limit that was met
    std::unique_ptr<Trace> trace;
    std::uint64_t traced = 0;  // sub-expressions in it
  };
  std::vector<Memo> measures_;
  std::unique_ptr<Relations> relations_;        // none when the program has none
  std::unique_ptr<RelationNetworks> networks_;  // as relations_
  std::vector<std::pair<grammar::Span, std::string>> remarks_;
  std::map<grammar::Span, std::set<std::string>> remarked_;
};

}  // namespace entente::engine
