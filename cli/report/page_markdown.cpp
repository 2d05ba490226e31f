#include <fmt/format.h>

#include "cli/report/markdown.hpp"
#include "cli/report/page.hpp"
#include "cli/report/proof.hpp"
#include "cli/report/wording.hpp"

namespace entente::cli {
namespace {

void add_proof(std::string& text, const engine::Explanation& proof, std::size_t level) {
  text += std::string(2 * level, ' ') + "- " + markdown_escaped(proof_line(proof)) + '\n';
  const std::string indent(2 * level + 2, ' ');
  if (!proof.note.empty()) text += indent + "- *" + markdown_escaped(proof.note) + "*\n";
  for (const engine::Explanation& reason : proof.because) add_proof(text, reason, level + 1);
  if (proof.more > 0) text += fmt::format("{}- and {} more\n", indent, proof.more);
}

std::string part(std::string_view heading, const std::string& text) {
  return text.empty() ? text : fmt::format("\n## {}\n\n{}", heading, text);
}

std::string why(const engine::Page& page) {
  std::string text;
  for (const std::string& note : page.notes) text += markdown_escaped(note) + "\n\n";
  for (const engine::Explanation& proof : page.why) add_proof(text, proof, 0);
  if (page.more > 0) text += fmt::format("- and {} more\n", page.more);
  if (page.beyond > 0) text += fmt::format("\n{}\n", beyond_words(page));
  return text;
}

std::string why_not(const engine::Page& page) {
  std::string text;
  const auto add = [&](const engine::OpenCondition& condition, engine::Outcome sign) {
    std::string what = condition.item.empty() ? "" : condition.item + ": ";
    if (condition.rule.empty()) what += condition.text + ": ";
    text += fmt::format("- {} {}\n", mark(sign), markdown_escaped(what + condition.need));
  };
  for (const engine::WhyNot& open : page.why_not) {
    if (const auto about = heading_of(open); !about.empty())
      text += fmt::format("{}{}\n\n", text.empty() ? "" : "\n", markdown_escaped(about));
    for (const auto& condition : open.unmet) add(condition, engine::Outcome::not_met);
    for (const auto& condition : open.waiting) add(condition, engine::Outcome::unknown);
    if (open.more > 0) text += fmt::format("- and {} more\n", open.more);
    if (!open.why.empty()) text += fmt::format("\n{}\n", markdown_escaped(open.why));
  }
  if (page.more_why_not > 0) text += fmt::format("\nand {} more\n", page.more_why_not);
  return text;
}

std::string points(const engine::Page& page) {
  if (page.points.empty()) return {};
  std::string text = "| | weight | worth | got | lost |\n|---|---:|---:|---:|---:|\n";
  for (const engine::PointsRow& row : page.points) {
    std::string title;
    for (std::size_t i = 0; i < row.level; ++i) title += "&nbsp;&nbsp;";
    if (row.outcome) title += fmt::format("{} ", mark(*row.outcome));
    text += fmt::format("| {}{}{} | {} | {} | {} | {} |\n", title, markdown_escaped(row.title),
                        row.may_not_count ? " (may not count)" : "", row.weight.to_string(),
                        engine::to_decimal_text(row.worth, 1), points_words(row.got),
                        points_words(points_lost(row)));
  }
  return text;
}

std::string waits(const engine::Page& page) {
  std::string text;
  for (const engine::ResultMissing& missing : page.waits_for) {
    std::string line = fmt::format("{} ({}", missing.fact, engine::to_string(missing.reason));
    if (missing.last_value) line += ", was " + engine::in_words(*missing.last_value);
    line += ')';
    if (const std::string ask = ask_words(missing); !ask.empty()) line += ": " + ask;
    text += "- " + markdown_escaped(line) + '\n';
  }
  return text;
}

}  // namespace

std::string page_markdown(const engine::Page& page) {
  std::string text =
      fmt::format("# {}\n\n", markdown_escaped(page.title.empty() ? page.name : page.title));
  text += fmt::format("**{}**: {}\n", markdown_escaped(page.name),
                      markdown_escaped(answer_words(page)));
  for (const std::string& line : page.about) text += '\n' + markdown_escaped(line) + '\n';
  text += part(page.kind == "fact" ? "What is known" : "Why", why(page));
  text += part("What it would take", why_not(page));
  text += part("Where the points come from", points(page));
  text += part("What it waits for", waits(page));
  std::string lines;
  for (const engine::PageAnswer& answer : page.decided_by)
    lines +=
        fmt::format("- {}\n", markdown_escaped(fmt::format("{} = {} settles it: {}", answer.fact,
                                                           answer.answer, answer.settles)));
  text += part("Which answer would settle it", std::exchange(lines, {}));
  for (const Advised& advised : grouped(page.actions))
    lines += fmt::format("- {}\n", markdown_escaped(advised_words(advised)));
  text += part("What to do", std::exchange(lines, {}));
  for (const engine::PageReader& reader : page.read_by)
    lines += fmt::format("- {} {}\n", mark(reader.outcome),
                         markdown_escaped(fmt::format("{} ({})", reader.title, reader.id)));
  text += part("Read by", std::exchange(lines, {}));
  for (const std::string& source : page.sources)
    lines += fmt::format("- {}\n", markdown_escaped(source));
  return text + part("Source", lines);
}

}  // namespace entente::cli
