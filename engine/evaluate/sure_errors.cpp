#include "engine/evaluate/sure_errors.hpp"

#include <string>

#include "engine/evaluate/builtin_functions.hpp"
#include "engine/evaluate/members.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

/// Trying is cheap or left alone: what takes more than this is not known to fail.
constexpr Budget::Limits little{.steps = 1'000'000,
                                .steps_in_all = 10'000'000,
                                .bytes = std::uint64_t{8} << 20,
                                .bytes_in_all = std::uint64_t{32} << 20,
                                .value_bytes = std::uint32_t{1} << 20};

class Trial final : public FunctionCaller {
 public:
  Trial(const Program& program, std::vector<grammar::Diagnostic>& diagnostics)
      : program_(program), diagnostics_(diagnostics), values_(program.nodes.size()) {}

  void run(std::size_t first) {
    for (std::size_t id = first; id < values_.size(); ++id) {
      try {
        const Budget::Expression account(budget_);
        const Arena::Charge charge(arena_, &budget_);
        values_[id] = tried(id);
      } catch (const OverBudget&) {
        values_[id] = std::nullopt;
      }
    }
  }

  Value call(const FunctionData&, std::span<const Value>) override { return open(kinds::any); }
  [[nodiscard]] const Runtime& runtime() const override { return runtime_; }

 private:
  /// The value that the node has whatever the facts say; none when that is not known.
  std::optional<Value> tried(std::size_t id) {
    const Node& node = program_.nodes[id];
    switch (node.op) {
      case Op::constant:
        return program_.constants[node.a];
      case Op::list:
        return list(node);
      case Op::context:
        return context(node);
      case Op::range:
        return range(node);
      case Op::builtin:
        return builtin(node, id);
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::power: {
        const KindSet operand = kinds::any - kinds::null;
        return settled(id, {given(node.a, operand), given(node.b, operand)},
                       [&](Arguments of) { return arithmetic(runtime_, node.op, of[0], of[1]); });
      }
      case Op::index:
        return settled(id, {given(node.a, kinds::any - kinds::null), given(node.b, kinds::number)},
                       [&](Arguments of) { return item_of(runtime_, of[0], of[1]); });
      default:
        return std::nullopt;
    }
  }

  std::optional<Value> builtin(const Node& node, std::size_t id) {
    const BuiltinSignature& row = builtin_signatures()[node.c];
    if (row.builtin == Builtin::periods) return std::nullopt;  // they end today
    std::vector<Value> operands;
    for (std::uint32_t i = 0; i < node.count; ++i)
      operands.push_back(given(program_.operands[node.b + i], kinds_taken(row.takes(i))));
    return settled(id, std::move(operands), [&](std::span<Value> of) {
      return call_builtin(*this, row, of, node.aux == 1);
    });
  }

  /// Reports an error that none of the operands brings.
  template <class Operation>
  std::optional<Value> settled(std::size_t id, std::vector<Value> operands, Operation&& operation) {
    const auto is_open = [](const Value& value) { return extent_of(value).may_be_open; };
    const auto is_error = [](const Value& value) { return value.is_null(NullReason::error); };
    const auto is_nothing = [](const Value& value) {
      return value.is_unknown() && kinds_of(value).empty();
    };
    if (std::ranges::all_of(operands, &Value::is_unknown)) return std::nullopt;
    if (std::ranges::any_of(operands, is_error) || std::ranges::any_of(operands, is_nothing))
      return std::nullopt;
    const bool known = std::ranges::none_of(operands, is_open);
    const Value answer = operation(std::span(operands));
    if (is_error(answer)) {
      report(id, answer.error_message());
      return std::nullopt;
    }
    return known ? std::optional(answer) : std::nullopt;
  }

  void report(std::size_t id, std::string_view why) {
    auto& added = diagnostics_.emplace_back();
    added.code = "E320";
    added.span = program_.origins[id];
    added.message = "this can never succeed: " + std::string(why);
  }

  /// What an operation is given: the constant, or anything of the node's type that it could take.
  Value given(std::uint32_t node, KindSet taken) {
    if (const auto& known = values_[node]) return *known;
    return open(taken & (kinds_of(program_.vocabulary, program_.types[node]) - kinds::null));
  }
  /// What stands in a list or a context: only of a fact is it known that it is no null.
  Value part(std::uint32_t node) {
    if (const auto& known = values_[node]) return *known;
    const bool fact = program_.nodes[node].op == Op::fact;
    return open(fact ? kinds_of(program_.vocabulary, program_.types[node]) : kinds::any);
  }
  Value open(KindSet kinds) {
    Unknown unknown;
    unknown.can_be = kinds;
    return Value::unknown(arena_.make(unknown));
  }

  std::optional<Value> list(const Node& node) {
    ListBuilder items(runtime_, node.count);
    for (std::uint32_t i = 0; i < node.count; ++i) items.add(part(program_.operands[node.b + i]));
    return items.finish();
  }
  std::optional<Value> context(const Node& node) {
    const auto fields = arena_.array<ContextField>(node.count / 3);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto at = node.b + 3 * static_cast<std::uint32_t>(i);
      fields[i] = {program_.names[program_.operands[at]], part(program_.operands[at + 1])};
    }
    return Value::context(fields, arena_);
  }
  std::optional<Value> range(const Node& node) {
    constexpr auto absent = static_cast<std::uint32_t>(NodeId::none);
    RangeData range;
    range.low_closed = (node.aux & 1) != 0;
    range.high_closed = (node.aux & 2) != 0;
    for (const auto& [end, value] : {std::pair(node.a, &range.low), {node.b, &range.high}}) {
      if (end == absent) continue;
      if (!values_[end] || values_[end]->is_null()) return std::nullopt;
      *value = *values_[end];
    }
    return Value::range(range, arena_);
  }

  const Program& program_;
  std::vector<grammar::Diagnostic>& diagnostics_;
  std::vector<std::optional<Value>> values_;
  Arena arena_;
  Budget budget_{little};
  Runtime runtime_{arena_, program_.vocabulary, {}, {}};
};

}  // namespace

void find_sure_errors(const Program& program, std::size_t first,
                      std::vector<grammar::Diagnostic>& diagnostics) {
  Trial(program, diagnostics).run(first);
}

}  // namespace entente::engine
