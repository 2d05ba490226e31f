// A function as a value: the lambda or define it is, with the frame it was made in.
// The Function belongs to a Program, which must outlive the value.
#pragma once

#include <span>

#include "engine/model/value.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

struct FunctionData {
  const Function* function = nullptr;
  std::span<const Value> captured;
};

}  // namespace entente::engine
