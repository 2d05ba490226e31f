#include <fmt/core.h>

#include "engine/facts/fact_builder.hpp"

namespace entente::engine {

using NodeKind = DocumentNode::Kind;

FactBuilder::Standing FactBuilder::outermost_standing() const {
  Standing standing;
  standing.evidence = &of_all_;
  return standing;
}

FactBuilder::Standing FactBuilder::standing_at(const Place& place, const Standing& around) const {
  Standing here = around;
  const LedgerEntry* entry = ledger_.find(base_[place.path].text);
  if (entry != nullptr && entry->evidence) here.evidence = &*entry->evidence;
  if (place.declaration == nullptr) return here;
  if (place.declaration->good_for) here.good_for = place.declaration->good_for;
  if (place.declaration->question)
    here.of = whom_to_ask(*place.declaration->question, place, around);
  return here;
}

std::string FactBuilder::whom_to_ask(const Question& question, const Place& place,
                                     const Standing& around) const {
  if (question.field) {
    const DocumentNode* named =
        place.siblings == nullptr ? nullptr : place.siblings->find(question.of);
    return named != nullptr && named->kind == NodeKind::scalar ? named->text : std::string();
  }
  if (!question.each) return question.of;
  for (const Enclosing* at = around.enclosing; at != nullptr; at = at->outer)
    if (vocabulary_[at->record].name == question.of) return at->key;
  return "each " + question.of;
}

bool FactBuilder::is_given(const Place& place) const {
  if (place.node == nullptr || place.node->blank) return false;
  return place.node->kind != NodeKind::null || vocabulary_[place.type].or_none;
}

std::optional<MissingReason> FactBuilder::why_missing(const Place& place,
                                                      const Standing& here) const {
  if (here.hidden) return here.hidden;
  const LedgerEntry* entry = ledger_.find(base_[place.path].text);
  if (entry != nullptr && entry->unknown) return entry->unknown->reason;
  if (!is_given(place)) return MissingReason::not_supplied;
  if (!here.evidence->on) return std::nullopt;
  if (*here.evidence->on > today_) return MissingReason::not_yet;
  if (!here.good_for) return std::nullopt;
  const auto last_day = add_span(*here.evidence->on, *here.good_for);
  if (last_day && *last_day < today_) return MissingReason::stale;
  return std::nullopt;
}

void FactBuilder::note(const Place& place, const Standing& here,
                       std::optional<MissingReason> reason) {
  PathInfo& info = base_.edit(place.path);
  const LedgerEntry* entry = ledger_.find(info.text);
  info.declaration = place.declaration;
  if (place.node != nullptr) info.place = place.node->span;
  info.missing = reason;
  info.last_value.reset();
  info.of = here.of;
  if (is_given(place)) info.evidence = *here.evidence;
  info.undated = dated_ && !reason && here.good_for && !here.evidence->on;
  if (entry == nullptr || !entry->unknown) return;
  info.note = entry->unknown->note;
  if (!info.place) info.place = entry->unknown->span;
  if (is_given(place)) warn_of_value(place, entry);
}

void FactBuilder::warn_of_value(const Place& place, const LedgerEntry* entry) {
  reports_
      .lint(
          "W751", entry->unknown->span,
          fmt::format("`{}` is said to be unknown, and its value is given", base_[place.path].text),
          "it counts as unknown")
      .notes.push_back({"the value that is not used stands in", place.node->span});
}

}  // namespace entente::engine
