// Named time zones such as Europe/Paris, from the system's time zone data. Without that data there
// are none. A zone lives as long as the program, and two zones are the same when their addresses
// are.
#pragma once

#include <cstdint>
#include <string_view>

namespace date {
class time_zone;
}

namespace entente::engine {

using Zone = date::time_zone;

/// Null when the system knows no zone of this name.
[[nodiscard]] const Zone* find_zone(std::string_view name);
[[nodiscard]] std::string_view name_of(const Zone& zone);

/// Seconds east of UTC at a point of time, or where its clocks show a local time, both in seconds
/// since 1970-01-01T00:00:00. Of a local time that comes twice, or never, it is the earlier offset.
[[nodiscard]] std::int32_t offset_at(const Zone& zone, std::int64_t utc);
[[nodiscard]] std::int32_t offset_at_local(const Zone& zone, std::int64_t local);
/// Seconds east of UTC when no daylight saving is in force, as of 2000.
[[nodiscard]] std::int32_t standard_offset(const Zone& zone);

}  // namespace entente::engine
