#include "engine/explain/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/reads.hpp"
#include "engine/explain/fact_value.hpp"
#include "engine/explain/prover.hpp"
#include "engine/explain/source_text.hpp"

namespace entente::engine {
namespace {

constexpr std::uint32_t tuples_on_a_page = 50;

bool counts_surely(const ItemJudgement& item) {
  return !item.may_not_count && item.outcome != Outcome::not_due &&
         item.outcome != Outcome::not_applicable;
}

std::string shelf_life(const PathInfo& info) {
  if (info.declaration == nullptr || !info.declaration->good_for) return {};
  const CalendarSpan span = *info.declaration->good_for;
  const std::string length =
      span.months > 0 ? fmt::format("{} months", span.months) : fmt::format("{} days", span.days);
  if (!info.evidence.on) return fmt::format("good for {}, but its evidence has no date", length);
  const auto until = add_span(*info.evidence.on, span);
  if (!until) return length;
  const bool over = info.missing == MissingReason::stale;
  return fmt::format("good for {}, {} {}", length, over ? "ended on" : "until", to_string(*until));
}

class PageMaker {
 public:
  explicit PageMaker(const ProofSources& from)
      : from_(from), program_(from.program), evaluation_(*from.evaluation), prover_(from) {}

  Page operator()(const RuleTarget& target) {
    const RuleProgram& rule = program_.rules[target.rule];
    const RuleJudgement& judged = evaluation_.rules[target.rule];
    page_.kind = "rule";
    page_.title = rule.title;
    page_.name = rule.id;
    page_.outcome = judged.outcome;
    page_.credit = judged.credit;
    page_.about = {standing(rule), "written at " + from_.sources.place(rule.span)};
    add_notes(rule, judged);
    Explanation whole;
    prover().add_judged(whole, target.rule, Prover::Shown::all, 0);
    page_.why_not = why_not(judged, evaluation_, from_);
    page_.why = std::move(whole.because);
    page_.more = whole.more;
    add_waits(judged.missing);
    page_.actions = actions_of(from_, judged);
    page_.sources = rule.sources;
    prover_.use(target.rule);
    return finished();
  }

  Page operator()(const CheckTarget& target) {
    const RuleProgram& rule = program_.rules[target.rule];
    const CheckProgram& check = rule.checks[target.check];
    page_.kind = "check";
    page_.title = check.label;
    page_.name = rule.id + '/' + check.label;
    page_.about = {fmt::format("a check of {} ({})", rule.title, rule.id),
                   source_text(from_.sources, origin(check.condition)),
                   "written at " + from_.sources.place(check.span)};
    page_.outcome = outcome_of_check(evaluation_.rules[target.rule], target.check);
    std::vector<PathId> missing;
    for (const ItemJudgement& item : evaluation_.rules[target.rule].items) {
      if (target.check >= item.checks.size()) continue;  // it did not come to that
      const CheckJudgement& judged = item.checks[target.check];
      missing.insert(missing.end(), judged.missing.begin(), judged.missing.end());
      add_check_of_item(rule, item, check, judged);
    }
    if (page_.why.empty()) page_.notes.emplace_back("It was not judged: the rule does not apply.");
    prover_.use(target.rule);
    for (WhyNot& open : why_not(evaluation_.rules[target.rule], evaluation_, from_)) {
      const auto of_others = [&](const OpenCondition& one) { return one.check != check.label; };
      std::erase_if(open.unmet, of_others);
      std::erase_if(open.waiting, of_others);
      if (!open.unmet.empty() || !open.waiting.empty()) page_.why_not.push_back(std::move(open));
    }
    add_waits(missing);
    return finished();
  }

  Page operator()(const FactTarget& target) {
    const PathInfo& info = from_.facts[target.path];
    page_.kind = "fact";
    page_.name = info.text;
    const Explanation leaf =
        explain_fact(target.path, fact_value(from_.facts, program_.vocabulary, target.path), from_);
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
    add_readers(info);
    return finished();
  }

  Page operator()(const DefinitionTarget& target) {
    page_.kind = target.inference ? "inference" : "definition";
    if (target.inference) page_.title = program_.inferences[*target.inference].title;
    page_.name = target.name;
    page_.about = {"written at " + from_.sources.place(target.span)};
    const Trace trace = from_.recorder->expression(target.body, target.arguments);
    Explanation proof = prover().trace(trace);
    page_.fault = check_proof(trace, {from_, evaluation_}, target.arguments).fault;
    page_.value = proof.value;
    if (trace.value.is(Kind::list)) note_unsure(trace.value.list());
    if (target.inference) {
      page_.why = std::move(proof.because);
      page_.more = proof.more;
    } else {
      page_.why = {std::move(proof)};
    }
    if (trace.value.is_unknown())
      add_waits(as_reported(from_.facts, trace.value.unknown().missing));
    return finished();
  }

  Page operator()(const RelationTarget& target) {
    const RelationProgram& relation = program_.relations[target.relation];
    page_.kind = "relation";
    page_.title = relation.title;
    page_.name = name_of(target);
    page_.about = {"written at " + from_.sources.place(relation.span)};
    const DerivedRelations& derived = from_.recorder->relations(target.relation);
    const Extension& extension = derived.extensions[target.relation];
    if (extension.broken) {
      page_.value = plain(*extension.broken, program_.vocabulary, from_.facts);
      return finished();
    }
    std::vector<PathId> missing;
    std::uint32_t sure = 0;
    const std::uint32_t rows = extension.sure.size() + extension.possible.size();
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (!is_asked(target, derived, extension.tuple(row))) continue;
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
    if (page_.why.empty()) add_clauses(relation);
    add_waits(as_reported(from_.facts, missing));
    return finished();
  }

  Page operator()(const ScoreTarget& target) {
    const auto& card = program_.scorecards[from_.scorecard];
    const auto& judged = evaluation_.scorecards[from_.scorecard];
    page_.kind = target.section ? "section" : "score";
    page_.title = target.section ? program_.sections[*target.section].title : card.title;
    page_.name = target.section ? program_.sections[*target.section].id : "score";
    page_.score = judged.score;
    if (target.section) {
      const auto& section = program_.sections[*target.section];
      const auto found =
          std::ranges::find(judged.sections, *target.section, &SectionJudgement::section);
      page_.score = found == judged.sections.end() ? std::nullopt : found->score;
      page_.about.push_back(
          fmt::format("weight {}{}", section.weight.to_string(),
                      section.parent ? " in " + program_.sections[*section.parent].title : ""));
    }
    page_.points = points_of(from_, target.section);
    if (!page_.score) page_.notes.emplace_back("Nothing in it counts.");
    for (const PointsRow& row : page_.points) {
      if (!row.may_not_count) continue;
      page_.notes.emplace_back(
          "It is not known of every line whether it counts; where one does not, the others beside "
          "it are worth more.");
      break;
    }
    std::vector<PathId> missing;
    for (const PointsRow& row : page_.points) {
      const auto rule = row.outcome ? program_.rule(row.id) : std::nullopt;
      if (!rule) continue;
      const auto& waits = evaluation_.rules[*rule].missing;
      missing.insert(missing.end(), waits.begin(), waits.end());
    }
    add_waits(missing);
    return finished();
  }

  Page operator()(const VerdictTarget& target) {
    const auto& card = program_.scorecards[from_.scorecard];
    const auto& judged = evaluation_.scorecards[from_.scorecard];
    page_.kind = "verdict";
    page_.title = card.title;
    page_.name = target.verdict ? card.verdicts[*target.verdict].name : "verdict";
    page_.standing = target.verdict ? standing(*target.verdict) : verdict();
    page_.score = judged.score;
    const std::size_t last = target.verdict ? *target.verdict : card.verdicts.size() - 1;
    for (std::uint32_t i = 0; i <= last && judged.score; ++i) {
      Explanation tried;
      tried.text = card.verdicts[i].name;
      tried.value.kind = PlainValue::Kind::other;
      tried.value.text = standing(i);
      if (card.verdicts[i].condition.root == NodeId::none) tried.note = "otherwise";
      if (i < judged.conditions.size() && judged.conditions[i]->node != NodeId::none)
        tried.because = {prover().trace(*judged.conditions[i], 1)};
      page_.why.push_back(std::move(tried));
    }
    for (const PointsRow& row : points_of(from_, std::nullopt))
      if (!row.outcome) page_.points.push_back(row);
    if (!is_decided()) add_waits(judged.missing);
    if (target.verdict && judged.score && page_.standing != "certain")
      page_.why_not.push_back(why_not(judged, *target.verdict, evaluation_, from_));
    return finished();
  }

 private:
  Prover& prover() {
    prover_.begin_proof();
    return prover_;
  }

  /// The first proof that does not stand.
  std::optional<ProofFault> replayed() {
    const ReplaySources sources{from_, evaluation_};
    for (const auto rule : prover_.used().rules)
      if (auto fault = check_proof(evaluation_.rules[rule], sources).fault) return fault;
    if (page_.kind == "verdict") {
      const auto& card = evaluation_.scorecards[from_.scorecard];
      if (auto fault = check_proof(card, {from_, evaluation_, &card}).fault) return fault;
    }
    for (const auto& [relation, row] : prover_.used().tuples)
      if (auto fault = replayed(relation, row)) return fault;
    return page_.fault;
  }

  /// A tuple with all below it, and the conditions of its clause.
  std::optional<ProofFault> replayed(std::uint32_t relation, std::uint32_t row) {
    Evaluation as_derived;
    as_derived.rules = evaluation_.rules;
    as_derived.scorecards = evaluation_.scorecards;
    as_derived.relations = from_.recorder->derived(relation);
    const ReplaySources sources{from_, as_derived};
    if (auto fault = check_tuple(relation, row, sources).fault) return fault;
    const auto steps = from_.recorder->derivation(relation, row);
    for (const auto* traces : {&steps.arguments, &steps.conditions}) {
      for (const Trace& trace : *traces)
        if (auto fault = check_proof(trace, sources, steps.locals).fault) return fault;
    }
    return std::nullopt;
  }

  Page finished() {
    page_.fault = replayed();
    for (Explanation& proof : page_.why) cut_below(proof, from_.depth == 0 ? 0 : from_.depth - 1);
    return std::move(page_);
  }

  [[nodiscard]] grammar::Span origin(const Unit& unit) const {
    return program_.origins[static_cast<std::size_t>(unit.root)];
  }

  void add_waits(const std::vector<PathId>& missing) {
    for (const PathId path : missing) page_.waits_for.push_back(missing_fact(from_, path));
    std::ranges::stable_sort(page_.waits_for, {}, &ResultMissing::fact);
    const auto again = std::ranges::unique(page_.waits_for, {}, &ResultMissing::fact);
    page_.waits_for.erase(again.begin(), again.end());
  }

  // -------------------------------------------------------------- rules

  [[nodiscard]] std::string standing(const RuleProgram& rule) const {
    std::string sections;
    for (const auto index : rule.sections) {
      const SectionProgram& section = program_.sections[index];
      if (!sections.empty()) sections += ", ";
      sections += section.title;
      if (section.scorecard != from_.scorecard)
        sections += " of scorecard " + program_.scorecards[section.scorecard].id;
    }
    if (sections.empty()) sections = "in no scorecard";
    return fmt::format("{}, weight {}{}", sections, rule.weight.to_string(),
                       rule.must ? ", must" : "");
  }

  void add_notes(const RuleProgram& rule, const RuleJudgement& judged) {
    const auto say = [&](std::string_view text) { page_.notes.emplace_back(text); };
    if (judged.outcome == Outcome::not_due)
      say("It is not due yet, and does not count until it is.");
    if (judged.outcome == Outcome::not_applicable)
      say("It does not apply here, and does not count.");
    if (judged.may_not_count) say("It is not known whether it counts at all.");
    if (judged.assumed) say("The rule itself says what counts when facts are missing.");
    if (judged.empty_list) say("There is nothing in the list that it is judged for.");
    if (judged.open_list) say("The list that it is judged for may hold more.");
    if (!rule.for_each && !judged.items.empty() && judged.items.front().because)
      say(*judged.items.front().because);
    if (judged.outcome == Outcome::fault) say("fault: " + judged.fault);
  }

  /// As result.cpp says of all items, but for those that the list may still hold.
  [[nodiscard]] static Outcome outcome_of_check(const RuleJudgement& judged, std::uint32_t check) {
    bool unknown = judged.outcome == Outcome::unknown && (judged.open_list || judged.items.empty());
    bool met = false;
    bool fault = false;
    for (const ItemJudgement& item : judged.items) {
      if (check >= item.checks.size()) continue;
      const Outcome one = item.checks[check].outcome;
      if (one == Outcome::not_met && !item.may_not_count) return one;
      unknown = unknown || one == Outcome::unknown || (one != Outcome::met && item.may_not_count);
      fault = fault || one == Outcome::fault;
      met = met || one == Outcome::met;
    }
    if (fault) return Outcome::fault;
    if (unknown) return Outcome::unknown;
    return met ? Outcome::met : Outcome::not_applicable;
  }

  void add_check_of_item(const RuleProgram& rule, const ItemJudgement& item,
                         const CheckProgram& check, const CheckJudgement& judged) {
    Explanation proof = prover().check(check, judged, 0);
    if (rule.for_each) {
      proof.text = item_name(rule, item, from_);
      if (!counts_surely(item)) proof.note = "it is not known whether it counts";
      page_.why.push_back(std::move(proof));
      return;
    }
    page_.why = std::move(proof.because);
    if (!judged.fault.empty()) page_.notes.push_back("fault: " + judged.fault);
  }

  // -------------------------------------------------------------- facts

  void add_readers(const PathInfo& info) {
    const Declaration* declared = info.declaration == nullptr ? nullptr : known(*info.declaration);
    for (std::uint32_t i = 0; i < program_.rules.size(); ++i) {
      if (!std::ranges::binary_search(program_.rule_facts[i], info.fact)) continue;
      Reads reads(program_);
      reads.add(program_.rules[i]);
      if (info.parent != PathId::none && declared != nullptr && !reads.field(*declared)) continue;
      page_.read_by.push_back(
          {program_.rules[i].id, program_.rules[i].title, evaluation_.rules[i].outcome});
    }
    if (page_.read_by.empty()) page_.notes.emplace_back("No rule reads it.");
  }

  /// The program's own declaration: facts may have been read with a copy of the vocabulary.
  [[nodiscard]] const Declaration* known(const Declaration& declaration) const {
    for (const RecordType& record : program_.vocabulary.records)
      for (const Declaration& field : record.fields)
        if (field.span == declaration.span && field.name == declaration.name) return &field;
    return nullptr;
  }

  void note_unsure(const ListData& list) {
    std::string unsure;
    for (const ListItem& item : list.items) {
      if (item.perhaps == nullptr) continue;
      if (!unsure.empty()) unsure += ", ";
      unsure += item_in_words(item.value, program_.vocabulary, from_.facts);
      add_waits({item.perhaps->missing.begin(), item.perhaps->missing.end()});
    }
    if (!unsure.empty())
      page_.notes.push_back("It is not known whether these are in it: " + unsure);
    if (list.tail == nullptr) return;
    page_.notes.emplace_back("There may be more in it.");
    add_waits({list.tail->missing.begin(), list.tail->missing.end()});
  }

  // -------------------------------------------------------------- relations

  [[nodiscard]] std::string name_of(const RelationTarget& target) const {
    std::string name = program_.relations[target.relation].name;
    for (std::size_t i = 0; i < target.items.size(); ++i) {
      name += i == 0 ? "(" : ", ";
      name +=
          target.items[i] ? item_in_words(*target.items[i], program_.vocabulary, from_.facts) : "_";
    }
    return target.items.empty() ? name : name + ')';
  }

  [[nodiscard]] static bool is_whole(const RelationTarget& target) {
    return !target.items.empty() &&
           std::ranges::all_of(target.items, [](const auto& item) { return item.has_value(); });
  }

  [[nodiscard]] bool is_asked(const RelationTarget& target, const DerivedRelations& derived,
                              std::span<const TermId> tuple) const {
    const auto& columns = program_.relations[target.relation].columns;
    for (std::size_t i = 0; i < target.items.size(); ++i) {
      if (!target.items[i] || tuple[i] == any_term) continue;
      if (derived.terms[columns[i]].find(*target.items[i]) != tuple[i]) return false;
    }
    return true;
  }

  /// Nothing derives it: the clauses that could.
  void add_clauses(const RelationProgram& relation) {
    page_.notes.emplace_back("No clause derives it from these facts:");
    for (const auto index : relation.clauses) {
      const ClauseProgram& clause = program_.clauses[index];
      page_.notes.push_back(fmt::format("{}  ({})", source_text(from_.sources, clause.span),
                                        from_.sources.place(clause.span)));
    }
  }

  // -------------------------------------------------------------- verdicts

  [[nodiscard]] bool is_decided() const {
    const auto& judged = evaluation_.scorecards[from_.scorecard];
    return !judged.score || (judged.verdicts.size() == 1 && !judged.may_be_not_assessable);
  }

  [[nodiscard]] std::string standing(std::uint32_t verdict) const {
    const auto& judged = evaluation_.scorecards[from_.scorecard];
    const bool possible =
        judged.score && std::ranges::find(judged.verdicts, verdict) != judged.verdicts.end();
    if (!possible) return "out of reach";
    return is_decided() ? "certain" : "still possible";
  }

  [[nodiscard]] std::string verdict() const {
    const auto& judged = evaluation_.scorecards[from_.scorecard];
    if (!judged.score) return std::string(not_assessable);
    std::string names;
    for (const auto index : judged.verdicts) {
      if (!names.empty()) names += ", or ";
      names += program_.scorecards[from_.scorecard].verdicts[index].name;
    }
    if (judged.may_be_not_assessable) names.append(", or ").append(not_assessable);
    return is_decided() ? names : "undecided: " + names;
  }

  const ProofSources& from_;
  const Program& program_;
  const Evaluation& evaluation_;
  Prover prover_;
  Page page_;
};

}  // namespace

Page make_page(const Target& target, const ProofSources& from) {
  return std::visit(PageMaker(from), target);
}

}  // namespace entente::engine
