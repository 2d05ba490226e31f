#include "cli/report/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/layout.hpp"
#include "cli/report/proof.hpp"
#include "cli/report/wording.hpp"

namespace entente::cli {
namespace {

using engine::Outcome;

constexpr std::size_t bar_columns = 20;
constexpr std::size_t listed_at_most = 8;  // questions, actions
constexpr std::size_t items_at_most = 5;
constexpr std::size_t widest_id = page_width / 2;  // a longer one stands on a line of its own
constexpr std::string_view detail_indent = "      ";

class TextReport {
 public:
  TextReport(const engine::Result& result, TextReportOptions options)
      : result_(result), options_(options), style_(options.colour) {}

  std::string write() && {
    head();
    sections();
    rules();
    questions();
    actions();
    out_of_date();
    diagnostics();
    foot();
    return std::move(page_);
  }

 private:
  template <class... Arguments>
  void print(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Arguments>(arguments)...);
  }

  void heading(std::string_view title) { print("\n{}\n", style_.bold(title)); }

  void head() {
    page_ += spread(name_of(result_), engine::to_string(result_.today));
    page_ += wrapped("", title_of(result_)) + '\n';
    if (result_.verdict) page_ += wrapped("  Verdict  ", verdict_words(*result_.verdict));
    score();
    page_ += wrapped("  Facts    ", coverage_words(result_.coverage));
  }

  void score() {
    if (!result_.score) {
      print("  Score    none: {}\n", no_score_words(result_));
      return;
    }
    print("  Score    {} of 100  {}\n", score_words(*result_.score),
          bar(*result_.score, bar_columns));
    const std::string bounds = bounds_words(*result_.score);
    if (!bounds.empty()) page_ += wrapped("           ", bounds);
  }

  void sections() {
    heading("SECTIONS");
    for (const engine::ResultSection& section : result_.sections) {
      const std::string indent(2 + 2 * section.level, ' ');
      const std::size_t title_columns = page_width - bar_columns - 18;
      const std::string title = clipped(indent + section.title, title_columns);
      print("{}  {}  {}\n", padded(title, title_columns),
            section.score ? bar(*section.score, bar_columns) : std::string(bar_columns, ' '),
            section.score ? score_words(*section.score) : "nothing counts");
    }
  }

  void rules() {
    std::string section;
    for (const engine::ResultRule& rule : result_.rules) {
      if (rule.section != section) heading(section_title(rule.section));
      section = rule.section;
      this->rule(rule);
    }
  }

  [[nodiscard]] std::string section_title(const std::string& id) const {
    const auto found = std::ranges::find(result_.sections, id, &engine::ResultSection::id);
    return found == result_.sections.end() ? id : found->title;
  }

  void rule(const engine::ResultRule& rule) {
    const std::string must = rule.must ? "  must" : "";
    const std::size_t beside = rule.id.size() + 2 <= widest_id ? rule.id.size() + 2 : 0;
    const std::size_t room = page_width - 4 - beside;
    const std::string title = clipped(rule.title, room - must.size()) + must;
    if (beside > 0) {
      print("  {} {}  {}\n", coloured(rule.outcome), padded(title, room), style_.dim(rule.id));
    } else {
      print("  {} {}\n", coloured(rule.outcome), title);
      page_ += wrapped(detail_indent, rule.id);
    }
    if (calls_for_attention(rule.outcome)) details(rule);
    if (rule.assumed)
      page_ += wrapped(detail_indent, "assumed: the rule says what unknown counts as");
    if (options_.proofs) proofs(rule);
  }

  [[nodiscard]] std::string coloured(Outcome outcome) const {
    const std::string_view sign = mark(outcome);
    switch (outcome) {
      case Outcome::met:
        return style_.good(sign);
      case Outcome::not_met:
      case Outcome::fault:
        return style_.bad(sign);
      case Outcome::partly_met:
      case Outcome::unknown:
        return style_.doubt(sign);
      case Outcome::not_applicable:
      case Outcome::not_due:
        return style_.dim(sign);
    }
    return std::string(sign);
  }

  void details(const engine::ResultRule& rule) {
    if (rule.items.empty()) {
      checks(rule.checks, detail_indent);
    } else {
      items(rule);
    }
    if (rule.because) page_ += wrapped(detail_indent, *rule.because);
    if (!rule.fault.empty()) page_ += wrapped(detail_indent, "fault: " + rule.fault);
    if (const auto why = why_nothing_is_missing(rule); !why.empty())
      page_ += wrapped(detail_indent, why);
    if (rule.may_not_count) page_ += wrapped(detail_indent, "may not count; " + awaited(rule));
  }

  [[nodiscard]] static std::string awaited(const engine::ResultRule& rule) {
    if (rule.missing.empty()) return "it is not known whether this applies";
    return "the rule waits for " + joined(rule.missing, " and ");
  }

  void items(const engine::ResultRule& rule) {
    std::size_t shown = 0;
    std::size_t left_out = 0;
    for (const engine::ResultItem& item : rule.items) {
      if (!calls_for_attention(item.outcome)) continue;
      if (shown == items_at_most) {
        ++left_out;
        continue;
      }
      ++shown;
      checks(item.checks, fmt::format("{}{}: ", detail_indent, item.item));
    }
    if (left_out > 0) print("{}and {} more\n", detail_indent, left_out);
  }

  /// The labels of the checks that are not met, unknown or in fault.
  void checks(const std::vector<engine::ResultCheck>& checks, std::string_view first) {
    std::string text;
    for (const Outcome outcome : {Outcome::not_met, Outcome::unknown, Outcome::fault}) {
      std::vector<std::string> labels;
      for (const engine::ResultCheck& check : checks) {
        if (check.outcome == outcome) labels.push_back(check.label);
      }
      if (labels.empty()) continue;
      if (!text.empty()) text += "; ";
      text += fmt::format("{}: {}", engine::outcome_name(outcome), joined(labels, ", "));
    }
    if (!text.empty()) page_ += wrapped(first, text);
  }

  void proofs(const engine::ResultRule& rule) {
    for (const engine::ResultCheck& check : rule.checks) {
      if (!check.explanation) continue;
      page_ += wrapped(fmt::format("{}{} ", detail_indent, mark(check.outcome)),
                       fmt::format("\"{}\"", check.label));
      page_ += proof_text(*check.explanation, detail_indent.size() + 2);
    }
  }

  void questions() {
    const std::vector<Asked> asked = what_to_ask(result_);
    if (asked.empty()) return;
    heading("WHAT IS MISSING, MOST WEIGHT FIRST");
    for (std::size_t i = 0; i < std::min(asked.size(), listed_at_most); ++i)
      question(i + 1, *asked[i].missing);
    left_out(asked.size(), "questions");
  }

  void question(std::size_t number, const engine::ResultMissing& missing) {
    std::string details = missing.fact;
    if (missing.reason != engine::MissingReason::not_supplied)
      details += fmt::format(" ({})", engine::to_string(missing.reason));
    if (missing.effort_days) details += ", " + effort_words(*missing.effort_days);
    const std::string first = fmt::format("  {:>2}  ", number);
    std::string whom = missing.of ? fmt::format("Ask {}: ", *missing.of) : "";
    if (missing.reason == engine::MissingReason::withheld) whom = "Not to be asked again: ";
    if (missing.ask) {
      page_ += wrapped(first, fmt::format("{}{}", whom, *missing.ask));
      page_ += wrapped(detail_indent, details);
    } else {
      page_ += wrapped(first, whom + details);
    }
  }

  void actions() {
    const std::vector<Advised> advised = what_to_do(result_);
    if (advised.empty()) return;
    heading("WHAT TO DO NEXT");
    for (std::size_t i = 0; i < std::min(advised.size(), listed_at_most); ++i) {
      const Advised& entry = advised[i];
      page_ += wrapped(fmt::format("  {:>2}  ", i + 1), entry.action->text);
      std::string details = entry.rule->id;
      const std::string effort = effort_words(entry);
      if (!effort.empty()) details += ", " + effort;
      page_ += wrapped(detail_indent, details);
    }
    left_out(advised.size(), "actions");
  }

  void left_out(std::size_t count, std::string_view what) {
    if (count > listed_at_most)
      print("{}and {} more {} (--format json has all)\n", detail_indent, count - listed_at_most,
            what);
  }

  void out_of_date() {
    bool first = true;
    for (const engine::ResultMissing& missing : result_.missing) {
      if (missing.reason != engine::MissingReason::stale) continue;
      if (first) heading("OUT OF DATE");
      first = false;
      std::string text = missing.fact;
      if (missing.last_value) text += ": was " + engine::in_words(*missing.last_value);
      if (missing.evidence && !missing.evidence->on.empty())
        text += ", last confirmed on " + missing.evidence->on;
      page_ += wrapped("  ", text);
    }
  }

  void diagnostics() {
    if (result_.diagnostics.empty()) return;
    heading("NOTICED");
    for (std::size_t i = 0; i < std::min(result_.diagnostics.size(), listed_at_most); ++i) {
      const engine::ResultDiagnostic& noticed = result_.diagnostics[i];
      page_ +=
          wrapped("  ", noticed.at.empty() ? noticed.message : noticed.at + ": " + noticed.message);
    }
    left_out(result_.diagnostics.size(), "remarks");
  }

  void foot() {
    page_ += '\n';
    page_ += wrapped("", legend());
    std::string packs;
    for (const engine::ResultRuler::Pack& pack : result_.ruler.packs)
      packs += fmt::format("{}{} {}", packs.empty() ? "" : ", ", pack.id, pack.version);
    page_ += wrapped("", fmt::format("Judged by {}. Why: entente explain FACTS RULE", packs));
  }

  [[nodiscard]] std::string legend() const {
    std::string text;
    for (const Outcome outcome :
         {Outcome::met, Outcome::partly_met, Outcome::not_met, Outcome::unknown,
          Outcome::not_applicable, Outcome::not_due, Outcome::fault}) {
      const auto has_it = [&](const auto& rule) { return rule.outcome == outcome; };
      if (std::ranges::none_of(result_.rules, has_it)) continue;
      if (!text.empty()) text += ", ";
      text += fmt::format("{} {}", mark(outcome), engine::outcome_name(outcome));
    }
    return text;
  }

  const engine::Result& result_;
  TextReportOptions options_;
  Style style_;
  std::string page_;
};

}  // namespace

std::string text_report(const engine::Result& result, TextReportOptions options) {
  return TextReport(result, options).write();
}

}  // namespace entente::cli
