// Makes a page: one way for each kind of target. Private to engine/explain; its parts stand in
// page.cpp (rules, checks, definitions), page_relation.cpp (facts and relations) and page_score.cpp
// (scores and verdicts).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/explain/page.hpp"
#include "engine/explain/prover.hpp"

namespace entente::engine {

class PageMaker {
 public:
  explicit PageMaker(const ProofSources& from)
      : from_(from), program_(from.program), evaluation_(*from.evaluation), prover_(from) {}
  Page operator()(const RuleTarget& target);
  Page operator()(const CheckTarget& target);
  Page operator()(const FactTarget& target);
  Page operator()(const DefinitionTarget& target);
  Page operator()(const RelationTarget& target);
  Page operator()(const ScoreTarget& target);
  Page operator()(const VerdictTarget& target);

 private:
  /// For the next proof.
  Prover& prover();
  /// Adds what came of it to the page; of several faults the first.
  void replay(const ProofReplay& replay);
  void replay_all();
  void replay_tuples();
  Page finished();
  [[nodiscard]] grammar::Span origin(const Unit& unit) const;
  void add_waits(const std::vector<PathId>& missing);
  [[nodiscard]] std::string standing(const RuleProgram& rule) const;
  void add_why_not(std::vector<WhyNot> open);
  void add_why_not(const DefinitionTarget& target, const Trace& trace);
  void add_notes(const RuleProgram& rule, const RuleJudgement& judged);
  [[nodiscard]] static Outcome outcome_of_check(const RuleJudgement& judged, std::uint32_t check);
  void add_check_of_item(const RuleProgram& rule, const ItemJudgement& item,
                         const CheckProgram& check, const CheckJudgement& judged);
  void add_readers(const PathInfo& info);
  [[nodiscard]] const Declaration* known(const Declaration& declaration) const;
  void note_unsure(const ListData& list);
  [[nodiscard]] static bool is_whole(const RelationTarget& target);
  void add_misses(const RelationTarget& target, const RelationProgram& relation);
  [[nodiscard]] std::string text_of(const ClauseProgram& clause) const;
  [[nodiscard]] bool is_decided() const;
  [[nodiscard]] std::string standing(std::uint32_t verdict) const;
  [[nodiscard]] std::string verdict() const;

  const ProofSources& from_;
  const Program& program_;
  const Evaluation& evaluation_;
  Prover prover_;
  Page page_;
};

}  // namespace entente::engine
