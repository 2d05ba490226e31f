// Golden files: expected output that is long enough to live in a file of its own.
// With UPDATE_GOLDEN=1 in the environment the file is rewritten instead of compared; read the
// difference before committing it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string_view>

namespace entente::tests {

/// Compares `actual` with the whole file. A mismatch shows the first line that differs and the
/// actual text, ready to be pasted.
///   EXPECT_TRUE(matches_golden(tests_folder() / "golden/check/cycle.expected", text));
[[nodiscard]] testing::AssertionResult matches_golden(const std::filesystem::path& file,
                                                      std::string_view actual);

}  // namespace entente::tests
