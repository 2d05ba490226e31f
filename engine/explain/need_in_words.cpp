#include "engine/explain/need_in_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/operators.hpp"
#include "engine/explain/source_text.hpp"
#include "engine/program/builtins.hpp"
#include "grammar/ast_print.hpp"

namespace entente::engine {
namespace {

/// Of `a < b` what `b` says of `a`.
Op mirrored(Op op) {
  switch (op) {
    case Op::less:
      return Op::greater;
    case Op::less_equal:
      return Op::greater_equal;
    case Op::greater:
      return Op::less;
    case Op::greater_equal:
      return Op::less_equal;
    default:
      return op;
  }
}
Op denied(Op op) {
  switch (op) {
    case Op::less:
      return Op::greater_equal;
    case Op::less_equal:
      return Op::greater;
    case Op::greater:
      return Op::less_equal;
    case Op::greater_equal:
      return Op::less;
    default:
      return op;
  }
}

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

class Wording {
 public:
  Wording(const ProofSources& from, const Named& named) : from_(from), named_(named) {}

  std::string need(const Trace& t, bool wanted) const {
    const Node& node = node_of(t);
    if (t.left_out > 0) return to_hold(t, wanted);
    switch (node.op) {
      case Op::not_:
        return need(t.children.front(), !wanted);
      case Op::constant:
        return fmt::format("another rule: {} stands there as written", text(t));
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
        return fmt::format("{} {} {} to {}{}", subject(t.children[0]), wanted ? "from" : "outside",
                           words(t.children[1].value), words(t.children[2].value),
                           now(t.children[0]));
      case Op::within:
        return within(t, node, wanted);
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
    if (path == PathId::none) return text(t);
    const PathInfo& info = from_.facts[path];
    if (info.declaration == nullptr || info.parent == PathId::none)
      return fmt::format("`{}`", info.text);
    const std::string& around = from_.facts[info.parent].text;
    const auto bracket = around.rfind('[');
    if (bracket == std::string::npos || around.back() != ']') return fmt::format("`{}`", info.text);
    std::string key = around.substr(bracket + 1, around.size() - bracket - 2);
    if (std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; })) key = around;
    std::erase(key, '"');
    return fmt::format("`{}` of {}", info.declaration->name, key);
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
        return t.children.empty() ? PathId::none : asked(t.children[main_side(t)]);
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
    const auto origin = from_.program.origins[static_cast<std::size_t>(node)];
    return fmt::format("`{}`", source_text(from_.sources, origin));
  }
  [[nodiscard]] std::string text(std::uint32_t node) const {
    return text(static_cast<NodeId>(node));
  }
  [[nodiscard]] std::string words(const Value& value) const {
    return engine::in_words(plain(value, from_.program.vocabulary, from_.facts));
  }
  [[nodiscard]] std::string now(const Trace& t) const {
    return t.value.is_unknown() || t.value.is_null(NullReason::error)
               ? std::string()
               : fmt::format(" (now {})", words(t.value));
  }
  [[nodiscard]] std::string to_hold(const Trace& t, bool wanted) const {
    return text(t) + (wanted ? " to hold" : " not to hold");
  }

  /// The fact a step read, where it is one.
  [[nodiscard]] PathId path_of(const Trace& t) const {
    const Op op = node_of(t).op;
    return op == Op::fact || op == Op::field || op == Op::member ? t.fact : PathId::none;
  }

  /// A fact, or a field of one, that is declared so.
  [[nodiscard]] bool is_yes_or_no(const Node& node) const {
    const auto& vocabulary = from_.program.vocabulary;
    TypeId type = TypeId::any;
    if (node.op == Op::fact) type = vocabulary[static_cast<FactId>(node.a)].type;
    if (node.op == Op::field) type = vocabulary[static_cast<RecordId>(node.c)].fields[node.b].type;
    return vocabulary[type].kind == TypeKind::boolean;
  }

  [[nodiscard]] std::string name_it(const Trace& t) const {
    std::string what = "name one";
    const PathId path = path_of(t);
    if (path != PathId::none && from_.facts[path].declaration != nullptr) {
      const auto& type = from_.program.vocabulary[from_.facts[path].declaration->type];
      if (type.kind == TypeKind::date) what = "set a date";
      if (type.kind == TypeKind::number) what = "give a number";
      if (type.kind == TypeKind::list || type.kind == TypeKind::duration) what = "settle it";
    }
    return subject(t) + ": " + what;
  }

  /// Of a comparison the side that facts can change.
  [[nodiscard]] std::size_t main_side(const Trace& t) const {
    const auto fixed = [&](const Trace& side) {
      const Op op = node_of(side).op;
      return op == Op::constant || op == Op::parameter || op == Op::today || op == Op::ago;
    };
    return t.children.size() == 2 && fixed(t.children[0]) && !fixed(t.children[1]) ? 1 : 0;
  }

  std::string equality(const Trace& t, bool equal) const {
    const std::size_t main = main_side(t);
    const Trace& side = t.children[main];
    const Trace& other = t.children[1 - main];
    return fmt::format("{} to be {}{}{}", subject(side), equal ? "" : "other than ",
                       words(other.value), equal ? now(side) : std::string());
  }

  std::string order_of(const Trace& t, Op op) const {
    const std::size_t main = main_side(t);
    const Trace& side = t.children[main];
    const Trace& other = t.children[1 - main];
    if (main == 1) op = mirrored(op);
    const Value& bound = other.value;
    const Node& node = node_of(side);
    const bool count = node.op == Op::builtin && static_cast<Builtin>(node.a) == Builtin::count;
    if (count && side.value.is(Kind::number) && bound.is(Kind::number))
      return counts(side, bound.number(), op);
    if (node.op == Op::share_of && bound.is(Kind::number) && is_lower_end(op))
      return share(side, node, bound.number(), op);
    if (node.op == Op::score || node.op == Op::score_of || node.op == Op::coverage)
      return score(side, bound, op);
    if (bound.is(Kind::date) || bound.is(Kind::date_time))
      return fmt::format("{}: a date {} {}{}", subject(side), date_words(op), words(bound),
                         now(side));
    std::string difference;
    if (side.value.is(Kind::number) && bound.is(Kind::number) && !is_open_end(op))
      if (const auto more = subtract(bound.number(), side.value.number()))
        difference = fmt::format(", {} {}", digits(*more), is_lower_end(op) ? "more" : "less");
    std::string at = now(side);
    if (!at.empty() && !difference.empty()) at.insert(at.size() - 1, difference);
    return fmt::format("{} {} {}{}", subject(side), number_words(op), words(bound), at);
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
  [[nodiscard]] static std::string digits(const Number& number) {
    PlainValue shown;
    shown.kind = PlainValue::Kind::number;
    shown.text = number.abs().to_string();
    return engine::in_words(shown);
  }

  /// `count(common_values) >= enough`: how many more.
  std::string counts(const Trace& side, const Number& bound, Op op) const {
    Number wanted = bound;
    if (op == Op::greater) wanted = add(bound, Number(1)).value_or(bound);
    if (op == Op::less) wanted = subtract(bound, Number(1)).value_or(bound);
    const auto more = subtract(wanted, side.value.number()).value_or(Number(0));
    const bool lower = is_lower_end(op);
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

  std::string share(const Trace& side, const Node& node, const Number& bound, Op op) const {
    const Items items = items_of(side);
    const auto needed = needed_of(items.whole, bound, op == Op::greater);
    if (needed > items.whole || side.left_out > 0) return to_hold(side, true);
    return fmt::format("{} more of {} for which {} ({} of {}, {} needed)", needed - items.hits,
                       text(node.a), text(node.b), items.hits, items.whole, needed);
  }

  std::string counted(const Trace& t, const Node& node, bool wanted) const {
    const Value& amount = t.children[1].value;
    const bool at_most = (node.aux & 1U) != 0;
    if (!amount.is(Kind::number) || at_most == wanted || t.left_out > 0) return to_hold(t, wanted);
    const Items items = items_of(t);
    const bool per_cent = (node.aux & 2U) != 0;
    const auto whole_number = amount.number().round(0, Rounding::up);
    const auto needed = per_cent ? needed_of(items.whole, amount.number(), at_most)
                                 : whole_number.value_or(Number(0)).to_int64().value_or(0);
    return fmt::format("{} more of {} for which {} ({} of {}, {} needed)", needed - items.hits,
                       text(node.a), text(node.b), items.hits, items.whole, needed);
  }

  std::string score(const Trace& side, const Value& bound, Op op) const {
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
                       shown(bound));
  }

  std::string within(const Trace& t, const Node& node, bool wanted) const {
    using grammar::WithinAnchor;
    const auto anchored = static_cast<WithinAnchor>(node.aux);
    const bool own_anchor = t.children.size() > 2;
    Arena arena;
    const Runtime runtime{arena, from_.program.vocabulary, from_.facts.today, from_.facts.now};
    const Value anchor = own_anchor ? t.children[2].value : Value::date(from_.facts.today);
    const Value& length = t.children[1].value;
    const bool back = anchored != WithinAnchor::after;
    const bool ahead = anchored == WithinAnchor::after || anchored == WithinAnchor::of;
    const Value low = back ? arithmetic(runtime, Op::subtract, anchor, length) : anchor;
    const Value high = ahead ? arithmetic(runtime, Op::add, anchor, length) : anchor;
    if (low.is_null() || high.is_null() || low.is_unknown() || high.is_unknown())
      return to_hold(t, wanted);
    const Trace& x = t.children.front();
    if (!wanted)
      return fmt::format("{}: a date before {} or after {}{}", subject(x), words(low), words(high),
                         now(x));
    if (!own_anchor && back && !ahead)
      return fmt::format("{}: a date on or after {}{}", subject(x), words(low), now(x));
    return fmt::format("{}: a date from {} to {}{}", subject(x), words(low), words(high), now(x));
  }

  std::string among(const Trace& t, bool wanted) const {
    const Trace& x = t.children.front();
    std::string tests;
    for (std::size_t i = 1; i < t.children.size(); ++i)
      tests += (i == 1 ? "" : ", ") + words(t.children[i].value);
    if (t.children.size() > 2) tests = "[" + tests + "]";
    return fmt::format("{} to be {}among {}{}", subject(x), wanted ? "" : "not ", tests, now(x));
  }

  std::string one_of(const Node& node) const {
    const auto list = node.op == Op::some ? from_.program.operands[node.b] : node.a;
    const auto condition = node.op == Op::some ? node.a : node.b;
    return fmt::format("{} of {} for which {}", node.op == Op::some ? "one" : "two", text(list),
                       text(condition));
  }

  const ProofSources& from_;
  const Named& named_;
};

}  // namespace

std::string need_in_words(const Trace& condition, bool wanted, const ProofSources& from,
                          const Named& named) {
  return Wording(from, named).need(condition, wanted);
}

std::string subject_in_words(const Trace& step, const ProofSources& from, const Named& named) {
  return Wording(from, named).subject(step);
}

PathId fact_asked(const Trace& condition, const ProofSources& from) {
  const Named none;
  return Wording(from, none).asked(condition);
}

}  // namespace entente::engine
