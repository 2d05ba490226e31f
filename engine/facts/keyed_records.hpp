// Records with a key: which facts list them, and by which steps their items are called in paths.
// A keyed record that some fact lists stands there; everywhere else it is referred to by its key.
// One that no fact lists is written where it belongs. Private to engine/facts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/document.hpp"
#include "engine/model/vocabulary.hpp"

namespace entente::engine {

class KeyedRecords {
 public:
  explicit KeyedRecords(const Vocabulary& vocabulary);

  /// The facts that list this record, in the order declared.
  [[nodiscard]] const std::vector<FactId>& homes(RecordId record) const;
  /// A record with a key.
  [[nodiscard]] bool is_keyed(TypeId type) const;
  /// Written as a key that stands for a record elsewhere.
  [[nodiscard]] bool is_reference(TypeId type) const;
  /// The record whose items this fact lists.
  [[nodiscard]] std::optional<RecordId> home_of(FactId fact) const;

  /// The key of the record that is written here, as a map or as a reference; none when it has none.
  [[nodiscard]] std::optional<std::string> key_of(const DocumentNode& node, RecordId record) const;
  /// The last steps of the paths of a list's items: `[Westbrook]`, or `[2]` where there is no key
  /// or another item has it already.
  [[nodiscard]] std::vector<std::string> item_steps(const DocumentNode& list, TypeId element) const;

 private:
  const Vocabulary& vocabulary_;
  std::vector<std::vector<FactId>> homes_;  // by record
};

}  // namespace entente::engine
