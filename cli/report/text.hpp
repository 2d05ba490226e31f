// A result as a page for the terminal: 80 columns, UTF-8, colour only when asked for.
#pragma once

#include <string>

#include "engine/result.hpp"

namespace entente::cli {

struct TextReportOptions {
  bool colour = false;
  bool proofs = false;  // print the proofs that the result holds
};

[[nodiscard]] std::string text_report(const engine::Result& result, TextReportOptions options);

}  // namespace entente::cli
