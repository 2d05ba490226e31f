// What every operator works with: where new values are put, the types, today, and how to word an
// error.
#pragma once

#include <optional>
#include <string_view>

#include "engine/model/value.hpp"

namespace entente::engine {

struct Runtime {
  Arena& arena;
  const Vocabulary& vocabulary;
  Date today;
  std::optional<DateTime> now;

  /// An error null; the message is copied, as far as anybody would read it.
  [[nodiscard]] Value error(std::string_view message) const {
    return Value::error(arena.make(ErrorNull{arena.text(start_of(message, 300))}));
  }
};

/// "a number", "a list", "none": for messages.
[[nodiscard]] std::string_view noun(KindSet kinds);

}  // namespace entente::engine
