// A result made by hand, with one rule of every outcome and one of everything that a report shows.
#pragma once

#include "engine/result.hpp"

namespace entente::tests {

[[nodiscard]] engine::Result sample_result();

}  // namespace entente::tests
