// Why a rule is not met: the conditions named are enough, and none of them can be spared. Judged by
// a plain three-valued evaluation of the recorded steps, in which the conditions named are supposed
// to be as wanted; and where they ask about single facts by trying all values of these in the rule
// as it was written.
#include "engine/explain/why_not.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>

#include "tests/support/cases.hpp"
#include "tests/support/explained.hpp"
#include "tests/support/judged.hpp"
#include "tests/support/random_facts.hpp"

namespace entente::tests {
namespace {

using namespace engine;

// ---------------------------------------------------------------- a plain evaluation

using Places = std::map<std::vector<std::uint32_t>, bool>;  // what is supposed there

class Plain {
 public:
  Plain(const Program& program, const Evaluation& evaluation, const Places& supposed)
      : program_(program), evaluation_(evaluation), supposed_(supposed) {}

  Truth judge(const Trace& t, std::vector<std::uint32_t> place) const {
    if (const auto found = supposed_.find(place); found != supposed_.end())
      return found->second ? Truth::yes : Truth::no;
    const Node& node = program_[t.node];
    const auto child = [&](std::size_t i) {
      auto below = place;
      below.push_back(static_cast<std::uint32_t>(i));
      return judge(t.children[i], below);
    };
    switch (node.op) {
      case Op::and_:
        return std::min(child(0), child(1));
      case Op::or_:
        return std::max(child(0), child(1));
      case Op::not_:
        return opposite(child(0));
      case Op::measure:
      case Op::call:
        return supposed_below(place) ? child(t.children.size() - 1) : recorded(t);
      case Op::if_: {
        if (t.children.size() != 2) return recorded(t);
        const bool then = child(0) == Truth::yes;
        return then == t.children[0].value.is_true() ? child(1) : Truth::open;
      }
      case Op::every:
      case Op::every_two:
      case Op::some:
      case Op::some_two: {
        if (!supposed_below(place)) return recorded(t);
        const bool every = node.op == Op::every || node.op == Op::every_two;
        Truth whole = every ? Truth::yes : Truth::no;
        for (std::size_t i = 0; i < t.children.size(); ++i) {
          if (!t.children[i].per_item) continue;
          const bool fails = t.children[i].value.is_null(NullReason::none) ||
                             t.children[i].value.is_null(NullReason::nothing);
          Truth item = child(i);
          if (fails && item == Truth::open) item = Truth::no;
          whole = every ? std::min(whole, item) : std::max(whole, item);
        }
        return whole;
      }
      case Op::rule_is: {
        if (!supposed_below(place)) return recorded(t);
        return of_checks(program_.rules[node.a], evaluation_.rules[node.a].items.front(), place);
      }
      default:
        return recorded(t);
    }
  }

  Truth of_checks(const RuleProgram& rule, const ItemJudgement& item,
                  const std::vector<std::uint32_t>& place) const {
    std::size_t met = 0;
    std::size_t may_be_met = 0;
    std::size_t judged = 0;
    for (std::uint32_t i = 0; i < item.checks.size(); ++i) {
      const auto& check = item.checks[i];
      if (check.outcome == Outcome::not_applicable) continue;
      ++judged;
      auto below = place;
      below.push_back(i);
      const Truth truth = judge(*check.trace, below);
      met += truth == Truth::yes ? 1 : 0;
      may_be_met += truth == Truth::no ? 0 : 1;
    }
    const std::size_t needed = rule.needed == 0 ? judged : rule.needed;
    if (met >= needed) return Truth::yes;
    return may_be_met < needed ? Truth::no : Truth::open;
  }

 private:
  static Truth recorded(const Trace& t) {
    if (t.value.is_true()) return Truth::yes;
    return t.value.is_false() ? Truth::no : Truth::open;
  }
  static Truth opposite(Truth truth) {
    if (truth == Truth::open) return truth;
    return truth == Truth::yes ? Truth::no : Truth::yes;
  }
  [[nodiscard]] bool supposed_below(const std::vector<std::uint32_t>& place) const {
    return std::ranges::any_of(supposed_, [&](const auto& each) {
      return each.first.size() > place.size() &&
             std::equal(place.begin(), place.end(), each.first.begin());
    });
  }

  const Program& program_;
  const Evaluation& evaluation_;
  const Places& supposed_;
};

bool is_met(const RuleProgram& rule, const Program& program, const Evaluation& evaluation,
            const ItemJudgement& item, const Places& supposed) {
  const Plain plain(program, evaluation, supposed);
  auto place = static_cast<std::uint32_t>(rule.checks.size());
  for (const auto& gate : {item.applies, item.due}) {
    if (gate && gate->node != NodeId::none && plain.judge(*gate, {place}) != Truth::yes)
      return false;
    ++place;
  }
  return plain.of_checks(rule, item, {}) == Truth::yes;
}

void suppose(const std::vector<OpenCondition>& conditions, Places& supposed) {
  for (const auto& condition : conditions)
    for (const auto& place : condition.places) supposed[place] = condition.wanted;
}

/// All that a set says.
Places supposed_by(const WhyNot& why) {
  Places supposed;
  for (const auto& [place, truth] : why.besides)
    if (truth != Truth::open) supposed[place] = truth == Truth::yes;
  suppose(why.unmet, supposed);
  suppose(why.waiting, supposed);
  return supposed;
}

struct Tally {
  int sets = 0, conditions = 0, waiting = 0, hopeless = 0, violations = 0;
  std::map<std::size_t, int> sizes;
};

void check_minimal(const LoadedText& rules, const Evaluation& evaluation,
                   const RuleJudgement& judgement, const ItemJudgement& item, const WhyNot& why,
                   Tally& tally) {
  const auto& program = rules.program();
  const auto& rule = program.rules[judgement.rule];
  const auto fail = [&](const std::string& what) {
    if (++tally.violations > 5) return;
    std::string named;
    for (const auto& condition : why.unmet) named += "\n  " + condition.text;
    ADD_FAILURE() << what << ": "
                  << rules.sources().text({rule.span.file, rule.span.begin, rule.span.begin + 300})
                  << named;
  };
  ++tally.sets;
  tally.conditions += static_cast<int>(why.unmet.size());
  tally.waiting += static_cast<int>(why.waiting.size());
  ++tally.sizes[why.unmet.size()];
  if (!why.enough) {
    ++tally.hopeless;
    if (why.why.empty()) fail("nothing is said of why it can't be met");
    return;
  }
  const Places all = supposed_by(why);
  if (!is_met(rule, program, evaluation, item, all)) fail("these are not enough");
  if (why.unmet.empty() && why.waiting.empty()) fail("nothing is named");
  for (const auto* part : {&why.unmet, &why.waiting})
    for (const auto& spared : *part) {
      Places others = all;
      for (const auto& place : spared.places) others.erase(place);
      // What fewer of them would decide besides is not said: see the test by values.
      if (why.besides.empty() && is_met(rule, program, evaluation, item, others))
        fail("one can be spared: " + spared.text);
      if (spared.need.empty() || spared.text.empty()) fail("nothing is said of what it needs");
    }
}

TEST(WhyNot, NamesASetOfWhichNoneCanBeSpared) {
  std::mt19937 random(random_seed(20261202));
  Tally tally;
  for (int i = generated_cases(1500); i > 0; --i) {
    const auto made = random_case(random);
    const LoadedText rules(made.rules);
    const auto facts = rules.read(json_of(made));
    const auto evaluation = evaluate(rules.program(), facts, all_recorded());
    const ProofSources from{rules.program(), facts, rules.sources()};
    for (const auto& rule : evaluation.rules) {
      if (rules.program().rules[rule.rule].checks.empty()) continue;
      const auto reasons = why_not(rule, evaluation, from);
      std::size_t at = 0;
      for (const auto& item : rule.items) {
        const bool open = item.outcome == Outcome::not_met || item.outcome == Outcome::partly_met ||
                          item.outcome == Outcome::unknown || item.outcome == Outcome::fault;
        if (!open) continue;
        ASSERT_LT(at, reasons.size());
        const auto& why = reasons[at++];
        // Where `applies` or `due` leave it open, its checks need not.
        if (item.checks.empty()) continue;
        check_minimal(rules, evaluation, rule, item, why, tally);
      }
      EXPECT_EQ(at, reasons.size());
    }
  }
  fmt::print(
      "{} sets of {} conditions and {} that wait for facts, {} not enough by themselves, {} "
      "violations\n",
      tally.sets, tally.conditions, tally.waiting, tally.hopeless, tally.violations);
  for (const auto& [size, count] : tally.sizes) fmt::print("  of {}: {}\n", size, count);
  EXPECT_EQ(tally.violations, 0);
  EXPECT_GE(tally.sets, 10 * tally.hopeless);
}

// ------------------------------------------- the same facts at several places

/// What the rules of this part can say, to be read by the engine and to be judged here.
struct Formula {
  enum class Kind : std::uint8_t { atom, both, either, opposite } kind = Kind::atom;
  std::size_t atom = 0;
  std::vector<Formula> parts;
};

/// A condition over one fact: how it is written, how it is named, which values give yes.
struct Atom {
  std::string written;
  std::string named;
  std::size_t fact = 0;
  std::vector<bool> holds;  // by value
};

struct TriedFact {
  std::string name;
  std::vector<std::string> values;  // all that matter, as JSON
};

class FactRules {
 public:
  FactRules() {
    std::vector<std::string> quarters;
    for (int four = -4; four <= 44; ++four) quarters.push_back(fmt::format("{}", four / 4.0));
    const std::vector<std::string> small(quarters.begin() + 4, quarters.begin() + 25);  // 0 to 5
    facts = {{"a", {"true", "false"}},
             {"b", {"true", "false"}},
             {"c", {"true", "false"}},
             {"n", quarters},
             {"m", small},
             {"k", {"\"low\"", "\"mid\"", "\"high\""}}};
    for (const std::size_t fact : {0U, 1U, 2U})
      add(facts[fact].name, fact, [](double yes) { return yes == 1; });
    for (const std::size_t fact : {3U, 4U}) {
      const auto& name = facts[fact].name;
      for (const int bound : {1, 3, 6}) {
        const auto with = [&](std::string_view op) {
          return fmt::format("{} {} {}", name, op, bound);
        };
        add(with(">"), fact, [=](double v) { return v > bound; });
        add(with("<"), fact, [=](double v) { return v < bound; });
        add(with(">="), fact, [=](double v) { return v >= bound; });
        add(with("="), fact, [=](double v) { return v == bound; });
        add(with("!="), fact, [=](double v) { return v != bound; });
        add(fmt::format("{} <= {}", bound, name), fact, [=](double v) { return v >= bound; });
        add(fmt::format("{} + 1 > {}", name, bound), fact, [=](double v) { return v + 1 > bound; });
        add(fmt::format("2 * {} < {}", name, bound), fact, [=](double v) { return 2 * v < bound; });
      }
      add(name + " between 2 and 4", fact, [](double v) { return v >= 2 && v <= 4; });
      add(name + " in (1..4]", fact, [](double v) { return v > 1 && v <= 4; });
      add(name + " in (1, > 4)", fact, [](double v) { return v == 1 || v > 4; });
    }
    add(
        "roomy", 3, [](double v) { return v > 4; }, "n > 4");
    add(
        "above(n)", 3, [](double v) { return v > 2; }, "x > 2");
    add("k = \"low\"", 5, [](double v) { return v == 0; });
    add("k != \"mid\"", 5, [](double v) { return v != 1; });
    add("k in (\"mid\", \"high\")", 5, [](double v) { return v >= 1; });
  }

  std::vector<TriedFact> facts;
  std::vector<Atom> atoms;
  std::map<std::string, std::size_t> by_name;

 private:
  void add(const std::string& written, std::size_t fact, const std::function<bool(double)>& holds,
           std::string named = {}) {
    Atom atom{written, named.empty() ? written : named, fact, {}};
    const auto& values = facts[fact].values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      double value = static_cast<double>(i);
      if (fact < 3) value = i == 0 ? 1 : 0;
      if (fact == 3 || fact == 4) value = std::stod(values[i]);
      atom.holds.push_back(holds(value));
    }
    by_name[atom.named] = atoms.size();
    atoms.push_back(std::move(atom));
  }
};

using Answers = std::vector<std::optional<std::size_t>>;  // of each fact the value; none: missing
using ValuesLeft = std::map<std::size_t, std::vector<std::size_t>>;  // of a missing fact

/// One rule, the facts it is judged by, and what it comes to with others.
struct FactCase {
  const FactRules& of;
  std::vector<Formula> checks;
  std::size_t needed = 0;
  Answers answers;

  /// What is said by all the values that a missing fact can have.
  static Truth of_all(const Atom& atom, const std::vector<std::size_t>& values) {
    const auto holding =
        std::ranges::count_if(values, [&](std::size_t value) { return atom.holds[value]; });
    if (holding == 0) return Truth::no;
    return holding == std::ssize(values) ? Truth::yes : Truth::open;
  }

  [[nodiscard]] Truth judge(const Formula& formula, const Answers& given,
                            const ValuesLeft& missing = {}) const {
    switch (formula.kind) {
      case Formula::Kind::atom: {
        const Atom& atom = of.atoms[formula.atom];
        if (given[atom.fact]) return atom.holds[*given[atom.fact]] ? Truth::yes : Truth::no;
        const auto left = missing.find(atom.fact);
        return of_all(atom, left == missing.end() ? values_for(atom.fact, {}) : left->second);
      }
      case Formula::Kind::opposite: {
        const Truth truth = judge(formula.parts[0], given, missing);
        return truth == Truth::open ? truth : truth == Truth::yes ? Truth::no : Truth::yes;
      }
      case Formula::Kind::both:
        return std::min(judge(formula.parts[0], given, missing),
                        judge(formula.parts[1], given, missing));
      case Formula::Kind::either:
        break;
    }
    return std::max(judge(formula.parts[0], given, missing),
                    judge(formula.parts[1], given, missing));
  }
  [[nodiscard]] bool is_met(const Answers& given, const ValuesLeft& missing = {}) const {
    const auto met = std::ranges::count_if(
        checks, [&](const Formula& check) { return judge(check, given, missing) == Truth::yes; });
    return static_cast<std::size_t>(met) >= needed;
  }
  [[nodiscard]] std::set<std::size_t> atoms() const {
    std::set<std::size_t> read;
    const std::function<void(const Formula&)> collect = [&](const Formula& formula) {
      if (formula.kind == Formula::Kind::atom) read.insert(formula.atom);
      for (const auto& part : formula.parts) collect(part);
    };
    for (const auto& check : checks) collect(check);
    return read;
  }
  [[nodiscard]] std::string text(const Formula& formula) const {
    switch (formula.kind) {
      case Formula::Kind::atom:
        return of.atoms[formula.atom].written;
      case Formula::Kind::opposite:
        return fmt::format("not({})", text(formula.parts[0]));
      default:
        return fmt::format("({} {} {})", text(formula.parts[0]),
                           formula.kind == Formula::Kind::both ? "and" : "or",
                           text(formula.parts[1]));
    }
  }
  [[nodiscard]] std::string rules() const {
    std::string text =
        "fact a yes or no\nfact b yes or no\nfact c yes or no\nfact n number\n"
        "fact m number, 0 to 5\nfact k one of \"low\", \"mid\", \"high\"\n"
        "define roomy = n > 4\ndefine above(x) = x > 2\n"
        "scorecard card \"Card\"\n  section s \"S\"\n  verdict \"good\" when score >= 80\n"
        "  verdict \"poor\" otherwise\nrule r \"R\"\n  section s\n";
    if (needed < checks.size()) text += fmt::format("  at least {} checks\n", needed);
    for (std::size_t i = 0; i < checks.size(); ++i)
      text += fmt::format("  check \"{}\" {}\n", i, this->text(checks[i]));
    return text;
  }
  [[nodiscard]] std::string file(const Answers& given) const {
    std::string inside;
    for (std::size_t i = 0; i < given.size(); ++i)
      if (given[i])
        inside += fmt::format("{}{}: {}", inside.empty() ? "" : ", ", of.facts[i].name,
                              of.facts[i].values[*given[i]]);
    return fact_file(inside);
  }

  /// With each further condition over these facts that may stay as it is.
  [[nodiscard]] std::vector<std::pair<std::size_t, bool>> with_the_rest_as_it_is(
      const std::vector<std::pair<std::size_t, bool>>& wanted) const {
    auto all = wanted;
    for (const std::size_t atom : atoms()) {
      const auto fact = of.atoms[atom].fact;
      const bool asked = std::ranges::any_of(
          wanted, [&](const auto& want) { return of.atoms[want.first].fact == fact; });
      if (!asked || !answers[fact]) continue;
      const bool now = of.atoms[atom].holds[*answers[fact]];
      auto staying = wanted;
      staying.emplace_back(atom, now);
      if (!values_for(fact, staying).empty()) all.emplace_back(atom, now);
    }
    return all;
  }

  [[nodiscard]] std::vector<std::size_t> values_for(
      std::size_t fact, const std::vector<std::pair<std::size_t, bool>>& wanted) const {
    std::vector<std::size_t> values;
    for (std::size_t value = 0; value < of.facts[fact].values.size(); ++value)
      if (std::ranges::all_of(wanted, [&](const auto& want) {
            const Atom& atom = of.atoms[want.first];
            return atom.fact != fact || atom.holds[value] == want.second;
          }))
        values.push_back(value);
    return values;
  }

  /// Answers for these facts, all others as they are, that make it met and each of the conditions
  /// as wanted; none: there are none.
  [[nodiscard]] std::optional<Answers> met_by(
      const std::set<std::size_t>& asked, const std::vector<std::pair<std::size_t, bool>>& wanted,
      const ValuesLeft& missing = {}) const {
    Answers tried = answers;
    const std::vector<std::size_t> each(asked.begin(), asked.end());
    const std::function<bool(std::size_t)> try_from = [&](std::size_t at) {
      if (at == each.size()) return is_met(tried, missing);
      if (missing.contains(each[at])) return try_from(at + 1);
      for (const std::size_t value : values_for(each[at], wanted)) {
        tried[each[at]] = value;
        if (try_from(at + 1)) return true;
      }
      return false;
    };
    return try_from(0) ? std::optional(tried) : std::nullopt;
  }

  /// Whether these alone, the rest as it is as far as they let it, make it met: of a fact that is
  /// missing no value may be picked but by them.
  [[nodiscard]] bool are_enough(const std::set<std::size_t>& asked,
                                const std::vector<std::pair<std::size_t, bool>>& wanted) const {
    ValuesLeft missing;
    for (const std::size_t fact : asked)
      if (!answers[fact]) missing[fact] = values_for(fact, wanted);
    return met_by(asked, with_the_rest_as_it_is(wanted), missing).has_value();
  }
};

Formula random_formula(std::mt19937& random, const std::vector<std::size_t>& atoms, int depth) {
  Formula formula;
  const auto pick = [&](std::size_t below) { return random() % below; };
  if (depth == 0 || pick(4) == 0) {
    formula.atom = atoms[pick(atoms.size())];
    return formula;
  }
  const std::size_t kind = pick(5);
  formula.kind = kind == 0   ? Formula::Kind::opposite
                 : kind <= 2 ? Formula::Kind::both
                             : Formula::Kind::either;
  for (std::size_t i = kind == 0 ? 1 : 2; i > 0; --i)
    formula.parts.push_back(random_formula(random, atoms, depth - 1));
  return formula;
}

FactCase random_fact_case(std::mt19937& random, const FactRules& of) {
  FactCase made{of, {}, 0, {}};
  // Few facts, so that each stands at several places.
  std::set<std::size_t> facts;
  while (facts.size() < 1 + random() % 3) facts.insert(random() % of.facts.size());
  std::vector<std::size_t> atoms;
  for (std::size_t i = 0; i < of.atoms.size(); ++i)
    if (facts.contains(of.atoms[i].fact)) atoms.push_back(i);
  for (auto checks = 1 + random() % 2; checks > 0; --checks)
    made.checks.push_back(random_formula(random, atoms, 3));
  made.needed = random() % 4 == 0 ? 1 : made.checks.size();
  for (const auto& fact : of.facts)
    made.answers.push_back(random() % 4 == 0
                               ? std::nullopt
                               : std::optional<std::size_t>(random() % fact.values.size()));
  return made;
}

struct FactTally {
  int sets = 0, conditions = 0, waiting = 0, together = 0, hopeless = 0, violations = 0;
};

/// The conditions named, and whether they have to hold.
std::vector<std::pair<std::size_t, bool>> wanted_of(const WhyNot& why, const FactRules& of) {
  std::vector<std::pair<std::size_t, bool>> wanted;
  for (const auto* part : {&why.unmet, &why.waiting})
    for (const auto& condition : *part)
      wanted.emplace_back(of.by_name.at(condition.text), condition.wanted);
  return wanted;
}

void check_by_values(const FactCase& made, const LoadedText& rules, const Evaluation& evaluation,
                     const RuleJudgement& judged, const WhyNot& why, FactTally& tally) {
  const auto fail = [&](const std::string& what) {
    if (++tally.violations > 5) return;
    std::string named;
    for (const auto* part : {&why.unmet, &why.waiting})
      for (const auto& condition : *part) named += "\n  " + condition.need;
    ADD_FAILURE() << what << ":\n" << made.rules() << made.file(made.answers) << named << why.why;
  };
  if (!why.enough) {
    ++tally.hopeless;
    if (why.why.empty()) fail("nothing is said of why it can't be met");
    std::set<std::size_t> read;
    for (const std::size_t atom : made.atoms()) read.insert(made.of.atoms[atom].fact);
    if (made.met_by(read, {})) fail("it could be met");
    return;
  }
  ++tally.sets;
  tally.conditions += static_cast<int>(why.unmet.size());
  tally.waiting += static_cast<int>(why.waiting.size());
  const auto wanted = wanted_of(why, made.of);
  std::vector<const OpenCondition*> conditions;
  for (const auto* part : {&why.unmet, &why.waiting})
    for (const auto& condition : *part) conditions.push_back(&condition);
  const auto facts_of = [&](const std::vector<std::pair<std::size_t, bool>>& of) {
    std::set<std::size_t> facts;
    for (const auto& [atom, holds] : of) facts.insert(made.of.atoms[atom].fact);
    return facts;
  };
  if (facts_of(wanted).size() < wanted.size()) ++tally.together;
  const auto& program = rules.program();
  const auto& item = judged.items.front();
  if (!is_met(program.rules[judged.rule], program, evaluation, item, supposed_by(why)))
    fail("these are not enough");
  const auto answers = made.met_by(facts_of(wanted), wanted);
  if (!answers) return fail("no values bring these about and make it met");
  const auto mended = rules.read(made.file(*answers));
  if (evaluate(program, mended, {}).rules[0].outcome != Outcome::met)
    fail("it is not met by " + made.file(*answers));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto others = wanted;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    if (made.are_enough(facts_of(others), others))
      fail("one can be spared: " + conditions[i]->text);
  }
}

TEST(WhyNot, IsBroughtAboutByValuesOfTheFacts) {
  std::mt19937 random(random_seed(20261203));
  const FactRules of;
  FactTally tally;
  for (int i = generated_cases(4000); i > 0; --i) {
    const FactCase made = random_fact_case(random, of);
    const LoadedText rules(made.rules());
    const auto facts = rules.read(made.file(made.answers));
    const auto evaluation = evaluate(rules.program(), facts, all_recorded());
    const ProofSources from{rules.program(), facts, rules.sources()};
    for (const auto& why : why_not(evaluation.rules[0], evaluation, from))
      check_by_values(made, rules, evaluation, evaluation.rules[0], why, tally);
  }
  fmt::print(
      "{} sets of {} conditions and {} that wait for facts, {} with several over one fact, {} "
      "rules that nothing meets, {} violations\n",
      tally.sets, tally.conditions, tally.waiting, tally.together, tally.hopeless,
      tally.violations);
  EXPECT_EQ(tally.violations, 0);
  EXPECT_GE(tally.sets, generated_cases(1000));
}

Formula opposite_of(const Formula& formula) { return {Formula::Kind::opposite, 0, {formula}}; }
Formula both_of(const Formula& a, const Formula& b) { return {Formula::Kind::both, 0, {a, b}}; }

TEST(WhyNot, OfAConclusionIsBroughtAboutByValues) {
  std::mt19937 random(random_seed(20261204));
  const FactRules of;
  int sets = 0;
  int hopeless = 0;
  for (int i = generated_cases(1500); i > 0; --i) {
    FactCase made = random_fact_case(random, of);
    made.checks.resize(2, made.checks.front());
    const Formula one = made.checks[0];
    const Formula two = made.checks[1];
    const std::string rules =
        made.rules() + fmt::format(
                           "infer state \"S\"\n  case \"one\" when {}\n  case \"two\" "
                           "when {}\n  otherwise \"rest\"\n",
                           made.text(one), made.text(two));
    Explained explained(rules, made.file(made.answers));
    const Page page = explained.page("state");
    ASSERT_FALSE(page.fault) << rules;
    for (const WhyNot& why : page.why_not) {
      made.needed = 1;
      made.checks = {why.conclusion == "\"one\""   ? one
                     : why.conclusion == "\"two\"" ? both_of(opposite_of(one), two)
                                                   : both_of(opposite_of(one), opposite_of(two))};
      std::set<std::size_t> asked;
      if (!why.enough) {
        ++hopeless;
        for (const std::size_t atom : made.atoms()) asked.insert(of.atoms[atom].fact);
        EXPECT_FALSE(made.met_by(asked, {})) << rules << why.conclusion << why.why;
        continue;
      }
      ++sets;
      const auto wanted = wanted_of(why, of);
      for (const auto& [atom, holds] : wanted) asked.insert(of.atoms[atom].fact);
      const auto answers = made.met_by(asked, wanted);
      ASSERT_TRUE(answers) << rules << made.file(made.answers) << why.conclusion;
      const auto mended = Explained(rules, made.file(*answers)).page("state");
      ASSERT_TRUE(mended.value);
      EXPECT_EQ('"' + mended.value->text + '"', why.conclusion) << rules << made.file(*answers);
    }
  }
  fmt::print("{} sets for a conclusion, {} that nothing brings about\n", sets, hopeless);
  EXPECT_GE(sets, generated_cases(1000));
}

}  // namespace
}  // namespace entente::tests
