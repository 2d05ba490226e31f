// What `entente explain` says of one thing, as plain data: the answer, why it is so down to the
// facts, why it is not otherwise, what it waits for, what to do. Read off a finished evaluation;
// rendered elsewhere, in every format from this. Judges nothing: what an answer would decide is
// tried by deciding_answers(), to which open_question() says what to ask.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/deciding_answers.hpp"
#include "engine/explain/explanation.hpp"
#include "engine/explain/proof_checker.hpp"
#include "engine/explain/target.hpp"
#include "engine/explain/why_not.hpp"
#include "engine/result.hpp"

namespace entente::engine {

/// One line of the account where the points of a score come from, inner ones after their section.
struct PointsRow {
  std::size_t level = 0;
  std::string id;
  std::string title;
  Number weight;
  std::optional<Outcome> outcome;  // of a rule; none: a section
  Ratio worth;                     // its part of the 100 points
  Bounds got;                      // of `worth`
  bool may_not_count = false;
};

struct PageReader {
  std::string id;
  std::string title;
  Outcome outcome = Outcome::unknown;
};

/// An answer that would decide what is not known.
struct PageAnswer {
  std::string fact;
  std::string answer;   // `no`, `80 or more`, `"vote" or "agreement"`
  std::string settles;  // `not met`
};

struct Page {
  std::string kind;   // rule, check, fact, definition, inference, relation, score, section, verdict
  std::string title;  // as written on its card; may be empty
  std::string name;   // by which it is asked for

  // The answer: as many of these as it has.
  std::optional<Outcome> outcome;
  std::optional<Bounds> credit;  // 0 to 1
  std::optional<Bounds> score;   // 0 to 100
  std::optional<PlainValue> value;
  std::string standing;  // of a verdict: certain, still possible, out of reach

  std::vector<std::string> about;  // what it is and where it stands
  std::vector<std::string> notes;  // what to know before the proof
  std::vector<Explanation> why;
  std::size_t more = 0;  // of `why`: left out
  std::vector<WhyNot> why_not;
  std::size_t more_why_not = 0;  // items left out of it
  std::vector<PointsRow> points;
  std::vector<ResultMissing> waits_for;
  std::vector<PageAnswer> decided_by;
  std::vector<ResultAction> actions;
  std::vector<PageReader> read_by;
  std::vector<std::string> sources;

  std::size_t steps = 0;   // of its proofs, as they were replayed
  std::size_t beyond = 0;  // of these: rest on more than was recorded
  /// Set: a proof on it did not stand when it was replayed. The page is not to be shown.
  std::optional<ProofFault> fault;
};

/// `from` with the evaluation, its recorder and the scorecard set, all recorded. Shows as many
/// levels as `from.depth` says. Every proof on it was replayed by the independent checker.
[[nodiscard]] Page make_page(const Target& target, const ProofSources& from);

/// What single answers may decide; none when it is known, or not a thing that answers decide.
/// Refers to the sources of the page.
[[nodiscard]] std::optional<OpenQuestion> open_question(const Target& target,
                                                        const ProofSources& from);

/// In words, those of one fact together.
[[nodiscard]] std::vector<PageAnswer> in_words(const std::vector<DecidingAnswer>& answers,
                                               const ProofSources& from);

/// Where the points of a scorecard come from, or those of one of its sections.
[[nodiscard]] std::vector<PointsRow> points_of(const ProofSources& from,
                                               std::optional<std::uint32_t> section);

}  // namespace entente::engine
