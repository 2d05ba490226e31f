// Runs conformance cases and counts what passes, by stage and flag. Nothing here knows a case by
// its name. Prints nothing: the command does.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/conformance/feel_case.hpp"
#include "engine/model/temporal.hpp"

namespace entente::cli {

/// Where a case differs from what it expects, in words; empty when it passes. Values of the case
/// that can't be read are added to the diagnostics.
[[nodiscard]] std::string run_case(const FeelCase& tried, const engine::DateTime& now,
                                   std::vector<grammar::Diagnostic>& diagnostics);

/// How many cases there are, and how many pass: those that expect a value, those that expect null.
struct Tally {
  std::size_t values = 0;
  std::size_t values_passed = 0;
  std::size_t nulls = 0;
  std::size_t nulls_passed = 0;

  void add(const FeelCase& tried, bool passed);
};

/// The profile FEEL-R 1 and, apart from it, every other stage and every flag that sets a case
/// apart.
class Conformance {
 public:
  void add(const FeelCase& tried, bool passed);
  /// Stages of the profile, other stages, flags, each by name; last `all`: the profile.
  [[nodiscard]] std::vector<std::pair<std::string, Tally>> lines() const;
  [[nodiscard]] bool profile_passes() const;

 private:
  Tally profile_;
  std::map<std::string, Tally> stages_;
  std::map<std::string, Tally> others_;
  std::map<std::string, Tally> flags_;
};

}  // namespace entente::cli
