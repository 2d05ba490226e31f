#include "tests/support/explained.hpp"

#include <stdexcept>

namespace entente::tests {

using namespace engine;

Explained::Explained(std::string_view rules, std::string_view facts)
    : loaded_(rules),
      facts_(loaded_.read(facts)),
      evaluation_(evaluate(loaded_.program(), facts_, all_recorded())) {
  recorder_.emplace(loaded_.program(), facts_, evaluation_);
  from_.emplace(
      ProofSources{loaded_.program(), facts_, loaded_.sources(), &evaluation_, &*recorder_, 0, 64});
}

FoundTarget Explained::find(std::string_view text) {
  return find_target(text, loaded_.program(), 0, facts_, arena_);
}

Page Explained::page(std::string_view text) {
  const auto found = find(text);
  if (!found.target) throw std::runtime_error(found.why);
  return make_page(*found.target, *from_);
}

std::string Explained::decided_by(std::string_view text) {
  const auto target = *find(text).target;
  const auto question = open_question(target, *from_);
  if (!question) return "nothing is open";
  std::string line;
  const auto answers = deciding_answers(loaded_.program(), facts_, *question, 0, arena_);
  for (const auto& answer : in_words(answers, *from_))
    line += (line.empty() ? "" : "; ") + answer.fact + ": " + answer.answer +
            " settles it: " + answer.settles;
  return line;
}

}  // namespace entente::tests
