// Records with a key: which fact lists them, and by which steps their items are called in paths.
// A keyed record that a fact lists, its home, stands there; everywhere else it is referred to by
// its key. One that no fact lists is written where it belongs. Private to engine/facts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/document.hpp"
#include "engine/model/vocabulary.hpp"

namespace entente::engine {

class KeyedRecords {
 public:
  explicit KeyedRecords(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// A record with a key.
  [[nodiscard]] bool is_keyed(TypeId type) const;
  /// Written as a key that stands for a record elsewhere.
  [[nodiscard]] bool is_reference(TypeId type) const;
  /// The record whose home this fact is.
  [[nodiscard]] std::optional<RecordId> home_of(FactId fact) const;

  /// The key of the record that is written here, as a map or as a reference; none when it has none.
  [[nodiscard]] std::optional<std::string> key_of(const DocumentNode& node, RecordId record) const;
  /// The last steps of the paths of a list's items: `[Westbrook]`, or `[2]` where there is no key
  /// or another item has it already.
  [[nodiscard]] std::vector<std::string> item_steps(const DocumentNode& list, TypeId element) const;

 private:
  const Vocabulary& vocabulary_;
};

}  // namespace entente::engine
