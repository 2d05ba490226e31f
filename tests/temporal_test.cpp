#include <gtest/gtest.h>

#include "engine/model/temporal.hpp"

namespace entente::engine {
namespace {

TEST(Date, ReadsWhatItWrites) {
  for (const char* text : {"2026-11-01", "1970-01-01", "2024-02-29", "-2017-01-01", "0000-01-01",
                           "999999999-12-31", "-999999999-12-31"}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(to_string(*date), text);
  }
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "2026-11-31", "2023-02-29", "2026-13-01", "998-12-31", "01211-12-31", "+2012-12-02",
        "2012-12-25T", "9999999999-12-25", "2012-1-05", "2012-12-00"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, MonthsClampToTheLastDay) {
  const auto moved = [](const char* date, std::int64_t months) {
    return to_string(*add_months(*parse_date(date), months));
  };
  EXPECT_EQ(moved("2026-01-31", 1), "2026-02-28");
  EXPECT_EQ(moved("2024-03-31", -1), "2024-02-29");
  EXPECT_EQ(moved("2026-01-15", -13), "2024-12-15");
  EXPECT_FALSE(add_months(*parse_date("999999999-12-01"), 1));
  EXPECT_EQ(to_string(*add_span(*parse_date("2026-01-31"), {1, 1})), "2026-03-01");
}

TEST(Time, ReadsWhatItWrites) {
  for (const char* text :
       {"01:02:03", "11:22:33.123456789", "23:59:00Z", "13:20:00+02:00", "13:20:00-05:30:15"}) {
    const auto time = parse_time(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(to_string(*time), text);
  }
  for (const char* text :
       {"", "7:00:00", "24:00:01", "23:59:60", "13:20:00+19:00", "13:20:00+5", "11:30:00T"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

TEST(DateTime, TwentyFourIsTheNextDay) {
  EXPECT_EQ(to_string(*parse_date_time("2021-12-31T24:00:00")), "2022-01-01T00:00:00");
  const auto a = *parse_date_time("2021-01-01T00:30:00+01:00");
  const auto b = *parse_date_time("2020-12-31T23:00:00Z");
  EXPECT_EQ(to_string(difference(a, b)), "PT30M");
  EXPECT_EQ(to_string(*add_duration(a, {-nanoseconds_a_day})), "2020-12-31T00:30:00+01:00");
  EXPECT_EQ(to_string(*add_duration(a, {-3600 * nanoseconds_a_second})),
            "2020-12-31T23:30:00+01:00");
}

TEST(Duration, NormalisesWhatItWrites) {
  const struct {
    const char* text;
    const char* written;
  } cases[] = {{"PT1000M0.999999999S", "PT16H40M0.999999999S"},
               {"PT240H", "P10D"},
               {"P2DT274M", "P2DT4H34M"},
               {"-PT1H2M", "-PT1H2M"},
               {"PT0.000S", "PT0S"},
               {"P0D", "PT0S"}};
  for (const auto& c : cases)
    EXPECT_EQ(to_string(*parse_days_duration(c.text)), c.written) << c.text;
  EXPECT_EQ(to_string(*parse_months_duration("P26M")), "P2Y2M");
  EXPECT_EQ(to_string(*parse_months_duration("-P1Y")), "-P1Y");
  for (const char* text : {"", "P", "1D", "P1H", "P1S", "PT", "P1DT", "P1Y1D"}) {
    EXPECT_FALSE(parse_days_duration(text)) << text;
    EXPECT_FALSE(parse_months_duration(text)) << text;
  }
}

TEST(Duration, MonthsBetweenCountsWholeOnes) {
  const auto between = [](const char* from, const char* to) {
    return to_string(months_between(*parse_date_time(from), *parse_date_time(to)));
  };
  EXPECT_EQ(between("2013-08-24T00:00:00", "2011-12-22T00:00:00"), "-P1Y8M");
  EXPECT_EQ(between("2010-05-30T03:55:58", "2017-12-15T00:59:59"), "P7Y6M");
  EXPECT_EQ(between("2014-12-31T23:59:59", "2019-10-01T12:32:59"), "P4Y9M");
}

}  // namespace
}  // namespace entente::engine
