#include "engine/explain/fact_value.hpp"

#include <algorithm>
#include <vector>

namespace entente::engine {
namespace {

PathId path_of(const Value& value) {
  if (value.is(Kind::record)) return value.record().path;
  if (value.is(Kind::list)) return value.list().path;
  return value.is_unknown() ? value.unknown().path : PathId::none;
}

Value field_at(const RecordData& record, const FactBase& facts, const Vocabulary& vocabulary,
               PathId path) {
  const auto& fields = vocabulary[record.type].fields;
  for (std::size_t i = 0; i < std::min(fields.size(), record.fields.size()); ++i) {
    if (facts.child(record.path, fields[i].name) == path) return record.fields[i];
  }
  return {};
}

Value item_at(const ListData& list, const FactBase& facts, PathId path) {
  const PathInfo& info = facts[path];
  const std::string& around = facts[info.parent].text;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Value& item = list.items[i].value;
    if (path_of(item) == path) return item;
    std::string by_position = around;
    by_position.append("[").append(std::to_string(i + 1)).append("]");
    if (info.text == by_position) return item;
  }
  const bool beyond = list.tail != nullptr && info.text == around + "[*]";
  return beyond ? Value::unknown(list.tail) : Value();
}

}  // namespace

Value fact_value(const FactBase& facts, const Vocabulary& vocabulary, PathId path) {
  std::vector<PathId> chain;
  for (PathId at = path; at != PathId::none; at = facts[at].parent) chain.push_back(at);
  std::ranges::reverse(chain);
  Value value = facts[facts[path].fact];
  for (std::size_t i = 1; i < chain.size() && !value.is_unknown(); ++i) {
    if (value.is(Kind::record)) {
      value = field_at(value.record(), facts, vocabulary, chain[i]);
    } else if (value.is(Kind::list)) {
      value = item_at(value.list(), facts, chain[i]);
    } else {
      return {};
    }
  }
  return value;
}

std::vector<Value> as_in(const FactBase& facts, const Vocabulary& vocabulary,
                         std::span<const Value> values) {
  std::vector<Value> found(values.begin(), values.end());
  for (Value& value : found)
    if (value.is(Kind::record) && value.record().path != PathId::none)
      value = fact_value(facts, vocabulary, value.record().path);
  return found;
}

}  // namespace entente::engine
