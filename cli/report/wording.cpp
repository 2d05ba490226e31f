#include "cli/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace entente::cli {
namespace {

using engine::Outcome;
using engine::Ratio;

constexpr int minutes_a_day = 8 * 60;
constexpr int minutes_an_hour = 60;

std::string amount(const Ratio& value, std::string_view unit) {
  const std::string digits = engine::to_decimal_text(value, 1);
  return fmt::format("{} {}{}", digits, unit, digits == "1" ? "" : "s");
}

std::string counted(std::uint32_t count, std::string_view what) {
  return fmt::format("{} {}", count, what);
}

/// How much of `columns` a share of 0 to 100 fills, rounded down or up.
std::size_t filled(const Ratio& score, std::size_t columns, bool up) {
  const Ratio exact = score * static_cast<std::int64_t>(columns) / 100;
  auto count = static_cast<std::size_t>(exact.floor());
  if (up && Ratio(exact.floor()) != exact) ++count;
  return std::min(count, columns);
}

void repeat(std::string& text, std::string_view sign, std::size_t times) {
  for (std::size_t i = 0; i < times; ++i) text += sign;
}

/// An effort that nobody stated counts as a day when things are ranked.
Ratio effort_of(const std::optional<engine::Number>& days) {
  return days ? engine::to_ratio(*days) : Ratio(1);
}

struct AskRank {
  bool withheld = false;
  bool must = false;
  Ratio weight;
  Ratio effort;
};

AskRank rank(const Asked& asked) {
  AskRank rank;
  rank.withheld = asked.missing->reason == engine::MissingReason::withheld;
  for (const engine::ResultRule* rule : asked.rules) {
    rank.must = rank.must || rule->must;
    rank.weight += engine::to_ratio(rule->weight);
  }
  rank.effort = effort_of(asked.missing->effort_days);
  return rank;
}

bool earlier(const Asked& left, const Asked& right) {
  const AskRank a = rank(left);
  const AskRank b = rank(right);
  if (a.withheld != b.withheld) return b.withheld;
  if (a.must != b.must) return a.must;
  if (a.weight != b.weight) return a.weight > b.weight;
  if (a.effort != b.effort) return a.effort < b.effort;
  return left.missing->fact < right.missing->fact;
}

Ratio to_gain(const engine::ResultRule& rule) {
  return engine::to_ratio(rule.weight) * (Ratio(1) - rule.credit.low);
}

Ratio effort_of(const Advised& advised) {
  return effort_of(advised.action->effort_days) * static_cast<std::int64_t>(advised.items.size());
}

bool more_urgent(const Advised& a, const Advised& b) {
  if (a.rule->must != b.rule->must) return a.rule->must;
  if (to_gain(*a.rule) != to_gain(*b.rule)) return to_gain(*a.rule) > to_gain(*b.rule);
  return effort_of(a) < effort_of(b);
}

/// Verdicts are mostly drawn at whole numbers: one just missed must not look reached.
std::string score_digits(const Ratio& score) {
  const bool whole = Ratio(score.floor()) == score;
  std::string digits = engine::to_decimal_text(score, 2);
  for (int places = 3; !whole && digits.find('.') == std::string::npos && places <= 34; ++places)
    digits = engine::to_decimal_text(score, places);
  return digits;
}

}  // namespace

const std::string& title_of(const engine::Result& result) {
  return result.scorecard_title.empty() ? result.scorecard : result.scorecard_title;
}

std::string score_words(const engine::Bounds& bounds) {
  std::string low = score_digits(bounds.low);
  if (bounds.low == bounds.high) return low;
  return fmt::format("{} to {}", low, score_digits(bounds.high));
}

std::string_view name_of(const engine::Result& result) {
  return result.partnership.empty() ? "(a partnership without a name)"
                                    : std::string_view(result.partnership);
}

std::string_view no_score_words(const engine::Result& result) {
  const bool decided = std::ranges::any_of(result.rules, &engine::ResultRule::fired);
  return decided ? "nothing that counts here has a weight" : "nothing in this scorecard applies";
}

std::string verdict_words(const engine::ResultVerdict& verdict) {
  if (verdict.certain) return *verdict.certain;
  return "undecided: " + joined(verdict.possible, ", or ");
}

std::string bounds_words(const engine::Bounds& bounds) {
  if (bounds.low == bounds.high) return {};
  if (bounds.exact) return "Both ends can still be reached, depending on what is missing.";
  return "The score lies between these; the true range may be narrower.";
}

std::string coverage_words(const engine::Coverage& coverage) {
  std::string text = fmt::format("{} known", coverage.known);
  if (coverage.missing > 0) text += ", " + counted(coverage.missing, "missing");
  if (coverage.stale > 0) text += ", " + counted(coverage.stale, "out of date");
  if (coverage.undated > 0) text += ", " + counted(coverage.undated, "without a date");
  return text;
}

std::string effort_words(const engine::Number& days) {
  const Ratio minutes = engine::to_ratio(days) * minutes_a_day;
  if (minutes < minutes_an_hour) return amount(minutes, "minute");
  if (minutes < minutes_a_day) return amount(minutes / minutes_an_hour, "hour");
  return amount(engine::to_ratio(days), "day");
}

std::string joined(const std::vector<std::string>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : ", ";
    text += words[i];
  }
  return text;
}

std::string_view mark(Outcome outcome) {
  switch (outcome) {
    case Outcome::met:
      return "✓";
    case Outcome::partly_met:
      return "◐";
    case Outcome::not_met:
      return "✗";
    case Outcome::unknown:
      return "?";
    case Outcome::not_applicable:
      return "–";
    case Outcome::not_due:
      return "·";
    case Outcome::fault:
      return "!";
  }
  return " ";
}

std::string_view outcome_colour(Outcome outcome) {
  switch (outcome) {
    case Outcome::met:
      return "#cdeac0";
    case Outcome::partly_met:
      return "#fdf0b5";
    case Outcome::not_met:
      return "#f9c8bf";
    case Outcome::unknown:
      return "#cfe2f7";
    case Outcome::not_applicable:
    case Outcome::not_due:
      return "#ececec";
    case Outcome::fault:
      return "#e2c6ee";
  }
  return "white";
}

std::string bar(const engine::Bounds& score, std::size_t columns) {
  const std::size_t sure = filled(score.low, columns, false);
  const std::size_t possible = std::max(sure, filled(score.high, columns, score.low != score.high));
  std::string text;
  repeat(text, "█", sure);
  repeat(text, "▒", possible - sure);
  repeat(text, "░", columns - possible);
  return text;
}

bool calls_for_attention(Outcome outcome) {
  return outcome == Outcome::partly_met || outcome == Outcome::not_met ||
         outcome == Outcome::unknown || outcome == Outcome::fault;
}

std::vector<Asked> what_to_ask(const engine::Result& result) {
  std::vector<Asked> asked;
  for (const engine::ResultMissing& missing : result.missing) {
    Asked& entry = asked.emplace_back();
    entry.missing = &missing;
    for (const engine::ResultRule& rule : result.rules) {
      if (std::ranges::binary_search(rule.missing, missing.fact)) entry.rules.push_back(&rule);
    }
  }
  std::ranges::stable_sort(asked, earlier);
  return asked;
}

std::string_view why_nothing_is_missing(const engine::ResultRule& rule) {
  const bool open = rule.outcome == Outcome::unknown && rule.missing.empty();
  return open ? "asks a rule in fault" : "";
}

std::vector<Advised> grouped(const std::vector<engine::ResultAction>& actions, Advice advice) {
  std::vector<Advised> all;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const engine::ResultAction& action : actions) {
    if (advice == Advice::of_what_is_settled && action.outcome == Outcome::unknown) continue;
    const auto place = places.try_emplace(action.text, all.size());
    if (place.second) all.push_back({&action, nullptr, {}});
    all[place.first->second].items.push_back(action.item);
  }
  return all;
}

std::string effort_words(const Advised& advised) {
  constexpr std::size_t named_at_most = 5;
  const auto& effort = advised.action->effort_days;
  std::string words = effort ? effort_words(*effort) : "";
  const auto& items = advised.items;
  if (items.size() < 2) return words;
  words += effort ? " each for " : "for ";
  return words + (items.size() > named_at_most ? fmt::format("{} items", items.size())
                                               : joined(items, " and "));
}

std::string advised_words(const Advised& advised) {
  const std::string effort = effort_words(advised);
  return advised.action->text + (effort.empty() ? "" : " (" + effort + ")");
}

std::vector<Advised> what_to_do(const engine::Result& result) {
  std::vector<Advised> advised;
  for (const engine::ResultRule& rule : result.rules) {
    const bool taken_for_it =
        rule.assumed && engine::has(engine::outcomes::short_of_met, rule.outcome);
    const auto said = taken_for_it ? Advice::all : Advice::of_what_is_settled;
    for (Advised& entry : grouped(rule.actions, said)) {
      entry.rule = &rule;
      advised.push_back(std::move(entry));
    }
  }
  std::ranges::stable_sort(advised, more_urgent);
  return advised;
}

}  // namespace entente::cli
