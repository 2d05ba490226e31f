#include "engine/explain/condition_form.hpp"

#include "engine/evaluate/node_walk.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

constexpr auto no_node = static_cast<std::uint32_t>(NodeId::none);

/// The children of a step, one after the other.
class Steps {
 public:
  explicit Steps(const Trace& of) : of_(of) {}
  /// Null where the next one is not this expression.
  const Trace* take(std::uint32_t node) {
    if (at_ >= of_.children.size() || of_.children[at_].node != static_cast<NodeId>(node))
      return nullptr;
    return &of_.children[at_++];
  }

 private:
  const Trace& of_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_constant(const Program& program, NodeId expression) {
  bool constant = true;
  NodeWalk(program, [&](NodeId id) {
    const Op op = program[id].op;
    constant = constant && op != Op::local && !reads_beyond_variables(op);
  }).from(expression);
  return constant;
}

bool is_fixed(const Trace& operand, const Program& program) {
  const bool item = program[operand.node].op == Op::local && operand.value.is(Kind::record);
  return item || is_constant(program, operand.node);
}

std::size_t asked_operand(const Trace& condition, const Program& program) {
  if (condition.children.size() != 2) return 0;
  return is_fixed(condition.children[0], program) && !is_fixed(condition.children[1], program) ? 1
                                                                                               : 0;
}

std::optional<std::vector<InTest>> tests_of_in(const Trace& condition, const Program& program) {
  const Node& node = program[condition.node];
  Steps steps(condition);
  if (condition.left_out > 0 || steps.take(node.a) == nullptr) return std::nullopt;
  std::vector<InTest> tests;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const auto operand = program.operands[node.b + i];
    const Node& written = program.nodes[operand];
    InTest& test = tests.emplace_back();
    if (const Trace* value = steps.take(operand)) {
      test.value = value;
    } else if (written.op == Op::unary_test) {
      test.kind = written.aux == 0 ? InTest::Kind::equal : InTest::Kind::not_equal;
      test.value = steps.take(written.a);
      if (test.value == nullptr) return std::nullopt;
    } else if (written.op == Op::range) {
      test.kind = InTest::Kind::span;
      test.low_closed = (written.aux & 1U) != 0;
      test.high_closed = (written.aux & 2U) != 0;
      if (written.a != no_node) test.low = steps.take(written.a);
      if (written.b != no_node) test.high = steps.take(written.b);
      if ((written.a != no_node) != (test.low != nullptr) ||
          (written.b != no_node) != (test.high != nullptr))
        return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  return tests;
}

std::optional<std::vector<std::optional<Value>>> items_asked(const Trace& asked,
                                                             const Program& program) {
  const Node& node = program[asked.node];
  std::vector<std::optional<Value>> items(node.count);
  std::size_t given = 0;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (program.operands[node.b + i] == no_node) continue;
    if (given == asked.children.size()) return std::nullopt;
    items[i] = asked.children[given++].value;
  }
  return items;
}

WithinEnds ends_of_within(const Trace& condition, const ProofSources& from, Arena& arena) {
  using grammar::WithinAnchor;
  const auto anchored = static_cast<WithinAnchor>(from.program[condition.node].aux);
  const Runtime runtime{arena, from.program.vocabulary, from.facts.today, from.facts.now};
  const Value anchor =
      condition.children.size() > 2 ? condition.children[2].value : Value::date(from.facts.today);
  const Value& length = condition.children[1].value;
  const bool back = anchored != WithinAnchor::after;
  const bool ahead = anchored == WithinAnchor::after || anchored == WithinAnchor::of;
  return {back ? arithmetic(runtime, Op::subtract, anchor, length) : anchor,
          ahead ? arithmetic(runtime, Op::add, anchor, length) : anchor};
}

bool is_rest(const Trace& loop, const Trace& item) {
  const Trace& list = loop.children.front();
  if (list.per_item || !list.value.is(Kind::list) || list.value.list().tail == nullptr)
    return false;
  return item.item.is_unknown() && item.item.unknown().path == PathId::none &&
         &item == &loop.children.back();
}

Op mirrored(Op order) {
  switch (order) {
    case Op::less:
      return Op::greater;
    case Op::less_equal:
      return Op::greater_equal;
    case Op::greater:
      return Op::less;
    case Op::greater_equal:
      return Op::less_equal;
    default:
      return order;
  }
}

Op denied(Op order) {
  switch (order) {
    case Op::less:
      return Op::greater_equal;
    case Op::less_equal:
      return Op::greater;
    case Op::greater:
      return Op::less_equal;
    case Op::greater_equal:
      return Op::less;
    default:
      return order;
  }
}

}  // namespace entente::engine
