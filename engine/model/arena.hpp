// Memory for the values of one document or one evaluation: handed out in order, freed all at once.
// Only trivially destructible things live in it; pointers into it die with it. While an expression
// runs, what it takes and the work on what lies here are charged to a budget.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/model/budget.hpp"

namespace entente::engine {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T>
  T* make(const T& value) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T(value);
  }
  /// Uninitialised only in name: every element is value-initialised.
  template <class T>
  std::span<T> array(std::size_t size) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (size == 0) return {};
    if (size > largest / sizeof(T)) throw std::bad_alloc();
    auto* first = static_cast<T*>(allocate(sizeof(T) * size, alignof(T)));
    for (std::size_t i = 0; i < size; ++i) new (first + i) T();
    return {first, size};
  }
  std::string_view text(std::string_view source) { return text({&source, 1}); }
  /// One after the other, with `between` between each two.
  std::string_view text(std::span<const std::string_view> parts, std::string_view between = {}) {
    if (parts.empty()) return {};
    std::size_t size = (parts.size() - 1) * between.size();
    for (const std::string_view part : parts) size += part.size();
    if (size == 0) return {};
    require(extent_of_text(size));
    auto* const joined = static_cast<char*>(allocate(size, 1));
    char* end = joined;
    const auto add = [&end](std::string_view part) {
      end = std::copy(part.begin(), part.end(), end);
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) add(between);
      add(parts[i]);
    }
    return {joined, size};
  }

  /// Throws OverBudget while charged, and the budget does not allow it.
  void spend(std::uint64_t steps) {
    if (budget_ != nullptr) budget_->spend(steps);
  }
  void require(const Extent& extent) const {
    if (budget_ != nullptr) budget_->require(extent);
  }

  /// Forgets everything; the first block is kept for reuse.
  void reset() { memory_.release(); }

  /// Charges to the budget as long as it lives; to none when that is null.
  class Charge {
   public:
    Charge(Arena& arena, Budget* budget)
        : arena_(arena), before_(std::exchange(arena.budget_, budget)) {}
    ~Charge() { arena_.budget_ = before_; }
    Charge(const Charge&) = delete;
    Charge& operator=(const Charge&) = delete;

   private:
    Arena& arena_;
    Budget* before_;
  };

 private:
  static constexpr std::size_t largest = std::size_t{1} << 40U;

  void* allocate(std::size_t bytes, std::size_t alignment) {
    if (budget_ != nullptr) budget_->take(bytes);
    return memory_.allocate(bytes, alignment);
  }

  Budget* budget_ = nullptr;
  std::pmr::monotonic_buffer_resource memory_{std::size_t{16} * 1024};
};

}  // namespace entente::engine
