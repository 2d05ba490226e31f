// Checks and credit of one rule against language.md applied to every way its unknowns can turn out.
#include "engine/evaluate/credit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "tests/support/cases.hpp"

namespace entente::engine {
namespace {

enum class Says { yes, no, nothing, fault };
using Ways = std::vector<Says>;

/// A share, or nothing, or a fault.
struct Amount {
  std::optional<Ratio> share;
  bool fault = false;
};

struct Turned {
  Outcome outcome = Outcome::met;
  Ratio low = 0;
  Ratio high = 0;
};

/// `all` where needed is 0; the checks all known.
Outcome outcome_of(const std::vector<Says>& checks, std::uint32_t needed) {
  const auto count = [&](Says says) {
    return static_cast<std::uint32_t>(std::count(checks.begin(), checks.end(), says));
  };
  if (count(Says::nothing) == checks.size()) return Outcome::not_applicable;
  if (needed == 0) {
    if (count(Says::no) > 0) return Outcome::not_met;
    return count(Says::fault) > 0 ? Outcome::fault : Outcome::met;
  }
  if (count(Says::yes) >= needed) return Outcome::met;
  return count(Says::yes) + count(Says::fault) < needed ? Outcome::not_met : Outcome::fault;
}

Turned short_of_met(const Ratio& low, const Ratio& high) {
  if (low > 0) return {Outcome::partly_met, low, high};
  return {high > 0 ? Outcome::fault : Outcome::not_met, low, high};
}

Turned turn_out_by_share(const std::vector<Says>& checks, std::uint32_t needed) {
  const auto outcome = outcome_of(checks, needed);
  if (outcome == Outcome::not_applicable) return {outcome, 0, 0};
  Ratio judged = 0;
  Ratio met = 0;
  Ratio fault = 0;
  for (const auto says : checks) {
    judged += says != Says::nothing ? 1 : 0;
    met += says == Says::yes ? 1 : 0;
    fault += says == Says::fault ? 1 : 0;
  }
  const Ratio low = met / judged;
  const Ratio high = (met + fault) / judged;
  if (outcome == Outcome::not_met) return short_of_met(low, high);
  return {outcome, low, high};
}

struct KnownClause {
  Says condition = Says::yes;
  Amount amount;
};

Turned turn_out(const std::vector<Says>& checks, std::uint32_t needed,
                const std::vector<KnownClause>& clauses) {
  const auto outcome = outcome_of(checks, needed);
  if (outcome == Outcome::not_applicable) return {outcome, 0, 0};
  if (outcome == Outcome::met) return {outcome, 1, 1};
  if (outcome == Outcome::fault) return {outcome, 0, 1};
  Ratio low = 0;
  Ratio high = 0;
  for (const auto& clause : clauses) {
    if (clause.condition == Says::no || clause.condition == Says::nothing) continue;
    const Ratio most = clause.amount.fault ? Ratio(1) : clause.amount.share.value_or(0);
    high = std::max(high, most);
    if (clause.condition == Says::yes && clause.amount.share) low = std::max(low, most);
  }
  return short_of_met(low, high);
}

struct Seen {
  OutcomeSet possible = 0;
  std::optional<Bounds> credit;

  void add(const Turned& turned) {
    possible = static_cast<OutcomeSet>(possible | only(turned.outcome));
    if (!has(outcomes::counting, turned.outcome)) return;
    const Bounds bounds{turned.low, turned.high, true};
    credit = credit ? hull(*credit, bounds) : bounds;
  }
};

template <class Item, class Use>
void each_choice(const std::vector<std::vector<Item>>& ways, std::vector<Item>& chosen,
                 const Use& use) {
  if (chosen.size() == ways.size()) return use(chosen);
  for (const auto& way : ways[chosen.size()]) {
    chosen.push_back(way);
    each_choice(ways, chosen, use);
    chosen.pop_back();
  }
}

ConditionFinding finding_of(const Ways& ways) {
  const auto can = [&](Says says) {
    return std::find(ways.begin(), ways.end(), says) != ways.end();
  };
  ConditionFinding finding;
  finding.yes = can(Says::yes);
  finding.no = can(Says::no);
  finding.nothing = can(Says::nothing);
  finding.fault = can(Says::fault);
  return finding;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  int pick(int from, int to) { return std::uniform_int_distribution(from, to)(engine_); }
  Ways ways() {
    Ways all{Says::yes, Says::no, Says::nothing, Says::fault};
    Ways some;
    for (const auto says : all) {
      const int of = says == Says::yes || says == Says::no ? 2 : 5;
      if (pick(1, of) == 1) some.push_back(says);
    }
    if (some.empty()) some.push_back(pick(0, 1) == 0 ? Says::yes : Says::no);
    return some;
  }
  std::vector<Ways> checks() {
    std::vector<Ways> all(static_cast<std::size_t>(pick(1, 4)));
    for (auto& one : all) one = ways();
    return all;
  }

 private:
  std::mt19937 engine_;
};

std::vector<ConditionFinding> findings_of(const std::vector<Ways>& checks) {
  std::vector<ConditionFinding> findings;
  for (const auto& check : checks) findings.push_back(finding_of(check));
  return findings;
}

void expect_same(const Standing& found, const Seen& expected, int number) {
  ASSERT_EQ(int{found.possible}, int{expected.possible}) << "case " << number;
  ASSERT_EQ(found.credit.has_value(), expected.credit.has_value()) << "case " << number;
  if (!found.credit) return;
  EXPECT_EQ(found.credit->low, expected.credit->low) << "case " << number;
  EXPECT_EQ(found.credit->high, expected.credit->high) << "case " << number;
}

TEST(Credit, ByShareOfChecksAgreesWithEveryCase) {
  Random random(3);
  for (int i = 0; i < tests::generated_cases(4000); ++i) {
    const auto checks = random.checks();
    const auto needed = static_cast<std::uint32_t>(random.pick(0, 3));
    Seen expected;
    std::vector<Says> chosen;
    each_choice(checks, chosen, [&](const std::vector<Says>& known) {
      expected.add(turn_out_by_share(known, needed));
    });
    expect_same(credit_by_share(judge_checks(findings_of(checks), needed, true)), expected, i);
  }
}

std::vector<KnownClause> ways_of_clause(Random& random, CreditClause& clause) {
  Amount amount;
  if (random.pick(0, 7) == 0) {
    amount.fault = true;
  } else {
    amount.share = Ratio(random.pick(0, 4)) / 4;
    clause.amount.share = point(*amount.share);
  }
  clause.amount.fault = amount.fault;
  const auto ways = random.ways();
  clause.condition = finding_of(ways);
  std::vector<KnownClause> known;
  for (const auto says : ways) known.push_back({says, amount});
  return known;
}

TEST(Credit, OfTheBestClauseAgreesWithEveryCase) {
  Random random(4);
  for (int i = 0; i < tests::generated_cases(4000); ++i) {
    const auto checks = random.checks();
    const auto needed = static_cast<std::uint32_t>(random.pick(0, 3));
    std::vector<CreditClause> clauses(static_cast<std::size_t>(random.pick(0, 3)));
    std::vector<std::vector<KnownClause>> ways;
    for (auto& clause : clauses) ways.push_back(ways_of_clause(random, clause));
    Seen expected;
    std::vector<Says> chosen;
    each_choice(checks, chosen, [&](const std::vector<Says>& known) {
      std::vector<KnownClause> chosen_clauses;
      each_choice(ways, chosen_clauses, [&](const std::vector<KnownClause>& known_clauses) {
        expected.add(turn_out(known, needed, known_clauses));
      });
    });
    const auto found = credit_at_least(judge_checks(findings_of(checks), needed, false), clauses);
    expect_same(found, expected, i);
  }
}

Turned turn_out_by_amount(const std::vector<Says>& checks, std::uint32_t needed,
                          const Amount& amount) {
  const auto outcome = outcome_of(checks, needed);
  if (outcome == Outcome::not_applicable) return {outcome, 0, 0};
  if (amount.fault) return {Outcome::fault, 0, 1};
  if (!amount.share) return {Outcome::not_applicable, 0, 0};
  const bool partly = outcome == Outcome::not_met && *amount.share > 0;
  return {partly ? Outcome::partly_met : outcome, *amount.share, *amount.share};
}

TEST(Credit, OfAnAmountAgreesWithEveryCase) {
  Random random(5);
  for (int i = 0; i < tests::generated_cases(4000); ++i) {
    const auto checks = random.checks();
    const auto needed = static_cast<std::uint32_t>(random.pick(0, 3));
    std::vector<Amount> amounts;
    AmountFinding finding;
    finding.nothing = random.pick(0, 3) == 0;
    finding.fault = random.pick(0, 3) == 0;
    if (finding.nothing) amounts.push_back({std::nullopt, false});
    if (finding.fault) amounts.push_back({std::nullopt, true});
    if (amounts.empty() || random.pick(0, 1) == 0) {
      amounts.push_back({Ratio(random.pick(0, 4)) / 4, false});
      finding.share = point(*amounts.back().share);
    }
    Seen expected;
    std::vector<Says> chosen;
    each_choice(checks, chosen, [&](const std::vector<Says>& known) {
      for (const auto& amount : amounts) expected.add(turn_out_by_amount(known, needed, amount));
    });
    const auto standing = judge_checks(findings_of(checks), needed, false);
    expect_same(credit_of(finding, &standing), expected, i);
  }
}

TEST(Credit, ACheckThatCannotDecideDoesNotMatter) {
  ConditionFinding unknown;
  unknown.yes = unknown.no = true;
  ConditionFinding no;
  no.no = true;
  const std::vector<ConditionFinding> checks{no, unknown};
  EXPECT_FALSE(judge_checks(checks, 0, false).matters[1]);
  EXPECT_TRUE(judge_checks(checks, 1, false).matters[1]);
  EXPECT_TRUE(judge_checks(checks, 0, true).matters[1]);
}

}  // namespace
}  // namespace entente::engine
