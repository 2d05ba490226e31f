// The rules that speed is measured with give the answers of the programs they are compared with.
#include <gtest/gtest.h>

#include "bench/workload/workload.hpp"
#include "engine/facts/read_facts.hpp"
#include "tests/support/paths.hpp"

namespace entente {
namespace {

TEST(Workload, AnswersAreThoseOfOtherPrograms) {
  const bench::Workload workload;
  std::string lines;
  for (const std::string& text : bench::workload_documents(100)) {
    grammar::Sources sources;
    const auto document = engine::read_document(sources, sources.add("facts", text));
    const auto read = engine::read_facts(document.root, workload.program().vocabulary, {});
    ASSERT_TRUE(read.facts) << grammar::render_short(read.diagnostics.front(), sources);
    const auto evaluation = engine::evaluate(workload.program(), *read.facts);
    lines += bench::workload_line(workload.program(), *read.facts, evaluation) + "\n";
  }
  EXPECT_EQ(lines, tests::read_file(tests::source_folder() / "bench/workload/expected.tsv"));
}

}  // namespace
}  // namespace entente
