#include "tests/support/random_facts.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace entente::tests {
namespace {

bool word_sign(char sign) {
  return std::isalnum(static_cast<unsigned char>(sign)) != 0 || sign == '_';
}

int times_named(const std::string& text, std::string_view name) {
  int times = 0;
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const bool begins = at == 0 || !word_sign(text[at - 1]);
    const auto end = at + name.size();
    if (begins && (end == text.size() || !word_sign(text[end]))) ++times;
  }
  return times;
}

const std::vector<std::string> truth{"true", "false"};

std::vector<std::string> numbers_in_range(int low, int high) {
  const auto between = [](int from, int to) {
    const int twice = from + to;
    return std::to_string(twice / 2) + (twice % 2 == 0 ? "" : ".5");
  };
  return {"0",
          between(0, low),
          std::to_string(low),
          between(low, high),
          std::to_string(high),
          between(high, 10),
          "10"};
}

constexpr std::string_view seen_by_reference = "\"Q\"";  // an item that no list shows
// An item that only a completion adds: nothing in the facts refers to it.
constexpr std::string_view one_more = "\"Z\"";

}  // namespace

std::set<std::string> referred_in(const RandomCase& facts) {
  std::set<std::string> keys;
  const auto add = [&](const RandomFact& fact) {
    for (const auto key : {seen_by_reference, one_more}) {
      if (fact.value.find(key) != std::string::npos) keys.emplace(key);
    }
  };
  for (const auto& fact : facts.facts) add(fact);
  for (const auto& list : facts.lists) {
    for (const auto& item : list.items) {
      for (const auto& field : item.fields) add(field);
    }
  }
  return keys;
}

namespace {

class Facts {
 public:
  Facts(std::mt19937& random, const RandomRules& rules)
      : random_(random),
        rules_(rules),
        reads_(reads_of(rules.text)),
        numbers_(numbers_in_range(rules.low, rules.high)) {
    made_.rules = rules.text;
  }

  RandomCase make() {
    for (const auto* name : {"fa", "fb", "fc"}) add(name, truth);
    for (const auto* name : {"na", "nb"}) add(name, numbers_);
    add("nn", {"-1000", numbers_[2], numbers_[3], numbers_[4], "1000", "null"});
    add("kind", {"\"x\"", "\"y\"", "\"z\""});
    add("word", {"\"u\"", "\"v\"", "\"other\""});
    add("day", days());
    refers_ = names("lead") || names("team") || names("peer") || names("boss");
    if (names("things") || refers_) add_things();
    if (names("sites")) add_sites();
    add("lead", things_or_none());
    if (names("team")) add("team", teams());
    place_unlisted();
    if (rules_.reused) made_.read_twice = true;
    return std::move(made_);
  }

 private:
  int pick(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }
  bool chance(int percent) { return pick(1, 100) <= percent; }
  [[nodiscard]] bool names(std::string_view name) const { return times_named(reads_, name) > 0; }

  std::string choose(const std::vector<std::string>& values) {
    while (true) {
      const auto at = static_cast<std::size_t>(pick(0, static_cast<int>(values.size()) - 1));
      if (values[at].find(one_more) == std::string::npos) return values[at];
    }
  }

  void note(const std::string& value, std::string_view name) {
    const bool counted_twice = reads_.find("section sa, sb") != std::string::npos ||
                               reads_.find("(rule r") != std::string::npos;
    if (value.empty() && (times_named(reads_, name) > 1 || counted_twice)) made_.read_twice = true;
  }

  void add(const std::string& name, std::vector<std::string> values) {
    if (!names(name)) return;
    RandomFact fact{name, name, std::move(values), "", ""};
    if (!chance(38)) fact.value = choose(fact.values);
    const bool has_shelf_life = name == "fc" || name == "nb" || name == "lead";
    if (has_shelf_life && chance(25)) std::swap(fact.value, fact.stale);
    note(fact.value, name);
    made_.facts.push_back(std::move(fact));
  }

  /// Each end of a period, each day next to it, and one between.
  static std::vector<std::string> days() {
    return {"\"2026-04-30\"", "\"2026-05-01\"", "\"2026-05-02\"",
            "\"2026-07-31\"", "\"2026-08-01\"", "\"2026-09-15\"",
            "\"2026-11-01\"", "\"2026-11-02\"", "null"};
  }

  // ---------------------------------------------------------------- lists

  RandomFact field(const std::string& name, const std::string& item,
                   std::vector<std::string> values) {
    RandomFact made{name, item + "." + name, std::move(values), "", ""};
    if (!names(name)) {
      made.value = made.values.front();
    } else if (!chance(38)) {
      made.value = choose(made.values);
    }
    note(made.value, name);
    return made;
  }

  void set_size(RandomList& list) {
    list.missing = chance(10);
    list.open = !list.missing && chance(10);
    if (list.missing || list.open) note("", list.name);
  }

  /// Keys of things that a reference can hold, given how the list is.
  [[nodiscard]] std::vector<std::string> things_or_none() const {
    std::vector<std::string> values{"null"};
    if (made_.lists.empty()) return values;
    for (const auto& item : made_.lists.front().items) values.push_back(item.key);
    if (may_be_more_) values.emplace_back(one_more);
    return values;
  }

  [[nodiscard]] std::vector<std::string> teams() const {
    auto values = things_or_none();
    values.erase(values.begin());
    std::vector<std::string> all{"[]"};
    std::string whole;
    for (const auto& value : values) {
      all.push_back("[" + value + "]");
      whole += (whole.empty() ? "[" : ", ") + value;
    }
    if (values.size() > 1) all.push_back(whole + "]");
    return all;
  }

  RandomItem thing(std::string_view key, const std::string& name,
                   const std::vector<std::string>& peers) {
    RandomItem made{std::string(key), {}, false};
    made.fields.push_back(field("ok", name, truth));
    made.fields.push_back(field("x", name, numbers_));
    if (names("peer")) made.fields.push_back(field("peer", name, peers));
    return made;
  }

  void add_things() {
    RandomList list{"things", "name", false, false, {}, {}};
    set_size(list);
    may_be_more_ = list.missing || list.open;
    const int count = list.missing ? 0 : pick(0, 2);
    std::vector<std::string> peers{"null"};
    for (int i = 0; i < count; ++i) peers.push_back(key_of(i));
    const bool unlisted = may_be_more_ && refers_ && chance(60);
    if (unlisted) peers.emplace_back(seen_by_reference);
    for (int i = 0; i < count; ++i) {
      list.items.push_back(thing(key_of(i), "things[" + key_of(i).substr(1, 1) + "]", peers));
    }
    if (unlisted) list.items.push_back(unlisted_thing(peers));
    list.unseen = thing(one_more, "things[Z]", {"null", std::string(one_more)});
    made_.lists.push_back(std::move(list));
  }
  static std::string key_of(int place) {
    return std::string("\"") + static_cast<char>('A' + place) + '"';
  }

  RandomItem unlisted_thing(const std::vector<std::string>& peers) {
    auto made = thing(seen_by_reference, "things[Q]", peers);
    for (auto& field : made.fields) {
      field.value.clear();
      note("", field.name);
    }
    made.unlisted = true;
    return made;
  }

  /// Unless something refers to it, an item that no list shows is a part of what more there may be.
  void place_unlisted() {
    const bool referred = referred_in(made_).contains(std::string(seen_by_reference));
    for (auto& list : made_.lists) {
      for (auto& item : list.items) {
        if (!item.unlisted || referred) continue;
        for (auto& field : item.fields) field.path = list.name + "[*]";
      }
    }
  }

  RandomItem site(int code) {
    const auto key = std::to_string(code);
    const std::string path = "sites[\"" + key + "\"]";
    RandomItem made{key, {field("sunny", path, truth)}, false};
    if (names("boss")) made.fields.push_back(field("boss", path, things_or_none()));
    return made;
  }

  void add_sites() {
    RandomList list{"sites", "code", false, false, {}, {}};
    set_size(list);
    const int count = list.missing ? 0 : pick(0, 2);
    for (int i = 0; i < count; ++i) list.items.push_back(site(7 + i));
    list.unseen = site(9);
    made_.lists.push_back(std::move(list));
  }

  std::mt19937& random_;
  const RandomRules& rules_;
  std::string reads_;
  std::vector<std::string> numbers_;
  RandomCase made_;
  bool refers_ = false;
  bool may_be_more_ = false;  // things than the facts show
};

// ---------------------------------------------------------------- as text

void append(std::string& text, const std::string& name, const std::string& value) {
  if (value.empty()) return;
  text += (text.empty() ? "\"" : ", \"") + name + "\": " + value;
}

bool has_value(const RandomItem& item) {
  return std::any_of(item.fields.begin(), item.fields.end(),
                     [](const RandomFact& field) { return !field.value.empty(); });
}

std::string text_of(const RandomItem& item, const std::string& key_field) {
  std::string text;
  append(text, key_field, item.key);
  for (const auto& field : item.fields) append(text, field.name, field.value);
  return "{" + text + "}";
}

std::string text_of(const RandomList& list, const RandomCase& facts) {
  const bool complete = !list.missing && !list.open;
  auto wanted = list.name == "things" && complete ? referred_in(facts) : std::set<std::string>();
  std::string text;
  const auto add = [&](const RandomItem& item) {
    text += (text.empty() ? "" : ", ") + text_of(item, list.key_field);
    wanted.erase(item.key);
  };
  for (const auto& item : list.items) {
    if (!item.unlisted || complete || has_value(item)) add(item);
  }
  if (wanted.contains(std::string(one_more))) {
    auto more = list.unseen;
    for (auto& field : more.fields) field.value = field.values.front();
    add(more);
  }
  return "[" + text + "]";
}

}  // namespace

RandomCase random_case(std::mt19937& random) {
  const auto rules = random_rules(random);
  return Facts(random, rules).make();
}

std::string json_of(const RandomCase& facts) {
  std::string inside;
  std::string evidence;
  std::string open;
  for (const auto& fact : facts.facts) {
    append(inside, fact.name, fact.value.empty() ? fact.stale : fact.value);
    if (!fact.value.empty() || fact.stale.empty()) continue;
    evidence += (evidence.empty() ? "" : ", ");
    evidence += "{\"fact\": \"" + fact.name + "\", \"on\": \"2024-01-01\"}";
  }
  for (const auto& list : facts.lists) {
    if (!list.missing) append(inside, list.name, text_of(list, facts));
    if (list.open) open += (open.empty() ? "\"" : ", \"") + list.name + "\"";
  }
  std::string text = "{\"today\": \"2026-11-01\", \"facts\": {" + inside + "}";
  if (!evidence.empty()) text += ", \"evidence\": [" + evidence + "]";
  if (!open.empty()) text += ", \"open lists\": [" + open + "]";
  return text + "}";
}

std::string with_known_settled(const RandomCase& facts) {
  std::string rules = facts.rules;
  for (const auto& fact : facts.facts) {
    const std::string question = "(" + fact.name + " is known)";
    const std::string_view answer = fact.value.empty() ? "no" : "yes";
    for (auto at = rules.find(question); at != std::string::npos; at = rules.find(question)) {
      rules.replace(at, question.size(), answer);
    }
  }
  return rules;
}

}  // namespace entente::tests
