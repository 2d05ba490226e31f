// Rules: weight, sections, conditions, credit, texts.
#include "engine/check/amounts.hpp"
#include "engine/check/expressions.hpp"
#include "engine/check/literals.hpp"

namespace entente::engine::checking {
namespace {

using grammar::CreditForm;

// Judging tries every way in which those not known can turn out together.
constexpr std::size_t most_checks = 50;

class RuleChecker {
 public:
  RuleChecker(State& state, std::uint32_t index)
      : state_(state),
        rule_(state.rules.rules[index]),
        card_(*rule_.card),
        tree_(state.tree(rule_.tree)),
        whole_(!tree_.is_damaged(card_.span)),
        checker_(state, site(index), state.rule_reads[index]) {}

  void run() {
    rule_.weight = weight_of(state_, card_.weight, "rule " + quoted(card_.id.text),
                             "it is judged but moves no score");
    check_sections();
    bind_items();
    checker_.check_condition(card_.applies, "`applies when`");
    checker_.check_condition(card_.due, "`due when`");
    check_checks();
    check_credits();
    if (card_.because) checker_.check_template(*card_.because);
    for (const auto& advice : card_.advice) {
      checker_.check_template(advice.text);
      if (advice.effort) effort_in_days(state_, *advice.effort);
    }
    check_variables();
  }

 private:
  [[nodiscard]] ExpressionSite site(std::uint32_t index) const {
    ExpressionSite result;
    result.tree = rule_.tree;
    result.pack = rule_.pack;
    result.rule = index;
    return result;
  }

  void check_sections() {
    if (card_.sections.empty())
      state_.lint("W708", card_.id.span, "rule " + quoted(card_.id.text) + " names no section",
                  "it counts in no score");
    for (const auto& section : card_.sections)
      if (!is_section(section.text) && !state_.may_be_elsewhere(rule_.pack, section.text))
        report_no_section(section);
  }

  [[nodiscard]] bool is_section(std::string_view id) const {
    return std::ranges::any_of(state_.rules.sections, [&](const CheckedSection& section) {
      return section.card->id.text == id;
    });
  }

  void report_no_section(const grammar::Identifier& section) {
    std::vector<std::string> known;
    for (const auto& each : state_.rules.sections) known.push_back(each.card->id.text);
    state_.lint("W708", section.span, "no scorecard has a section " + quoted(section.text),
                state_.shipped_or_near(section.text, known));
  }

  void bind_items() {
    if (!card_.for_each) return;
    const auto& loop = *card_.for_each;
    checker_.check_unit(loop.list);
    const auto element = checker_.element_of(loop.list, "`for each`");
    checker_.bind(loop.variable, element);
    if (!loop.second) return;
    if (loop.second->text == loop.variable.text)
      state_.duplicate("variable", *loop.second, loop.variable.span);
    checker_.bind(*loop.second, element);
  }

  /// One that nothing reads: the rule says the same of every item.
  void check_variables() {
    if (!whole_ || !card_.for_each) return;
    const auto& loop = *card_.for_each;
    const auto& in_sight = checker_.scope().in_sight();
    const auto lint_unused = [&](const grammar::Identifier& variable, std::size_t slot) {
      if (!in_sight[slot].used && !grammar::has_errors(state_.diagnostics))
        state_.lint("W715", variable.span,
                    "variable " + quoted(variable.text) + " is used by nothing");
    };
    lint_unused(loop.variable, 0);
    if (loop.second) lint_unused(*loop.second, 1);
  }

  void check_checks() {
    checker_.stand_in_check(true);
    std::map<std::string_view, Span> labels;
    for (const auto& check : card_.checks) {
      const auto [first, added] = labels.try_emplace(check.label.text, check.label.span);
      if (!added) state_.duplicate("check", {check.label.text, check.label.span}, first->second);
      checker_.check_condition(check.condition, "a check");
    }
    checker_.stand_in_check(false);
    if (card_.checks.size() > most_checks)
      state_.error("E402", card_.id.span,
                   "rule " + quoted(card_.id.text) + " has " + std::to_string(card_.checks.size()) +
                       " checks, and " + std::to_string(most_checks) + " are the most",
                   "make several rules of it");
    if (card_.needed) check_needed(*card_.needed);
    const bool credit_alone =
        std::any_of(card_.credits.begin(), card_.credits.end(), [](const grammar::Credit& credit) {
          return credit.form == CreditForm::expression ||
                 credit.form == CreditForm::share_of_checks;
        });
    if (card_.checks.empty() && !credit_alone && whole_ && !card_.id.text.empty())
      state_.error("E401", card_.id.span,
                   "rule " + quoted(card_.id.text) + " has nothing to judge by",
                   "give it a `check`, or a `credit` that is computed");
  }

  void check_needed(const grammar::ChecksNeeded& needed) {
    const auto count = card_.checks.size();
    if (needed.any) {
      if (count == 0 && whole_)
        state_.error("E402", needed.span, "`any check` stands in a rule without checks");
      return;
    }
    const auto number = needed.at_least ? Number::parse(needed.at_least->text) : std::nullopt;
    const auto wanted = number ? number->to_int64() : std::nullopt;
    if (!wanted || *wanted < 1)
      state_.error("E402", needed.span, "the number of checks needed is a whole number from 1");
    else if (static_cast<std::uint64_t>(*wanted) > count && whole_)
      state_.error("E402", needed.span,
                   "at least " + std::to_string(*wanted) + " checks are needed, but the rule has " +
                       std::to_string(count));
  }

  // -------------------------------------------------------------- credit

  void check_credits() {
    for (const auto& credit : card_.credits) {
      check_form(credit);
      checker_.stand_in_check(credit.form == CreditForm::expression);
      check_amount(credit);
      checker_.stand_in_check(false);
      checker_.check_condition(credit.condition, "`credit … when`");
    }
  }

  void check_form(const grammar::Credit& credit) {
    const auto& first = card_.credits.front();
    const bool repeats = &credit != &first && (credit.form == CreditForm::expression ||
                                               credit.form == CreditForm::share_of_checks);
    if (credit.form != first.form || repeats) {
      auto& added = state_.error("E403", credit.span,
                                 repeats && credit.form == first.form
                                     ? "this form of credit can stand once in a rule"
                                     : "a rule has one form of credit; this is a second one");
      added.notes.push_back({"the first is in", first.span});
    }
    if (credit.form == CreditForm::share_of_checks && card_.checks.empty() && whole_)
      state_.error("E401", credit.span,
                   "`credit by share of checks` stands in a rule without checks");
  }

  void check_amount(const grammar::Credit& credit) {
    if (credit.amount == ExprId::none) return;
    const auto type = checker_.check_unit(credit.amount);
    const auto span = tree_[credit.amount].span;
    if (tree_.is_cut(span)) return;
    auto& types = checker_.types();
    if (!types.is_any(type) && !types.is(type, TypeKind::number)) {
      state_.type_error("E308", span,
                        "a credit is a number or a per cent; this is " + types.article(type));
      return;
    }
    const auto amount = literal_number(tree_, credit.amount);
    if (!amount) return;
    if (amount->sign() < 0)
      state_.error("E404", span, "a credit is never below 0");
    else if (credit.form == CreditForm::points_when)
      check_points(*amount, span);
    else if (*amount > Number(1))
      state_.error("E404", span, "a credit goes from 0 % to 100 %", in_per_cent(credit.amount));
  }

  /// `credit 50` where 50 % is meant.
  [[nodiscard]] std::string in_per_cent(ExprId id) const {
    const auto* literal = std::get_if<grammar::NumberLiteral>(&tree_[id].node);
    const auto amount = literal_number(tree_, id);
    const bool meant = literal != nullptr && !literal->per_cent && *amount <= Number(100);
    return meant ? "write `" + literal->digits + "%`" : std::string();
  }

  void check_points(const Number& points, Span span) {
    if (points > rule_.weight && whole_)
      state_.error("E405", span,
                   points.to_string() + " points are more than the weight of the rule, " +
                       rule_.weight.to_string());
  }

  State& state_;
  CheckedRule& rule_;
  const grammar::RuleCard& card_;
  const grammar::Tree& tree_;
  bool whole_;  // false: something of it could not be read, and may be what it lacks
  ExpressionChecker checker_;
};

}  // namespace

void check_rules(State& state) {
  for (std::uint32_t i = 0; i < state.rules.rules.size(); ++i) RuleChecker(state, i).run();
}

}  // namespace entente::engine::checking
