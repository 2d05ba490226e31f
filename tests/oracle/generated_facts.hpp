// A small vocabulary, random facts for it of which about half are missing, and the completions of
// what is missing: every cut that the expression's constants and the declared ranges make, a point
// between neighbours, one beyond each end; of texts each one named and another; of open lists up to
// two further items.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/oracle/naive_expression.hpp"

namespace entente::oracle {

using Random = std::mt19937_64;

/// A declared type of the vocabulary.
struct Shape {
  enum class Kind { boolean, number, text, choice, date, list, record } kind = Kind::number;
  bool or_none = false;
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  std::vector<std::string> choices;
  std::size_t least_size = 0;
  std::string record;          // its name
  bool keyed = false;          // a record whose first field is its key
  std::vector<Shape> element;  // of a list: one
  std::vector<std::pair<std::string, Shape>> fields;
};

struct DeclaredFact {
  std::string name;
  Shape shape;
};
[[nodiscard]] const std::vector<DeclaredFact>& vocabulary();
/// The head, records, facts and the relation `listed` as a rule file's text.
[[nodiscard]] const std::string& vocabulary_text();
[[nodiscard]] Date generated_today();

// The pools that constants and values are drawn from, so that they meet.
[[nodiscard]] std::string pick_number(Random& random);
[[nodiscard]] std::string pick_text(Random& random);
[[nodiscard]] std::string pick_date(Random& random);
[[nodiscard]] std::string pick_time(Random& random);

/// What an expression reads and compares with, as its generator wrote it.
struct Mentions {
  std::set<std::string> facts;
  std::vector<Decimal> numbers;
  std::vector<std::string> texts;
  std::vector<Date> dates;
  std::vector<Value> durations;
};

/// What is missing: a fact, a field, an item, or the `[*]` of an open list; and what it can be.
struct Slot {
  std::string path;
  Shape shape;
  bool tail = false;
  std::vector<Value> domain;  // of an open tail: lists of further items
};

/// A value in which some places are slots (by index); a completed one has none.
struct FactNode {
  std::optional<std::size_t> slot;
  Shape shape;
  Value scalar;
  std::vector<FactNode> children;   // fields in declared order, or items
  std::optional<std::size_t> tail;  // of an open list
};

/// For each slot the index of the value taken from its domain; absent: not supplied.
using Completion = std::vector<std::optional<std::size_t>>;

class GeneratedFacts {
 public:
  /// Makes the facts that are mentioned, no others.
  GeneratedFacts(Random& random, const Mentions& mentions);

  [[nodiscard]] const std::vector<Slot>& slots() const { return slots_; }
  [[nodiscard]] Completion nothing_supplied() const { return Completion(slots_.size()); }
  [[nodiscard]] Completion random_completion(Random& random) const;
  /// All of them when there are at most `most`, else so many drawn at random.
  [[nodiscard]] std::vector<Completion> completions(Random& random, std::size_t most,
                                                    bool& exhaustive) const;
  /// The same facts with more values for some slots: cut at `also` too, and at sums, products and
  /// quotients of the cuts; of lists and records many.
  [[nodiscard]] GeneratedFacts finer(Random& random, const std::vector<bool>& slots,
                                     const Mentions& also) const;
  /// Values of the facts; each slot must be completed. Completed ones are not `in_file` unless
  /// `all_in_file`.
  [[nodiscard]] std::map<std::string, Value, std::less<>> values(const Completion& completion,
                                                                 bool all_in_file) const;
  /// The facts file; what is not completed is left out.
  [[nodiscard]] std::string json(const Completion& completion) const;

 private:
  std::vector<std::pair<std::string, FactNode>> facts_;
  std::vector<Slot> slots_;
  Mentions mentions_;  // the values of known facts among them
};

}  // namespace entente::oracle
