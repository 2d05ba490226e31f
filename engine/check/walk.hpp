// The children of an expression, in the order written. Private to engine/check.
#pragma once

#include <vector>

#include "grammar/ast.hpp"

namespace entente::engine::checking {

/// Ids of the direct children; absent ones are left out.
[[nodiscard]] std::vector<grammar::ExprId> children(const grammar::Expr& expr);

}  // namespace entente::engine::checking
