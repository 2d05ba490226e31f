// The promises about unknown results, checked by trying every completion of small fact bases:
// `final`, `blame`, that the bounds hold every completion, and that what is called tight is
// reached.
#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <random>
#include <set>

#include "grammar/parse.hpp"
#include "tests/support/cases.hpp"
#include "tests/support/expressions.hpp"

namespace entente {
namespace {

using engine::Arena;
using engine::KindSet;
using engine::Number;
using engine::PathId;
using engine::Value;
namespace kinds = engine::kinds;

enum Fact : std::uint32_t { n, m, p, q, c, k, d, item_v, item_ok, xs, ys_tail, fact_count };

/// Which value of its domain a fact has; none: missing.
using Choice = std::array<std::optional<std::size_t>, fact_count>;

/// The facts that expressions are made of, and what each can be.
class World {
 public:
  World() {
    number_ = type([](engine::Type& t) {
      t.kind = engine::TypeKind::number;
      t.low = 0;
      t.high = 4;
    });
    or_none_ = type([](engine::Type& t) {
      t.kind = engine::TypeKind::number;
      t.low = 0;
      t.high = 4;
      t.or_none = true;
    });
    boolean_ = type([](engine::Type& t) { t.kind = engine::TypeKind::boolean; });
    date_ = type([](engine::Type& t) { t.kind = engine::TypeKind::date; });
    choice_ = type([](engine::Type& t) {
      t.kind = engine::TypeKind::choice;
      t.choices = {"a", "b", "c"};
    });
    list_ = type([this](engine::Type& t) {
      t.kind = engine::TypeKind::list;
      t.element = number_;
    });
    fill_domains();
  }

  [[nodiscard]] std::size_t domain_size(std::size_t fact) const { return domains_[fact].size(); }
  [[nodiscard]] const engine::Vocabulary& vocabulary() const { return vocabulary_; }

  static std::vector<std::string> names() {
    return {"n", "m", "p", "q", "c", "k", "d", "items", "xs", "ys"};
  }

  [[nodiscard]] std::vector<Value> values(const Choice& choice, Arena& arena) const {
    const auto fact = [&](Fact f, engine::TypeId t) {
      return choice[f] ? domains_[f][*choice[f]]
                       : unknown_fact(vocabulary_, t, static_cast<PathId>(f), arena);
    };
    const Value v = fact(item_v, number_);
    const Value first = context(arena, v, Value::boolean(true));
    const Value second = context(arena, Value::integer(2), fact(item_ok, boolean_));
    return {fact(n, number_),  fact(m, number_),
            fact(p, boolean_), fact(q, boolean_),
            fact(c, choice_),  fact(k, or_none_),
            fact(d, date_),    list(arena, {first, second}),
            fact(xs, list_),   open_list(choice, v, arena)};
  }

 private:
  template <class Fill>
  engine::TypeId type(Fill&& fill) {
    engine::Type made;
    fill(made);
    return vocabulary_.intern(made);
  }

  Value decimal(std::string_view text) { return Value::number(*Number::parse(text), arena_); }

  static Value list(Arena& arena, std::initializer_list<Value> values) {
    const auto items = arena.array<engine::ListItem>(values.size());
    std::size_t i = 0;
    for (const Value& value : values) items[i++].value = value;
    engine::ListData data;
    data.items = items;
    return Value::list(arena.make(data));
  }

  static Value context(Arena& arena, const Value& v, const Value& ok) {
    const auto fields = arena.array<engine::ContextField>(2);
    fields[0] = {"v", v};
    fields[1] = {"ok", ok};
    return Value::context(arena.make(engine::ContextData{fields}));
  }

  /// [1, items[1].v] and what more there may be.
  [[nodiscard]] Value open_list(const Choice& choice, const Value& v, Arena& arena) const {
    std::vector<Value> values{Value::integer(1), v};
    if (choice[ys_tail]) {
      for (const auto& item : domains_[ys_tail][*choice[ys_tail]].list().items)
        values.push_back(item.value);
    }
    const auto items = arena.array<engine::ListItem>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) items[i].value = values[i];
    engine::ListData data;
    data.items = items;
    data.element = number_;
    if (!choice[ys_tail]) {
      const Value tail = unknown_fact(vocabulary_, list_, static_cast<PathId>(ys_tail), arena);
      data.tail = &tail.unknown();
    }
    return Value::list(arena.make(data));
  }

  void fill_domains() {
    std::vector<Value> numbers;
    for (const char* text : {"0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4"})
      numbers.push_back(decimal(text));
    const std::vector<Value> booleans{Value::boolean(true), Value::boolean(false)};
    domains_[n] = domains_[m] = domains_[item_v] = numbers;
    domains_[p] = domains_[q] = domains_[item_ok] = booleans;
    domains_[c] = {Value::text("a", arena_), Value::text("b", arena_), Value::text("c", arena_)};
    domains_[k] = {Value::integer(0), decimal("1.5"), Value::integer(4),
                   Value::null(engine::NullReason::none)};
    for (const char* text :
         {"2026-09-01", "2026-10-01", "2026-10-15", "2026-11-01", "2026-12-01"}) {
      domains_[d].push_back(Value::date(*engine::parse_date(text)));
    }
    domains_[xs] = {list(arena_, {}), list(arena_, {Value::integer(0)}),
                    list(arena_, {Value::integer(4)}),
                    list(arena_, {Value::integer(3), Value::integer(1)}),
                    list(arena_, {decimal("1.5"), Value::integer(4), Value::integer(4)})};
    domains_[ys_tail] = {list(arena_, {}), list(arena_, {Value::integer(0)}),
                         list(arena_, {Value::integer(4), decimal("1.5")})};
  }

  Arena arena_;
  engine::Vocabulary vocabulary_;
  engine::TypeId number_{}, or_none_{}, boolean_{}, date_{}, choice_{}, list_{};
  std::array<std::vector<Value>, fact_count> domains_;
};

/// Random expressions over the facts, by type.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
  std::string any() {
    switch (below(5)) {
      case 0:
        return number(3);
      case 1:
        return list(2);
      default:
        return boolean(3);
    }
  }

 private:
  std::string constant() {
    static const char* const all[] = {"0", "1", "1.5", "2", "3", "4"};
    return all[below(6)];
  }
  std::string one(std::initializer_list<std::function<std::string()>> ways) {
    return (*(ways.begin() + static_cast<std::ptrdiff_t>(below(ways.size()))))();
  }
  std::string pick(std::initializer_list<const char*> texts) {
    return *(texts.begin() + static_cast<std::ptrdiff_t>(below(texts.size())));
  }

  std::string number(int depth) {
    if (depth <= 0 || below(4) == 0) return pick({"n", "m", "k", "items[1].v", "n", "m"});
    return one(
        {[&] { return constant(); },
         [&] {
           return "(" + number(depth - 1) + pick({" + ", " - "}) + number(depth - 1) + ")";
         },
         [&] {
           return "(" + number(depth - 1) + pick({" * ", " / "}) + constant() + ")";
         },
         [&] {
           return "(" + number(depth - 1) + pick({" * ", " / "}) + number(depth - 1) + ")";
         },
         [&] {
           return pick({"count(", "sum(", "mean(", "min(", "max("}) + list(depth - 1) + ")";
         },
         [&] { return "(total of " + list(depth - 1) + ")"; },
         [&] { return "(share of " + list(depth - 1) + " with " + condition(depth - 1) + ")"; },
         [&] {
           return pick({"abs(", "floor(", "ceiling(", "-("}) + number(depth - 1) + ")";
         },
         [&] {
           return list(depth - 1) + "[" + pick({"1", "2", "-1"}) + "]";
         },
         [&] {
           return "(if " + boolean(depth - 1) + " then " + number(depth - 1) + " else " +
                  number(depth - 1) + ")";
         }});
  }

  std::string condition(int depth) {
    return one({[&] { return "item " + comparison() + " " + number(depth - 1); },
                [&] { return "item " + comparison() + " " + constant(); },
                [&] { return boolean(depth - 1); }});
  }
  std::string comparison() { return pick({"<", "<=", ">", ">=", "=", "!="}); }

  std::string list(int depth) {
    if (depth <= 0 || below(4) == 0) return pick({"xs", "ys", "items.v"});
    return one(
        {[&] { return "[" + number(depth - 1) + ", " + number(depth - 1) + "]"; },
         [&] { return list(depth - 1) + "[" + condition(depth - 1) + "]"; },
         [&] { return "items[ok].v"; },
         [&] { return "(for x in " + list(depth - 1) + " return x + " + number(depth - 1) + ")"; },
         [&] {
           return pick({"distinct values(", "reverse(", "flatten("}) + list(depth - 1) + ")";
         },
         [&] { return "append(" + list(depth - 1) + ", " + number(depth - 1) + ")"; },
         [&] { return "concatenate(" + list(depth - 1) + ", " + list(depth - 1) + ")"; },
         [&] {
           return pick({"(intersection of [", "(union of ["}) + list(depth - 1) + ", " +
                  list(depth - 1) + "])";
         }});
  }

  std::string boolean(int depth) {
    if (depth <= 0 || below(5) == 0) return pick({"p", "q", "items[2].ok"});
    return one(
        {[&] { return "(" + number(depth - 1) + " " + comparison() + " " + constant() + ")"; },
         [&] {
           return "(" + number(depth - 1) + " " + comparison() + " " + number(depth - 1) + ")";
         },
         [&] {
           return "(" + boolean(depth - 1) + pick({" and ", " or "}) + boolean(depth - 1) + ")";
         },
         [&] { return "not(" + boolean(depth - 1) + ")"; },
         [&] {
           return "(" + number(depth - 1) + " in " + pick({"[1..3]", "(1..4)", "(1, 2, > 3)"}) +
                  ")";
         },
         [&] { return "(" + number(depth - 1) + " between 1 and " + number(depth - 1) + ")"; },
         [&] {
           return pick(
               {"(c = \"a\")", "(c in (\"a\", \"b\"))", "(c != \"c\")", "(c in [\"b\", \"x\"])"});
         },
         [&] {
           return "(d " + comparison() + pick({" 2026-10-01)", " 2026-10-15)", " today)"});
         },
         [&] {
           return pick({"(d within 1 month)", "(d not within 17 days)", "(d before today)"});
         },
         [&] {
           return pick({"(some x in ", "(every x in "}) + list(depth - 1) + " satisfies x " +
                  comparison() + " " + number(depth - 1) + ")";
         },
         [&] {
           return "(at " + pick({"least 1", "most 1", "least 50%", "most 60%", "least 2"}) +
                  " of " + list(depth - 1) + " with " + condition(depth - 1) + ")";
         },
         [&] { return "(k is none)"; },
         [&] { return "list contains(" + list(depth - 1) + ", " + number(depth - 1) + ")"; },
         [&] { return "(" + list(depth - 1) + " = " + list(depth - 1) + ")"; },
         [&] {
           return "(every two a, b in " + list(depth - 1) + " satisfies a " + comparison() + " b)";
         },
         [&] { return "(" + number(depth - 1) + " = null)"; }});
  }

  std::mt19937_64 random_;
};

/// One expression, compiled once, evaluated under many choices.
class Subject {
 public:
  Subject(const World& world, std::string text) : world_(world), text_(std::move(text)) {
    const auto file = sources_.add("expression", text_);
    parsed_ = grammar::parse_expression(sources_, file);
    if (grammar::has_errors(parsed_.diagnostics)) return;
    compiled_ = engine::compile_expression(sources_, parsed_, World::names());
    compiled_.program.vocabulary = world.vocabulary();
    usable_ = compiled_.diagnostics.empty();
  }

  [[nodiscard]] bool usable() const { return usable_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Value evaluate(const Choice& choice, Arena& arena) const {
    engine::FactBase facts;
    facts.today = *engine::parse_date("2026-11-01");
    engine::Environment environment;
    engine::ExpressionEvaluator evaluator(compiled_.program, facts, arena);
    const auto values = world_.values(choice, arena);
    return evaluator.evaluate(compiled_.unit, values, environment);
  }
  [[nodiscard]] std::string show(const Value& value) const {
    return to_text(value, compiled_.program.vocabulary, true);
  }

 private:
  const World& world_;
  std::string text_;
  grammar::Sources sources_;
  grammar::ParsedExpression parsed_;
  engine::CompiledExpression compiled_;
  bool usable_ = false;
};

/// A list in which something is open is not a definite answer.
bool definite(const Value& value) {
  if (value.is_unknown()) return false;
  if (!value.is(engine::Kind::list)) return true;
  if (value.list().tail != nullptr) return false;
  for (const auto& item : value.list().items) {
    if (item.perhaps != nullptr || !definite(item.value)) return false;
  }
  return true;
}

bool within(const engine::Interval& interval, const Number& number) {
  if (interval.low && (number < *interval.low || (interval.low_open && number == *interval.low)))
    return false;
  return !interval.high ||
         !(number > *interval.high || (interval.high_open && number == *interval.high));
}

bool in_bounds(const engine::Unknown& unknown, const Value& value) {
  const KindSet kind = value.is(engine::Kind::list) ? kinds::list : engine::kinds_of(value);
  if (!unknown.can_be.has(kind)) return false;
  return !value.is(engine::Kind::number) || within(unknown.interval, value.number());
}

struct Tally {
  std::size_t pairs = 0;
  std::size_t definite = 0;
  std::size_t unknown = 0;
  std::size_t decidable = 0;
  std::size_t tight = 0;
  std::size_t read_once = 0;
  std::size_t members = 0;
  std::size_t members_that_matter = 0;
  std::size_t violations = 0;
};

class Checker {
 public:
  Checker(const World& world, const Subject& subject, const Choice& start, Tally& tally)
      : world_(world), subject_(subject), start_(start), tally_(tally) {}

  void check() {
    Arena arena;
    const Value result = subject_.evaluate(start_, arena);
    ++tally_.pairs;
    if (definite(result)) {
      ++tally_.definite;
      check_final(subject_.show(result));
    } else if (result.is_unknown()) {
      ++tally_.unknown;
      check_unknown(result.unknown());
    } else {
      check_list(result);
    }
  }

 private:
  /// Calls `visit` for every way to supply the missing facts that `wanted` picks.
  void complete(const std::function<bool(std::size_t)>& wanted,
                const std::function<void(const Choice&)>& visit) {
    Choice choice = start_;
    std::function<void(std::size_t)> step = [&](std::size_t fact) {
      if (fact == fact_count) return visit(choice);
      if (start_[fact] || !wanted(fact)) return step(fact + 1);
      for (std::size_t i = 0; i < world_.domain_size(fact); ++i) {
        choice[fact] = i;
        step(fact + 1);
      }
      choice[fact].reset();
    };
    step(0);
  }

  void violation(const std::string& what) {
    ++tally_.violations;
    std::string missing;
    for (std::size_t i = 0; i < fact_count; ++i)
      missing += start_[i] ? std::to_string(*start_[i]) : "?";
    ADD_FAILURE() << what << ": " << subject_.text() << "  facts " << missing;
  }

  void check_final(const std::string& answer) {
    bool said = false;
    complete([](std::size_t) { return true; },
             [&](const Choice& choice) {
               Arena arena;
               const Value value = subject_.evaluate(choice, arena);
               if (!said && subject_.show(value) != answer) {
                 said = true;
                 violation("final: " + answer + " but also " + subject_.show(value));
               }
             });
  }

  void check_unknown(const engine::Unknown& unknown) {
    std::set<std::size_t> blamed;
    for (const PathId path : unknown.missing) blamed.insert(static_cast<std::size_t>(path));
    if (blamed.empty()) violation("an unknown that waits for nothing");
    std::set<std::string> seen;
    KindSet reached;
    std::optional<Number> low;
    std::optional<Number> high;
    bool outside = false;
    complete([](std::size_t) { return true; },
             [&](const Choice& choice) {
               Arena arena;
               const Value value = subject_.evaluate(choice, arena);
               seen.insert(subject_.show(value));
               reached = reached | engine::kinds_of(value);
               if (value.is(engine::Kind::number)) {
                 if (!low || value.number() < *low) low = value.number();
                 if (!high || value.number() > *high) high = value.number();
               }
               if (!outside && !in_bounds(unknown, value)) {
                 outside = true;
                 violation("bounds: " + subject_.show(value) + " is outside");
               }
             });
    if (seen.size() == 1) ++tally_.decidable;
    check_tight(unknown, reached, low, high, blamed);
    check_blame(blamed);
    count_members(blamed, seen.size() > 1);
  }

  void check_tight(const engine::Unknown& unknown, KindSet reached,
                   const std::optional<Number>& low, const std::optional<Number>& high,
                   const std::set<std::size_t>& blamed) {
    if (!unknown.tight) return;
    ++tally_.tight;
    // The completions of lists and dates tried here are few: what is tight there need not be
    // reached by them.
    if (blamed.contains(xs) || blamed.contains(ys_tail)) return;
    if (!(unknown.can_be - reached).empty()) violation("tight, but a kind is not reached");
    const bool low_reached =
        !unknown.interval.low || unknown.interval.low_open || low == unknown.interval.low;
    const bool high_reached =
        !unknown.interval.high || unknown.interval.high_open || high == unknown.interval.high;
    if (!low_reached || !high_reached) violation("tight, but an end is not reached");
  }

  void check_blame(const std::set<std::size_t>& blamed) {
    bool said = false;
    complete([&](std::size_t fact) { return !blamed.contains(fact); },
             [&](const Choice& choice) {
               Arena arena;
               const Value value = subject_.evaluate(choice, arena);
               if (!said && definite(value)) {
                 said = true;
                 violation("blame: " + subject_.show(value) + " without what is blamed");
               }
             });
  }

  /// How many of the blamed facts can change the answer for some values of the others.
  void count_members(const std::set<std::size_t>& blamed, bool open) {
    for (const std::size_t fact : blamed) {
      ++tally_.members;
      if (!open) continue;
      bool matters = false;
      complete([&](std::size_t other) { return other != fact; },
               [&](const Choice& others) {
                 if (matters) return;
                 Choice choice = others;
                 std::set<std::string> seen;
                 for (std::size_t i = 0; i < world_.domain_size(fact) && seen.size() < 2; ++i) {
                   Arena arena;
                   choice[fact] = i;
                   seen.insert(subject_.show(subject_.evaluate(choice, arena)));
                 }
                 matters = seen.size() > 1;
               });
      if (matters) ++tally_.members_that_matter;
    }
  }

  /// A list with open parts: its sure size and its sure items hold in every completion.
  void check_list(const Value& list) {
    ++tally_.unknown;
    std::size_t sure = 0;
    for (const auto& item : list.list().items) sure += item.perhaps == nullptr ? 1 : 0;
    const bool closed = list.list().tail == nullptr;
    bool said = false;
    complete([](std::size_t) { return true; },
             [&](const Choice& choice) {
               Arena arena;
               const Value value = subject_.evaluate(choice, arena);
               const bool is_list = value.is(engine::Kind::list);
               const bool fits = is_list && value.list().items.size() >= sure &&
                                 (!closed || value.list().items.size() <= list.list().items.size());
               if (!said && !fits) {
                 said = true;
                 violation("list: " + subject_.show(list) + " but also " + subject_.show(value));
               }
             });
  }

  const World& world_;
  const Subject& subject_;
  Choice start_;
  Tally& tally_;
};

Choice random_choice(const World& world, Generator& generator) {
  Choice choice;
  for (std::size_t fact = 0; fact < fact_count; ++fact)
    choice[fact] = generator.below(world.domain_size(fact));
  const std::size_t missing = 1 + generator.below(3);
  for (std::size_t i = 0; i < missing; ++i) choice[generator.below(fact_count)].reset();
  return choice;
}

double per_cent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

TEST(Unknown, KeepsItsPromisesUnderEveryCompletion) {
  const World world;
  Generator generator(20261121);
  Tally tally;
  const auto wanted = static_cast<std::size_t>(tests::generated_cases(6'000));
  std::size_t refused = 0;
  while (tally.pairs < wanted && tally.violations < 20) {
    const Subject subject(world, generator.any());
    if (!subject.usable()) {
      ++refused;
      ASSERT_LT(refused, wanted) << subject.text();
      continue;
    }
    for (int i = 0; i < 2; ++i)
      Checker(world, subject, random_choice(world, generator), tally).check();
  }
  std::printf(
      "%zu pairs, %.1f %% definite, %.1f %% of unknowns decidable by cases, %.1f %% tight, %.1f %% "
      "of blamed facts matter\n",
      tally.pairs, per_cent(tally.definite, tally.pairs), per_cent(tally.decidable, tally.unknown),
      per_cent(tally.tight, tally.unknown), per_cent(tally.members_that_matter, tally.members));
  EXPECT_EQ(tally.violations, 0U);
  EXPECT_GT(per_cent(tally.definite, tally.pairs), 40.0);
  EXPECT_LT(per_cent(tally.decidable, tally.unknown), 25.0);
}

}  // namespace
}  // namespace entente
