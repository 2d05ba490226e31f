#include "engine/evaluate/coverage.hpp"

#include <set>
#include <utility>
#include <vector>

#include "engine/evaluate/node_walk.hpp"

namespace entente::engine {
namespace {

/// Which declarations the rules that may apply name.
class Reads {
 public:
  explicit Reads(const Program& program)
      : program_(program), walk_(program, [this](NodeId node) { visit(node); }) {}

  void add(std::uint32_t rule) { walk_rule(program_.rules[rule], walk_); }
  [[nodiscard]] bool fact(FactId fact) const { return facts_.contains(fact); }
  [[nodiscard]] bool declaration(const Declaration* declaration) const {
    return declaration != nullptr && declarations_.contains(key(*declaration));
  }

 private:
  /// Facts may have been read with a copy of the vocabulary: not by address.
  using Key = std::pair<grammar::Span, std::string_view>;
  static Key key(const Declaration& declaration) { return {declaration.span, declaration.name}; }

  void visit(NodeId id) {
    const auto& node = program_[id];
    if (node.op == Op::fact) {
      const auto fact = static_cast<FactId>(node.a);
      facts_.insert(fact);
      declarations_.insert(key(program_.vocabulary[fact]));
    } else if (node.op == Op::field) {
      const auto& record = program_.vocabulary[static_cast<RecordId>(node.c)];
      declarations_.insert(key(record.fields[node.b]));
    } else if (node.op == Op::member || node.op == Op::member_or) {
      add_fields_named(program_.names[node.b]);
    } else if (node.op == Op::rule_is) {
      add(node.a);
    }
  }
  /// The record is not known before it runs: a field of this name in any of them.
  void add_fields_named(const std::string& name) {
    for (const auto& record : program_.vocabulary.records) {
      if (const auto field = record.field(name)) declarations_.insert(key(record.fields[*field]));
    }
  }

  const Program& program_;
  NodeWalk walk_;
  std::set<FactId> facts_;
  std::set<Key> declarations_;
};

bool may_apply(const RuleJudgement& rule) {
  return rule.counts || rule.assumed || rule.outcome == Outcome::unknown;
}

/// Paths with a declared path below them: records and lists of records that are known.
std::vector<bool> containers(const FactBase& facts) {
  std::vector<bool> holds(facts.path_count());
  for (std::size_t i = 0; i < facts.path_count(); ++i) {
    const auto& info = facts[static_cast<PathId>(i)];
    if (info.declaration == nullptr) continue;
    for (auto up = info.parent; up != PathId::none; up = facts[up].parent) {
      holds[static_cast<std::size_t>(up)] = true;
    }
  }
  return holds;
}

void count(const PathInfo& info, Coverage& coverage) {
  if (info.undated) ++coverage.undated;
  if (!info.missing) {
    ++coverage.known;
  } else if (*info.missing == MissingReason::stale) {
    ++coverage.stale;
  } else {
    ++coverage.missing;
  }
}

}  // namespace

Coverage judge_coverage(const Program& program, const FactBase& facts,
                        std::span<const JudgedRule> rules) {
  Reads reads(program);
  for (const auto& rule : rules) {
    if (may_apply(rule.judgement)) reads.add(rule.judgement.rule);
  }
  Coverage coverage;
  const auto holds = containers(facts);
  std::set<PathId> counted;
  for (std::size_t i = 0; i < facts.path_count(); ++i) {
    const auto path = static_cast<PathId>(i);
    const auto& info = facts[path];
    const bool open_tail = info.missing && info.declaration == nullptr;
    if (!reads.fact(info.fact) || (!open_tail && !reads.declaration(info.declaration))) continue;
    if (!info.missing && holds[i]) continue;
    const auto shown = facts.outermost(path);
    if (counted.insert(shown).second) count(facts[shown], coverage);
  }
  return coverage;
}

Ratio share_known(const Coverage& coverage) {
  const auto all = coverage.known + coverage.missing + coverage.stale;
  return all == 0 ? Ratio(1) : Ratio(coverage.known) / all;
}

}  // namespace entente::engine
