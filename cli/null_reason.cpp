#include "cli/null_reason.hpp"

namespace entente::cli {

std::string_view why_null(const engine::Value& value) {
  switch (value.null_reason()) {
    case engine::NullReason::none:
      return "none: known not to be there";
    case engine::NullReason::nothing:
      return "nothing: there was nothing to judge";
    case engine::NullReason::error:
      break;
  }
  return value.error_message().empty() ? "an error" : value.error_message();
}

}  // namespace entente::cli
