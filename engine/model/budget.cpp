#include "engine/model/budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace entente::engine {
namespace {

template <class Whole>
Whole capped_sum(Whole a, Whole b) {
  return b > std::numeric_limits<Whole>::max() - a ? std::numeric_limits<Whole>::max()
                                                   : static_cast<Whole>(a + b);
}

/// `10,000,000`
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

/// `32 MiB`, or bytes where it is no whole number of them.
std::string size_in_words(std::uint64_t bytes) {
  constexpr std::uint64_t mebibyte = 1U << 20U;
  if (bytes != 0 && bytes % mebibyte == 0) return grouped(bytes / mebibyte) + " MiB";
  return grouped(bytes) + " bytes";
}

std::string too_many_steps(std::string_view of, std::uint64_t limit) {
  return fmt::format("the {} takes more than {} steps", of, grouped(limit));
}

std::string too_many_bytes(std::string_view of, std::uint64_t limit) {
  return fmt::format("the {} takes more than {} of memory", of, size_in_words(limit));
}

}  // namespace

void Extent::hold(const Extent& part) {
  bytes = capped_sum(bytes, part.bytes);
  levels = std::max(levels, capped_sum<std::uint16_t>(part.levels, 1));
  may_be_open = may_be_open || part.may_be_open;
}

Budget::Budget(const Limits& limits)
    : limits_(limits), step_end_(limits.steps_in_all), byte_end_(limits.bytes_in_all) {}

bool Budget::can_spend(std::uint64_t steps) {
  if (steps > limits_.steps_in_all - steps_) {
    exhaust(too_many_steps("assessment", limits_.steps_in_all));
    return false;
  }
  steps_ += steps;
  return true;
}

bool Budget::can_take(std::uint64_t bytes) {
  if (bytes > limits_.bytes_in_all - bytes_) {
    exhaust(too_many_bytes("assessment", limits_.bytes_in_all));
    return false;
  }
  bytes_ += bytes;
  return true;
}

void Budget::begin_anew() {
  steps_ = 0;
  step_end_ = limits_.steps_in_all;
  bytes_ = 0;
  byte_end_ = limits_.bytes_in_all;
  why_exhausted_.clear();
}

void Budget::exhaust(std::string why) {
  if (why_exhausted_.empty()) why_exhausted_ = std::move(why);
}

void Budget::require(const Extent& extent) const {
  if (extent.levels > limits_.value_levels) {
    throw OverBudget(
        fmt::format("a value is nested more than {} levels deep", limits_.value_levels));
  }
  if (extent.bytes > limits_.value_bytes) {
    throw OverBudget(fmt::format("a value is larger than {}", size_in_words(limits_.value_bytes)));
  }
}

void Budget::require_calls(std::uint32_t calls) const {
  if (calls > limits_.calls)
    throw OverBudget(fmt::format("more than {} calls stand within each other", limits_.calls));
}

bool Budget::can_trace(std::uint64_t nodes) {
  if (nodes > limits_.traced - traced_ || nodes > limits_.traced_in_all - traced_in_all_)
    return false;
  traced_ += nodes;
  traced_in_all_ += nodes;
  return true;
}

void Budget::forget_traced_since(std::uint64_t traced) {
  traced_in_all_ -= traced_ - traced;
  traced_ = traced;
}

void Budget::refuse_steps() {
  if (step_end_ < limits_.steps_in_all)
    throw OverBudget(too_many_steps("expression", limits_.steps));
  exhaust(too_many_steps("assessment", limits_.steps_in_all));
  throw OverBudget(why_exhausted_);
}

void Budget::refuse_bytes() {
  if (byte_end_ < limits_.bytes_in_all)
    throw OverBudget(too_many_bytes("expression", limits_.bytes));
  exhaust(too_many_bytes("assessment", limits_.bytes_in_all));
  throw OverBudget(why_exhausted_);
}

Budget::Expression::Expression(Budget& budget)
    : budget_(budget),
      steps_before_(budget.steps_),
      step_end_before_(budget.step_end_),
      bytes_before_(budget.bytes_),
      byte_end_before_(budget.byte_end_),
      traced_before_(std::exchange(budget.traced_, 0)) {
  const Limits& limits = budget.limits_;
  budget.step_end_ = budget.steps_ + std::min(limits.steps, limits.steps_in_all - budget.steps_);
  budget.byte_end_ = budget.bytes_ + std::min(limits.bytes, limits.bytes_in_all - budget.bytes_);
}

Budget::Expression::~Expression() {
  const auto reopened = [](std::uint64_t end, std::uint64_t used, std::uint64_t limit) {
    return end + std::min(used, limit - end);
  };
  budget_.step_end_ =
      reopened(step_end_before_, budget_.steps_ - steps_before_, budget_.limits_.steps_in_all);
  budget_.byte_end_ =
      reopened(byte_end_before_, budget_.bytes_ - bytes_before_, budget_.limits_.bytes_in_all);
  budget_.traced_ = traced_before_;
}

}  // namespace entente::engine
