#include <gtest/gtest.h>

#include "engine/model/fact_base.hpp"

namespace entente::engine {
namespace {

class Values : public testing::Test {
 protected:
  Values() {
    number.kind = TypeKind::number;
    number.low = 1;
    number.high = 5;
    choice.kind = TypeKind::choice;
    choice.choices = {"a", "b"};
  }

  Unknown unknown(KindSet can_be) {
    Unknown u;
    u.missing = missing;
    u.can_be = can_be;
    return u;
  }

  Arena arena;
  Vocabulary vocabulary;
  Type number;
  Type choice;
  std::array<PathId, 1> missing{static_cast<PathId>(0)};
};

TEST_F(Values, UnknownThatCanBeOneThingIsThatThing) {
  EXPECT_TRUE(make_unknown(unknown(kinds::true_), arena).is_true());
  EXPECT_TRUE(make_unknown(unknown(kinds::none), arena).is_null(NullReason::none));
  Unknown point = unknown(kinds::number);
  point.interval = {Number(3), Number(3)};
  EXPECT_EQ(make_unknown(point, arena).number(), Number(3));
  point.can_be = kinds::number | kinds::none;
  EXPECT_TRUE(make_unknown(point, arena).is_unknown());
  EXPECT_TRUE(make_unknown(unknown(kinds::boolean), arena).is_unknown());
}

TEST_F(Values, UnknownOfATypeKeepsItsBounds) {
  const Value ranged = unknown_fact(vocabulary, vocabulary.intern(number), missing[0], arena);
  ASSERT_TRUE(ranged.is_unknown());
  EXPECT_TRUE(ranged.unknown().tight);
  EXPECT_EQ(ranged.unknown().interval.high, Number(5));
  const Value chosen = unknown_of_type(vocabulary, vocabulary.intern(choice), missing, arena);
  EXPECT_EQ(chosen.unknown().choices.size(), 2U);
}

TEST_F(Values, ReadAsPeopleWriteThem) {
  const auto text = [&](const Value& value) { return to_text(value, vocabulary, true); };
  EXPECT_EQ(text(Value::boolean(true)), "yes");
  EXPECT_EQ(text(Value::text("say \"a\"", arena)), "\"say \\\"a\\\"\"");
  EXPECT_EQ(text(Value::number(*Number::parse("0.50"), arena)), "0.5");
  EXPECT_EQ(text(Value::date(*parse_date("2026-11-01"))), "2026-11-01");
  EXPECT_EQ(text(Value::null(NullReason::nothing)), "nothing");
  const auto items = arena.array<ListItem>(2);
  items[0].value = Value::integer(1);
  items[1].value = Value::text("a", arena);
  ListData list;
  list.items = items;
  EXPECT_EQ(text(Value::list(arena.make(list))), "[1, \"a\"]");
}

TEST_F(Values, TypesReadAsAManagerWritesThem) {
  Type list;
  list.kind = TypeKind::list;
  list.element = vocabulary.intern(choice);
  list.least_size = 2;
  EXPECT_EQ(vocabulary.describe(vocabulary.intern(list)), "list of one of \"a\", \"b\", 2 or more");
  number.or_none = true;
  EXPECT_EQ(vocabulary.describe(vocabulary.intern(number)), "number, 1 to 5 or none");
}

TEST(FactBase, FindsPathsByTextAndField) {
  FactBase facts;
  PathInfo root;
  root.text = "parties";
  const PathId parties = facts.add_path(root);
  PathInfo item;
  item.text = "parties[B]";
  item.parent = parties;
  item.missing = MissingReason::dont_know;
  const PathId party = facts.add_path(item);
  PathInfo field;
  field.text = "parties[B].staff";
  field.parent = party;
  field.missing = MissingReason::not_supplied;
  const PathId staff = facts.add_path(field);
  EXPECT_EQ(facts.find("parties[B].staff"), staff);
  EXPECT_EQ(facts.child(party, "staff"), staff);
  EXPECT_EQ(facts.child(party, "taff"), std::nullopt);
  EXPECT_EQ(facts.find("nothing"), std::nullopt);
  EXPECT_EQ(facts.outermost(staff), party);
  EXPECT_EQ(facts.outermost(parties), parties);
}

}  // namespace
}  // namespace entente::engine
