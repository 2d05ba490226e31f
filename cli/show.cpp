// `entente show NAME`: the card of a rule or anything else that has a name as written, and where it
// stands.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/report/layout.hpp"
#include "cli/rule_set.hpp"
#include "grammar/suggest.hpp"

namespace entente::cli {
namespace {

struct ShowOptions {
  std::string name;
  std::vector<std::string> rules;
  bool effective = false;
};

constexpr std::size_t widest_line = 96;  // of a card, when origins stand beside it

/// Where the card after this one begins, or the end of the file.
std::uint32_t next_card(const grammar::Tree& tree, std::uint32_t after, std::uint32_t end) {
  std::uint32_t next = end;
  const auto look_at = [&](const auto& cards) {
    for (const auto& card : cards) {
      if (card.span.begin > after) next = std::min(next, card.span.begin);
    }
  };
  look_at(tree.records);
  look_at(tree.facts);
  look_at(tree.defines);
  look_at(tree.infers);
  look_at(tree.relations);
  look_at(tree.rules);
  look_at(tree.scorecards);
  look_at(tree.tests);
  return next;
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    result.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// Blank lines and comments at the end belong to what follows the card.
void drop_tail(std::vector<std::string_view>& card) {
  const auto idle = [](std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    return begin == std::string_view::npos || line.substr(begin).starts_with("//");
  };
  while (!card.empty() && idle(card.back())) card.pop_back();
}

/// Where the line of an offset begins.
std::size_t line_begin(std::string_view text, std::size_t offset) {
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

std::vector<std::string_view> card_lines(const RuleSet& rules, grammar::Span heading) {
  const std::string_view text = rules.sources[heading.file].text();
  const auto tree = std::ranges::find_if(
      rules.loaded.trees, [&](const auto& each) { return each->file == heading.file; });
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t next = next_card(**tree, heading.begin, size);
  const std::size_t begin = line_begin(text, heading.begin);
  const std::size_t end =
      next == size ? size : std::max<std::size_t>(line_begin(text, next), heading.end);
  auto result = lines(text.substr(begin, end - begin));
  drop_tail(result);
  return result;
}

std::string with_origins(const std::vector<std::string_view>& card, const std::string& file,
                         std::uint32_t first_line) {
  std::size_t columns = 0;
  for (const std::string_view line : card) columns = std::max(columns, line.size());
  columns = std::min(columns, widest_line);
  std::string text;
  for (std::size_t i = 0; i < card.size(); ++i)
    text += fmt::format("{}  {}:{}\n", padded(card[i], columns), file, first_line + i);
  return text;
}

/// Of the rule with this id, else of the first other card with this name; of a section its
/// scorecard.
grammar::Span heading_of(const std::string& name, const RuleSet& rules) {
  std::optional<grammar::Span> found;
  std::vector<std::string> known;
  const auto note = [&](const std::string& own, const grammar::Span& card) {
    if (own == name && !found) found = card;
    known.push_back(own);
  };
  const auto look_at_each = [&](auto cards, auto called) {
    for (const auto& tree : rules.loaded.trees)
      for (const auto& card : (*tree).*cards) note(std::invoke(called, card).text, card.span);
  };
  look_at_each(&grammar::Tree::rules, &grammar::RuleCard::id);
  look_at_each(&grammar::Tree::infers, &grammar::InferCard::name);
  look_at_each(&grammar::Tree::relations, &grammar::RelationCard::name);
  look_at_each(&grammar::Tree::facts, &grammar::FactCard::name);
  look_at_each(&grammar::Tree::defines, &grammar::DefineCard::name);
  look_at_each(&grammar::Tree::scorecards, &grammar::ScorecardCard::id);
  look_at_each(&grammar::Tree::records, &grammar::RecordCard::name);
  for (const auto& tree : rules.loaded.trees)
    for (const auto& card : tree->scorecards)
      for (const auto& section : card.sections) note(section.id.text, card.span);
  if (found) return *found;
  throw Failure(Exit::wrong_use, fmt::format("there is nothing called `{}`{}", name,
                                             grammar::suggestion(name, known)));
}

Exit show(const ShowOptions& options, Console& console) {
  const auto rules = require_rule_set(options.rules, Tests::left_out, console);
  const grammar::Span heading = heading_of(options.name, *rules);
  const grammar::Source& source = rules->sources[heading.file];
  const std::uint32_t line = source.locate(heading.begin).line;
  const auto card = card_lines(*rules, heading);
  if (options.effective) {
    console.out << with_origins(card, source.name(), line);
    return Exit::done;
  }
  console.out << fmt::format("// {}:{}\n", source.name(), line);
  for (const std::string_view each : card) console.out << each << '\n';
  return Exit::done;
}

}  // namespace

void add_show(Command& program) {
  auto& command = program.command("show", "What a card says, and where it stands");
  auto options = std::make_shared<ShowOptions>();
  command.argument("NAME", options->name,
                   "The id of a rule or scorecard, or the name of an inference, relation, fact, "
                   "definition or record");
  command.repeated_option("--rules", "FILE-or-FOLDER", options->rules,
                          "Rule file or folder, may be repeated");
  command.flag("--effective", options->effective, "With the origin of each line");
  command.notes = "Example:\n  entente show feedback.coverage --effective";
  command.run = [options](Console& console) { return show(*options, console); };
}

}  // namespace entente::cli
