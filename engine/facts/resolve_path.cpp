#include "engine/facts/resolve_path.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "engine/facts/fact_path.hpp"

namespace entente::engine {
namespace {

using NodeKind = DocumentNode::Kind;
using StepKind = grammar::PathStep::Kind;

constexpr std::size_t max_steps = 200;

bool is_given(const DocumentNode* node) { return node != nullptr && node->kind != NodeKind::null; }

}  // namespace

std::optional<ResolvedPath> PathResolver::resolve(const DocumentNode& path, const Ledger& ledger,
                                                  bool beyond) {
  span_ = path.span;
  beyond_ = beyond;
  at_home_ = false;
  at_ = {};
  const auto steps = path.kind == NodeKind::scalar ? grammar::parse_path(path.text)
                                                   : std::vector<grammar::PathStep>();
  if (steps.empty() || steps.size() > max_steps || steps.front().kind != StepKind::field) {
    report_unreadable(path);
    return std::nullopt;
  }
  if (!begin(steps.front())) return std::nullopt;
  for (std::size_t i = 1; i < steps.size(); ++i)
    if (!follow(steps[i], ledger)) return std::nullopt;
  return at_;
}

void PathResolver::report_unreadable(const DocumentNode& path) {
  std::string label = "a path looks like `parties[Westbrook].values`";
  if (path.kind != NodeKind::scalar) {
    reports_.error("E520", span_, "expected a path", std::move(label));
    return;
  }
  if (path.text.find("[0]") != std::string::npos)
    label = "positions count from 1";
  else if (const auto meant = with_quoted_keys(path.text); !meant.empty())
    label = fmt::format("a key with such signs stands in quotes: `{}`", meant);
  reports_.error("E520", span_, fmt::format("`{}` is not a path", path.text), std::move(label));
}

bool PathResolver::begin(const Step& step) {
  const auto fact = vocabulary_.fact(step.text);
  if (!fact)
    return fail(fmt::format("`{}` is not a fact of these rules", step.text),
                reports_.did_you_mean(step.text, names_of(vocabulary_.facts)));
  at_.text = step.text;
  at_.type = vocabulary_[*fact].type;
  at_.node = given_[static_cast<std::size_t>(*fact)];
  at_home_ = keyed_.home_of(*fact).has_value();
  return true;
}

bool PathResolver::follow(const Step& step, const Ledger& ledger) {
  const Type& type = vocabulary_[at_.type];
  if (type.kind == TypeKind::list) {
    if (step.kind != StepKind::field) return item(step, ledger);
    return fail(fmt::format("`{}` is a list, it has no `{}`", at_.text, step.text),
                "name one of its items");
  }
  if (type.kind == TypeKind::record && step.kind == StepKind::field) return field(step);
  if (type.kind == TypeKind::record)
    return fail(fmt::format("`{}` is a record, not a list", at_.text), "name one of its fields");
  return fail(fmt::format("`{}` has no parts", at_.text));
}

bool PathResolver::field(const Step& step) {
  const RecordType& record = vocabulary_[vocabulary_[at_.type].record];
  const auto index = record.field(step.text);
  if (!index)
    return fail(fmt::format("`{}` is not a field of {}", step.text, record.name),
                reports_.did_you_mean(step.text, names_of(record.fields)));
  if (keyed_.is_reference(at_.type) && !at_home_) {
    const auto key =
        is_given(at_.node) ? keyed_.key_of(*at_.node, vocabulary_[at_.type].record) : std::nullopt;
    return fail(fmt::format("`{}` refers to a {}", at_.text, record.name),
                key ? fmt::format("name the fact where it stands, with {}", key_step(*key)) : "");
  }
  if (is_given(at_.node) && at_.node->kind != NodeKind::map) return false;
  at_.text += "." + step.text;
  at_.type = record.fields[*index].type;
  at_.node = at_.node == nullptr ? nullptr : at_.node->find(step.text);
  at_home_ = false;
  return true;
}

bool PathResolver::item(const Step& step, const Ledger& ledger) {
  if (is_given(at_.node) && at_.node->kind != NodeKind::list) return false;
  if (step.kind == StepKind::any) return any_item(ledger);
  if (is_given(at_.node)) {
    const auto& steps = steps_of(*at_.node);
    if (step.kind == StepKind::position && step.position - 1 < steps.in_order.size())
      return item_at(step.position - 1);
    const auto found = steps.by_step.find(key_step(step.text));
    if (step.kind == StepKind::key && found != steps.by_step.end()) return item_at(found->second);
  }
  return unseen_item(step, ledger);
}

bool PathResolver::item_at(std::size_t index) {
  at_.text += steps_of(*at_.node).in_order[index];
  at_.type = vocabulary_[at_.type].element;
  at_.node = &at_.node->items[index];
  at_home_ = at_home_ && at_.node->kind == NodeKind::map;
  return true;
}

const PathResolver::ItemSteps& PathResolver::steps_of(const DocumentNode& list) {
  const auto [found, added] = steps_.try_emplace(&list);
  if (!added) return found->second;
  auto& steps = found->second;
  steps.in_order = keyed_.item_steps(list, vocabulary_[at_.type].element);
  for (std::size_t i = 0; i < steps.in_order.size(); ++i)
    steps.by_step.emplace(steps.in_order[i], i);
  return steps;
}

bool PathResolver::any_item(const Ledger& ledger) {
  if (is_given(at_.node) && !ledger.is_open(at_.text))
    return fail(fmt::format("`{}` holds no more than the file shows", at_.text),
                "name it under `open lists` if there may be more");
  at_.text += "[*]";
  at_.type = vocabulary_[at_.type].element;
  at_.node = nullptr;
  return true;
}

bool PathResolver::unseen_item(const Step& step, const Ledger& ledger) {
  const auto element = vocabulary_[at_.type].element;
  const bool hidden_items = !is_given(at_.node) || ledger.is_open(at_.text);
  if (beyond_ && hidden_items && step.kind == StepKind::key && at_home_) {
    at_.text += key_step(step.text);
    at_.type = element;
    at_.node = nullptr;
    return true;
  }
  if (is_given(at_.node) ? holds_refused_item(*at_.node, element) : refused_facts_) return false;
  const std::string name =
      step.kind == StepKind::key ? key_step(step.text) : position_step(step.position);
  if (!is_given(at_.node))
    return fail(fmt::format("`{}` is not given, so it has no `{}`", at_.text, name));
  std::vector<std::string> keys;
  if (step.kind == StepKind::key && keyed_.is_keyed(element) && !reports_.many()) {
    for (const auto& item : at_.node->items)
      if (auto key = keyed_.key_of(item, vocabulary_[element].record)) keys.push_back(*key);
  }
  auto label = reports_.did_you_mean(step.text, keys);
  if (label.empty()) label = fmt::format("the file shows {} of its items", at_.node->items.size());
  return fail(fmt::format("`{}` has no `{}`", at_.text, name), label);
}

/// One that is no record with a key of its own, so that it may be the one meant.
bool PathResolver::holds_refused_item(const DocumentNode& list, TypeId element) const {
  if (!keyed_.is_keyed(element) || !at_home_) return false;
  const RecordId record = vocabulary_[element].record;
  std::set<std::string> keys;
  return std::ranges::any_of(list.items, [&](const DocumentNode& item) {
    const auto key = item.kind == NodeKind::map ? keyed_.key_of(item, record) : std::nullopt;
    return !key || !keys.insert(*key).second;
  });
}

bool PathResolver::fail(std::string message, std::string label) {
  reports_.error("E521", span_, std::move(message), std::move(label));
  return false;
}

}  // namespace entente::engine
