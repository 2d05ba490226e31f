// What no error is but surely not meant. Asked only of rule sets without errors, since a misspelt
// name makes the thing it names look unused.
#include <algorithm>

#include "engine/check/state.hpp"

namespace entente::engine::checking {
namespace {

Reads everything_read(const State& state) {
  Reads all;
  for (const auto& reads : state.define_reads) all.add(reads);
  for (const auto& reads : state.relation_reads) all.add(reads);
  for (const auto& reads : state.rule_reads) all.add(reads);
  for (const auto& reads : state.verdict_reads) all.add(reads);
  return all;
}

/// Records that others refer to by key, or of whose items questions are asked: their list is read
/// that way.
std::set<RecordId> records_referred_to(const Vocabulary& vocabulary) {
  std::set<RecordId> referred;
  const auto refer = [&](const Declaration& declared) {
    if (declared.question && declared.question->each)
      if (const auto record = vocabulary.record(declared.question->of)) referred.insert(*record);
  };
  for (const auto& record : vocabulary.records)
    for (const auto& field : record.fields) {
      refer(field);
      auto type = field.type;
      if (vocabulary[type].kind == TypeKind::list) type = vocabulary[type].element;
      if (vocabulary[type].kind == TypeKind::record) referred.insert(vocabulary[type].record);
    }
  for (const auto& fact : vocabulary.facts) refer(fact);
  return referred;
}

void lint_facts(State& state, const Reads& read) {
  const auto& vocabulary = state.rules.vocabulary;
  const auto referred = records_referred_to(vocabulary);
  for (std::uint32_t i = 0; i < vocabulary.facts.size(); ++i) {
    const auto& fact = vocabulary.facts[i];
    if (read.facts.contains(static_cast<FactId>(i))) continue;
    const auto& type = vocabulary[fact.type];
    const auto element = vocabulary[type.element].record;
    if (type.kind == TypeKind::list && element != RecordId::none && referred.contains(element))
      continue;
    state.lint("W703", fact.span,
               "fact " + quoted(fact.name) + " is read by no rule and no definition");
  }
}

void lint_defines(State& state, const Reads& read) {
  for (std::uint32_t i = 0; i < state.rules.defines.size(); ++i)
    if (!read.defines.contains(i)) {
      const auto& define = state.rules.defines[i];
      state.lint("W704", define.name().span,
                 (define.infer == nullptr ? "definition " : "inference ") +
                     quoted(define.name().text) + " is used by nothing");
    }
}

/// One that only its own clauses ask is asked by nobody.
void lint_relations(State& state) {
  std::set<std::uint32_t> asked;
  const auto add = [&](const Reads& reads) {
    for (const auto& [relation, span] : reads.relations) asked.insert(relation);
  };
  for (const auto& reads : state.define_reads) add(reads);
  for (const auto& reads : state.rule_reads) add(reads);
  for (const auto& reads : state.verdict_reads) add(reads);
  for (std::uint32_t i = 0; i < state.rules.relations.size(); ++i) {
    add(state.relation_reads[i]);
    for (const auto& [relation, span] : state.relation_reads[i].atoms)
      if (relation != i) asked.insert(relation);
  }
  for (std::uint32_t i = 0; i < state.rules.relations.size(); ++i) {
    const auto& name = state.rules.relations[i].card->name;
    if (!asked.contains(i))
      state.lint("W712", name.span, "relation " + quoted(name.text) + " is asked by nothing");
  }
}

void lint_parameters(State& state, const Reads& read) {
  for (std::uint32_t i = 0; i < state.rules.parameters.size(); ++i)
    if (!read.parameters.contains(i)) {
      const auto& name = state.rules.parameters[i].card->name;
      state.lint("W711", name.span, "parameter " + quoted(name.text) + " is used by nothing");
    }
}

/// Of sections that lie in each other only the outermost is named.
void lint_sections(State& state) {
  const auto& sections = state.rules.sections;
  std::vector<bool> used(sections.size());
  for (const auto& rule : state.rules.rules)
    for (const auto section : rule.sections)
      for (std::optional<std::uint32_t> at = section; at && !used[*at]; at = sections[*at].parent)
        used[*at] = true;
  for (std::uint32_t i = 0; i < sections.size(); ++i) {
    if (used[i] || (sections[i].parent && !used[*sections[i].parent])) continue;
    const auto& id = sections[i].card->id;
    state.lint("W709", id.span, "no rule is in section " + quoted(id.text));
  }
}

/// Must rules of a scorecard whose verdicts ask neither for every one nor for this one.
void lint_must(State& state) {
  for (std::uint32_t i = 0; i < state.rules.rules.size(); ++i) {
    const auto& rule = state.rules.rules[i];
    if (!rule.card->weight || !rule.card->weight->must) continue;
    std::set<std::uint32_t> silent;
    for (const auto section : rule.sections) {
      const auto scorecard = state.rules.sections[section].scorecard;
      const auto& asked = state.verdict_reads[scorecard];
      if (!asked.every_must && !asked.rules.contains(i)) silent.insert(scorecard);
    }
    for (const auto scorecard : silent)
      state.lint("W707", rule.card->weight->span,
                 "no verdict of " + quoted(state.rules.scorecards[scorecard].id) +
                     " asks whether this must rule is met",
                 "ask `every must rule is met`");
  }
}

/// Texts by which reports name a thing.
void lint_titles(State& state) {
  const auto look = [&](const grammar::TextLiteral& text, std::string_view what) {
    if (text.text.find_first_not_of(' ') == std::string::npos)
      state.lint("W714", text.span, std::string(what) + " is empty",
                 "reports name it by this text");
  };
  for (const auto& define : state.rules.defines)
    if (define.infer != nullptr) look(define.infer->title, "the title of this inference");
  for (const auto& relation : state.rules.relations)
    look(relation.card->title, "the title of this relation");
  for (const auto& rule : state.rules.rules) {
    look(rule.card->title, "the title of this rule");
    for (const auto& check : rule.card->checks) look(check.label, "the label of this check");
  }
  for (const auto& scorecard : state.rules.scorecards)
    for (const auto& verdict : scorecard.verdicts)
      look(verdict.card->name, "the name of this verdict");
}

}  // namespace

void lint_unused(State& state) {
  if (grammar::has_errors(state.diagnostics)) return;
  const auto read = everything_read(state);
  lint_titles(state);
  lint_facts(state, read);
  lint_defines(state, read);
  lint_relations(state);
  lint_parameters(state, read);
}

void lint_scorecards(State& state) {
  if (grammar::has_errors(state.diagnostics)) return;
  lint_sections(state);
  lint_must(state);
}

}  // namespace entente::engine::checking
