#include "cli/report/dot.hpp"

#include <gtest/gtest.h>

namespace entente::cli {
namespace {

struct Escaped {
  std::string name;
  std::string text;
  std::string as_name;
  std::string as_value;
};
class DotText : public testing::TestWithParam<Escaped> {};
TEST_P(DotText, IsEscaped) {
  const Escaped& each = GetParam();
  DotWriter out(DotAttributes{});
  out.node(each.text, {{"label", each.text}});
  EXPECT_EQ(std::move(out).finished(),
            "digraph {\n  \"" + each.as_name + "\" [label=\"" + each.as_value + "\"]\n}\n");
}
INSTANTIATE_TEST_SUITE_P(
    Signs, DotText,
    testing::Values(Escaped{"plain", "a b-c", "a b-c", "a b-c"}, Escaped{"empty", "", "", ""},
                    Escaped{"quote", R"(say "no")", R"(say \"no\")", R"(say \"no\")"},
                    Escaped{"backslash", R"(C:\new\)", R"(C:\\new\\)", R"(C:\\new\\)"},
                    Escaped{"line_break", "a\nb", R"(a\nb)", R"(a\nb)"},
                    Escaped{"control", std::string("a\tb\0c\x1b", 6), "a b c ", "a b c "},
                    Escaped{"entity", "R&amp;D <b>", "R&amp;D <b>", "R&amp;amp;D <b>"},
                    Escaped{"not_ascii", "Größe 漢字", "Größe 漢字", "Größe 漢字"}),
    [](const auto& each) { return each.param.name; });

TEST(Dot, NestsGroups) {
  DotWriter out(DotAttributes{{"rankdir", "LR"}});
  out.each_node({{"shape", "box"}});
  out.each_edge({{"color", "red"}});
  out.begin_cluster("a", {{"label", "A"}});
  out.begin_group({{"rank", "same"}});
  out.node("x", {});
  out.end();
  out.end();
  out.edge("x", "y", {{"style", "dashed"}, {"label", "to"}});
  out.edge("y", "x");
  EXPECT_EQ(std::move(out).finished(), R"(digraph {
  graph [rankdir="LR"]
  node [shape="box"]
  edge [color="red"]
  subgraph "cluster a" {
    graph [label="A"]
    subgraph {
      graph [rank="same"]
      "x"
    }
  }
  "x" -> "y" [style="dashed", label="to"]
  "y" -> "x"
}
)");
}

}  // namespace
}  // namespace entente::cli
