// Dispatch, frames, calls, measures.
#include "engine/evaluate/interpreter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/evaluate/instance.hpp"

namespace entente::engine {
namespace {

// Levels of nested expressions, measures and calls together. A level takes less than 3 KB of stack,
// and at most 8 KB under the sanitizers: the deepest stays within the usual 8 MB.
constexpr std::uint32_t deepest = 900;

// Items of a loop with the same answer that are kept for a proof when there is little room.
constexpr std::size_t items_traced = 8;

constexpr ErrorNull asks_itself{"a measure asks for itself"};
constexpr ErrorNull not_here{"this can't be asked here"};

/// What looking through an argument costs, parts of its parts apart.
std::uint64_t breadth(const Value& value) {
  switch (value.kind()) {
    case Kind::text:
      return value.text().size() / 16;
    case Kind::list:
      return value.list().items.size() + value.list().extent.bytes / 256;
    case Kind::context:
      return value.context().fields.size();
    default:
      return 0;
  }
}

std::uint64_t nodes_in(const Trace& trace) {
  std::uint64_t count = 1;
  for (const Trace& child : trace.children) count += nodes_in(child);
  return count;
}

/// Whether two items are the same to a proof of the loop over them.
bool alike(const Value& a, const Value& b) {
  return a.is_true() == b.is_true() && a.is_false() == b.is_false() &&
         a.is_unknown() == b.is_unknown();
}

/// Whether the newest item of a loop has the answer of enough others before it.
bool enough_like_the_last(const Trace& loop) {
  const Value& newest = loop.children.back().value;
  std::size_t count = 0;
  for (const Trace& child : loop.children) {
    if (child.per_item && alike(child.value, newest)) ++count;
    if (count > items_traced) return true;
  }
  return false;
}

}  // namespace

/// Counts a level as long as it lasts.
class Interpreter::Deeper {
 public:
  explicit Deeper(std::uint32_t& level) : level_(++level) {}
  ~Deeper() { --level_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  std::uint32_t& level_;
};

/// The slots of one running unit; gives them back at its end.
class Interpreter::Frame {
 public:
  Frame(Interpreter& interpreter, std::size_t size)
      : interpreter_(interpreter),
        outer_base_(interpreter.base_),
        outer_size_(interpreter.stack_.size()) {
    interpreter.base_ = outer_size_;
    interpreter.stack_.resize(outer_size_ + size);
  }
  ~Frame() {
    interpreter_.stack_.resize(outer_size_);
    interpreter_.base_ = outer_base_;
  }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

 private:
  Interpreter& interpreter_;
  std::size_t outer_base_;
  std::size_t outer_size_;
};

Interpreter::Interpreter(const Program& program, const FactBase& facts, Arena& arena,
                         Budget& budget)
    : program_(program),
      facts_(facts),
      budget_(budget),
      runtime_{arena, program.vocabulary, facts.today, facts.now},
      measures_(program.measures.size()) {
  if (program.relations.empty()) return;
  relations_ = std::make_unique<Relations>(program, facts, *this, budget);
  networks_ = std::make_unique<RelationNetworks>(program, facts, *relations_, runtime_, budget);
}

Value Interpreter::run(const Unit& unit, std::span<const Value> locals, Environment& environment,
                       Trace* trace) {
  if (budget_.exhausted()) return runtime_.error(budget_.why_exhausted());
  Environment* const outer = std::exchange(environment_, &environment);
  const Value result = bounded(unit, locals, trace);
  environment_ = outer;
  return result;
}

Value Interpreter::judge(const Unit& unit, std::span<const Value> locals) {
  return bounded(unit, locals, nullptr);
}

Value Interpreter::holds(std::uint32_t relation, std::span<const Value> items,
                         Environment& environment) {
  Environment* const outer = std::exchange(environment_, &environment);
  Value result;
  try {
    result = relations_->holds(relation, items, (ColumnSet{1} << items.size()) - 1);
  } catch (const OverBudget& over) {
    result = runtime_.error(over.what());
  }
  environment_ = outer;
  return result;
}

Value Interpreter::bounded(const Unit& unit, std::span<const Value> locals, Trace* trace) {
  try {
    const Budget::Expression account(budget_);
    const Arena::Charge charge(runtime_.arena, &budget_);
    const std::size_t size = std::max<std::size_t>(unit.frame_size, locals.size());
    spend(size / 16);
    const Frame frame(*this, size);
    std::copy(locals.begin(), locals.end(), stack_.begin() + static_cast<std::ptrdiff_t>(base_));
    Trace holder;
    const Value result = eval(unit.root, is_recorded(trace) ? &holder : nullptr);
    if (is_recorded(trace) && !holder.children.empty()) *trace = std::move(holder.children.front());
    over_budget_ = false;
    return result;
  } catch (const OverBudget& over) {
    const Arena::Charge uncharged(runtime_.arena, nullptr);
    over_budget_ = true;
    if (!is_recorded(trace)) return runtime_.error(over.what());
  }
  // Keeping the steps takes more of them: the answer must not depend on that.
  *trace = Trace();
  trace->node = unit.root;
  trace->value = bounded(unit, locals, nullptr);
  trace->left_out = 1;
  return trace->value;
}

void Interpreter::end_by(const Value& limit) {
  throw OverBudget(std::string(limit.error_message()));
}

Value Interpreter::eval(NodeId id, Trace* parent) {
  spend(1);
  if (nesting_ >= deepest)
    throw OverBudget(fmt::format("more than {} expressions stand within each other", deepest));
  const Deeper level(nesting_);
  return !is_recorded(parent) ? dispatch(program_[id], nullptr) : recorded(id, parent);
}

Value Interpreter::recorded(NodeId id, Trace* parent) {
  if (!budget_.can_trace(1)) {
    ++parent->left_out;
    return dispatch(program_[id], nullptr);
  }
  Trace trace;
  trace.node = id;
  trace.value = dispatch(program_[id], &trace);
  parent->children.push_back(std::move(trace));
  return parent->children.back().value;
}

Value Interpreter::eval_for_item(std::uint32_t id, Value item, Trace* parent) {
  if (!is_recorded(parent)) return eval(id, nullptr);
  const std::size_t before = parent->children.size();
  const auto traced_before = budget_.traced();
  const Value result = eval(id, parent);
  if (parent->children.size() == before) return result;
  parent->children.back().item = item;
  parent->children.back().per_item = true;
  if (budget_.traces_are_scarce() && enough_like_the_last(*parent)) {
    ++parent->left_out;
    parent->children.pop_back();
    budget_.forget_traced_since(traced_before);
  }
  return result;
}

Value Interpreter::dispatch(const Node& node, Trace* trace) {
  switch (node.op) {
    case Op::constant:
      return program_.constants[node.a];
    case Op::fact:
      return fact(node, trace);
    case Op::local:
      return slot(node.a);
    case Op::parameter:
      return program_.parameters[node.a].value;
    case Op::measure:
      return measure(node.a, trace);
    case Op::call:
      return call_define(node, trace);
    case Op::builtin:
      return builtin(node, trace);
    case Op::relation:
      return relation(node, trace);
    case Op::network:
      return network(node, trace);
    case Op::invoke:
      return invoke(node, trace);
    case Op::closure:
      return closure(node);
    case Op::field:
      return field(node, trace);
    case Op::member:
      return member(node, trace);
    case Op::member_or:
      return member_or(node, trace);
    case Op::index:
      return index(node, trace);
    case Op::filter:
      return filter(node, trace);
    case Op::filter_or_index:
      return filter_or_index(node, trace);
    case Op::list:
      return list(node, trace);
    case Op::context:
      return context(node, trace);
    case Op::range:
      return range(node, trace);
    case Op::negate:
      return negate(runtime_, eval(node.a, trace));
    case Op::or_:
    case Op::and_:
      return and_or(node, trace);
    case Op::equal:
    case Op::not_equal: {
      const Value left = eval(node.a, trace);
      const Value result = equal(runtime_, left, eval(node.b, trace));
      return node.op == Op::equal ? result : opposite(runtime_, result);
    }
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal: {
      const Value left = eval(node.a, trace);
      return order(runtime_, node.op, left, eval(node.b, trace));
    }
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::power: {
      const Value left = eval(node.a, trace);
      return arithmetic(runtime_, node.op, left, eval(node.b, trace));
    }
    case Op::between:
      return between(node, trace);
    case Op::in:
      return in(node, trace);
    case Op::unary_test:
      return unary_test(node, trace);
    case Op::not_:
      return opposite(runtime_, single_item(runtime_, eval(node.a, trace)));
    case Op::instance_of:
      return instance_of(node, trace);
    case Op::if_:
      return if_then_else(node, trace);
    case Op::first_case:
      return first_case(node, trace);
    case Op::for_:
      return for_each(node, trace);
    case Op::some:
    case Op::every:
      return quantified(node, trace);
    case Op::is_none:
      return is_none(node, trace);
    case Op::is_known:
      return is_known(node, trace);
    case Op::ago:
      return arithmetic(runtime_, Op::subtract, today(), eval(node.a, trace));
    case Op::before:
    case Op::after: {
      const Value left = eval(node.a, trace);
      const Value right = eval(node.b, trace);
      const bool ranges = left.is(Kind::range) || right.is(Kind::range);
      if (!ranges)
        return order(runtime_, node.op == Op::before ? Op::less : Op::greater, left, right);
      Value both_sides[] = {left, right};
      const auto builtin = node.op == Op::before ? Builtin::before : Builtin::after;
      return call_builtin(*this, signature_of(builtin), both_sides, false);
    }
    case Op::within:
      return within(node, trace);
    case Op::share_of:
      return share_of(node, trace);
    case Op::counted:
      return counted(node, trace);
    case Op::every_two:
    case Op::some_two:
      return every_two(node, trace);
    case Op::today:
      return today();
    case Op::score:
      return environment_->score();
    case Op::score_of:
      return environment_->score_of(node.a);
    case Op::coverage:
      return of_this_file(environment_->coverage(), kinds::number);
    case Op::rule_is:
      return rule_is(node);
    case Op::every_must_met:
      return environment_->every_must_met();
  }
  return Value::error(&not_here);
}

Value Interpreter::fact(const Node& node, Trace* trace) {
  const auto id = static_cast<FactId>(node.a);
  if (is_recorded(trace))
    trace->fact = facts_.find(program_.vocabulary[id].name).value_or(PathId::none);
  return facts_[id];
}

Value Interpreter::measure(std::uint32_t index, Trace* trace) {
  Memo& memo = measures_[index];
  if (memo.judged == Judged::running) return Value::error(&asks_itself);
  if (memo.judged == Judged::no) judge_measure(index);
  if (memo.over_budget) end_by(memo.value);
  if (!is_recorded(trace)) return memo.value;
  if (!memo.trace) record_measure(index);
  if (memo.trace && budget_.can_trace(memo.traced)) {
    trace->children.push_back(*memo.trace);
  } else {
    ++trace->left_out;
  }
  return memo.value;
}

void Interpreter::judge_measure(std::uint32_t index) {
  Memo& memo = measures_[index];
  memo.judged = Judged::running;
  memo.value = bounded(program_.measures[index].body, {}, nullptr);
  memo.judged = Judged::yes;
  memo.over_budget = over_budget_;
}

/// Keeps its steps, unless the budget of all is exhausted by them.
void Interpreter::record_measure(std::uint32_t index) {
  Memo& memo = measures_[index];
  memo.judged = Judged::running;
  Trace own;
  (void)bounded(program_.measures[index].body, {}, &own);
  memo.judged = Judged::yes;
  if (budget_.exhausted()) return;
  memo.traced = nodes_in(own);
  memo.trace = std::make_unique<Trace>(std::move(own));
}

std::span<Value> Interpreter::arguments(const Node& node, Trace* trace) {
  const auto values = runtime_.arena.array<Value>(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i)
    values[i] = eval(program_.operands[node.b + i], trace);
  return values;
}

Value Interpreter::run_function(const Function& function, std::span<const Value> captured,
                                std::span<const Value> arguments, Trace* trace) {
  if (arguments.size() != function.parameters.size()) {
    return runtime_.error(fmt::format("the function takes {} arguments, not {}",
                                      function.parameters.size(), arguments.size()));
  }
  budget_.require_calls(calls_ + 1);
  const std::size_t size = std::max<std::size_t>(
      {function.body.frame_size, function.first_slot + arguments.size(), captured.size()});
  spend(size / 16);
  const Frame frame(*this, size);
  const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(base_);
  std::copy(captured.begin(), captured.end(), first);
  const auto& types = function.parameter_types;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    slot(function.first_slot + static_cast<std::uint32_t>(i)) =
        i < types.size() ? as_declared(runtime_, arguments[i], types[i]) : arguments[i];
  }
  const Deeper level(calls_);
  return eval(function.body.root, trace);
}

Value Interpreter::call_define(const Node& node, Trace* trace) {
  const auto values = arguments(node, trace);
  return run_function(program_.functions[node.a], {}, values, trace);
}

Value Interpreter::relation(const Node& node, Trace* trace) {
  std::array<Value, most_columns> items;
  ColumnSet given = 0;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const auto item = program_.operands[node.b + i];
    if (item == static_cast<std::uint32_t>(NodeId::none)) continue;
    items[i] = eval(item, trace);
    given |= ColumnSet{1} << i;
  }
  if (const auto& broken = relations_->extension(node.a).broken) end_by(*broken);
  return relations_->holds(node.a, std::span(items).first(node.count), given);
}

Value Interpreter::call(const FunctionData& function, std::span<const Value> arguments) {
  return run_function(*function.function, function.captured, arguments, nullptr);
}

Value Interpreter::invoke(const Node& node, Trace* trace) {
  const Value callee = eval(node.a, trace);
  const auto values = arguments(node, trace);
  if (callee.is(Kind::function) && node.c != static_cast<std::uint32_t>(NodeId::none))
    return call_by_name(node, callee.function(), values, trace);
  if (callee.is(Kind::function))
    return run_function(*callee.function().function, callee.function().captured, values, trace);
  if (callee.is_null()) return callee;
  if (!callee.is_unknown())
    return runtime_.error(fmt::format("{} can't be called", noun(kinds_of(callee))));
  Missing missing(runtime_.arena);
  missing.add(callee);
  missing.not_tight();
  return settle(runtime_, kinds::any, missing);
}

Value Interpreter::call_by_name(const Node& node, const FunctionData& callee,
                                std::span<const Value> values, Trace* trace) {
  const auto& parameters = callee.function->parameters;
  if (values.size() != parameters.size()) {
    return runtime_.error(
        fmt::format("the function takes {} arguments, not {}", parameters.size(), values.size()));
  }
  const auto in_order = runtime_.arena.array<Value>(values.size());
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const std::string& name = program_.names[program_.operands[node.c + i]];
    const auto found = std::find(parameters.begin(), parameters.end(), name);
    if (found == parameters.end())
      return runtime_.error(fmt::format("the function has no parameter `{}`", name));
    in_order[static_cast<std::size_t>(found - parameters.begin())] = values[i];
  }
  return run_function(*callee.function, callee.captured, in_order, trace);
}

Value Interpreter::closure(const Node& node) {
  const auto captured = runtime_.arena.array<Value>(stack_.size() - base_);
  std::copy(stack_.begin() + static_cast<std::ptrdiff_t>(base_), stack_.end(), captured.begin());
  return Value::function(runtime_.arena.make(FunctionData{&program_.functions[node.a], captured}));
}

Value Interpreter::builtin(const Node& node, Trace* trace) {
  const auto values = arguments(node, trace);
  for (const Value& value : values) spend(breadth(value));
  const auto& row = builtin_signatures()[node.c];
  const Value result = call_builtin(*this, row, values, node.aux == 1);
  const bool end_today = row.builtin == Builtin::periods;
  return end_today ? of_this_file(result, kinds::list | kinds::error) : result;
}

Value Interpreter::list(const Node& node, Trace* trace) {
  const auto items = runtime_.arena.array<ListItem>(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i)
    items[i].value = eval(program_.operands[node.b + i], trace);
  ListData list;
  list.items = items;
  return Value::list(list, runtime_.arena);
}

Value Interpreter::context(const Node& node, Trace* trace) {
  const std::uint32_t entries = node.count / 3;
  const auto fields = runtime_.arena.array<ContextField>(entries);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::uint32_t at = node.b + 3 * i;
    const std::string& name = program_.names[program_.operands[at]];
    spend(i / 16);
    const bool twice = std::any_of(fields.begin(), fields.begin() + i,
                                   [&](const ContextField& field) { return field.name == name; });
    if (twice) return runtime_.error(fmt::format("the context has two entries `{}`", name));
    const Value value = eval(program_.operands[at + 1], trace);
    fields[i] = {name, value};
    slot(program_.operands[at + 2]) = value;
  }
  return Value::context(fields, runtime_.arena);
}

Value Interpreter::range(const Node& node, Trace* trace) {
  constexpr auto absent = static_cast<std::uint32_t>(NodeId::none);
  RangeData range;
  range.low_closed = (node.aux & 1) != 0;
  range.high_closed = (node.aux & 2) != 0;
  if (node.a != absent) range.low = eval(node.a, trace);
  if (node.b != absent) range.high = eval(node.b, trace);
  for (const Value& end : {range.low, range.high})
    if (end.is_null(NullReason::error)) return end;
  // An end that is not there is no null that spreads.
  const KindSet low = node.a != absent ? kinds_of(range.low) : kinds::range;
  const KindSet high = node.b != absent ? kinds_of(range.high) : kinds::range;
  const KindSet nulls = strict_nulls(low, high);
  if (nulls.empty()) return Value::range(range, runtime_.arena);
  const bool may_be_one = !(low - kinds::null).empty() && !(high - kinds::null).empty();
  Missing missing(runtime_.arena);
  missing.add(range.low);
  missing.add(range.high);
  if (!missing.any()) return null_of(nulls);
  missing.not_tight();
  return settle(runtime_, may_be_one ? kinds::range | nulls : nulls, missing);
}

/// `(= 5)` on its own is a range.
Value Interpreter::unary_test(const Node& node, Trace* trace) {
  RangeData range;
  range.form = node.aux == 0 ? RangeForm::equal : RangeForm::not_equal;
  range.low = eval(node.a, trace);
  range.high = range.low;
  return Value::range(range, runtime_.arena);
}

ExpressionEvaluator::ExpressionEvaluator(const Program& program, const FactBase& facts,
                                         Arena& arena)
    : own_budget_(std::make_unique<Budget>(Budget::Limits())),
      budget_(own_budget_.get()),
      interpreter_(std::make_unique<Interpreter>(program, facts, arena, *budget_)) {}

ExpressionEvaluator::ExpressionEvaluator(const Program& program, const FactBase& facts,
                                         Arena& arena, Budget& budget)
    : budget_(&budget),
      interpreter_(std::make_unique<Interpreter>(program, facts, arena, budget)) {}

ExpressionEvaluator::ExpressionEvaluator(ExpressionEvaluator&&) noexcept = default;
ExpressionEvaluator::~ExpressionEvaluator() = default;

void ExpressionEvaluator::leave_derivations_out() { interpreter_->leave_derivations_out(); }

Value ExpressionEvaluator::evaluate(const Unit& unit, std::span<const Value> locals,
                                    Environment& environment, Trace* trace) {
  return interpreter_->run(unit, locals, environment, trace);
}

Value ExpressionEvaluator::holds(std::uint32_t relation, std::span<const Value> items,
                                 Environment& environment) {
  return interpreter_->holds(relation, items, environment);
}

std::shared_ptr<const DerivedRelations> ExpressionEvaluator::relations() const {
  const auto* relations = interpreter_->relations();
  return relations == nullptr ? nullptr : relations->derived();
}

const std::vector<std::pair<grammar::Span, std::string>>& ExpressionEvaluator::remarks() const {
  return interpreter_->remarks();
}

RuleSeen Environment::rule(std::uint32_t) { return {}; }
Value Environment::score() { return Value::error(&not_here); }
Value Environment::score_of(std::uint32_t) { return Value::error(&not_here); }
Value Environment::coverage() { return Value::error(&not_here); }
Value Environment::every_must_met() { return Value::error(&not_here); }

}  // namespace entente::engine
