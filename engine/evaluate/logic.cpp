// and, or, not over what operands can be.
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

/// `and` of two single kinds.
KindSet conjunction(KindSet a, KindSet b) {
  if (a == kinds::false_ || b == kinds::false_) return kinds::false_;
  const KindSet null = strongest_null(a, b);
  return null.empty() ? kinds::true_ : null;
}

template <class Combine>
Value combine(const Runtime& runtime, const Value& a, const Value& b, Combine&& kinds_of_result) {
  const KindSet result = kinds_of_result(truth(a), truth(b));
  if (result == kinds::true_) return Value::boolean(true);
  if (result == kinds::false_) return Value::boolean(false);
  if (result == kinds::error) {
    if (a.is_null(NullReason::error)) return a;
    if (b.is_null(NullReason::error)) return b;
    return runtime.error("a yes or no was expected");
  }
  Missing missing(runtime.arena);
  missing.add(a);
  missing.add(b);
  if (!missing.any()) return null_of(result);
  return settle(runtime, result, missing);
}

}  // namespace

KindSet truth(const Value& value) {
  const KindSet kinds = kinds_of(value);
  const KindSet logical = kinds::boolean | kinds::null;
  const KindSet kept = kinds & logical;
  return (kinds - logical).empty() ? kept : kept | kinds::error;
}

KindSet both(KindSet a, KindSet b) {
  KindSet result;
  for_each_kind(a, [&](KindSet x) {
    for_each_kind(b, [&](KindSet y) { result = result | conjunction(x, y); });
  });
  return result;
}

KindSet opposite(KindSet a) {
  KindSet result = a & kinds::null;
  if (a.has(kinds::true_)) result = result | kinds::false_;
  if (a.has(kinds::false_)) result = result | kinds::true_;
  return result;
}

KindSet either(KindSet a, KindSet b) { return opposite(both(opposite(a), opposite(b))); }

KindSet as_condition(KindSet truth) {
  const KindSet kept = truth & (kinds::boolean | kinds::error);
  return truth.has(kinds::none | kinds::nothing) ? kept | kinds::false_ : kept;
}

Value both(const Runtime& runtime, const Value& a, const Value& b) {
  return combine(runtime, a, b, [](KindSet x, KindSet y) { return both(x, y); });
}

Value either(const Runtime& runtime, const Value& a, const Value& b) {
  return combine(runtime, a, b, [](KindSet x, KindSet y) { return either(x, y); });
}

Value opposite(const Runtime& runtime, const Value& a) {
  if (a.is(Kind::boolean)) return Value::boolean(!a.boolean());
  if (a.is_null()) return a;
  if (!a.is_unknown()) return runtime.error("`not` asks for a yes or no");
  Missing missing(runtime.arena);
  missing.add(a);
  return settle(runtime, opposite(truth(a)), missing);
}

}  // namespace entente::engine
