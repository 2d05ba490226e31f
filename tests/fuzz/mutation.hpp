// Makes wrong inputs out of right ones, the same ones from the same seed.
// Cuts, doubles, swaps and replaces stretches, inserts words of the language and stray bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::tests {

class Mutator {
 public:
  /// `texts` are the right inputs; `words` what may be inserted. Both must not be empty.
  Mutator(std::vector<std::string> texts, std::vector<std::string> words, std::uint64_t seed);

  /// The next wrong input: a stretch of a text, at most `longest` bytes, changed 1 to 8 times.
  [[nodiscard]] std::string next(std::size_t longest = 1500);

 private:
  std::size_t below(std::size_t limit);
  std::string stretch(std::size_t longest);
  void change(std::string& text);

  std::vector<std::string> texts_;
  std::vector<std::string> words_;
  std::uint64_t state_;
};

}  // namespace entente::tests
