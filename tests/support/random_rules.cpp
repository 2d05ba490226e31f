#include "tests/support/random_rules.hpp"

#include <algorithm>

namespace entente::tests {
namespace {

constexpr std::string_view vocabulary = R"(record thing "A thing"
  key name text
  ok  yes or no
  x   number, 0 to 10
fact fa yes or no
fact fb yes or no
fact fc yes or no
fact na number, 0 to 10
fact nb number, 0 to 10
fact nn number or none
fact kind one of "x", "y", "z"
fact word text
fact day date or none
fact things list of thing
)";

/// Writes rules; counts how often each fact is named, since what is read twice is judged apart.
class Writer {
 public:
  explicit Writer(std::mt19937& random) : random_(random) {
    low_ = pick(1, 5);
    high_ = pick(low_ + 1, 9);
    once_ = chance(35);
  }

  int pick(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }
  bool chance(int percent) { return pick(1, 100) <= percent; }
  std::string constant() { return std::to_string(chance(50) ? low_ : high_); }
  [[nodiscard]] int low() const { return low_; }
  [[nodiscard]] int high() const { return high_; }

  std::string file() {
    std::string text(vocabulary);
    const auto inferred = once_ ? "" : inferences();
    rules_ = pick(1, 4);
    for (written_ = 0; written_ < rules_; ++written_) text += rule();
    return text + scorecard() + inferred;
  }

 private:
  std::string one_of(const std::vector<std::string>& texts) {
    return texts[static_cast<std::size_t>(pick(0, static_cast<int>(texts.size()) - 1))];
  }
  std::string compare() { return one_of({" < ", " <= ", " > ", " >= "}); }

  /// In a set that reads each fact once: one not read so far, of these; else none.
  std::string unread(const std::vector<std::string>& wanted) {
    std::vector<std::string> left;
    for (const auto& name : wanted) {
      if (std::find(read_.begin(), read_.end(), name) == read_.end()) left.push_back(name);
    }
    if (left.empty()) return {};
    read_.push_back(one_of(left));
    return read_.back();
  }

  std::string simple_once() {
    if (in_item_) {
      const auto field = unread({"t.ok", "t.x"});
      return field == "t.x" ? field + compare() + constant() : field.empty() ? "yes" : field;
    }
    const auto fact = unread({"fa", "fb", "fc", "na", "nb", "nn", "kind", "word", "day", "things"});
    if (fact.empty()) return chance(50) ? "yes" : "no";
    if (fact == "kind") return "kind" + one_of({" = \"x\"", " in (\"x\", \"z\")"});
    if (fact == "word") return "word != \"v\"";
    if (fact == "day") return one_of({"day within 3 months", "day is not none"});
    if (fact == "things") return over_things();
    if (fact[0] == 'f') return fact;
    return fact + compare() + constant();
  }

  std::string number_once() {
    const auto fact = unread({"na", "nb", "nn"});
    return fact.empty() ? constant() : fact;
  }

  std::string number(int depth) {
    if (once_) return "(" + number_once() + one_of({" + ", " - "}) + number_once() + ")";
    if (depth == 0 || chance(55)) return one_of({"na", "nb", "nn", in_item_ ? "t.x" : "na"});
    switch (pick(0, 4)) {
      case 0:
        return "(" + number(depth - 1) + one_of({" + ", " - ", " * "}) +
               one_of({number(0), constant()}) + ")";
      case 1:
        return "(if " + condition(depth - 1) + " then " + number(depth - 1) + " else " +
               constant() + ")";
      case 2:
        return in_item_ ? "t.x" : "count(things[" + in_filter() + "])";
      case 3:
        return in_item_ ? "nb" : one_of({"sum", "max", "min", "mean"}) + "(things.x)";
      default:
        return in_item_ ? "na" : "(total of things.x)";
    }
  }

  std::string in_filter() {
    return one_of({"ok", "x" + compare() + constant(), "not(ok)", "ok and x > " + constant()});
  }

  /// Up to two that may ask each other, and one of a thing.
  std::string inferences() {
    std::string text;
    for (const auto* name : {"level1", "level2"}) {
      if (!chance(35)) continue;
      text += "infer " + std::string(name) + " \"I\"\n" + cases();
      inferred_.emplace_back(name);
    }
    if (chance(25)) {
      in_item_ = true;
      text += "infer grade(t) \"G\"\n" + cases();
      in_item_ = false;
      graded_ = true;
    }
    return text;
  }
  std::string cases() {
    std::vector<std::string> values{"p", "q"};
    if (chance(30)) values.emplace_back("p");
    std::string text;
    for (const auto& value : values) text += "  case \"" + value + "\" when " + condition(1) + "\n";
    return text + "  otherwise \"r\"\n";
  }
  std::string is_inferred(const std::string& name) {
    return name + one_of({" = \"p\"", " != \"r\"", " in (\"p\", \"q\")", " = \"q\""});
  }

  std::string simple() {
    if (once_) return simple_once();
    if (!inferred_.empty() && chance(20)) return is_inferred(one_of(inferred_));
    if (graded_ && in_item_ && chance(30)) return is_inferred("grade(t)");
    switch (pick(0, in_item_ ? 11 : 9)) {
      case 0:
      case 1:
      case 2:
        return one_of({"fa", "fb", "fc"});
      case 3:
        return one_of({"na", "nb", "nn"}) + one_of({" = ", " != "}) + constant();
      case 4:
        return "kind" + one_of({" = \"x\"", " != \"y\"", " in (\"x\", \"z\")"});
      case 5:
        return "word" + one_of({" = \"u\"", " != \"v\""});
      case 6:
        return one_of(
            {"day within 3 months", "day before 3 months ago", "day is not none", "day <= today"});
      case 7:
        return one_of({"nn is none", "nn is not none"});
      case 8:
        return one_of({"na", "nb", "nn"}) + " between " + std::to_string(low_) + " and " +
               std::to_string(high_);
      case 9:
        return one_of({"na", "nb"}) + compare() + constant();
      case 10:
        return "t.ok";
      default:
        return "t.x" + compare() + constant();
    }
  }

  std::string over_things() {
    if (graded_ && chance(30)) {
      return "(" + one_of({"every", "some"}) + " t in things satisfies " + is_inferred("grade(t)") +
             ")";
    }
    switch (pick(0, 4)) {
      case 0:
        return "(every t in things satisfies " +
               one_of({"t.ok", once_ ? "t.ok" : "(t.x > " + constant() + " or fa)"}) + ")";
      case 1:
        return "(some t in things satisfies " + one_of({"t.ok", "t.x >= " + constant()}) + ")";
      case 2:
        return "((share of things with " + in_filter() + ") >= 50%)";
      case 3:
        return "(at least " + std::to_string(pick(1, 2)) + " of things with (" + in_filter() + "))";
      default:
        return "(count(things) >= " + std::to_string(pick(1, 2)) + ")";
    }
  }

  std::string asked_rule() {
    return "(rule r" + std::to_string(pick(1, written_)) + " is " +
           one_of({"met", "met", "partly met", "not met", "not applicable"}) + ")";
  }

  std::string condition(int depth) {
    if (depth == 0 || chance(40)) return simple();
    switch (pick(0, 7)) {
      case 0:
      case 1:
        return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 2:
      case 3:
        return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 4:
        return "not(" + condition(depth - 1) + ")";
      case 5:
        return "(" + number(depth) + compare() + constant() + ")";
      case 6:
        return in_item_ || once_ ? simple() : over_things();
      default:
        return written_ > 0 && !once_ ? asked_rule() : simple();
    }
  }

  std::string credit() {
    switch (pick(0, 5)) {
      case 0:
        return "  credit " + one_of({"25%", "50%"}) + " when " + condition(1) + "\n";
      case 1:
        return "  credit by share of checks\n";
      case 2:
        return "  credit " + (once_ ? number_once() : one_of({"na", "nn"})) + " / 10\n";
      default:
        return "";
    }
  }

  std::string rule() {
    auto text = "rule r" + std::to_string(written_ + 1) + " \"R\" section " +
                one_of({"sa", "sa", "sb", "sb", once_ ? "sa" : "sa, sb"}) + "\n  weight " +
                std::to_string(pick(0, 4) + 1) + (chance(40) ? ", must\n" : "\n");
    if (chance(10)) text.replace(text.find("weight ") + 7, 1, "0");
    in_item_ = chance(25) && (!once_ || !unread({"things"}).empty());
    if (in_item_) {
      text +=
          "  for each t in " + one_of({"things", "things", once_ ? "things" : "things[ok]"}) + "\n";
    }
    if (chance(20)) text += "  applies when " + condition(1) + "\n";
    if (chance(15)) text += "  due when " + condition(1) + "\n";
    const int checks = pick(1, 3);
    if (checks > 1 && chance(25)) text += chance(50) ? "  any check\n" : "  at least 2 checks\n";
    for (int i = 0; i < checks; ++i) {
      text += "  check \"c" + std::to_string(i) + "\" " + condition(2) + "\n";
    }
    text += credit();
    in_item_ = false;
    return text;
  }

  std::string scorecard() {
    std::string text =
        "scorecard card \"Card\"\n  combine by weighted share\n  section sa \"A\" weight 60\n";
    text += chance(40) ? "  section sb \"B\" in sa weight 3\n" : "  section sb \"B\" weight 40\n";
    text += "  verdict \"high\" when score >= 80" +
            std::string(chance(40) ? " and every must rule is met" : "");
    text += std::string("\n  verdict \"middle\" when ") +
            one_of({"score >= 50", "score > 25 and score of sa >= 50"});
    return text + "\n  verdict \"low\" otherwise\n";
  }

  std::mt19937& random_;
  int low_ = 1;
  int high_ = 2;
  int rules_ = 1;
  int written_ = 0;
  bool in_item_ = false;
  bool once_ = false;                  // reads no fact twice
  std::vector<std::string> inferred_;  // those that can be asked so far
  bool graded_ = false;                // `grade` can be
  std::vector<std::string> read_;      // so far, in such a set
};

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

/// The rules alone, each as often as it is in sections: what is in two sections is read twice.
std::string rules_of(const std::string& file) { return file.substr(file.find("rule r1")); }

class Facts {
 public:
  Facts(Writer& writer, RandomCase& made)
      : writer_(writer), made_(made), rules_(rules_of(made.rules)) {}

  void make() {
    const auto numbers = numbers_in_range(writer_.low(), writer_.high());
    made_.number_values = numbers;
    for (const auto* name : {"fa", "fb", "fc"}) add(name, {"true", "false"});
    for (const auto* name : {"na", "nb"}) add(name, numbers);
    add("nn", {"-1000", numbers[2], numbers[3], numbers[4], "1000", "null"});
    add("kind", {"\"x\"", "\"y\"", "\"z\""});
    add("word", {"\"u\"", "\"v\"", "\"other\""});
    add("day", {"\"2026-07-31\"", "\"2026-08-01\"", "\"2026-09-15\"", "\"2026-11-01\"",
                "\"2026-11-02\"", "null"});
    made_.things_named = times_named(rules_, "things") > 0;
    if (made_.things_named) add_things();
  }

 private:
  std::string choose(const std::vector<std::string>& values) {
    if (writer_.chance(38)) return {};
    return values[static_cast<std::size_t>(writer_.pick(0, static_cast<int>(values.size()) - 1))];
  }

  std::string choose_if_named(std::string_view name, const std::vector<std::string>& values) {
    return times_named(rules_, name) > 0 ? choose(values) : values.front();
  }

  void note(const std::string& value, int times) {
    const bool counted_twice = rules_.find("section sa, sb") != std::string::npos ||
                               rules_.find("(rule r") != std::string::npos || inferred_twice();
    if (value.empty() && (times > 1 || counted_twice)) made_.read_twice = true;
  }

  /// Named at its card and at more than one other place.
  [[nodiscard]] bool inferred_twice() const {
    const auto often = [&](const char* name) { return times_named(rules_, name) > 2; };
    return often("level1") || often("level2") || often("grade");
  }

  void add(const std::string& name, std::vector<std::string> values) {
    const int times = times_named(rules_, name);
    if (times == 0) return;
    made_.facts.push_back({name, values, choose(values)});
    note(made_.facts.back().value, times);
  }

  void add_things() {
    const int times = times_named(rules_, "things");
    if (writer_.chance(10)) {
      made_.things_missing = true;
      return note("", times);
    }
    made_.things_open = writer_.chance(10);
    if (made_.things_open) note("", times);
    const int count = writer_.pick(0, 2);
    for (int i = 0; i < count; ++i) {
      const std::string name(1, static_cast<char>('A' + i));
      const std::vector<std::string> truth{"true", "false"};
      RandomThing thing{name,
                        {"things[" + name + "].ok", truth, choose_if_named("ok", truth)},
                        {"things[" + name + "].x", made_.number_values,
                         choose_if_named("x", made_.number_values)}};
      note(thing.ok.value, times_named(rules_, "ok"));
      note(thing.x.value, times_named(rules_, "x"));
      made_.things.push_back(std::move(thing));
    }
  }

  Writer& writer_;
  RandomCase& made_;
  std::string rules_;
};

void append(std::string& text, const std::string& name, const std::string& value) {
  if (value.empty()) return;
  text += (text.empty() || text.back() == '{' ? "\"" : ", \"") + name + "\": " + value;
}

}  // namespace

RandomCase random_case(std::mt19937& random) {
  Writer writer(random);
  RandomCase made;
  made.rules = writer.file();
  Facts(writer, made).make();
  return made;
}

std::string json_of(const RandomCase& facts) {
  std::string inside;
  for (const auto& fact : facts.facts) append(inside, fact.path, fact.value);
  if (facts.things_named && !facts.things_missing) {
    std::string things;
    for (const auto& thing : facts.things) {
      std::string fields = "\"name\": \"" + thing.name + "\"";
      append(fields, "ok", thing.ok.value);
      append(fields, "x", thing.x.value);
      things += (things.empty() ? "{" : ", {") + fields + "}";
    }
    append(inside, "things", "[" + things + "]");
  }
  std::string text = "{\"today\": \"2026-11-01\", \"facts\": {" + inside + "}";
  if (facts.things_open) text += ", \"open lists\": [\"things\"]";
  return text + "}";
}

}  // namespace entente::tests
