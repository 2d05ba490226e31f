#include "cli/conformance/run_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/conformance/typed_value.hpp"
#include "cli/null_reason.hpp"
#include "engine/evaluate/expression_session.hpp"

namespace entente::cli {
namespace {

using engine::ExpressionSession;
using engine::Value;

/// Flags of cases that ask for what the profile leaves out.
constexpr std::array<std::string_view, 3> outside{"names_with_spaces", "clock", "non_compliant"};

/// The flag that takes a case out of the profile; empty: none does.
std::string outside_by(const FeelCase& tried) {
  for (const std::string& flag : tried.flags)
    if (std::find(outside.begin(), outside.end(), flag) != outside.end()) return flag;
  return {};
}

bool profile_stage(std::string_view stage) {
  return stage.starts_with("S1") || stage.starts_with("S2");
}

Value as_declared(ExpressionSession& session, const Value& value, const std::string& type) {
  if (type.empty()) return value;
  const auto id = session.type("type", type);
  return id ? session.as_declared(value, *id) : value;
}

/// Gives the inputs their names; false when one can't be read.
bool define_inputs(const FeelCase& tried, ExpressionSession& session,
                   std::vector<grammar::Diagnostic>& diagnostics) {
  for (const FeelCase::Named& input : tried.inputs) {
    const auto value = read_typed_value(*input.value, input.type, session.arena(), diagnostics);
    if (!value) return false;
    session.define(input.name, as_declared(session, *value, input.type));
  }
  return true;
}

std::string shown(const Value& value, const engine::Vocabulary& vocabulary) {
  if (value.is_null()) return fmt::format("null ({})", why_null(value));
  return engine::to_text(value, vocabulary, true);
}

}  // namespace

std::string run_case(const FeelCase& tried, const engine::DateTime& now,
                     std::vector<grammar::Diagnostic>& diagnostics) {
  ExpressionSession session(now, engine::Typing::as_feel);
  if (!define_inputs(tried, session, diagnostics)) return "values that can be read";
  std::vector<std::pair<std::string_view, Value>> came;
  for (const FeelCase::Expression& each : tried.expressions) {
    const Value value = as_declared(session, session.evaluate(each.name, each.text), each.type);
    session.define(each.name, value);
    came.emplace_back(each.name, value);
  }
  for (const FeelCase::Named& wanted : tried.expected) {
    const auto expected =
        read_typed_value(*wanted.value, wanted.type, session.arena(), diagnostics);
    if (!expected) return "values that can be read";
    const auto found = std::find_if(came.rbegin(), came.rend(),
                                    [&](const auto& each) { return each.first == wanted.name; });
    if (found != came.rend() && matches(*expected, found->second)) continue;
    const std::string name = tried.expected.size() > 1 ? wanted.name + " " : "";
    return fmt::format("expected {}{}, got {}", name,
                       expected->is_null() ? "null" : shown(*expected, session.vocabulary()),
                       shown(found->second, session.vocabulary()));
  }
  return {};
}

void Tally::add(const FeelCase& tried, bool passed) {
  ++(tried.null_only ? nulls : values);
  if (passed) ++(tried.null_only ? nulls_passed : values_passed);
}

void Conformance::add(const FeelCase& tried, bool passed) {
  const std::string flag = outside_by(tried);
  const bool profile = flag.empty() && profile_stage(tried.stage);
  auto& group = !flag.empty() ? flags_ : (profile ? stages_ : others_);
  group[flag.empty() ? tried.stage : flag].add(tried, passed);
  if (profile) profile_.add(tried, passed);
}

std::vector<std::pair<std::string, Tally>> Conformance::lines() const {
  std::vector<std::pair<std::string, Tally>> all;
  for (const auto* group : {&stages_, &others_, &flags_})
    all.insert(all.end(), group->begin(), group->end());
  all.emplace_back("all", profile_);
  return all;
}

bool Conformance::profile_passes() const {
  return profile_.values == profile_.values_passed && profile_.nulls == profile_.nulls_passed;
}

}  // namespace entente::cli
