// The only place where the program reads the clock.
#pragma once

#include <string>

#include "engine/model/temporal.hpp"

namespace entente::cli {

/// The run's date where the machine stands.
[[nodiscard]] engine::Date run_date();

/// A date given as an option; gives up with exit code 2 when it is none.
[[nodiscard]] engine::Date required_date(const std::string& text);

}  // namespace entente::cli
