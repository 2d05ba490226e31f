#include "tests/oracle/generator.hpp"

#include <algorithm>
#include <utility>

namespace entente::oracle {
namespace {

/// `(a b c)`
template <class... Parts>
std::string group(const Parts&... parts) {
  std::string out = "(";
  (out.append(parts), ...);
  return out + ")";
}

/// `name(a, b)`
template <class... Arguments>
std::string call(std::string_view name, const Arguments&... arguments) {
  std::string out(name);
  out += "(";
  (out.append(out.back() == '(' ? "" : ", ").append(arguments), ...);
  return out + ")";
}

}  // namespace

Generator::Generator(Random& random) : random_(random) { add_ways(); }

GeneratedExpression Generator::make(int depth) {
  made_ = {};
  scope_.clear();
  variables_ = 0;
  static const std::vector<Kind> roots{
      Kind::boolean, Kind::boolean, Kind::boolean, Kind::boolean, Kind::boolean, Kind::boolean,
      Kind::number,  Kind::number,  Kind::number,  Kind::number,  Kind::number,  Kind::number,
      Kind::text,    Kind::text,    Kind::date,    Kind::time,    Kind::moment,  Kind::days,
      Kind::months,  Kind::numbers, Kind::texts,   Kind::people};
  made_.text = of(one_of(roots), 1 + static_cast<int>(random_() % static_cast<unsigned>(depth)));
  return made_;
}

void Generator::way(Kind kind, std::function<std::string(int)> make) {
  ways_[kind].push_back({std::move(make), 0});
}

std::string Generator::of(Kind kind, int depth) {
  std::vector<Way>& ways = ways_[kind];
  if (depth <= 0 || ways.empty()) return leaf(kind);
  Way* chosen = &ways[random_() % ways.size()];
  for (int i = 0; i < 8; ++i) {
    Way* other = &ways[random_() % ways.size()];
    if (other->used < chosen->used) chosen = other;
  }
  ++chosen->used;
  return chosen->make(depth - 1);
}

std::string Generator::other(const std::string& than, Kind kind, int depth) {
  constexpr int tries = 5;
  std::string made = of(kind, depth);
  for (int i = 1; i < tries && made == than; ++i) made = of(kind, depth);
  return made;
}

std::string Generator::pair(Kind kind, int depth, std::string_view between) {
  const std::string first = of(kind, depth);
  return group(first, between, other(first, kind, depth));
}

std::string Generator::call_of_two(std::string_view name, Kind kind, int depth) {
  const std::string first = of(kind, depth);
  return call(name, first, other(first, kind, depth));
}

// ---------------------------------------------------------------- leaves

std::string Generator::fact_named(const std::string& name) {
  made_.mentions.facts.insert(name);
  return name;
}

std::string Generator::number_literal(const std::string& digits) {
  made_.mentions.numbers.push_back(Decimal::parse(digits).value());
  return digits.front() == '-' ? group(digits) : digits;
}

std::string Generator::number_range(const std::vector<std::string>& written) {
  const std::string& chosen = one_of(written);
  const std::size_t dots = chosen.find("..");
  made_.mentions.numbers.push_back(Decimal::parse(chosen.substr(1, dots - 1)).value());
  made_.mentions.numbers.push_back(
      Decimal::parse(chosen.substr(dots + 2, chosen.size() - dots - 3)).value());
  return chosen;
}

std::string Generator::text_literal(const std::string& text) {
  made_.mentions.texts.push_back(text);
  return "\"" + text + "\"";
}

std::string Generator::date_literal(const std::string& date) {
  made_.mentions.dates.push_back(read_date(date).value());
  if (chance(20)) return "@\"" + date + "\"";
  return chance(20) ? call("date", "\"" + date + "\"") : date;
}

std::string Generator::time_literal(const std::string& time) {
  const std::string text = text_literal(time);
  const long long hour = read_time(time).value().seconds / 3'600;
  made_.mentions.numbers.insert(made_.mentions.numbers.end(), {hour, hour + 1});
  return chance(50) ? "@" + text : call("time", text);
}

std::string Generator::moment_literal(const std::string& date, const std::string& time) {
  const std::string text = text_literal(date + "T" + time);
  made_.mentions.dates.push_back(read_date(date).value());
  return chance(50) ? "@" + text : call("date and time", text);
}

std::string Generator::hours_literal() {
  const int hours = 1 + static_cast<int>(random_() % 30);
  made_.mentions.durations.push_back(oracle::make(Duration{Decimal(hours * 3'600)}));
  return chance(70) ? group(std::to_string(hours), " hours")
                    : "@\"PT" + std::to_string(hours) + "H\"";
}

std::string Generator::duration_literal(bool months) {
  const int count = 1 + static_cast<int>(random_() % 4);
  const int days = count * 30;
  made_.mentions.durations.push_back(months ? oracle::make(Months{count})
                                            : oracle::make(Duration{Decimal(days * 86'400)}));
  if (chance(15)) {
    const std::string text =
        months ? "P" + std::to_string(count) + "M" : "P" + std::to_string(days) + "D";
    return chance(50) ? call("duration", "\"" + text + "\"") : "@\"" + text + "\"";
  }
  return months ? group(std::to_string(count), " months") : group(std::to_string(days), " days");
}

std::string Generator::literal(Kind kind) {
  switch (kind) {
    case Kind::boolean:
      return one_of<std::string>({"yes", "no", "true", "false"});
    case Kind::number:
      return number_literal(pick_number(random_));
    case Kind::text:
      return text_literal(pick_text(random_));
    case Kind::date:
      return chance(25) ? "today" : date_literal(pick_date(random_));
    case Kind::time:
      return time_literal(pick_time(random_));
    case Kind::moment:
      return moment_literal(pick_date(random_), pick_time(random_));
    case Kind::days:
      return chance(25) ? hours_literal() : duration_literal(false);
    case Kind::months:
      return duration_literal(true);
    case Kind::numbers:
      return "[" + literal(Kind::number) + ", " + literal(Kind::number) + "]";
    case Kind::texts:
      return "[" + literal(Kind::text) + ", " + literal(Kind::text) + "]";
    case Kind::dates:
      return "[" + literal(Kind::date) + ", " + literal(Kind::date) + "]";
    case Kind::booleans:
      return "[" + literal(Kind::boolean) + ", " + literal(Kind::boolean) + "]";
    default:
      return fact(kind);
  }
}

std::string Generator::fact(Kind kind) {
  const auto path = [&](const char* root, const char* field) { return fact_named(root) + field; };
  switch (kind) {
    case Kind::boolean:
      return chance(15) ? path("plan", ".urgent")
                        : fact_named(one_of<std::string>({"b1", "b2", "b3", "b4"}));
    case Kind::number:
      return chance(15) ? path("plan", ".size")
                        : fact_named(one_of<std::string>({"n1", "n2", "n3", "n4", "n5"}));
    case Kind::text:
      return fact_named(one_of<std::string>({"t1", "t2", "t3", "c1", "c2"}));
    case Kind::date:
      if (chance(20)) return path("plan", chance(50) ? ".due" : ".done");
      return fact_named(one_of<std::string>({"d1", "d2", "d3", "d4"}));
    case Kind::time:
      return call("time", call("floor", fact(Kind::number)), "30", "0");
    case Kind::moment:
      return call("date and time", fact(Kind::date), time_literal(pick_time(random_)));
    case Kind::numbers:
      if (chance(25)) return path("people", chance(50) ? ".age" : ".points");
      return fact_named(one_of<std::string>({"ns", "ms"}));
    case Kind::texts:
      return chance(25) ? path("people", chance(50) ? ".name" : ".mood") : fact_named("ts");
    case Kind::dates:
      return chance(50) ? path("people", ".joined") : path("tasks", ".done");
    case Kind::booleans:
      return chance(30) ? path("people", ".active") : fact_named("bs");
    case Kind::people:
      return fact_named("people");
    case Kind::tasks:
      return fact_named("tasks");
    case Kind::days:
      return group(fact_named("d1"), " - ", fact_named("d2"));
    case Kind::months:
      return call("years and months duration", fact_named("d1"), fact_named("d2"));
  }
  return "none";
}

std::string Generator::leaf(Kind kind) {
  std::vector<std::string> names;
  for (const Variable& variable : scope_) {
    if (variable.kind == kind) names.push_back(variable.name);
  }
  if (!names.empty() && chance(65)) return one_of(names);
  return chance(45) ? literal(kind) : fact(kind);
}

std::string Generator::new_variable() { return "x" + std::to_string(++variables_); }

std::string Generator::in_scope(const std::vector<Variable>& bound, Kind kind, int depth) {
  const std::vector<Variable> before = scope_;
  // An item hides the item around it.
  if (bound.front().name.front() != 'x') {
    std::erase_if(scope_, [](const Variable& one) { return one.name.starts_with("item"); });
  }
  scope_.insert(scope_.end(), bound.begin(), bound.end());
  std::string made = of(kind, depth);
  scope_ = before;
  return made;
}

std::string Generator::condition_on(const std::vector<Variable>& bound, int depth) {
  return in_scope(bound, Kind::boolean, std::max(depth, 1));
}

/// The fields that a filter's condition may name.
std::vector<Generator::Variable> Generator::item_of(bool people) {
  if (people) {
    return {{"age", Kind::number},     {"points", Kind::number},  {"joined", Kind::date},
            {"gone", Kind::date},      {"active", Kind::boolean}, {"mood", Kind::text},
            {"item.age", Kind::number}};
  }
  return {
      {"size", Kind::number}, {"due", Kind::date}, {"done", Kind::date}, {"urgent", Kind::boolean}};
}

// ---------------------------------------------------------------- conditions

std::string Generator::length(int depth) {
  if (depth > 0 && chance(60)) return of(chance(50) ? Kind::days : Kind::months, depth);
  return duration_literal(chance(50));
}

std::string Generator::range(Kind kind, int depth) {
  const std::string open = one_of<std::string>({"[", "(", "]"});
  const std::string close = one_of<std::string>({"]", ")"});  // d3[ is a filter
  const std::string low = of(kind, depth);
  return open + low + ".." + other(low, kind, depth) + close;
}

void Generator::add_comparisons() {
  for (const char* op : {" = ", " != "}) {
    way(Kind::boolean, [this, op](int d) {
      const Kind kind = one_of<Kind>({Kind::number, Kind::text, Kind::date, Kind::boolean,
                                      Kind::numbers, Kind::months, Kind::time, Kind::moment});
      return pair(kind, d, op);
    });
  }
  for (const char* op : {" < ", " <= ", " > ", " >= "}) {
    way(Kind::boolean, [this, op](int d) {
      const Kind kind = one_of<Kind>({Kind::number, Kind::number, Kind::date, Kind::text,
                                      Kind::days, Kind::time, Kind::moment});
      return pair(kind, d, op);
    });
  }
  for (const char* op : {" between ", " not between "}) {
    way(Kind::boolean, [this, op](int d) {
      const Kind kind = one_of<Kind>({Kind::number, Kind::date, Kind::time});
      const std::string value = of(kind, d);
      return group(value, op, other(value, kind, d), " and ", other(value, kind, d));
    });
  }
  for (const char* op : {" and ", " or "}) {
    for (int i = 0; i < 2; ++i) {
      way(Kind::boolean, [this, op](int d) { return pair(Kind::boolean, d, op); });
    }
  }
  way(Kind::boolean, [this](int d) { return call("not", of(Kind::boolean, d)); });
  for (int i = 0; i < 2; ++i) {
    way(Kind::boolean, [this](int d) {
      made_.mentions.facts.insert("ns");
      return call("listed", of(Kind::number, d));
    });
  }
  for (const char* op : {" before ", " after "}) {
    way(Kind::boolean, [this, op](int d) { return pair(Kind::date, d, op); });
    way(Kind::boolean, [this, op](int d) { return pair(Kind::moment, d, op); });
  }
  for (const char* op : {" within ", " not within "}) {
    way(Kind::boolean, [this, op](int d) { return group(of(Kind::date, d), op, length(d)); });
    for (const char* anchor : {" after ", " before ", " of "}) {
      way(Kind::boolean, [this, op, anchor](int d) {
        const std::string date = of(Kind::date, d);
        return group(date, op, length(0), anchor, other(date, Kind::date, 0));
      });
    }
  }
  for (const char* test : {" is none", " is not none"}) {
    way(Kind::boolean, [this, test](int d) {
      return group(of(one_of<Kind>({Kind::number, Kind::date, Kind::text, Kind::time}), d), test);
    });
  }
  for (const char* test : {" is known", " is not known"}) {
    way(Kind::boolean, [this, test](int /*d*/) {
      made_.asks_known = true;
      return group(fact_named(one_of<std::string>({"n1", "n3", "d1", "t1", "b1", "c2"})), test);
    });
  }
  way(Kind::boolean, [this](int d) {
    const std::vector<std::pair<Kind, const char*>> types{{Kind::number, "number"},
                                                          {Kind::text, "text"},
                                                          {Kind::date, "date"},
                                                          {Kind::time, "time"},
                                                          {Kind::moment, "date and time"},
                                                          {Kind::boolean, "boolean"},
                                                          {Kind::number, "Null"},
                                                          {Kind::text, "Null"}};
    const auto [kind, name] = one_of(types);
    return group(of(kind, d), " instance of ", name);
  });
  way(Kind::boolean, [this](int d) {
    const Kind kind = one_of<Kind>({Kind::numbers, Kind::texts, Kind::number});
    return group(kind == Kind::number ? "[" + of(kind, d) + "]" : of(kind, d), " instance of list<",
                 one_of<std::string>({"number", "text", "Null"}), ">");
  });
  way(Kind::boolean, [this](int d) {
    return group("if ", of(Kind::boolean, d), " then ", of(Kind::boolean, d), " else ",
                 of(Kind::boolean, d));
  });
}

void Generator::add_list_conditions() {
  for (const char* op : {" in ", " not in "}) {
    way(Kind::boolean, [this, op](int d) {
      const Kind kind = one_of<Kind>({Kind::number, Kind::date, Kind::time, Kind::moment});
      return group(of(kind, d), op, range(kind, 0));
    });
    way(Kind::boolean, [this, op](int d) {
      const auto [kind, many] =
          one_of<std::pair<Kind, Kind>>({{Kind::number, Kind::numbers}, {Kind::text, Kind::texts}});
      return group(chance(95) ? of(kind, d) : "none", op, perhaps_list(many, d));
    });
    way(Kind::boolean, [this, op](int d) {
      const Kind kind = one_of<Kind>({Kind::number, Kind::date});
      return group(of(kind, d), op, "(< ", of(kind, 0), ", >= ", of(kind, 0), ", ", of(kind, 0),
                   ")");
    });
    way(Kind::boolean, [this, op](int d) {
      return group(of(Kind::text, d), op, "(", of(Kind::text, 0), ", ", of(Kind::text, 0), ")");
    });
  }
  for (const char* quantifier : {"some ", "every "}) {
    way(Kind::boolean, [this, quantifier](int d) {
      const std::string list = perhaps_list(Kind::numbers, d);
      const std::string x = new_variable();
      return group(quantifier, x, " in ", list, " satisfies ",
                   condition_on({{x, Kind::number}}, d));
    });
    way(Kind::boolean, [this, quantifier](int d) {
      const std::string list = of(Kind::people, d);
      const std::string p = new_variable();
      return group(quantifier, p, " in ", list, " satisfies ",
                   condition_on({{p + ".age", Kind::number},
                                 {p + ".joined", Kind::date},
                                 {p + ".active", Kind::boolean},
                                 {p + ".mood", Kind::text}},
                                d));
    });
    way(Kind::boolean, [this, quantifier](int d) {
      const std::string list = of(Kind::numbers, d);
      const std::string a = new_variable();
      const std::string b = new_variable();
      return group(quantifier, "two ", a, ", ", b, " in ", list, " satisfies ",
                   condition_on({{a, Kind::number}, {b, Kind::number}}, d));
    });
    way(Kind::boolean, [this, quantifier](int d) {
      const std::string list = of(Kind::tasks, d);
      const std::string a = new_variable();
      const std::string b = new_variable();
      return group(quantifier, "two ", a, ", ", b, " in a row of ", list,
                   one_of<std::string>({" by due", " by size", " by done"}), " satisfies ",
                   condition_on({{a + ".size", Kind::number},
                                 {b + ".size", Kind::number},
                                 {a + ".due", Kind::date},
                                 {b + ".due", Kind::date}},
                                d));
    });
  }
  for (const char* limit : {"at least ", "at most "}) {
    for (const char* amount : {"1", "2", "50%", "60%"}) {
      way(Kind::boolean, [this, limit, amount](int d) {
        const bool people = chance(50);
        const std::string list = of(people ? Kind::people : Kind::tasks, d);
        return group(limit, amount, " of ", list, " with ", condition_on(item_of(people), d));
      });
    }
    way(Kind::boolean, [this, limit](int d) {
      const std::string list = perhaps_list(Kind::numbers, d);
      const std::string x = new_variable();
      const std::string amount = chance(90) ? "2" : group(of(Kind::number, 0));
      return group(limit, amount, " ", x, " in ", list, " satisfies ",
                   condition_on({{x, Kind::number}}, d));
    });
  }
  way(Kind::boolean, [this](int d) {
    return chance(50) ? call("list contains", of(Kind::numbers, d), of(Kind::number, d))
                      : call("list contains", of(Kind::texts, d), of(Kind::text, d));
  });
  way(Kind::boolean, [this](int d) { return call("all", of(Kind::booleans, d)); });
  way(Kind::boolean, [this](int d) { return call("any", of(Kind::booleans, d)); });
  way(Kind::booleans, [this](int d) {
    const std::string list = of(Kind::numbers, d);
    const std::string x = new_variable();
    return group("for ", x, " in ", list, " return ", condition_on({{x, Kind::number}}, d));
  });
  way(Kind::booleans,
      [this](int d) { return "[" + of(Kind::boolean, d) + ", " + of(Kind::boolean, d) + "]"; });
}

void Generator::add_range_conditions() {
  for (const char* name : {"contains", "starts with", "ends with"}) {
    way(Kind::boolean, [this, name](int d) { return call(name, perhaps_text(d), part_of_text()); });
  }
  way(Kind::boolean, [this](int d) {
    if (chance(50)) return of(Kind::boolean, d);
    if (chance(30)) return of_perhaps_one(Kind::booleans, "not", "negand", d);
    return of_perhaps_one(Kind::numbers, one_of<std::string>({"odd", "even"}), "number", d);
  });
  way(Kind::boolean, [this](int d) {
    made_.mentions.texts.insert(made_.mentions.texts.end(), {"ab", "e", "1"});
    return call("matches", of(Kind::text, d),
                one_of<std::string>({"\"^[a-b]+$\"", "\"e\"", "\"[0-9]\""}));
  });
  for (const char* name : {"odd", "even"}) {
    way(Kind::boolean, [this, name](int d) { return call(name, of(Kind::number, d)); });
  }
  way(Kind::boolean, [this](int d) {
    const Kind kind =
        one_of<Kind>({Kind::number, Kind::text, Kind::date, Kind::time, Kind::moment});
    return call_of_two("is", kind, d);
  });
  for (const char* name : {"before", "after"}) {
    way(Kind::boolean, [this, name](int d) {
      const Kind kind = one_of<Kind>({Kind::number, Kind::date, Kind::time});
      return chance(50) ? call_of_two(name, kind, d) : call(name, of(kind, d), range(kind, 0));
    });
  }
  way(Kind::boolean, [this](int d) {
    const std::string text =
        chance(50) ? group("if ", of(Kind::boolean, d), " then \"", number_range({"[1..5]"}),
                           "\" else \"", number_range({"(2..3)"}), "\"")
                   : "\"[\" + " + call("string", of(Kind::number, d)) + " + \"..5]\"";
    return group(of(Kind::number, 0), " in ", call("range", text));
  });
  for (const char* name : {"during", "starts", "finishes"}) {
    way(Kind::boolean, [this, name](int d) {
      return call(name, of(Kind::number, d), number_range({"[1..5]", "(1..3]", "[0..10)"}));
    });
  }
  for (const char* name : {"includes", "started by", "finished by"}) {
    way(Kind::boolean, [this, name](int d) {
      return call(name, number_range({"[1..5]", "[1..3]", "[0..10)"}), of(Kind::number, d));
    });
  }
  way(Kind::boolean, [this](int d) { return call_of_two("coincides", Kind::number, d); });
  for (const char* name : {"overlaps", "overlaps before", "overlaps after", "meets", "met by"}) {
    way(Kind::boolean, [this, name](int d) {
      const std::string from = number_literal("2");
      return call(name, "[" + from + "..(" + from + " + abs(" + of(Kind::number, d) + "))]",
                  number_range({"[3..5]", "[1..2]", "(5..10]"}));
    });
  }
}

// ---------------------------------------------------------------- numbers

void Generator::add_numbers() {
  for (const char* op : {" + ", " - ", " * ", " / "}) {
    for (int i = 0; i < 2; ++i) {
      way(Kind::number, [this, op](int d) { return pair(Kind::number, d, op); });
    }
  }
  for (int i = 0; i < 2; ++i) {
    way(Kind::number, [this](int /*d*/) {
      return group(leaf(Kind::number), " ** ", one_of<std::string>({"2", "3"}));
    });
  }
  way(Kind::number, [this](int d) { return group("-", of(Kind::number, d)); });
  way(Kind::number, [this](int d) {
    return group(one_of<std::string>({"50%", "10%"}), " * ", of(Kind::number, d));
  });
  way(Kind::number, [this](int d) {
    return group("if ", of(Kind::boolean, d), " then ", of(Kind::number, d), " else ",
                 of(Kind::number, d));
  });
  for (const char* name : {"floor", "ceiling", "abs"}) {
    way(Kind::number, [this, name](int d) { return call(name, of(Kind::number, d)); });
  }
  for (const char* name :
       {"round up", "round down", "round half up", "round half down", "decimal", "floor"}) {
    way(Kind::number, [this, name](int d) {
      const std::string scale =
          chance(8) ? of(Kind::number, d) : one_of<std::string>({"0", "1", "2"});
      if (chance(20)) return call(name, "scale: " + scale, "n: " + of(Kind::number, d));
      return call(name, of(Kind::number, d), scale);
    });
  }
  way(Kind::number, [this](int d) { return call_of_two("modulo", Kind::number, d); });
  way(Kind::number, [this](int d) { return call("sqrt", of(Kind::number, d)); });
  way(Kind::number, [this](int d) {
    if (chance(50)) return of(Kind::number, d);
    if (chance(30)) return of_perhaps_one(Kind::texts, "string length", "string", d);
    const auto [name, parameter] = one_of<std::pair<const char*, const char*>>(
        {{"sqrt", "number"}, {"abs", "n"}, {"floor", "n"}, {"ceiling", "n"}});
    return of_perhaps_one(Kind::numbers, name, parameter, d);
  });
  way(Kind::number,
      [this](int d) { return call("round half up", call("log", of(Kind::number, d)), "6"); });
  way(Kind::number, [this](int d) {
    const std::string small = call("modulo", of(Kind::number, d), "10");
    return call("round half up", call("exp", small), "6");
  });
  way(Kind::number, [this](int d) { return call("string length", perhaps_text(d)); });
  way(Kind::number, [this](int d) {
    return call("number", chance(50) ? call("string", of(Kind::number, d)) : fact(Kind::text));
  });
  for (const char* name : {"day of year", "week of year"}) {
    way(Kind::number, [this, name](int d) { return call(name, of(Kind::date, d)); });
  }
  way(Kind::number, [this](int d) {
    return of(Kind::date, d) + one_of<std::string>({".year", ".month", ".day", ".weekday"});
  });
  way(Kind::number, [this](int d) {
    return of(Kind::time, d) +
           one_of<std::string>({".hour", ".hour", ".hour", ".minute", ".second"});
  });
  way(Kind::number, [this](int d) {
    return of(Kind::moment, d) +
           one_of<std::string>({".year", ".month", ".day", ".weekday", ".hour", ".minute"});
  });
  way(Kind::number, [this](int d) { return of(Kind::days, d) + ".days"; });
  way(Kind::number, [this](int d) {
    return hours(d) + one_of<std::string>({".hours", ".minutes"});
  });
  way(Kind::number,
      [this](int d) { return group(of(Kind::days, d), " / ", duration_literal(false)); });
  way(Kind::number, [this](int d) { return of(Kind::numbers, d) + "[" + position() + "]"; });
  way(Kind::number, [this](int d) {
    return "{a: " + of(Kind::number, d) + ", b: a + " + of(Kind::number, 0) + "}.b";
  });
  way(Kind::number,
      [this](int d) { return call("get value", "{a: " + of(Kind::number, d) + "}", "\"a\""); });
  way(Kind::number, [this](int d) {
    return call("sum", call("get entries", "{a: " + of(Kind::number, d) + ", b: 2}") + ".value");
  });
  way(Kind::number, [this](int d) {
    const std::string made = call("context put", "{a: 1}", "\"b\"", of(Kind::number, d));
    return call("get value", made, "\"b\"");
  });
  way(Kind::number, [this](int d) {
    const std::string made = call("context", "[{key: \"a\", value: " + of(Kind::number, d) + "}]");
    return call("get value", made, "\"a\"");
  });
  way(Kind::number, [this](int d) {
    return call("context merge", "[{a: 1}, {a: " + of(Kind::number, d) + "}]") + ".a";
  });
  way(Kind::number, [this](int d) {
    const std::string x = new_variable();
    return group("function(", x, ") ", x, " + 1") + group(of(Kind::number, d));
  });
}

void Generator::add_aggregates() {
  for (const char* name : {"sum", "mean", "min", "max", "product", "median", "stddev"}) {
    for (int i = 0; i < 2; ++i) {
      way(Kind::number, [this, name](int d) { return call(name, of(Kind::numbers, d)); });
    }
  }
  for (const char* name : {"min", "max", "sum"}) {
    way(Kind::number, [this, name](int d) { return call_of_two(name, Kind::number, d); });
  }
  way(Kind::number, [this](int d) { return "total of " + of(Kind::numbers, d); });
  way(Kind::number, [this](int d) {
    return call("count",
                of(one_of<Kind>({Kind::numbers, Kind::people, Kind::tasks, Kind::texts}), d));
  });
  for (int i = 0; i < 2; ++i) {
    way(Kind::number, [this](int d) {
      const bool people = chance(50);
      const std::string list = of(people ? Kind::people : Kind::tasks, d);
      return group("share of ", list, " with ", condition_on(item_of(people), d));
    });
  }
}

// ---------------------------------------------------------------- texts and dates

void Generator::add_texts() {
  for (const char* name : {"upper case", "lower case"}) {
    way(Kind::text, [this, name](int d) {
      return chance(15) ? of_perhaps_one(Kind::texts, name, "string", d)
                        : call(name, perhaps_text(d));
    });
  }
  way(Kind::text, [this](int d) {
    return chance(50) ? call("substring", of(Kind::text, d), "1", "1")
                      : call("substring", "start position: -1", "string: " + of(Kind::text, d));
  });
  for (const char* name : {"substring before", "substring after"}) {
    way(Kind::text, [this, name](int d) { return call(name, perhaps_text(d), part_of_text()); });
  }
  way(Kind::text, [this](int d) {
    return call("string join", of(Kind::texts, d), one_of<std::string>({"\", \"", "\"\""}));
  });
  way(Kind::text, [this](int d) {
    return call("string", of(one_of<Kind>({Kind::number, Kind::boolean, Kind::date, Kind::text,
                                           Kind::time, Kind::moment}),
                             d));
  });
  way(Kind::text, [this](int d) { return group(of(Kind::text, d), " + ", of(Kind::text, d)); });
  way(Kind::text, [this](int d) {
    return call("replace", of(Kind::text, d), one_of<std::string>({"\"a\"", "\"[a-e]\""}), "\"x\"");
  });
  way(Kind::text, [this](int d) {
    return group("if ", of(Kind::boolean, d), " then ", of(Kind::text, d), " else ",
                 of(Kind::text, d));
  });
  way(Kind::text, [this](int d) { return of(Kind::texts, d) + "[" + position() + "]"; });
  for (const char* name : {"day of week", "month of year"}) {
    way(Kind::text, [this, name](int d) { return call(name, of(Kind::date, d)); });
  }
  for (const char* name : {"min", "max"}) {
    way(Kind::text, [this, name](int d) { return call(name, of(Kind::texts, d)); });
  }
}

std::string Generator::hours(int depth) {
  if (chance(40)) return hours_literal();
  if (chance(50))
    return group(call("floor", call("modulo", of(Kind::number, depth), "100")), " * (90 minutes)");
  return group(of(Kind::time, depth), " - ", of(Kind::time, 0));
}

std::string Generator::perhaps_text(int depth) {
  if (chance(93)) return of(Kind::text, depth);
  return group("if ", of(Kind::boolean, depth), " then ", of(Kind::text, depth), " else ",
               of(Kind::number, depth));
}

std::string Generator::perhaps_list(Kind list, int depth, int surely) {
  if (chance(surely)) return of(list, depth);
  if (chance(20)) return "none";
  if (chance(40)) return call("sublist", of(list, 0), of(Kind::number, 0));
  return group("if ", of(Kind::boolean, depth), " then ", of(list, depth), " else ",
               one_of<std::string>({"none", "max([])"}));
}

std::string Generator::of_perhaps_one(Kind list, std::string_view name, std::string_view parameter,
                                      int depth) {
  const Kind item = list == Kind::numbers ? Kind::number
                    : list == Kind::texts ? Kind::text
                                          : Kind::boolean;
  const std::string items = chance(10) ? of(list, depth) : "[" + of(item, depth) + "]";
  const std::string kept = items + "[" + condition_on({{"item", item}}, depth) + "]";
  const std::string x = new_variable();
  const std::string argument = chance(50) ? x : std::string(parameter) + ": " + x;
  return group("function(", x, ") ", call(name, argument)) + group(kept);
}

std::string Generator::part_of_text() {
  if (chance(40)) return fact_named(one_of<std::string>({"t1", "t2", "t3"}));
  return text_literal(one_of<std::string>({"a", "b", "e", "o", "1", "-", ","}));
}

std::string Generator::position() { return one_of<std::string>({"1", "2", "-1"}); }

void Generator::add_dates() {
  way(Kind::date, [this](int d) { return group(of(Kind::date, d), " + ", of(Kind::days, 0)); });
  way(Kind::date, [this](int d) { return group(of(Kind::date, d), " - ", of(Kind::months, 0)); });
  way(Kind::date, [this](int d) { return group(length(d), " ago"); });
  way(Kind::date, [this](int d) {
    return group("if ", of(Kind::boolean, d), " then ", of(Kind::date, d), " else ",
                 of(Kind::date, d));
  });
  way(Kind::date, [this](int d) { return of(Kind::dates, d) + "[" + position() + "]"; });
  for (const char* name : {"min", "max"}) {
    way(Kind::date, [this, name](int d) { return call(name, of(Kind::dates, d)); });
  }
  way(Kind::date,
      [this](int d) { return call("date", "2026", call("abs", of(Kind::number, d)), "1"); });
  way(Kind::days, [this](int d) { return pair(Kind::date, d, " - "); });
  way(Kind::days, [this](int d) { return group(of(Kind::days, d), " + ", of(Kind::days, 0)); });
  way(Kind::days, [this](int d) { return group(of(Kind::days, d), " * 2"); });
  way(Kind::days, [this](int d) { return call("abs", of(Kind::days, d)); });
  way(Kind::months,
      [this](int d) { return call_of_two("years and months duration", Kind::date, d); });
  way(Kind::months,
      [this](int d) { return group(of(Kind::months, d), " - ", of(Kind::months, 0)); });
  way(Kind::months, [this](int d) { return group("-", of(Kind::months, d)); });
  way(Kind::dates, [this](int d) {
    return group("for ", "q in periods(2, ", duration_literal(true), ") return ",
                 of(Kind::date, d));
  });
  way(Kind::dates,
      [this](int d) { return "[" + of(Kind::date, d) + ", " + of(Kind::date, d) + "]"; });
}

void Generator::add_times() {
  for (int i = 0; i < 2; ++i) {
    way(Kind::time, [this](int d) {
      return call("time", of(Kind::number, d), one_of<std::string>({"0", "30"}), "0");
    });
    way(Kind::time, [this](int d) { return call("time", call("string", of(Kind::time, d))); });
    way(Kind::moment,
        [this](int d) { return call("date and time", of(Kind::date, d), of(Kind::time, d)); });
    way(Kind::moment, [this](int d) {
      return call("date and time", call("string", of(chance(50) ? Kind::moment : Kind::date, d)));
    });
  }
  way(Kind::time, [this](int d) {
    return call("time", call("date and time", date_literal(pick_date(random_)), of(Kind::time, d)));
  });
  way(Kind::date, [this](int d) {
    return call("date", call("date and time", of(Kind::date, d), time_literal(pick_time(random_))));
  });
  for (const char* op : {" + ", " - "}) {
    way(Kind::time, [this, op](int d) { return group(of(Kind::time, d), op, hours(0)); });
    way(Kind::moment, [this, op](int d) { return group(of(Kind::moment, d), op, hours(0)); });
    way(Kind::moment, [this, op](int d) { return group(of(Kind::moment, d), op, length(0)); });
  }
  for (const Kind kind : {Kind::time, Kind::moment}) {
    way(kind, [this, kind](int d) {
      return group("if ", of(Kind::boolean, d), " then ", of(kind, d), " else ", of(kind, d));
    });
    way(kind, [this, kind](int d) {
      return call_of_two(one_of<std::string>({"min", "max"}), kind, d);
    });
    way(Kind::days, [this, kind](int d) { return pair(kind, d, " - "); });
  }
}

// ---------------------------------------------------------------- lists

void Generator::add_lists() {
  const std::vector<std::pair<Kind, Kind>> kinds{{Kind::numbers, Kind::number},
                                                 {Kind::texts, Kind::text}};
  for (const auto& [many, one] : kinds) {
    const Kind list = many;
    const Kind element = one;
    way(list, [this, list, element](int d) { return call("append", of(list, d), of(element, d)); });
    for (const char* name : {"concatenate", "union"}) {
      way(list, [this, name, list](int d) {
        return call(name, perhaps_list(list, d), perhaps_list(list, 0));
      });
    }
    for (const char* name : {"reverse", "distinct values"}) {
      way(list, [this, name, list](int d) { return call(name, of(list, d)); });
    }
    way(list, [this, list](int d) {
      return call("sublist", of(list, d), one_of<std::string>({"1", "-1"}), "1");
    });
    way(list, [this, list, element](int d) {
      return call("insert before", of(list, d), "1", of(element, d));
    });
    way(list, [this, list](int d) { return call("remove", of(list, d), position()); });
    way(list, [this, list, element](int d) {
      return call("list replace", of(list, d), position(), of(element, d));
    });
    way(list, [this, list](int d) {
      return call("flatten", "[" + of(list, d) + ", [" + of(list, 0) + "]]");
    });
    for (const char* name : {"union of ", "intersection of "}) {
      way(list, [this, name, list](int d) {
        return group(name, "[", perhaps_list(list, d), ", ", perhaps_list(list, 0), "]");
      });
    }
    way(list, [this, list, element](int d) {
      return of(list, d) + "[" + condition_on({{"item", element}}, d) + "]";
    });
    way(list,
        [this, element](int d) { return "[" + of(element, d) + ", " + of(element, d) + "]"; });
  }
  way(Kind::numbers, [this](int d) {
    if (chance(50)) return call("sort", of(Kind::numbers, d));
    const std::string order = chance(50) ? "x > y" : "x < y and " + of(Kind::boolean, 0);
    return call("sort", of(Kind::numbers, d), "function(x, y) " + order);
  });
  way(Kind::numbers, [this](int d) {
    return call("list replace", of(Kind::numbers, d),
                "function(x, y) x < " + (chance(50) ? "y" : of(Kind::number, 0)),
                literal(Kind::number));
  });
  way(Kind::numbers, [this](int d) { return call("mode", of(Kind::numbers, d)); });
  way(Kind::numbers,
      [this](int d) { return call("index of", of(Kind::numbers, d), of(Kind::number, d)); });
  way(Kind::numbers, [this](int d) {
    return group("if ", of(Kind::boolean, d), " then ", of(Kind::numbers, d), " else ",
                 of(Kind::numbers, d));
  });
  for (int i = 0; i < 2; ++i) {
    way(Kind::numbers, [this](int d) {
      const std::string list = chance(70) ? of(Kind::numbers, d) : "1..3";
      const std::string x = new_variable();
      return group("for ", x, " in ", list, " return ",
                   in_scope({{x, Kind::number}}, Kind::number, d));
    });
  }
  way(Kind::numbers, [this](int d) {
    const std::string list = of(Kind::numbers, d);
    const std::string x = new_variable();
    const std::string next = in_scope({{x, Kind::number}}, Kind::number, d);
    const std::string so_far = one_of<std::string>(
        {"count(partial)", "sum(partial)", "if count(partial) = 0 then 1 else partial[-1]"});
    return group("for ", x, " in ", list, " return ", group(so_far), " + ", next);
  });
  way(Kind::numbers, [this](int d) {
    const std::string low = chance(90) ? call("modulo", of(Kind::number, d), "4")
                                       : group("if ", of(Kind::boolean, d), " then 1 else none");
    const std::string high = one_of<std::string>({"2", call("floor", low)});
    const std::string x = new_variable();
    return group("for ", x, " in ", chance(50) ? low + ".." + high : "(" + low + ".." + high + "]",
                 " return ", in_scope({{x, Kind::number}}, Kind::number, d));
  });
  way(Kind::numbers, [this](int d) {
    const std::string a = new_variable();
    const std::string b = new_variable();
    return group("for ", a, " in ", perhaps_list(Kind::numbers, d), ", ", b, " in ",
                 chance(50) ? "[1, 2]" : perhaps_list(Kind::numbers, 0, 50), " return ",
                 in_scope({{a, Kind::number}, {b, Kind::number}}, Kind::number, d));
  });
  way(Kind::texts, [this](int d) { return call("split", of(Kind::text, d), "\",\""); });
}

void Generator::add_records() {
  way(Kind::numbers, [this](int d) {
    return of(Kind::people, d) + one_of<std::string>({".age", ".points"});
  });
  way(Kind::numbers, [this](int d) { return of(Kind::tasks, d) + ".size"; });
  way(Kind::texts, [this](int d) {
    return of(Kind::people, d) + one_of<std::string>({".name", ".mood"});
  });
  way(Kind::numbers, [this](int d) {
    const std::string p = new_variable();
    return group(
        "for ", p, " in ", of(Kind::people, d), " return ",
        in_scope({{p + ".age", Kind::number}, {p + ".points", Kind::number}}, Kind::number, d));
  });
  way(Kind::numbers, [this](int d) {
    return group("for q in periods(2, ", duration_literal(chance(50)), ") return count(",
                 of(Kind::people, d), "[joined in q])");
  });
  for (const bool people : {true, false}) {
    const Kind kind = people ? Kind::people : Kind::tasks;
    for (int i = 0; i < 3; ++i) {
      way(kind, [this, kind, people](int d) {
        return of(kind, d) + "[" + condition_on(item_of(people), d) + "]";
      });
    }
    way(kind, [this, kind](int d) { return call("reverse", of(kind, d)); });
  }
}

void Generator::add_ways() {
  add_comparisons();
  add_list_conditions();
  add_range_conditions();
  add_numbers();
  add_aggregates();
  add_texts();
  add_dates();
  add_times();
  add_lists();
  add_records();
}

}  // namespace entente::oracle
