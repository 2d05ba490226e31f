#include "engine/program/expression_compiler.hpp"

#include <algorithm>

#include "engine/check/literals.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine::compiling {
namespace {

std::uint32_t raw(NodeId id) { return static_cast<std::uint32_t>(id); }

Op operation(grammar::BinaryOp op) {
  using grammar::BinaryOp;
  switch (op) {
    case BinaryOp::or_:
      return Op::or_;
    case BinaryOp::and_:
      return Op::and_;
    case BinaryOp::equal:
      return Op::equal;
    case BinaryOp::not_equal:
      return Op::not_equal;
    case BinaryOp::less:
      return Op::less;
    case BinaryOp::less_equal:
      return Op::less_equal;
    case BinaryOp::greater:
      return Op::greater;
    case BinaryOp::greater_equal:
      return Op::greater_equal;
    case BinaryOp::add:
      return Op::add;
    case BinaryOp::subtract:
      return Op::subtract;
    case BinaryOp::multiply:
      return Op::multiply;
    case BinaryOp::divide:
      return Op::divide;
    case BinaryOp::power:
      return Op::power;
    case BinaryOp::before:
      return Op::before;
    case BinaryOp::after:
      return Op::after;
  }
  return Op::constant;
}

}  // namespace

Unit ExpressionCompiler::unit(std::uint32_t tree, ExprId id) {
  if (id == ExprId::none) return {};
  tree_ = tree;
  Unit result;
  result.root = node(id);
  result.frame_size = meaning().frames[static_cast<std::size_t>(id)];
  return result;
}

Unit ExpressionCompiler::first_case(std::uint32_t tree, const grammar::InferCard& card) {
  tree_ = tree;
  Unit result;
  std::vector<std::uint32_t> operands;
  const auto add = [&](ExprId id) {
    operands.push_back(raw(node(id)));
    result.frame_size = std::max(result.frame_size, meaning().frames[static_cast<std::size_t>(id)]);
  };
  for (const auto& one : card.cases) {
    if (one.condition != ExprId::none) add(one.condition);
    add(one.value);
  }
  Node made;
  made.op = Op::first_case;
  made.count = static_cast<std::uint16_t>(operands.size());
  made.b = add_operands(operands);
  result.root = emit(card.span, made);
  return result;
}

NodeId ExpressionCompiler::node(ExprId id) {
  if (id == ExprId::none) return NodeId::none;
  return std::visit([&](const auto& each) { return visit(each, id); }, tree()[id].node);
}

NodeId ExpressionCompiler::emit(grammar::Span origin, Node node, TypeId type) {
  program_.nodes.push_back(node);
  program_.origins.push_back(origin);
  program_.types.push_back(type);
  return static_cast<NodeId>(program_.nodes.size() - 1);
}

NodeId ExpressionCompiler::simple(ExprId id, Op op, ExprId a, ExprId b, ExprId c) {
  Node made;
  made.op = op;
  made.a = raw(node(a));
  made.b = raw(node(b));
  made.c = raw(node(c));
  return emit(id, made);
}

NodeId ExpressionCompiler::constant(ExprId id, const Value& value) {
  Node made;
  made.a = static_cast<std::uint32_t>(program_.constants.size());
  program_.constants.push_back(value);
  return emit(id, made);
}

NodeId ExpressionCompiler::failure(ExprId id, std::string_view message) {
  return constant(id, Value::error(program_.arena->make(ErrorNull{message})));
}

NodeId ExpressionCompiler::negated_if(bool negated, ExprId id, NodeId inner) {
  if (!negated) return inner;
  Node made;
  made.op = Op::not_;
  made.a = raw(inner);
  return emit(id, made);
}

std::uint32_t ExpressionCompiler::add_operands(const std::vector<std::uint32_t>& operands) {
  const auto first = static_cast<std::uint32_t>(program_.operands.size());
  program_.operands.insert(program_.operands.end(), operands.begin(), operands.end());
  return first;
}

std::uint32_t ExpressionCompiler::name_index(std::string_view name) {
  if (const auto known = name_indices_.find(name); known != name_indices_.end())
    return known->second;
  const auto index = static_cast<std::uint32_t>(program_.names.size());
  program_.names.emplace_back(name);
  name_indices_.emplace(name, index);
  return index;
}

// ---------------------------------------------------------------- literals and names

NodeId ExpressionCompiler::visit(const grammar::Missing&, ExprId id) {
  return failure(id, "nothing stands here");
}

NodeId ExpressionCompiler::literal(ExprId id) {
  const auto value = literal_value(tree(), id, *program_.arena);
  return value ? constant(id, *value) : failure(id, "this value can't be read");
}

NodeId ExpressionCompiler::visit(const grammar::TodayLiteral&, ExprId id) {
  return simple(id, Op::today);
}

NodeId ExpressionCompiler::visit(const grammar::ItemLiteral&, ExprId id) {
  return resolved(id, "item", name_of(id));
}

NodeId ExpressionCompiler::visit(const grammar::Name& name, ExprId id) {
  return resolved(id, name.text, name_of(id));
}

NodeId ExpressionCompiler::resolved(ExprId id, std::string_view name,
                                    const Resolution& resolution) {
  using ResolutionKind = Resolution::Kind;
  Node made;
  made.a = resolution.index;
  switch (resolution.kind) {
    case ResolutionKind::fact:
      made.op = Op::fact;
      break;
    case ResolutionKind::local:
      made.op = Op::local;
      break;
    case ResolutionKind::parameter:
      made.op = Op::parameter;
      break;
    case ResolutionKind::measure:
      made.op = Op::measure;
      break;
    case ResolutionKind::function:
      made.op = Op::closure;
      break;
    case ResolutionKind::score:
      made.op = Op::score;
      break;
    case ResolutionKind::coverage:
      made.op = Op::coverage;
      break;
    case ResolutionKind::item_field: {
      Node item;
      item.op = Op::local;
      item.a = resolution.detail;
      made.op = Op::field;
      made.b = resolution.index;
      made.a = raw(emit(id, item));
      made.c = static_cast<std::uint32_t>(resolution.record);
      break;
    }
    case ResolutionKind::item_member:
      made.op = Op::member_or;
      made.b = name_index(name);
      if (resolution.detail != ~0U)
        made.c = raw(resolved(id, name, meaning().outer[resolution.detail]));
      break;
    default:
      return failure(id, "a name that is not known");
  }
  return emit(id, made);
}

// ---------------------------------------------------------------- paths, filters, calls

NodeId ExpressionCompiler::visit(const grammar::Path& path, ExprId id) {
  const auto& resolution = name_of(id);
  Node made;
  made.a = raw(node(path.base));
  if (resolution.kind == Resolution::Kind::item_field) {
    made.op = Op::field;
    made.b = resolution.index;
    made.c = static_cast<std::uint32_t>(resolution.record);
  } else {
    made.op = Op::member;
    made.b = name_index(path.field.text);
  }
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::Filter& filter, ExprId id) {
  const auto kind = kind_of(filter.predicate);
  Node made;
  made.op = kind == TypeKind::number ? Op::index
            : kind == TypeKind::any  ? Op::filter_or_index
                                     : Op::filter;
  made.a = raw(node(filter.base));
  made.b = raw(node(filter.predicate));
  if (made.op != Op::index) made.c = slot(id);
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::Call& call, ExprId id) {
  const auto& resolution = name_of(id);
  if (resolution.kind == Resolution::Kind::builtin) return call_builtin(call, id);
  Node made;
  made.op = Op::invoke;
  made.count = static_cast<std::uint16_t>(call.arguments.size());
  std::vector<std::uint32_t> operands(call.arguments.size(), ~0U);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const auto& argument = call.arguments[i];
    auto place = i;
    if (argument.name && resolution.kind == Resolution::Kind::function) {
      const auto& parameters = program_.functions[resolution.index].parameters;
      const auto found = std::find(parameters.begin(), parameters.end(), argument.name->text);
      place = static_cast<std::size_t>(found - parameters.begin());
    }
    const auto* name = std::get_if<grammar::Name>(&tree()[argument.value].node);
    const bool anything = resolution.kind == Resolution::Kind::relation && name != nullptr &&
                          name_of(argument.value).kind == Resolution::Kind::unresolved;
    if (!anything) operands[place] = raw(node(argument.value));
  }
  if (resolution.kind == Resolution::Kind::relation) {
    made.op = Op::relation;
    made.a = resolution.index;
  } else if (resolution.kind == Resolution::Kind::function) {
    made.op = Op::call;
    made.a = resolution.index;
  } else if (call.callee != ExprId::none) {
    made.a = raw(node(call.callee));
  } else {
    made.a = raw(resolved(id, call.function.text, resolution));
  }
  made.b = add_operands(operands);
  if (made.op == Op::invoke) made.c = names_of(call.arguments);
  return emit(id, made);
}

/// The names of arguments that are given by name, as operands; ~0 when they are given by place.
std::uint32_t ExpressionCompiler::names_of(const std::vector<grammar::Argument>& arguments) {
  std::vector<std::uint32_t> names;
  for (const auto& argument : arguments)
    if (argument.name) names.push_back(name_index(argument.name->text));
  return names.empty() ? ~0U : add_operands(names);
}

NodeId ExpressionCompiler::call_builtin(const grammar::Call& call, ExprId id) {
  const auto& resolution = name_of(id);
  const auto builtin = static_cast<Builtin>(resolution.index);
  if (resolution.detail == ~0U)
    return failure(id, program_.arena->text("`" + call.function.text +
                                            "` is called with arguments it does not take"));
  if (builtin == Builtin::today) return simple(id, Op::today);
  if (builtin == Builtin::not_) return simple(id, Op::not_, call.arguments.front().value);
  const auto& row = builtin_signatures()[resolution.detail];
  if (row.takes(0) == Takes::relation) return measure_of(call, row, id);
  bool named = false;
  std::vector<std::uint32_t> operands;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const auto& argument = call.arguments[i];
    auto place = i;
    if (argument.name) place = row.parameter(argument.name->text).value_or(i);
    named = named || argument.name.has_value();
    if (place >= operands.size()) operands.resize(place + 1, ~0U);
    operands[place] = raw(node(argument.value));
  }
  // A parameter left out before one that is named is none.
  for (auto& operand : operands)
    if (operand == ~0U) operand = raw(constant(id, Value()));
  Node made;
  made.op = Op::builtin;
  made.a = resolution.index;
  made.c = resolution.detail;
  made.aux = named ? 1 : 0;
  made.count = static_cast<std::uint16_t>(operands.size());
  made.b = add_operands(operands);
  return emit(id, made);
}

/// `density(R)`, `degree(R, p)`.
NodeId ExpressionCompiler::measure_of(const grammar::Call& call, const BuiltinSignature& row,
                                      ExprId id) {
  Node made;
  made.op = Op::network;
  made.a = name_of(id).index;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const auto& [name, value] = call.arguments[i];
    const auto place = name ? row.parameter(name->text).value_or(i) : i;
    if (place > 0) {
      made.c = raw(node(value));
      continue;
    }
    made.b = name_of(value).index;
    const auto party = rules_.vocabulary[rules_.relations[made.b].columns.front()].record;
    Node parties;
    parties.op = Op::fact;
    parties.a = static_cast<std::uint32_t>(rules_.vocabulary[party].home);
    made.d = raw(emit(value, parties));
  }
  return emit(id, made);
}

// ---------------------------------------------------------------- lists, contexts, ranges

NodeId ExpressionCompiler::visit(const grammar::ListLiteral& list, ExprId id) {
  if (const auto value = literal_value(tree(), id, *program_.arena)) return constant(id, *value);
  std::vector<std::uint32_t> operands;
  for (const auto item : list.items) operands.push_back(raw(node(item)));
  Node made;
  made.op = Op::list;
  made.count = static_cast<std::uint16_t>(operands.size());
  made.b = add_operands(operands);
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::ContextLiteral& context, ExprId id) {
  std::vector<std::uint32_t> operands;
  auto place = slot(id);
  for (const auto& entry : context.entries) {
    operands.push_back(name_index(entry.key.text));
    operands.push_back(raw(node(entry.value)));
    operands.push_back(place++);
  }
  Node made;
  made.op = Op::context;
  made.count = static_cast<std::uint16_t>(operands.size());
  made.b = add_operands(operands);
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::RangeLiteral& range, ExprId id) {
  Node made;
  made.op = Op::range;
  made.a = raw(node(range.low));
  made.b = raw(node(range.high));
  made.aux = static_cast<std::uint8_t>((range.low_closed ? 1 : 0) | (range.high_closed ? 2 : 0));
  return emit(id, made);
}

// ---------------------------------------------------------------- operators

NodeId ExpressionCompiler::visit(const grammar::Negate& negate, ExprId id) {
  if (const auto value = literal_value(tree(), id, *program_.arena)) return constant(id, *value);
  return simple(id, Op::negate, negate.operand);
}

NodeId ExpressionCompiler::visit(const grammar::Binary& binary, ExprId id) {
  return simple(id, operation(binary.op), binary.left, binary.right);
}

NodeId ExpressionCompiler::visit(const grammar::Between& between, ExprId id) {
  return negated_if(between.negated, id,
                    simple(id, Op::between, between.value, between.low, between.high));
}

NodeId ExpressionCompiler::visit(const grammar::In& in, ExprId id) {
  Node made;
  made.op = Op::in;
  made.a = raw(node(in.value));
  std::vector<std::uint32_t> operands;
  for (const auto test : in.tests) operands.push_back(raw(node(test)));
  made.count = static_cast<std::uint16_t>(operands.size());
  made.b = add_operands(operands);
  return negated_if(in.negated, id, emit(id, made));
}

NodeId ExpressionCompiler::visit(const grammar::UnaryTest& test, ExprId id) {
  Node made;
  made.op = Op::unary_test;
  made.a = raw(node(test.operand));
  made.aux = test.op == grammar::BinaryOp::not_equal ? 1 : 0;
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::InstanceOf& instance, ExprId id) {
  Node made;
  made.op = Op::instance_of;
  made.a = raw(node(instance.value));
  made.b = name_of(id).index;
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::If& choice, ExprId id) {
  return simple(id, Op::if_, choice.condition, choice.then, choice.otherwise);
}

NodeId ExpressionCompiler::visit(const grammar::IsNone& is_none, ExprId id) {
  return negated_if(is_none.negated, id, simple(id, Op::is_none, is_none.value));
}

NodeId ExpressionCompiler::visit(const grammar::IsKnown& is_known, ExprId id) {
  return negated_if(is_known.negated, id, simple(id, Op::is_known, is_known.value));
}

NodeId ExpressionCompiler::visit(const grammar::Ago& ago, ExprId id) {
  return simple(id, Op::ago, ago.duration);
}

NodeId ExpressionCompiler::visit(const grammar::Within& within, ExprId id) {
  Node made;
  made.op = Op::within;
  made.aux = static_cast<std::uint8_t>(within.anchor);
  made.a = raw(node(within.value));
  made.b = raw(node(within.duration));
  made.c = raw(node(within.anchor_value));
  return negated_if(within.negated, id, emit(id, made));
}

// ---------------------------------------------------------------- forms that bind variables

NodeId ExpressionCompiler::iterate(Op op, const std::vector<grammar::Iterator>& iterators,
                                   ExprId body, ExprId id) {
  std::vector<std::uint32_t> operands;
  auto place = slot(id);
  for (const auto& iterator : iterators) {
    operands.push_back(raw(node(iterator.domain)));
    operands.push_back(raw(node(iterator.range_end)));
    operands.push_back(place++);
  }
  Node made;
  made.op = op;
  made.a = raw(node(body));
  if (op == Op::for_) made.c = name_of(id).detail;
  made.count = static_cast<std::uint16_t>(operands.size());
  made.b = add_operands(operands);
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::For& loop, ExprId id) {
  return iterate(Op::for_, loop.iterators, loop.body, id);
}

NodeId ExpressionCompiler::visit(const grammar::Quantified& quantified, ExprId id) {
  const auto op = quantified.quantifier == grammar::Quantifier::some ? Op::some : Op::every;
  return iterate(op, quantified.iterators, quantified.condition, id);
}

NodeId ExpressionCompiler::visit(const grammar::FunctionLiteral& function, ExprId id) {
  Function made;
  for (const auto& parameter : function.parameters) made.parameters.push_back(parameter.text);
  made.first_slot = slot(id);
  made.body.root = node(function.body);
  made.body.frame_size = meaning().frames[static_cast<std::size_t>(function.body)];
  made.parameter_types = meaning().parameter_types.at(id);
  made.result = type_of(function.body);
  Node closure;
  closure.op = Op::closure;
  closure.a = static_cast<std::uint32_t>(program_.functions.size());
  program_.functions.push_back(std::move(made));
  return emit(id, closure);
}

NodeId ExpressionCompiler::visit(const grammar::ShareOf& share, ExprId id) {
  Node made;
  made.op = Op::share_of;
  made.a = raw(node(share.list));
  made.b = raw(node(share.condition));
  made.c = slot(id);
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::Counted& counted, ExprId id) {
  Node made;
  made.op = Op::counted;
  made.a = raw(node(counted.list));
  made.b = raw(node(counted.condition));
  made.c = slot(id);
  made.d = raw(node(counted.amount));
  made.aux = static_cast<std::uint8_t>((counted.limit == grammar::CountLimit::at_most ? 1 : 0) |
                                       (is_share(counted.amount) ? 2 : 0));
  return emit(id, made);
}

/// A per cent, or a parameter that is written as one.
bool ExpressionCompiler::is_share(ExprId amount) const {
  if (amount == ExprId::none) return false;
  const auto* literal = std::get_if<grammar::NumberLiteral>(&tree()[amount].node);
  if (literal != nullptr) return literal->per_cent;
  const auto& resolution = name_of(amount);
  if (resolution.kind != Resolution::Kind::parameter) return false;
  const auto& parameter = rules_.parameters[resolution.index];
  const auto& value = (*rules_.trees[parameter.tree])[parameter.card->value].node;
  const auto* written = std::get_if<grammar::NumberLiteral>(&value);
  return written != nullptr && written->per_cent;
}

NodeId ExpressionCompiler::visit(const grammar::EveryTwo& pairs, ExprId id) {
  Node made;
  made.op = pairs.quantifier == grammar::Quantifier::some ? Op::some_two : Op::every_two;
  made.aux = pairs.in_a_row ? 1 : 0;
  made.a = raw(node(pairs.list));
  made.b = raw(node(pairs.condition));
  made.c = slot(id);
  if (pairs.by) made.d = raw(order_of_pairs(pairs, id));
  return emit(id, made);
}

NodeId ExpressionCompiler::order_of_pairs(const grammar::EveryTwo& pairs, ExprId id) {
  const auto& vocabulary = rules_.vocabulary;
  const auto list = type_of(pairs.list);
  const auto record = vocabulary[vocabulary[list].element].record;
  Node item;
  item.op = Op::local;
  item.a = slot(id);
  Node made;
  made.a = raw(emit(id, item));
  if (record == RecordId::none) {
    made.op = Op::member;
    made.b = name_index(pairs.by->text);
  } else {
    made.op = Op::field;
    made.b = vocabulary[record].field(pairs.by->text).value_or(0);
    made.c = static_cast<std::uint32_t>(record);
  }
  return emit(id, made);
}

// ---------------------------------------------------------------- rules and scores

NodeId ExpressionCompiler::visit(const grammar::RuleIs& rule_is, ExprId id) {
  Node made;
  made.op = Op::rule_is;
  made.a = name_of(id).index;
  made.aux = static_cast<std::uint8_t>(rule_is.outcome);
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::ScoreOf&, ExprId id) {
  Node made;
  made.op = Op::score_of;
  made.a = name_of(id).index;
  return emit(id, made);
}

NodeId ExpressionCompiler::visit(const grammar::EveryMustRuleIsMet&, ExprId id) {
  return simple(id, Op::every_must_met);
}

}  // namespace entente::engine::compiling
