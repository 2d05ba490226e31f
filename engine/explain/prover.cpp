// Which parts of a trace a proof shows. A trace holds every sub-expression that was judged; a
// person wants those that decided. So:
//   - a fact, a field of a fact, a parameter is a leaf; a literal is not worth a line;
//   - of `and` and `or` only the sides that made it what it is;
//   - a filter says which items it kept; only an item of which that is not known is proved;
//   - of what else is judged for each item of a list only the items that decided, the first three
//   of them,
//     and the number of the others;
//   - a field of every record of a list becomes one leaf for each record.
#include "engine/explain/prover.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/explain/condition_form.hpp"
#include "engine/explain/source_text.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t leaves_shown = 8;

bool is_item_op(Op op) {
  switch (op) {
    case Op::filter:
    case Op::filter_or_index:
    case Op::for_:
    case Op::some:
    case Op::every:
    case Op::share_of:
    case Op::counted:
    case Op::every_two:
    case Op::some_two:
      return true;
    default:
      return false;
  }
}

bool holds(const Value& value) { return value.is_true(); }

/// Whether a condition judged for one item is a reason for the value of the whole.
bool item_decides(const Node& node, const Value& whole, const Value& item) {
  if (whole.is_null(NullReason::error)) return item.is_null(NullReason::error);
  switch (node.op) {
    case Op::every:
    case Op::every_two:
      return whole.is_unknown() ? item.is_unknown() : whole.is_true() == holds(item);
    case Op::some:
    case Op::some_two:
      if (whole.is_true()) return holds(item);
      return whole.is_unknown() ? item.is_unknown() : true;
    case Op::share_of:
      return !holds(item);
    case Op::counted: {
      const bool at_most = (node.aux & 1U) != 0;
      return whole.is_unknown() ? item.is_unknown() : holds(item) == (whole.is_true() != at_most);
    }
    default:
      return true;
  }
}

/// Whether one side of `and` or `or` made it what it is.
bool side_decides(Op op, const Value& whole, const Value& side) {
  if (whole.is_unknown()) return side.is_unknown();
  if (whole.is_null(NullReason::error)) return side.is_null(NullReason::error);
  if (op == Op::and_ && !whole.is_true()) return !holds(side) && !side.is_unknown();
  if (op == Op::or_ && whole.is_true()) return holds(side);
  return true;
}

/// `not(x)` made of `x is not none` stands at the same text as what it negates.
void drop_repetition(Explanation& proof) {
  if (proof.because.size() != 1 || proof.more > 0) return;
  Explanation& only = proof.because.front();
  if (only.text != proof.text || !only.item.empty() || !only.fact.empty()) return;
  proof.more = only.more;
  auto reasons = std::move(only.because);
  proof.because = std::move(reasons);
}

}  // namespace

Explanation Prover::trace(const Trace& trace, std::size_t depth) {
  ++nodes_;
  Explanation proof = begun(trace);
  const PathId path = path_of(trace);
  if (path != PathId::none) {
    add_fact(proof, path);
    return proof;
  }
  const Node& node = from_.program[trace.node];
  if (node.op == Op::parameter) proof.at = place_of_parameter(node.a);
  const std::string called = definition_called(trace);
  if (told_definitions_.contains(called)) {
    proof.told_above = true;
    return proof;
  }
  if (depth < limit()) {
    add_children(proof, trace, depth);
    if (from_.evaluation != nullptr) add_beyond(proof, trace, depth);
  }
  const bool is_shown = depth + 2 < from_.depth && !proof.because.empty() && proof.more == 0;
  if (is_shown && !called.empty()) told_definitions_.insert(called);
  drop_repetition(proof);
  return proof;
}

std::string Prover::definition_called(const Trace& trace) const {
  const Node& node = from_.program[trace.node];
  const bool function = node.op == Op::call;
  if (node.op != Op::measure && !function) return {};
  if (function && trace.children.size() < node.count) return {};
  std::string called = fmt::format("{} {}", function ? "call" : "measure", node.a);
  for (std::size_t i = 0; function && i < node.count; ++i) {
    const Value& argument = trace.children[i].value;
    if (argument.is_unknown()) return {};
    const PathId path = argument.is(Kind::record) ? argument.record().path : PathId::none;
    called += fmt::format(", {} {}", static_cast<std::uint32_t>(path),
                          to_text(argument, from_.program.vocabulary, true));
  }
  return called;
}

void Prover::add_fact(Explanation& proof, PathId path) const {
  const PathInfo& info = from_.facts[path];
  proof.fact = info.text;
  if (info.place) proof.at = from_.sources.place(*info.place);
  proof.evidence = shown_evidence(info);
  const PathInfo& outer = from_.facts[from_.facts.outermost(path)];
  if (outer.missing) proof.reason = to_string(*outer.missing);
}

Explanation Prover::begun(const Trace& trace) const {
  Explanation proof;
  proof.text = source_text(from_, trace.node);
  proof.value = shown(trace.value);
  if (trace.per_item) proof.item = item_in_words(trace.item, from_.program.vocabulary, from_.facts);
  return proof;
}

PlainValue Prover::shown(const Value& value) const {
  return plain(value, from_.program.vocabulary, from_.facts);
}

/// The fact a trace read, if it is one; a list that is asked for its fields is none.
PathId Prover::path_of(const Trace& trace) const {
  const Node& node = from_.program[trace.node];
  if (node.op == Op::field && !trace.children.empty()) {
    const Value& base = trace.children.front().value;
    if (base.is(Kind::list)) return PathId::none;
    if (trace.fact == PathId::none && base.is(Kind::record)) return field_path(base, node);
  }
  if (trace.fact != PathId::none) return trace.fact;
  if (node.op == Op::local && trace.value.is(Kind::record)) return trace.value.record().path;
  return PathId::none;
}

PathId Prover::field_path(const Value& base, const Node& node) const {
  const PathId record = base.record().path;
  if (record == PathId::none) return PathId::none;
  const auto& fields = from_.program.vocabulary[static_cast<RecordId>(node.c)].fields;
  return from_.facts.child(record, fields[node.b].name).value_or(PathId::none);
}

std::string Prover::place_of_parameter(std::uint32_t index) const {
  return from_.sources.place(from_.program.parameters[index].span);
}

void Prover::add_children(Explanation& proof, const Trace& trace, std::size_t depth) {
  const Node& node = from_.program[trace.node];
  if (node.op == Op::field) return add_fields(proof, trace, node);
  if (node.op == Op::first_case) return add_cases(proof, trace, depth);
  std::vector<const Trace*> items;
  for (const Trace& child : trace.children) {
    const bool inferred = node.op == Op::measure || node.op == Op::call;
    if (child.per_item && is_item_op(node.op)) {
      items.push_back(&child);
    } else if (inferred && from_.program[child.node].op == Op::first_case) {
      add_cases(proof, child, depth);
    } else if (worth_showing(node.op, trace, child)) {
      add(proof, child, depth);
    }
  }
  add_items(proof, trace, items, depth);
  proof.more += trace.left_out;
}

bool Prover::worth_showing(Op op, const Trace& whole, const Trace& child) const {
  if (is_literal(child) || is_variable(child)) return false;
  if (op != Op::and_ && op != Op::or_) return true;
  return side_decides(op, whole.value, child.value);
}

/// The item in hand: it is named where it was taken from its list.
bool Prover::is_variable(const Trace& trace) const {
  return from_.program[trace.node].op == Op::local && trace.value.is(Kind::record);
}

bool Prover::is_literal(const Trace& trace) const {
  const Op op = from_.program[trace.node].op;
  if (op == Op::constant) return true;
  if (op != Op::list && op != Op::range && op != Op::negate && op != Op::unary_test) return false;
  return std::ranges::all_of(trace.children, [&](const Trace& t) { return is_literal(t); });
}

void Prover::add(Explanation& proof, const Trace& child, std::size_t depth) {
  if (!room_for_more(proof)) return;
  proof.because.push_back(this->trace(child, depth + 1));
}

/// The cases tried, each with its condition; then what is not literal of the values.
void Prover::add_cases(Explanation& proof, const Trace& trace, std::size_t depth) {
  const Node& node = from_.program[trace.node];
  for (const Trace& child : trace.children) {
    const std::size_t before = proof.because.size();
    for (std::uint32_t at = node.b; at + 1 < node.b + node.count; at += 2) {
      if (from_.program.operands[at] != static_cast<std::uint32_t>(child.node)) continue;
      add(proof, child, depth);
      if (proof.because.size() == before) break;
      Explanation& made = proof.because.back();
      const auto value = static_cast<NodeId>(from_.program.operands[at + 1]);
      made.text = "case " + source_text(from_, value) + " when " + made.text;
      break;
    }
    if (proof.because.size() == before && !is_literal(child)) add(proof, child, depth);
  }
  proof.more += trace.left_out;
}

void Prover::add_items(Explanation& proof, const Trace& trace, std::vector<const Trace*> items,
                       std::size_t depth) {
  const Node& node = from_.program[trace.node];
  if (node.op == Op::filter || node.op == Op::filter_or_index)
    std::erase_if(items, [](const Trace* item) {
      return !item->value.is_unknown() && !item->value.is_null(NullReason::error);
    });
  const auto others = std::stable_partition(items.begin(), items.end(), [&](const Trace* item) {
    return item_decides(node, trace.value, item->value);
  });
  const auto deciding = static_cast<std::size_t>(others - items.begin());
  const std::size_t wanted = std::min(deciding > 0 ? deciding : items.size(), items_shown);
  for (std::size_t i = 0; i < wanted; ++i) {
    const std::size_t before = proof.because.size();
    add(proof, *items[i], depth);
    if (proof.because.size() > before && is_rest(trace, *items[i]))
      proof.because.back().item = rest_in_words;
  }
  proof.more += items.size() - wanted;
}

/// `parties.values`: a leaf for each party, those not known first.
void Prover::add_fields(Explanation& proof, const Trace& trace, const Node& node) {
  if (trace.children.empty()) return;
  const Value& base = trace.children.front().value;
  if (!base.is(Kind::list)) return add(proof, trace.children.front(), limit());
  std::vector<Explanation> leaves;
  for (const ListItem& item : base.list().items) {
    if (!item.value.is(Kind::record)) continue;
    const PathId path = field_path(item.value, node);
    if (path == PathId::none) continue;
    leaves.push_back(explain_fact(path, item.value.record().fields[node.b], from_));
  }
  std::stable_partition(leaves.begin(), leaves.end(),
                        [](const Explanation& e) { return !e.reason.empty(); });
  proof.more = leaves.size() - std::min(leaves.size(), leaves_shown);
  leaves.resize(leaves.size() - proof.more);
  nodes_ += leaves.size();
  proof.because = std::move(leaves);
}

}  // namespace entente::engine
