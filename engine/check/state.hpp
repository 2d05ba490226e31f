// What the parts of check() share: the rule set being built, the names known so far, what was read
// where, and the list of diagnostics. Private to engine/check.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/check.hpp"

namespace entente::engine::checking {

using grammar::ExprId;
using grammar::Identifier;
using grammar::Span;

/// A name that every pack may declare once: facts, defines, relations and the parameters of packs
/// share one space.
struct Symbol {
  enum class Kind { fact, define, relation, parameter } kind = Kind::fact;
  std::uint32_t index = 0;  // FactId, index of defines, relations, parameters
  std::uint32_t pack = 0;
  Span span;
  bool twice = false;  // declared again, which was reported: what it means is not known
};

struct Symbols {
  std::map<std::string, Symbol, std::less<>> names;
  std::map<std::string, std::uint32_t, std::less<>> record_packs;  // where a record was declared
  std::map<std::string, std::uint32_t, std::less<>> rules;         // index of CheckedRules::rules
  std::map<std::string, std::uint32_t, std::less<>> scorecards;
  std::set<std::string, std::less<>> twice;  // records and scorecards declared again, or wrongly
  std::set<std::string, std::less<>>
      context_keys;  // of context literals, fields of refused records

  void add_context_keys(const grammar::Tree& tree);
};

/// What one card's expressions ask for: the edges of the dependency graph.
struct Reads {
  std::set<FactId> facts;
  std::map<std::uint32_t, Span> defines;    // index of defines, first place
  std::map<std::uint32_t, Span> relations;  // asked for as a whole
  std::map<std::uint32_t, Span> atoms;      // relations that a clause follows from
  std::map<std::uint32_t, Span> rules;
  std::set<std::uint32_t> parameters;
  std::optional<Span> today;
  bool every_must = false;
  void add(const Reads& other);
};

struct State {
  State(const grammar::Sources& all_sources, CheckedRules& checked,
        std::vector<grammar::Diagnostic>& found)
      : sources(all_sources), rules(checked), diagnostics(found) {}

  const grammar::Sources& sources;
  CheckedRules& rules;
  std::vector<grammar::Diagnostic>& diagnostics;
  Symbols symbols;
  std::vector<Reads> define_reads;    // as CheckedRules::defines
  std::vector<Reads> relation_reads;  // as CheckedRules::relations
  std::vector<Reads> rule_reads;      // as CheckedRules::rules
  std::vector<Reads> verdict_reads;   // as CheckedRules::scorecards: of all its verdicts
  std::vector<bool> defines_typed;
  bool quiet_types = false;  // no E3xx, in FEEL's manner
  bool alone = false;        // an expression on its own, not one of a rule

  grammar::Diagnostic& error(std::string code, Span span, std::string message,
                             std::string label = {});
  grammar::Diagnostic& lint(std::string code, Span span, std::string message,
                            std::string label = {});
  /// An E3xx; dropped when `quiet_types`.
  void type_error(std::string code, Span span, std::string message, std::string label = {});
  /// The known name nearest to one that is not known. Empty when none is near, and after the first
  /// hundred mistakes of a run, so that many of them in a large pack stay cheap.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                   const std::vector<std::string>& known) const;
  /// ``did you mean `x`?`` or an empty text.
  [[nodiscard]] std::string did_you_mean(std::string_view word,
                                         const std::vector<std::string>& known) const;
  /// What to write so that a name of a pack inside the program is known; empty when none has it.
  [[nodiscard]] std::string where_shipped(std::string_view name) const;
  /// That, or else the nearest of the known names.
  [[nodiscard]] std::string shipped_or_near(std::string_view name,
                                            const std::vector<std::string>& known) const;
  /// Both places: `name` is declared a second time.
  void duplicate(std::string_view what, const Identifier& second, Span first);

  [[nodiscard]] const grammar::Tree& tree(std::uint32_t index) const { return *rules.trees[index]; }
  /// True when `pack` may use names of `other`.
  [[nodiscard]] bool sees(std::uint32_t pack, std::uint32_t other) const;
  /// True when a name that is not known was perhaps declared in a pack that is missing, or in a
  /// card that could not be read.
  [[nodiscard]] bool may_be_elsewhere(std::uint32_t pack, std::string_view name) const;
  /// True when this card could not be read whole: what it lacks may stand in it.
  [[nodiscard]] bool is_damaged(Span card) const;
  [[nodiscard]] std::uint32_t pack_of_tree(std::uint32_t tree_index) const;
};

/// "`text`".
[[nodiscard]] std::string quoted(std::string_view text);
/// The note that says where a name stands.
[[nodiscard]] grammar::Note declared_at(Span span);

// The phases, in the order check() runs them.
void assemble_packs(State& state, std::span<const grammar::Tree* const> trees);
void declare_vocabulary(State& state);
/// What a written type means; any after an error.
[[nodiscard]] TypeId read_type(State& state, std::uint32_t tree, const grammar::TypeSyntax& syntax);
/// Defines, relations, rules, scorecards with their sections, parameters.
void declare_names(State& state);
void check_defines(State& state);
void check_relations(State& state);
void check_rules(State& state);
void check_scorecards(State& state);
void check_tests(State& state);  // after dependencies: asks what depends on today
void order_dependencies(State& state);
void lint_unused(State& state);
void lint_scorecards(State& state);

}  // namespace entente::engine::checking
