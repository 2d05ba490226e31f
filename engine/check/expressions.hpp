// Checks one expression after another where a card holds them: what each name means, which slot
// each variable has, what type each part is, and what the whole reads. Fills TreeMeaning. A name
// that is not known is reported once and has the type any, so that nothing follows from it. Private
// to engine/check.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/check/scope.hpp"
#include "engine/check/state.hpp"
#include "engine/check/types.hpp"

namespace entente::engine {
struct BuiltinSignature;
}

namespace entente::engine::checking {

/// Where an expression stands, and so what it may ask for.
struct ExpressionSite {
  std::uint32_t tree = 0;
  std::uint32_t pack = 0;
  std::optional<std::uint32_t> rule;       // its parameters are in sight
  std::optional<std::uint32_t> scorecard;  // a verdict: `score` and its like are in sight
  bool in_check = false;                   // `x is known` gets a lint
  bool constant = false;                   // no facts, definitions or rules: a test's `given`
  bool in_clause = false;                  // of a relation: a name that is not known may be unbound
  bool whole = true;  // false: some of the card could not be read, and may bind a name
};

class ExpressionChecker {
 public:
  ExpressionChecker(State& state, const ExpressionSite& site, Reads& reads);

  [[nodiscard]] Scope& scope() { return scope_; }
  [[nodiscard]] Types& types() { return types_; }
  void stand_in_check(bool in_check) { site_.in_check = in_check; }
  void miss_part_of_card() { site_.whole = false; }
  [[nodiscard]] bool sees_whole_card() const { return site_.whole; }

  /// Checks a whole expression and notes the frame it needs; any when it is absent.
  TypeId check_unit(ExprId id);
  /// check_unit, and reports a type that is never yes or no. `what` is who asks: "a check".
  void check_condition(ExprId id, std::string_view what);
  void check_template(const grammar::Template& text);
  /// Puts a variable in sight after refusing a name that a fact has.
  std::uint32_t bind(const Identifier& name, TypeId type);
  void refuse_name_of_fact(const Identifier& variable);
  [[nodiscard]] bool is_name_of_fact(std::string_view name) const;
  /// A type as FEEL writes it.
  TypeId feel_type(const grammar::TypeSyntax& syntax);
  /// Reports a relation that is asked with a wrong number of items, or with named ones.
  bool fits_relation(const grammar::Call& call, std::uint32_t relation);
  bool fits_columns(const Identifier& asked, std::uint32_t relation, std::size_t given);
  /// Reports an item of a type that the column never holds.
  void require_column(ExprId item, TypeId type, std::uint32_t relation, std::size_t column);
  /// The element of a list expression that was checked; reports what is no list.
  TypeId element_of(ExprId list, std::string_view what);

 private:
  TypeId check(ExprId id);
  void condition(ExprId id, std::string_view what);
  void require_condition(ExprId id, TypeId type, std::string_view what);

  TypeId visit(const grammar::Missing&, ExprId) { return TypeId::any; }
  TypeId visit(const grammar::NumberLiteral& literal, ExprId id);
  TypeId visit(const grammar::TextValue&, ExprId);
  TypeId visit(const grammar::BooleanLiteral&, ExprId);
  TypeId visit(const grammar::NullLiteral&, ExprId);
  TypeId visit(const grammar::NoneLiteral&, ExprId);
  TypeId visit(const grammar::TodayLiteral&, ExprId id);
  TypeId visit(const grammar::ItemLiteral&, ExprId id);
  TypeId visit(const grammar::TemporalLiteral&, ExprId id);
  TypeId visit(const grammar::UnitLiteral&, ExprId id);
  TypeId visit(const grammar::Name& name, ExprId id);
  TypeId visit(const grammar::Path& path, ExprId id);
  TypeId visit(const grammar::Filter& filter, ExprId id);
  TypeId visit(const grammar::Call& call, ExprId id);
  TypeId visit(const grammar::ListLiteral& list, ExprId id);
  TypeId visit(const grammar::ContextLiteral& context, ExprId id);
  TypeId visit(const grammar::RangeLiteral& range, ExprId);
  TypeId visit(const grammar::Negate& negate, ExprId id);
  TypeId visit(const grammar::Binary& binary, ExprId id);
  TypeId visit(const grammar::Between& between, ExprId id);
  TypeId visit(const grammar::In& in, ExprId id);
  TypeId visit(const grammar::UnaryTest& test, ExprId);
  TypeId visit(const grammar::InstanceOf& instance, ExprId id);
  TypeId visit(const grammar::If& choice, ExprId);
  TypeId visit(const grammar::For& loop, ExprId id);
  TypeId visit(const grammar::Quantified& quantified, ExprId id);
  TypeId visit(const grammar::FunctionLiteral& function, ExprId id);
  TypeId visit(const grammar::IsNone& is_none, ExprId);
  TypeId visit(const grammar::IsKnown& is_known, ExprId id);
  TypeId visit(const grammar::Ago& ago, ExprId id);
  TypeId visit(const grammar::Within& within, ExprId id);
  TypeId visit(const grammar::ShareOf& share, ExprId id);
  TypeId visit(const grammar::Counted& counted, ExprId id);
  TypeId visit(const grammar::EveryTwo& pairs, ExprId id);
  TypeId visit(const grammar::RuleIs& rule_is, ExprId id);
  TypeId visit(const grammar::ScoreOf& score_of, ExprId id);
  TypeId visit(const grammar::EveryMustRuleIsMet&, ExprId id);

  // expression_names.cpp
  struct Found {
    Resolution resolution;
    TypeId type = TypeId::any;
    Span declared;
  };
  /// Items whose members are not known before it runs.
  struct Dynamic {
    std::vector<std::uint32_t> slots;
    bool surely = false;  // one of them has the name, whatever the others have
  };
  [[nodiscard]] std::optional<Found> find_outside(std::string_view name, bool reading, Span span);
  [[nodiscard]] std::optional<Found> find_rule_parameter(std::string_view name, bool reading);
  [[nodiscard]] std::optional<Found> find_symbol(std::string_view name, bool reading, Span span);
  TypeId read_symbol(const Symbol& symbol, Span span, Resolution& resolution);
  TypeId note_reserved_word(std::string_view name, ExprId id);
  TypeId through_items(std::string_view name, ExprId id, const Dynamic& dynamic,
                       const std::optional<Found>& found);
  void lint_shadowed(std::string_view name, std::size_t below, TypeId item, ExprId id);
  void unknown_name(std::string_view name, ExprId id);
  void anything_at(ExprId id);
  [[nodiscard]] std::vector<std::string> names_in_sight();
  [[nodiscard]] std::string hint_for(std::string_view name);
  /// The innermost variable whose record has this field.
  [[nodiscard]] std::optional<std::string> variable_with(std::string_view field);
  void unseen_name(std::string_view name, const Symbol& symbol, Span span);
  [[nodiscard]] bool any_record_has(std::string_view field) const;
  TypeId path_on(TypeId base, const grammar::Path& path, ExprId id);
  TypeId field_of_record(TypeId base, const Identifier& field, ExprId id);
  TypeId property_of(TypeId base, const Identifier& field);
  void unknown_field(RecordId record, const Identifier& field);
  void unknown_entry(TypeId context, const Identifier& name);

  // expression_operators.cpp
  TypeId join_conditions(const grammar::Binary& binary, ExprId id);
  void lint_mixed(const grammar::Binary& binary, ExprId id);
  void lint_same_sides(const grammar::Binary& binary, std::string label);
  TypeId compare(const grammar::Binary& binary);
  void compare_equal(ExprId first, ExprId second, Span at);
  /// False when it was refused.
  bool compare_order(ExprId first, ExprId second, Span at);
  void compare_ends(ExprId value, ExprId low, ExprId high);
  void refuse_comparison(ExprId first, ExprId second, Span at);
  void check_choice(ExprId choice, ExprId text);
  void check_scale(ExprId score, ExprId constant);
  [[nodiscard]] bool asks_score(ExprId id) const;
  [[nodiscard]] bool asks_coverage(ExprId id) const;
  TypeId arithmetic(const grammar::Binary& binary);
  [[nodiscard]] bool moves(TypeId duration, TypeId moment) const;
  TypeId sum_type(TypeId left, TypeId right);
  TypeId difference_type(TypeId left, TypeId right);
  TypeId product_type(TypeId left, TypeId right);
  TypeId quotient_type(TypeId left, TypeId right);
  void test_in(ExprId value, ExprId test);
  void test_in_list(ExprId value, ExprId test);

  // expression_calls.cpp
  TypeId call_variable(const grammar::Call& call, ExprId id);
  void call_at_once(const grammar::Call& call, const grammar::FunctionLiteral& function, ExprId id);
  [[nodiscard]] bool may_be_given(TypeId type, TypeId wanted) const;
  TypeId call_function(const grammar::Call& call, const Symbol& symbol, ExprId id);
  TypeId call_relation(const grammar::Call& call, std::uint32_t relation, ExprId id);
  [[nodiscard]] bool stands_for_anything(const grammar::Call& call, ExprId argument);
  TypeId call_builtin(const grammar::Call& call, const std::vector<const BuiltinSignature*>& rows,
                      ExprId id);
  [[nodiscard]] std::string by_key(ExprId key, TypeId type, TypeId wanted) const;
  void match_names(const grammar::Call& call, const std::vector<std::string>& parameters);
  void unknown_function(const grammar::Call& call);
  [[nodiscard]] bool takes_all(const BuiltinSignature& row, const grammar::Call& call) const;
  [[nodiscard]] std::vector<ExprId> in_order(const grammar::Call& call,
                                             const BuiltinSignature& row) const;
  void check_arguments(const grammar::Call& call, const BuiltinSignature& row,
                       const std::vector<ExprId>& arguments);
  void check_functions_given(const BuiltinSignature& row, const std::vector<ExprId>& arguments);
  TypeId result_of(const BuiltinSignature& row, const std::vector<ExprId>& arguments);

  // expression_networks.cpp
  [[nodiscard]] bool names_network(const grammar::Call& call, std::size_t argument);
  TypeId measure_of(const BuiltinSignature& row, const std::vector<ExprId>& arguments, ExprId id);
  bool is_network(const BuiltinSignature& row, ExprId argument);
  [[nodiscard]] bool is_variable(std::string_view name);

  // expression_types.cpp
  TypeId feel_type_form(const grammar::NamedType& named);
  TypeId feel_type_form(const grammar::ChoiceType& choice);
  TypeId feel_type_form(const grammar::ListType& list);
  TypeId feel_type_form(const grammar::GenericType& generic);

  [[nodiscard]] const grammar::Tree& tree() const { return state_.tree(site_.tree); }
  [[nodiscard]] const grammar::Expr& expr(ExprId id) const { return tree()[id]; }
  [[nodiscard]] TypeId type_of(ExprId id) const;
  TreeMeaning& meaning() { return state_.rules.meanings[site_.tree]; }
  void resolve(ExprId id, Resolution resolution);
  void read_today(Span span);
  void limit(std::size_t count, ExprId id);
  void iterate(const std::vector<grammar::Iterator>& iterators);

  State& state_;
  ExpressionSite site_;
  Reads& reads_;
  Types types_;
  Scope scope_;
  std::set<std::string, std::less<>> unbound_;  // names reported in this clause
  std::set<ExprId> mixed_seen_;  // `or`s whose chain was looked at for a mix with `and`
};

}  // namespace entente::engine::checking
