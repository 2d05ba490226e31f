#include "engine/evaluate/findings.hpp"

namespace entente::engine {
namespace {

std::optional<Part> part_of(const Value& value) {
  if (!value.is_unknown()) return std::nullopt;
  return Part{value.unknown().missing, value.unknown().tight};
}

constexpr std::string_view no_share = "a credit lies from 0 % to 100 %";
constexpr std::string_view no_number = "a credit is a number";

std::string_view message(const Value& value, std::string_view otherwise) {
  if (!value.is_null(NullReason::error) || value.error_message().empty()) return otherwise;
  return value.error_message();
}

/// The numbers of an interval as shares, cut at 0 and 1; `fault` when some lie outside.
void find_shares(const Interval& interval, const Ratio& whole, AmountFinding& finding) {
  Bounds bounds{0, 1, true};
  bool cut = true;
  if (interval.low) {
    Ratio low = to_ratio(*interval.low) / whole;
    if (low >= 0) {
      bounds.low = low;
      bounds.exact = !interval.low_open;
      cut = false;
    }
  }
  finding.fault = finding.fault || cut;
  cut = true;
  if (interval.high) {
    Ratio high = to_ratio(*interval.high) / whole;
    if (high <= 1) {
      bounds.high = high;
      bounds.exact = bounds.exact && !interval.high_open;
      cut = false;
    }
  }
  finding.fault = finding.fault || cut;
  if (bounds.low <= bounds.high && bounds.low <= 1 && bounds.high >= 0) finding.share = bounds;
}

}  // namespace

ConditionFinding find_condition(const Value& value) {
  const auto can_be = kinds_of(value);
  ConditionFinding finding;
  finding.yes = can_be.has(kinds::true_);
  finding.no = can_be.has(kinds::false_ | kinds::none);
  finding.nothing = can_be.has(kinds::nothing);
  finding.fault = !(can_be - kinds::boolean - kinds::none - kinds::nothing).empty();
  finding.part = part_of(value);
  if (finding.certainly_fault()) finding.why = message(value, "a condition is yes or no");
  return finding;
}

AmountFinding find_amount(const Value& value, const Ratio& whole) {
  const auto can_be = kinds_of(value);
  AmountFinding finding;
  finding.nothing = can_be.has(kinds::none | kinds::nothing);
  finding.fault = !(can_be - kinds::number - kinds::none - kinds::nothing).empty();
  finding.part = part_of(value);
  if (value.is(Kind::number)) {
    const Number number = value.number();
    find_shares({number, number, false, false}, whole, finding);
  } else if (can_be.has(kinds::number)) {
    find_shares(value.unknown().interval, whole, finding);
  }
  if (finding.certainly_fault()) {
    finding.why = message(value, value.is(Kind::number) ? no_share : no_number);
  }
  return finding;
}

}  // namespace entente::engine
