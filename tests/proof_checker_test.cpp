// Recorded proofs are replayed by an independent checker. It accepts what the engine recorded, over
// random rule sets, samples and the tests of the shipped packs; and of proofs that it replays in
// full it rejects every one that is spoilt. Spoilt are single steps of traces, single outcomes and
// single derivations of tuples. What a change leaves as right as it was is told apart before the
// checker is asked: a set of facts that is reported by the same names, another derivation that a
// naive look at the clause accepts.
#include "engine/explain/proof_checker.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <map>
#include <set>

#include "engine/evaluate/given_facts.hpp"
#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/evaluate/step_recorder.hpp"
#include "engine/explain/source_text.hpp"
#include "tests/oracle/naive_relations.hpp"
#include "tests/support/acceptance.hpp"
#include "tests/support/cases.hpp"
#include "tests/support/judged.hpp"
#include "tests/support/packs.hpp"
#include "tests/support/random_facts.hpp"

namespace entente::tests {
namespace {

using namespace engine;

struct Spoilt {
  int made = 0;
  int rejected = 0;
};

TEST(ProofChecker, AcceptsTheProofsOfRandomRules) {
  std::mt19937 random(random_seed(20261128));
  Acceptance acceptance;
  for (int i = generated_cases(1200); i > 0; --i) {
    const auto made = random_case(random);
    const LoadedText rules(made.rules);
    const auto facts = rules.read(json_of(made));
    const auto check = [&](const EvaluateOptions& options) {
      const auto evaluation = evaluate(rules.program(), facts, options);
      acceptance.check(made.rules + json_of(made), evaluation,
                       {rules.program(), facts, rules.sources()});
    };
    check(all_recorded());
    auto less = all_recorded();
    less.limits.traced = random() % 12;
    less.limits.traced_in_all = 10 + random() % 90;
    if (i % 4 == 0) check(less);
    less.limits = {};
    less.record = Recording::failed;
    if (i % 4 == 1) check(less);
  }
  acceptance.print("random rules");
}

/// Rules that ask for every relation of a program.
std::string asking_for(const oracle::NaiveProgram& program) {
  std::string text = oracle::text_of(program) +
                     "scorecard card \"C\"\n  section s \"S\"\n  verdict \"v\" otherwise\n"
                     "rule asked \"R\"\n  section s\n";
  for (std::size_t i = 0; i < program.size(); ++i) {
    std::string places = "_";
    for (std::size_t column = 1; column < program[i].columns.size(); ++column) places += ", _";
    text += fmt::format("  check \"c{0}\" r{0}({1})\n", i, places);
  }
  return text;
}

/// Rules that ask for every measure of every relation between nodes.
std::string measuring(const oracle::NaiveProgram& program) {
  std::string text = oracle::text_of(program) +
                     "scorecard card \"C\"\n  section s \"S\"\n  verdict \"v\" otherwise\n";
  for (std::size_t i = 0; i < program.size(); ++i) {
    if (program[i].columns != std::vector{oracle::Sort::node, oracle::Sort::node}) continue;
    text += fmt::format(
        "rule whole{0} \"W\"\n  section s\n"
        "  check \"1\" density(r{0}) < 0.5\n  check \"2\" directed density(r{0}) < 0.5\n"
        "  check \"3\" degree centralisation(r{0}) < 0.5\n"
        "  check \"4\" betweenness centralisation(r{0}) < 0.5\n"
        "  check \"5\" count(components(r{0})) = 1\n  check \"6\" count(cut points(r{0})) = 0\n"
        "rule one{0} \"O\"\n  section s\n  for each p in nodes\n"
        "  check \"1\" degree(r{0}, p) > 1\n  check \"2\" betweenness(r{0}, p) < 0.5\n",
        i);
  }
  return text;
}

TEST(ProofChecker, AcceptsTheTuplesOfRandomRelations) {
  oracle::RelationRandom random(20261129);
  Acceptance acceptance;
  for (int i = generated_cases(1000); i > 0; --i) {
    const auto program = oracle::random_relations(random);
    const auto text = asking_for(program);
    const LoadedText rules(text);
    const auto json = oracle::json_of(oracle::random_graph(random));
    const auto facts = rules.read(json);
    const auto evaluation = evaluate(rules.program(), facts, all_recorded());
    acceptance.check(text + json, evaluation, {rules.program(), facts, rules.sources()});
  }
  acceptance.print("random relations");
  EXPECT_GT(acceptance.tuples(), 0);
}

bool is_absent(const DerivedRelations& derived, const RelationProgram& relation,
               std::uint32_t index, std::span<const std::optional<Value>> asked) {
  const Extension& extension = derived.extensions[index];
  if (extension.broken) return false;
  const auto pattern = derived.pattern(relation, asked);
  for (std::uint32_t row = 0; row < extension.sure.size() + extension.possible.size(); ++row)
    if (may_be_same(extension.tuple(row), pattern)) return false;
  return true;
}

/// Each way in which a clause came near to a tuple that is not there, and near to what is wanting
/// in that.
template <class Visit>
void for_each_miss(const LoadedText& rules, const FactBase& facts, Visit visit) {
  const auto evaluation = evaluate(rules.program(), facts, all_recorded());
  StepRecorder recorder(rules.program(), facts, evaluation);
  ProofSources from{rules.program(), facts, rules.sources()};
  from.evaluation = &evaluation;
  from.recorder = &recorder;
  const Value& nodes = facts[*rules.program().vocabulary.fact("nodes")];
  if (!nodes.is(Kind::list)) return;
  const auto& items = nodes.list().items;
  std::set<std::uint32_t> around;
  const std::function<void(std::uint32_t, const std::vector<std::optional<Value>>&)> visit_all =
      [&](std::uint32_t relation, const std::vector<std::optional<Value>>& asked) {
        if (!around.insert(relation).second) return;
        for (const auto& miss : recorder.misses(relation, asked)) {
          visit(miss, asked, recorder.relations(relation), ReplaySources{from, evaluation});
          if (!miss.atom) continue;
          const auto& atom = rules.program().clauses[miss.clause].atoms[*miss.atom];
          visit_all(atom.relation, miss.asked);
        }
        around.erase(relation);
      };
  for (std::uint32_t i = 0; i < rules.program().relations.size(); ++i) {
    const auto columns = rules.program().relations[i].columns.size();
    for (std::size_t k = 0; k < items.size() * (items.size() + 1); ++k) {
      std::vector<std::optional<Value>> asked(columns);
      asked.front() = items[k % items.size()].value;
      if (const auto last = k / items.size(); last < items.size() && columns == 2)
        asked.back() = items[last].value;
      if (is_absent(recorder.relations(i), rules.program().relations[i], i, asked))
        visit_all(i, asked);
    }
  }
}

TEST(ProofChecker, AcceptsWhatTuplesLackAndRejectsItSpoilt) {
  oracle::RelationRandom random(20261204);
  Acceptance acceptance;
  std::map<std::string, Spoilt> counts;
  for (int i = generated_cases(1000); i > 0; --i) {
    const auto text = asking_for(oracle::random_relations(random));
    const LoadedText rules(text);
    const auto json = oracle::json_of(oracle::random_graph(random));
    const auto facts = rules.read(json);
    for_each_miss(
        rules, facts,
        [&](const NearMiss& miss, const auto& asked, const auto& derived,
            const ReplaySources& sources) {
          acceptance.add(text + json, check_miss(miss, asked, derived, sources));
          const auto try_it = [&](const std::string& kind, auto&& change) {
            NearMiss copy = miss;
            if (!change(copy)) return;
            ++counts[kind].made;
            counts[kind].rejected += check_miss(copy, asked, derived, sources).stands() ? 0 : 1;
          };
          const auto& clause = rules.program().clauses[miss.clause];
          try_it("a tuple it is matched with", [&](NearMiss& m) {
            for (auto& row : m.rows)
              if (row) return row = 100'000U, true;
            return false;
          });
          try_it("an item it is matched with", [&](NearMiss& m) {
            for (auto& item : m.items)
              if (item) return item = Value::boolean(true), true;
            return false;
          });
          try_it("a variable", [&](NearMiss& m) {
            for (std::size_t k = 0; k < clause.head.size(); ++k)
              if (clause.head[k] < m.locals.size() && asked[k])
                return m.locals[clause.head[k]] = Value::integer(7), true;
            return false;
          });
          try_it("what may be in a list, said to be", [](NearMiss& m) {
            for (std::size_t k = 0; k < m.items.size(); ++k)
              if (m.perhaps[k] && m.items[k]->is_unknown()) return m.perhaps[k] = false, true;
            return false;
          });
          try_it("a known argument, said not to be known", [&](NearMiss& m) {
            if (m.item || m.atom || clause.arguments.empty()) return false;
            if (std::ranges::count(m.open_arguments, 0U) > 0) return false;
            m.open_arguments.push_back(0);
            return true;
          });
          try_it("an argument that is said to be another", [&](NearMiss& m) {
            if (m.argument || m.atom || m.item || clause.arguments.empty()) return false;
            if (std::ranges::count(m.unfit, 0U) + std::ranges::count(m.open_arguments, 0U))
              return false;
            m.unfit.push_back(0);
            return true;
          });
          try_it("a column said to be another item", [&](NearMiss& m) {
            if (m.column || !asked[0]) return false;
            return m.column = 0, true;
          });
          try_it("an argument said not to be what it has to be", [&](NearMiss& m) {
            if (m.argument || m.atom || m.item || clause.arguments.empty()) return false;
            if (std::ranges::count(m.unfit, 0U) > 0) return false;  // it is
            m.argument = 0;
            return true;
          });
        });
  }
  acceptance.print("what tuples lack");
  for (const auto& [kind, count] : counts) {
    fmt::print("  {:<42} {:>6} spoilt {:>6} rejected\n", kind, count.made, count.rejected);
    EXPECT_EQ(count.made, count.rejected) << kind;
  }
}

TEST(ProofChecker, AcceptsTheMeasuresOfRandomNetworks) {
  oracle::RelationRandom random(20261202);
  Acceptance acceptance;
  for (int i = generated_cases(1000); i > 0; --i) {
    const auto text = measuring(oracle::random_relations(random));
    const LoadedText rules(text);
    const auto json = oracle::json_of(oracle::random_graph(random));
    const auto facts = rules.read(json);
    const auto evaluation = evaluate(rules.program(), facts, all_recorded());
    const ReplaySources sources{{rules.program(), facts, rules.sources()}, evaluation};
    for (const auto& rule : evaluation.rules)
      acceptance.add(text + json, check_proof(rule, sources));
  }
  acceptance.print("random networks");
}

TEST(ProofChecker, AcceptsTheProofsOfEverySample) {
  Acceptance acceptance;
  for (const auto& folder : std::filesystem::directory_iterator(samples_folder())) {
    if (!folder.is_directory()) continue;
    std::vector<std::filesystem::path> rules;
    std::vector<std::filesystem::path> facts;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      if (file.path().extension() == ".rules") rules.push_back(file.path());
      if (file.path().stem() == "facts") facts.push_back(file.path());
    }
    Packs packs(rules);
    ASSERT_TRUE(packs.loaded.program) << folder;
    for (const auto& file : facts) {
      const auto read = packs.read(file);
      const auto evaluation = evaluate(*packs.loaded.program, read, all_recorded());
      acceptance.check(file.string(), evaluation, {*packs.loaded.program, read, packs.sources});
    }
  }
  acceptance.print("samples");
  EXPECT_GE(acceptance.complete(), 80);
}

TEST(ProofChecker, AcceptsTheProofsOfThePacksTests) {
  Acceptance acceptance;
  const Packs packs;
  ASSERT_TRUE(packs.loaded.program);
  for (const auto& test : packs.loaded.program->tests) {
    const auto given = read_given_facts(*packs.loaded.program, test);
    if (!given.facts) continue;
    const auto evaluation = evaluate(*packs.loaded.program, *given.facts, all_recorded());
    acceptance.check(test.name, evaluation, {*packs.loaded.program, *given.facts, packs.sources});
  }
  acceptance.print("tests of the packs");
}

// ---------------------------------------------------------------- spoilt proofs

class Spoiler {
 public:
  Spoiler(std::mt19937& random, std::map<std::string, Spoilt>& counts)
      : random_(random), counts_(counts) {}

  /// Spoils one trace that is replayed in full, `times` over, each time somewhere else.
  void spoil(const Trace& trace, const ReplaySources& sources, std::span<const Value> locals,
             int times) {
    facts_ = &sources.from.facts;
    if (!check_proof(trace, sources, locals).complete()) return;
    for (int i = 0; i < times; ++i) {
      Trace copy = trace;
      std::vector<Trace*> steps;
      gather(copy, steps);
      Trace& step = *steps[random_() % steps.size()];
      const auto node = step.node;
      const auto kind = spoil_step(step);
      if (kind.empty()) continue;
      const auto& origins = sources.from.program.origins;
      const auto text = [&](NodeId id) {
        return source_text(sources.from.sources, origins[static_cast<std::size_t>(id)]);
      };
      count(kind, !check_proof(copy, sources, locals).stands(),
            text(node) + " in " + text(trace.node));
    }
  }

  void spoil(const RuleJudgement& rule, const ReplaySources& sources) {
    facts_ = &sources.from.facts;
    if (!check_proof(rule, sources).complete()) return;
    const auto try_it = [&](const std::string& kind, auto&& change) {
      RuleJudgement copy = rule;
      if (!change(copy)) return;
      count(kind, !check_proof(copy, sources).stands(),
            source_text(sources.from.sources, sources.from.program.rules[rule.rule].span));
    };
    const auto other = [&](Outcome now) {
      for (;;) {
        const auto outcome = static_cast<Outcome>(random_() % 7);
        if (outcome != now) return outcome;
      }
    };
    const auto set = [&](Outcome& outcome, OutcomeSet* possible) {
      outcome = other(outcome);
      if (possible != nullptr && outcome != Outcome::unknown) *possible = only(outcome);
    };
    try_it("outcome of a rule",
           [&](RuleJudgement& r) { return set(r.outcome, &r.possible), true; });
    try_it("outcome of a rule, not what is possible",
           [&](RuleJudgement& r) { return set(r.outcome, nullptr), true; });
    try_it("credit of a rule", [&](RuleJudgement& r) {
      if (!r.counts) return false;
      r.credit = r.credit.low == 0 ? point(Ratio(2) / 3) : point(0);
      return true;
    });
    if (rule.items.empty()) return;
    const auto at = random_() % rule.items.size();
    try_it("outcome of an item",
           [&](RuleJudgement& r) { return set(r.items[at].outcome, &r.items[at].possible), true; });
    const bool only_item = rule.per_item && rule.items.size() == 1 && !rule.assumed;
    if (only_item && rule.outcome != Outcome::not_applicable && rule.outcome != Outcome::fault)
      try_it("the only item left out", [&](RuleJudgement& r) {
        r.items.clear();
        return true;
      });
    if (rule.items[at].checks.empty()) return;
    const auto check = random_() % rule.items[at].checks.size();
    try_it("outcome of a check",
           [&](RuleJudgement& r) { return set(r.items[at].checks[check].outcome, nullptr), true; });
    try_it("facts a check waits for", [&](RuleJudgement& r) {
      auto& missing = r.items[at].checks[check].missing;
      if (missing.empty()) return false;
      missing.pop_back();
      return true;
    });
    if (rule.items[at].checks.size() > 1)
      try_it("proof of another check", [&](RuleJudgement& r) {
        std::swap(r.items[at].checks[0].trace, r.items[at].checks[1].trace);
        return true;
      });
  }

 private:
  void count(const std::string& kind, bool rejected, const std::string& where) {
    auto& counted = counts_[kind];
    ++counted.made;
    counted.rejected += rejected ? 1 : 0;
    if (!rejected && ++accepted_ <= 5) ADD_FAILURE() << kind << " was accepted: " << where;
  }

  static void gather(Trace& trace, std::vector<Trace*>& steps) {
    steps.push_back(&trace);
    for (Trace& child : trace.children) gather(child, steps);
  }

  std::string spoil_step(Trace& step) {
    switch (random_() % 8) {
      case 0:
        if (step.children.empty()) return {};
        step.children.erase(step.children.begin() + place(step));
        return "a step dropped";
      case 1:
        if (step.children.empty()) return {};
        step.children.push_back(step.children[static_cast<std::size_t>(place(step))]);
        return "a step twice";
      case 2:
        if (step.children.size() < 2 || step.children[0].node == step.children[1].node) return {};
        std::swap(step.children[0], step.children[1]);
        return "two steps exchanged";
      case 3:
        if (step.fact == PathId::none) return {};
        step.fact =
            static_cast<PathId>((static_cast<std::size_t>(step.fact) + 1) % facts_->path_count());
        return facts_->path_count() > 1 ? "the fact it names" : std::string();
      case 4:
        if (!step.per_item) return {};
        step.item = step.item.is_true() ? Value::boolean(false) : Value::boolean(true);
        return "the item it is for";
      default:
        return spoil_value(step.value);
    }
  }
  std::ptrdiff_t place(const Trace& step) {
    return static_cast<std::ptrdiff_t>(random_() % step.children.size());
  }

  std::string spoil_value(Value& value) {
    switch (value.kind()) {
      case Kind::boolean:
        value =
            random_() % 3 == 0 ? Value::null(NullReason::none) : Value::boolean(!value.boolean());
        return "a yes or no";
      case Kind::number:
        value = Value::number(add(value.number(), Number(1)).value_or(Number(0)), arena_);
        return "a number";
      case Kind::date:
        value = Value::date({value.date().days + 1});
        return "a date";
      case Kind::text:
        value = Value::text(arena_.text(std::string(value.text()) + "x"), arena_);
        return "a text";
      case Kind::months_duration:
        value = Value::months_duration({value.months_duration().months + 1});
        return "a duration";
      case Kind::null:
        value =
            value.is_null(NullReason::none) ? Value::boolean(true) : Value::null(NullReason::none);
        return "a null";
      case Kind::list: {
        ListData list = value.list();
        if (list.items.empty()) return {};
        list.items = list.items.first(list.items.size() - 1);
        value = Value::list(arena_.make(list));
        return "an item out of a list";
      }
      case Kind::record:
        value = Value::null(NullReason::none);
        return "a record";
      case Kind::unknown:
        return spoil_unknown(value);
      default:
        return {};
    }
  }

  std::string spoil_unknown(Value& value) {
    Unknown unknown = value.unknown();
    const auto before = as_reported(*facts_, unknown.missing);
    switch (random_() % 4) {
      case 0:
        value = unknown.can_be.has(kinds::true_) ? Value::boolean(true) : Value::integer(7);
        return "an unknown said to be known";
      case 1: {
        if (unknown.missing.empty()) return {};
        unknown.missing = unknown.missing.first(unknown.missing.size() - 1);
        value = Value::unknown(arena_.make(unknown));
        return as_reported(*facts_, unknown.missing) == before ? std::string() : "a fact out of S";
      }
      case 2: {
        const auto more = arena_.array<PathId>(unknown.missing.size() + 1);
        std::ranges::copy(unknown.missing, more.begin());
        more.back() = static_cast<PathId>(random_() % facts_->path_count());
        std::ranges::sort(more);
        if (std::ranges::adjacent_find(more) != more.end()) return {};
        unknown.missing = more;
        value = Value::unknown(arena_.make(unknown));
        return as_reported(*facts_, unknown.missing) == before ? std::string() : "a fact into S";
      }
      default: {
        const KindSet dropped(unknown.can_be.bits() & (unknown.can_be.bits() - 1));
        if (dropped.empty()) return {};
        unknown.can_be = dropped;
        value = Value::unknown(arena_.make(unknown));
        return "what it can be";
      }
    }
  }

  std::mt19937& random_;
  std::map<std::string, Spoilt>& counts_;
  const FactBase* facts_ = nullptr;
  Arena arena_;
  int accepted_ = 0;
};

/// A scorecard replayed in full.
void spoil(const ScorecardJudgement& card, const ReplaySources& sources,
           std::map<std::string, Spoilt>& counts) {
  if (!check_proof(card, sources).complete() || !card.score) return;
  const auto try_it = [&](const std::string& kind, auto&& change) {
    ScorecardJudgement copy = card;
    change(copy);
    ++counts[kind].made;
    counts[kind].rejected += check_proof(copy, sources).stands() ? 0 : 1;
  };
  try_it("a score", [](ScorecardJudgement& c) {
    c.score->low += 1;
    c.score->high += 1;
  });
  if (card.verdicts.size() != 1) return;  // fewer than follow from whole scores may be right
  try_it("a verdict", [](ScorecardJudgement& c) { c.verdicts = {c.verdicts == std::vector{0U}}; });
}

// ---------------------------------------------------------------- spoilt derivations

std::uint32_t height_of(const Extension& extension, std::uint32_t row) {
  const auto found = std::ranges::upper_bound(extension.heights, row);
  return static_cast<std::uint32_t>(found - extension.heights.begin());
}

/// A plain look at one derivation: whether what its atoms and its head bind agrees, or may for a
/// possible tuple; whether a sure one rests on sure ones and stands one above them.
bool looks_right(const Program& program, const DerivedRelations& derived, std::uint32_t relation,
                 std::uint32_t row) {
  const auto& extension = derived.extensions[relation];
  const auto derivation = extension.derivation(row);
  const auto& clause = program.clauses[derivation.clause];
  if (clause.relation != relation) return false;
  const bool sure = extension.is_sure(row);
  std::map<std::uint32_t, TermId> slots;
  const auto bind = [&](std::uint32_t slot, TermId term) {
    if (slot == ClauseSlot::none) return true;
    const auto bound = slots.try_emplace(slot, term).first->second;
    return sure ? bound == term : may_be_same(bound, term);
  };
  std::uint32_t highest = 0;
  for (std::size_t i = 0; i < clause.atoms.size(); ++i) {
    const auto& from = derived.extensions[clause.atoms[i].relation];
    const auto parent = derivation.parents[i];
    if (parent >= from.sure.size() + (sure ? 0 : from.possible.size())) return false;
    highest = std::max(highest, height_of(from, parent));
    const auto tuple = from.tuple(parent);
    for (std::size_t k = 0; k < tuple.size(); ++k)
      if (!bind(clause.atoms[i].slots[k], tuple[k])) return false;
  }
  const auto head = extension.tuple(row);
  for (std::size_t i = 0; i < head.size(); ++i)
    if (!bind(clause.head[i], head[i])) return false;
  return !sure || height_of(extension, row) == highest + 1;
}

/// The extension with one row's derivation, or its tuple, replaced.
Extension replaced(const Extension& extension, std::uint32_t row, std::uint32_t clause,
                   const std::vector<std::uint32_t>& parents, const std::vector<TermId>& tuple) {
  Extension changed = extension;
  const bool sure = extension.is_sure(row);
  const auto first = sure ? 0 : extension.sure.size();
  auto& table = sure ? changed.sure : changed.possible;
  auto& derivations = sure ? changed.sure_derived : changed.possible_derived;
  const auto rows = table.size();
  table = TupleTable(table.width());
  derivations = Derivations(derivations.width());
  for (auto i = first; i < first + rows; ++i) {
    const auto derivation = extension.derivation(i);
    (void)table.add(i == row ? tuple.data() : extension.tuple(i).data());
    if (i == row)
      derivations.add(clause, parents);
    else
      derivations.add(derivation.clause, derivation.parents);
  }
  return changed;
}

class TupleSpoiler {
 public:
  TupleSpoiler(const Program& program, Evaluation& evaluation, const ProofSources& from,
               std::mt19937& random, std::map<std::string, Spoilt>& counts)
      : program_(program), evaluation_(evaluation), from_(from), random_(random), counts_(counts) {}

  void spoil() {
    if (evaluation_.relations == nullptr) return;
    for (std::uint32_t i = 0; i < evaluation_.relations->extensions.size(); ++i) {
      const auto& extension = evaluation_.relations->extensions[i];
      const auto sure = extension.sure.size();
      const auto possible = extension.possible.size();
      if (sure > 0) spoil(i, random_() % sure, "");
      if (possible > 0) spoil(i, sure + random_() % possible, " (possible)");
    }
  }

 private:
  void spoil(std::uint32_t relation, std::size_t place, const std::string& which) {
    const auto whole = evaluation_.relations;
    const auto row = static_cast<std::uint32_t>(place);
    const auto& extension = whole->extensions[relation];
    const auto derivation = extension.derivation(row);
    const std::vector<std::uint32_t> parents(derivation.parents.begin(), derivation.parents.end());
    const auto own = extension.tuple(row);
    const std::vector<TermId> tuple(own.begin(), own.end());
    const auto try_it = [&](const std::string& kind, Extension changed, bool surely_wrong = false) {
      if (changed.sure.size() + changed.possible.size() !=
          extension.sure.size() + extension.possible.size())
        return;  // it is there already
      auto spoilt = std::make_shared<DerivedRelations>(*whole);
      spoilt->extensions[relation] = std::move(changed);
      if (!surely_wrong && looks_right(program_, *spoilt, relation, row)) return;
      evaluation_.relations = spoilt;
      auto& count = counts_[kind + which];
      ++count.made;
      const bool stands = check_tuple(relation, row, {from_, evaluation_}).stands();
      count.rejected += stands ? 0 : 1;
      evaluation_.relations = whole;
    };
    const auto clause = static_cast<std::uint32_t>(random_() % program_.clauses.size());
    const auto width =
        program_.clauses[clause].atoms.size() + program_.clauses[clause].items.size();
    if (width <= extension.sure_derived.width())
      try_it("the clause of a derivation", replaced(extension, row, clause, parents, tuple));
    const auto& atoms = program_.clauses[derivation.clause].atoms;
    if (!atoms.empty()) {
      auto others = parents;
      others[0] += 1;
      try_it("a tuple it rests on", replaced(extension, row, derivation.clause, others, tuple));
      others[0] = row;
      if (atoms[0].relation == relation)
        try_it("itself", replaced(extension, row, derivation.clause, others, tuple), true);
    }
    auto terms = tuple;
    terms[0] = terms[0] == 2 ? 3 : 2;
    try_it("an item of a tuple", replaced(extension, row, derivation.clause, parents, terms));
    auto changed = extension;
    if (extension.is_sure(row)) {
      changed.heights.insert(changed.heights.begin(), 0);
      return try_it("the height of a tuple", std::move(changed));
    }
    changed.waits[row - extension.sure.size()] = WaitId::none;
    const bool parent_waits = std::ranges::any_of(atoms, [&](const AtomProgram& atom) {
      const auto& below = whole->extensions[atom.relation];
      const auto parent = parents[static_cast<std::size_t>(&atom - atoms.data())];
      const bool is_it = atom.relation == relation && parent == row;
      return !is_it && !below.is_sure(parent) &&
             !whole->waits[below.waits[parent - below.sure.size()]].empty();
    });
    if (parent_waits) try_it("the facts a tuple waits for", std::move(changed), true);
  }

  const Program& program_;
  Evaluation& evaluation_;
  const ProofSources& from_;
  std::mt19937& random_;
  std::map<std::string, Spoilt>& counts_;
};

void print(const std::map<std::string, Spoilt>& counts) {
  Spoilt all;
  for (const auto& [kind, count] : counts) {
    fmt::print("  {:<42} {:>6} spoilt {:>6} rejected\n", kind, count.made, count.rejected);
    all.made += count.made;
    all.rejected += count.rejected;
    EXPECT_EQ(count.made, count.rejected) << kind;
  }
  fmt::print("  {:<42} {:>6} spoilt {:>6} rejected\n", "together", all.made, all.rejected);
}

TEST(ProofChecker, RejectsSpoiltProofs) {
  std::mt19937 random(random_seed(20261130));
  std::map<std::string, Spoilt> counts;
  Spoiler spoiler(random, counts);
  for (int i = generated_cases(1200); i > 0; --i) {
    const auto made = random_case(random);
    const LoadedText rules(made.rules);
    const auto facts = rules.read(json_of(made));
    const auto evaluation = evaluate(rules.program(), facts, all_recorded());
    const ProofSources from{rules.program(), facts, rules.sources()};
    const ReplaySources sources{from, evaluation};
    for (const auto& card : evaluation.scorecards) spoil(card, sources, counts);
    for (const auto& rule : evaluation.rules) {
      spoiler.spoil(rule, sources);
      for (const auto& item : rule.items) {
        const Value locals[] = {item.item, item.second};
        for (const auto& check : item.checks)
          if (check.trace != nullptr) spoiler.spoil(*check.trace, sources, locals, 4);
      }
    }
  }
  print(counts);
}

TEST(ProofChecker, RejectsSpoiltMeasures) {
  std::mt19937 random(random_seed(20261203));
  oracle::RelationRandom relations(20261203);
  std::map<std::string, Spoilt> counts;
  Spoiler spoiler(random, counts);
  for (int i = generated_cases(400); i > 0; --i) {
    const LoadedText rules(measuring(oracle::random_relations(relations)));
    const auto facts = rules.read(oracle::json_of(oracle::random_graph(relations)));
    const auto evaluation = evaluate(rules.program(), facts, all_recorded());
    const ReplaySources sources{{rules.program(), facts, rules.sources()}, evaluation};
    for (const auto& rule : evaluation.rules)
      for (const auto& item : rule.items)
        for (const auto& check : item.checks)
          if (check.trace != nullptr) spoiler.spoil(*check.trace, sources, {&item.item, 1}, 3);
  }
  print(counts);
}

TEST(ProofChecker, RejectsSpoiltDerivations) {
  std::mt19937 random(random_seed(20261201));
  oracle::RelationRandom relations(20261201);
  std::map<std::string, Spoilt> counts;
  for (int i = generated_cases(1000); i > 0; --i) {
    const auto program = oracle::random_relations(relations);
    const LoadedText rules(asking_for(program));
    const auto facts = rules.read(oracle::json_of(oracle::random_graph(relations)));
    auto evaluation = evaluate(rules.program(), facts, all_recorded());
    const ProofSources from{rules.program(), facts, rules.sources()};
    TupleSpoiler(rules.program(), evaluation, from, random, counts).spoil();
  }
  print(counts);
}

}  // namespace
}  // namespace entente::tests
