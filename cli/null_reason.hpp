// Why a null stands where a value was asked for, in words.
#pragma once

#include <string_view>

#include "engine/model/value.hpp"

namespace entente::cli {

/// Of a null: `none: known not to be there`, or what went wrong.
[[nodiscard]] std::string_view why_null(const engine::Value& value);

}  // namespace entente::cli
