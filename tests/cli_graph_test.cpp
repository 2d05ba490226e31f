// `entente graph`: what is drawn, by golden files; each golden file was drawn by dot and looked at.
#include <gmock/gmock.h>

#include <sstream>

#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

fs::path folder() { return tests_folder() / "golden/graph"; }

struct GraphCase {
  std::string name;
  std::vector<std::string> arguments;
};
class Graph : public testing::TestWithParam<GraphCase> {};
TEST_P(Graph, IsDrawn) {
  std::vector<std::string> arguments{"graph", "--rules", "clinic.rules"};
  arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
  const Ran ran = run_program(arguments, {.folder = folder()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(matches_golden(folder() / (GetParam().name + ".dot"), ran.out));
}
INSTANTIATE_TEST_SUITE_P(
    Clinic, Graph,
    testing::Values(GraphCase{"all", {}}, GraphCase{"rule", {"--rule", "visits.ready"}},
                    GraphCase{"section", {"--section", "care"}},
                    GraphCase{"coloured", {"--facts", "clinic.yaml", "--set", "budget=100"}}),
    [](const auto& each) { return each.param.name; });

TEST(GraphOfTheShippedPack, HasAllItsRules) {
  const Ran ran = run_program({"graph"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  const Ran list = run_program({"list", "rules"});
  std::istringstream lines(list.out);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(' ')) continue;  // the rest of a long title
    EXPECT_THAT(ran.out, HasSubstr("\"rule " + line.substr(0, line.find(' ')) + "\" ["));
  }
}

TEST(GraphOutput, GoesToAFile) {
  const fs::path file = fs::path(testing::TempDir()) / "entente-graph.dot";
  const Ran ran = run_program({"graph", "--output", file.string()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(read_file(file), run_program({"graph"}).out);
  fs::remove(file);
}

TEST(GraphOfAProof, IsThatOfExplain) {
  const fs::path facts = samples_folder() / "riverside/facts.yaml";
  const Ran graph =
      run_program({"graph", "--proof", "values.shared", "--depth", "3", "--facts", facts.string()});
  EXPECT_EQ(graph.code, 0) << graph.err;
  const Ran explain =
      run_program({"explain", facts.string(), "values.shared", "--depth", "3", "--format", "dot"});
  EXPECT_EQ(graph.out, explain.out);
}

struct Mistake {
  std::string name;
  std::vector<std::string> arguments;
  std::string message;
};
class GraphMistakes : public testing::TestWithParam<Mistake> {};
TEST_P(GraphMistakes, AreWrongUse) {
  std::vector<std::string> arguments{"graph"};
  arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
  const Ran ran = run_program(arguments, {.folder = folder()});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr(GetParam().message));
}
INSTANTIATE_TEST_SUITE_P(
    Of, GraphMistakes,
    testing::Values(Mistake{"rule",
                            {"--rule", "values.shred"},
                            "there is no rule `values.shred`; did you mean `values.shared`?"},
                    Mistake{"section",
                            {"--section", "grwth"},
                            "there is no section `grwth`; did you mean `growth`?"},
                    Mistake{"both", {"--rule", "values.shared", "--section", "growth"}, "exclude"},
                    Mistake{"both_proof", {"--rule", "a", "--proof", "b"}, "exclude"},
                    Mistake{"proof_alone", {"--proof", "values.shared"}, "needs `--facts`"},
                    Mistake{"depth_alone", {"--depth", "3"}, "needs `--proof`"},
                    Mistake{"today_alone", {"--today", "2026-11-01"}, "--facts"},
                    Mistake{"facts", {"--facts", "nowhere.yaml"}, "nowhere.yaml"}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace entente::tests
