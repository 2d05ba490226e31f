#include <gtest/gtest.h>

#include "engine/explain/source_text.hpp"

namespace entente::engine {
namespace {

struct TextCase {
  std::string name, written, shown;
};
class SourceText : public testing::TestWithParam<TextCase> {};
TEST_P(SourceText, IsOneLineWithoutComments) {
  grammar::Sources sources;
  const grammar::FileId file = sources.add("a.rules", GetParam().written);
  const auto end = static_cast<std::uint32_t>(GetParam().written.size());
  EXPECT_EQ(source_text(sources, {file, 0, end}), GetParam().shown);
}
INSTANTIATE_TEST_SUITE_P(
    Spans, SourceText,
    testing::Values(TextCase{"Blanks", "a  >=\n\t b", "a >= b"},
                    TextCase{"LineComment", "a // why\n and b", "a and b"},
                    TextCase{"BlockComment", "a /* x */+ b", "a + b"},
                    TextCase{"OpenComment", "a /* x", "a"},
                    TextCase{"QuotesKeepBlanks", "\"a  // b\"  = c", "\"a  // b\" = c"},
                    TextCase{"EscapedQuote", R"("a \"  b" = c)", R"("a \"  b" = c)"},
                    TextCase{"OpenQuote", "\"a  b", "\"a  b"}, TextCase{"Nothing", "", ""}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace entente::engine
