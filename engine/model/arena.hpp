// Memory for the values of one document or one evaluation: handed out in order, freed all at once.
// Only trivially destructible things live in it; pointers into it die with it.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>

namespace entente::engine {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T>
  T* make(const T& value) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (memory_.allocate(sizeof(T), alignof(T))) T(value);
  }
  /// Uninitialised only in name: every element is value-initialised.
  template <class T>
  std::span<T> array(std::size_t size) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (size == 0) return {};
    auto* first = static_cast<T*>(memory_.allocate(sizeof(T) * size, alignof(T)));
    for (std::size_t i = 0; i < size; ++i) new (first + i) T();
    return {first, size};
  }
  std::string_view text(std::string_view source) {
    if (source.empty()) return {};
    auto* copy = static_cast<char*>(memory_.allocate(source.size(), 1));
    std::memcpy(copy, source.data(), source.size());
    return {copy, source.size()};
  }
  /// Forgets everything; the first block is kept for reuse.
  void reset() { memory_.release(); }

 private:
  std::pmr::monotonic_buffer_resource memory_{16 * 1024};
};

}  // namespace entente::engine
