// Trees -> checked rule set: names, types, references, duplicates, dependencies, lints.
// Finds every error of a run, never the first only. The result refers to the trees, which must
// outlive it; it holds what each expression's names mean, which slot each variable has and what
// type it is, so that compile() only translates.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/model/arena.hpp"
#include "engine/model/value.hpp"
#include "engine/model/vocabulary.hpp"
#include "grammar/ast.hpp"
#include "grammar/diagnostic.hpp"
#include "grammar/parse.hpp"

namespace entente::engine {

/// What an expression's name, call or binder stands for.
///   name    fact, local, parameter, measure, function, score, coverage: `index` says which
///   (FactId, slot, …)
///           item_field: field `index` of `record` in slot `detail`
///           item_member: a member of whatever is in slot `index`, else outer[`detail`] (~0:
///           nothing)
///   call    as a name when a variable is called; function, relation: `index`; builtin: Builtin in
///   `index`, its row in builtin_signatures() in `detail`
///   path    item_field: field `index` of `record`; item_member: not known before it runs
///   filter, for, some, every, share of, at least, every two, lambda, context: local, first slot in
///   `index` `rule R is …` rule; `score of S`, `band of S` section; `instance of T` type, a TypeId
///   in `index`
struct Resolution {
  enum class Kind : std::uint8_t {
    unresolved,
    fact,
    local,
    item_field,
    item_member,
    parameter,
    measure,
    function,
    builtin,
    score,
    coverage,
    section,
    rule,
    relation,
    type
  } kind = Kind::unresolved;
  std::uint32_t index = 0;
  std::uint32_t detail = 0;
  RecordId record = RecordId::none;
};

/// The meaning of one tree's expressions, indexed by ExprId.
struct TreeMeaning {
  std::vector<TypeId> types;
  std::vector<Resolution> names;
  std::vector<std::uint32_t> frames;  // slots a unit needs whose root this is
  std::vector<Resolution> outer;      // see item_member
  std::map<grammar::ExprId, std::vector<TypeId>> parameter_types;  // of lambdas
};

/// An expression of one of the trees.
struct ExpressionRef {
  std::uint32_t tree = 0;  // index of CheckedRules::trees
  grammar::ExprId id = grammar::ExprId::none;
};

struct CheckedPack {
  std::string id;
  std::string version;
  std::string title;
  grammar::Span span;
  std::vector<std::uint32_t> trees;  // by file name
  std::vector<std::uint32_t> sees;   // packs whose names it may use, itself included, sorted
  bool complete = true;              // false: a pack it uses is missing, so names may be
};

struct CheckedParameter {
  std::string name;  // `ready_at`; of a rule `values.shared.enough`
  const grammar::Parameter* card = nullptr;
  std::uint32_t tree = 0;
  std::uint32_t pack = 0;
  std::optional<std::uint32_t> rule;  // index of rules; none: of the pack
  TypeId type = TypeId::any;
  Value value;
  Value low;  // null: none declared
  Value high;
};

/// A define or an infer: a name for a value. With parameters it becomes a function, without a
/// measure.
struct CheckedDefine {
  const grammar::DefineCard* define = nullptr;  // one of the two
  const grammar::InferCard* infer = nullptr;
  std::uint32_t tree = 0;
  std::uint32_t pack = 0;
  std::uint32_t index = 0;  // among measures or among functions
  TypeId type = TypeId::any;

  [[nodiscard]] const grammar::Identifier& name() const {
    return define != nullptr ? define->name : infer->name;
  }
  [[nodiscard]] const std::vector<grammar::Identifier>& parameters() const {
    return define != nullptr ? define->parameters : infer->parameters;
  }
};

/// An expression over the variables of a clause, and which of them it reads.
struct CheckedUnit {
  grammar::ExprId id = grammar::ExprId::none;
  std::vector<std::uint32_t> reads;  // slots, sorted
};

struct CheckedArgument {
  enum class Form : std::uint8_t { anything, variable, expression } form = Form::anything;
  std::uint32_t slot = 0;  // of a variable
  CheckedUnit value;
};

/// A relation that stands un-negated in `when`.
struct CheckedAtom {
  std::uint32_t relation = 0;  // index of CheckedRules::relations
  grammar::ExprId call = grammar::ExprId::none;
  std::vector<CheckedArgument> arguments;
};

struct CheckedVariable {
  std::string name;
  TypeId type = TypeId::any;
};

/// A variable that `for` binds.
struct CheckedItem {
  std::uint32_t slot = 0;
  std::uint32_t list = 0;  // index of CheckedClause::lists
};

struct CheckedClause {
  const grammar::Derive* card = nullptr;
  std::vector<CheckedVariable> variables;  // by slot
  std::vector<CheckedUnit> lists;
  std::vector<CheckedItem> items;
  std::vector<CheckedAtom> atoms;
  std::vector<CheckedUnit> conditions;
  std::vector<CheckedArgument> head;
};

struct CheckedRelation {
  const grammar::RelationCard* card = nullptr;
  std::uint32_t tree = 0;
  std::uint32_t pack = 0;
  std::vector<TypeId> columns;
  std::vector<CheckedClause> clauses;
  std::uint32_t stratum = 0;  // index of CheckedRules::strata
};

struct CheckedRule {
  const grammar::RuleCard* card = nullptr;
  std::uint32_t tree = 0;
  std::uint32_t pack = 0;
  Number weight = 1;
  std::vector<std::uint32_t> sections;    // indices of CheckedRules::sections
  std::vector<std::uint32_t> parameters;  // indices of CheckedRules::parameters
  std::vector<FactId> facts;              // it may read, sorted; through all it depends on
};

struct CheckedSection {
  const grammar::Section* card = nullptr;
  std::uint32_t tree = 0;
  std::uint32_t scorecard = 0;
  Number weight = 1;
  std::optional<std::uint32_t> parent;
};

struct CheckedVerdict {
  const grammar::Verdict* card = nullptr;
  std::uint32_t tree = 0;
};

/// One scorecard with what other packs add to it.
struct CheckedScorecard {
  std::string id;
  std::string title;
  std::uint32_t pack = 0;
  std::vector<CheckedVerdict> verdicts;
  grammar::Span span;
};

struct CheckedTest {
  const grammar::TestCard* card = nullptr;
  std::uint32_t tree = 0;
  std::uint32_t pack = 0;
};

struct CheckedRules {
  const grammar::Sources* sources = nullptr;
  std::vector<const grammar::Tree*> trees;  // used packs first, then by file name
  Vocabulary vocabulary;
  std::vector<TreeMeaning> meanings;  // of each tree
  std::vector<CheckedPack> packs;     // used ones first
  std::vector<CheckedParameter> parameters;
  std::vector<CheckedDefine> defines;      // in the order of trees, infers after defines in each
  std::vector<CheckedRelation> relations;  // in the order of trees
  std::vector<std::vector<std::uint32_t>> strata;  // of relations, those needed before
  std::vector<CheckedRule> rules;                  // by id
  std::vector<std::uint32_t> rule_order;           // a rule stands after those it asks about
  std::vector<CheckedSection> sections;            // by scorecard, as written
  std::vector<CheckedScorecard> scorecards;
  std::vector<CheckedTest> tests;
  std::shared_ptr<Arena> arena;  // owns the values of parameters
};

struct CheckOutcome {
  CheckedRules rules;  // complete only when there is no error
  std::vector<grammar::Diagnostic> diagnostics;
};

/// `trees` are all files of all packs that take part, shipped ones included.
[[nodiscard]] CheckOutcome check(const grammar::Sources& sources,
                                 std::span<const grammar::Tree* const> trees);

}  // namespace entente::engine
