#include "engine/program/compile.hpp"

#include <algorithm>

#include "engine/check/amounts.hpp"
#include "engine/check/literals.hpp"
#include "engine/program/expression_compiler.hpp"
#include "engine/program/relation_compiler.hpp"
#include "engine/program/rule_hash.hpp"

namespace entente::engine {
namespace {

using grammar::ExprId;

class Compiler {
 public:
  explicit Compiler(const CheckedRules& rules) : rules_(rules), expressions_(rules, program_) {}

  Program run() {
    program_.vocabulary = rules_.vocabulary;
    program_.arena = rules_.arena;
    for (const auto& pack : rules_.packs)
      program_.packs.push_back({pack.id, pack.version, pack.title});
    program_.hash = hash();
    for (const auto& parameter : rules_.parameters) add_parameter(parameter);
    add_defines();
    compiling::add_relations(rules_, expressions_, program_);
    add_scorecards();
    for (const auto& rule : rules_.rules) add_rule(rule);
    program_.rule_order = rules_.rule_order;
    for (const auto& test : rules_.tests) add_test(test);
    return std::move(program_);
  }

 private:
  [[nodiscard]] std::string hash() const {
    std::vector<std::string_view> texts;
    for (const auto* tree : rules_.trees) texts.push_back((*rules_.sources)[tree->file].text());
    return compiling::hash_texts(std::move(texts));
  }

  void add_parameter(const CheckedParameter& parameter) {
    ParameterValue value;
    value.name = parameter.name;
    value.value = parameter.value;
    value.low = parameter.low;
    value.high = parameter.high;
    value.may_only = parameter.card->may_only;
    value.stricter = parameter.card->stricter;
    value.span = parameter.card->span;
    value.text = rules_.sources->text((*rules_.trees[parameter.tree])[parameter.card->value].span);
    program_.parameters.push_back(std::move(value));
  }

  /// Functions first as empty places, so that a body may name any of them.
  void add_defines() {
    for (const auto& define : rules_.defines) {
      if (define.parameters().empty()) continue;
      Function function;
      function.name = define.name().text;
      for (const auto& parameter : define.parameters())
        function.parameters.push_back(parameter.text);
      program_.functions.push_back(std::move(function));
    }
    for (const auto& define : rules_.defines) {
      const auto body = define.define != nullptr
                            ? expressions_.unit(define.tree, define.define->body)
                            : expressions_.first_case(define.tree, *define.infer);
      if (define.parameters().empty())
        program_.measures.push_back({define.name().text, body, define.name().span});
      else
        program_.functions[define.index].body = body;
      if (define.infer != nullptr) add_inference(define);
    }
  }

  void add_inference(const CheckedDefine& define) {
    InferenceProgram made;
    made.name = define.infer->name.text;
    made.title = define.infer->title.text;
    made.function = !define.parameters().empty();
    made.index = define.index;
    made.type = define.type;
    made.pack = rules_.packs[define.pack].id;
    made.span = define.infer->span;
    program_.inferences.push_back(std::move(made));
  }

  // -------------------------------------------------------------- scorecards

  void add_scorecards() {
    for (const auto& scorecard : rules_.scorecards) {
      ScorecardProgram made;
      made.id = scorecard.id;
      made.title = scorecard.title;
      made.pack = rules_.packs[scorecard.pack].id;
      made.span = scorecard.span;
      for (const auto& verdict : scorecard.verdicts)
        made.verdicts.push_back(
            {verdict.card->name.text, expressions_.unit(verdict.tree, verdict.card->condition)});
      program_.scorecards.push_back(std::move(made));
    }
    for (const auto& section : rules_.sections) {
      SectionProgram made;
      made.id = section.card->id.text;
      made.title = section.card->title.text;
      made.weight = section.weight;
      made.parent = section.parent;
      made.scorecard = section.scorecard;
      program_.sections.push_back(std::move(made));
    }
    for (std::uint32_t i = 0; i < program_.sections.size(); ++i) {
      const auto& section = program_.sections[i];
      auto& siblings = section.parent ? program_.sections[*section.parent].children
                                      : program_.scorecards[section.scorecard].sections;
      siblings.push_back(i);
    }
  }

  // -------------------------------------------------------------- rules

  void add_rule(const CheckedRule& rule) {
    const auto& card = *rule.card;
    RuleProgram made;
    made.id = card.id.text;
    made.title = card.title.text;
    made.sections = rule.sections;
    made.weight = rule.weight;
    made.must = card.weight && card.weight->must;
    made.parameters = rule.parameters;
    made.unknown_counts_as = card.unknown_counts_as;
    made.pack = rules_.packs[rule.pack].id;
    made.span = card.id.span;
    for (const auto& source : card.sources) made.sources.push_back(source.text);
    if (card.for_each) add_items(made, rule);
    made.applies = expressions_.unit(rule.tree, card.applies);
    made.due = expressions_.unit(rule.tree, card.due);
    for (const auto& check : card.checks)
      made.checks.push_back(
          {check.label.text, expressions_.unit(rule.tree, check.condition), check.span});
    made.needed = needed(card);
    for (const auto& credit : card.credits)
      made.credits.push_back({credit.form, expressions_.unit(rule.tree, credit.amount),
                              expressions_.unit(rule.tree, credit.condition)});
    add_texts(made, rule);
    const auto index = static_cast<std::uint32_t>(program_.rules.size());
    for (const auto section : rule.sections) program_.sections[section].rules.push_back(index);
    program_.rule_facts.push_back(rule.facts);
    program_.rules.push_back(std::move(made));
  }

  void add_items(RuleProgram& made, const CheckedRule& rule) {
    const auto& loop = *rule.card->for_each;
    made.for_each = true;
    made.for_each_two = loop.second.has_value();
    made.variables.push_back(loop.variable.text);
    if (loop.second) made.variables.push_back(loop.second->text);
    made.list = expressions_.unit(rule.tree, loop.list);
  }

  [[nodiscard]] static std::uint32_t needed(const grammar::RuleCard& card) {
    if (!card.needed) return 0;
    if (card.needed->any) return 1;
    const auto number = Number::parse(card.needed->at_least->text);
    return static_cast<std::uint32_t>(number ? number->to_int64().value_or(0) : 0);
  }

  void add_texts(RuleProgram& made, const CheckedRule& rule) {
    if (rule.card->because) made.because = text(rule.tree, *rule.card->because);
    for (const auto& advice : rule.card->advice) {
      AdviceProgram program;
      program.text = text(rule.tree, advice.text);
      if (advice.effort) program.effort_days = checking::days_of_work(*advice.effort);
      made.advice.push_back(std::move(program));
    }
  }

  [[nodiscard]] TemplateProgram text(std::uint32_t tree, const grammar::Template& source) {
    TemplateProgram made;
    for (const auto& piece : source.pieces)
      made.pieces.push_back({piece.text, expressions_.unit(tree, piece.value)});
    return made;
  }

  // -------------------------------------------------------------- tests

  void add_test(const CheckedTest& test) {
    const auto& card = *test.card;
    TestProgram made;
    made.name = card.name.text;
    if (card.today) made.today = parse_date(card.today->text);
    made.pack = rules_.packs[test.pack].id;
    made.span = card.name.span;
    for (const auto& given : card.given)
      if (const auto fact = rules_.vocabulary.fact(given.fact.text))
        made.given.push_back({*fact, expressions_.unit(test.tree, given.value), given.span});
    for (const auto& expect : card.expects) {
      ExpectProgram& added = made.expects.emplace_back();
      added.span = expect.span;
      std::visit([&](const auto& form) { set_form(added, test.tree, form); }, expect.form);
    }
    program_.tests.push_back(std::move(made));
  }

  void set_form(ExpectProgram& made, std::uint32_t, const grammar::ExpectRule& expect) {
    ExpectedRule form;
    form.rule = program_.rule(expect.rule.text).value_or(0);
    if (expect.item) form.item = expect.item->text;
    form.outcome = expect.outcome;
    for (const auto& path : expect.because) form.because.push_back(path.text);
    made.form = std::move(form);
  }

  void set_form(ExpectProgram& made, std::uint32_t tree, const grammar::ExpectScore& expect) {
    ExpectedScore form;
    form.scorecard = program_.scorecard(expect.scorecard.text).value_or(0);
    if (expect.section)
      for (std::uint32_t i = 0; i < program_.sections.size(); ++i)
        if (program_.sections[i].scorecard == form.scorecard &&
            program_.sections[i].id == expect.section->text)
          form.section = i;
    form.low = literal_number(*rules_.trees[tree], expect.low).value_or(Number());
    const auto high = expect.high == ExprId::none ? expect.low : expect.high;
    form.high = literal_number(*rules_.trees[tree], high).value_or(form.low);
    made.form = form;
  }

  void set_form(ExpectProgram& made, std::uint32_t, const grammar::ExpectVerdict& expect) {
    ExpectedVerdict form;
    form.scorecard = program_.scorecard(expect.scorecard.text).value_or(0);
    const auto& verdicts = program_.scorecards[form.scorecard].verdicts;
    for (const auto& name : expect.possible) {
      if (name.text == not_assessable) form.not_assessable = true;
      for (std::uint32_t i = 0; i < verdicts.size(); ++i)
        if (verdicts[i].name == name.text) form.verdicts.push_back(i);
    }
    made.form = std::move(form);
  }

  void set_form(ExpectProgram& made, std::uint32_t tree, const grammar::ExpectTrue& expect) {
    made.form = ExpectedTruth{expressions_.unit(tree, expect.condition)};
  }

  const CheckedRules& rules_;
  Program program_;
  compiling::ExpressionCompiler expressions_;
};

}  // namespace

Program compile(const CheckedRules& rules) { return Compiler(rules).run(); }

}  // namespace entente::engine
