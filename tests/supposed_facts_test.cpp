// Facts supposed inside records that refer to one another, in circles and in long chains.
#include "engine/evaluate/supposed_facts.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/support/judged.hpp"

namespace entente::engine {
namespace {

using tests::fact_file;
using tests::LoadedText;

constexpr std::string_view rules = R"(
record party "A party"
  key name text
  left  party or none
  right party or none
  ok    yes or no
fact parties list of party
fact board   list of party in parties
fact lead    party
fact a       yes or no
)";

class Supposed {
 public:
  Supposed(std::string_view facts, const std::vector<std::string>& paths)
      : rules_(rules), facts_(rules_.read(fact_file(facts))) {
    for (const auto& path : paths) paths_.push_back(*facts_.find(path));
    supposed_ = std::make_unique<SupposedFacts>(vocabulary(), facts_, paths_);
  }

  void suppose(bool value) {
    SupposedFacts::Supposition supposition;
    for (const auto path : paths_) supposition[path] = Value::boolean(value);
    supposed_->suppose(supposition);
  }
  [[nodiscard]] const Value& operator[](std::string_view fact) const {
    return supposed_->facts()[*vocabulary().fact(fact)];
  }
  [[nodiscard]] const FactBase& given() const { return facts_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return rules_.program().vocabulary; }

 private:
  LoadedText rules_;
  FactBase facts_;
  std::vector<PathId> paths_;
  std::unique_ptr<SupposedFacts> supposed_;
};

const RecordData& item(const Value& list, std::size_t index) {
  return list.list().items[index].value.record();
}
constexpr std::size_t left = 1;
constexpr std::size_t ok = 3;

TEST(SupposedFacts, AreTheSameByWhateverReference) {
  Supposed facts("parties: [{name: A, left: B}, {name: B, left: A}], board: [B], lead: A, a: no",
                 {"parties[B].ok"});
  for (const bool value : {true, false, true}) {
    facts.suppose(value);
    const auto& b = item(facts["parties"], 1);
    EXPECT_EQ(b.fields[ok].is_true(), value);
    EXPECT_EQ(&item(facts["board"], 0), &b);
    EXPECT_EQ(&facts["lead"].record(), &item(facts["parties"], 0));
    EXPECT_EQ(&facts["lead"].record().fields[left].record(), &b);
    EXPECT_TRUE(item(facts["parties"], 0).fields[ok].is_unknown());
  }
  EXPECT_TRUE(item(facts.given()[*facts.vocabulary().fact("parties")], 1).fields[ok].is_unknown());
}

TEST(SupposedFacts, LeaveAloneWhatHoldsNothingSupposed) {
  Supposed facts("parties: [{name: A}, {name: B}]", {"a"});
  facts.suppose(true);
  EXPECT_TRUE(facts["a"].is_true());
  const auto parties = *facts.vocabulary().fact("parties");
  EXPECT_EQ(&facts["parties"].list(), &facts.given()[parties].list());
}

TEST(SupposedFacts, CopyEachRecordOnceHoweverManyWaysLeadToIt) {
  constexpr int count = 20'000;
  std::string parties = "{name: P0}";
  for (int i = 1; i < count; ++i)
    parties += fmt::format(", {{name: P{}, left: P{}, right: P{}}}", i, i - 1, i - 1);
  Supposed facts("parties: [" + parties + "]", {"parties[P0].ok"});
  facts.suppose(true);
  const auto* at = &item(facts["parties"], count - 1);
  for (int i = 1; i < count; ++i) at = &at->fields[left].record();
  EXPECT_TRUE(at->fields[ok].is_true());
}

}  // namespace
}  // namespace entente::engine
