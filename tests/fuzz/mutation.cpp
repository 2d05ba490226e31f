#include "tests/fuzz/mutation.hpp"

#include <algorithm>
#include <utility>

namespace entente::tests {

Mutator::Mutator(std::vector<std::string> texts, std::vector<std::string> words, std::uint64_t seed)
    : texts_(std::move(texts)), words_(std::move(words)), state_(seed) {}

/// SplitMix64: the same numbers with every standard library.
std::size_t Mutator::below(std::size_t limit) {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  mixed ^= mixed >> 31U;
  return limit == 0 ? 0 : static_cast<std::size_t>(mixed % limit);
}

std::string Mutator::stretch(std::size_t longest) {
  const auto& text = texts_[below(texts_.size())];
  const auto line = text.find('\n', below(text.size() + 1));
  const auto begin = line == std::string::npos ? 0 : line + 1;
  return text.substr(begin, below(longest) + 1);
}

void Mutator::change(std::string& text) {
  const auto at = below(text.size() + 1);
  const auto length = std::min(below(20), text.size() - at);
  switch (below(8)) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(at, text.substr(at, length));
      break;
    case 2:
      text.insert(at, " " + words_[below(words_.size())] + " ");
      break;
    case 3:
      text.replace(at, length, words_[below(words_.size())]);
      break;
    case 4:
      text.insert(at, 1, static_cast<char>(below(256)));
      break;
    case 5:
      text.insert(at, stretch(80));
      break;
    case 6:
      if (at < text.size())
        text[at] = static_cast<char>(text[at] ^ static_cast<char>(1U << below(8)));
      break;
    default:
      text.insert(at, std::string(below(300), "([{-\"\\ <"[below(8)]));
      break;
  }
}

std::string Mutator::next(std::size_t longest) {
  std::string text = stretch(longest);
  for (auto changes = below(8) + 1; changes > 0; --changes) change(text);
  return text;
}

}  // namespace entente::tests
