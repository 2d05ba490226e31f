#include "engine/evaluate/fact_domain.hpp"

namespace entente::engine {

std::optional<std::vector<Value>> fact_domain(const Program& program, const FactBase& facts,
                                              PathId path, Arena& arena) {
  const auto* declaration = facts[path].declaration;
  if (declaration == nullptr) return std::nullopt;
  const auto& type = program.vocabulary[declaration->type];
  std::vector<Value> values;
  if (type.kind == TypeKind::boolean) {
    values = {Value::boolean(true), Value::boolean(false)};
  } else if (type.kind == TypeKind::choice) {
    for (const auto& choice : type.choices) values.push_back(Value::text(choice, arena));
  } else {
    return std::nullopt;
  }
  if (type.or_none) values.push_back(Value::null(NullReason::none));
  return values;
}

}  // namespace entente::engine
