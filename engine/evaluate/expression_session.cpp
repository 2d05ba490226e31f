#include "engine/evaluate/expression_session.hpp"

#include "engine/evaluate/instance.hpp"
#include "engine/evaluate/sure_errors.hpp"
#include "grammar/parse.hpp"

namespace entente::engine {
namespace {

FactBase no_facts(const DateTime& now) {
  FactBase facts;
  facts.today = now.date;
  facts.now = now;
  return facts;
}

}  // namespace

ExpressionSession::ExpressionSession(const DateTime& now, Typing typing)
    : typing_(typing),
      facts_(no_facts(now)),
      program_(sources_, typing),
      evaluator_(program_.program(), facts_, arena_) {}

void ExpressionSession::define(std::string name, const Value& value) {
  names_.push_back(std::move(name));
  values_.push_back(value);
}

Value ExpressionSession::evaluate(std::string source, std::string text) {
  const std::size_t before = diagnostics_.size();
  const grammar::FileId file = sources_.add(std::move(source), std::move(text));
  grammar::ParsedExpression parsed = grammar::parse_expression(sources_, file);
  diagnostics_.insert(diagnostics_.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
  const std::size_t first_node = program_.program().nodes.size();
  const Unit unit = program_.add(std::move(parsed), names_, diagnostics_);
  if (typing_ == Typing::checked) find_sure_errors(program_.program(), first_node, diagnostics_);
  if (unit.root == NodeId::none || diagnostics_.size() > before) return unreadable(before);
  Environment nothing;
  return evaluator_.evaluate(unit, values_, nothing);
}

std::optional<TypeId> ExpressionSession::type(std::string source, std::string text) {
  const std::size_t before = diagnostics_.size();
  const grammar::FileId file = sources_.add(std::move(source), std::move(text));
  const grammar::ParsedType parsed = grammar::parse_type(sources_, file);
  diagnostics_.insert(diagnostics_.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
  if (!parsed.diagnostics.empty()) return std::nullopt;
  const TypeId type = program_.type(parsed.type, diagnostics_);
  return diagnostics_.size() == before ? std::optional(type) : std::nullopt;
}

Value ExpressionSession::as_declared(const Value& value, TypeId type) {
  return engine::as_declared(Runtime{arena_, vocabulary(), facts_.today, facts_.now}, value, type);
}

/// Nothing was compiled: the first diagnostic since then is the reason.
Value ExpressionSession::unreadable(std::size_t first) {
  std::string_view why = "there is no expression";
  if (first < diagnostics_.size()) why = diagnostics_[first].message;
  return Value::error(arena_.make(ErrorNull{arena_.text(why)}));
}

}  // namespace entente::engine
