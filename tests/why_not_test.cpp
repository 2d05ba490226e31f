// Why a rule is not met: the conditions named are enough, and none of them can be spared; what each
// would take, in words. Judged by a plain three-valued evaluation of the recorded steps, in which
// the conditions named are supposed to be as wanted; and where they ask about single facts by
// trying all values of these in the rule as it was written.
#include "engine/explain/why_not.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>

#include "tests/support/cases.hpp"
#include "tests/support/explained.hpp"
#include "tests/support/judged.hpp"
#include "tests/support/packs.hpp"
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

// ---------------------------------------------------------------- what it would take

constexpr std::string_view vocabulary = R"(record party "A party"
  key name text
  champion text or none
  joined   date or none
  values   list of text
  agreed   yes or no
fact parties list of party
fact written yes or no
fact model   one of "cooperative", "collaborative", "integrated"
fact staff   number
fact met_on  date
fact notice  duration or none
fact words   list of text
define common = intersection of parties.values
define all_agreed = every p in parties satisfies p.agreed
scorecard card "Card"
  section s "S" weight 1
  verdict "good" when score >= 80 and every must rule is met
  verdict "fair" when score >= 30
  verdict "poor" otherwise
)";
constexpr std::string_view facts_of_case =
    "written: no, model: cooperative, staff: 7, met_on: 2026-06-01, notice: null, words: [a, b], "
    "parties: [{name: Lantern, champion: J, joined: 2026-01-01, values: [a, b, c], agreed: yes}, "
    "{name: Westbrook, champion: null, joined: null, values: [b, c, d], agreed: no}]";

struct NeedCase {
  std::string name, condition, needs;  // of all, one a line
};
class Need : public testing::TestWithParam<NeedCase> {};
TEST_P(Need, IsSaidInWords) {
  const std::string rules =
      std::string(vocabulary) +
      "rule r \"R\"\n  section s\n  parameter enough = 3, 1 to 5\n  check \"c\" " +
      GetParam().condition + "\n";
  const auto reasons = Explained(rules, fact_file(facts_of_case)).page("rule r").why_not;
  ASSERT_EQ(reasons.size(), 1U);
  std::string needs;
  for (const auto& condition : reasons[0].unmet)
    needs += (needs.empty() ? "" : "\n") + (condition.item.empty() ? "" : condition.item + ": ") +
             condition.need;
  EXPECT_EQ(needs, GetParam().needs);
}
INSTANTIATE_TEST_SUITE_P(
    Conditions, Need,
    testing::Values(
        NeedCase{"YesOrNo", "written", "`written` to be yes"},
        NeedCase{"Count", "count(common) >= enough", "1 more in `common` (2 of 3)"},
        NeedCase{"CountAbove", "count(words) > 3", "2 more in `words` (2 of 4)"},
        NeedCase{"CountAtMost", "count(words) <= 1", "1 fewer in `words` (2, at most 1)"},
        NeedCase{"Number", "staff >= 10", "`staff` at least 10 (now 7, 3 more)"},
        NeedCase{"NumberTurned", "10 <= staff", "`staff` at least 10 (now 7, 3 more)"},
        NeedCase{"NumberBelow", "staff < 5", "`staff` below 5 (now 7)"},
        NeedCase{"Between", "staff between 1 and 5", "`staff` from 1 to 5 (now 7)"},
        NeedCase{"Not", "not(staff >= 5)", "`staff` below 5 (now 7)"},
        NeedCase{"Text", "model = \"integrated\"",
                 "`model` to be \"integrated\" (now \"cooperative\")"},
        NeedCase{"NotText", "model != \"cooperative\"", "`model` to be other than \"cooperative\""},
        NeedCase{"In", "model in (\"integrated\", \"collaborative\")",
                 "`model` to be among [\"integrated\", \"collaborative\"] (now \"cooperative\")"},
        NeedCase{"InRange", "staff in [8..9]", "`staff` from 8 to 9 (now 7)"},
        NeedCase{"InHalfOpenRange", "staff in (8..9]", "`staff` more than 8 and at most 9 (now 7)"},
        NeedCase{"NotInRange", "staff not in [2..7]", "`staff` outside 2 to 7 (now 7)"},
        NeedCase{"NotInHalfOpenRange", "staff not in [2..8)",
                 "`staff` less than 2 or at least 8 (now 7)"},
        NeedCase{"InTests", "staff in (> 8, 1)", "`staff` to be more than 8, or 1 (now 7)"},
        NeedCase{"NotInTests", "staff not in (> 5, 1)",
                 "`staff` to be neither more than 5, nor 1 (now 7)"},
        NeedCase{"InFact", "\"zz\" in words", "`words` to hold \"zz\""},
        NeedCase{"NotInFact", "\"a\" not in words", "`words` not to hold \"a\""},
        NeedCase{"Within", "met_on within 90 days",
                 "`met_on`: a date from 2026-08-03 to 2026-11-01 (now 2026-06-01)"},
        NeedCase{"WithinOf", "met_on within 3 months of date(\"2026-10-01\")",
                 "`met_on`: a date from 2026-07-01 to 2027-01-01 (now 2026-06-01)"},
        NeedCase{"WithinAfter", "met_on within 3 months after date(\"2026-10-01\")",
                 "`met_on`: a date from 2026-10-01 to 2027-01-01 (now 2026-06-01)"},
        NeedCase{"WithinBefore", "met_on within 3 months before date(\"2026-10-01\")",
                 "`met_on`: a date from 2026-07-01 to 2026-10-01 (now 2026-06-01)"},
        NeedCase{"ExactNumber", "staff >= 7.001", "`staff` at least 7.001 (now 7, 0.001 more)"},
        NeedCase{"CountOfAShare", "count(words) >= 60% * 4", "1 more in `words` (2 of 3)"},
        NeedCase{"CountAboveAHalf", "count(words) > 2.5", "1 more in `words` (2 of 3)"},
        NeedCase{"CountBelowAHalf", "count(words) < 1.5", "1 fewer in `words` (2, at most 1)"},
        NeedCase{"Before", "met_on before 2026-03-01",
                 "`met_on`: a date before 2026-03-01 (now 2026-06-01)"},
        NeedCase{"None", "notice is not none", "`notice`: settle it"},
        NeedCase{"EveryItem", "every p in parties satisfies p.champion is not none",
                 "Westbrook: `champion` of Westbrook: name one"},
        NeedCase{"EveryItemOfBoth",
                 "every p in parties satisfies (p.champion is not none and p.joined is not none)",
                 "Westbrook: `champion` of Westbrook: name one\nWestbrook: `joined` of Westbrook: "
                 "set a date"},
        NeedCase{"Some", "some p in parties satisfies p.name = \"Mill\"",
                 "one of `parties` for which `p.name = \"Mill\"`"},
        NeedCase{"Measure", "all_agreed", "Westbrook: `agreed` of Westbrook to be yes"},
        NeedCase{"AtLeast", "at least 2 of parties with agreed",
                 "1 more of `parties` for which `agreed` (1 of 2, 2 needed)"},
        NeedCase{"AtMost", "at most 0 of parties with agreed",
                 "1 fewer of `parties` for which `agreed` (1 of 2, at most 0)"},
        NeedCase{"ShareAtMost", "(share of parties with agreed) < 50%",
                 "1 fewer of `parties` for which `agreed` (1 of 2, at most 0)"},
        NeedCase{"Share", "(share of parties with agreed) >= 90%",
                 "1 more of `parties` for which `agreed` (1 of 2, 2 needed)"},
        NeedCase{"Both", "written and staff >= 10",
                 "`written` to be yes\n`staff` at least 10 (now 7, 3 more)"},
        NeedCase{"TheCheaper", "(written and staff >= 10) or model = \"integrated\"",
                 "`model` to be \"integrated\" (now \"cooperative\")"},
        NeedCase{"Twice", "(written or staff >= 10) and (written or staff >= 20)",
                 "`written` to be yes"},
        NeedCase{"Contains", "list contains(words, \"c\")", "\"c\" in `words`"},
        NeedCase{"If", "if written then staff >= 1 else staff >= 9",
                 "`staff` at least 9 (now 7, 2 more)"}),
    [](const auto& each) { return each.param.name; });

// ---------------------------------------------------------------- what would be enough

struct EnoughCase {
  std::string name, condition, facts, said;  // what is said: needs, and why nothing is enough
};
class Enough : public testing::TestWithParam<EnoughCase> {};
TEST_P(Enough, IsSaid) {
  const std::string rules =
      "record party \"A party\"\n  key name text\n  champion text or none\n"
      "fact a yes or no\nfact b yes or no\nfact n number\nfact m number, 0 to 10\n"
      "fact limit number\nfact day date\nfact xs list of number\nfact parties list of party\n"
      "fact level one of \"low\", \"mid\", \"high\"\n"
      "define same(x, y) = x > y\n"
      "scorecard card \"Card\"\n  section s \"S\"\n  verdict \"good\" when score >= 80\n"
      "  verdict \"poor\" otherwise\nrule r \"R\"\n  section s\n" +
      GetParam().condition + "\n";
  const auto reasons = Explained(rules, fact_file(GetParam().facts)).page("rule r").why_not;
  ASSERT_EQ(reasons.size(), 1U);
  std::string said;
  const auto say = [&](const std::string& line) { said += (said.empty() ? "" : "\n") + line; };
  for (const auto& condition : reasons[0].unmet) say(condition.need);
  for (const auto& condition : reasons[0].waiting) say("? " + condition.need);
  if (!reasons[0].enough) say("not enough: " + reasons[0].why);
  EXPECT_EQ(said, GetParam().said);
}
INSTANTIATE_TEST_SUITE_P(
    Conditions, Enough,
    testing::Values(
        EnoughCase{"NotWhatHoldsNow", "  check \"c\" not(a) and (a or b)", "a: no, b: no",
                   "`b` to be yes"},
        EnoughCase{"Contradiction", "  check \"c\" a and not(a)", "a: no",
                   "not enough: `a` would have to hold and not to hold"},
        EnoughCase{"ContradictionNotKnown", "  check \"c\" a and not(a)", "b: no",
                   "not enough: `a` would have to hold and not to hold"},
        EnoughCase{"NumbersApart", "  check \"c\" n > 5 and n < 3", "n: 4",
                   "not enough: no answer for `n` gives both `n > 5` and `n < 3`"},
        EnoughCase{"OneOfThemHolds", "  check \"c\" n > 5 and n < 4", "n: 3",
                   "not enough: no answer for `n` gives both `n > 5` and `n < 4`"},
        EnoughCase{"WhatStopsToHold", "  check \"c\" n > 5 and (n < 4 or b)", "n: 3, b: no",
                   "`n` above 5 (now 3)\n`b` to be yes"},
        EnoughCase{"OutsideItsRange", "  check \"c\" m > 20", "m: 3",
                   "not enough: no answer for `m` gives `m > 20`"},
        EnoughCase{"NoSuchCount", "  check \"c\" count(xs) < 0", "xs: [1]",
                   "not enough: no answer for `count(xs)` gives `count(xs) < 0`"},
        EnoughCase{"AnyAnswer", "  check \"c\" a or not(a)", "b: no",
                   "? `a` to be known: any answer will do"},
        EnoughCase{"AnyNumber", "  check \"c\" n >= 5 or n < 5", "b: no",
                   "? `n` to be known: any answer will do"},
        EnoughCase{"AnyAnswerBesides", "  check \"c\" b and (a or not(a))", "b: no",
                   "`b` to be yes\n? `a` to be known: any answer will do"},
        EnoughCase{
            "ChoiceInAChoice",
            "  any check\n  check \"c\" n < 6 and m > 2\n  check \"d\" ((n = 6 and n = 3) or "
            "((n > 6 and n < 3) or not(same(n, 2))))",
            "n: 10, m: 1", "`n` at most 2 (now 10, 8 less), which makes `n > 6` no"},
        EnoughCase{"AcrossChecks", "  check \"c\" n > 5\n  check \"d\" n < 3", "n: 4",
                   "not enough: no answer for `n` gives both `n > 5` and `n < 3`"},
        EnoughCase{"ItemsAlikeWhenRounded", "  check \"c\" every x in xs satisfies x > 2",
                   "xs: [1.001, 1.002]", "`x` above 2 (now 1.001)\n`x` above 2 (now 1.002)"},
        EnoughCase{"ArgumentsApart", "  check \"c\" same(n, 5) or same(m, 9)", "n: 3, m: 3",
                   "`n` above 5 (now 3)"},
        EnoughCase{"InFault", "  check \"c\" n / m > 1", "n: 3, m: 0",
                   "not enough: `n / m > 1` is in fault: a division by 0"},
        EnoughCase{"BesidesAFault", "  check \"c\" a and n / m > 1", "a: no, n: 3, m: 0",
                   "`a` to be yes\nnot enough: `n / m > 1` is in fault: a division by 0"},
        EnoughCase{"InsteadOfAFault", "  check \"c\" a or n / m > 1", "a: no, n: 3, m: 0",
                   "`a` to be yes"},
        EnoughCase{"BoundNotKnown", "  check \"c\" n < limit", "n: 3",
                   "? `n` below `limit`, which is not known (now 3)"},
        EnoughCase{"EndNotKnown", "  check \"c\" n between limit and 4", "n: 3",
                   "? `n` from `limit`, which is not known, to 4 (now 3)"},
        EnoughCase{"ValueNotKnown", "  check \"c\" level = if a then \"low\" else \"mid\"",
                   "level: high",
                   "`level` to be `if a then \"low\" else \"mid\"`, which waits for `a` (now "
                   "\"high\")"},
        EnoughCase{
            "OpenList", "  check \"c\" every p in parties satisfies p.champion is not none",
            "parties: [{name: A, champion: null}]\nopen lists: [parties]",
            "`champion` of A: name one\n? of what else `parties` holds: `p.champion`: name one"},
        EnoughCase{
            "KeysAsTheyAre", "  check \"c\" every p in parties satisfies p.champion is not none",
            R"(parties: [{name: 'C "x" é', champion: null}, {name: 'a|b*c*\', champion: null}])",
            "`champion` of C \"x\" é: name one\n`champion` of a|b*c*\\: name one"},
        EnoughCase{
            "TheTightestOfANumber",
            "  at least 2 checks\n  check \"c\" n >= 10\n  check \"d\" n >= 20\n  check \"e\" a",
            "n: 5, a: no", "`n` at least 20 (now 5, 15 more), which makes `n >= 10` yes"},
        EnoughCase{"TheTightestOfACount",
                   "  check \"c\" count(xs) >= 2\n  check \"d\" count(xs) >= 4", "xs: [1]",
                   "3 more in `xs` (1 of 4), which makes `count(xs) >= 2` yes"},
        EnoughCase{"OfARuleAsked",
                   "  check \"c\" rule q is met\nrule q \"Q\"\n  section s\n  check \"d\" n > 5",
                   "n: 3", "`n` above 5 (now 3), for rule q"},
        EnoughCase{"ApartFromARuleAsked",
                   "  check \"c\" rule q is met\n  check \"d\" n < 3\nrule q \"Q\"\n  section s\n"
                   "  check \"d\" n > 5",
                   "n: 4", "not enough: no answer for `n` gives both `n < 3` and `n > 5`"},
        EnoughCase{"NothingMeetsTheRuleAsked",
                   "  check \"c\" rule q is met\nrule q \"Q\"\n  section s\n"
                   "  for each p in parties\n  check \"d\" n > 5 and n < 3",
                   "n: 4, parties: [{name: A}]", "not enough: no answers make rule q met"},
        EnoughCase{"InsteadOfARuleThatNothingMeets",
                   "  check \"c\" rule q is met or (a and b)\nrule q \"Q\"\n  section s\n"
                   "  for each p in parties\n  check \"d\" n > 5 and n < 3",
                   "a: no, b: no, n: 4, parties: [{name: A}]", "`a` to be yes\n`b` to be yes"},
        EnoughCase{"AGateThatIsNotKnown", "  applies when a\n  check \"c\" n >= 3", "n: 1",
                   "`n` at least 3 (now 1, 2 more)\n? `a` to be yes"},
        EnoughCase{"NoAnswerByWayOfACount", "  check \"c\" not(a) and count(xs[a]) >= 1",
                   "a: yes, xs: [1]",
                   "`a` to be no\nnot enough: no answers were found: those tried change something "
                   "else that it rests on"},
        EnoughCase{"AnotherWayThanByWayOfACount",
                   "  check \"c\" (not(a) or n > 5) and count(xs[a]) >= 1", "a: yes, n: 2, xs: [1]",
                   "`n` above 5 (now 2)"},
        EnoughCase{"AllThatNoValueLeaves",
                   "  check \"c\" level != \"low\" and level != \"mid\" and level != \"high\"",
                   "level: low",
                   "not enough: no answer for `level` gives `level != \"low\"`, "
                   "`level != \"mid\"` and `level != \"high\"`"},
        EnoughCase{"OfTwoFacts", "  check \"c\" m > n", "m: 3, n: 7", "`m` above 7 (now 3)"},
        EnoughCase{"TwoFactsOnceEach", "  check \"c\" m > 2 and m > n and n > 1", "m: 1, n: 0",
                   "`m` above 2 (now 1), with `m > n` still yes\n`n` above 1 (now 0)"},
        EnoughCase{"OnlyOneOfTheValues", "  applies when n < 1 or n > 6\n  check \"c\" n >= 3",
                   "n: 0", "`n` at least 3 (now 0, 3 more), such as 7"},
        EnoughCase{"NoAnswerWillDoForAll",
                   "  check \"c\" level != \"low\" and level != \"mid\" and not(level = \"high\" "
                   "and b)",
                   "level: low",
                   "`level` to be other than \"low\", which makes `level = \"high\"` yes, with "
                   "`level != \"mid\"` still yes\n? `b` to be no"},
        EnoughCase{"OnlyConstants", "  check \"c\" 1 > 2", "a: no",
                   "another rule: `1 > 2` stands there as written"},
        EnoughCase{"CreditOfAShare", "  credit n / 10", "n: 4",
                   "`n` at least 10 for a credit of 100 % (now 40 %)"},
        EnoughCase{"CreditInFault", "  credit n * 10", "n: 2",
                   "not enough: a credit lies from 0 % to 100 %"}),
    [](const auto& each) { return each.param.name; });

TEST(WhyNot, OfOneCheckAsksForAllThatItNeeds) {
  const LoadedText rules(
      "fact p yes or no\nfact q yes or no\nscorecard card \"Card\"\n  section s \"S\"\n"
      "  verdict \"good\" when score >= 80\n  verdict \"poor\" otherwise\n"
      "rule r \"R\"\n  section s\n  any check\n  check \"a\" p\n  check \"b\" p and q\n");
  const auto facts = rules.read(fact_file("p: no, q: no"));
  const auto evaluation = evaluate(rules.program(), facts, all_recorded());
  const ProofSources from{rules.program(), facts, rules.sources()};
  const auto of_rule = why_not(evaluation.rules[0], evaluation, from);
  ASSERT_EQ(of_rule.size(), 1U);
  EXPECT_EQ(of_rule[0].unmet.size(), 1U);
  const auto of_check = why_not(evaluation.rules[0], evaluation, from, 1);
  ASSERT_EQ(of_check.size(), 1U);
  ASSERT_EQ(of_check[0].unmet.size(), 2U);
  EXPECT_EQ(of_check[0].unmet[0].check, "b");
}

TEST(WhyNot, KeepsAsManyAsAreRead) {
  WhyNot open;
  open.unmet.resize(3);
  open.waiting.resize(3);
  shorten(open, 4);
  EXPECT_EQ(open.unmet.size(), 3U);
  EXPECT_EQ(open.waiting.size(), 1U);
  EXPECT_EQ(open.more, 2U);
}

TEST(WhyNot, OfAVerdictNamesScoresAndRules) {
  const LoadedText rules(std::string(vocabulary) +
                         "rule r \"R\"\n  section s\n  weight 3, must\n  check \"c\" written\n"
                         "rule q \"Q\"\n  section s\n  check \"c\" staff >= 1\n");
  const auto facts = rules.read(fact_file(facts_of_case));
  const auto evaluation = evaluate(rules.program(), facts, all_recorded());
  const ProofSources from{rules.program(), facts, rules.sources()};
  const auto good = why_not(evaluation.scorecards[0], 0, evaluation, from);
  ASSERT_EQ(good.unmet.size(), 2U);
  EXPECT_EQ(good.unmet[0].need, "score 25, needs 80");
  EXPECT_EQ(good.unmet[1].need, "rule r to be met (now not met)");
  EXPECT_EQ(good.unmet[1].rule, "r");
  const auto fair = why_not(evaluation.scorecards[0], 1, evaluation, from);
  ASSERT_EQ(fair.unmet.size(), 1U);
  EXPECT_EQ(fair.unmet[0].need, "score 25, needs 30");
  EXPECT_TRUE(why_not(evaluation.scorecards[0], 2, evaluation, from).unmet.empty());
}

struct SampleCase {
  std::string name, file, needs;  // one line each: `rule, item: need`
};
class SampleNeeds : public testing::TestWithParam<SampleCase> {};
TEST_P(SampleNeeds, SayWhatAManagerCanDo) {
  Packs packs;
  ASSERT_TRUE(packs.loaded.program);
  const auto facts = packs.read(samples_folder() / GetParam().file);
  const auto evaluation = evaluate(*packs.loaded.program, facts, all_recorded());
  const ProofSources from{*packs.loaded.program, facts, packs.sources};
  std::string lines;
  for (const auto& rule : evaluation.rules)
    for (const auto& why : why_not(rule, evaluation, from))
      for (const auto& condition : why.unmet) {
        lines += packs.loaded.program->rules[rule.rule].id;
        for (const auto& item : {why.item, condition.item})
          if (!item.empty()) lines += ", " + item;
        lines += ": " + condition.need + "\n";
      }
  EXPECT_EQ(lines, GetParam().needs);
}
INSTANTIATE_TEST_SUITE_P(
    WhyNot, SampleNeeds,
    testing::Values(
        SampleCase{"Riverside", "riverside/facts.yaml",
                   R"(exit.agreed: `exit_terms.assets_settled` to be yes
momentum.kept, meetings[1] and meetings[2]: `b.on - a.on` at most 30 days (now 35 days)
momentum.kept, meetings[2] and meetings[3]: `b.on - a.on` at most 30 days (now 119 days)
momentum.kept, meetings[4] and meetings[5]: `b.on - a.on` at most 30 days (now 56 days)
momentum.kept, meetings[5] and meetings[6]: `b.on - a.on` at most 30 days (now 35 days)
roles.defined, Internships: `person` of Internships: name one
values.shared: 1 more in `common_values` (2 of 3)
)"},
        SampleCase{
            "Orchard", "orchard/facts.yaml",
            R"(momentum.kept, meetings[3] and meetings[4]: `b.on - a.on` at most 30 days (now 161 days)
)"},
        SampleCase{"Harbour", "harbour/facts.json",
                   R"(champion.named, Saltmarsh Training: `champion` of Saltmarsh Training: name one
champion.named, Saltmarsh Training: `champion_may_commit` of Saltmarsh Training to be yes
commitments.kept, Portside Engineering: 2 more of `promises_due(p)[due within window]` for which `done <= due` (0 of 2, 2 needed)
conflict.process: `conflict_process.documented` to be yes
conflict.process: `conflict_process.contact`: name one
conflict.settled, conflicts[1]: `closed` of conflicts[1]: a date from 2026-08-20 to 2026-10-19 (now none)
decisions.fit: `decision_style` to be among [agreement] (now "one partner decides")
decisions.style: 1 more of `decisions[on within window]` for which `method in allowed_styles` (1 of 2, 2 needed)
evaluation.agreed: 1 more in `evaluation_plan.tools` (0 of 1)
evaluation.agreed: `evaluation_plan.cadence`: settle it
evaluation.agreed, Saltmarsh Training: "Saltmarsh Training" in `evaluation_plan.agreed_by`
exit.agreed: `exit_terms.assets_settled` to be yes
exit.agreed, Saltmarsh Training: "Saltmarsh Training" in `exit_terms.agreed_by`
meetings.followed_up: 1 more of `meetings_to_follow(window, promptly)` for which `followed_up is not none` (2 of 3, 3 needed)
meetings.followed_up: 1 more of `meetings_to_follow(window, promptly)` for which `followed_up within promptly after on` (1 of 3, 2 needed)
model.agreed, Saltmarsh Training: "Saltmarsh Training" in `model_agreed_by`
needs.answered, Saltmarsh Training: 1 more of `needs[owner = p]` for which `met_by is not none and met_by != owner` (1 of 2, 2 needed)
needs.understood, Saltmarsh Training, Trainers' wages: `confirmed` of Trainers' wages to be yes
objectives.agreed, A workshop of our own: `measure` of A workshop of our own: name one
objectives.agreed, A workshop of our own: `reached_by` of A workshop of our own: set a date
objectives.agreed, A workshop of our own, Saltmarsh Training: "Saltmarsh Training" in `agreed_by` of A workshop of our own
priorities.aligned, Portside Engineering and Saltmarsh Training: 1 more in `intersection of [a.priorities, b.priorities]` (1 of 2)
resources.pledged, Course: `total of pledges[task = t].amount` at least 60 (now 40, 20 more)
resources.pledged, Workshop: `total of pledges[task = t].amount` at least 45 (now 0, 45 more)
risks.faced, No workshop is found: `response` of No workshop is found: name one
roles.defined, Workshop: `accountable` of Workshop: name one
roles.defined, Workshop: `person` of Workshop: name one
stuck.chased, Lease of the old boathouse: `chased` of Lease of the old boathouse: a date after 2026-10-02 (now none)
values.shared: 2 more in `common_values` (1 of 3)
)"}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace entente::tests
