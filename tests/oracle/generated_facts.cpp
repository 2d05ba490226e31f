#include "tests/oracle/generated_facts.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace entente::oracle {
namespace {

constexpr std::size_t most_of_a_domain = 9;
constexpr std::array<const char*, 3> known_keys{"Ann", "Bo", "Cy"};

// ---------------------------------------------------------------- the vocabulary

Shape shape(Shape::Kind kind) {
  Shape made;
  made.kind = kind;
  return made;
}
Shape none_too(Shape made) {
  made.or_none = true;
  return made;
}
Shape number_shape(std::optional<Decimal> low = {}, std::optional<Decimal> high = {}) {
  Shape made = shape(Shape::Kind::number);
  made.low = std::move(low);
  made.high = std::move(high);
  return made;
}
Shape choice(std::vector<std::string> choices) {
  Shape made = shape(Shape::Kind::choice);
  made.choices = std::move(choices);
  return made;
}
Shape list_of(Shape element, std::size_t least = 0) {
  Shape made = shape(Shape::Kind::list);
  made.element.push_back(std::move(element));
  made.least_size = least;
  return made;
}

Shape person() {
  Shape made = shape(Shape::Kind::record);
  made.record = "person";
  made.keyed = true;
  made.fields = {{"name", shape(Shape::Kind::text)},
                 {"age", number_shape(0)},
                 {"points", number_shape()},
                 {"joined", shape(Shape::Kind::date)},
                 {"gone", none_too(shape(Shape::Kind::date))},
                 {"active", shape(Shape::Kind::boolean)},
                 {"mood", choice({"low", "mid", "high"})}};
  return made;
}

Shape task() {
  Shape made = shape(Shape::Kind::record);
  made.record = "task";
  made.fields = {{"size", number_shape(0, 10)},
                 {"due", shape(Shape::Kind::date)},
                 {"done", none_too(shape(Shape::Kind::date))},
                 {"urgent", shape(Shape::Kind::boolean)}};
  return made;
}

std::string written(const Shape& shape);

std::string written_number(const Shape& shape) {
  if (shape.low && shape.high) {
    return "number, " + shape.low->to_string() + " to " + shape.high->to_string();
  }
  return shape.low ? "number, " + shape.low->to_string() + " or more" : "number";
}

std::string written_choice(const Shape& shape) {
  std::string out = "one of ";
  for (const std::string& one : shape.choices) {
    out.append(out.size() > 7 ? ", \"" : "\"").append(one).append("\"");
  }
  return out;
}

std::string written_list(const Shape& shape) {
  const std::string out = "list of " + written(shape.element.front());
  return shape.least_size == 0 ? out : out + ", " + std::to_string(shape.least_size) + " or more";
}

std::string written(const Shape& shape) {
  const std::string none = shape.or_none ? " or none" : "";
  switch (shape.kind) {
    case Shape::Kind::boolean:
      return "yes or no" + none;
    case Shape::Kind::number:
      return written_number(shape) + none;
    case Shape::Kind::text:
      return "text" + none;
    case Shape::Kind::choice:
      return written_choice(shape) + none;
    case Shape::Kind::date:
      return "date" + none;
    case Shape::Kind::list:
      return written_list(shape);
    case Shape::Kind::record:
      break;
  }
  return shape.record + none;
}

std::string record_card(const Shape& shape) {
  std::string out = "record " + shape.record + " \"Made for tests\"\n";
  for (const auto& [name, field] : shape.fields) {
    const bool key = shape.keyed && name == shape.fields.front().first;
    out.append(key ? "  key " : "  ").append(name).append(" ").append(written(field)).append("\n");
  }
  return out;
}

// ---------------------------------------------------------------- domains

Value none_value() { return null(Reason::none); }

bool in_bounds(const Shape& shape, const Decimal& value) {
  return (!shape.low || value >= *shape.low) && (!shape.high || value <= *shape.high);
}

/// Each cut, the middle of two neighbours, one beyond each end.
template <class T, class Between, class Beyond>
std::vector<T> cut(std::vector<T> cuts, Between between, Beyond beyond) {
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<T> points;
  points.push_back(beyond(cuts.front(), -1));
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    points.push_back(cuts[i]);
    points.push_back(i + 1 < cuts.size() ? between(cuts[i], cuts[i + 1]) : beyond(cuts[i], 1));
  }
  return points;
}

std::vector<Value> number_domain(const Shape& shape, const Mentions& mentions) {
  std::vector<Decimal> cuts = mentions.numbers;
  if (shape.low) cuts.push_back(*shape.low);
  if (shape.high) cuts.push_back(*shape.high);
  cuts.push_back(0);
  const auto points = cut(
      cuts, [](const Decimal& a, const Decimal& b) { return divide(a + b, Decimal(2)).value(); },
      [](const Decimal& a, int side) { return a + Decimal(side); });
  std::vector<Value> domain;
  for (const Decimal& point : points) {
    if (in_bounds(shape, point)) domain.push_back(number(point));
  }
  return domain;
}

std::vector<Value> date_domain(const Mentions& mentions) {
  constexpr long long ten_years = 3'700;
  const long long now = generated_today().days;
  std::vector<long long> cuts{now - ten_years, now, now + ten_years};
  for (const Date& date : mentions.dates) cuts.push_back(date.days);
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  const std::size_t plain = cuts.size();
  for (const Value& length : mentions.durations) {
    for (std::size_t i = 0; i < plain; ++i) {
      for (const auto op : {grammar::BinaryOp::add, grammar::BinaryOp::subtract}) {
        const Value moved = apply(op, make(Date{cuts[i]}), length);
        if (moved.as<Date>()) cuts.push_back(moved.as<Date>()->days);
      }
    }
  }
  const auto points = cut(
      cuts, [](long long a, long long b) { return a + (b - a) / 2; },
      [](long long a, int side) { return a + side; });
  std::vector<Value> domain;
  for (const long long point : points) domain.push_back(make(Date{point}));
  return domain;
}

std::vector<Value> text_domain(const Mentions& mentions) {
  std::set<std::string> named(mentions.texts.begin(), mentions.texts.end());
  named.insert({"", "some other text", "another"});
  std::vector<Value> domain;
  for (const std::string& one : named) domain.push_back(text(one));
  return domain;
}

std::vector<Value> scalar_domain(const Shape& shape, const Mentions& mentions) {
  switch (shape.kind) {
    case Shape::Kind::boolean:
      return {boolean(true), boolean(false)};
    case Shape::Kind::number:
      return number_domain(shape, mentions);
    case Shape::Kind::date:
      return date_domain(mentions);
    case Shape::Kind::text:
      return text_domain(mentions);
    default:
      break;
  }
  std::vector<Value> domain;
  for (const std::string& one : shape.choices) domain.push_back(text(one));
  return domain;
}

std::size_t below(Random& random, std::size_t count) { return random() % count; }
bool chance(Random& random, std::size_t per_cent) { return below(random, 100) < per_cent; }

/// A seeded sample; the first and the last point always stay.
std::vector<Value> thinned(Random& random, std::vector<Value> domain) {
  if (domain.size() <= most_of_a_domain) return domain;
  std::vector<Value> kept{domain.front()};
  std::sample(domain.begin() + 1, domain.end() - 1, std::back_inserter(kept), most_of_a_domain - 2,
              random);
  kept.push_back(domain.back());
  return kept;
}

std::vector<Value> domain_of(Random& random, const Shape& shape, const Mentions& mentions) {
  std::vector<Value> domain = thinned(random, scalar_domain(shape, mentions));
  if (shape.or_none) domain.push_back(none_value());
  return domain;
}

Value any_value(Random& random, const Shape& shape, const Mentions& mentions, int number_of_item);

Value any_record(Random& random, const Shape& shape, const Mentions& mentions, int number_of_item) {
  Record record;
  record.type = shape.record;
  for (const auto& [name, field] : shape.fields) {
    const bool key = shape.keyed && record.entries.empty();
    record.entries.push_back({name, key ? text("new" + std::to_string(number_of_item))
                                        : any_value(random, field, mentions, 0)});
  }
  return make(std::move(record));
}

/// Some of them texts that are mentioned; each once, and none that a known item may have.
void set_keys(Random& random, const Mentions& mentions, std::vector<Value>& items) {
  std::set<std::string> mentioned(mentions.texts.begin(), mentions.texts.end());
  for (const char* known : known_keys) mentioned.erase(known);
  std::vector<std::string> keys(mentioned.begin(), mentioned.end());
  std::shuffle(keys.begin(), keys.end(), random);
  for (std::size_t i = 0; i < std::min(keys.size(), items.size()); ++i) {
    if (chance(random, 50)) std::get<Record>(items[i].form).entries.front().value = text(keys[i]);
  }
}

Value any_list(Random& random, const Shape& shape, const Mentions& mentions, std::size_t size) {
  std::vector<Value> items;
  const Shape& element = shape.element.front();
  for (std::size_t i = 0; i < size; ++i)
    items.push_back(any_value(random, element, mentions, static_cast<int>(i)));
  if (element.keyed) set_keys(random, mentions, items);
  return list(std::move(items));
}

Value any_value(Random& random, const Shape& shape, const Mentions& mentions, int number_of_item) {
  if (shape.kind == Shape::Kind::record) return any_record(random, shape, mentions, number_of_item);
  if (shape.kind == Shape::Kind::list) {
    return any_list(random, shape, mentions, shape.least_size + below(random, 3));
  }
  const auto domain = domain_of(random, shape, mentions);
  return domain[below(random, domain.size())];
}

std::vector<Value> list_domain(Random& random, const Shape& shape, const Mentions& mentions,
                               std::size_t least) {
  std::vector<Value> domain;
  for (std::size_t i = 0; i < most_of_a_domain; ++i) {
    domain.push_back(any_list(random, shape, mentions, least + (i + 1) / 3 % 3));
  }
  return domain;
}

std::vector<Value> record_domain(Random& random, const Shape& shape, const Mentions& mentions) {
  std::vector<Value> domain;
  for (std::size_t i = 0; i < most_of_a_domain; ++i) {
    domain.push_back(any_record(random, shape, mentions, 0));
  }
  return domain;
}

Value known_scalar(Random& random, const Shape& shape) {
  if (shape.or_none && chance(random, 30)) return none_value();
  switch (shape.kind) {
    case Shape::Kind::boolean:
      return boolean(chance(random, 50));
    case Shape::Kind::date:
      return make(read_date(pick_date(random)).value());
    case Shape::Kind::text:
      return text(pick_text(random));
    case Shape::Kind::number:
      break;
    default:
      return text(shape.choices[below(random, shape.choices.size())]);
  }
  for (;;) {
    const Decimal value = Decimal::parse(pick_number(random)).value();
    if (in_bounds(shape, value)) return number(value);
  }
}

std::vector<Value> put_there(std::vector<Value> domain) {
  for (Value& value : domain) value.in_file = false;
  return domain;
}

std::vector<Value> domain_of_slot(Random& random, const Slot& slot, const Mentions& mentions) {
  if (slot.tail) return put_there(list_domain(random, slot.shape, mentions, 0));
  if (slot.shape.kind == Shape::Kind::list)
    return put_there(list_domain(random, slot.shape, mentions, slot.shape.least_size));
  if (slot.shape.kind == Shape::Kind::record)
    return put_there(record_domain(random, slot.shape, mentions));
  return put_there(domain_of(random, slot.shape, mentions));
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Mentions joined(const Mentions& mentions, const Mentions& also) {
  Mentions all = mentions;
  append(all.numbers, also.numbers);
  append(all.texts, also.texts);
  append(all.dates, also.dates);
  append(all.durations, also.durations);
  return all;
}

/// Sums, differences, products and quotients of two of a few of them.
std::vector<Decimal> combined(Random& random, std::vector<Decimal> numbers) {
  constexpr std::size_t most_combined = 6;
  numbers.insert(numbers.end(), {0, 1, 2});
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<Decimal> few;
  std::sample(numbers.begin(), numbers.end(), std::back_inserter(few), most_combined, random);
  std::vector<Decimal> made{-1'000, 1'000};
  for (const Decimal& a : few) {
    for (const Decimal& b : few) {
      made.insert(made.end(), {a + b, a - b, a * b});
      if (const auto quotient = divide(a, b)) made.push_back(*quotient);
    }
  }
  return made;
}

/// What may be in a text or be made of it: numbers, dates, words elsewhere, their first letters.
std::vector<std::string> combined_texts(const Mentions& mentions) {
  std::vector<std::string> texts{"", "red", "low", "high", "e", "o", "1", "-", "day", "0"};
  for (const std::string& text : mentions.texts)
    texts.insert(texts.end(), {text.substr(0, 1), text + "a", "a" + text});
  for (const Decimal& number : mentions.numbers) texts.push_back(number.to_string());
  for (const Date& date : mentions.dates) texts.push_back(show(date));
  return texts;
}

/// Also with what is made of two of them, with dates all over the year, and with the first and last
/// days of weeks and years.
Mentions combined(Random& random, Mentions mentions) {
  append(mentions.texts, combined_texts(mentions));
  append(mentions.numbers, combined(random, mentions.numbers));
  for (int i = 1; i <= 12; ++i) mentions.dates.push_back({generated_today().days - i * 31});
  for (const char* edge : {"2020-12-31", "2024-01-01", "2024-12-31", "2025-12-29", "2026-10-26"})
    mentions.dates.push_back(read_date(edge).value());
  const std::vector<Value> durations = mentions.durations;
  for (const Value& a : durations) {
    for (const Value& b : durations) {
      const Value sum = apply(grammar::BinaryOp::add, a, b);
      if (!sum.is_null()) mentions.durations.push_back(sum);
    }
  }
  return mentions;
}

// ---------------------------------------------------------------- making facts

/// Known values first, so that domains are cut at them too; then what is missing becomes slots.
class Maker {
 public:
  /// `share`: per cent of the facts that are missing.
  Maker(Random& random, Mentions mentions, std::size_t share, std::vector<Slot>& slots)
      : random_(random), mentions_(std::move(mentions)), share_(share), slots_(slots) {}

  FactNode make(const Shape& shape, const std::string& path, std::size_t missing_chance) {
    FactNode node;
    node.shape = shape;
    if (chance(random_, missing_chance)) {
      node.slot = add_slot(path, shape, false);
      return node;
    }
    if (shape.kind == Shape::Kind::list) return made_list(std::move(node), path);
    if (shape.kind == Shape::Kind::record) return made_record(std::move(node), path, "");
    node.scalar = known_scalar(random_, shape);
    note(node.scalar);
    return node;
  }

  void fill_domains() {
    for (Slot& slot : slots_) slot.domain = domain_of_slot(random_, slot, mentions_);
  }
  [[nodiscard]] const Mentions& mentions() const { return mentions_; }

 private:
  std::size_t add_slot(const std::string& path, const Shape& shape, bool tail) {
    slots_.push_back({path, shape, tail, {}});
    return slots_.size() - 1;
  }

  void note(const Value& value) {
    if (value.as<Decimal>()) mentions_.numbers.push_back(*value.as<Decimal>());
    if (value.as<std::string>()) mentions_.texts.push_back(*value.as<std::string>());
    if (value.as<Date>()) mentions_.dates.push_back(*value.as<Date>());
  }

  FactNode made_list(FactNode node, const std::string& path) {
    const Shape element = node.shape.element.front();
    const std::size_t size = std::max(node.shape.least_size, below(random_, 4));
    for (std::size_t i = 0; i < size; ++i) {
      const std::string in = element.keyed ? known_keys[i] : std::to_string(i + 1);
      const std::string item_path = path + "[" + in + "]";
      if (element.kind == Shape::Kind::record) {
        FactNode item;
        item.shape = element;
        node.children.push_back(
            made_record(std::move(item), item_path, element.keyed ? known_keys[i] : ""));
      } else {
        node.children.push_back(make(element, item_path, share_ / 2));
      }
    }
    if (chance(random_, share_ / 2)) {
      node.tail = add_slot(path + "[*]", node.shape, true);
    }
    return node;
  }

  FactNode made_record(FactNode node, const std::string& path, const std::string& key) {
    for (const auto& [name, field] : node.shape.fields) {
      if (!key.empty() && node.children.empty()) {
        FactNode known;
        known.shape = field;
        known.scalar = text(key);
        node.children.push_back(std::move(known));
        mentions_.texts.push_back(key);
      } else {
        node.children.push_back(make(field, path + "." + name, share_ / 2));
      }
    }
    return node;
  }

  Random& random_;
  Mentions mentions_;
  std::size_t share_;
  std::vector<Slot>& slots_;
};

// ---------------------------------------------------------------- values and text of facts

Value& mark(Value& value, bool in_file) {
  value.in_file = in_file;
  if (auto* items = std::get_if<List>(&value.form)) {
    for (Value& item : items->items) mark(item, in_file);
  }
  if (auto* record = std::get_if<Record>(&value.form)) {
    for (Entry& entry : record->entries) mark(entry.value, in_file);
  }
  return value;
}

struct Reading {
  const std::vector<Slot>& slots;
  const Completion& completion;
  bool all_in_file = false;

  [[nodiscard]] Value at(std::size_t slot) const {
    Value value = slots[slot].domain[completion[slot].value()];
    return mark(value, all_in_file);
  }

  [[nodiscard]] Value value_of(const FactNode& node) const {
    if (node.slot) return at(*node.slot);
    if (node.shape.kind == Shape::Kind::record) return record_of(node);
    if (node.shape.kind != Shape::Kind::list) return node.scalar;
    std::vector<Value> items;
    for (const FactNode& item : node.children) items.push_back(value_of(item));
    if (node.tail) {
      const Value more = at(*node.tail);
      items.insert(items.end(), more.as<List>()->items.begin(), more.as<List>()->items.end());
    }
    return list(std::move(items));
  }

  [[nodiscard]] Value record_of(const FactNode& node) const {
    Record record;
    record.type = node.shape.record;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      record.entries.push_back({node.shape.fields[i].first, value_of(node.children[i])});
    }
    return make(std::move(record));
  }
};

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string json_of(const Value& value) {
  if (value.is_null()) return "null";
  if (value.as<bool>()) return value.is(true) ? "true" : "false";
  if (value.as<Decimal>()) return value.as<Decimal>()->to_string();
  if (value.as<std::string>()) return quoted(*value.as<std::string>());
  if (value.as<Date>()) return quoted(show(*value.as<Date>()));
  std::string out;
  if (const auto* items = value.as<List>()) {
    for (const Value& item : items->items)
      out.append(out.empty() ? "" : ", ").append(json_of(item));
    return "[" + out + "]";
  }
  for (const Entry& entry : value.as<Record>()->entries) {
    out.append(out.empty() ? "" : ", ").append(quoted(entry.name)).append(": ");
    out.append(json_of(entry.value));
  }
  return "{" + out + "}";
}

struct Writing {
  const std::vector<Slot>& slots;
  const Completion& completion;
  std::vector<std::string> open;  // lists

  [[nodiscard]] bool supplied(const FactNode& node) const {
    return !node.slot || completion[*node.slot].has_value();
  }

  [[nodiscard]] std::string item_list(const FactNode& node, const std::string& path) {
    std::string out;
    const auto add = [&](const std::string& item) {
      out.append(out.empty() ? "" : ", ").append(item);
    };
    for (const FactNode& item : node.children) add(supplied(item) ? json(item, "") : "null");
    if (node.tail && completion[*node.tail]) {
      for (const Value& item :
           slots[*node.tail].domain[*completion[*node.tail]].as<List>()->items) {
        add(json_of(item));
      }
    } else if (node.tail) {
      open.push_back(path);
    }
    return "[" + out + "]";
  }

  [[nodiscard]] std::string json(const FactNode& node, const std::string& path) {
    if (node.slot) return json_of(slots[*node.slot].domain[completion[*node.slot].value()]);
    if (node.shape.kind == Shape::Kind::list) return item_list(node, path);
    if (node.shape.kind != Shape::Kind::record) return json_of(node.scalar);
    std::string out;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (!supplied(node.children[i])) continue;
      out.append(out.empty() ? "" : ", ").append(quoted(node.shape.fields[i].first)).append(": ");
      out.append(json(node.children[i], ""));
    }
    return "{" + out + "}";
  }
};

}  // namespace

const std::vector<DeclaredFact>& vocabulary() {
  using K = Shape::Kind;
  static const std::vector<DeclaredFact> facts{
      {"b1", shape(K::boolean)},
      {"b2", shape(K::boolean)},
      {"b3", none_too(shape(K::boolean))},
      {"b4", shape(K::boolean)},
      {"n1", number_shape()},
      {"n2", number_shape(0, 10)},
      {"n3", none_too(number_shape())},
      {"n4", number_shape(1)},
      {"n5", number_shape()},
      {"c1", choice({"red", "green", "blue"})},
      {"c2", none_too(choice({"red", "green", "blue"}))},
      {"d1", shape(K::date)},
      {"d2", shape(K::date)},
      {"d3", none_too(shape(K::date))},
      {"d4", shape(K::date)},
      {"t1", shape(K::text)},
      {"t2", shape(K::text)},
      {"t3", none_too(shape(K::text))},
      {"ns", list_of(number_shape())},
      {"ms", list_of(number_shape(), 1)},
      {"ts", list_of(shape(K::text))},
      {"bs", list_of(shape(K::boolean))},
      {"people", list_of(person())},
      {"tasks", list_of(task())},
      {"plan", task()},
  };
  return facts;
}

const std::string& vocabulary_text() {
  static const std::string text = [] {
    std::string out = "language 1\npack generated 1.0 \"Facts of generated expressions\"\n";
    out += record_card(person()) + record_card(task());
    for (const DeclaredFact& fact : vocabulary()) {
      out += "fact " + fact.name + " " + written(fact.shape) + "\n";
    }
    out += "relation listed(number) \"Among the numbers\" derive listed(x) for x in ns\n";
    return out;
  }();
  return text;
}

Date generated_today() { return make_date(2026, 11, 1).value(); }

std::string pick_number(Random& random) {
  constexpr std::array<const char*, 10> pool{"0",  "1",   "2",  "3",    "5",
                                             "10", "0.5", "-1", "-2.5", "7.25"};
  return pool[below(random, pool.size())];
}
std::string pick_text(Random& random) {
  constexpr std::array<const char*, 8> pool{"a", "ab", "b", "red", "low", "12", "Hello", "a,b"};
  return pool[below(random, pool.size())];
}
std::string pick_date(Random& random) {
  constexpr std::array<const char*, 8> pool{"2026-11-01", "2026-10-02", "2026-08-03", "2025-11-01",
                                            "2024-02-29", "2026-12-31", "2027-01-31", "2026-10-31"};
  return pool[below(random, pool.size())];
}

std::string pick_time(Random& random) {
  constexpr std::array<const char*, 5> pool{"10:30:00", "00:00:00", "09:00:30", "18:15:00",
                                            "23:59:59"};
  return pool[below(random, pool.size())];
}

GeneratedFacts::GeneratedFacts(Random& random, const Mentions& mentions) {
  // Of some fact bases much is missing, of others little.
  constexpr std::array<std::size_t, 3> shares{8, 15, 35};
  const std::size_t share = shares[below(random, shares.size())];
  Maker maker(random, mentions, share, slots_);
  for (const DeclaredFact& fact : vocabulary()) {
    if (!mentions.facts.contains(fact.name)) continue;
    const bool holds_others =
        fact.shape.kind == Shape::Kind::list || fact.shape.kind == Shape::Kind::record;
    facts_.emplace_back(fact.name,
                        maker.make(fact.shape, fact.name, holds_others ? share / 2 : share));
  }
  maker.fill_domains();
  mentions_ = maker.mentions();
}

GeneratedFacts GeneratedFacts::finer(Random& random, const std::vector<bool>& slots,
                                     const Mentions& also) const {
  const Mentions plain = joined(mentions_, also);
  const Mentions mentions = combined(random, plain);
  GeneratedFacts made = *this;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    Slot& slot = made.slots_[i];
    const bool whole =
        slot.shape.kind == Shape::Kind::list || slot.shape.kind == Shape::Kind::record;
    if (!slots[i]) continue;
    if (!whole) {
      slot.domain = put_there(scalar_domain(slot.shape, mentions));
      if (slot.shape.or_none) slot.domain.push_back(put_there({none_value()}).front());
      continue;
    }
    if (slot.shape.kind == Shape::Kind::list) {
      for (const std::size_t size : {4, 8, 16})
        append(slot.domain, put_there({any_list(random, slot.shape, plain, size)}));
    }
    for (int more = 0; more < 12; ++more) append(slot.domain, domain_of_slot(random, slot, plain));
  }
  return made;
}

Completion GeneratedFacts::random_completion(Random& random) const {
  Completion made(slots_.size());
  for (std::size_t i = 0; i < made.size(); ++i) made[i] = below(random, slots_[i].domain.size());
  return made;
}

std::vector<Completion> GeneratedFacts::completions(Random& random, std::size_t most,
                                                    bool& exhaustive) const {
  std::size_t all = 1;
  for (const Slot& slot : slots_) all = std::min(most + 1, all * slot.domain.size());
  exhaustive = all <= most;
  std::vector<Completion> made;
  if (!exhaustive) {
    while (made.size() < most) made.push_back(random_completion(random));
    return made;
  }
  Completion at(slots_.size(), 0);
  for (std::size_t i = 0; i < all; ++i) {
    made.push_back(at);
    for (std::size_t slot = 0; slot < at.size(); ++slot) {
      at[slot] = *at[slot] + 1;
      if (*at[slot] < slots_[slot].domain.size()) break;
      at[slot] = 0;
    }
  }
  return made;
}

std::map<std::string, Value, std::less<>> GeneratedFacts::values(const Completion& completion,
                                                                 bool all_in_file) const {
  const Reading reading{slots_, completion, all_in_file};
  std::map<std::string, Value, std::less<>> found;
  for (const auto& [name, node] : facts_) found.emplace(name, reading.value_of(node));
  return found;
}

std::string GeneratedFacts::json(const Completion& completion) const {
  Writing writing{slots_, completion, {}};
  std::string facts;
  for (const auto& [name, node] : facts_) {
    if (!writing.supplied(node)) continue;
    facts.append(facts.empty() ? "" : ", ").append(quoted(name)).append(": ");
    facts.append(writing.json(node, name));
  }
  std::string out =
      "{\"partnership\": \"generated\", \"today\": " + quoted(show(generated_today())) +
      ", \"facts\": {" + facts + "}";
  std::string open;
  for (const std::string& path : writing.open)
    open.append(open.empty() ? "" : ", ").append(quoted(path));
  return out + (open.empty() ? "" : ", \"open lists\": [" + open + "]") + "}";
}

}  // namespace entente::oracle
