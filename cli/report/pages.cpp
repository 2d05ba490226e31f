#include "cli/report/pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/layout.hpp"
#include "cli/report/proof.hpp"
#include "cli/report/wording.hpp"
#include "engine/explain/fact_value.hpp"

namespace entente::cli {
namespace {

using engine::Outcome;

constexpr std::size_t bar_columns = 20;

std::string check_text(const engine::ResultCheck& check, std::size_t indent) {
  std::string text =
      wrapped(std::string(indent, ' ') + std::string(mark(check.outcome)) + ' ',
              fmt::format("{}: {}", check.label, engine::outcome_name(check.outcome)));
  if (!check.fault.empty()) text += wrapped(std::string(indent + 2, ' '), check.fault);
  if (check.explanation) text += proof_text(*check.explanation, indent + 4);
  return text;
}

/// The conditions on which it depends whether a rule counts, where it does not surely do.
std::string standing_proofs(const auto& judged, std::size_t indent) {
  const bool counts = !judged.may_not_count && judged.outcome != Outcome::not_due &&
                      judged.outcome != Outcome::not_applicable;
  if (counts) return {};
  std::string text;
  for (const auto& condition : {judged.applies, judged.due}) {
    if (condition) text += proof_text(*condition, indent);
  }
  return text;
}

std::string item_text(const engine::ResultItem& item) {
  std::string text = wrapped(fmt::format("  {} ", mark(item.outcome)),
                             fmt::format("{}: {}", item.item, engine::outcome_name(item.outcome)));
  text += standing_proofs(item, 4);
  if (item.because) text += wrapped("    ", *item.because);
  for (const engine::ResultCheck& check : item.checks) text += check_text(check, 4);
  return text;
}

std::string missing_text(const engine::ResultMissing& missing) {
  std::string text =
      wrapped("  ", fmt::format("{}: {}", missing.fact, engine::to_string(missing.reason)));
  if (missing.last_value) {
    text += wrapped("    ", "last known: " + engine::in_words(*missing.last_value));
  }
  if (!missing.note.empty()) text += wrapped("    ", missing.note);
  if (missing.reason == engine::MissingReason::withheld)
    return text + wrapped("    ", "not to be asked again");
  if (!missing.ask) return text;
  std::string ask =
      missing.of ? fmt::format("Ask {}: {}", *missing.of, *missing.ask) : *missing.ask;
  if (missing.effort_days) ask += fmt::format(" ({})", effort_words(*missing.effort_days));
  return text + wrapped("    ", ask);
}

std::string missing_of(const engine::Result& result, const std::vector<std::string>& facts) {
  std::string text;
  for (const engine::ResultMissing& missing : result.missing) {
    if (std::ranges::find(facts, missing.fact) != facts.end()) text += missing_text(missing);
  }
  return text.empty() ? text : "\nWHAT IS MISSING\n" + text;
}

std::string advice_of(const engine::ResultRule& rule) {
  std::string text;
  for (const engine::ResultAction& action : rule.actions) {
    std::string line = action.text;
    if (action.effort_days) line += fmt::format(" ({})", effort_words(*action.effort_days));
    text += wrapped("  ", line);
  }
  return text.empty() ? text : "\nWHAT TO DO\n" + text;
}

std::string section_title(const engine::Result& result, const std::string& id) {
  const auto found = std::ranges::find(result.sections, id, &engine::ResultSection::id);
  return found == result.sections.end() ? id : found->title;
}

std::string why_it_does_not_count(const engine::ResultRule& rule) {
  std::string text;
  if (rule.outcome == Outcome::not_due) text = "It is not due yet, and does not count until it is.";
  if (rule.outcome == Outcome::not_applicable) text = "It does not apply here, and does not count.";
  if (rule.may_not_count) text = "It is not known whether it counts at all.";
  if (rule.assumed) text = "The rule itself says what counts when facts are missing.";
  return text.empty() ? text : wrapped("  ", text);
}

std::string standing(const engine::Result& result, const engine::ResultRule& rule,
                     const engine::ProofSources& from) {
  const auto index = from.program.rule(rule.id);
  std::string text = fmt::format("{}, weight {}{}", section_title(result, rule.section),
                                 rule.weight.to_string(), rule.must ? ", must" : "");
  if (index) text += ", written at " + from.sources.place(from.program.rules[*index].span);
  return wrapped("", text);
}

std::string credit_words(const engine::Bounds& credit) {
  return score_words({credit.low * 100, credit.high * 100, credit.exact}) + "%";
}

std::string shelf_life(const engine::PathInfo& info) {
  if (info.declaration == nullptr || !info.declaration->good_for) return {};
  const engine::CalendarSpan span = *info.declaration->good_for;
  const std::string length =
      span.months > 0 ? fmt::format("{} months", span.months) : fmt::format("{} days", span.days);
  if (!info.evidence.on) return fmt::format("good for {}, but its evidence has no date", length);
  const auto until = engine::add_span(*info.evidence.on, span);
  return until ? fmt::format("good for {}, until {}", length, engine::to_string(*until)) : length;
}

std::string readers(engine::FactId fact, const engine::Result& result,
                    const engine::Program& program) {
  std::string text;
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    if (!std::ranges::binary_search(program.rule_facts[i], fact)) continue;
    const auto judged =
        std::ranges::find(result.rules, program.rules[i].id, &engine::ResultRule::id);
    const std::string_view sign = judged == result.rules.end() ? " " : mark(judged->outcome);
    text += wrapped(fmt::format("  {} ", sign),
                    fmt::format("{} ({})", program.rules[i].title, program.rules[i].id));
  }
  return text.empty() ? "\nNo rule reads it.\n" : "\nREAD BY\n" + text;
}

std::string section_scores(const engine::Result& result) {
  std::string text;
  for (const engine::ResultSection& section : result.sections) {
    const std::string title = clipped(section.title, page_width - bar_columns - 22);
    text += fmt::format(
        "  {}  {}  {}\n", padded(title, page_width - bar_columns - 22),
        section.score ? bar(*section.score, bar_columns) : std::string(bar_columns, ' '),
        section.score ? score_words(*section.score) : "nothing counts");
  }
  return text;
}

std::string open_must_rules(const engine::Result& result) {
  std::string text;
  for (const engine::ResultRule& rule : result.rules) {
    if (rule.must && calls_for_attention(rule.outcome))
      text += wrapped(fmt::format("  {} ", mark(rule.outcome)),
                      fmt::format("{} ({})", rule.title, rule.id));
  }
  return text.empty() ? text : "\nMUST RULES THAT ARE NOT MET, OR NOT YET KNOWN TO BE\n" + text;
}

std::string_view standing_of(const engine::ResultVerdict& verdict, const std::string& name) {
  if (verdict.certain == name) return "certain";
  return std::ranges::find(verdict.possible, name) != verdict.possible.end() ? "still possible"
                                                                             : "out of reach";
}

}  // namespace

std::string rule_page(const engine::Result& result, const engine::ResultRule& rule,
                      const engine::ProofSources& from) {
  std::string page = wrapped(fmt::format("{} ", mark(rule.outcome)), rule.title);
  page += spread(rule.id, fmt::format("{}, credit {}", engine::outcome_name(rule.outcome),
                                      credit_words(rule.credit)));
  page += standing(result, rule, from);
  page += "\nWHY\n" + why_it_does_not_count(rule);
  if (rule.because) page += wrapped("  ", *rule.because);
  if (!rule.fault.empty()) page += wrapped("  ", "fault: " + rule.fault);
  page += standing_proofs(rule, 2);
  for (const engine::ResultItem& item : rule.items) page += item_text(item);
  if (rule.items.empty()) {
    for (const engine::ResultCheck& check : rule.checks) page += check_text(check, 2);
  }
  page += missing_of(result, rule.missing) + advice_of(rule);
  if (!rule.sources.empty()) page += "\nSOURCE\n";
  for (const std::string& source : rule.sources) page += wrapped("  ", source);
  return page;
}

std::string fact_page(engine::PathId path, const engine::Result& result,
                      const engine::ProofSources& from) {
  const engine::PathInfo& info = from.facts[path];
  const engine::Value value = engine::fact_value(from.facts, from.program.vocabulary, path);
  const engine::Explanation leaf = engine::explain_fact(path, value, from);
  std::string page = info.text + '\n';
  if (info.declaration != nullptr) {
    if (!info.declaration->title.empty()) page += wrapped("", info.declaration->title);
    page += wrapped("", fmt::format("{}, declared at {}",
                                    from.program.vocabulary.describe(info.declaration->type),
                                    from.sources.place(info.declaration->span)));
  }
  page += "\nWHAT IS KNOWN\n";
  page += wrapped("  ", engine::in_words(leaf.value));
  if (const std::string source = provenance(leaf); !source.empty()) page += wrapped("  ", source);
  if (info.last_value)
    page +=
        wrapped("  ", "last known: " + engine::in_words(engine::plain(
                                           *info.last_value, from.program.vocabulary, from.facts)));
  if (const std::string life = shelf_life(info); !life.empty()) page += wrapped("  ", life);
  if (info.declaration != nullptr && info.declaration->question) {
    const std::string whom = info.of.empty() ? "" : fmt::format("Ask {}: ", info.of);
    page += wrapped("  ", whom + info.declaration->question->text);
  }
  return page + readers(info.fact, result, from.program);
}

std::string verdict_page(const engine::Result& result, const engine::ResultCondition& condition) {
  std::string page = spread(condition.verdict,
                            result.verdict ? standing_of(*result.verdict, condition.verdict) : "");
  page += wrapped("", result.scorecard_title);
  if (result.score) page += fmt::format("Score {} of 100\n", score_words(*result.score));
  page += "\nVERDICTS, TRIED FROM THE TOP\n";
  for (const engine::ResultCondition& tried : result.conditions) {
    page += wrapped("  ", fmt::format("{}: {}", tried.verdict,
                                      result.verdict ? standing_of(*result.verdict, tried.verdict)
                                                     : std::string_view("not judged")));
    page += tried.explanation ? proof_text(*tried.explanation, 4) : wrapped("    ", "otherwise");
    if (tried.verdict == condition.verdict) break;
  }
  page += "\nSECTIONS\n" + section_scores(result) + open_must_rules(result);
  if (result.verdict && result.verdict->certain) return page;
  std::string open;
  for (const Asked& asked : what_to_ask(result)) open += missing_text(*asked.missing);
  return open.empty() ? page : page + "\nWHAT KEEPS IT OPEN\n" + open;
}

}  // namespace entente::cli
