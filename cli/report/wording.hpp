// How results are put into words, the same in every report that people read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.hpp"

namespace entente::cli {

/// The scorecard's title, or its id where it has none.
[[nodiscard]] const std::string& title_of(const engine::Result& result);
/// `61.5` or `61.5 to 78`: rounded half even to two decimals, or to as many as keep what is not
/// whole from looking whole (`59.9996`).
[[nodiscard]] std::string score_words(const engine::Bounds& bounds);
/// The partnership's name, or that it has none.
[[nodiscard]] std::string_view name_of(const engine::Result& result);
/// Why there is no score: `nothing in this scorecard applies`.
[[nodiscard]] std::string_view no_score_words(const engine::Result& result);
/// `ready`, or `undecided: ready with conditions, or not ready`.
[[nodiscard]] std::string verdict_words(const engine::ResultVerdict& verdict);
/// What exact and outer bounds mean; empty when the score is one number and certain.
[[nodiscard]] std::string bounds_words(const engine::Bounds& bounds);
/// `41 known, 9 missing, 2 out of date, 3 without a date`.
[[nodiscard]] std::string coverage_words(const engine::Coverage& coverage);
/// `10 minutes`, `1 hour`, `3 days`: a day has 8 hours.
[[nodiscard]] std::string effort_words(const engine::Number& days);
/// `a`, `a or b`, `a, b or c`.
[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view last);
/// One sign for each outcome.
[[nodiscard]] std::string_view mark(engine::Outcome outcome);
/// The same in a picture, `#cdeac0`.
[[nodiscard]] std::string_view outcome_colour(engine::Outcome outcome);
inline constexpr std::string_view picture_font = "Helvetica,Arial,sans-serif";
/// `████▒▒░░`: sure, still possible, out of reach, of a score from 0 to 100.
[[nodiscard]] std::string bar(const engine::Bounds& score, std::size_t columns);
/// Whether a manager wants to know more about this outcome than its mark.
[[nodiscard]] bool calls_for_attention(engine::Outcome outcome);

/// A missing fact and the rules that wait for it.
struct Asked {
  const engine::ResultMissing* missing = nullptr;
  std::vector<const engine::ResultRule*> rules;
};
/// What can be asked, most weight first: must rules, then the weight that waits for it, then the
/// lesser effort, then by path. Withheld facts are never asked again and come last.
[[nodiscard]] std::vector<Asked> what_to_ask(const engine::Result& result);

/// One thing to do, for each of these items where a rule is judged for several.
struct Advised {
  const engine::ResultAction* action = nullptr;
  const engine::ResultRule* rule = nullptr;  // in what_to_do
  std::vector<std::string> items;
};
/// Why an unknown rule waits for no fact: `asks a rule in fault`; empty for any other.
[[nodiscard]] std::string_view why_nothing_is_missing(const engine::ResultRule& rule);

enum class Advice : std::uint8_t { all, of_what_is_settled };
/// By what they say.
[[nodiscard]] std::vector<Advised> grouped(const std::vector<engine::ResultAction>& actions,
                                           Advice advice = Advice::all);
/// What it takes: `2 hours each for A and B`; empty when that is not said.
[[nodiscard]] std::string effort_words(const Advised& advised);

/// What to do, and in brackets what it takes.
[[nodiscard]] std::string advised_words(const Advised& advised);

/// Advice on what is not met or partly met, items of rules that are unknown as a whole included.
/// Must rules first, then by the credit still to be had times weight, then the lesser effort.
[[nodiscard]] std::vector<Advised> what_to_do(const engine::Result& result);

}  // namespace entente::cli
