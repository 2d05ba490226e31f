// Rules compiled to a flat form: expressions as nodes in one vector, names resolved to slots,
// constants made, defines as measures and functions, rules and sections by index, rules in an order
// in which each comes after those it asks about. Owns its constants; immutable; holds no facts.
// Made by compile(); read by evaluate, explain and reports.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/model/value.hpp"
#include "engine/model/vocabulary.hpp"
#include "engine/program/relation_program.hpp"
#include "engine/program/unit.hpp"
#include "grammar/ast.hpp"

namespace entente::engine {

/// The verdict of a partnership to which nothing applies.
inline constexpr std::string_view not_assessable = "not assessable";

// Operands: `a`, `b`, `c` of the node; "list x" means `x` is the first index into Program::operands
// and `count` how many there are. "slot" is a place in the frame of the running unit.
enum class Op : std::uint8_t {
  constant,   // a: index of constants
  fact,       // a: FactId
  local,      // a: slot
  parameter,  // a: index of parameters
  measure,    // a: index of measures (a define without parameters, judged once per evaluation)
  call,       // a: index of functions (a define with parameters); operands b, count
  relation,   // a: index of relations; operands b, count (none: anything): is there such a tuple
  network,    // a measure of the ties that a relation makes; a: Builtin, b: index of relations, c:
              // node of the party or none, d: node of the fact that lists the parties
  builtin,    // a: Builtin; operands b, count; c: row of builtin_signatures(); aux 1: by name
  invoke,   // a: node that gives a function; operands b, count; c: operands that are names, or none
  closure,  // a: index of functions; the running frame is captured
  field,    // a: base node, b: index of the field in record c; a list of records gives a list
  member,   // a: base node, b: index of names: a context's entry or a property (`.year`)
  member_or,  // a: slot of the item, b: index of names, c: node used when the item has no such
              // member
  index,      // a: list node, b: number node (from 1; negative from the end)
  filter,     // a: list node, b: condition node, c: slot of the item
  filter_or_index,  // as filter, when the type of b is not known before it runs
  list,             // operands b, count
  context,  // operands b, count: name index, value node, slot, repeated: an entry may read earlier
            // ones by their slots
  range,    // a: low node or none, b: high node or none, aux: bit 0 low closed, bit 1 high closed
  negate,   // a
  or_,
  and_,  // a, b
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // a, b
  add,
  subtract,
  multiply,
  divide,
  power,        // a, b
  between,      // a: value, b: low, c: high
  in,           // a: value; operands b, count: tests (range, list, value, unary_test)
  unary_test,   // a test of `in`, or a range: aux 0 equal, 1 not equal; a: operand
  not_,         // a (also what `not in`, `not between`, `not within` become)
  instance_of,  // a: value, b: TypeId
  if_,          // a, b, c
  first_case,  // operands b, count: condition and value of each case; the last value is `otherwise`
  for_,  // operands b, count: per iterator: domain node, end node or none, slot; a: body; slot of
         // `partial` is c (or none)
  some,
  every,     // operands as for_; a: condition
  is_none,   // a
  is_known,  // a
  ago,       // a: duration
  before,
  after,     // a, b
  within,    // a: value, b: duration, c: anchor node or none (today); aux: WithinAnchor
  share_of,  // a: list, b: condition, c: slot
  counted,  // a: list, b: condition, c: slot, d: amount node; aux: bit 0 at most, bit 1 amount is a
            // per cent (a share of the list)
  every_two,
  some_two,  // a: list, b: condition, c: first slot (the second is c + 1); aux 1: in a row, ordered
             // by the value of node d over the item in slot c
  today,
  score,     // the total of the scorecard being judged
  score_of,  // a: index of sections
  coverage,
  rule_is,  // a: index of rules, aux: grammar::RuleOutcome
  every_must_met
};

struct Node {
  Op op = Op::constant;
  std::uint8_t aux = 0;
  std::uint16_t count = 0;
  std::uint32_t a = ~0U;
  std::uint32_t b = ~0U;
  std::uint32_t c = ~0U;
  std::uint32_t d = ~0U;
};

/// Every built-in function; the table of names, parameter names and arities is in
/// program/builtins.hpp.
enum class Builtin : std::uint16_t;

struct Function {
  std::string name;  // empty: a lambda
  std::vector<std::string> parameters;
  std::uint32_t first_slot = 0;  // of its parameters; 0 for a define
  Unit body;
  std::vector<TypeId> parameter_types;  // as written in a lambda, any where none is; else empty
  TypeId result = TypeId::any;          // of the body, as far as it is known before it runs
};

struct Measure {
  std::string name;
  Unit body;
  grammar::Span span;
};

/// An infer: the body of its measure or function is one `first_case`.
struct InferenceProgram {
  std::string name;
  std::string title;
  bool function = false;    // it has parameters
  std::uint32_t index = 0;  // of functions, else of measures
  TypeId type = TypeId::any;
  std::string pack;
  grammar::Span span;  // of the heading
};

struct ParameterValue {
  std::string name;  // `enough`; of a rule: `values.shared.enough`; of a pack: `ready_at`
  Value value;
  Value low;  // null: none declared
  Value high;
  grammar::MayOnly may_only = grammar::MayOnly::any;
  grammar::Strictness stricter = grammar::Strictness::undeclared;
  std::string text;  // as written: `90 days`
  grammar::Span span;
};

struct TemplateProgram {
  struct Piece {
    std::string text;
    Unit value;  // root none: no value after the text
  };
  std::vector<Piece> pieces;
};

struct AdviceProgram {
  TemplateProgram text;
  std::optional<Number> effort_days;
};

struct CheckProgram {
  std::string label;
  Unit condition;
  grammar::Span span;
};

struct CreditProgram {
  grammar::CreditForm form = grammar::CreditForm::expression;
  Unit amount;     // share or points; root none for share_of_checks
  Unit condition;  // root none for share_of_checks and expression
};

/// All units of a rule share one frame layout: slot 0 (and 1) hold the item(s) of `for each`.
struct RuleProgram {
  std::string id;
  std::string title;
  std::vector<std::uint32_t> sections;  // indices of Program::sections, in the order of the rule
  Number weight = 1;
  bool must = false;
  bool for_each = false;
  bool for_each_two = false;
  std::vector<std::string> variables;  // names of slot 0 and 1
  Unit list;                           // of for each
  Unit applies;                        // root none: always
  Unit due;                            // root none: always
  std::vector<CheckProgram> checks;
  std::uint32_t needed = 0;  // 0: all; else at least so many
  std::vector<CreditProgram> credits;
  std::optional<TemplateProgram> because;
  std::vector<AdviceProgram> advice;
  std::vector<std::string> sources;
  std::vector<std::uint32_t> parameters;  // indices of Program::parameters
  std::optional<grammar::RuleOutcome> unknown_counts_as;
  std::string pack;
  grammar::Span span;
};

struct SectionProgram {
  std::string id;
  std::string title;
  Number weight = 1;
  std::optional<std::uint32_t> parent;  // index of Program::sections
  std::vector<std::uint32_t> children;  // as written
  std::vector<std::uint32_t> rules;     // by id
  std::uint32_t scorecard = 0;
};

struct VerdictProgram {
  std::string name;
  Unit condition;  // root none: otherwise
};

struct ScorecardProgram {
  std::string id;
  std::string title;
  std::vector<std::uint32_t> sections;  // top ones, as written
  std::vector<VerdictProgram> verdicts;
  std::string pack;
  grammar::Span span;
};

struct PackInfo {
  std::string id;
  std::string version;
  std::string title;
};

/// `given FACT = VALUE`: a constant expression (it may read `today`); contexts stand for records.
struct GivenProgram {
  FactId fact = FactId::none;
  Unit value;
  grammar::Span span;
};

/// `expect rule R [for "A"] is O [because path, …]`.
struct ExpectedRule {
  std::uint32_t rule = 0;           // index of Program::rules
  std::optional<std::string> item;  // the item's key; none: the rule as a whole
  grammar::RuleOutcome outcome = grammar::RuleOutcome::met;
  std::vector<std::string> because;  // fact paths that are among the missing, as written
};
/// `expect CARD score between LOW and HIGH`: the bounds lie inside, ends included.
struct ExpectedScore {
  std::uint32_t scorecard = 0;           // index of Program::scorecards
  std::optional<std::uint32_t> section;  // index of Program::sections
  Number low;
  Number high;
};
/// `expect CARD verdict "a" or "b"`: exactly these are possible.
struct ExpectedVerdict {
  std::uint32_t scorecard = 0;
  std::vector<std::uint32_t> verdicts;  // indices of ScorecardProgram::verdicts, as written
  bool not_assessable = false;          // "not assessable" is among them
};
/// `expect EXPRESSION`: must be true.
struct ExpectedTruth {
  Unit condition;
};
struct ExpectProgram {
  std::variant<ExpectedRule, ExpectedScore, ExpectedVerdict, ExpectedTruth> form;
  grammar::Span span;
};

struct TestProgram {
  std::string name;
  std::optional<Date> today;  // none: nothing in the test depends on it
  std::vector<GivenProgram> given;
  std::vector<ExpectProgram> expects;
  std::string pack;
  grammar::Span span;
};

struct Program {
  Vocabulary vocabulary;
  std::vector<PackInfo> packs;  // used ones first
  std::string hash;  // "sha256:…" over the rule texts, in the order of packs then file names

  std::vector<Node> nodes;
  std::vector<grammar::Span> origins;  // of each node: the text it came from
  std::vector<TypeId> types;           // of each node: its value's, as far as it is known
  std::vector<std::uint32_t> operands;
  std::vector<Value> constants;
  std::vector<std::string> names;
  std::vector<ParameterValue> parameters;
  std::vector<Measure> measures;
  std::deque<Function> functions;            // a deque: function values point into it
  std::vector<InferenceProgram> inferences;  // in the order of files
  std::vector<RelationProgram> relations;    // in the order of files
  std::vector<ClauseProgram> clauses;        // of all relations
  std::vector<TermKind> term_kinds;          // of their columns
  std::vector<Stratum> strata;               // of relations, those needed before
  std::vector<RuleProgram> rules;            // by id
  std::vector<std::uint32_t> rule_order;     // a rule stands after those it asks about
  std::vector<SectionProgram> sections;
  std::vector<ScorecardProgram> scorecards;  // as written, used packs first
  std::vector<std::vector<FactId>>
      rule_facts;                  // of each rule: declared facts it may read, sorted; through
                                   // measures, functions and rules it asks about too
  std::vector<TestProgram> tests;  // as written
  std::shared_ptr<Arena> arena;    // owns what constants point to

  [[nodiscard]] const Node& operator[](NodeId id) const {
    return nodes[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] std::optional<std::uint32_t> rule(std::string_view id) const;
  [[nodiscard]] std::optional<std::uint32_t> scorecard(std::string_view id) const;
};

}  // namespace entente::engine
