// Tests in rule files: what they give, what they expect, and whether they say the day they depend
// on.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/given_values.hpp"
#include "engine/check/literals.hpp"
#include "engine/program/program.hpp"
#include "grammar/parse.hpp"

namespace entente::engine::checking {
namespace {

class TestChecker {
 public:
  TestChecker(State& state, const CheckedTest& test)
      : state_(state), test_(test), card_(*test.card), tree_(state.tree(test.tree)) {}

  void run() {
    if (card_.today && !parse_date(card_.today->text))
      state_.error("E310", card_.today->span, quoted(card_.today->text) + " is no date");
    check_given();
    for (const auto& expect : card_.expects)
      std::visit([this](const auto& form) { check_form(form); }, expect.form);
    if (!card_.today && depends_ && !tree_.is_damaged(card_.span))
      state_
          .error("E413", card_.name.span, "this test depends on `today` and does not say it",
                 "add `today 2026-11-01`")
          .notes.push_back({"`today` is asked for in", *depends_});
  }

 private:
  [[nodiscard]] ExpressionChecker checker(bool constant) {
    ExpressionSite site;
    site.tree = test_.tree;
    site.pack = test_.pack;
    site.constant = constant;
    return {state_, site, reads_};
  }

  void depend(const std::optional<Span>& today) {
    if (!depends_) depends_ = today;
  }
  void depend(const Reads& reads) {
    depend(reads.today);
    for (const auto& [define, span] : reads.defines) depend(state_.define_reads[define].today);
    for (const auto& [relation, span] : reads.relations)
      depend(state_.relation_reads[relation].today);
    for (const auto& [rule, span] : reads.rules) depend(state_.rule_reads[rule].today);
  }

  // -------------------------------------------------------------- given

  void check_given() {
    std::map<std::string, Span> first;
    std::vector<std::pair<FactId, ExprId>> values;
    for (const auto& given : card_.given) {
      const auto [known, added] = first.try_emplace(given.fact.text, given.fact.span);
      if (!added) {
        auto& diagnostic = state_.error("E205", given.fact.span,
                                        "fact " + quoted(given.fact.text) + " is given twice");
        diagnostic.notes.push_back({"first given in", known->second});
        continue;
      }
      reads_ = {};
      checker(true).check_unit(given.value);
      depend(reads_);
      if (const auto fact = find_fact(given.fact)) values.emplace_back(*fact, given.value);
    }
    check_given_values(state_, test_.tree, values);
  }

  [[nodiscard]] std::optional<FactId> find_fact(const Identifier& name) {
    const auto symbol = state_.symbols.names.find(name.text);
    if (symbol != state_.symbols.names.end() && symbol->second.twice) return std::nullopt;
    if (symbol != state_.symbols.names.end() && symbol->second.kind == Symbol::Kind::fact &&
        state_.sees(test_.pack, symbol->second.pack))
      return static_cast<FactId>(symbol->second.index);
    if (state_.may_be_elsewhere(test_.pack, name.text)) return std::nullopt;
    std::vector<std::string> known;
    for (const auto& [each, other] : state_.symbols.names)
      if (other.kind == Symbol::Kind::fact && state_.sees(test_.pack, other.pack))
        known.push_back(each);
    const auto shipped = state_.where_shipped(name.text);
    const auto near = shipped.empty() ? state_.nearest(name.text, known) : std::nullopt;
    auto& added = state_.error("E204", name.span, quoted(name.text) + " is not a fact of this pack",
                               near ? "did you mean " + quoted(*near) + "?" : shipped);
    if (near) added.notes.push_back(declared_at(state_.symbols.names.find(*near)->second.span));
    return std::nullopt;
  }

  // -------------------------------------------------------------- expect

  void check_form(const grammar::ExpectRule& expect) {
    const auto found = state_.symbols.rules.find(expect.rule.text);
    if (found == state_.symbols.rules.end() ||
        !state_.sees(test_.pack, state_.rules.rules[found->second].pack)) {
      if (state_.may_be_elsewhere(test_.pack, expect.rule.text)) return;
      std::vector<std::string> known;
      for (const auto& rule : state_.rules.rules) known.push_back(rule.card->id.text);
      state_.error("E212", expect.rule.span, quoted(expect.rule.text) + " is not a rule",
                   state_.shipped_or_near(expect.rule.text, known));
      return;
    }
    depend(state_.rule_reads[found->second].today);
    const auto& rule = *state_.rules.rules[found->second].card;
    if (expect.item && !rule.for_each && !state_.is_damaged(rule.span))
      state_.error("E418", expect.item->span,
                   "rule " + quoted(expect.rule.text) + " is not judged for each item");
    for (const auto& path : expect.because) check_path(path);
  }

  /// `parties[B].feedback`: a fact, then fields of records as far as types say.
  void check_path(const Identifier& path) {
    const auto steps = grammar::parse_path(path.text);
    if (steps.empty() || steps.front().kind != grammar::PathStep::Kind::field) {
      state_.error("E415", path.span, quoted(path.text) + " is not the path of a fact",
                   "a path is as `parties[Westbrook].values`");
      return;
    }
    const auto fact = find_fact({steps.front().text, path.span});
    if (!fact) return;
    const auto& vocabulary = state_.rules.vocabulary;
    auto type = vocabulary[*fact].type;
    for (std::size_t i = 1; i < steps.size(); ++i) {
      if (steps[i].kind != grammar::PathStep::Kind::field) {
        type = vocabulary[type].element;
        continue;
      }
      if (vocabulary[type].kind != TypeKind::record) return;
      const auto& record = vocabulary[vocabulary[type].record];
      const auto field = record.field(steps[i].text);
      if (!field) {
        unknown_field(record, steps[i].text, path.span);
        return;
      }
      type = record.fields[*field].type;
    }
  }

  void unknown_field(const RecordType& record, const std::string& field, Span span) {
    if (state_.may_be_elsewhere(test_.pack, field)) return;
    std::vector<std::string> known;
    for (const auto& each : record.fields) known.push_back(each.name);
    state_.error("E207", span, "record " + quoted(record.name) + " has no field " + quoted(field),
                 state_.did_you_mean(field, known));
  }

  [[nodiscard]] std::optional<std::uint32_t> find_scorecard(const Identifier& id) {
    const auto found = state_.symbols.scorecards.find(id.text);
    if (state_.symbols.twice.contains(id.text)) return std::nullopt;
    if (found != state_.symbols.scorecards.end() &&
        state_.sees(test_.pack, state_.rules.scorecards[found->second].pack)) {
      depend_on_scorecard(found->second);
      return found->second;
    }
    if (state_.may_be_elsewhere(test_.pack, id.text)) return std::nullopt;
    std::vector<std::string> known;
    for (const auto& scorecard : state_.rules.scorecards) known.push_back(scorecard.id);
    state_.error("E222", id.span, quoted(id.text) + " is not a scorecard",
                 state_.did_you_mean(id.text, known));
    return std::nullopt;
  }

  void depend_on_scorecard(std::uint32_t index) {
    depend(state_.verdict_reads[index]);
    for (std::size_t i = 0; i < state_.rules.rules.size(); ++i)
      for (const auto section : state_.rules.rules[i].sections)
        if (state_.rules.sections[section].scorecard == index) depend(state_.rule_reads[i].today);
  }

  void check_form(const grammar::ExpectScore& expect) {
    const auto scorecard = find_scorecard(expect.scorecard);
    if (scorecard && expect.section) check_section(*scorecard, *expect.section);
    const auto low = constant(expect.low);
    const auto high = constant(expect.high);
    if (low && high && *low > *high)
      state_.error("E416", tree_[expect.low].span,
                   "the low end of the expected score is above its high end");
  }

  void check_section(std::uint32_t scorecard, const Identifier& id) {
    std::vector<std::string> known;
    for (const auto& section : state_.rules.sections)
      if (section.scorecard == scorecard) known.push_back(section.card->id.text);
    if (std::find(known.begin(), known.end(), id.text) == known.end() &&
        !state_.may_be_elsewhere(test_.pack, id.text))
      state_.error("E213", id.span, "this scorecard has no section " + quoted(id.text),
                   state_.did_you_mean(id.text, known));
  }

  [[nodiscard]] std::optional<Number> constant(ExprId id) {
    if (id == ExprId::none || tree_.is_cut(tree_[id].span)) return std::nullopt;
    const auto* literal = std::get_if<grammar::NumberLiteral>(&tree_[id].node);
    const auto number = literal_number(tree_, id);
    if (!number) state_.error("E416", tree_[id].span, "an expected score is a number");
    if (literal != nullptr && literal->per_cent)
      state_.error("E309", tree_[id].span, "a score is a number, not a share",
                   "a score goes from 0 to 100");
    return number;
  }

  void check_form(const grammar::ExpectVerdict& expect) {
    const auto scorecard = find_scorecard(expect.scorecard);
    if (!scorecard) return;
    std::vector<std::string> known{std::string(not_assessable)};
    for (const auto& verdict : state_.rules.scorecards[*scorecard].verdicts)
      known.push_back(verdict.card->name.text);
    std::map<std::string_view, Span> first;
    for (const auto& name : expect.possible) {
      const auto [said, added] = first.try_emplace(name.text, name.span);
      if (!added)
        state_.error("E408", name.span, "verdict `\"" + name.text + "\"` is named twice")
            .notes.push_back({"the first is in", said->second});
      if (std::find(known.begin(), known.end(), name.text) != known.end() ||
          state_.may_be_elsewhere(test_.pack, name.text))
        continue;
      const auto near = state_.nearest(name.text, known);
      state_.error("E414", name.span,
                   "`\"" + name.text + "\"` is not a verdict of " + quoted(expect.scorecard.text),
                   near ? "did you mean `\"" + *near + "\"`?" : std::string());
    }
  }

  void check_form(const grammar::ExpectTrue& expect) {
    reads_ = {};
    checker(false).check_condition(expect.condition, "`expect`");
    depend(reads_);
  }

  State& state_;
  const CheckedTest& test_;
  const grammar::TestCard& card_;
  const grammar::Tree& tree_;
  Reads reads_;
  std::optional<Span> depends_;  // where something the test runs asks for today
};

}  // namespace

void check_tests(State& state) {
  std::map<std::pair<std::uint32_t, std::string_view>, Span> names;
  for (const auto& test : state.rules.tests) {
    const auto& name = test.card->name;
    const auto [first, added] = names.try_emplace({test.pack, name.text}, name.span);
    if (!added) state.duplicate("test", {name.text, name.span}, first->second);
    TestChecker(state, test).run();
  }
}

}  // namespace entente::engine::checking
