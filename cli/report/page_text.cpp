#include <fmt/format.h>

#include "cli/report/layout.hpp"
#include "cli/report/page.hpp"
#include "cli/report/proof.hpp"
#include "cli/report/wording.hpp"

namespace entente::cli {
namespace {

constexpr std::size_t number_columns = 7;
constexpr std::size_t range_columns = 13;
constexpr std::size_t title_columns = page_width - 2 * number_columns - 2 * range_columns;

std::string section(std::string_view heading, const std::string& text) {
  return text.empty() ? text : fmt::format("\n{}\n{}", heading, text);
}

std::string missing_text(const engine::ResultMissing& missing) {
  std::string text =
      wrapped("  ", fmt::format("{}: {}", missing.fact, engine::to_string(missing.reason)));
  if (missing.last_value)
    text += wrapped("    ", "last known: " + engine::in_words(*missing.last_value));
  if (!missing.note.empty()) text += wrapped("    ", missing.note);
  const std::string ask = ask_words(missing);
  return ask.empty() ? text : text + wrapped("    ", ask);
}

std::string points_line(const engine::PointsRow& row) {
  std::string title(2 + 2 * row.level, ' ');
  if (row.outcome) title.append(mark(*row.outcome)).append(" ");
  title += row.title;
  if (row.may_not_count) title += " (may not count)";
  return padded(clipped(title, title_columns - 1), title_columns) +
         right_aligned(row.weight.to_string(), number_columns) +
         right_aligned(engine::to_decimal_text(row.worth, 1), number_columns) +
         right_aligned(points_words(row.got), range_columns) +
         right_aligned(points_words(points_lost(row)), range_columns) + '\n';
}

std::string points_text(const engine::Page& page) {
  if (page.points.empty()) return {};
  std::string text = '\n' + padded("WHERE THE POINTS COME FROM", title_columns) +
                     right_aligned("weight", number_columns) +
                     right_aligned("worth", number_columns) + right_aligned("got", range_columns) +
                     right_aligned("lost", range_columns) + '\n';
  for (const engine::PointsRow& row : page.points) text += points_line(row);
  return text;
}

std::string why_text(const engine::Page& page) {
  std::string text;
  for (const std::string& note : page.notes) text += wrapped("  ", note);
  for (const engine::Explanation& proof : page.why) text += proof_text(proof, 2);
  if (page.more > 0) text += fmt::format("  and {} more\n", page.more);
  if (page.beyond > 0) text += wrapped("  ", beyond_words(page));
  return text;
}

/// A condition that does not hold, or is not known, and what it would take.
std::string condition_text(const engine::OpenCondition& condition, engine::Outcome outcome,
                           const std::string& indent) {
  const std::string sign = indent + std::string(mark(outcome)) + ' ';
  const std::string place = condition.at.empty() ? "" : fmt::format("  ({})", condition.at);
  if (!condition.rule.empty()) return wrapped(sign, condition.need);
  const std::string item = condition.item.empty() ? "" : condition.item + ": ";
  return wrapped(sign, item + condition.text) + wrapped(indent + "    ", condition.need + place);
}

std::string why_not_text(const engine::Page& page) {
  std::string text;
  for (const engine::WhyNot& open : page.why_not) {
    const std::string about = heading_of(open);
    if (!about.empty()) text += wrapped("  ", about);
    const std::string indent(about.empty() ? 2 : 4, ' ');
    for (const auto& condition : open.unmet)
      text += condition_text(condition, engine::Outcome::not_met, indent);
    for (const auto& condition : open.waiting)
      text += condition_text(condition, engine::Outcome::unknown, indent);
    if (open.more > 0) text += fmt::format("{}and {} more\n", indent, open.more);
    if (!open.why.empty()) text += wrapped(indent, open.why);
  }
  if (page.more_why_not > 0) text += fmt::format("  and {} more\n", page.more_why_not);
  return text;
}

}  // namespace

std::string heading_of(const engine::WhyNot& open) {
  return open.conclusion.empty() ? open.item : "to conclude " + open.conclusion;
}

std::string answer_words(const engine::Page& page) {
  std::string text;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += ", ";
    text += part;
  };
  if (page.outcome) add(engine::outcome_name(*page.outcome));
  add(page.standing);
  if (page.value) add(engine::in_words(*page.value));
  if (page.credit) {
    const engine::Bounds& credit = *page.credit;
    add("credit " + score_words({credit.low * 100, credit.high * 100, credit.exact}) + "%");
  }
  if (page.score) add(score_words(*page.score) + " of 100");
  return text;
}

std::string beyond_words(const engine::Page& page) {
  return fmt::format(
      "Replayed: {} of {} steps. The rest rests on more than was recorded, and was replayed as far "
      "as that goes.",
      page.steps - page.beyond, page.steps);
}

std::string ask_words(const engine::ResultMissing& missing) {
  if (missing.reason == engine::MissingReason::withheld) return "not to be asked again";
  if (!missing.ask) return {};
  std::string ask =
      missing.of ? fmt::format("Ask {}: {}", *missing.of, *missing.ask) : *missing.ask;
  if (missing.effort_days) ask += fmt::format(" ({})", effort_words(*missing.effort_days));
  return ask;
}

std::string points_words(const engine::Bounds& points) {
  const std::string low = engine::to_decimal_text(points.low, 1);
  const std::string high = engine::to_decimal_text(points.high, 1);
  return low == high ? low : fmt::format("{} to {}", low, high);
}

engine::Bounds points_lost(const engine::PointsRow& row) {
  return {row.worth - row.got.high, row.worth - row.got.low, row.got.exact};
}

std::string page_text(const engine::Page& page) {
  const std::string sign = page.outcome ? fmt::format("{} ", mark(*page.outcome)) : "";
  std::string text = page.title.empty() ? "" : wrapped(sign, page.title);
  text += spread(page.name, answer_words(page));
  for (const std::string& line : page.about) text += wrapped("", line);
  text += section(page.kind == "fact" ? "WHAT IS KNOWN" : "WHY", why_text(page));
  text += section("WHAT IT WOULD TAKE", why_not_text(page));
  text += points_text(page);
  std::string part;
  for (const engine::ResultMissing& missing : page.waits_for) part += missing_text(missing);
  text += section("WHAT IT WAITS FOR", std::exchange(part, {}));
  for (const engine::PageAnswer& answer : page.decided_by)
    part += wrapped(
        "  ", fmt::format("{} = {} settles it: {}", answer.fact, answer.answer, answer.settles));
  text += section("WHICH ANSWER WOULD SETTLE IT", std::exchange(part, {}));
  for (const Advised& advised : grouped(page.actions))
    part += wrapped("  ", advised_words(advised));
  text += section("WHAT TO DO", std::exchange(part, {}));
  for (const engine::PageReader& reader : page.read_by)
    part += wrapped(fmt::format("  {} ", mark(reader.outcome)),
                    fmt::format("{} ({})", reader.title, reader.id));
  text += section("READ BY", std::exchange(part, {}));
  for (const std::string& source : page.sources) part += wrapped("  ", source);
  return text + section("SOURCE", part);
}

}  // namespace entente::cli
