#include "engine/evaluate/coverage.hpp"

#include <unordered_set>
#include <vector>

#include "engine/evaluate/reads.hpp"

namespace entente::engine {
namespace {

/// Walks from the facts that are read along the fields that are read, through references too.
class Counter {
 public:
  Counter(const Program& program, const FactBase& facts, const Reads& reads)
      : program_(program), facts_(facts), reads_(reads) {}

  Coverage count() {
    for (const auto fact : reads_.facts())
      add(PathId(static_cast<std::uint32_t>(fact)), facts_[fact]);
    while (!waiting_.empty()) {
      const RecordData* record = waiting_.back();
      waiting_.pop_back();
      add_fields(*record);
    }
    return coverage_;
  }

 private:
  void add(PathId path, const Value& value) {
    if (facts_[path].missing) return add(path);
    const bool inside = (value.is(Kind::list) && add_items(value.list())) ||
                        (value.is(Kind::record) && add_record(path, value.record()));
    if (!inside) add(path);
  }

  /// Whether the record is written here, so that its fields count in its place.
  bool add_record(PathId path, const RecordData& record) {
    if (met_.insert(&record).second) waiting_.push_back(&record);
    return record.path == path || facts_[record.path].parent == path;
  }
  bool add_items(const ListData& list) {
    bool inside = false;
    for (const auto& item : list.items) {
      if (item.value.is(Kind::record)) inside |= add_record(list.path, item.value.record());
      if (item.value.is(Kind::list)) inside |= add_items(item.value.list());
      if (item.value.is_unknown()) add_all(item.value.unknown());
    }
    if (list.tail != nullptr) add_all(*list.tail);
    return inside;
  }
  void add_fields(const RecordData& record) {
    const auto& declared = program_.vocabulary[record.type].fields;
    for (std::size_t i = 0; i < declared.size(); ++i) {
      if (!reads_.field(declared[i])) continue;
      if (const auto path = facts_.child(record.path, declared[i].name)) {
        add(*path, record.fields[i]);
      }
    }
  }

  void add_all(const Unknown& unknown) {
    for (const auto path : unknown.missing) add(path);
  }
  void add(PathId path) {
    const auto shown = facts_.outermost(path);
    if (!counted_.insert(shown).second) return;
    const auto& info = facts_[shown];
    if (info.undated) ++coverage_.undated;
    if (!info.missing) {
      ++coverage_.known;
    } else if (*info.missing == MissingReason::stale) {
      ++coverage_.stale;
    } else {
      ++coverage_.missing;
    }
  }

  const Program& program_;
  const FactBase& facts_;
  const Reads& reads_;
  Coverage coverage_;
  std::unordered_set<PathId> counted_;
  std::unordered_set<const RecordData*> met_;
  std::vector<const RecordData*> waiting_;
};

bool may_apply(const RuleJudgement& rule) {
  return rule.counts || rule.assumed || rule.outcome == Outcome::unknown;
}

}  // namespace

Coverage judge_coverage(const Program& program, const FactBase& facts,
                        std::span<const JudgedRule> rules, const ScorecardJudgement& scorecard) {
  Reads reads(program);
  for (const auto rule : scorecard.rules) {
    if (may_apply(rules[rule].judgement)) reads.add(program.rules[rule]);
  }
  for (const auto& verdict : program.scorecards[scorecard.scorecard].verdicts) {
    reads.add(verdict.condition);
  }
  return Counter(program, facts, reads).count();
}

Ratio share_known(const Coverage& coverage) {
  const auto all = coverage.known + coverage.missing + coverage.stale;
  return all == 0 ? Ratio(1) : Ratio(coverage.known) / all;
}

}  // namespace entente::engine
