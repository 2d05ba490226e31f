#include <fmt/format.h>

#include "grammar/ast_print.hpp"

namespace entente::grammar {
namespace {

struct TypePrinter {
  const Tree& tree;

  std::string operator()(const NamedType& type) const { return type.name.text; }
  std::string operator()(const ChoiceType& type) const {
    std::string text = "one of";
    std::string_view between = " ";
    for (const auto& choice : type.choices) {
      text += std::string(between) + quoted(choice.text);
      between = ", ";
    }
    return text;
  }
  std::string operator()(const ListType& type) const {
    std::string text = "list of ";
    for (const auto& element : type.element) text += print(tree, element);
    if (type.listed_in) text += " in " + type.listed_in->text;
    if (type.least_size) text += fmt::format(", {} or more", type.least_size->text);
    return text;
  }
  std::string operator()(const GenericType& type) const {
    std::string text = type.name.text + "<";
    for (std::size_t at = 0; at < type.arguments.size(); ++at) {
      if (at > 0) text += ", ";
      if (at < type.keys.size()) text += type.keys[at].text + ": ";
      text += print(tree, type.arguments[at]);
    }
    return text + ">";
  }
};

struct ExpressionPrinter {
  const Tree& tree;

  std::string sub(ExprId id) const { return print(tree, id); }

  std::string list(const std::vector<ExprId>& items) const {
    std::string text;
    for (const auto item : items) text += (text.empty() ? "" : ", ") + sub(item);
    return text;
  }
  std::string iterators(const std::vector<Iterator>& iterators) const {
    std::string text;
    for (const auto& iterator : iterators) {
      text += fmt::format("{}{} in {}", text.empty() ? "" : ", ", iterator.variable.text,
                          sub(iterator.domain));
      if (iterator.range_end != ExprId::none) text += ".." + sub(iterator.range_end);
    }
    return text;
  }
  static std::string_view word(Quantifier quantifier) {
    return quantifier == Quantifier::some ? "some" : "every";
  }
  static std::string_view negation(bool negated) { return negated ? "not " : ""; }

  std::string operator()(const Missing&) const { return "(missing)"; }
  std::string operator()(const NumberLiteral& node) const {
    return node.digits + (node.per_cent ? "%" : "");
  }
  std::string operator()(const TextValue& node) const { return quoted(node.text); }
  std::string operator()(const BooleanLiteral& node) const { return node.value ? "yes" : "no"; }
  std::string operator()(const NullLiteral&) const { return "null"; }
  std::string operator()(const NoneLiteral&) const { return "none"; }
  std::string operator()(const TodayLiteral&) const { return "today"; }
  std::string operator()(const ItemLiteral&) const { return "item"; }
  std::string operator()(const TemporalLiteral& node) const {
    return node.at ? "@" + quoted(node.text) : node.text;
  }
  std::string operator()(const UnitLiteral& node) const {
    return fmt::format("({} {})", node.digits, node.unit);
  }
  std::string operator()(const Name& node) const { return node.text; }
  std::string operator()(const Path& node) const { return sub(node.base) + "." + node.field.text; }
  std::string operator()(const Filter& node) const {
    return fmt::format("{}[{}]", sub(node.base), sub(node.predicate));
  }
  std::string operator()(const Call& node) const {
    auto text = node.callee == ExprId::none ? node.function.text : sub(node.callee);
    text += "(";
    std::string_view between;
    for (const auto& argument : node.arguments) {
      text += between;
      if (argument.name) text += argument.name->text + ": ";
      text += sub(argument.value);
      between = ", ";
    }
    return text + ")";
  }
  std::string operator()(const ListLiteral& node) const { return "[" + list(node.items) + "]"; }
  std::string operator()(const ContextLiteral& node) const {
    std::string text;
    for (const auto& entry : node.entries) {
      text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", entry.key.text, sub(entry.value));
    }
    return "{" + text + "}";
  }
  std::string operator()(const RangeLiteral& node) const {
    return fmt::format("{}{}..{}{}", node.low_closed ? "[" : "(", sub(node.low), sub(node.high),
                       node.high_closed ? "]" : ")");
  }
  std::string operator()(const Negate& node) const {
    return fmt::format("(- {})", sub(node.operand));
  }
  std::string operator()(const Binary& node) const {
    const auto text =
        fmt::format("({} {} {})", operator_name(node.op), sub(node.left), sub(node.right));
    return node.parenthesised ? "(" + text + ")" : text;
  }
  std::string operator()(const Between& node) const {
    return fmt::format("({}between {} {} {})", negation(node.negated), sub(node.value),
                       sub(node.low), sub(node.high));
  }
  std::string operator()(const In& node) const {
    return fmt::format("({}in {} {})", negation(node.negated), sub(node.value), list(node.tests));
  }
  std::string operator()(const UnaryTest& node) const {
    return fmt::format("({} {})", operator_name(node.op), sub(node.operand));
  }
  std::string operator()(const InstanceOf& node) const {
    return fmt::format("(instance of {} {})", sub(node.value), print(tree, node.type));
  }
  std::string operator()(const If& node) const {
    return fmt::format("(if {} {} {})", sub(node.condition), sub(node.then), sub(node.otherwise));
  }
  std::string operator()(const For& node) const {
    return fmt::format("(for {} return {})", iterators(node.iterators), sub(node.body));
  }
  std::string operator()(const Quantified& node) const {
    return fmt::format("({} {} satisfies {})", word(node.quantifier), iterators(node.iterators),
                       sub(node.condition));
  }
  std::string operator()(const FunctionLiteral& node) const {
    std::string text;
    for (std::size_t at = 0; at < node.parameters.size(); ++at) {
      text += (text.empty() ? "" : ", ") + node.parameters[at].text;
      if (at < node.types.size() && node.types[at]) text += ": " + print(tree, *node.types[at]);
    }
    return fmt::format("(function({}) {})", text, sub(node.body));
  }
  std::string operator()(const IsNone& node) const {
    return fmt::format("(is {}none {})", negation(node.negated), sub(node.value));
  }
  std::string operator()(const IsKnown& node) const {
    return fmt::format("(is {}known {})", negation(node.negated), sub(node.value));
  }
  std::string operator()(const Ago& node) const {
    return fmt::format("(ago {})", sub(node.duration));
  }
  std::string operator()(const Within& node) const {
    constexpr std::string_view anchors[] = {"", " after ", " before ", " of "};
    auto text =
        fmt::format("({}within {} {}", negation(node.negated), sub(node.value), sub(node.duration));
    const auto anchor = anchors[static_cast<std::size_t>(node.anchor)];
    if (!anchor.empty()) text += std::string(anchor) + sub(node.anchor_value);
    return text + ")";
  }
  std::string operator()(const ShareOf& node) const {
    return fmt::format("(share of {} with {})", sub(node.list), sub(node.condition));
  }
  std::string operator()(const Counted& node) const {
    const std::string_view limit = node.limit == CountLimit::at_least ? "at least" : "at most";
    return node.variable ? fmt::format("({} {} {} in {} satisfies {})", limit, sub(node.amount),
                                       node.variable->text, sub(node.list), sub(node.condition))
                         : fmt::format("({} {} of {} with {})", limit, sub(node.amount),
                                       sub(node.list), sub(node.condition));
  }
  std::string operator()(const EveryTwo& node) const {
    return fmt::format("({} two {}, {} in {}{}{} satisfies {})", word(node.quantifier),
                       node.first.text, node.second.text, node.in_a_row ? "a row of " : "",
                       sub(node.list), node.by ? " by " + node.by->text : "", sub(node.condition));
  }
  std::string operator()(const RuleIs& node) const {
    return fmt::format("(rule {} is {})", node.rule.text, outcome_name(node.outcome));
  }
  std::string operator()(const ScoreOf& node) const {
    return fmt::format("({} of {})", node.band ? "band" : "score", node.section.text);
  }
  std::string operator()(const EveryMustRuleIsMet&) const { return "(every must rule is met)"; }
};

}  // namespace

std::string print(const Tree& tree, ExprId expression) {
  if (expression == ExprId::none) return "-";
  return std::visit(ExpressionPrinter{tree}, tree[expression].node);
}

std::string print(const Tree& tree, const TypeSyntax& type) {
  auto text = std::visit(TypePrinter{tree}, type.form);
  if (type.range) {
    text += fmt::format(", {} to {}", print(tree, type.range->low), print(tree, type.range->high));
  }
  if (type.or_none) text += " or none";
  return text;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char sign : text) {
    switch (sign) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(sign) < 0x20) {
          result += fmt::format("\\u{:04X}", static_cast<unsigned>(sign));
        } else {
          result += sign;
        }
    }
  }
  return result + "\"";
}

std::string_view operator_name(BinaryOp op) {
  switch (op) {
    case BinaryOp::or_:
      return "or";
    case BinaryOp::and_:
      return "and";
    case BinaryOp::equal:
      return "=";
    case BinaryOp::not_equal:
      return "!=";
    case BinaryOp::less:
      return "<";
    case BinaryOp::less_equal:
      return "<=";
    case BinaryOp::greater:
      return ">";
    case BinaryOp::greater_equal:
      return ">=";
    case BinaryOp::add:
      return "+";
    case BinaryOp::subtract:
      return "-";
    case BinaryOp::multiply:
      return "*";
    case BinaryOp::divide:
      return "/";
    case BinaryOp::power:
      return "**";
    case BinaryOp::before:
      return "before";
    case BinaryOp::after:
      return "after";
  }
  return "";
}

}  // namespace entente::grammar
