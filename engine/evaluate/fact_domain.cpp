#include "engine/evaluate/fact_domain.hpp"

#include <algorithm>
#include <utility>

#include "engine/evaluate/node_walk.hpp"

namespace entente::engine {
namespace {

/// Constants, parameters, `today` and arithmetic over them.
bool is_constant(const Program& program, NodeId root) {
  bool constant = root != NodeId::none;
  NodeWalk(program, [&](NodeId id) {
    switch (program[id].op) {
      case Op::constant:
      case Op::parameter:
      case Op::today:
      case Op::measure:
      case Op::negate:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::ago:
        break;
      default:
        constant = false;
    }
  }).from(root);
  return constant;
}

/// Facts may have been read with a copy of the vocabulary: not by address.
bool same(const Declaration& a, const Declaration& b) {
  return a.span == b.span && a.name == b.name;
}

std::int64_t days_of(const Value& date) { return date.date().days; }

/// Each cut inside [low, high], one value between neighbours, one beyond each end.
std::vector<Value> spread(std::vector<std::int64_t> cuts) {
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Value> values{Value::date({cuts.front() - 1})};
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    values.push_back(Value::date({cuts[i]}));
    const bool gap = i + 1 == cuts.size() || cuts[i + 1] > cuts[i] + 1;
    if (gap) values.push_back(Value::date({cuts[i] + 1}));
  }
  return values;
}

std::optional<std::vector<Value>> spread(std::vector<Number> cuts, const Type& type, Arena& arena) {
  if (type.low) cuts.push_back(*type.low);
  if (type.high) cuts.push_back(*type.high);
  if (cuts.empty()) cuts.emplace_back(0);
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Value> values;
  const auto add_value = [&](const std::optional<Number>& number) {
    if (!number) return false;
    const bool inside = !(type.low && *number < *type.low) && !(type.high && *number > *type.high);
    if (inside) values.push_back(Value::number(*number, arena));
    return true;
  };
  if (!add_value(subtract(cuts.front(), 1))) return std::nullopt;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    (void)add_value(cuts[i]);
    const bool last = i + 1 == cuts.size();
    const auto sum = add(cuts[i], last ? Number(1) : cuts[i + 1]);
    if (!sum || !add_value(last ? sum : divide(*sum, 2))) return std::nullopt;
  }
  return values;
}

}  // namespace

std::optional<std::vector<Value>> values_around(const std::vector<Value>& cuts, const Type& type,
                                                Arena& arena) {
  std::vector<std::int64_t> days;
  std::vector<Number> numbers;
  for (const auto& cut : cuts) {
    if (type.kind == TypeKind::date && cut.is(Kind::date)) {
      days.push_back(days_of(cut));
    } else if (type.kind == TypeKind::number && cut.is(Kind::number)) {
      numbers.push_back(cut.number());
    } else {
      return std::nullopt;
    }
  }
  if (type.kind == TypeKind::number) return spread(std::move(numbers), type, arena);
  return days.empty() ? std::nullopt : std::optional(spread(std::move(days)));
}

FactDomains::FactDomains(const Program& program, const FactBase& facts,
                         ExpressionEvaluator& evaluator, Arena& arena, const DomainScope& scope)
    : program_(program),
      facts_(facts),
      evaluator_(evaluator),
      arena_(arena),
      reads_(program),
      parents_(program.nodes.size()),
      is_root_(program.nodes.size()) {
  walk(scope);
  const auto root = [this](const Unit& unit) {
    if (unit.root != NodeId::none) is_root_[static_cast<std::size_t>(unit.root)] = true;
  };
  root(scope.expression);
  for (const auto& rule : program.rules) {
    for (const auto& credit : rule.credits) root(credit.amount);
    root(rule.list);
  }
  for (const auto& clause : program.clauses) {
    for (const auto& list : clause.lists) root(list.unit);
    for (const auto& argument : clause.arguments) root(argument.value);
  }
  for (const auto node : nodes_) {
    for (const auto child : children(program, node)) {
      parents_[static_cast<std::size_t>(child)].push_back(node);
    }
  }
}

void FactDomains::walk(const DomainScope& scope) {
  std::vector<std::uint32_t> rules = scope.rules;
  NodeWalk walk(program_, [&](NodeId node) {
    nodes_.push_back(node);
    if (program_[node].op == Op::rule_is) rules.push_back(program_[node].a);
  });
  const auto from = [&](const Unit& unit) {
    walk.from(unit);
    reads_.add(unit);
  };
  from(scope.expression);
  if (scope.relation) {
    walk_relation(program_, *scope.relation, walk);
    reads_.add_relation(*scope.relation);
  }
  if (scope.scorecard) {
    for (const auto& section : program_.sections) {
      if (section.scorecard == scope.scorecard)
        rules.insert(rules.end(), section.rules.begin(), section.rules.end());
    }
    for (const auto& verdict : program_.scorecards[*scope.scorecard].verdicts)
      from(verdict.condition);
  }
  std::vector<bool> walked(program_.rules.size());
  while (!rules.empty()) {  // the walk adds those that are asked about
    const auto& rule = program_.rules[rules.back()];
    const bool again = walked[rules.back()];
    walked[rules.back()] = true;
    rules.pop_back();
    if (again) continue;
    walk_rule(rule, walk);
    reads_.add(rule);
  }
}

std::optional<std::vector<Value>> FactDomains::of(PathId path) {
  const auto* declaration = facts_[path].declaration;
  if (declaration == nullptr) return std::nullopt;
  const auto& type = program_.vocabulary[declaration->type];
  std::optional<std::vector<Value>> values;
  if (type.kind == TypeKind::boolean) {
    values = {Value::boolean(true), Value::boolean(false)};
  } else if (type.kind == TypeKind::choice) {
    values.emplace();
    for (const auto& choice : type.choices) values->push_back(Value::text(choice, arena_));
  } else if (type.kind == TypeKind::number || type.kind == TypeKind::date) {
    values = cuts(path);
  }
  if (values && type.or_none) values->push_back(Value::null(NullReason::none));
  return values;
}

bool FactDomains::reads(NodeId id, const Declaration& declaration) const {
  const auto& node = program_[id];
  const auto& vocabulary = program_.vocabulary;
  if (node.op == Op::fact) return same(vocabulary[static_cast<FactId>(node.a)], declaration);
  if (node.op != Op::field) return false;
  return same(vocabulary[static_cast<RecordId>(node.c)].fields[node.b], declaration);
}

std::optional<std::vector<Value>> FactDomains::cuts(PathId path) {
  const auto& declaration = *facts_[path].declaration;
  for (const auto& record : program_.vocabulary.records) {
    for (const auto& field : record.fields)
      if (same(field, declaration) && reads_.field_in_whole(field)) return std::nullopt;
  }
  std::vector<Value> found;
  for (const auto id : nodes_) {
    const auto& node = program_[id];
    const bool by_name = node.op == Op::member || node.op == Op::member_or;
    if (by_name && program_.names[node.b] == declaration.name) return std::nullopt;
    if (reads(id, declaration) && !add_cuts(id, found)) return std::nullopt;
  }
  const auto& type = program_.vocabulary[declaration.type];
  if (type.kind == TypeKind::date) found.push_back(Value::date(facts_.today));
  return values_around(found, type, arena_);
}

/// False when the value is used for anything but a comparison with a constant.
bool FactDomains::add_cuts(NodeId read, std::vector<Value>& cuts) {
  if (is_root_[static_cast<std::size_t>(read)]) return false;
  const auto& uses = parents_[static_cast<std::size_t>(read)];
  return std::all_of(uses.begin(), uses.end(),
                     [&](NodeId use) { return add_cuts_of(use, read, cuts); });
}

bool FactDomains::add_cuts_of(NodeId use, NodeId read, std::vector<Value>& cuts) {
  const auto& node = program_[use];
  const auto a = static_cast<NodeId>(node.a);
  const auto b = static_cast<NodeId>(node.b);
  switch (node.op) {
    case Op::measure:
      return add_cuts(use, cuts);
    case Op::is_none:
      return true;
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::before:
    case Op::after:
      return add_constant(a == read ? b : a, cuts);
    case Op::between:
      return a == read && add_constant(b, cuts) && add_constant(static_cast<NodeId>(node.c), cuts);
    case Op::in: {
      bool all = a == read;
      for (std::uint32_t i = 0; i < node.count; ++i) {
        all = all && add_test(static_cast<NodeId>(program_.operands[node.b + i]), cuts);
      }
      return all;
    }
    case Op::within:
      return a == read && add_within(node, cuts);
    default:
      return false;
  }
}

bool FactDomains::add_test(NodeId test, std::vector<Value>& cuts) {
  const auto op = program_[test].op;
  if (op != Op::range && op != Op::unary_test && op != Op::list) return add_constant(test, cuts);
  const auto parts = children(program_, test);
  return std::all_of(parts.begin(), parts.end(),
                     [&](NodeId part) { return add_constant(part, cuts); });
}

bool FactDomains::add_constant(NodeId node, std::vector<Value>& cuts) {
  if (!is_constant(program_, node)) return false;
  Environment environment;
  const Value value = evaluator_.evaluate({node, 0}, {}, environment);
  if (!value.is(Kind::list)) {
    cuts.push_back(value);
  } else {
    for (const auto& item : value.list().items) cuts.push_back(item.value);
  }
  return true;
}

/// `within D`: cut where it begins, and today (which is always a cut).
bool FactDomains::add_within(const Node& within, std::vector<Value>& cuts) {
  const auto duration = static_cast<NodeId>(within.b);
  if (static_cast<NodeId>(within.c) != NodeId::none || !is_constant(program_, duration))
    return false;
  Environment environment;
  const auto length = evaluator_.evaluate({duration, 0}, {}, environment);
  if (length.is(Kind::months_duration)) {
    const auto begin = add_months(facts_.today, -length.months_duration().months);
    if (begin) cuts.push_back(Value::date(*begin));
    return begin.has_value();
  }
  constexpr std::int64_t day = 86'400'000'000'000;
  if (!length.is(Kind::days_duration) || length.days_duration().nanoseconds % day != 0)
    return false;
  const auto days = static_cast<std::int64_t>(length.days_duration().nanoseconds / day);
  cuts.push_back(Value::date({facts_.today.days - days}));
  return true;
}

}  // namespace entente::engine
