// Checked expressions -> nodes of a Program. A translation and nothing more: what names mean, slots
// and types are read off TreeMeaning. Children are laid down before their parents. Private to
// engine/program.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/check/check.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {
struct BuiltinSignature;
}

namespace entente::engine::compiling {

class ExpressionCompiler {
 public:
  ExpressionCompiler(const CheckedRules& rules, Program& program)
      : rules_(rules), program_(program) {}

  /// A unit of the tree with this index; an absent expression gives a unit without a root.
  [[nodiscard]] Unit unit(std::uint32_t tree, grammar::ExprId id);
  /// The cases of an infer as one unit.
  [[nodiscard]] Unit first_case(std::uint32_t tree, const grammar::InferCard& card);

 private:
  using ExprId = grammar::ExprId;

  NodeId node(ExprId id);
  NodeId emit(ExprId id, Node node) { return emit(tree()[id].span, node, type_of(id)); }
  NodeId emit(grammar::Span origin, Node node, TypeId type = TypeId::any);
  NodeId simple(ExprId id, Op op, ExprId a = ExprId::none, ExprId b = ExprId::none,
                ExprId c = ExprId::none);
  NodeId constant(ExprId id, const Value& value);
  NodeId failure(ExprId id, std::string_view message);
  NodeId negated_if(bool negated, ExprId id, NodeId inner);
  NodeId resolved(ExprId id, std::string_view name, const Resolution& resolution);
  std::uint32_t add_operands(const std::vector<std::uint32_t>& operands);
  std::uint32_t name_index(std::string_view name);
  std::uint32_t slot(ExprId id) const { return name_of(id).index; }

  NodeId visit(const grammar::Missing&, ExprId id);
  NodeId visit(const grammar::NumberLiteral&, ExprId id) { return literal(id); }
  NodeId visit(const grammar::TextValue&, ExprId id) { return literal(id); }
  NodeId visit(const grammar::BooleanLiteral&, ExprId id) { return literal(id); }
  NodeId visit(const grammar::NullLiteral&, ExprId id) { return literal(id); }
  NodeId visit(const grammar::NoneLiteral&, ExprId id) { return literal(id); }
  NodeId visit(const grammar::TemporalLiteral&, ExprId id) { return literal(id); }
  NodeId visit(const grammar::UnitLiteral&, ExprId id) { return literal(id); }
  NodeId visit(const grammar::TodayLiteral&, ExprId id);
  NodeId visit(const grammar::ItemLiteral&, ExprId id);
  NodeId visit(const grammar::Name& name, ExprId id);
  NodeId visit(const grammar::Path& path, ExprId id);
  NodeId visit(const grammar::Filter& filter, ExprId id);
  NodeId visit(const grammar::Call& call, ExprId id);
  NodeId visit(const grammar::ListLiteral& list, ExprId id);
  NodeId visit(const grammar::ContextLiteral& context, ExprId id);
  NodeId visit(const grammar::RangeLiteral& range, ExprId id);
  NodeId visit(const grammar::Negate& negate, ExprId id);
  NodeId visit(const grammar::Binary& binary, ExprId id);
  NodeId visit(const grammar::Between& between, ExprId id);
  NodeId visit(const grammar::In& in, ExprId id);
  NodeId visit(const grammar::UnaryTest& test, ExprId id);
  NodeId visit(const grammar::InstanceOf& instance, ExprId id);
  NodeId visit(const grammar::If& choice, ExprId id);
  NodeId visit(const grammar::For& loop, ExprId id);
  NodeId visit(const grammar::Quantified& quantified, ExprId id);
  NodeId visit(const grammar::FunctionLiteral& function, ExprId id);
  NodeId visit(const grammar::IsNone& is_none, ExprId id);
  NodeId visit(const grammar::IsKnown& is_known, ExprId id);
  NodeId visit(const grammar::Ago& ago, ExprId id);
  NodeId visit(const grammar::Within& within, ExprId id);
  NodeId visit(const grammar::ShareOf& share, ExprId id);
  NodeId visit(const grammar::Counted& counted, ExprId id);
  NodeId visit(const grammar::EveryTwo& pairs, ExprId id);
  NodeId visit(const grammar::RuleIs& rule_is, ExprId id);
  NodeId visit(const grammar::ScoreOf& score_of, ExprId id);
  NodeId visit(const grammar::EveryMustRuleIsMet&, ExprId id);

  NodeId literal(ExprId id);
  NodeId call_builtin(const grammar::Call& call, ExprId id);
  NodeId measure_of(const grammar::Call& call, const BuiltinSignature& row, ExprId id);
  std::uint32_t names_of(const std::vector<grammar::Argument>& arguments);
  NodeId iterate(Op op, const std::vector<grammar::Iterator>& iterators, ExprId body, ExprId id);
  [[nodiscard]] NodeId order_of_pairs(const grammar::EveryTwo& pairs, ExprId id);
  [[nodiscard]] bool is_share(ExprId amount) const;

  [[nodiscard]] const grammar::Tree& tree() const { return *rules_.trees[tree_]; }
  [[nodiscard]] const TreeMeaning& meaning() const { return rules_.meanings[tree_]; }
  [[nodiscard]] const Resolution& name_of(ExprId id) const {
    return meaning().names[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] TypeId type_of(ExprId id) const {
    return meaning().types[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] TypeKind kind_of(ExprId id) const { return rules_.vocabulary[type_of(id)].kind; }

  const CheckedRules& rules_;
  Program& program_;
  std::uint32_t tree_ = 0;
  std::map<std::string, std::uint32_t, std::less<>> name_indices_;
};

}  // namespace entente::engine::compiling
