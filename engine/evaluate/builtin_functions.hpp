// The built-in functions on values. Unless said otherwise a built-in is strict: an unknown argument
// gives an unknown of the kinds the function can give, a null argument gives that null.
#pragma once

#include "engine/evaluate/list_view.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine {

/// What a built-in needs of the interpreter: to call a function it was given.
class FunctionCaller {
 public:
  virtual ~FunctionCaller() = default;
  virtual Value call(const FunctionData& function, std::span<const Value> arguments) = 0;
  [[nodiscard]] virtual const Runtime& runtime() const = 0;
};

using Arguments = std::span<const Value>;

/// Kinds of a value that a parameter takes.
[[nodiscard]] KindSet kinds_taken(Takes takes);

/// The item of a list of one; unknown while it is open whether a list has one item and no more; any
/// other value as it is.
[[nodiscard]] Value single_item(const Runtime& runtime, const Value& value);

/// A list of one stands for its item where a parameter takes one value. Known arguments that fail
/// whatever the others are decide. One given by name that is not what the parameter takes is an
/// error.
[[nodiscard]] Value call_builtin(FunctionCaller& caller, const BuiltinSignature& row,
                                 std::span<Value> arguments, bool by_name);

}  // namespace entente::engine
