// `instance of`, and what expressions ask of rules and scorecards.
#include "engine/check/expressions.hpp"

namespace entente::engine::checking {
namespace {

using ResolutionKind = Resolution::Kind;

std::optional<TypeKind> feel_kind(std::string_view name) {
  static constexpr std::pair<std::string_view, TypeKind> kinds[] = {
      {"text", TypeKind::text},
      {"string", TypeKind::text},
      {"number", TypeKind::number},
      {"yes or no", TypeKind::boolean},
      {"boolean", TypeKind::boolean},
      {"date", TypeKind::date},
      {"time", TypeKind::time},
      {"date and time", TypeKind::date_time},
      {"duration", TypeKind::duration},
      {"days and time duration", TypeKind::days_duration},
      {"years and months duration", TypeKind::months_duration},
      {"Any", TypeKind::any},
      {"Null", TypeKind::null},
      {"list", TypeKind::list},
      {"context", TypeKind::context},
      {"range", TypeKind::range},
      {"function", TypeKind::function}};
  for (const auto& [known, kind] : kinds)
    if (known == name) return kind;
  return std::nullopt;
}

}  // namespace

TypeId ExpressionChecker::visit(const grammar::InstanceOf& instance, ExprId id) {
  check(instance.value);
  resolve(id, {ResolutionKind::type, static_cast<std::uint32_t>(feel_type(instance.type)), 0});
  return types_.basic(TypeKind::boolean);
}

TypeId ExpressionChecker::feel_type(const grammar::TypeSyntax& syntax) {
  const auto type =
      std::visit([this](const auto& form) { return feel_type_form(form); }, syntax.form);
  return syntax.or_none ? types_.with_none(type) : type;
}

TypeId ExpressionChecker::feel_type_form(const grammar::NamedType& named) {
  if (const auto kind = feel_kind(named.name.text)) return types_.basic(*kind);
  if (state_.symbols.twice.contains(named.name.text)) return TypeId::any;
  if (const auto record = state_.rules.vocabulary.record(named.name.text)) {
    Type type;
    type.kind = TypeKind::record;
    type.record = *record;
    return state_.rules.vocabulary.intern(type);
  }
  if (state_.may_be_elsewhere(site_.pack, named.name.text)) return TypeId::any;
  std::vector<std::string> known{"text", "number",        "yes or no", "date",
                                 "time", "date and time", "duration",  "list"};
  for (const auto& record : state_.rules.vocabulary.records) known.push_back(record.name);
  state_.error("E206", named.name.span, quoted(named.name.text) + " is not a type or a record",
               state_.did_you_mean(named.name.text, known));
  return TypeId::any;
}

TypeId ExpressionChecker::feel_type_form(const grammar::ChoiceType& choice) {
  Type type;
  type.kind = TypeKind::choice;
  for (const auto& text : choice.choices) type.choices.push_back(text.text);
  return state_.rules.vocabulary.intern(type);
}

TypeId ExpressionChecker::feel_type_form(const grammar::ListType& list) {
  return types_.list_of(list.element.empty() ? TypeId::any : feel_type(list.element.front()));
}

TypeId ExpressionChecker::feel_type_form(const grammar::GenericType& generic) {
  Type type;
  type.kind = feel_kind(generic.name.text).value_or(TypeKind::any);
  std::vector<TypeId> arguments;
  for (const auto& argument : generic.arguments) arguments.push_back(feel_type(argument));
  switch (type.kind) {
    case TypeKind::list:
    case TypeKind::range:
      if (arguments.size() > 1)
        state_.error("E206", generic.name.span,
                     quoted(generic.name.text) + " takes one type between `<` and `>`");
      type.element = arguments.front();
      break;
    case TypeKind::function:
      type.element = arguments.back();
      arguments.pop_back();
      type.parameters = std::move(arguments);
      break;
    case TypeKind::context:
      for (std::size_t i = 0; i < generic.keys.size(); ++i)
        type.entries.push_back({generic.keys[i].text, arguments[i]});
      break;
    default:
      state_.error("E206", generic.name.span,
                   quoted(generic.name.text) + " takes no types between `<` and `>`",
                   "`list`, `range`, `context` and `function` do");
      return TypeId::any;
  }
  return state_.rules.vocabulary.intern(type);
}

TypeId ExpressionChecker::visit(const grammar::RuleIs& rule_is, ExprId id) {
  const auto& name = rule_is.rule;
  const auto boolean = types_.basic(TypeKind::boolean);
  const auto found = state_.symbols.rules.find(name.text);
  if (site_.constant || found == state_.symbols.rules.end()) {
    if (state_.may_be_elsewhere(site_.pack, name.text)) return boolean;
    std::vector<std::string> known;
    for (const auto& rule : state_.rules.rules)
      if (state_.sees(site_.pack, rule.pack)) known.push_back(rule.card->id.text);
    state_.error("E212", name.span, quoted(name.text) + " is not a rule",
                 state_.shipped_or_near(name.text, known));
    return boolean;
  }
  if (site_.in_check && rule_is.outcome == grammar::RuleOutcome::unknown)
    state_.lint("W706", expr(id).span,
                "`is unknown` asks whether the facts say enough, not how the rule stands");
  const auto& rule = state_.rules.rules[found->second];
  if (!state_.sees(site_.pack, rule.pack))
    state_.error("E215", name.span,
                 "rule " + quoted(name.text) + " belongs to pack " +
                     quoted(state_.rules.packs[rule.pack].id) + ", which this pack does not use");
  reads_.rules.try_emplace(found->second, name.span);
  resolve(id, {ResolutionKind::rule, found->second, 0});
  return boolean;
}

TypeId ExpressionChecker::visit(const grammar::ScoreOf& score_of, ExprId id) {
  const auto number = types_.basic(TypeKind::number);
  if (score_of.band) {
    state_.error("E114", expr(id).span,
                 "`band of` asks for bands, which this version does not build");
    return TypeId::any;
  }
  if (!site_.scorecard) {
    state_.error("E411", expr(id).span, "`score of` can be asked in a verdict only");
    return number;
  }
  std::vector<std::string> known;
  for (std::uint32_t i = 0; i < state_.rules.sections.size(); ++i) {
    const auto& section = state_.rules.sections[i];
    if (section.scorecard != *site_.scorecard) continue;
    if (section.card->id.text == score_of.section.text) {
      resolve(id, {ResolutionKind::section, i, 0});
      return number;
    }
    known.push_back(section.card->id.text);
  }
  if (state_.may_be_elsewhere(site_.pack, score_of.section.text)) return number;
  state_.error("E213", score_of.section.span,
               "this scorecard has no section " + quoted(score_of.section.text),
               state_.did_you_mean(score_of.section.text, known));
  return number;
}

TypeId ExpressionChecker::visit(const grammar::EveryMustRuleIsMet&, ExprId id) {
  reads_.every_must = true;
  if (!site_.scorecard)
    state_.error("E411", expr(id).span, "`every must rule is met` can be asked in a verdict only");
  return types_.basic(TypeKind::boolean);
}

}  // namespace entente::engine::checking
