// Every result and explanation that a test produces is valid by its schema in docs/.
// Results are collected and judged once, when the process of the tests ends, by
// tests/support/validate_results.py; one that is not valid fails the run and is named.
#pragma once

#include <string_view>

namespace entente::tests {

/// Remembers one for the judgement at the end. Anything else is ignored.
void collect_result(std::string_view text);

}  // namespace entente::tests
