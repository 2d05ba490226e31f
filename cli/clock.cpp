#include "cli/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "cli/console.hpp"

namespace entente::cli {

engine::Date run_date() { return run_moment().date; }

engine::DateTime run_moment() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  const std::int64_t seconds =
      local.tm_hour * 3600 + local.tm_min * 60 + std::min(local.tm_sec, 59);
  return {*engine::make_date(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday),
          {seconds * engine::nanoseconds_a_second, static_cast<std::int32_t>(local.tm_gmtoff)}};
}

engine::Date required_date(const std::string& text) {
  constexpr std::size_t characters = std::string_view("2026-11-01").size();
  const auto date = engine::parse_date(text);
  if (date && text.size() == characters) return *date;
  throw Failure(Exit::wrong_use, fmt::format("`{}` is not a date; write it as 2026-11-01", text));
}

}  // namespace entente::cli
