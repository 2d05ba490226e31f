// A value of the rule language as plain data: what results and proofs hold, long after the arena of
// an evaluation is gone. Numbers stay decimal text. Not a value to calculate with.
#pragma once

#include <string>
#include <vector>

#include "engine/model/fact_base.hpp"

namespace entente::engine {

struct PlainValue {
  enum class Kind : std::uint8_t {
    unknown,
    none,
    nothing,
    error,
    boolean,
    number,
    text,
    moment,
    list,
    object,
    other
  } kind = Kind::none;
  bool boolean = false;
  /// Digits of a number; a text; a date, time or duration; why it is an error; what it can still be
  /// of an unknown (may be empty); any other value in words.
  std::string text;
  std::vector<PlainValue> items;  // of a list, of an object
  std::vector<std::string> keys;  // of an object, as many as items
  /// Of an unknown: the facts it waits for. Of a list: those that say what else is in it.
  std::vector<std::string> missing;
  bool perhaps = false;   // of an item of a list: it may not be there
  bool and_more = false;  // of a list: there may be more in it than it shows
  std::size_t more = 0;   // of a list, of an object: items left out

  friend bool operator==(const PlainValue&, const PlainValue&) = default;
};

/// A record becomes its key, else its path, else (made by an expression) an object. What nobody
/// would read is left out: a list keeps its first 50 items, a value 200 parts in all, a text 2,000
/// bytes, an unknown 1,000 of its facts.
[[nodiscard]] PlainValue plain(const Value& value, const Vocabulary& vocabulary,
                               const FactBase& facts);

/// Bytes of memory it takes.
[[nodiscard]] std::size_t size_of(const PlainValue& value);

/// For people, on one line: `yes`, `66.25`, `0.333333…`, `"a text"`, `[a, b, c and 4 more]`, `[a,
/// perhaps b]`, `[a, perhaps more]`, `not known (0 to 3)`.
[[nodiscard]] std::string in_words(const PlainValue& value);

/// What an item of a list is called: its key, its path, its value; two of them with `and` between.
/// Of one that is not known its path; `one that may be added` where the facts do not show it yet.
[[nodiscard]] std::string item_in_words(const Value& item, const Vocabulary& vocabulary,
                                        const FactBase& facts);

}  // namespace entente::engine
