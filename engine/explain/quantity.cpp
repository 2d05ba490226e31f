#include "engine/explain/quantity.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/evaluate/fact_domain.hpp"
#include "engine/evaluate/operators.hpp"
#include "engine/explain/condition_form.hpp"
#include "engine/explain/need_in_words.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t values_tried = 1'000;       // of one quantity
constexpr std::size_t answers_tried = 1'000'000;  // of one quantity: values times conditions

bool is_count(const Node& node) {
  return node.op == Op::builtin && static_cast<Builtin>(node.a) == Builtin::count;
}

/// The fact that a step reads for itself.
PathId fact_that_is(const Trace& step, const ProofSources& from) {
  return from.program[step.node].op == Op::builtin ? PathId::none : fact_asked(step, from);
}

class Trial {
 public:
  Trial(const ProofSources& from, Arena& arena)
      : from_(from),
        arena_(arena),
        runtime_{arena_, from.program.vocabulary, from.facts.today, from.facts.now} {}

  /// The operand that the condition asks about, where all else in it is constant or known; null:
  /// none.
  [[nodiscard]] const Trace* asked(const Trace& t) const {
    if (t.left_out > 0) return nullptr;
    switch (node_of(t).op) {
      case Op::fact:
      case Op::field:
        return &t;
      case Op::member:
      case Op::local:
        return fact_that_is(t, from_) == PathId::none ? nullptr : &t;
      case Op::is_none:
        return t.children.empty() ? nullptr : &t.children.front();
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::before:
      case Op::after:
      case Op::between:
      case Op::within:
      case Op::in: {
        const std::size_t main = asked_operand(t, from_.program);
        if (node_of(t).op == Op::in && main != 0) return nullptr;  // what a list holds
        for (std::size_t i = 0; i < t.children.size(); ++i)
          if (i != main && !is_constant(from_.program, t.children[i].node) &&
              !(is_settled(t.children[i].value) ||
                (node_of(t).op == Op::in && is_closed_list(t.children[i].value))))
            return nullptr;
        const bool reads = t.children.size() > 1 && main < t.children.size() &&
                           !is_fixed(t.children[main], from_.program);
        return reads ? &t.children[main] : nullptr;
      }
      default:
        return nullptr;
    }
  }

  /// Whether it compares with what is known now and may change.
  [[nodiscard]] bool is_relative(const Trace& t) const {
    const Trace* main = asked(t);
    return main != &t && std::ranges::any_of(t.children, [&](const Trace& child) {
             return &child != main && node_of(child).op != Op::local &&
                    !is_constant(from_.program, child.node);
           });
  }

  /// What lies below definitions and arithmetic with constants.
  struct Innermost {
    const Trace* step = nullptr;
    bool defined = false;  // it stands in a definition, where no variables are bound
  };
  [[nodiscard]] Innermost innermost(const Trace* t) const {
    Innermost found{t, false};
    while (const Trace* below = one_operand(*found.step)) {
      found.defined = found.defined || node_of(*found.step).op == Op::measure;
      found.step = below;
    }
    return found;
  }

  /// What this comes to when the step `inside` it has this value.
  [[nodiscard]] Value value_of(const Trace& t, const Trace* inside, const Value& value) const {
    if (&t == inside) return value;
    const Node& node = node_of(t);
    switch (node.op) {
      case Op::measure:
        return t.children.empty() ? t.value : value_of(t.children.back(), inside, value);
      case Op::negate:
        return negate(runtime_, value_of(t.children[0], inside, value));
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
        return arithmetic(runtime_, node.op, value_of(t.children[0], inside, value),
                          value_of(t.children[1], inside, value));
      default:
        return t.value;
    }
  }

  [[nodiscard]] Truth answer(const Trace& t, const Trace* inside, const Value& value) const {
    const Node& node = node_of(t);
    const auto operand = [&](std::size_t i) { return value_of(t.children[i], inside, value); };
    switch (node.op) {
      case Op::is_none:
        return truth_of(operand(0).is_null(NullReason::none));
      case Op::equal:
        return truth(equal(runtime_, operand(0), operand(1)));
      case Op::not_equal:
        return opposite(truth(equal(runtime_, operand(0), operand(1))));
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
        return truth(order(runtime_, node.op, operand(0), operand(1)));
      case Op::before:
        return truth(order(runtime_, Op::less, operand(0), operand(1)));
      case Op::after:
        return truth(order(runtime_, Op::greater, operand(0), operand(1)));
      case Op::between:
        return inside_of(operand(0), t.children[1].value, t.children[2].value);
      case Op::within: {
        const auto ends = ends_of_within(t, from_, arena_);
        return inside_of(operand(0), ends.low, ends.high);
      }
      case Op::in:
        return among(t, operand(0));
      default:
        return truth(operand_itself(t, inside, value));
    }
  }

  /// The number inside for which the whole is this.
  [[nodiscard]] std::optional<Number> solved(const Trace& t, const Trace* inside,
                                             const Number& whole) const {
    if (&t == inside) return whole;
    const Trace* below = one_operand(t);
    if (below == nullptr) return std::nullopt;
    const auto further = [&](const std::optional<Number>& part) {
      return part ? solved(*below, inside, *part) : std::nullopt;
    };
    const Node& node = node_of(t);
    if (node.op == Op::measure) return solved(*below, inside, whole);
    if (node.op == Op::negate) return further(whole.negate());
    const bool first = below == &t.children[0];
    const Value& constant = t.children[first ? 1 : 0].value;
    if (!constant.is(Kind::number)) return std::nullopt;
    const Number c = constant.number();
    switch (node.op) {
      case Op::add:
        return further(subtract(whole, c));
      case Op::subtract:
        return further(first ? add(whole, c) : subtract(c, whole));
      case Op::multiply:
        return further(divide(whole, c));
      default:
        return first ? further(multiply(whole, c)) : std::nullopt;
    }
  }

  /// Values that stand for all that the quantity can be, in the eyes of these conditions; empty: it
  /// is not known which.
  [[nodiscard]] std::vector<Value> values(
      const Trace& quantity, std::span<const std::pair<const Trace*, const Trace*>> conditions) {
    std::vector<Value> cuts;
    for (const auto& [condition, inside] : conditions)
      if (!add_cuts(*condition, inside, cuts)) return {};
    if (is_count(node_of(quantity))) return counts(cuts, least_of(quantity));
    const Type type = type_of(quantity, cuts);
    std::vector<Value> found;
    if (type.kind == TypeKind::boolean) {
      found = {Value::boolean(true), Value::boolean(false)};
    } else if (type.kind == TypeKind::choice) {
      for (const auto& choice : type.choices)
        found.push_back(Value::text(arena_.text(choice), arena_));
    } else if (type.kind == TypeKind::record) {
      found = records(cuts, type.record);
    } else if (type.kind == TypeKind::text) {
      found = texts(cuts);
    } else if (auto spread = values_around(cuts, type, arena_)) {
      found = std::move(*spread);
    }
    if (!found.empty() && type.or_none) found.push_back(Value::null(NullReason::none));
    return found;
  }

  /// Those that are not there yet.
  void append(const std::vector<Value>& more, std::vector<Value>& values) const {
    for (const Value& each : more)
      if (std::ranges::none_of(
              values, [&](const Value& known) { return identical(runtime_, known, each); }))
        values.push_back(each);
  }

 private:
  [[nodiscard]] const Node& node_of(const Trace& t) const { return from_.program[t.node]; }
  static bool is_closed_list(const Value& value) {
    return value.is(Kind::list) && value.list().tail == nullptr &&
           std::ranges::none_of(value.list().items, [](const ListItem& item) {
             return item.perhaps != nullptr || !is_settled(item.value);
           });
  }
  static bool is_settled(const Value& value) {
    return !value.is_unknown() && !value.is_null(NullReason::error) && !value.is(Kind::list);
  }

  static Truth truth(const Value& value) {
    return value.is_true() ? Truth::yes : value.is_false() ? Truth::no : Truth::open;
  }
  static Value operand_itself(const Trace& t, const Trace* inside, const Value& value) {
    return &t == inside ? value : t.value;
  }

  [[nodiscard]] Truth inside_of(const Value& x, const Value& low, const Value& high) const {
    return std::min(truth(order(runtime_, Op::greater_equal, x, low)),
                    truth(order(runtime_, Op::less_equal, x, high)));
  }

  [[nodiscard]] Truth among(const Trace& t, const Value& x) const {
    const auto tests = tests_of_in(t, from_.program);
    if (!tests) return Truth::open;
    Truth any = Truth::no;
    for (const InTest& test : *tests) any = std::max(any, passes(test, x));
    return any;
  }
  [[nodiscard]] Truth passes(const InTest& test, const Value& x) const {
    switch (test.kind) {
      case InTest::Kind::span: {
        Truth both = Truth::yes;
        if (test.low != nullptr) {
          const Op op = test.low_closed ? Op::greater_equal : Op::greater;
          both = std::min(both, truth(order(runtime_, op, x, test.low->value)));
        }
        if (test.high != nullptr) {
          const Op op = test.high_closed ? Op::less_equal : Op::less;
          both = std::min(both, truth(order(runtime_, op, x, test.high->value)));
        }
        return both;
      }
      case InTest::Kind::equal:
        return truth(equal(runtime_, x, test.value->value));
      case InTest::Kind::not_equal:
        return opposite(truth(equal(runtime_, x, test.value->value)));
      case InTest::Kind::value:
        break;
    }
    const Value& what = test.value->value;
    if (what.is(Kind::range)) return Truth::open;
    if (!what.is(Kind::list)) return truth(equal(runtime_, x, what));
    Truth any = Truth::no;
    for (const ListItem& item : what.list().items) {
      if (item.value.is(Kind::range) || item.perhaps != nullptr) return Truth::open;
      any = std::max(any, truth(same(runtime_, x, item.value)));
    }
    return any;
  }

  /// The operand of a definition, or of an arithmetic with constants; null: of something else.
  [[nodiscard]] const Trace* one_operand(const Trace& t) const {
    const Node& node = node_of(t);
    switch (node.op) {
      case Op::measure: {
        const NodeId body = from_.program.measures[node.a].body.root;
        return !t.children.empty() && t.children.back().node == body ? &t.children.back() : nullptr;
      }
      case Op::negate:
        return t.children.size() == 1 ? &t.children[0] : nullptr;
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide: {
        if (t.children.size() != 2) return nullptr;
        const bool first = is_constant(from_.program, t.children[0].node);
        const bool second = is_constant(from_.program, t.children[1].node);
        return first == second ? nullptr : &t.children[first ? 1 : 0];
      }
      default:
        return nullptr;
    }
  }

  /// Where the answer of the condition can change; false: not known.
  bool add_cuts(const Trace& t, const Trace* inside, std::vector<Value>& cuts) {
    const auto add_cut = [&](const Value& bound, const Trace* whole) {
      if (bound.is_null(NullReason::none)) return true;
      if (whole == inside || whole == nullptr) {
        cuts.push_back(bound);
        return true;
      }
      if (!bound.is(Kind::number)) return false;
      const auto cut = solved(*whole, inside, bound.number());
      if (cut) cuts.push_back(Value::number(*cut, arena_));
      return cut.has_value();
    };
    const Trace* whole = asked(t);
    switch (node_of(t).op) {
      case Op::within: {
        const auto ends = ends_of_within(t, from_, arena_);
        return add_cut(ends.low, whole) && add_cut(ends.high, whole);
      }
      case Op::in: {
        const auto tests = tests_of_in(t, from_.program);
        if (!tests) return false;
        for (const InTest& test : *tests)
          for (const Trace* end : {test.low, test.high, test.value}) {
            if (end == nullptr) continue;
            if (!end->value.is(Kind::list)) {
              if (!add_cut(end->value, whole)) return false;
              continue;
            }
            for (const ListItem& item : end->value.list().items)
              if (!add_cut(item.value, whole)) return false;
          }
        return true;
      }
      default:
        for (const Trace& operand : t.children)
          if (&operand != whole && &t != whole && !add_cut(operand.value, whole)) return false;
        return true;
    }
  }

  /// As declared; else what it is compared with says what it is.
  [[nodiscard]] Type type_of(const Trace& quantity, const std::vector<Value>& cuts) const {
    const auto& vocabulary = from_.program.vocabulary;
    const Node& node = node_of(quantity);
    if (node.op == Op::fact) return vocabulary[vocabulary[static_cast<FactId>(node.a)].type];
    if (node.op == Op::field)
      return vocabulary[vocabulary[static_cast<RecordId>(node.c)].fields[node.b].type];
    if (const PathId fact = fact_that_is(quantity, from_);
        fact != PathId::none && from_.facts[fact].declaration != nullptr)
      return vocabulary[from_.facts[fact].declaration->type];
    Type type;
    if (!cuts.empty() && cuts.front().is(Kind::number)) type.kind = TypeKind::number;
    if (!cuts.empty() && cuts.front().is(Kind::date)) type.kind = TypeKind::date;
    const bool share = node.op == Op::share_of || node.op == Op::coverage;
    if (share || node.op == Op::score || node.op == Op::score_of) {
      type.low = Number(0);
      type.high = Number(share ? 1 : 100);
    }
    if (node.op == Op::network) {
      type.low = Number(0);
      if (static_cast<Builtin>(node.a) != Builtin::degree) type.high = Number(1);
    }
    return type;
  }

  /// How many a counted list holds at least, as declared.
  [[nodiscard]] Number least_of(const Trace& count) const {
    const auto& vocabulary = from_.program.vocabulary;
    const Node& list = node_of(count.children.front());
    if (list.op != Op::fact) return Number(0);
    return Number(vocabulary[vocabulary[static_cast<FactId>(list.a)].type].least_size);
  }

  [[nodiscard]] std::vector<Value> counts(const std::vector<Value>& cuts, const Number& least) {
    std::set<Number> whole{least};
    for (const Value& cut : cuts) {
      if (!cut.is(Kind::number)) return {};
      for (const auto rounding : {Rounding::floor, Rounding::ceiling})
        for (const int beside : {-1, 0, 1})
          if (const auto near = cut.number().round(0, rounding))
            if (const auto count = add(*near, beside); count && *count >= least)
              whole.insert(*count);
    }
    std::vector<Value> found;
    for (const Number& count : whole) found.push_back(Value::number(count, arena_));
    return found;
  }

  /// Each that is named, and one of those listed that is not.
  [[nodiscard]] std::vector<Value> records(const std::vector<Value>& cuts, RecordId type) const {
    std::vector<Value> found;
    found.reserve(cuts.size() + 1);
    for (const Value& cut : cuts) {
      if (!cut.is(Kind::record)) return {};
      found.push_back(cut);
    }
    const FactId home = from_.program.vocabulary[type].home;
    if (home == FactId::none || !from_.facts[home].is(Kind::list)) return {};
    for (const ListItem& item : from_.facts[home].list().items) {
      const std::size_t named = found.size();
      if (item.perhaps == nullptr && item.value.is(Kind::record)) append({item.value}, found);
      if (found.size() > named) break;
    }
    return found;
  }

  /// Each that is named, and one that is not.
  [[nodiscard]] std::vector<Value> texts(const std::vector<Value>& cuts) {
    std::vector<Value> found;
    std::string other("?");
    for (const Value& cut : cuts) {
      if (!cut.is(Kind::text)) return {};
      found.push_back(cut);
      other += cut.text();
    }
    found.push_back(Value::text(arena_.text(other), arena_));
    return found;
  }

  const ProofSources& from_;
  Arena& arena_;
  Runtime runtime_;
};

}  // namespace

std::vector<Quantity> quantities_of(std::span<const AskedCondition> conditions,
                                    ConditionIdentity& identity, const ProofSources& from,
                                    Arena& arena, const MoreValues& more_values) {
  struct Group {
    Quantity quantity;
    std::vector<std::pair<const Trace*, const Trace*>> steps;  // the condition, what it asks about
  };
  Trial trial(from, arena);
  std::map<std::string, Group> groups;
  std::vector<Group*> in_order;
  static const Bindings none;
  for (const AskedCondition& condition : conditions) {
    const Trace* asked = trial.asked(*condition.step);
    if (asked == nullptr) continue;
    const auto [inside, defined] = trial.innermost(asked);
    const Node& node = from.program[inside->node];
    const Bindings& bound = defined ? none : *condition.bound;
    // A variable is what it is bound to.
    const auto known = node.op == Op::local ? bound.find(node.a) : bound.end();
    Group& group = groups[known == bound.end() ? identity.of(inside->node, bound) : known->second];
    if (group.steps.empty()) in_order.push_back(&group);
    if (group.steps.empty() || node.op != Op::local) group.quantity.step = inside;
    group.quantity.conditions.push_back(condition.number);
    group.quantity.relative = group.quantity.relative || trial.is_relative(*condition.step);
    group.steps.emplace_back(condition.step, inside);
  }
  std::vector<Quantity> found;
  for (Group* group : in_order) {
    auto values = trial.values(*group->quantity.step, group->steps);
    const PathId fact = fact_that_is(*group->quantity.step, from);
    if (!values.empty() && fact != PathId::none) trial.append(more_values(fact), values);
    if (values.empty() || values.size() > values_tried ||
        values.size() * group->steps.size() > answers_tried)
      continue;
    for (const Value& value : values) {
      auto& answers = group->quantity.answers.emplace_back();
      for (const auto& [condition, inside] : group->steps)
        answers.push_back(trial.answer(*condition, inside, value));
    }
    group->quantity.values = std::move(values);
    group->quantity.fact = fact;
    found.push_back(std::move(group->quantity));
  }
  return found;
}

std::optional<SolvedNumber> solve(const Trace& arithmetic, const Number& whole,
                                  const ProofSources& from) {
  Arena arena;
  const Trial trial(from, arena);
  SolvedNumber found;
  found.step = trial.innermost(&arithmetic).step;
  const auto number = trial.solved(arithmetic, found.step, whole);
  if (!number || is_constant(from.program, found.step->node)) return std::nullopt;
  found.number = *number;
  const auto at = [&](const Number& n) {
    return trial.value_of(arithmetic, found.step, Value::number(n, arena));
  };
  const auto next = add(*number, 1);
  const Value here = at(*number);
  const Value above = next ? at(*next) : Value();
  if (!here.is(Kind::number) || !above.is(Kind::number) || here.number() != whole)
    return std::nullopt;
  found.rising = above.number() > here.number();
  return above.number() == here.number() ? std::nullopt : std::optional(found);
}

}  // namespace entente::engine
