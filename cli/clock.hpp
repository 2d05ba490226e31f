// The only place where the program reads the clock.
#pragma once

#include <string>

#include "engine/model/temporal.hpp"

namespace entente::cli {

/// The run's date, and its date and time with the offset from UTC, where the machine stands.
[[nodiscard]] engine::Date run_date();
[[nodiscard]] engine::DateTime run_moment();

/// A date given as an option; gives up with exit code 2 when it is none.
[[nodiscard]] engine::Date required_date(const std::string& text);

}  // namespace entente::cli
