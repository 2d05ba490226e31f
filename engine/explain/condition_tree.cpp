#include "engine/explain/condition_tree.hpp"

#include <utility>

namespace entente::engine {
namespace {

Truth lenient(const ConditionPart& part, Truth truth) {
  return part.open_fails && truth == Truth::open ? Truth::no : truth;
}

}  // namespace

Truth counted(std::size_t holding, std::size_t failing, std::size_t parts, std::size_t needed) {
  if (holding >= needed) return Truth::yes;
  return parts - failing < needed ? Truth::no : Truth::open;
}

std::size_t ConditionTree::add(ConditionPart part) {
  const std::size_t number = parts_.size();
  std::size_t holding = 0;
  std::size_t failing = 0;
  for (const auto below : part.parts) {
    above_[below] = number;
    holding += judged_[below] == Truth::yes ? 1 : 0;
    failing += judged_[below] == Truth::no ? 1 : 0;
  }
  if (part.condition != no_condition) {
    if (part.condition >= parts_of_.size()) parts_of_.resize(part.condition + 1);
    parts_of_[part.condition].push_back(number);
  }
  using Kind = ConditionPart::Kind;
  Truth judged = part.judged;
  if (part.kind == Kind::some_of)
    judged = counted(holding, failing, part.parts.size(), part.needed);
  if (part.kind == Kind::opposite) judged = opposite(judged_[part.parts[0]]);
  if (part.kind == Kind::chosen)
    judged = judged_[part.parts[0]] == Truth::yes ? judged_[part.parts[1]] : Truth::open;
  judged_.push_back(lenient(part, judged));
  above_.push_back(number);
  parts_.push_back(std::move(part));
  return number;
}

const std::vector<std::size_t>& ConditionTree::parts_of(std::size_t condition) const {
  static const std::vector<std::size_t> none;
  return condition < parts_of_.size() ? parts_of_[condition] : none;
}

Supposition::Supposition(const ConditionTree& tree)
    : tree_(tree), holding_(tree.size()), failing_(tree.size()) {
  for (std::size_t i = 0; i < tree.size(); ++i) {
    truth_.push_back(tree.judged(i));
    for (const auto below : tree[i].parts) {
      holding_[i] += truth_[below] == Truth::yes ? 1 : 0;
      failing_[i] += truth_[below] == Truth::no ? 1 : 0;
    }
  }
}

void Supposition::suppose(std::size_t condition, std::optional<Truth> truth) {
  if (condition >= supposed_.size()) supposed_.resize(condition + 1);
  supposed_[condition] = truth;
  for (std::size_t part : tree_.parts_of(condition)) {
    for (;;) {
      const Truth before = truth_[part];
      const Truth after = now(part);
      if (before == after) break;
      truth_[part] = after;
      const std::size_t above = tree_.above(part);
      if (above == part) break;
      if (before == Truth::yes) --holding_[above];
      if (before == Truth::no) --failing_[above];
      if (after == Truth::yes) ++holding_[above];
      if (after == Truth::no) ++failing_[above];
      part = above;
    }
  }
}

Truth Supposition::now(std::size_t number) const {
  const ConditionPart& part = tree_[number];
  if (part.condition < supposed_.size() && supposed_[part.condition])
    return *supposed_[part.condition];
  switch (part.kind) {
    case ConditionPart::Kind::some_of:
      return lenient(part,
                     counted(holding_[number], failing_[number], part.parts.size(), part.needed));
    case ConditionPart::Kind::opposite:
      return lenient(part, opposite(truth_[part.parts[0]]));
    case ConditionPart::Kind::chosen:
      return lenient(part,
                     truth_[part.parts[0]] == Truth::yes ? truth_[part.parts[1]] : Truth::open);
    default:
      return lenient(part, part.judged);
  }
}

}  // namespace entente::engine
