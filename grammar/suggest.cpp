#include "grammar/suggest.hpp"

#include <algorithm>
#include <vector>

namespace entente::grammar {
namespace {

constexpr std::size_t longest_compared = 100;

/// Optimal string alignment distance: insert, delete, replace, swap of neighbours.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_previous(right.size() + 1);
  std::vector<std::size_t> previous(right.size() + 1);
  std::vector<std::size_t> current(right.size() + 1);
  for (std::size_t column = 0; column <= right.size(); ++column) previous[column] = column;
  for (std::size_t row = 1; row <= left.size(); ++row) {
    current[0] = row;
    for (std::size_t column = 1; column <= right.size(); ++column) {
      const std::size_t replaced = left[row - 1] == right[column - 1] ? 0 : 1;
      current[column] = std::min(
          {previous[column] + 1, current[column - 1] + 1, previous[column - 1] + replaced});
      const bool swapped = row > 1 && column > 1 && left[row - 1] == right[column - 2] &&
                           left[row - 2] == right[column - 1];
      if (swapped) current[column] = std::min(current[column], before_previous[column - 2] + 1);
    }
    before_previous.swap(previous);
    previous.swap(current);
  }
  return previous[right.size()];
}

std::size_t allowed(std::string_view left, std::string_view right) {
  return std::clamp<std::size_t>(std::max(left.size(), right.size()) / 3, 1, 3);
}

template <typename Word>
std::optional<std::string> nearest_of(std::string_view word, std::span<const Word> known) {
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  if (word.empty() || word.size() > longest_compared) return best;
  for (const std::string_view candidate : known) {
    const auto limit = allowed(word, candidate);
    if (candidate.size() > word.size() + limit || word.size() > candidate.size() + limit) continue;
    const auto steps = distance(word, candidate);
    if (steps > limit || steps >= candidate.size()) continue;
    if (!best || steps < best_distance || (steps == best_distance && candidate < *best)) {
      best = candidate;
      best_distance = steps;
    }
  }
  return best;
}

std::string asked(const std::optional<std::string>& found) {
  return found ? "did you mean `" + *found + "`?" : std::string();
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known) {
  return nearest_of(word, known);
}
std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> known) {
  return nearest_of(word, known);
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  return asked(nearest_of(word, known));
}
std::string suggestion(std::string_view word, std::span<const std::string> known) {
  const std::string hint = did_you_mean(word, known);
  return hint.empty() ? hint : "; " + hint;
}
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  return asked(nearest_of(word, known));
}

}  // namespace entente::grammar
