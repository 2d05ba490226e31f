#include "engine/facts/keyed_records.hpp"

#include <set>

#include "engine/facts/fact_path.hpp"
#include "engine/facts/read_scalar.hpp"

namespace entente::engine {

bool KeyedRecords::is_keyed(TypeId type) const {
  const Type& what = vocabulary_[type];
  return what.kind == TypeKind::record && what.record != RecordId::none &&
         vocabulary_[what.record].key.has_value();
}

bool KeyedRecords::is_reference(TypeId type) const {
  return is_keyed(type) && vocabulary_[vocabulary_[type].record].home != FactId::none;
}

std::optional<RecordId> KeyedRecords::home_of(FactId fact) const {
  const Type& type = vocabulary_[vocabulary_[fact].type];
  if (type.kind != TypeKind::list || !is_keyed(type.element)) return std::nullopt;
  const RecordId record = vocabulary_[type.element].record;
  return vocabulary_[record].home == fact ? std::optional(record) : std::nullopt;
}

std::optional<std::string> KeyedRecords::key_of(const DocumentNode& node, RecordId record) const {
  const RecordType& type = vocabulary_[record];
  const Declaration& key = type.fields[*type.key];
  const DocumentNode* written = &node;
  if (node.kind == DocumentNode::Kind::map) written = node.find(key.name);
  if (written == nullptr) return std::nullopt;
  return read_key(*written, vocabulary_[key.type]);
}

std::vector<std::string> KeyedRecords::item_steps(const DocumentNode& list, TypeId element) const {
  std::vector<std::string> steps;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    std::optional<std::string> key;
    if (is_keyed(element)) key = key_of(list.items[i], vocabulary_[element].record);
    const bool first = key && seen.insert(*key).second;
    steps.push_back(first ? key_step(*key) : position_step(i + 1));
  }
  return steps;
}

}  // namespace entente::engine
