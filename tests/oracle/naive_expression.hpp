// The oracle of expressions: walks the syntax tree, looks names up in maps, and knows every fact.
// Slow and plain on purpose: what docs/language.md says, form by form, without slots, without
// unknowns, without a line of engine/evaluate.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grammar/ast.hpp"
#include "tests/oracle/naive_value.hpp"

namespace entente::oracle {

struct Environment {
  std::map<std::string, Value, std::less<>> facts;
  Date today;
};

/// The names that a binder or a filter adds. A filter's `item` gives its fields as names too.
struct Scope {
  std::map<std::string, Value, std::less<>> names;
  std::optional<Value> item;
  std::shared_ptr<const Scope> outer;
};
using ScopePtr = std::shared_ptr<const Scope>;

class Evaluator {
 public:
  Evaluator(const grammar::Tree& tree, const Environment& environment)
      : tree_(tree), environment_(environment) {}

  [[nodiscard]] Value evaluate(grammar::ExprId id, const ScopePtr& scope = nullptr) const;
  /// Calls a function value; an error null when it is none or takes another number of arguments.
  [[nodiscard]] Value invoke(const Value& function, const std::vector<Value>& arguments) const;
  [[nodiscard]] const Environment& environment() const { return environment_; }

 private:
  // One for each alternative of grammar::ExprNode; those of rules and scorecards are errors.
  template <class Node>
  Value node(const Node& node, const ScopePtr& scope) const;
  Value node(const grammar::NumberLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::TextValue& node, const ScopePtr& scope) const;
  Value node(const grammar::BooleanLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::NullLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::NoneLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::TodayLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::ItemLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::TemporalLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::UnitLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::Name& node, const ScopePtr& scope) const;
  Value node(const grammar::Path& node, const ScopePtr& scope) const;
  Value node(const grammar::Filter& node, const ScopePtr& scope) const;
  Value node(const grammar::Call& node, const ScopePtr& scope) const;
  Value node(const grammar::ListLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::ContextLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::RangeLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::Negate& node, const ScopePtr& scope) const;
  Value node(const grammar::Binary& node, const ScopePtr& scope) const;
  Value node(const grammar::Between& node, const ScopePtr& scope) const;
  Value node(const grammar::In& node, const ScopePtr& scope) const;
  Value node(const grammar::InstanceOf& node, const ScopePtr& scope) const;
  Value node(const grammar::If& node, const ScopePtr& scope) const;
  Value node(const grammar::For& node, const ScopePtr& scope) const;
  Value node(const grammar::Quantified& node, const ScopePtr& scope) const;
  Value node(const grammar::FunctionLiteral& node, const ScopePtr& scope) const;
  Value node(const grammar::IsNone& node, const ScopePtr& scope) const;
  Value node(const grammar::IsKnown& node, const ScopePtr& scope) const;
  Value node(const grammar::Ago& node, const ScopePtr& scope) const;
  Value node(const grammar::Within& node, const ScopePtr& scope) const;
  Value node(const grammar::ShareOf& node, const ScopePtr& scope) const;
  Value node(const grammar::Counted& node, const ScopePtr& scope) const;
  Value node(const grammar::EveryTwo& node, const ScopePtr& scope) const;

  [[nodiscard]] Value listed(const Value& number) const;
  [[nodiscard]] bool is_index(grammar::ExprId predicate, const ScopePtr& scope) const;
  [[nodiscard]] Range ends_of(const grammar::RangeLiteral& node, const ScopePtr& scope) const;
  [[nodiscard]] Value test_in(const Value& value, grammar::ExprId test,
                              const ScopePtr& scope) const;
  [[nodiscard]] Value domain(const grammar::Iterator& iterator, const ScopePtr& scope) const;
  /// Every combination of the iterators, the last one running fastest; or the null that a domain
  /// is.
  [[nodiscard]] Value combinations(const std::vector<grammar::Iterator>& iterators, std::size_t at,
                                   const ScopePtr& scope, std::vector<ScopePtr>& found) const;
  /// The conditions of a list's items: the null that the list is, or `conditions` filled.
  [[nodiscard]] std::optional<Value> judge_items(grammar::ExprId list, grammar::ExprId condition,
                                                 const std::optional<grammar::Identifier>& variable,
                                                 const ScopePtr& scope,
                                                 std::vector<Value>& conditions) const;

  const grammar::Tree& tree_;
  const Environment& environment_;
};

// Operators on values, shared with the built-ins.
[[nodiscard]] Value apply(grammar::BinaryOp op, const Value& a, const Value& b);
/// Three-valued; anything but a truth value is a null of its reason, or an error.
[[nodiscard]] Value all_of(const std::vector<Value>& values);
[[nodiscard]] Value any_of(const std::vector<Value>& values);
[[nodiscard]] Value negation(const Value& value);
[[nodiscard]] Value in_range(const Value& value, const Range& range);

/// A built-in by its name, with the names that arguments were given (empty: by position).
[[nodiscard]] Value call_builtin(const Evaluator& evaluator, std::string_view name,
                                 const std::vector<Value>& arguments,
                                 const std::vector<std::string>& names);
/// The built-ins this oracle knows, in order of name.
[[nodiscard]] std::vector<std::string> builtin_names();

}  // namespace entente::oracle
