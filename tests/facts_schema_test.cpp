#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/facts/facts_schema.hpp"
#include "engine/load_rules.hpp"
#include "engine/shipped_packs.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

/// The shipped rules, and what one organisation adds to them.
class ShippedRules {
 public:
  explicit ShippedRules(const std::vector<std::filesystem::path>& more = {}) {
    std::vector<grammar::FileId> files;
    for (const auto& pack : engine::shipped_packs())
      files.push_back(sources_.add(std::string(pack.path), std::string(pack.text)));
    for (const auto& path : more) files.push_back(sources_.add(path.string(), read_file(path)));
    rules_ = engine::load_rules(sources_, files);
  }

  [[nodiscard]] const engine::Vocabulary& vocabulary() const { return rules_.checked.vocabulary; }
  [[nodiscard]] std::string errors() const {
    std::string text;
    for (const auto& diagnostic : rules_.diagnostics)
      if (diagnostic.severity == grammar::Severity::error)
        text += grammar::render(diagnostic, sources_);
    return text;
  }

 private:
  grammar::Sources sources_;
  engine::LoadedRules rules_;
};

std::string json_of(const std::filesystem::path& path) {
  grammar::Sources sources;
  const auto file = sources.add(path.string(), read_file(path));
  return as_json(engine::read_document(sources, file).root);
}

engine::ReadFactsOptions on_first_of_november() {
  engine::ReadFactsOptions options;
  options.run_date = *engine::make_date(2026, 11, 1);
  return options;
}

struct Sample {
  std::string facts;
  std::vector<std::string> rules;
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.facts; }

class SampleFacts : public testing::TestWithParam<Sample> {};

TEST_P(SampleFacts, AreReadAndFitTheSchema) {
  std::vector<std::filesystem::path> more;
  for (const auto& name : GetParam().rules) more.push_back(samples_folder() / name);
  const ShippedRules rules(more);
  ASSERT_EQ(rules.errors(), "");
  const auto path = samples_folder() / GetParam().facts;
  const auto file =
      read_fact_file(read_file(path), GetParam().facts, rules.vocabulary(), on_first_of_november());
  EXPECT_EQ(file.rendered(), "");
  EXPECT_EQ(schema_mistakes(engine::facts_json_schema(rules.vocabulary()), {json_of(path)}), "");
}

INSTANTIATE_TEST_SUITE_P(Samples, SampleFacts,
                         testing::Values(Sample{"riverside/facts.yaml", {}},
                                         Sample{"harbour/facts.json", {}},
                                         Sample{"orchard/facts.yaml", {}},
                                         Sample{"acme/facts.yaml", {"acme/acme.rules"}}));

TEST(ShippedFacts, RefuseAPartnerWhoIsNotInTheList) {
  const ShippedRules rules;
  const auto file = read_fact_file(R"(facts:
  parties: [{name: Lantern Arts, staff: 12}, {name: Westbrook, staff: 900}]
  model_agreed_by: [Lantern Arts, Westbrok]
  commitments: [{by: Westbrok, what: two interns}]
)",
                                   "facts", rules.vocabulary(), on_first_of_november());
  EXPECT_FALSE(file.read.facts);
  EXPECT_THAT(file.errors(), testing::HasSubstr("no party of `parties` is called `Westbrok`"));
  EXPECT_EQ(file.read.diagnostics.size(), 2U);
  for (const auto& diagnostic : file.read.diagnostics) {
    EXPECT_EQ(diagnostic.code, "E519");
    EXPECT_EQ(diagnostic.label, "did you mean `Westbrook`?");
  }
}

TEST(FactsSchema, IsTheSameAsLastTime) {
  EXPECT_TRUE(matches_golden(tests_folder() / "golden/facts.schema.json",
                             engine::facts_json_schema(sample_vocabulary())));
}

TEST(FactsSchema, FindsWhatTheReaderFinds) {
  const std::vector<std::string> names = {"unknown-fact.yaml",
                                          "unknown-field.yaml",
                                          "unknown-part.yaml",
                                          "not-a-date.yaml",
                                          "not-a-number.yaml",
                                          "not-a-number.json",
                                          "not-yes-or-no.yaml",
                                          "not-a-duration.yaml",
                                          "out-of-range.yaml",
                                          "not-a-choice.yaml",
                                          "not-a-list.yaml",
                                          "not-a-record.yaml",
                                          "bad-evidence.yaml",
                                          "bad-unknown.yaml",
                                          "bad-head.yaml",
                                          "reference-in-place.yaml",
                                          "record-without-key.yaml",
                                          "empty-item.yaml",
                                          "a-list.yaml",
                                          "mistyped.json"};
  std::vector<std::string> documents;
  for (const auto& name : names)
    documents.push_back(json_of(tests_folder() / "golden/facts" / name));
  const std::string mistakes =
      schema_mistakes(engine::facts_json_schema(sample_vocabulary()), documents);
  for (std::size_t i = 0; i < names.size(); ++i)
    EXPECT_THAT(mistakes, testing::HasSubstr("document" + std::to_string(i + 1) + ".json: "))
        << names[i];
}

TEST(FactsSchema, AllowsWhatTheReaderAllows) {
  const std::vector<std::string> texts = {
      "{}",
      R"({"facts": null})",
      R"({"facts": {"trust": null, "shared_budget": "yes"}})",
      R"({"facts": {"parties": [{"name": "A", "values": ["x", null]}]}, "open lists": ["parties"]})",
      R"({"facts": {"lead": "A", "cadence": "1 year", "notes": [1, true, "x"]}})",
      R"({"facts": {"questions": [{"number": 1, "answer": null}]}, "as of": "2026-01-01"})",
      R"({"unknown": [{"fact": "trust", "reason": "withheld", "note": "x"}]})"};
  EXPECT_EQ(schema_mistakes(engine::facts_json_schema(sample_vocabulary()), texts), "");
  for (const auto& text : texts) EXPECT_EQ(read_fact_file(text).rendered(), "") << text;
}

}  // namespace
}  // namespace entente::tests
