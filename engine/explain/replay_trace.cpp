// Leaves, paths, calls and what is made of parts.
#include "engine/explain/replay_trace.hpp"

#include <utility>

#include "engine/evaluate/function_data.hpp"
#include "engine/evaluate/instance.hpp"
#include "engine/evaluate/members.hpp"
#include "engine/evaluate/operators.hpp"
#include "engine/explain/replay_children.hpp"
#include "engine/explain/source_text.hpp"

namespace entente::engine::replay {
namespace {

/// Built-in functions are applied again; what they call was not recorded.
class Uncalled final : public FunctionCaller {
 public:
  explicit Uncalled(const Runtime& runtime) : runtime_(runtime) {}

  Value call(const FunctionData&, std::span<const Value>) override {
    asked = true;
    return {};
  }
  [[nodiscard]] const Runtime& runtime() const override { return runtime_; }

  bool asked = false;

 private:
  const Runtime& runtime_;
};

/// The slots that a form binds for its parts.
std::vector<std::uint32_t> slots_of(const Program& program, const Node& node) {
  std::vector<std::uint32_t> slots;
  switch (node.op) {
    case Op::for_:
    case Op::some:
    case Op::every:
      for (std::uint32_t i = 2; i < node.count; i += 3)
        slots.push_back(program.operands[node.b + i]);
      if (node.op == Op::for_ && node.c != no_node) slots.push_back(node.c);
      break;
    case Op::context:
      for (std::uint32_t i = 2; i < node.count; i += 3)
        slots.push_back(program.operands[node.b + i]);
      break;
    case Op::filter:
    case Op::filter_or_index:
    case Op::share_of:
    case Op::counted:
      slots.push_back(node.c);
      break;
    case Op::every_two:
    case Op::some_two:
      slots = {node.c, node.c + 1};
      break;
    default:
      break;
  }
  return slots;
}

bool calls(Op op) { return op == Op::measure || op == Op::call || op == Op::invoke; }

}  // namespace

void bind_slot(Frame& frame, std::uint32_t slot, std::optional<Value> value) {
  if (slot >= frame.size()) frame.resize(slot + 1);
  frame[slot] = value;
}

TraceReplay::TraceReplay(const ReplaySources& sources, ProofReplay& result)
    : sources_(sources),
      program_(sources.from.program),
      facts_(sources.from.facts),
      result_(result),
      runtime_{arena_, program_.vocabulary, facts_.today, facts_.now} {}

void TraceReplay::check_unit(const Trace& trace, const Unit& unit, Frame frame) {
  if (!is_recorded(trace)) return void(++result_.beyond);
  if (trace.node != unit.root) fail(trace, "it is the proof of another expression");
  check(trace, frame);
}

void TraceReplay::check(const Trace& trace, Frame& frame) {
  if (static_cast<std::size_t>(trace.node) >= program_.nodes.size())
    throw Broken{{"", "a step is of no expression"}};
  if (trace.left_out > 0 || !std::ranges::all_of(trace.children, is_recorded)) {
    check_loosely(trace, frame);
    ++result_.beyond;
    return;
  }
  ++(step(trace, frame) == Step::follows ? result_.checked : result_.beyond);
}

TraceReplay::Step TraceReplay::step(const Trace& trace, Frame& frame) {
  const Node& node = program_[trace.node];
  Children children(*this, trace, frame);
  const Step step = step_of(node, trace, children, frame);
  children.expect_done();
  const bool reads_path = node.op == Op::fact || node.op == Op::field || node.op == Op::member;
  if (!reads_path && trace.fact != PathId::none) fail(trace, "it reads no fact by itself");
  return step;
}

/// Some of its children are not there: those that are can be wrong all the same.
void TraceReplay::check_loosely(const Trace& trace, Frame& frame) {
  const Node& node = program_[trace.node];
  if (calls(node.op)) return;
  const auto slots = slots_of(program_, node);
  for (const auto slot : slots) bind_slot(frame, slot, std::nullopt);
  for (const Trace& child : trace.children) {
    if (!is_recorded(child)) continue;
    const bool pair = slots.size() == 2 && child.item.is(Kind::list) &&
                      (node.op == Op::every_two || node.op == Op::some_two);
    if (child.per_item && slots.size() == 1) bind_slot(frame, slots.front(), child.item);
    for (std::size_t i = 0; child.per_item && pair && i < child.item.list().items.size(); ++i)
      bind_slot(frame, slots[i & 1U], child.item.list().items[i].value);
    check(child, frame);
  }
}

TraceReplay::Step TraceReplay::step_of(const Node& node, const Trace& trace, Children& children,
                                       Frame& frame) {
  switch (node.op) {
    case Op::constant:
      return must_be(trace, program_.constants[node.a]);
    case Op::fact:
      return fact(node, trace);
    case Op::local:
      if (node.a >= frame.size() || !frame[node.a]) return Step::beyond;
      return must_be(trace, *frame[node.a]);
    case Op::parameter:
      return must_be(trace, program_.parameters[node.a].value);
    case Op::measure:
      return measure(node, trace, children);
    case Op::call:
      return call(node, trace, children);
    case Op::relation:
      return relation(node, trace, children);
    case Op::network:
      return network(node, trace, children);
    case Op::builtin:
      return builtin(node, trace, children);
    case Op::invoke:
      return invoke(node, trace, children);
    case Op::closure: {
      const bool is_it = trace.value.is(Kind::function) &&
                         trace.value.function().function == &program_.functions[node.a];
      if (!is_it) fail(trace, "it is another function");
      return Step::follows;
    }
    case Op::field:
      return field(node, trace, children);
    case Op::member: {
      const Value& base = children.take(node.a);
      path_of_field(trace, base, program_.names[node.b]);
      return must_be(trace, member_of(runtime_, base, program_.names[node.b]));
    }
    case Op::member_or:
      return member_or(node, trace, children, frame);
    case Op::index: {
      const Value& base = children.take(node.a);
      return must_be(trace, item_of(runtime_, base, children.take(node.b)));
    }
    case Op::filter:
      return filter(node, trace, children.take(node.a), children, frame);
    case Op::filter_or_index:
      return filter_or_index(node, trace, children, frame);
    case Op::list:
    case Op::negate:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::power:
    case Op::ago:
    case Op::unary_test:
    case Op::instance_of:
    case Op::today:
      return parts(node, trace, children);
    case Op::context:
      return context(node, trace, children, frame);
    case Op::range:
      return range(node, trace, children);
    case Op::for_:
    case Op::some:
    case Op::every:
      return loop(node, trace, children, frame);
    case Op::share_of:
      return share_of(node, trace, children, frame);
    case Op::counted:
      return counted(node, trace, children, frame);
    case Op::every_two:
    case Op::some_two:
      return every_two(node, trace, children, frame);
    default:
      return condition(node, trace, children);
  }
}

// ---------------------------------------------------------------- leaves

TraceReplay::Step TraceReplay::fact(const Node& node, const Trace& trace) {
  const auto id = static_cast<FactId>(node.a);
  const auto path = facts_.find(program_.vocabulary[id].name).value_or(PathId::none);
  if (trace.fact != path) fail(trace, "it names another fact than it reads");
  return must_be(trace, facts_[id]);
}

/// The path said to be read must be the one at which the record has this field. What the record
/// holds was replayed with the step that it comes from.
void TraceReplay::path_of_field(const Trace& trace, const Value& base,
                                std::string_view name) const {
  PathId path = PathId::none;
  if (base.is(Kind::record)) path = facts_.child(base.record().path, name).value_or(PathId::none);
  if (trace.fact != path) fail(trace, "it names another fact than it reads");
}

TraceReplay::Step TraceReplay::field(const Node& node, const Trace& trace, Children& children) {
  const Value& base = children.take(node.a);
  path_of_field(trace, base,
                program_.vocabulary[static_cast<RecordId>(node.c)].fields[node.b].name);
  if (const auto value = field_of(base, node)) return must_be(trace, *value);
  return Step::beyond;
}

/// None where it is read through a list that is not known.
std::optional<Value> TraceReplay::field_of(const Value& base, const Node& node) const {
  const auto type = static_cast<RecordId>(node.c);
  const Declaration& field = program_.vocabulary[type].fields[node.b];
  if (base.is_null()) return base;
  if (base.is_unknown()) return field_of_unknown(base.unknown(), field.type);
  if (base.is(Kind::list)) return fields_of(base.list(), node);
  if (base.is(Kind::record) && base.record().type == type && node.b < base.record().fields.size())
    return base.record().fields[node.b];
  const Value* found = own_member(program_.vocabulary, base, field.name);
  return found != nullptr ? *found : Value::null(NullReason::error);
}

/// Whatever the field can be, and what there is instead of a record.
std::optional<Value> TraceReplay::field_of_unknown(const Unknown& base, TypeId type) const {
  if (base.can_be.has(kinds::list | kinds::context) || !base.can_be.has(kinds::record))
    return std::nullopt;
  const Value plain = unknown_of_type(program_.vocabulary, type, base.missing, arena_);
  if (!plain.is_unknown()) return std::nullopt;
  Unknown open = plain.unknown();
  open.can_be = open.can_be | (base.can_be & kinds::null);
  if (!(base.can_be - kinds::null - kinds::record).empty())
    open.can_be = open.can_be | kinds::error;
  return make_unknown(open, arena_);
}

std::optional<Value> TraceReplay::fields_of(const ListData& list, const Node& node) const {
  ListBuilder result(runtime_, list.items.size());
  for (const ListItem& item : list.items) {
    const auto value = field_of(item.value, node);
    if (!value) return std::nullopt;
    result.add(*value, item.perhaps);
  }
  if (list.tail == nullptr) return result.finish();
  const ListView open = view(runtime_, Value::list(&list));
  const auto more = field_of(open.tail_item, node);
  if (!more) return std::nullopt;
  result.add_tail(*open.tail, *more, open.tail_least);
  return result.finish();
}

TraceReplay::Step TraceReplay::member_or(const Node& node, const Trace& trace, Children& children,
                                         Frame& frame) {
  if (!children.done()) return must_be(trace, children.take(node.c));
  if (node.a >= frame.size() || !frame[node.a] || frame[node.a]->is_unknown()) return Step::beyond;
  const auto& name = program_.names[node.b];
  const Value* found = own_member(program_.vocabulary, *frame[node.a], name);
  if (found == nullptr && node.c != no_node) fail(trace, "a step that it rests on is missing");
  return must_be(trace, found != nullptr ? *found : Value::null(NullReason::error));
}

// ---------------------------------------------------------------- calls

TraceReplay::Step TraceReplay::measure(const Node& node, const Trace& trace, Children& children) {
  if (children.done() && trace.value.is_null(NullReason::error)) return Step::beyond;
  Frame own;
  const auto root = static_cast<std::uint32_t>(program_.measures[node.a].body.root);
  return must_be(trace, children.take(root, own));
}

TraceReplay::Step TraceReplay::call(const Node& node, const Trace& trace, Children& children) {
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < node.count; ++i)
    values.push_back(children.take(program_.operands[node.b + i]));
  return run(program_.functions[node.a], {}, values, trace, children);
}

TraceReplay::Step TraceReplay::invoke(const Node& node, const Trace& trace, Children& children) {
  const Value& callee = children.take(node.a);
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < node.count; ++i)
    values.push_back(children.take(program_.operands[node.b + i]));
  if (callee.is_null()) return must_be(trace, callee);
  if (callee.is_unknown()) {
    Claim anything{kinds::any, {}};
    anything.waits.add(callee);
    return must_be(trace, anything);
  }
  if (!callee.is(Kind::function)) return must_be(trace, Value::null(NullReason::error));
  const Function& function = *callee.function().function;
  if (node.c != no_node && values.size() == function.parameters.size()) {
    std::vector<Value> in_order(values.size());
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const auto& name = program_.names[program_.operands[node.c + i]];
      const auto found = std::ranges::find(function.parameters, name);
      if (found == function.parameters.end()) return must_be(trace, Value::null(NullReason::error));
      in_order[static_cast<std::size_t>(found - function.parameters.begin())] = values[i];
    }
    values = std::move(in_order);
  }
  return run(function, callee.function().captured, values, trace, children);
}

TraceReplay::Step TraceReplay::run(const Function& function, std::span<const Value> captured,
                                   std::span<const Value> arguments, const Trace& trace,
                                   Children& children) {
  if (arguments.size() != function.parameters.size())
    return must_be(trace, Value::null(NullReason::error));
  Frame own(captured.begin(), captured.end());
  const auto& types = function.parameter_types;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    bind_slot(own, function.first_slot + static_cast<std::uint32_t>(i),
              i < types.size() ? as_declared(runtime_, arguments[i], types[i]) : arguments[i]);
  return must_be(trace, children.take(static_cast<std::uint32_t>(function.body.root), own));
}

TraceReplay::Step TraceReplay::builtin(const Node& node, const Trace& trace, Children& children) {
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < node.count; ++i)
    values.push_back(children.take(program_.operands[node.b + i]));
  Uncalled caller(runtime_);
  const Value result = call_builtin(caller, builtin_signatures()[node.c], values, node.aux == 1);
  return caller.asked ? Step::beyond : must_be(trace, result);
}

// ---------------------------------------------------------------- made of parts

/// Operators that are strict in their operands: applied again to what these were.
TraceReplay::Step TraceReplay::parts(const Node& node, const Trace& trace, Children& children) {
  switch (node.op) {
    case Op::today:
      return must_be(trace, Value::date(facts_.today));
    case Op::negate:
      return must_be(trace, negate(runtime_, children.take(node.a)));
    case Op::ago:
      return must_be(trace, arithmetic(runtime_, Op::subtract, Value::date(facts_.today),
                                       children.take(node.a)));
    case Op::instance_of:
      return must_be(trace,
                     is_instance(runtime_, children.take(node.a), static_cast<TypeId>(node.b)));
    case Op::unary_test: {
      RangeData range;
      range.form = node.aux == 0 ? RangeForm::equal : RangeForm::not_equal;
      range.low = children.take(node.a);
      range.high = range.low;
      return must_be(trace, Value::range(range, arena_));
    }
    case Op::list: {
      std::vector<Value> items;
      for (std::uint32_t i = 0; i < node.count; ++i)
        items.push_back(children.take(program_.operands[node.b + i]));
      return must_be(trace, make_list(runtime_, items));
    }
    default: {
      const Value& left = children.take(node.a);
      return must_be(trace, arithmetic(runtime_, node.op, left, children.take(node.b)));
    }
  }
}

TraceReplay::Step TraceReplay::context(const Node& node, const Trace& trace, Children& children,
                                       Frame& frame) {
  std::vector<ContextField> fields;
  for (std::uint32_t at = node.b; at < node.b + node.count; at += 3) {
    const std::string_view name = program_.names[program_.operands[at]];
    const auto is_it = [&](const ContextField& field) { return field.name == name; };
    if (std::ranges::any_of(fields, is_it)) return must_be(trace, Value::null(NullReason::error));
    fields.push_back({name, children.take(program_.operands[at + 1])});
    bind_slot(frame, program_.operands[at + 2], fields.back().value);
  }
  const auto kept = arena_.array<ContextField>(fields.size());
  std::ranges::copy(fields, kept.begin());
  return must_be(trace, Value::context(kept, arena_));
}

TraceReplay::Step TraceReplay::range(const Node& node, const Trace& trace, Children& children) {
  RangeData range;
  range.low_closed = (node.aux & 1U) != 0;
  range.high_closed = (node.aux & 2U) != 0;
  if (node.a != no_node) range.low = children.take(node.a);
  if (node.b != no_node) range.high = children.take(node.b);
  // An end that is not there is no null that spreads.
  const KindSet low = node.a != no_node ? kinds_of(range.low) : kinds::range;
  const KindSet high = node.b != no_node ? kinds_of(range.high) : kinds::range;
  Claim made{strict_nulls(low, high), {}};
  if (made.can.empty()) return must_be(trace, Value::range(range, arena_));
  if (!(low - kinds::null).empty() && !(high - kinds::null).empty())
    made.can = made.can | kinds::range;
  made.waits.add(range.low);
  made.waits.add(range.high);
  return must_be(trace, made);
}

// ---------------------------------------------------------------- verdict on a step

TraceReplay::Step TraceReplay::must_be(const Trace& trace, const Value& value) const {
  if (!same(trace.value, value))
    fail(trace, "it comes to " + words(value) + ", not " + words(trace.value));
  return Step::follows;
}

TraceReplay::Step TraceReplay::must_be(const Trace& trace, const Claim& claim) const {
  if (agrees(trace.value, claim)) return Step::follows;
  const bool open = trace.value.is_unknown() && trace.value.unknown().can_be == claim.can;
  fail(trace, open ? "it waits for other facts than its parts do"
                   : words(trace.value) + " does not follow from its parts");
}

void TraceReplay::fail(const Trace& trace, std::string why) const {
  const auto origin = static_cast<std::size_t>(trace.node);
  auto where = source_text(sources_.from.sources, program_.origins[origin]);
  if (trace.per_item) where += " for " + item_in_words(trace.item, program_.vocabulary, facts_);
  throw Broken{{std::move(where), std::move(why)}};
}

std::string TraceReplay::words(const Value& value) const {
  return in_words(plain(value, program_.vocabulary, facts_));
}

}  // namespace entente::engine::replay
