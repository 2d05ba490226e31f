#include "engine/evaluate/given_facts.hpp"

#include <utility>

#include "engine/evaluate/evaluate_expression.hpp"

namespace entente::engine {
namespace {

std::string scalar_text(const Value& value) {
  switch (value.kind()) {
    case Kind::boolean:
      return value.boolean() ? "yes" : "no";
    case Kind::number:
      return value.number().to_string();
    case Kind::text:
      return std::string(value.text());
    case Kind::date:
      return to_string(value.date());
    case Kind::time:
      return to_string(value.time());
    case Kind::date_time:
      return to_string(value.date_time());
    case Kind::days_duration:
      return to_string(value.days_duration());
    case Kind::months_duration:
      return to_string(value.months_duration());
    default:
      return {};
  }
}

void add_items(const ListData& list, DocumentNode& node) {
  node.kind = DocumentNode::Kind::list;
  for (const auto& item : list.items) node.items.push_back(as_document(item.value, node.span));
}

void add_entries(const ContextData& context, DocumentNode& node) {
  node.kind = DocumentNode::Kind::map;
  for (const auto& field : context.fields) {
    node.entries.emplace_back();
    node.entries.back().key = field.name;
    node.entries.back().key_span = node.span;
    node.entries.back().value = as_document(field.value, node.span);
  }
}

}  // namespace

DocumentNode as_document(const Value& value, const grammar::Span& span) {
  DocumentNode node;
  node.span = span;
  if (value.is(Kind::list)) {
    add_items(value.list(), node);
  } else if (value.is(Kind::context)) {
    add_entries(value.context(), node);
  } else if (!value.is_null() && !value.is_unknown()) {
    node.kind = DocumentNode::Kind::scalar;
    node.text = scalar_text(value);
    node.quoted = value.is(Kind::text);
  }
  return node;
}

ReadFacts read_given_facts(const Program& program, const TestProgram& test) {
  FactBase nothing;
  nothing.today = test.today.value_or(Date());
  Arena arena;
  ExpressionEvaluator evaluator(program, nothing, arena);
  Environment environment;
  std::vector<std::pair<FactId, DocumentNode>> given;
  for (const auto& one : test.given) {
    given.emplace_back(one.fact,
                       as_document(evaluator.evaluate(one.value, {}, environment), one.span));
  }
  return read_given(given, program.vocabulary, nothing.today);
}

}  // namespace entente::engine
