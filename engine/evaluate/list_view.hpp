// Any value seen as a list: what is surely in it, what is perhaps in it, what more there may be.
// A missing list is an open one without items; FEEL reads a single value as a list of one.
#pragma once

#include "engine/evaluate/unknown.hpp"

namespace entente::engine {

struct ListView {
  std::span<const ListItem> items;
  const Unknown* tail = nullptr;  // set: there may be more, each one `tail_item`
  Value tail_item;
  std::uint32_t tail_least = 0;
  std::uint32_t tail_most = any_number;
  KindSet instead;                 // nulls the whole may turn out to be
  const Unknown* whole = nullptr;  // set when `instead` is not empty: what decides that

  [[nodiscard]] bool closed() const { return tail == nullptr; }
  /// Closed, and nothing in it is only perhaps there.
  [[nodiscard]] bool certain() const;
  /// The item at this position is known to stand there; from the end when negative.
  [[nodiscard]] bool sure_until(std::int64_t position) const;
  /// Items that are there for sure, the tail's least ones included.
  [[nodiscard]] std::size_t sure_size() const;
};

/// Not for a null: that is its own answer.
[[nodiscard]] ListView view(const Runtime& runtime, const Value& value);

/// The first item that is an error, else a new error that says `otherwise`.
[[nodiscard]] Value error_among(const Runtime& runtime, const ListView& items,
                                std::string_view otherwise);

/// `a` and `b` both hold, of which one may be null (then it holds).
[[nodiscard]] const Unknown* joined_waits(const Runtime& runtime, const Unknown* a,
                                          const Unknown* b);
/// A condition that waits for the same facts as this unknown.
[[nodiscard]] const Unknown* as_waits(const Runtime& runtime, const Unknown& unknown);
/// A condition that waits for all of these.
[[nodiscard]] const Unknown* waiting_for(const Runtime& runtime, Missing& missing);

/// Makes a list in order. What comes after a tail joins the tail: its place is not known.
class ListBuilder {
 public:
  ListBuilder(const Runtime& runtime, std::size_t expected);

  void add(const Value& value, const Unknown* perhaps = nullptr);
  void add_tail(const Unknown& waits, const Value& item, std::uint32_t least,
                std::uint32_t most = any_number);
  /// The items and the tail of another list.
  void add_all(const ListView& list);
  [[nodiscard]] std::span<const ListItem> so_far() const { return items_.first(count_); }
  [[nodiscard]] bool open() const { return tail_ != nullptr; }
  [[nodiscard]] Value finish() const;

 private:
  const Runtime& runtime_;
  std::span<ListItem> items_;
  std::size_t count_ = 0;
  const Unknown* tail_ = nullptr;
  Value tail_item_;
  std::uint32_t tail_least_ = 0;
  std::uint32_t tail_most_ = 0;
  Extent extent_ = holds_nothing;
};

/// A list of known values.
[[nodiscard]] Value make_list(const Runtime& runtime, std::span<const Value> values);

}  // namespace entente::engine
