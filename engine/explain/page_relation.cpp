// Pages about what is given and what is derived from it: facts, relations and their tuples.
#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/fact_reads.hpp"
#include "engine/evaluate/missing_paths.hpp"
#include "engine/explain/fact_value.hpp"
#include "engine/explain/page_maker.hpp"
#include "engine/explain/source_text.hpp"

namespace entente::engine {
namespace {

constexpr std::uint32_t tuples_on_a_page = 50;

std::string shelf_life(const PathInfo& info) {
  if (info.declaration == nullptr || !info.declaration->good_for) return {};
  const CalendarSpan span = *info.declaration->good_for;
  const auto counted = [](auto count, std::string_view unit) {
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
  };
  const std::string length =
      span.months > 0 ? counted(span.months, "month") : counted(span.days, "day");
  if (!info.evidence.on) return fmt::format("good for {}, but its evidence has no date", length);
  const auto until = add_span(*info.evidence.on, span);
  if (!until) return length;
  const bool over = info.missing == MissingReason::stale;
  return fmt::format("good for {}, {} {}", length, over ? "ended on" : "until", to_string(*until));
}

}  // namespace

Page PageMaker::operator()(const FactTarget& target) {
  const PathInfo& info = from_.facts[target.path];
  page_.kind = "fact";
  page_.name = info.text;
  const Value value = fact_value(from_.facts, program_.vocabulary, target.path);
  Explanation leaf = explain_fact(target.path, value, from_);
  if (value.is(Kind::record)) {
    for (const Declaration& field : program_.vocabulary[value.record().type].fields) {
      const auto path = from_.facts.child(target.path, field.name);
      if (!path) continue;
      leaf.because.push_back(
          explain_fact(*path, fact_value(from_.facts, program_.vocabulary, *path), from_));
    }
  }
  page_.value = leaf.value;
  if (info.declaration != nullptr) {
    page_.title = info.declaration->title;
    page_.about.push_back(fmt::format("{}, declared at {}",
                                      program_.vocabulary.describe(info.declaration->type),
                                      from_.sources.place(info.declaration->span)));
  }
  page_.why = {leaf};
  if (const std::string life = shelf_life(info); !life.empty()) page_.notes.push_back(life);
  if (from_.facts[from_.facts.outermost(target.path)].missing) {
    add_waits({target.path});
  } else if (info.declaration != nullptr && info.declaration->question) {
    page_.notes.push_back(info.of.empty() ? info.declaration->question->text
                                          : fmt::format("asked of {}: {}", info.of,
                                                        info.declaration->question->text));
  }
  if (value.is(Kind::list)) note_unsure(value.list());
  add_readers(info);
  return finished();
}

Page PageMaker::operator()(const RelationTarget& target) {
  const RelationProgram& relation = program_.relations[target.relation];
  page_.kind = "relation";
  page_.title = relation.title;
  page_.name = tuple_in_words(target.relation, target.items, from_);
  page_.about = {"written at " + from_.sources.place(relation.span)};
  const DerivedRelations& derived = from_.recorder->relations(target.relation);
  const Extension& extension = derived.extensions[target.relation];
  if (extension.broken) {
    page_.value = plain(*extension.broken, program_.vocabulary, from_.facts);
    return finished();
  }
  const auto asked = derived.pattern(relation, target.items);
  std::vector<PathId> missing;
  std::uint32_t sure = 0;
  const std::uint32_t rows = extension.sure.size() + extension.possible.size();
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (!may_be_same(extension.tuple(row), asked)) continue;
    if (extension.is_sure(row)) {
      ++sure;
    } else if (sure > 0 && is_whole(target)) {
      break;  // it holds whatever else is possible
    } else {
      const auto waits = derived.waits[extension.waits[row - extension.sure.size()]];
      missing.insert(missing.end(), waits.begin(), waits.end());
    }
    if (page_.why.size() < tuples_on_a_page) {
      page_.why.push_back(prover().tuple(target.relation, row));
    } else {
      ++page_.more;
    }
  }
  page_.value.emplace();
  page_.value->kind =
      sure > 0 || missing.empty() ? PlainValue::Kind::boolean : PlainValue::Kind::unknown;
  page_.value->boolean = sure > 0;
  missing = as_reported(from_.facts, missing);
  if (sure == 0)
    for (const PathId path : missing) page_.value->missing.push_back(from_.facts[path].text);
  if (page_.why.empty()) add_misses(target, relation);
  add_waits(missing);
  return finished();
}

void PageMaker::add_readers(const PathInfo& info) {
  const Declaration* declared = info.declaration == nullptr ? nullptr : known(*info.declaration);
  for (std::uint32_t i = 0; i < program_.rules.size(); ++i) {
    if (!std::ranges::binary_search(program_.rule_facts[i], info.fact)) continue;
    FactReads reads(program_);
    reads.add(program_.rules[i]);
    if (info.parent != PathId::none && declared != nullptr && !reads.field(*declared)) continue;
    page_.read_by.push_back(
        {program_.rules[i].id, program_.rules[i].title, evaluation_.rules[i].outcome});
  }
  if (page_.read_by.empty()) page_.notes.emplace_back("No rule reads it.");
  for (const auto& verdict : program_.scorecards[from_.scorecard].verdicts) {
    FactReads reads(program_);
    reads.add(verdict.condition);
    if (info.parent == PathId::none ? reads.facts().contains(info.fact)
                                    : declared != nullptr && reads.field(*declared))
      page_.notes.push_back(fmt::format("The verdict \"{}\" reads it.", verdict.name));
  }
}

/// The program's own declaration: facts may have been read with a copy of the vocabulary.
const Declaration* PageMaker::known(const Declaration& declaration) const {
  for (const RecordType& record : program_.vocabulary.records)
    for (const Declaration& field : record.fields)
      if (field.span == declaration.span && field.name == declaration.name) return &field;
  return nullptr;
}

bool PageMaker::is_whole(const RelationTarget& target) {
  return !target.items.empty() &&
         std::ranges::all_of(target.items, [](const auto& item) { return item.has_value(); });
}

/// Nothing derives it: the clauses that could, and how near each came.
void PageMaker::add_misses(const RelationTarget& target, const RelationProgram& relation) {
  Explanation whole;
  prover().add_misses(whole, target.relation, target.items, 0);
  page_.why = std::move(whole.because);
  page_.more = whole.more;
  add_why_not({why_not(target.relation, target.items, from_)});
  page_.notes.emplace_back("No clause derives it from these facts:");
  for (const auto index : relation.clauses) {
    const ClauseProgram& clause = program_.clauses[index];
    page_.notes.push_back(
        fmt::format("{}  ({})", text_of(clause), from_.sources.place(clause.span)));
  }
}

std::string PageMaker::text_of(const ClauseProgram& clause) const {
  std::string text = source_text(from_.sources, clause.span);
  std::string_view before = " for ";
  for (const ItemProgram& item : clause.items) {
    const auto list = origin(clause.lists[item.list].unit);
    text += fmt::format("{}{} in {}", before, clause.slots[item.slot].name,
                        source_text(from_.sources, list));
    before = ", ";
  }
  before = " when ";
  const auto add = [&](grammar::Span span) {
    text.append(before).append(source_text(from_.sources, span));
    before = " and ";
  };
  for (const AtomProgram& atom : clause.atoms) add(atom.span);
  for (const ConditionProgram& condition : clause.conditions) add(condition.span);
  return text;
}

}  // namespace entente::engine
