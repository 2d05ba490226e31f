// What holds for the evaluator whatever it is given; shared by the ctest and the libFuzzer entries.
#pragma once

#include <string>
#include <string_view>

namespace entente::tests {

/// Evaluates a text as an expression over a few variables, some of them unknown, on a small budget,
/// once with its steps recorded and once without. Empty when all is well or the text is no
/// expression; else what is not: two different values, an error without a message, an unknown that
/// waits for nothing.
[[nodiscard]] std::string broken_expression_property(std::string_view text);

/// Judges a text as a rule file and, after a line `---`, the facts of a partnership in YAML, on a
/// small budget. Empty when all is well or the text is neither; else what is not: an outcome that
/// depends on what is recorded, a fault without a reason, a score outside 0 to 100.
[[nodiscard]] std::string broken_judging_property(std::string_view text);
/// Whether it is one: rules without an error and facts that fit them.
[[nodiscard]] bool is_assessment(std::string_view text);

}  // namespace entente::tests
