// The syntax tree of rule files: plain data, no Boost, no meaning.
// Expressions live in one vector of the Tree; children are ids into it, so side tables (types,
// resolutions) are plain vectors indexed by ExprId. Cards are structs that own their clauses. Text
// values are unescaped; numbers and dates stay as written (their meaning is the engine's).
// `Missing` stands where an error was repaired; a tree with errors is never evaluated.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "grammar/source.hpp"

namespace entente::grammar {

enum class ExprId : std::uint32_t { none = ~0U };

struct Identifier {
  std::string text;
  Span span;
};

struct TextLiteral {
  std::string text;
  Span span;
};

// ---------------------------------------------------------------- types as written

struct TypeSyntax;

/// `text`, `number`, `yes or no`, `date`, `time`, `date and time`, `duration`, `days and time
/// duration`, `years and months duration`, `Any`, or the name of a record.
struct NamedType {
  Identifier name;  // blanks normalised to one
};
struct ChoiceType {
  std::vector<TextLiteral> choices;
};
struct ListType {
  std::vector<TypeSyntax> element;      // exactly one; a vector because the type is incomplete here
  std::optional<Identifier> listed_in;  // `list of party in parties`: the fact they stand in
  std::optional<Identifier> least_size;  // digits as written
};
/// FEEL's `list<T>`, `context<a: T>`, `function<T> -> T`, `range<T>`: only after `instance of`.
struct GenericType {
  Identifier name;
  std::vector<Identifier> keys;       // context<…> only
  std::vector<TypeSyntax> arguments;  // the result type of a function comes last
};
struct NumberRange {
  ExprId low = ExprId::none;  // none: no bound
  ExprId high = ExprId::none;
  Span span;
};
struct TypeSyntax {
  Span span;
  std::variant<NamedType, ChoiceType, ListType, GenericType> form;
  std::optional<NumberRange> range;  // `number, 1 or more`, `number, 0 to 5`
  bool or_none = false;
};

// ---------------------------------------------------------------- expressions

struct Missing {};
struct NumberLiteral {
  std::string digits;  // as written: 12, .5, 1.20, 2e3
  bool per_cent = false;
};
struct TextValue {
  std::string text;
};
struct BooleanLiteral {
  bool value = false;
};
struct NullLiteral {};
struct NoneLiteral {};
struct TodayLiteral {};
struct ItemLiteral {};
/// `2026-11-01`, or FEEL's @"…" with `at` set (date, time, date and time, duration).
struct TemporalLiteral {
  std::string text;
  bool at = false;
};
/// `90 days`, `3 months`: unit in the singular: day, week, month, year, hour, minute, second.
struct UnitLiteral {
  std::string digits;
  std::string unit;
};
struct Name {
  std::string text;
};
struct Path {
  ExprId base = ExprId::none;
  Identifier field;
};
/// `base[predicate]`: a filter or an index.
struct Filter {
  ExprId base = ExprId::none;
  ExprId predicate = ExprId::none;
};
struct Argument {
  std::optional<Identifier> name;
  ExprId value = ExprId::none;
};
/// `f(a, b)`, `list contains(x, y)`, `total of L` (as function "total of"). Built-in names keep
/// single blanks. `callee` is set instead of `function` when an expression is called.
struct Call {
  Identifier function;
  ExprId callee = ExprId::none;
  std::vector<Argument> arguments;
};
struct ListLiteral {
  std::vector<ExprId> items;
};
struct ContextEntry {
  Identifier key;
  ExprId value = ExprId::none;
};
struct ContextLiteral {
  std::vector<ContextEntry> entries;
};
/// `[1..5]`, `(1..5)`, `]1..5[`; an absent end is none (from unary tests such as `< 5`).
struct RangeLiteral {
  ExprId low = ExprId::none;
  ExprId high = ExprId::none;
  bool low_closed = true;
  bool high_closed = true;
};
struct Negate {
  ExprId operand = ExprId::none;
};
enum class BinaryOp {
  or_,
  and_,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  add,
  subtract,
  multiply,
  divide,
  power,
  before,
  after
};
struct Binary {
  BinaryOp op = BinaryOp::and_;
  ExprId left = ExprId::none;
  ExprId right = ExprId::none;
  Span op_span;
  bool parenthesised = false;  // the whole node stood in parentheses
};
struct Between {
  ExprId value = ExprId::none;
  ExprId low = ExprId::none;
  ExprId high = ExprId::none;
  bool negated = false;
};
/// `x in T` or `x in (T, T, …)`. A test is an expression; a comparison test `< 5` is a RangeLiteral
/// with one end, `= 5`/`!= 5` a UnaryTest.
struct In {
  ExprId value = ExprId::none;
  std::vector<ExprId> tests;
  bool negated = false;
};
/// `= e` or `!= e` inside the tests of `in`.
struct UnaryTest {
  BinaryOp op = BinaryOp::equal;
  ExprId operand = ExprId::none;
};
struct InstanceOf {
  ExprId value = ExprId::none;
  TypeSyntax type;
};
struct If {
  ExprId condition = ExprId::none;
  ExprId then = ExprId::none;
  ExprId otherwise = ExprId::none;
};
/// `x in L`, or `x in a..b` with `range_end` set.
struct Iterator {
  Identifier variable;
  ExprId domain = ExprId::none;
  ExprId range_end = ExprId::none;
};
struct For {
  std::vector<Iterator> iterators;
  ExprId body = ExprId::none;
};
enum class Quantifier { some, every };
struct Quantified {
  Quantifier quantifier = Quantifier::every;
  std::vector<Iterator> iterators;
  ExprId condition = ExprId::none;
};
struct FunctionLiteral {
  std::vector<Identifier> parameters;
  ExprId body = ExprId::none;
  std::vector<std::optional<TypeSyntax>> types;  // of the parameters, `function(a: number) …`
};
struct IsNone {
  ExprId value = ExprId::none;
  bool negated = false;
};
struct IsKnown {
  ExprId value = ExprId::none;
  bool negated = false;
};
/// `D ago`.
struct Ago {
  ExprId duration = ExprId::none;
};
enum class WithinAnchor { today, after, before, of };
/// `x within D`, `x within D after y`.
struct Within {
  ExprId value = ExprId::none;
  ExprId duration = ExprId::none;
  WithinAnchor anchor = WithinAnchor::today;
  ExprId anchor_value = ExprId::none;
  bool negated = false;
};
/// `share of L with C`.
struct ShareOf {
  ExprId list = ExprId::none;
  ExprId condition = ExprId::none;
};
enum class CountLimit { at_least, at_most };
/// `at least N of L with C`, or `at least N x in L satisfies C` with `variable` set.
struct Counted {
  CountLimit limit = CountLimit::at_least;
  ExprId amount = ExprId::none;
  std::optional<Identifier> variable;
  ExprId list = ExprId::none;
  ExprId condition = ExprId::none;
};
/// `every two a, b in L satisfies C`, `some two a, b in a row of L by on satisfies C`.
struct EveryTwo {
  Quantifier quantifier = Quantifier::every;
  Identifier first;
  Identifier second;
  bool in_a_row = false;
  ExprId list = ExprId::none;
  std::optional<Identifier> by;  // set when in_a_row
  ExprId condition = ExprId::none;
};
enum class RuleOutcome { met, partly_met, not_met, unknown, not_applicable, not_due, fault };
/// `rule ID is OUTCOME`.
struct RuleIs {
  Identifier rule;
  RuleOutcome outcome = RuleOutcome::met;
};
/// `score of S`, `band of S`.
struct ScoreOf {
  Identifier section;
  bool band = false;
};
/// `every must rule is met`.
struct EveryMustRuleIsMet {};

using ExprNode =
    std::variant<Missing, NumberLiteral, TextValue, BooleanLiteral, NullLiteral, NoneLiteral,
                 TodayLiteral, ItemLiteral, TemporalLiteral, UnitLiteral, Name, Path, Filter, Call,
                 ListLiteral, ContextLiteral, RangeLiteral, Negate, Binary, Between, In, UnaryTest,
                 InstanceOf, If, For, Quantified, FunctionLiteral, IsNone, IsKnown, Ago, Within,
                 ShareOf, Counted, EveryTwo, RuleIs, ScoreOf, EveryMustRuleIsMet>;

struct Expr {
  Span span;
  ExprNode node;
};

// ---------------------------------------------------------------- cards

/// `effort 3 days`, `good for 12 months`: digits and the unit in the singular.
struct Amount {
  std::string digits;
  std::string unit;
  Span span;
};

enum class MayOnly { any, raised, lowered, lengthened, shortened };
enum class Strictness { undeclared, more, less };

struct Parameter {
  Identifier name;
  ExprId value = ExprId::none;
  ExprId low = ExprId::none;  // `1 to 5`, `1 or more`
  ExprId high = ExprId::none;
  MayOnly may_only = MayOnly::any;
  Strictness stricter = Strictness::undeclared;
  Span span;
};

/// `ask each party "…"`, `ask coordinator "…"`, `ask everyone "…"`, `ask by "…"` (a field).
struct Ask {
  bool each = false;
  Identifier of;
  TextLiteral question;
};

struct Field {
  Identifier name;
  bool key = false;
  TypeSyntax type;
  std::optional<Ask> ask;
  std::optional<Amount> good_for;
  std::optional<Amount> effort;
};

struct RecordCard {
  Identifier name;
  TextLiteral title;
  std::vector<Field> fields;
  Span span;  // of the heading, here and below
};

struct FactCard {
  Identifier name;
  TextLiteral title;  // may be empty
  TypeSyntax type;
  std::optional<Ask> ask;
  std::optional<Amount> good_for;
  std::optional<Amount> effort;
  Span span;
};

struct DefineCard {
  Identifier name;
  std::vector<Identifier> parameters;
  ExprId body = ExprId::none;
  Span span;
};

/// `case E when C`, or `otherwise E`.
struct Case {
  ExprId value = ExprId::none;
  ExprId condition = ExprId::none;  // none: `otherwise`
  Span span;
};

/// The first case that holds.
struct InferCard {
  Identifier name;
  std::vector<Identifier> parameters;
  TextLiteral title;
  std::vector<Case> cases;
  Span span;
};

/// `for x, y in L`: each of the variables stands for each item of the list.
struct Generator {
  std::vector<Identifier> variables;
  ExprId list = ExprId::none;
};

/// `derive R(a, b) for x in L when C`.
struct Derive {
  Identifier relation;
  std::vector<ExprId> arguments;
  std::vector<Generator> generators;
  ExprId condition = ExprId::none;  // none: no `when`
  Span span;
};

/// A set of tuples: the least that holds whatever its clauses derive.
struct RelationCard {
  Identifier name;
  std::vector<TypeSyntax> columns;
  TextLiteral title;
  std::vector<Derive> clauses;
  Span span;
};

struct Check {
  TextLiteral label;
  ExprId condition = ExprId::none;
  Span span;
};

/// `credit 50% when E`, `credit 5 points when E`, `credit by share of checks`, `credit E`.
enum class CreditForm { at_least_when, points_when, share_of_checks, expression };
struct Credit {
  CreditForm form = CreditForm::expression;
  ExprId amount = ExprId::none;
  ExprId condition = ExprId::none;
  Span span;
};

/// A `because` or `advise` text cut at its {expressions}: literal text (`{{` undone), then an
/// expression, and so on; the last piece has no expression.
struct TemplatePiece {
  std::string text;
  ExprId value = ExprId::none;
};
struct Template {
  Span span;
  std::vector<TemplatePiece> pieces;
};

struct Advice {
  Template text;
  std::optional<Amount> effort;
};

/// `for each p in L`, `for each two a, b in L` (then `second` is set).
struct ForEach {
  Identifier variable;
  std::optional<Identifier> second;
  ExprId list = ExprId::none;
  Span span;
};

/// All checks, any check, or at least N of them.
struct ChecksNeeded {
  bool any = false;
  std::optional<Identifier> at_least;  // digits as written
  Span span;
};

struct Weight {
  std::string digits;  // as written; empty when only `must` stood there
  bool must = false;
  bool locked = false;
  Span span;
};

struct RuleCard {
  Identifier id;  // may hold dots
  TextLiteral title;
  std::vector<Identifier> sections;
  std::optional<Weight> weight;
  std::vector<Parameter> parameters;
  std::optional<ForEach> for_each;
  ExprId applies = ExprId::none;
  ExprId due = ExprId::none;
  std::vector<Check> checks;
  std::optional<ChecksNeeded> needed;
  std::vector<Credit> credits;
  std::optional<Template> because;
  std::vector<Advice> advice;
  std::vector<TextLiteral> sources;
  std::optional<RuleOutcome> unknown_counts_as;  // met, not_met, not_applicable
  bool cannot_be_turned_off = false;
  Span span;
};

struct Section {
  Identifier id;
  TextLiteral title;
  std::optional<Identifier> parent;
  std::optional<Weight> weight;
  bool combine_by_weighted_share = false;  // written for this section
  Span span;
};

struct Verdict {
  TextLiteral name;
  ExprId condition = ExprId::none;  // none: `otherwise`
  Span span;
};

struct ScorecardCard {
  Identifier id;
  TextLiteral title;  // may be empty when the card adds to another pack's scorecard
  bool combine_by_weighted_share = false;
  std::vector<Section> sections;
  std::vector<Verdict> verdicts;
  Span span;
};

/// `given started = 2024-01-01`, `given parties = […]`.
struct Given {
  Identifier fact;
  ExprId value = ExprId::none;
  Span span;
};

/// `expect rule R [for "A"] is O [because path, path]`
struct ExpectRule {
  Identifier rule;
  std::optional<TextLiteral> item;
  RuleOutcome outcome = RuleOutcome::met;
  std::vector<Identifier> because;  // fact paths as written: parties[B].feedback
};
/// `expect CARD score between 40 and 65`, `expect CARD score = 80`
struct ExpectScore {
  Identifier scorecard;
  std::optional<Identifier> section;  // `expect readiness score of foundation …`
  ExprId low = ExprId::none;
  ExprId high = ExprId::none;
};
/// `expect CARD verdict "a" or "b"`
struct ExpectVerdict {
  Identifier scorecard;
  std::vector<TextLiteral> possible;
};
/// `expect EXPRESSION`
struct ExpectTrue {
  ExprId condition = ExprId::none;
};
struct Expect {
  Span span;
  std::variant<ExpectRule, ExpectScore, ExpectVerdict, ExpectTrue> form;
};

struct TestCard {
  TextLiteral name;
  std::optional<Identifier> today;  // a date as written
  std::vector<Given> given;
  std::vector<Expect> expects;
  Span span;
};

struct Uses {
  Identifier pack;
  Identifier version;  // `1.x`, `1.2`
};

/// The head of a file. `title` and parameters may stand in one file of a pack only.
struct PackHead {
  std::optional<Identifier> language;
  Identifier id;
  Identifier version;
  TextLiteral title;  // may be empty
  std::vector<Uses> uses;
  std::vector<Parameter> parameters;
  Span span;
};

/// What of a file could not be read. Nothing is held against it that may be missing for that.
struct Damage {
  std::vector<Span> cards;       // with a syntax error, each up to the next card
  std::set<std::uint32_t> cuts;  // ends of what perhaps goes on where nothing fits: `n` in `n == 3`
  std::set<std::string, std::less<>> words;  // skipped; names may be declared there. Texts as well
  bool head = false;                         // the line `pack` may be among it
};

/// One parsed file.
struct Tree {
  FileId file{};
  std::optional<PackHead> head;
  std::vector<RecordCard> records;
  std::vector<FactCard> facts;
  std::vector<DefineCard> defines;
  std::vector<InferCard> infers;
  std::vector<RelationCard> relations;
  std::vector<RuleCard> rules;
  std::vector<ScorecardCard> scorecards;
  std::vector<TestCard> tests;
  std::vector<Expr> expressions;
  Damage damage;

  [[nodiscard]] const Expr& operator[](ExprId id) const {
    return expressions[static_cast<std::size_t>(id)];
  }
  ExprId add(Expr expr) {
    expressions.push_back(std::move(expr));
    return static_cast<ExprId>(expressions.size() - 1);
  }
  /// Could the card with this heading, or with this name, not be read whole?
  [[nodiscard]] bool is_damaged(Span card) const {
    for (const Span& each : damage.cards)
      if (each.begin <= card.begin && card.begin < each.end) return true;
    return false;
  }
  /// Does something stand behind it that may belong to it?
  [[nodiscard]] bool is_cut(Span part) const { return damage.cuts.contains(part.end); }
};

}  // namespace entente::grammar
