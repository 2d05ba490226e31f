// Which parts of a trace a proof shows. A trace holds every sub-expression that was judged; a
// person wants those that decided. So:
//   - a fact, a field of a fact, a parameter is a leaf; a literal is not worth a line;
//   - of `and` and `or` only the sides that made it what it is;
//   - a filter says which items it kept; only an item of which that is not known is proved;
//   - of what else is judged for each item of a list only the items that decided, the first three
//   of them,
//     and the number of the others;
//   - a field of every record of a list becomes one leaf for each record.
#include "engine/explain/explanation.hpp"

#include <algorithm>

#include "engine/explain/source_text.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t items_shown = 3;
constexpr std::size_t leaves_shown = 8;
constexpr std::size_t deepest = 64;
constexpr std::size_t most_nodes = 2'000;  // of one proof

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
  if (op == Op::and_ && !whole.is_true()) return !holds(side);
  if (op == Op::or_ && whole.is_true()) return holds(side);
  return true;
}

class Prover {
 public:
  explicit Prover(const ProofSources& from) : from_(from) {}

  Explanation prove(const Trace& trace, std::size_t depth = 0) {
    ++nodes_;
    Explanation proof = begun(trace);
    const PathId path = path_of(trace);
    if (path != PathId::none) {
      add_fact(proof, path);
      return proof;
    }
    const Node& node = from_.program[trace.node];
    if (node.op == Op::parameter) proof.at = place_of_parameter(node.a);
    if (depth < deepest) add_children(proof, trace, depth);
    drop_repetition(proof);
    return proof;
  }

  void add_fact(Explanation& proof, PathId path) const {
    const PathInfo& info = from_.facts[path];
    proof.fact = info.text;
    if (info.place) proof.at = from_.sources.place(*info.place);
    proof.evidence = shown_evidence(info);
    const PathInfo& outer = from_.facts[from_.facts.outermost(path)];
    if (outer.missing) proof.reason = to_string(*outer.missing);
  }

 private:
  [[nodiscard]] Explanation begun(const Trace& trace) const {
    Explanation proof;
    const auto origin = static_cast<std::size_t>(trace.node);
    if (origin < from_.program.origins.size())
      proof.text = source_text(from_.sources, from_.program.origins[origin]);
    proof.value = shown(trace.value);
    if (trace.per_item)
      proof.item = item_in_words(trace.item, from_.program.vocabulary, from_.facts);
    return proof;
  }

  [[nodiscard]] PlainValue shown(const Value& value) const {
    return plain(value, from_.program.vocabulary, from_.facts);
  }

  /// The fact a trace read, if it is one; a list that is asked for its fields is none.
  [[nodiscard]] PathId path_of(const Trace& trace) const {
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

  [[nodiscard]] PathId field_path(const Value& base, const Node& node) const {
    const PathId record = base.record().path;
    if (record == PathId::none) return PathId::none;
    const auto& fields = from_.program.vocabulary[static_cast<RecordId>(node.c)].fields;
    return from_.facts.child(record, fields[node.b].name).value_or(PathId::none);
  }

  [[nodiscard]] std::string place_of_parameter(std::uint32_t index) const {
    return from_.sources.place(from_.program.parameters[index].span);
  }

  void add_children(Explanation& proof, const Trace& trace, std::size_t depth) {
    const Node& node = from_.program[trace.node];
    if (node.op == Op::field) return add_fields(proof, trace, node);
    std::vector<const Trace*> items;
    for (const Trace& child : trace.children) {
      if (child.per_item && is_item_op(node.op)) {
        items.push_back(&child);
      } else if (worth_showing(node.op, trace, child)) {
        add(proof, child, depth);
      }
    }
    add_items(proof, trace, items, depth);
    proof.more += trace.left_out;
  }

  [[nodiscard]] bool worth_showing(Op op, const Trace& whole, const Trace& child) const {
    if (is_literal(child) || is_variable(child)) return false;
    if (op != Op::and_ && op != Op::or_) return true;
    return side_decides(op, whole.value, child.value);
  }

  /// The item in hand: it is named where it was taken from its list.
  [[nodiscard]] bool is_variable(const Trace& trace) const {
    return from_.program[trace.node].op == Op::local && trace.value.is(Kind::record);
  }

  [[nodiscard]] bool is_literal(const Trace& trace) const {
    const Op op = from_.program[trace.node].op;
    if (op == Op::constant) return true;
    if (op != Op::list && op != Op::range && op != Op::negate && op != Op::unary_test) return false;
    return std::ranges::all_of(trace.children, [&](const Trace& t) { return is_literal(t); });
  }

  void add(Explanation& proof, const Trace& child, std::size_t depth) {
    if (nodes_ >= most_nodes) {
      ++proof.more;
      return;
    }
    proof.because.push_back(prove(child, depth + 1));
  }

  /// `not(x)` made of `x is not none` stands at the same text as what it negates.
  static void drop_repetition(Explanation& proof) {
    if (proof.because.size() != 1 || proof.more > 0) return;
    Explanation& only = proof.because.front();
    if (only.text != proof.text || !only.item.empty() || !only.fact.empty()) return;
    proof.more = only.more;
    auto reasons = std::move(only.because);
    proof.because = std::move(reasons);
  }

  void add_items(Explanation& proof, const Trace& trace, std::vector<const Trace*> items,
                 std::size_t depth) {
    const Node& node = from_.program[trace.node];
    if (node.op == Op::filter || node.op == Op::filter_or_index)
      std::erase_if(items, [](const Trace* item) { return !item->value.is_unknown(); });
    const auto others = std::ranges::stable_partition(
        items, [&](const Trace* item) { return item_decides(node, trace.value, item->value); });
    const auto deciding = items.size() - others.size();
    const std::size_t wanted = std::min(deciding > 0 ? deciding : items.size(), items_shown);
    for (std::size_t i = 0; i < wanted; ++i) add(proof, *items[i], depth);
    proof.more += items.size() - wanted;
  }

  /// `parties.values`: a leaf for each party, those not known first.
  void add_fields(Explanation& proof, const Trace& trace, const Node& node) {
    if (trace.children.empty()) return;
    const Value& base = trace.children.front().value;
    if (!base.is(Kind::list)) return add(proof, trace.children.front(), deepest);
    std::vector<Explanation> leaves;
    for (const ListItem& item : base.list().items) {
      if (!item.value.is(Kind::record)) continue;
      const PathId path = field_path(item.value, node);
      if (path == PathId::none) continue;
      leaves.push_back(explain_fact(path, item.value.record().fields[node.b], from_));
    }
    std::ranges::stable_partition(leaves, [](const Explanation& e) { return !e.reason.empty(); });
    proof.more = leaves.size() - std::min(leaves.size(), leaves_shown);
    leaves.resize(leaves.size() - proof.more);
    nodes_ += leaves.size();
    proof.because = std::move(leaves);
  }

  const ProofSources& from_;
  std::size_t nodes_ = 0;
};

}  // namespace

Explanation explain(const Trace& trace, const ProofSources& from) {
  return Prover(from).prove(trace);
}

std::size_t size_of(const Explanation& proof) {
  std::size_t size = sizeof(Explanation) - sizeof(PlainValue) + size_of(proof.value);
  for (const std::string* text : {&proof.text, &proof.item, &proof.fact, &proof.at, &proof.reason})
    size += text->size();
  for (const Explanation& reason : proof.because) size += size_of(reason);
  return size;
}

Explanation explain_fact(PathId path, const Value& value, const ProofSources& from) {
  Explanation proof;
  proof.text = from.facts[path].text;
  proof.value = plain(value, from.program.vocabulary, from.facts);
  Prover(from).add_fact(proof, path);
  return proof;
}

std::optional<ShownEvidence> shown_evidence(const PathInfo& info) {
  ShownEvidence shown;
  if (info.evidence.on) shown.on = to_string(*info.evidence.on);
  shown.source = info.evidence.source;
  shown.by = info.evidence.by;
  if (shown == ShownEvidence{}) return std::nullopt;
  return shown;
}

}  // namespace entente::engine
