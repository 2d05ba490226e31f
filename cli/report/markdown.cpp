#include "cli/report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/wording.hpp"
#include "grammar/text_width.hpp"

namespace entente::cli {
namespace {

using engine::Outcome;

class MarkdownReport {
 public:
  explicit MarkdownReport(const engine::Result& result) : result_(result) {}

  std::string write() && {
    head();
    sections();
    rules();
    actions();
    questions();
    out_of_date();
    noticed();
    foot();
    return std::move(page_);
  }

 private:
  template <class... Arguments>
  void print(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Arguments>(arguments)...);
  }

  void head() {
    print("# {}\n\n", markdown_escaped(name_of(result_)));
    print("{} As of {}.\n\n", markdown_escaped(title_of(result_)),
          engine::to_string(result_.today));
    if (result_.verdict) print("**{}**\n\n", markdown_escaped(verdict_words(*result_.verdict)));
    if (result_.score) {
      const std::string bounds = bounds_words(*result_.score);
      print("Score: **{}** of 100.{}{}\n\n", score_words(*result_.score), bounds.empty() ? "" : " ",
            bounds);
    } else {
      print("No score: {}.\n\n", no_score_words(result_));
    }
    print("Facts: {}.\n", coverage_words(result_.coverage));
  }

  void sections() {
    print("\n## Sections\n\n| section | weight | score |\n|---|---:|---:|\n");
    for (const engine::ResultSection& section : result_.sections) {
      std::string indent;
      for (std::size_t i = 0; i < section.level; ++i) indent += "&nbsp;&nbsp;";
      print("| {}{} | {} | {} |\n", indent, markdown_escaped(section.title),
            section.weight.to_string(),
            section.score ? score_words(*section.score) : "nothing counts");
    }
  }

  void rules() {
    print("\n## Rules\n\n| | rule | outcome | why |\n|---|---|---|---|\n");
    for (const engine::ResultRule& rule : result_.rules) {
      print("| {} | {}{} | {}{}{} | {} |\n", mark(rule.outcome), markdown_escaped(rule.title),
            rule.must ? " **(must)**" : "", engine::outcome_name(rule.outcome),
            rule.assumed ? ", assumed" : "", rule.may_not_count ? ", may not count" : "",
            markdown_escaped(why(rule)));
    }
  }

  [[nodiscard]] static std::string why(const engine::ResultRule& rule) {
    if (rule.because) return *rule.because;
    if (!rule.fault.empty()) return rule.fault;
    if (!calls_for_attention(rule.outcome)) return {};
    if (const auto words = why_nothing_is_missing(rule); !words.empty()) return std::string(words);
    if (rule.items.empty()) return open_checks(rule.checks);
    std::string text;
    for (const engine::ResultItem& item : rule.items) {
      const std::string checks = open_checks(item.checks);
      if (!calls_for_attention(item.outcome) || checks.empty()) continue;
      if (!text.empty()) text += "; ";
      text += fmt::format("{}: {}", item.item, checks);
    }
    return text;
  }

  [[nodiscard]] static std::string open_checks(const std::vector<engine::ResultCheck>& checks) {
    std::string text;
    for (const engine::ResultCheck& check : checks) {
      if (!calls_for_attention(check.outcome)) continue;
      if (!text.empty()) text += ", ";
      text += fmt::format("{} ({}{}{})", check.label, engine::outcome_name(check.outcome),
                          check.fault.empty() ? "" : ": ", check.fault);
    }
    return text;
  }

  void actions() {
    const std::vector<Advised> advised = what_to_do(result_);
    if (advised.empty()) return;
    print("\n## What to do next\n\n");
    std::size_t number = 0;
    for (const Advised& entry : advised) {
      print("{}. {}\n", ++number, markdown_escaped(advised_words(entry)));
    }
  }

  void questions() {
    const std::vector<Asked> asked = what_to_ask(result_);
    if (asked.empty()) return;
    print("\n## What is missing\n\n| ask | question | fact | effort |\n|---|---|---|---|\n");
    for (const Asked& entry : asked) {
      const engine::ResultMissing& missing = *entry.missing;
      print("| {} | {} | {} ({}) | {} |\n", markdown_escaped(missing.of.value_or("")),
            markdown_escaped(missing.ask.value_or("")), markdown_escaped(missing.fact),
            engine::to_string(missing.reason),
            missing.effort_days ? effort_words(*missing.effort_days) : "");
    }
  }

  void out_of_date() {
    bool first = true;
    for (const engine::ResultMissing& missing : result_.missing) {
      if (missing.reason != engine::MissingReason::stale) continue;
      if (first) print("\n## Out of date\n\n");
      first = false;
      print("- {}", markdown_escaped(missing.fact));
      if (missing.last_value)
        print(": was {}", markdown_escaped(engine::in_words(*missing.last_value)));
      if (missing.evidence && !missing.evidence->on.empty())
        print(", last confirmed on {}", missing.evidence->on);
      print("\n");
    }
  }

  void noticed() {
    if (result_.diagnostics.empty()) return;
    print("\n## Noticed\n\n");
    for (const engine::ResultDiagnostic& diagnostic : result_.diagnostics) {
      const std::string place = diagnostic.at.empty() ? "" : diagnostic.at + ": ";
      print("- {}\n", markdown_escaped(place + diagnostic.message));
    }
  }

  void foot() {
    print("\n---\n\nJudged by");
    for (std::size_t i = 0; i < result_.ruler.packs.size(); ++i) {
      const engine::ResultRuler::Pack& pack = result_.ruler.packs[i];
      print("{} {} {}", i == 0 ? "" : ",", markdown_escaped(pack.id),
            markdown_escaped(pack.version));
    }
    print(", {}.\n", result_.ruler.hash);
  }

  const engine::Result& result_;
  std::string page_;
};

}  // namespace

std::string markdown_escaped(std::string_view text) {
  std::string result;
  for (const char c : grammar::printable(text)) {
    if (c == '<') {
      result += "&lt;";
    } else if (c == '&') {
      result += "&amp;";
    } else {
      if (std::string_view(R"(\`*_[]|#~>!)").find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  }
  return result;
}

std::string markdown_report(const engine::Result& result) { return MarkdownReport(result).write(); }

}  // namespace entente::cli
