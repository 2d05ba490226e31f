#include "grammar/ast_print.hpp"

#include <fmt/format.h>

namespace entente::grammar {
namespace {

std::string amount(const Amount& amount) { return amount.digits + " " + amount.unit; }

std::string parameter(const Tree& tree, const Parameter& parameter) {
  auto text = fmt::format("parameter {} = {}", parameter.name.text, print(tree, parameter.value));
  if (parameter.low != ExprId::none || parameter.high != ExprId::none) {
    text += fmt::format(", {} to {}", print(tree, parameter.low), print(tree, parameter.high));
  }
  constexpr std::string_view moves[] = {"", "raised", "lowered", "lengthened", "shortened"};
  const auto move = moves[static_cast<std::size_t>(parameter.may_only)];
  if (!move.empty()) text += fmt::format(", may only be {}", move);
  if (parameter.stricter == Strictness::more) text += ", more is stricter";
  if (parameter.stricter == Strictness::less) text += ", less is stricter";
  return text;
}

/// The clauses that fields and facts share.
template <typename Asked>
std::string asked_clauses(const Asked& asked) {
  std::string text;
  if (asked.ask) {
    text += fmt::format("    ask {}{} {}\n", asked.ask->each ? "each " : "", asked.ask->of.text,
                        quoted(asked.ask->question.text));
  }
  if (asked.good_for) text += fmt::format("    good for {}\n", amount(*asked.good_for));
  if (asked.effort) text += fmt::format("    effort {}\n", amount(*asked.effort));
  return text;
}

std::string title(const TextLiteral& text) {
  return text.text.empty() ? std::string() : " " + quoted(text.text);
}

std::string weight(const Weight& weight) {
  std::string text = "weight";
  if (!weight.digits.empty()) text += " " + weight.digits;
  if (weight.must) text += " must";
  if (weight.locked) text += " locked";
  return text;
}

std::string head(const Tree& tree, const PackHead& head) {
  std::string text;
  if (head.language) text += fmt::format("language {}\n", head.language->text);
  if (head.id.text.empty()) return text;
  text += fmt::format("pack {} {}{}\n", head.id.text, head.version.text, title(head.title));
  for (const auto& uses : head.uses) {
    text += fmt::format("  uses {} {}\n", uses.pack.text, uses.version.text);
  }
  for (const auto& one : head.parameters) text += fmt::format("  {}\n", parameter(tree, one));
  return text;
}

std::string record(const Tree& tree, const RecordCard& card) {
  auto text = fmt::format("record {}{}\n", card.name.text, title(card.title));
  for (const auto& field : card.fields) {
    text += fmt::format("  {}{} {}\n", field.key ? "key " : "", field.name.text,
                        print(tree, field.type));
    text += asked_clauses(field);
  }
  return text;
}

std::string fact(const Tree& tree, const FactCard& card) {
  return fmt::format("fact {}{} {}\n", card.name.text, title(card.title), print(tree, card.type)) +
         asked_clauses(card);
}

std::string names(const std::vector<Identifier>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name.text;
  return text;
}

std::string parameters(const std::vector<Identifier>& parameters) {
  return parameters.empty() ? std::string() : "(" + names(parameters) + ")";
}

std::string define(const Tree& tree, const DefineCard& card) {
  return fmt::format("define {}{} = {}\n", card.name.text, parameters(card.parameters),
                     print(tree, card.body));
}

std::string infer(const Tree& tree, const InferCard& card) {
  auto text =
      fmt::format("infer {}{}{}\n", card.name.text, parameters(card.parameters), title(card.title));
  for (const auto& one : card.cases) {
    text += one.condition == ExprId::none
                ? fmt::format("  otherwise {}\n", print(tree, one.value))
                : fmt::format("  case {} when {}\n", print(tree, one.value),
                              print(tree, one.condition));
  }
  return text;
}

std::string derive(const Tree& tree, const Derive& derive) {
  std::string text = "  derive " + derive.relation.text + "(";
  std::string_view between;
  for (const auto argument : derive.arguments) {
    text.append(between).append(print(tree, argument));
    between = ", ";
  }
  text += ")";
  between = " for ";
  for (const auto& generator : derive.generators) {
    text +=
        fmt::format("{}{} in {}", between, names(generator.variables), print(tree, generator.list));
    between = ", ";
  }
  if (derive.condition != ExprId::none) text += " when " + print(tree, derive.condition);
  return text + "\n";
}

std::string relation(const Tree& tree, const RelationCard& card) {
  std::string text = "relation " + card.name.text + "(";
  std::string_view between;
  for (const auto& column : card.columns) {
    text.append(between).append(print(tree, column));
    between = ", ";
  }
  text += ")" + title(card.title) + "\n";
  for (const auto& clause : card.clauses) text += derive(tree, clause);
  return text;
}

std::string credit(const Tree& tree, const Credit& credit) {
  switch (credit.form) {
    case CreditForm::at_least_when:
      return fmt::format("credit {} when {}", print(tree, credit.amount),
                         print(tree, credit.condition));
    case CreditForm::points_when:
      return fmt::format("credit {} points when {}", print(tree, credit.amount),
                         print(tree, credit.condition));
    case CreditForm::share_of_checks:
      return "credit by share of checks";
    case CreditForm::expression:
      return "credit " + print(tree, credit.amount);
  }
  return "";
}

std::string needed(const ChecksNeeded& needed) {
  if (needed.any) return "  any check\n";
  return needed.at_least ? fmt::format("  at least {} checks\n", needed.at_least->text) : "";
}

std::string for_each(const Tree& tree, const ForEach& each) {
  return each.second
             ? fmt::format("  for each two {}, {} in {}\n", each.variable.text, each.second->text,
                           print(tree, each.list))
             : fmt::format("  for each {} in {}\n", each.variable.text, print(tree, each.list));
}

std::string conditions(const Tree& tree, const RuleCard& card) {
  std::string text;
  if (card.for_each) text += for_each(tree, *card.for_each);
  if (card.applies != ExprId::none) {
    text += fmt::format("  applies when {}\n", print(tree, card.applies));
  }
  if (card.due != ExprId::none) text += fmt::format("  due when {}\n", print(tree, card.due));
  for (const auto& check : card.checks) {
    text += fmt::format("  check {} {}\n", quoted(check.label.text), print(tree, check.condition));
  }
  if (card.needed) text += needed(*card.needed);
  for (const auto& one : card.credits) text += fmt::format("  {}\n", credit(tree, one));
  return text;
}

std::string remarks(const Tree& tree, const RuleCard& card) {
  std::string text;
  if (card.because) text += fmt::format("  because {}\n", print(tree, *card.because));
  for (const auto& advice : card.advice) {
    text += fmt::format("  advise {}", print(tree, advice.text));
    text += advice.effort ? fmt::format(" effort {}\n", amount(*advice.effort)) : "\n";
  }
  for (const auto& source : card.sources) text += fmt::format("  source {}\n", quoted(source.text));
  if (card.unknown_counts_as) {
    text += fmt::format("  unknown counts as {}\n", outcome_name(*card.unknown_counts_as));
  }
  if (card.cannot_be_turned_off) text += "  cannot be turned off\n";
  return text;
}

std::string rule(const Tree& tree, const RuleCard& card) {
  auto text = fmt::format("rule {}{}\n", card.id.text, title(card.title));
  if (!card.sections.empty()) text += fmt::format("  section {}\n", names(card.sections));
  if (card.weight) text += fmt::format("  {}\n", weight(*card.weight));
  for (const auto& one : card.parameters) text += fmt::format("  {}\n", parameter(tree, one));
  return text + conditions(tree, card) + remarks(tree, card);
}

std::string section(const Section& section) {
  auto text = fmt::format("  section {}{}", section.id.text, title(section.title));
  if (section.parent) text += " in " + section.parent->text;
  if (section.weight) text += " " + weight(*section.weight);
  if (section.combine_by_weighted_share) text += " combine by weighted share";
  return text + "\n";
}

std::string scorecard(const Tree& tree, const ScorecardCard& card) {
  auto text = fmt::format("scorecard {}{}\n", card.id.text, title(card.title));
  if (card.combine_by_weighted_share) text += "  combine by weighted share\n";
  for (const auto& one : card.sections) text += section(one);
  for (const auto& verdict : card.verdicts) {
    text += fmt::format("  verdict {} ", quoted(verdict.name.text));
    text += verdict.condition == ExprId::none
                ? "otherwise\n"
                : fmt::format("when {}\n", print(tree, verdict.condition));
  }
  return text;
}

struct ExpectPrinter {
  const Tree& tree;

  std::string operator()(const ExpectRule& expect) const {
    auto text = fmt::format("rule {}", expect.rule.text);
    if (expect.item) text += " for " + quoted(expect.item->text);
    text += fmt::format(" is {}", outcome_name(expect.outcome));
    if (!expect.because.empty()) text += " because " + names(expect.because);
    return text;
  }
  std::string operator()(const ExpectScore& expect) const {
    auto text = expect.scorecard.text + " score";
    if (expect.section) text += " of " + expect.section->text;
    return text +
           fmt::format(" between {} and {}", print(tree, expect.low), print(tree, expect.high));
  }
  std::string operator()(const ExpectVerdict& expect) const {
    auto text = expect.scorecard.text + " verdict";
    std::string_view between = " ";
    for (const auto& name : expect.possible) {
      text += std::string(between) + quoted(name.text);
      between = " or ";
    }
    return text;
  }
  std::string operator()(const ExpectTrue& expect) const { return print(tree, expect.condition); }
};

std::string test(const Tree& tree, const TestCard& card) {
  auto text = fmt::format("test {}\n", quoted(card.name.text));
  if (card.today) text += fmt::format("  today {}\n", card.today->text);
  for (const auto& given : card.given) {
    text += fmt::format("  given {} = {}\n", given.fact.text, print(tree, given.value));
  }
  for (const auto& expect : card.expects) {
    text += fmt::format("  expect {}\n", std::visit(ExpectPrinter{tree}, expect.form));
  }
  return text;
}

}  // namespace

std::string print(const Tree& tree, const Template& text) {
  std::string result;
  for (const auto& piece : text.pieces) {
    if (!piece.text.empty()) result += (result.empty() ? "" : " ") + quoted(piece.text);
    if (piece.value == ExprId::none) continue;
    result += (result.empty() ? "{" : " {") + print(tree, piece.value) + "}";
  }
  return result.empty() ? quoted("") : result;
}

std::string print(const Tree& tree) {
  std::string text;
  if (tree.head) text += head(tree, *tree.head);
  for (const auto& card : tree.records) text += record(tree, card);
  for (const auto& card : tree.facts) text += fact(tree, card);
  for (const auto& card : tree.defines) text += define(tree, card);
  for (const auto& card : tree.infers) text += infer(tree, card);
  for (const auto& card : tree.relations) text += relation(tree, card);
  for (const auto& card : tree.rules) text += rule(tree, card);
  for (const auto& card : tree.scorecards) text += scorecard(tree, card);
  for (const auto& card : tree.tests) text += test(tree, card);
  return text;
}

std::string_view outcome_name(RuleOutcome outcome) {
  switch (outcome) {
    case RuleOutcome::met:
      return "met";
    case RuleOutcome::partly_met:
      return "partly met";
    case RuleOutcome::not_met:
      return "not met";
    case RuleOutcome::unknown:
      return "unknown";
    case RuleOutcome::not_applicable:
      return "not applicable";
    case RuleOutcome::not_due:
      return "not due";
    case RuleOutcome::fault:
      return "fault";
  }
  return "";
}

}  // namespace entente::grammar
