#include "engine/model/zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace entente::engine {
namespace {

using std::chrono::seconds;

const date::tzdb* known_zones() {
  static const date::tzdb* const zones = []() -> const date::tzdb* {
    try {
      return &date::get_tzdb();
    } catch (const std::exception&) {
      return nullptr;  // the system has no time zone data
    }
  }();
  return zones;
}

/// The data end in 2037; a year of the last cycle of 28 begins on the same weekday and has the same
/// rules. Before the data begin, local mean time holds.
std::int64_t within_data(std::int64_t time) {
  constexpr std::int64_t cycle = std::int64_t{28} * 1461 / 4 * 86'400;
  constexpr std::int64_t end = 2'114'380'800;     // 2037-01-01
  constexpr std::int64_t begin = -5'000'000'000;  // 1811, before every zone's first change
  if (time < begin) return begin;
  if (time < end) return time;
  return end - cycle + (time - end) % cycle;
}

std::int32_t whole(seconds offset) { return static_cast<std::int32_t>(offset.count()); }

}  // namespace

const Zone* find_zone(std::string_view name) {
  const date::tzdb* const all = known_zones();
  if (all == nullptr) return nullptr;
  const auto found =
      std::lower_bound(all->zones.begin(), all->zones.end(), name,
                       [](const Zone& zone, std::string_view text) { return zone.name() < text; });
  if (found == all->zones.end() || found->name() != name) return nullptr;
  try {
    found->get_info(date::sys_seconds{});  // reads its file, and never again
    return &*found;
  } catch (const std::exception&) {
    return nullptr;
  }
}

std::string_view name_of(const Zone& zone) { return zone.name(); }

std::int32_t offset_at(const Zone& zone, std::int64_t utc) {
  return whole(zone.get_info(date::sys_seconds(seconds(within_data(utc)))).offset);
}

std::int32_t offset_at_local(const Zone& zone, std::int64_t local) {
  return whole(zone.get_info(date::local_seconds(seconds(within_data(local)))).first.offset);
}

std::int32_t standard_offset(const Zone& zone) {
  constexpr std::int64_t january = 946'684'800;  // 2000-01-01
  constexpr std::int64_t july = 962'409'600;     // 2000-07-01
  return std::min(offset_at(zone, january), offset_at(zone, july));
}

}  // namespace entente::engine
