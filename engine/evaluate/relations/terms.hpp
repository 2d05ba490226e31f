// What stands in the tuples of relations, numbered: of each kind (texts, numbers, the records of
// one type) the values met so far have dense ids, equal ones the same. A record with a key is that
// key, one without is its place in the facts. The first ids of every kind are for values that are
// not known.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/value.hpp"
#include "engine/program/relation_program.hpp"

namespace entente::engine {

using TermId = std::uint32_t;
constexpr TermId any_term = 0;
/// A record that is none of those in the facts: one that an open list may still hold.
constexpr TermId new_term = 1;
/// A known value that stands in no tuple.
constexpr TermId unmet_term = ~0U;

[[nodiscard]] constexpr bool is_known(TermId term) { return term > new_term; }
/// Surely, where both are known.
[[nodiscard]] constexpr bool may_be_same(TermId a, TermId b) {
  return a == b || a == any_term || b == any_term;
}
/// Term by term; `asked` is as long as the tuple.
[[nodiscard]] inline bool may_be_same(std::span<const TermId> tuple,
                                      std::span<const TermId> asked) {
  for (std::size_t i = 0; i < tuple.size(); ++i)
    if (!may_be_same(tuple[i], asked[i])) return false;
  return true;
}

/// Whether what an open list may still hold is none of the records in the facts: so where records
/// stand themselves, whether they have a key or not.
[[nodiscard]] bool holds_new_records(const Value& list, const Vocabulary& vocabulary);

/// The terms of one kind. What their values point to must outlive it.
class Terms {
 public:
  Terms(const TermKind& kind, const Vocabulary& vocabulary);

  /// None when the value is of another kind, null or not known.
  [[nodiscard]] std::optional<TermId> intern(const Value& value);
  /// None also when it was never interned.
  [[nodiscard]] std::optional<TermId> find(const Value& value) const;
  /// Of a known one.
  [[nodiscard]] const Value& operator[](TermId term) const { return values_[term]; }
  /// How many ids there are, those of values that are not known included.
  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  /// What is the same under `=`: texts by their letters, decimals by number, all else by one word.
  struct Word {
    std::uint64_t kind = 0;
    std::uint64_t bits = 0;
    std::uint64_t more = 0;  // of a long duration
    friend bool operator==(const Word&, const Word&) = default;
  };
  struct WordHash {
    std::size_t operator()(const Word& word) const {
      return ((word.bits ^ word.more) * 0x9E3779B97F4A7C15U) ^ (word.kind << 1U);
    }
  };

  [[nodiscard]] bool fits(const Value& value) const;
  /// The value that identifies a record with a key; any other value itself.
  [[nodiscard]] const Value& identity(const Value& value) const;
  [[nodiscard]] std::optional<Word> word_of(const Value& identity) const;
  TermId add(const Value& value);

  TermKind kind_;
  const Vocabulary& vocabulary_;
  std::vector<Value> values_;
  std::unordered_map<Word, TermId, WordHash> by_word_;
  std::unordered_map<std::string_view, TermId> by_text_;
  std::map<Number, TermId> by_number_;
};

}  // namespace entente::engine
