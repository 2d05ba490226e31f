// `--fail-under` and `--expect`: whether a result is good enough, as an exit code.
#pragma once

#include <string>

#include "cli/command.hpp"
#include "engine/result.hpp"

namespace entente::cli {

struct ThresholdOptions {
  std::string fail_under;  // empty: not asked
  std::string expect;      // empty: not asked
};

void add_threshold_options(Command& command, ThresholdOptions& options);

/// done: surely reached; below: surely not; undecided: what is missing can tip it. Where nothing
/// applies, no score is reached; where that is only possible, it is undecided at best. Of two
/// thresholds the worse answer counts. A verdict that the scorecard does not have ends the command.
[[nodiscard]] Exit reached(const ThresholdOptions& options, const engine::Result& result);

}  // namespace entente::cli
