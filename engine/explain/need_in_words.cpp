#include "engine/explain/need_in_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/missing_paths.hpp"
#include "engine/explain/condition_form.hpp"
#include "engine/explain/fact_value.hpp"
#include "engine/explain/prover.hpp"
#include "engine/explain/quantity.hpp"
#include "engine/explain/source_text.hpp"
#include "engine/program/builtins.hpp"
#include "grammar/ast_print.hpp"

namespace entente::engine {
namespace {

bool is_open_end(Op op) { return op == Op::less || op == Op::greater; }
bool is_lower_end(Op op) { return op == Op::greater || op == Op::greater_equal; }

/// How many of a whole it takes to hold a share of it.
std::int64_t needed_of(std::int64_t whole, const Number& share, bool more_than) {
  std::int64_t count = 0;
  const auto reached = [&] {
    const auto wanted = multiply(share, Number(whole));
    return !wanted || (more_than ? Number(count) > *wanted : Number(count) >= *wanted);
  };
  while (count <= whole && !reached()) ++count;
  return count;
}

constexpr std::size_t facts_named = 3;
constexpr std::uint32_t slots_per_iterator = 3;  // of `some`: list, end, variable

class Wording {
 public:
  Wording(const ProofSources& from, const Named& named) : from_(from), named_(named) {}

  std::string need(const Trace& t, bool wanted) const {
    const Node& node = node_of(t);
    if (t.left_out > 0) return to_hold(t, wanted);
    if (is_constant(from_.program, t.node))
      return fmt::format("another rule: {} stands there as written", text(t));
    switch (node.op) {
      case Op::not_:
        return need(t.children.front(), !wanted);
      case Op::is_none:
        return wanted ? subject(t.children.front()) + " to be none" : name_it(t.children.front());
      case Op::equal:
      case Op::not_equal:
        return equality(t, (node.op == Op::equal) == wanted);
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
        return order_of(t, wanted ? node.op : denied(node.op));
      case Op::before:
      case Op::after: {
        const Op op = node.op == Op::before ? Op::less : Op::greater;
        return order_of(t, wanted ? op : denied(op));
      }
      case Op::between:
        if (is_fixed(t.children[0], from_.program)) return to_hold(t, wanted);
        return fmt::format("{} {} {} to {}{}", subject(t.children[0]), wanted ? "from" : "outside",
                           bound(t.children[1], true), bound(t.children[2]), now(t.children[0]));
      case Op::within:
        return within(t, wanted);
      case Op::in:
        return among(t, wanted);
      case Op::counted:
        return counted(t, node, wanted);
      case Op::some:
      case Op::some_two:
        return wanted ? one_of(node) : to_hold(t, wanted);
      case Op::builtin:
        if (static_cast<Builtin>(node.a) == Builtin::list_contains && t.children.size() == 2)
          return fmt::format("{} {} {}", words(t.children[1].value), wanted ? "in" : "not in",
                             subject(t.children[0]));
        return to_hold(t, wanted);
      case Op::rule_is: {
        const auto outcome = grammar::outcome_name(static_cast<Outcome>(node.aux));
        return fmt::format("rule {} {}to be {}", from_.program.rules[node.a].id,
                           wanted ? "" : "not ", outcome);
      }
      default:
        if (is_yes_or_no(node))
          return fmt::format("{} to be {}", subject(t), wanted ? "yes" : "no");
        return to_hold(t, wanted);
    }
  }

  /// `champion` of Westbrook; `exit_terms.notice`; what is no fact as it is written.
  [[nodiscard]] std::string subject(const Trace& t) const {
    const PathId path = path_of(t);
    const Node& node = node_of(t);
    if (node.op == Op::local)
      if (const auto named = named_.find(node.a); named != named_.end()) return named->second;
    if (node.op == Op::relation) return tuple(t, node);
    if (node.op == Op::call) return called(t, node);
    if (path == PathId::none) return text(t);
    const PathInfo& info = from_.facts[path];
    if (info.declaration == nullptr || info.parent == PathId::none)
      return fmt::format("`{}`", info.text);
    const std::string& around = from_.facts[info.parent].text;
    if (around.empty() || around.back() != ']') return fmt::format("`{}`", info.text);
    const Value item = fact_value(from_.facts, from_.program.vocabulary, info.parent);
    if (!item.is(Kind::record)) return fmt::format("`{}`", info.text);
    return fmt::format("`{}` of {}", info.declaration->name,
                       item_in_words(item, from_.program.vocabulary, from_.facts));
  }

  [[nodiscard]] PathId asked(const Trace& t) const {
    const Node& node = node_of(t);
    if (path_of(t) != PathId::none) return path_of(t);
    switch (node.op) {
      case Op::is_none:
      case Op::not_:
      case Op::within:
      case Op::between:
      case Op::in:
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::before:
      case Op::after:
        return t.children.empty() ? PathId::none
                                  : asked(t.children[asked_operand(t, from_.program)]);
      case Op::builtin:
        return t.children.empty() ? PathId::none : path_of(t.children.front());
      default:
        return PathId::none;
    }
  }

 private:
  [[nodiscard]] const Node& node_of(const Trace& t) const { return from_.program[t.node]; }
  [[nodiscard]] std::string text(const Trace& t) const { return text(t.node); }
  [[nodiscard]] std::string text(NodeId node) const {
    return fmt::format("`{}`", source_text(from_, node));
  }
  [[nodiscard]] std::string text(std::uint32_t node) const {
    return text(static_cast<NodeId>(node));
  }
  [[nodiscard]] std::string words(const Value& value) const {
    return engine::in_words(plain(value, from_.program.vocabulary, from_.facts));
  }
  /// What something is compared with; where that is not known, what it waits for.
  [[nodiscard]] std::string bound(const Trace& t, bool goes_on = false) const {
    if (!t.value.is_unknown()) return words(t.value);
    const std::string comma(goes_on ? "," : "");
    if (path_of(t) != PathId::none) return subject(t) + ", which is not known" + comma;
    std::string waits;
    const auto missing = as_reported(from_.facts, t.value.unknown().missing);
    for (std::size_t i = 0; i < std::min(missing.size(), facts_named); ++i)
      waits += fmt::format("{}`{}`", i == 0 ? "" : ", ", from_.facts[missing[i]].text);
    if (missing.size() > facts_named)
      waits += fmt::format(" and {} more", missing.size() - facts_named);
    if (waits.empty()) return text(t) + ", which is not known" + comma;
    return fmt::format("{}, which waits for {}{}", text(t), waits, comma);
  }
  [[nodiscard]] std::string now(const Trace& t) const {
    return t.value.is_unknown() || t.value.is_null(NullReason::error)
               ? std::string()
               : fmt::format(" (now {})", words(t.value));
  }
  /// With its items in place of variables; one that is none or not known stands as written.
  [[nodiscard]] std::string tuple(const Trace& t, const Node& node) const {
    const auto items = items_asked(t, from_.program);
    if (!items) return text(t);
    std::string said = from_.program.relations[node.a].name;
    for (std::size_t i = 0, given = 0; i < items->size(); ++i) {
      said += i == 0 ? "(" : ", ";
      const auto& item = (*items)[i];
      if (!item)
        said += '_';
      else if (item->is_null() || item->is_unknown())
        said += source_text(from_, t.children[given].node);
      else
        said += argument_in_words(*item, from_);
      given += item ? 1 : 0;
    }
    return fmt::format("`{})`", said);
  }
  /// With its arguments in place of variables.
  [[nodiscard]] std::string called(const Trace& t, const Node& node) const {
    const Function& function = from_.program.functions[node.a];
    if (function.name.empty() || t.children.size() < node.count) return text(t);
    std::string said = function.name + '(';
    for (std::uint32_t i = 0; i < node.count; ++i)
      said += (i == 0 ? "" : ", ") +
              item_in_words(t.children[i].value, from_.program.vocabulary, from_.facts);
    return fmt::format("`{})`", said);
  }
  [[nodiscard]] std::string to_hold(const Trace& t, bool wanted) const {
    return subject(t) + (wanted ? " to hold" : " not to hold");
  }
  /// Of a counted condition.
  [[nodiscard]] std::string to_hold(const Trace& t, Op op, const Node& node) const {
    const bool at_most = (node.aux & 1U) != 0;
    return to_hold(t, at_most != is_lower_end(op));
  }

  /// The fact a step read, where it is one.
  [[nodiscard]] PathId path_of(const Trace& t) const {
    const Op op = node_of(t).op;
    return op == Op::fact || op == Op::field || op == Op::member ? t.fact : PathId::none;
  }

  /// A fact, or a field of one, that is declared so.
  [[nodiscard]] bool is_yes_or_no(const Node& node) const {
    return declared(node).kind == TypeKind::boolean;
  }

  /// Of a fact, or a field of one.
  [[nodiscard]] const Type& declared(const Node& node) const {
    const auto& vocabulary = from_.program.vocabulary;
    TypeId type = TypeId::any;
    if (node.op == Op::fact) type = vocabulary[static_cast<FactId>(node.a)].type;
    if (node.op == Op::field) type = vocabulary[static_cast<RecordId>(node.c)].fields[node.b].type;
    return vocabulary[type];
  }

  [[nodiscard]] std::string name_it(const Trace& t) const {
    std::string what = "name one";
    const TypeKind kind = declared(node_of(t)).kind;
    if (kind == TypeKind::date) what = "set a date";
    if (kind == TypeKind::number) what = "give a number";
    if (kind == TypeKind::list || kind == TypeKind::duration) what = "settle it";
    return subject(t) + ": " + what;
  }

  std::string equality(const Trace& t, bool equal) const {
    const std::size_t main = asked_operand(t, from_.program);
    const Trace& side = t.children[main];
    const Trace& other = t.children[1 - main];
    return fmt::format("{} to be {}{}{}", subject(side), equal ? "" : "other than ", bound(other),
                       equal ? now(side) : std::string());
  }

  std::string order_of(const Trace& t, Op op) const {
    const std::size_t main = asked_operand(t, from_.program);
    const Trace& side = t.children[main];
    const Trace& other = t.children[1 - main];
    if (main == 1) op = mirrored(op);
    const Value& limit = other.value;
    const Node& node = node_of(side);
    const bool count = node.op == Op::builtin && static_cast<Builtin>(node.a) == Builtin::count;
    if (count && side.value.is(Kind::number) && limit.is(Kind::number))
      return counts(side, limit.number(), op);
    if (node.op == Op::share_of && limit.is(Kind::number)) return share(side, limit.number(), op);
    if (node.op == Op::score || node.op == Op::score_of || node.op == Op::coverage)
      return score(side, other, op);
    const Op written = node_of(t).op;
    const bool dates = limit.is(Kind::date) || limit.is(Kind::date_time) || written == Op::before ||
                       written == Op::after;
    if (dates)
      return fmt::format("{}: a date {} {}{}", subject(side), date_words(op), bound(other),
                         now(side));
    std::string difference;
    if (side.value.is(Kind::number) && limit.is(Kind::number) && !is_open_end(op))
      if (const auto more = subtract(limit.number(), side.value.number()))
        difference = fmt::format(", {} {}", number(*more), is_lower_end(op) ? "more" : "less");
    std::string at = now(side);
    if (!at.empty() && !difference.empty()) at.insert(at.size() - 1, difference);
    return fmt::format("{} {} {}{}", subject(side), number_words(op), bound(other), at);
  }

  static std::string_view number_words(Op op) {
    if (op == Op::greater_equal) return "at least";
    if (op == Op::greater) return "above";
    return op == Op::less ? "below" : "at most";
  }
  static std::string_view date_words(Op op) {
    if (op == Op::greater_equal) return "on or after";
    if (op == Op::greater) return "after";
    return op == Op::less ? "before" : "on or before";
  }
  [[nodiscard]] std::string number(const Number& number) const {
    Arena arena;
    return words(Value::number(number.abs(), arena));
  }
  [[nodiscard]] static std::string digits(const Number& number) { return number.abs().to_string(); }

  /// `count(common_values) >= enough`: how many more.
  std::string counts(const Trace& side, const Number& bound, Op op) const {
    const bool lower = is_lower_end(op);
    const auto whole =
        bound.round(0, lower == is_open_end(op) ? Rounding::floor : Rounding::ceiling);
    Number wanted = whole.value_or(bound);
    if (op == Op::greater) wanted = add(wanted, Number(1)).value_or(wanted);
    if (op == Op::less) wanted = subtract(wanted, Number(1)).value_or(wanted);
    const auto more = subtract(wanted, side.value.number()).value_or(Number(0));
    return fmt::format("{} {} in {} ({}{} {})", digits(more), lower ? "more" : "fewer",
                       subject(side.children.front()), words(side.value),
                       lower ? " of" : ", at most", digits(wanted));
  }

  struct Items {
    std::int64_t hits = 0;
    std::int64_t whole = 0;
  };
  static Items items_of(const Trace& t) {
    Items items;
    for (const Trace& child : t.children) {
      if (!child.per_item) continue;
      ++items.whole;
      if (child.value.is_true()) ++items.hits;
    }
    return items;
  }

  std::string share(const Trace& side, const Number& bound, Op op) const {
    return hits(side, node_of(side), bound, true, op);
  }

  std::string counted(const Trace& t, const Node& node, bool wanted) const {
    const Value& amount = t.children[1].value;
    const Op asked = (node.aux & 1U) != 0 ? Op::less_equal : Op::greater_equal;
    if (!amount.is(Kind::number)) return to_hold(t, wanted);
    return hits(t, node, amount.number(), (node.aux & 2U) != 0, wanted ? asked : denied(asked));
  }

  /// How many items more or fewer have to be such that the condition of the step holds for them.
  std::string hits(const Trace& t, const Node& node, const Number& amount, bool per_cent,
                   Op op) const {
    const Items items = items_of(t);
    const bool lower = is_lower_end(op);
    // At most is one fewer than what is more than it takes.
    const bool more_than = op == Op::greater || op == Op::less_equal;
    std::int64_t count = 0;
    if (per_cent) {
      count = needed_of(items.whole, amount, more_than);
    } else {
      const auto whole = amount.round(0, more_than ? Rounding::floor : Rounding::ceiling);
      count = whole.value_or(Number(0)).to_int64().value_or(0) + (more_than ? 1 : 0);
    }
    if (!lower) --count;
    const std::int64_t change = lower ? count - items.hits : items.hits - count;
    const bool reachable = change > 0 && count >= 0 && !(per_cent && count > items.whole);
    if ((!reachable || t.left_out > 0) && node.op == Op::share_of)
      return fmt::format("{} {} {} %{}", text(t), number_words(op),
                         to_decimal_text(to_ratio(amount) * 100, 2), now(t));
    if (!reachable || t.left_out > 0) return to_hold(t, op, node);
    return fmt::format("{} {} of {} for which {} ({} of {}, {})", change, lower ? "more" : "fewer",
                       text(node.a), text(node.b), items.hits, items.whole,
                       lower ? fmt::format("{} needed", count) : fmt::format("at most {}", count));
  }

  std::string score(const Trace& side, const Trace& other, Op op) const {
    const bool coverage = node_of(side).op == Op::coverage;
    const auto shown = [&](const Value& value) {
      if (!coverage || !value.is(Kind::number)) return words(value);
      return to_decimal_text(to_ratio(value.number()) * 100, 2) + " %";
    };
    std::string name(text(side));
    std::erase(name, '`');
    std::string at = shown(side.value);
    if (side.value.is_unknown()) at = plain(side.value, from_.program.vocabulary, from_.facts).text;
    return fmt::format("{} {}, needs {}{}", name, at,
                       op == Op::greater_equal ? "" : fmt::format("{} ", number_words(op)),
                       other.value.is_unknown() ? bound(other) : shown(other.value));
  }

  std::string within(const Trace& t, bool wanted) const {
    Arena arena;
    const auto [low, high] = ends_of_within(t, from_, arena);
    if (low.is_null() || high.is_null()) return to_hold(t, wanted);
    const Trace& x = t.children.front();
    if (low.is_unknown() || high.is_unknown()) {
      const bool anchor = t.children.size() > 2 && t.children[2].value.is_unknown();
      return fmt::format("{} {} {}{}", subject(x), wanted ? "as near as" : "not as near as",
                         bound(t.children[anchor ? 2 : 1]), now(x));
    }
    if (!wanted)
      return fmt::format("{}: a date before {} or after {}{}", subject(x), words(low), words(high),
                         now(x));
    return fmt::format("{}: a date from {} to {}{}", subject(x), words(low), words(high), now(x));
  }

  static bool is_empty(const Value& list) {
    return list.is(Kind::list) && list.list().items.empty() && list.list().tail == nullptr;
  }

  std::string among(const Trace& t, bool wanted) const {
    const auto tests = tests_of_in(t, from_.program);
    if (!tests || tests->empty()) return to_hold(t, wanted);
    const Trace& x = t.children.front();
    const bool plain = std::ranges::all_of(
        *tests, [](const InTest& test) { return test.kind == InTest::Kind::value; });
    const bool one_list = plain && tests->size() == 1;
    const bool fixed = is_fixed(x, from_.program);
    if (fixed && !one_list) return to_hold(t, wanted);
    if (fixed || (one_list && is_empty(tests->front().value->value)))
      return fmt::format("{} {} {}", subject(*tests->front().value),
                         wanted ? "to hold" : "not to hold", words(x.value));
    if (plain) {
      std::string values;
      for (const InTest& test : *tests) values += (values.empty() ? "" : ", ") + bound(*test.value);
      if (tests->size() > 1) values = "[" + values + "]";
      return fmt::format("{} to be {}among {}{}", subject(x), wanted ? "" : "not ", values, now(x));
    }
    if (tests->size() == 1)
      return fmt::format("{} {}{}", subject(x), one_test(tests->front(), wanted), now(x));
    std::string said;
    for (const InTest& test : *tests)
      said += (said.empty() ? "" : wanted ? ", or " : ", nor ") + one_of_tests(test);
    return fmt::format("{} to be {}{}{}", subject(x), wanted ? "" : "neither ", said, now(x));
  }

  /// As what follows the subject: `from 5 to 9`, `outside 2 to 4`, `at most 5`.
  std::string one_test(const InTest& test, bool wanted) const {
    if (test.kind != InTest::Kind::span) {
      const bool equal = (test.kind == InTest::Kind::equal) == wanted;
      return fmt::format("to be {}{}", equal ? "" : "other than ", bound(*test.value));
    }
    if (test.low != nullptr && test.high != nullptr && test.low_closed && test.high_closed)
      return fmt::format("{} {} to {}", wanted ? "from" : "outside", bound(*test.low, true),
                         bound(*test.high));
    std::string said;
    const auto say = [&](const Trace* end, Op op) {
      if (end == nullptr) return;
      if (!said.empty()) said += wanted ? " and " : " or ";
      said += fmt::format("{} {}", end_words(op, *end), bound(*end));
    };
    const Op low = test.low_closed ? Op::greater_equal : Op::greater;
    const Op high = test.high_closed ? Op::less_equal : Op::less;
    say(test.low, wanted ? low : denied(low));
    say(test.high, wanted ? high : denied(high));
    return said;
  }
  /// As one of several after `to be`.
  std::string one_of_tests(const InTest& test) const {
    switch (test.kind) {
      case InTest::Kind::span:
        return one_test(test, true);
      case InTest::Kind::not_equal:
        return "other than " + bound(*test.value);
      default:
        return bound(*test.value);
    }
  }
  static std::string_view end_words(Op op, const Trace& end) {
    if (end.value.is(Kind::date) || end.value.is(Kind::date_time)) return date_words(op);
    if (op == Op::greater) return "more than";
    return op == Op::less ? "less than" : number_words(op);
  }

  std::string one_of(const Node& node) const {
    if (node.op != Op::some)
      return fmt::format("two of {} for which {}", text(node.a), text(node.b));
    std::string items;
    for (std::uint32_t at = node.b; at < node.b + node.count; at += slots_per_iterator) {
      const auto end = from_.program.operands[at + 1];
      items += fmt::format("{}one of {}", items.empty() ? "" : " and ",
                           text(from_.program.operands[at]));
      if (end != static_cast<std::uint32_t>(NodeId::none)) items += " to " + text(end);
    }
    return fmt::format("{} for which {}", items, text(node.a));
  }

  const ProofSources& from_;
  const Named& named_;
};

}  // namespace

std::string need_in_words(const Trace& condition, bool wanted, const ProofSources& from,
                          const Named& named) {
  return Wording(from, named).need(condition, wanted);
}

std::string known_in_words(const Trace& condition, const ProofSources& from, const Named& named) {
  const Wording wording(from, named);
  const PathId fact = wording.asked(condition);
  return fmt::format("{} to be known: any answer will do",
                     fact == PathId::none ? wording.subject(condition)
                                          : fmt::format("`{}`", from.facts[fact].text));
}

std::string credit_in_words(const Trace* amount, const Bounds& now, const ProofSources& from) {
  const auto per_cent = [](const Ratio& share) { return to_decimal_text(share * 100, 2) + " %"; };
  const auto shown = now.is_point()
                         ? per_cent(now.low)
                         : fmt::format("{} to {}", per_cent(now.low), per_cent(now.high));
  const auto solved = amount == nullptr ? std::nullopt : solve(*amount, Number(1), from);
  if (!solved) return fmt::format("a credit of 100 % (now {})", shown);
  static const Named none;
  return fmt::format("{} at {} {} for a credit of 100 % (now {})",
                     subject_in_words(*solved->step, from, none), solved->rising ? "least" : "most",
                     solved->number.to_string(), shown);
}

std::string subject_in_words(const Trace& step, const ProofSources& from, const Named& named) {
  return Wording(from, named).subject(step);
}

PathId fact_asked(const Trace& condition, const ProofSources& from) {
  const Named none;
  return Wording(from, none).asked(condition);
}

}  // namespace entente::engine
