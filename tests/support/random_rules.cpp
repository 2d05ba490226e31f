#include "tests/support/random_rules.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace entente::tests {
namespace {

constexpr std::string_view vocabulary = R"(record thing "A thing"
  key name text
  ok   yes or no
  x    number, 0 to 10
  peer thing or none
record site "A site"
  key code number
  sunny yes or no
  boss  thing or none
fact fa yes or no
fact fb yes or no
fact fc yes or no
  good for 12 months
fact na number, 0 to 10
fact nb number, 0 to 10
  good for 12 months
fact nn number or none
fact kind one of "x", "y", "z"
fact word text
fact day date or none
fact lead thing or none
  good for 12 months
fact team list of thing in things
fact things list of thing
fact sites list of site
)";

/// What `for each` goes over.
enum class Over { nothing, things, pairs, sites };

/// Writes rules; keeps account of the facts named, since what is read twice is judged apart.
class Writer {
 public:
  explicit Writer(std::mt19937& random) : random_(random) {
    made_.low = pick(1, 5);
    made_.high = pick(made_.low + 1, 9);
    once_ = chance(30);
    plain_ = once_ || chance(55);
  }

  RandomRules write() {
    made_.text = vocabulary;
    if (!plain_) define();
    if (!plain_) infer();
    rules_ = pick(1, 4);
    for (written_ = 0; written_ < rules_; ++written_) made_.text += rule();
    made_.text += scorecard();
    return std::move(made_);
  }

 private:
  int pick(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }
  bool chance(int percent) { return pick(1, 100) <= percent; }
  std::string constant() { return std::to_string(chance(50) ? made_.low : made_.high); }
  std::string one_of(const std::vector<std::string>& texts) {
    return texts[static_cast<std::size_t>(pick(0, static_cast<int>(texts.size()) - 1))];
  }
  std::string compare() { return one_of({" < ", " <= ", " > ", " >= "}); }
  std::string above() { return compare() + constant(); }
  std::string reused(std::string text) {
    made_.reused = true;
    return text;
  }

  // ---------------------------------------------------------------- sets that read each fact once

  /// One not read so far, of these; else none.
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
    if (over_ != Over::nothing) {
      const auto field = unread({"t.ok", "t.x"});
      return field == "t.x" ? field + above() : field.empty() ? "yes" : field;
    }
    const auto fact = unread({"fa", "fb", "fc", "na", "nb", "nn", "kind", "word", "day", "things"});
    if (fact.empty()) return chance(50) ? "yes" : "no";
    if (fact == "kind") return "kind" + one_of({" = \"x\"", " in (\"x\", \"z\")"});
    if (fact == "word") return "word != \"v\"";
    if (fact == "day") return one_of({"day within 3 months", "day is not none", in_periods()});
    if (fact == "things") return chance(25) ? lead() : over_things();
    if (fact[0] == 'f') return fact;
    return fact + above();
  }

  std::string number_once() {
    const auto fact = unread({"na", "nb", "nn"});
    return fact.empty() ? constant() : fact;
  }

  // ---------------------------------------------------------------- expressions

  std::string number(int depth) {
    if (once_) return "(" + number_once() + one_of({" + ", " - "}) + number_once() + ")";
    if (depth == 0 || chance(55)) {
      if (over_ == Over::things || over_ == Over::pairs) return one_of({"na", "nb", "nn", "t.x"});
      return one_of({"na", "nb", "nn", "na"});
    }
    const bool inside = over_ != Over::nothing;
    switch (pick(0, 4)) {
      case 0:
        return "(" + number(depth - 1) + one_of({" + ", " - ", " * "}) +
               one_of({number(0), constant()}) + ")";
      case 1:
        return "(if " + condition(depth - 1) + " then " + number(depth - 1) + " else " +
               constant() + ")";
      case 2:
        return inside ? number(0) : "count(things[" + in_filter() + "])";
      case 3:
        return inside ? "nb" : one_of({"sum", "max", "min", "mean"}) + "(things.x)";
      default:
        return inside ? "na" : "(total of things.x)";
    }
  }

  std::string in_filter() {
    std::vector<std::string> filters{"ok", "x" + above(), "not(ok)", "ok and x > " + constant()};
    if (!plain_ && chance(25)) return reused("peer.ok");
    return one_of(filters);
  }

  std::string lead() { return one_of({"lead.ok", "lead.x" + above()}); }

  std::string in_periods() {
    return one_of({"(some q in periods(2, 3 months) satisfies day in q)",
                   "(day in periods(2, 3 months)[1])"});
  }

  /// What only the wider sets hold: references, definitions, what the file knows.
  std::string wide() {
    switch (pick(0, 6)) {
      case 0:
        return "(" + one_of({"fa", "fc", "nn", "nb", "day"}) + " is known)";
      case 1:
        return reused(one_of({lead(), "lead is none", "lead.peer.ok", "(lead = things[1])"}));
      case 2:
        return in_periods();
      case 3:
        return defined_.empty() ? simple() : reused(one_of(defined_));
      case 4:
        return reused("(count(team[" + in_filter() + "]) >= 1)");
      case 5:
        return reused(one_of({"liked(lead)", "liked(things[2])", "liked(team[1].peer)",
                              "knows(lead, things[1].peer)", "knows(_, lead)",
                              "knows(sites[1].boss, _)", "sized(10 / nb)", "sized(nn)"}));
      default:
        return over_ == Over::nothing ? reused(over_sites()) : simple();
    }
  }

  std::string of_item() {
    switch (over_) {
      case Over::things:
        if (!plain_ && chance(40)) {
          return reused(one_of({"t.peer.ok", "t.peer.x" + above(), "t.peer is none",
                                "t.peer.peer.ok", "(t.peer = lead)", "good(t)"}));
        }
        return one_of({"t.ok", "t.x" + above()});
      case Over::pairs:
        return reused(one_of({"(t.ok or u.ok)", "t.x = u.x", "t.x" + compare() + "u.x", "u.ok",
                              "(t.x + u.x)" + above()}));
      default:
        return reused(one_of({"s.sunny", "s.boss.ok", "s.boss is none", "s.boss.x" + above()}));
    }
  }

  std::string is_inferred(const std::string& name) {
    return reused("(" + name + one_of({" = \"p\"", " != \"r\"", " in (\"p\", \"q\")", " = \"q\""}) +
                  ")");
  }

  std::string simple() {
    if (once_) return simple_once();
    if (!inferred_.empty() && chance(15)) return is_inferred(one_of(inferred_));
    if (graded_ && over_ == Over::things && chance(20)) return is_inferred("grade(t)");
    if (over_ != Over::nothing && chance(30)) return of_item();
    switch (pick(0, 9)) {
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
        return one_of({"na", "nb", "nn"}) + " between " + std::to_string(made_.low) + " and " +
               std::to_string(made_.high);
      default:
        return one_of({"na", "nb"}) + above();
    }
  }

  std::string over_things() {
    if (graded_ && chance(25)) {
      return "(" + one_of({"every", "some"}) + " t in things satisfies " + is_inferred("grade(t)") +
             ")";
    }
    if (!plain_ && chance(35)) {
      return reused(one_of({"(every two t, u in things satisfies t.x != u.x)",
                            "(some two t, u in things satisfies t.ok and u.ok)",
                            "(every t in things satisfies t.peer.ok)",
                            "(some t in team satisfies t.x" + above() + ")",
                            "(every t in team satisfies good(t))"}));
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

  std::string over_sites() {
    return one_of({"(every s in sites satisfies s.sunny)", "(some s in sites satisfies s.boss.ok)",
                   "(count(sites[boss is none]) <= 1)", "(count(sites) >= 2)"});
  }

  std::string asked_rule() {
    return "(rule r" + std::to_string(pick(1, written_)) + " is " +
           one_of({"met", "met", "partly met", "not met", "not applicable"}) + ")";
  }

  std::string condition(int depth) {
    if (!plain_ && chance(12)) return wide();
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
        return "(" + number(depth) + above() + ")";
      case 6:
        return over_ != Over::nothing || once_ ? simple() : over_things();
      default:
        return written_ > 0 && !once_ ? asked_rule() : simple();
    }
  }

  // ---------------------------------------------------------------- cards

  void define() {
    made_.text += "define good(p) = p.ok and p.x > " + constant() + "\n";
    made_.text += "relation liked(thing) \"L\" derive liked(t) for t in things when " +
                  one_of({"t.ok", "t.x" + above(), "fb"}) +
                  "\nrelation knows(thing, thing) \"K\" derive knows(t, t.peer) for t in things\n"
                  "relation sized(number) \"S\" derive sized(t.x) for t in things when t.ok\n";
    for (int i = pick(0, 2); i > 0; --i) {
      const std::string name = "d" + std::to_string(i);
      made_.text += "define " + name + " = " + condition(1) + "\n";
      defined_.push_back(name);
    }
  }

  /// Up to two that may ask each other, and one of a thing.
  void infer() {
    for (const auto* name : {"level1", "level2"}) {
      if (!chance(35)) continue;
      made_.text += "infer " + std::string(name) + " \"I\"\n" + cases();
      inferred_.emplace_back(name);
    }
    if (!chance(25)) return;
    over_ = Over::things;
    made_.text += "infer grade(t) \"G\"\n" + cases();
    over_ = Over::nothing;
    graded_ = true;
  }

  std::string cases() {
    std::vector<std::string> values{"p", "q"};
    if (chance(30)) values.emplace_back("p");
    std::string text;
    for (const auto& value : values) text += "  case \"" + value + "\" when " + condition(1) + "\n";
    return text + "  otherwise \"r\"\n";
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

  /// Chooses what the rule is judged for, and writes the clause.
  std::string for_each() {
    over_ = Over::nothing;
    if (!chance(28)) return "";
    if (once_) {
      if (unread({"things"}).empty()) return "";
      over_ = Over::things;
      return "  for each t in things\n";
    }
    const int kind = plain_ ? 0 : pick(0, 5);
    if (kind <= 2) {
      over_ = Over::things;
      return "  for each t in " + one_of({"things", "things", "things[ok]"}) + "\n";
    }
    made_.reused = true;
    if (kind == 3) {
      over_ = Over::pairs;
      return "  for each two t, u in " + one_of({"things", "things[ok]"}) + "\n";
    }
    over_ = kind == 4 ? Over::things : Over::sites;
    return kind == 4 ? "  for each t in team\n" : "  for each s in sites\n";
  }

  std::string rule() {
    auto text = "rule r" + std::to_string(written_ + 1) + " \"R\" section " +
                one_of({"sa", "sa", "sb", "sb", once_ ? "sa" : "sa, sb"}) + "\n  weight " +
                std::to_string(pick(0, 4) + 1) + (chance(40) ? ", must\n" : "\n");
    if (chance(10)) text.replace(text.find("weight ") + 7, 1, "0");
    text += for_each();
    if (chance(20)) text += "  applies when " + condition(1) + "\n";
    if (chance(15)) text += "  due when " + condition(1) + "\n";
    const int checks = pick(1, 3);
    if (checks > 1 && chance(25)) text += chance(50) ? "  any check\n" : "  at least 2 checks\n";
    for (int i = 0; i < checks; ++i) {
      text += "  check \"c" + std::to_string(i) + "\" " + condition(2) + "\n";
    }
    text += credit();
    if (!plain_ && chance(15)) {
      text += "  unknown counts as " + one_of({"met", "not met", "not applicable"}) + "\n";
    }
    over_ = Over::nothing;
    return text;
  }

  std::string scorecard() {
    std::string text =
        "scorecard card \"Card\"\n  combine by weighted share\n  section sa \"A\" weight 60\n";
    text += chance(40) ? "  section sb \"B\" in sa weight 3\n" : "  section sb \"B\" weight 40\n";
    text += "  verdict \"high\" when score >= 80" +
            std::string(chance(40) ? " and every must rule is met" : "");
    text += "\n  verdict \"middle\" when " + middle();
    return text + "\n  verdict \"low\" otherwise\n";
  }

  std::string middle() {
    if (plain_ || chance(60)) return one_of({"score >= 50", "score > 25 and score of sa >= 50"});
    return one_of({"score >= 50 and fa", "(score >= 30 or nn > " + constant() + ")",
                   "score >= 40 and coverage >= 60%", "score >= 50 and rule r1 is met",
                   "score >= 20 and " + simple()});
  }

  std::mt19937& random_;
  RandomRules made_;
  int rules_ = 1;
  int written_ = 0;
  Over over_ = Over::nothing;
  bool once_ = false;                  // reads no fact twice
  bool plain_ = false;                 // without what `wide` sets hold
  std::vector<std::string> read_;      // so far, in a set that reads each once
  std::vector<std::string> defined_;   // conditions
  std::vector<std::string> inferred_;  // those that can be asked so far
  bool graded_ = false;                // `grade` can be
};

}  // namespace

RandomRules random_rules(std::mt19937& random) { return Writer(random).write(); }

std::string reads_of(const std::string& rules) {
  return rules.substr(std::min(rules.find("define "), rules.find("rule r1")));
}

}  // namespace entente::tests
