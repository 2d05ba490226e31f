// Puts every define, parameter, rule, scorecard and section into the tables before any expression
// is read, so that the order of cards and files means nothing.
#include <algorithm>

#include "engine/check/parameters.hpp"
#include "engine/check/state.hpp"
#include "engine/program/builtins.hpp"
#include "engine/program/relation_program.hpp"

namespace entente::engine::checking {
namespace {

class Namer {
 public:
  explicit Namer(State& state) : state_(state), rules_(state.rules) {}

  void run() {
    for (std::uint32_t tree = 0; tree < rules_.trees.size(); ++tree) {
      state_.symbols.add_context_keys(state_.tree(tree));
      if (state_.tree(tree).head) declare_pack_parameters(tree);
      for (const auto& card : state_.tree(tree).defines)
        declare_define("definition", {&card, nullptr, tree, state_.pack_of_tree(tree)});
      for (const auto& card : state_.tree(tree).infers)
        declare_define("inference", {nullptr, &card, tree, state_.pack_of_tree(tree)});
      for (const auto& card : state_.tree(tree).relations) declare_relation(card, tree);
    }
    declare_rules();
    declare_scorecards();
    for (auto& rule : rules_.rules) find_sections(rule);
    for (std::uint32_t tree = 0; tree < rules_.trees.size(); ++tree)
      for (const auto& card : state_.tree(tree).tests)
        rules_.tests.push_back({&card, tree, state_.pack_of_tree(tree)});
    state_.define_reads.resize(rules_.defines.size());
    state_.defines_typed.resize(rules_.defines.size());
    state_.relation_reads.resize(rules_.relations.size());
    state_.rule_reads.resize(rules_.rules.size());
    state_.verdict_reads.resize(rules_.scorecards.size());
  }

 private:
  /// False when the name is taken or can't be used. One that could not be read is nobody's.
  bool admit(std::string_view what, const Identifier& name) {
    if (name.text == "score" || name.text == "coverage") {
      state_.error(
          "E209", name.span,
          quoted(name.text) + " is a word of verdicts and can't name a " + std::string(what));
      return false;
    }
    const auto known = state_.symbols.names.find(name.text);
    if (known == state_.symbols.names.end()) return true;
    if (known->second.kind == Symbol::Kind::fact) {
      auto& added =
          state_.error("E210", name.span,
                       std::string(what) + " " + quoted(name.text) + " has the name of a fact",
                       "choose another name");
      added.notes.push_back({"the fact is declared in", known->second.span});
    } else {
      report_twice(what, name, known->second);
      known->second.twice = true;
    }
    return false;
  }

  /// Points at the one that stands second, whichever was read first.
  void report_twice(std::string_view what, const Identifier& name, const Symbol& known) {
    const bool after = known.span.file != name.span.file || known.span.begin < name.span.begin;
    if (after) return state_.duplicate(what, name, known.span);
    state_.duplicate(word_for(known), {name.text, known.span}, name.span);
  }
  [[nodiscard]] std::string_view word_for(const Symbol& symbol) const {
    if (symbol.kind == Symbol::Kind::parameter) return "parameter";
    if (symbol.kind == Symbol::Kind::relation) return "relation";
    return rules_.defines[symbol.index].infer == nullptr ? "definition" : "inference";
  }

  void declare_pack_parameters(std::uint32_t tree) {
    for (const auto& card : state_.tree(tree).head->parameters) {
      if (!admit("parameter", card.name)) continue;
      const auto pack = state_.pack_of_tree(tree);
      const auto index = declare_parameter(state_, card, tree, pack, card.name.text);
      state_.symbols.names[card.name.text] = {Symbol::Kind::parameter, index, pack, card.name.span};
    }
  }

  void declare_define(std::string_view what, CheckedDefine define) {
    const auto& name = define.name();
    if (!admit(what, name)) return;
    const bool function = !define.parameters().empty();
    if (function && !find_builtin(name.text).empty()) {
      state_.error("E209", name.span,
                   quoted(name.text) + " is a built-in function; " +
                       (define.infer == nullptr ? "a definition" : "an inference") +
                       " needs another name");
      return;
    }
    define.index = function ? functions_++ : measures_++;
    const auto index = static_cast<std::uint32_t>(rules_.defines.size());
    if (!name.text.empty())
      state_.symbols.names[name.text] = {Symbol::Kind::define, index, define.pack, name.span};
    rules_.defines.push_back(define);
  }

  void declare_relation(const grammar::RelationCard& card, std::uint32_t tree) {
    if (card.name.text.empty() || !admit("relation", card.name)) return;
    if (!find_builtin(card.name.text).empty()) {
      state_.error(
          "E209", card.name.span,
          quoted(card.name.text) + " is a built-in function; a relation needs another name");
      return;
    }
    if (card.columns.size() > most_columns)
      state_.error("E310", card.name.span,
                   "a relation has at most " + std::to_string(most_columns) + " columns");
    CheckedRelation relation;
    relation.card = &card;
    relation.tree = tree;
    relation.pack = state_.pack_of_tree(tree);
    for (const auto& column : card.columns) relation.columns.push_back(column_type(column, tree));
    for (const auto& clause : card.clauses) relation.clauses.emplace_back().card = &clause;
    const auto index = static_cast<std::uint32_t>(rules_.relations.size());
    state_.symbols.names[card.name.text] = {Symbol::Kind::relation, index, relation.pack,
                                            card.name.span};
    rules_.relations.push_back(std::move(relation));
  }

  [[nodiscard]] TypeId column_type(const grammar::TypeSyntax& column, std::uint32_t tree) {
    const auto type = read_type(state_, tree, column);
    if (rules_.vocabulary[type].kind != TypeKind::list) return type;
    state_.error("E206", column.span, "a list can't stand in a tuple",
                 "derive a tuple for each of its items");
    return TypeId::any;
  }

  void declare_rules() {
    std::map<std::string, Span> first;
    for (std::uint32_t tree = 0; tree < rules_.trees.size(); ++tree)
      for (const auto& card : state_.tree(tree).rules) {
        const auto [known, added] = first.try_emplace(card.id.text, card.id.span);
        if (!added && !card.id.text.empty()) {
          state_.duplicate("rule", card.id, known->second);
          continue;
        }
        CheckedRule rule;
        rule.card = &card;
        rule.tree = tree;
        rule.pack = state_.pack_of_tree(tree);
        rules_.rules.push_back(std::move(rule));
      }
    std::sort(rules_.rules.begin(), rules_.rules.end(),
              [](const CheckedRule& a, const CheckedRule& b) {
                return a.card->id.text < b.card->id.text;
              });
    for (std::uint32_t i = 0; i < rules_.rules.size(); ++i) {
      state_.symbols.rules[rules_.rules[i].card->id.text] = i;
      declare_rule_parameters(i);
    }
  }

  void declare_rule_parameters(std::uint32_t index) {
    const auto& rule = rules_.rules[index];
    std::map<std::string, Span> first;
    for (const auto& card : rule.card->parameters) {
      const auto [known, added] = first.try_emplace(card.name.text, card.name.span);
      if (!added) {
        state_.duplicate("parameter", card.name, known->second);
        continue;
      }
      const auto symbol = state_.symbols.names.find(card.name.text);
      const bool taken =
          symbol != state_.symbols.names.end() && symbol->second.kind == Symbol::Kind::fact;
      if (taken && state_.sees(rule.pack, symbol->second.pack) && !admit("parameter", card.name))
        continue;
      const auto parameter = declare_parameter(state_, card, rule.tree, rule.pack,
                                               rule.card->id.text + "." + card.name.text);
      rules_.parameters[parameter].rule = index;
      rules_.rules[index].parameters.push_back(parameter);
    }
  }

  // -------------------------------------------------------------- scorecards

  struct Part {
    const grammar::ScorecardCard* card;
    std::uint32_t tree;
  };

  void declare_scorecards() {
    for (std::uint32_t tree = 0; tree < rules_.trees.size(); ++tree)
      for (const auto& card : state_.tree(tree).scorecards) declare_scorecard(card, tree);
    for (std::uint32_t i = 0; i < rules_.scorecards.size(); ++i) {
      const auto begin = rules_.sections.size();
      for (const auto& part : parts_[i]) declare_sections(i, begin, part);
      for (const auto& part : parts_[i]) find_parents(i, begin, part);
    }
  }

  void declare_scorecard(const grammar::ScorecardCard& card, std::uint32_t tree) {
    const auto pack = state_.pack_of_tree(tree);
    const auto known = state_.symbols.scorecards.find(card.id.text);
    if (known != state_.symbols.scorecards.end() && !card.id.text.empty()) {
      add_to(known->second, card, tree, pack);
      return;
    }
    const auto index = static_cast<std::uint32_t>(rules_.scorecards.size());
    state_.symbols.scorecards[card.id.text] = index;
    CheckedScorecard scorecard{card.id.text, card.title.text, pack, {}, card.id.span};
    for (const auto& verdict : card.verdicts) scorecard.verdicts.push_back({&verdict, tree});
    rules_.scorecards.push_back(std::move(scorecard));
    parts_.push_back({{&card, tree}});
  }

  void add_to(std::uint32_t index, const grammar::ScorecardCard& card, std::uint32_t tree,
              std::uint32_t pack) {
    const auto& base = rules_.scorecards[index];
    if (base.pack == pack || !state_.sees(pack, base.pack)) {
      state_.duplicate("scorecard", card.id, base.span);
      state_.symbols.twice.insert(card.id.text);
      parts_[index].push_back({&card, tree});  // its sections are named elsewhere
      return;
    }
    if (!card.verdicts.empty())
      only_sections(base, card.verdicts.front().span, "its verdicts are in");
    if (!card.title.text.empty() && card.title.text != base.title)
      only_sections(base, card.title.span, "its title is in");
    parts_[index].push_back({&card, tree});
  }

  void only_sections(const CheckedScorecard& base, Span span, std::string_view theirs) {
    auto& added =
        state_.error("E410", span,
                     "scorecard " + quoted(base.id) + " belongs to pack " +
                         quoted(rules_.packs[base.pack].id) + "; only sections can be added to it");
    added.notes.push_back({std::string(theirs), base.span});
  }

  void declare_sections(std::uint32_t scorecard, std::size_t begin, const Part& part) {
    for (const auto& card : part.card->sections) {
      if (const auto first = section(begin, card.id.text)) {
        state_.duplicate("section", card.id, rules_.sections[*first].card->id.span);
        continue;
      }
      CheckedSection section;
      section.card = &card;
      section.tree = part.tree;
      section.scorecard = scorecard;
      rules_.sections.push_back(section);
    }
  }

  void find_parents(std::uint32_t scorecard, std::size_t begin, const Part& part) {
    for (auto i = begin; i < rules_.sections.size(); ++i) {
      auto& child = rules_.sections[i];
      if (child.scorecard != scorecard || child.tree != part.tree || !child.card->parent) continue;
      const auto& parent = *child.card->parent;
      child.parent = section(begin, parent.text);
      if (child.parent || state_.may_be_elsewhere(state_.pack_of_tree(part.tree), parent.text))
        continue;
      std::vector<std::string> known;
      for (auto other = begin; other < rules_.sections.size(); ++other)
        known.push_back(rules_.sections[other].card->id.text);
      state_.error("E213", parent.span, "this scorecard has no section " + quoted(parent.text),
                   state_.did_you_mean(parent.text, known));
    }
  }

  [[nodiscard]] std::optional<std::uint32_t> section(std::size_t begin, std::string_view id) const {
    for (auto i = begin; i < rules_.sections.size(); ++i)
      if (rules_.sections[i].card->id.text == id) return static_cast<std::uint32_t>(i);
    return std::nullopt;
  }

  /// A rule counts in every scorecard that has a section it names.
  void find_sections(CheckedRule& rule) {
    const auto& named = rule.card->sections;
    for (std::size_t i = 0; i < named.size(); ++i) {
      const auto earlier =
          std::find_if(named.begin(), named.begin() + static_cast<std::ptrdiff_t>(i),
                       [&](const Identifier& each) { return each.text == named[i].text; });
      if (earlier != named.begin() + static_cast<std::ptrdiff_t>(i)) {
        state_.error("E205", named[i].span, "section " + quoted(named[i].text) + " is named twice");
        continue;
      }
      for (std::uint32_t section = 0; section < rules_.sections.size(); ++section)
        if (rules_.sections[section].card->id.text == named[i].text)
          rule.sections.push_back(section);
    }
  }

  State& state_;
  CheckedRules& rules_;
  std::uint32_t functions_ = 0;
  std::uint32_t measures_ = 0;
  std::vector<std::vector<Part>> parts_;  // as CheckedRules::scorecards
};

}  // namespace

void declare_names(State& state) { Namer(state).run(); }

}  // namespace entente::engine::checking
