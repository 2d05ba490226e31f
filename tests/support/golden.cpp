#include "tests/support/golden.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;

bool update_asked_for() {
  const char* update = std::getenv("UPDATE_GOLDEN");
  return update != nullptr && std::string_view(update) == "1";
}

testing::AssertionResult rewrite(const fs::path& file, std::string_view text) {
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) return testing::AssertionFailure() << "cannot write " << file;
  return testing::AssertionSuccess();
}

std::string_view line_around(std::string_view text, std::size_t offset) {
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

testing::AssertionResult mismatch(const fs::path& file, std::string_view expected,
                                  std::string_view actual) {
  const auto [in_expected, in_actual] =
      std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  const auto offset = static_cast<std::size_t>(in_actual - actual.begin());
  const auto line = std::count(actual.begin(), in_actual, '\n') + 1;
  return testing::AssertionFailure() << file.string() << ':' << line
                                     << ": differs\n  expected: " << line_around(expected, offset)
                                     << "\n  actual:   " << line_around(actual, offset)
                                     << "\nactual text (UPDATE_GOLDEN=1 writes it):\n----\n"
                                     << actual << "----\n";
}

}  // namespace

testing::AssertionResult matches_golden(const fs::path& file, std::string_view actual) {
  if (update_asked_for()) return rewrite(file, actual);
  if (!fs::exists(file)) return mismatch(file, "", actual) << "there is no such file yet\n";
  const std::string expected = read_file(file);
  if (expected == actual) return testing::AssertionSuccess();
  return mismatch(file, expected, actual);
}

}  // namespace entente::tests
