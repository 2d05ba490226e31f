#include "tests/support/promise_trial.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/facts/read_facts.hpp"
#include "engine/program/builtins.hpp"
#include "tests/support/answers.hpp"

namespace entente::tests {
namespace {

using engine::KindSet;
using engine::Op;
using oracle::Completion;
namespace kinds = engine::kinds;

constexpr std::size_t most_completions = 200;  // beyond: so many are drawn instead
constexpr std::size_t drawn_completions = 24;
constexpr int fillings_for_blame = 4;
constexpr std::size_t judged_when_complete = 2;
constexpr std::size_t most_finer_completions = 2'000;
constexpr int finer_comparisons = 100;
constexpr int aimed_fillings = 6;
constexpr std::size_t most_aimed_values = 80;
constexpr std::size_t most_durations = 40;  // by each of which dates on the way are moved

std::string_view name_of(Op op) {
  switch (op) {
    case Op::call:
    case Op::invoke:
      return "call of a function";
    case Op::field:
    case Op::member:
    case Op::member_or:
      return "a.b";
    case Op::index:
      return "a[number]";
    case Op::filter:
      return "a[condition]";
    case Op::filter_or_index:
      return "a[either]";
    case Op::list:
      return "[a, b]";
    case Op::context:
      return "{a: b}";
    case Op::range:
      return "[a..b]";
    case Op::negate:
      return "-a";
    case Op::or_:
      return "or";
    case Op::and_:
      return "and";
    case Op::equal:
      return "=";
    case Op::not_equal:
      return "!=";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::greater_equal:
      return ">=";
    case Op::add:
      return "+";
    case Op::subtract:
      return "a - b";
    case Op::multiply:
      return "*";
    case Op::divide:
      return "/";
    case Op::power:
      return "**";
    case Op::between:
      return "between";
    case Op::in:
      return "in";
    case Op::not_:
      return "not ";
    case Op::instance_of:
      return "instance of";
    case Op::if_:
      return "if";
    case Op::for_:
      return "for";
    case Op::some:
      return "some";
    case Op::every:
      return "every";
    case Op::is_none:
      return "is none";
    case Op::is_known:
      return "is known";
    case Op::ago:
      return "ago";
    case Op::before:
      return "a before b";
    case Op::after:
      return "a after b";
    case Op::within:
      return "within";
    case Op::share_of:
      return "share of";
    case Op::counted:
      return "at least, at most";
    case Op::every_two:
      return "every two";
    case Op::some_two:
      return "some two";
    default:
      return {};  // asks nothing of a value
  }
}

std::string name_of(const engine::Node& node) {
  if (node.op != Op::builtin) return std::string(name_of(node.op));
  return std::string(engine::signature_of(static_cast<engine::Builtin>(node.a)).name);
}

}  // namespace

void PromiseTally::add(const PromiseTally& other) {
  for (const auto count :
       {&PromiseTally::pairs, &PromiseTally::drawn, &PromiseTally::refused,
        &PromiseTally::completions, &PromiseTally::complete, &PromiseTally::definite,
        &PromiseTally::unknown, &PromiseTally::tried, &PromiseTally::decidable,
        &PromiseTally::tight, &PromiseTally::reached, &PromiseTally::numeric, &PromiseTally::exact,
        &PromiseTally::members, &PromiseTally::telling, &PromiseTally::final_broken,
        &PromiseTally::blame_broken, &PromiseTally::bounds_broken, &PromiseTally::complete_broken})
    this->*count += other.*count;
  for (const auto& [name, count] : other.met) met[name] += count;
}

PromiseSubject::PromiseSubject(const oracle::GeneratedExpression& expression)
    : expression_(expression) {
  const auto file =
      sources_.add("case.rules", oracle::vocabulary_text() + "define answer = " + expression.text);
  loaded_ = engine::load_rules(sources_, std::vector{file});
  parsed_ = grammar::parse_expression(sources_, sources_.add("case", expression.text));
}

bool PromiseSubject::has_same_sides() const {
  return std::ranges::any_of(loaded_.diagnostics,
                             [](const auto& diagnostic) { return diagnostic.code == "W713"; });
}

std::string PromiseSubject::refusal() const {
  std::string all;
  for (const auto& diagnostic : loaded_.diagnostics) all += render(diagnostic, sources_);
  return all;
}

std::set<std::string> PromiseSubject::operators() const {
  std::set<std::string> names;
  for (const auto& node : program().nodes) names.insert(name_of(node));
  return names;
}

oracle::Value PromiseSubject::naive(const oracle::Environment& facts) const {
  return oracle::Evaluator(parsed_.tree, facts).evaluate(parsed_.root);
}

engine::FactBase PromiseSubject::read(const std::string& json) const {
  grammar::Sources sources;
  const auto document = engine::read_document(sources, sources.add("facts.json", json));
  auto read = engine::read_facts(document.root, program().vocabulary, {});
  std::string problems;
  for (const auto& diagnostic : read.diagnostics) problems += render(diagnostic, sources);
  if (!read.facts) throw std::runtime_error(problems + json);
  return std::move(*read.facts);
}

namespace {

/// The engine's answer, with what it is made of.
struct Judged {
  Judged(const PromiseSubject& subject, const std::string& json, bool traced)
      : facts(subject.read(json)) {
    engine::Environment environment;
    engine::ExpressionEvaluator evaluator(subject.program(), facts, arena);
    value = evaluator.evaluate(subject.program().measures.front().body, {}, environment,
                               traced ? &trace : nullptr);
    openness = tests::openness(value, subject.program().vocabulary);
  }
  engine::FactBase facts;
  engine::Arena arena;
  engine::Value value;
  engine::Trace trace;
  Openness openness;
};

class Trial {
 public:
  Trial(const PromiseSubject& subject, oracle::GeneratedFacts facts, oracle::Random& random,
        PromiseTally& tally)
      : subject_(subject),
        facts_(std::move(facts)),
        random_(random),
        tally_(tally),
        answer_(subject, facts_.json(facts_.nothing_supplied()), true) {}

  void run() {
    ++tally_.pairs;
    count_met(answer_.trace);
    complete();
    check_room();
    check_complete();
    if (!answer_.openness.open) {
      ++tally_.definite;
      return;
    }
    ++tally_.unknown;
    count_exact();
    find_blamed();
    if (every_completion_) {
      ++tally_.tried;
      count_telling();
      check_tight();
    }
    check_blame();
  }

 private:
  void violation(std::size_t& count, const std::string& what) {
    ++count;
    if (tally_.violations() > 5) return;
    ADD_FAILURE() << what << "\n  of " << subject_.expression().text
                  << "\n  engine: " << show(answer_.value) << waits_text()
                  << "\n  facts: " << facts_.json(facts_.nothing_supplied());
  }
  [[nodiscard]] std::string show(const engine::Value& value) const {
    return to_text(value, subject_.program().vocabulary, true) +
           (value.is_null() ? std::string(value.error_message()) : "");
  }
  [[nodiscard]] std::string waits_text() const {
    std::string text = " of";
    for (const auto path : answer_.openness.missing) text += " " + answer_.facts[path].text;
    return text;
  }

  void count_met(const engine::Trace& trace) {
    const auto& vocabulary = subject_.program().vocabulary;
    const bool open = std::ranges::any_of(
        trace.children, [&](const auto& child) { return openness(child.value, vocabulary).open; });
    for (const auto& child : trace.children) count_met(child);
    if (!open || trace.node == engine::NodeId::none) return;
    const auto& node = subject_.program()[trace.node];
    auto name = name_of(node);
    if (!name.empty()) ++tally_.met[std::move(name)];
  }

  [[nodiscard]] oracle::Value naive(const oracle::GeneratedFacts& facts,
                                    const Completion& completion, bool all_in_file = false) const {
    oracle::Environment environment;
    environment.today = oracle::generated_today();
    environment.facts = facts.values(completion, all_in_file);
    return subject_.naive(environment);
  }

  void complete() {
    completions_ = facts_.completions(random_, most_completions, every_completion_);
    if (!every_completion_) {
      ++tally_.drawn;
      completions_.resize(drawn_completions);
    }
    tally_.completions += completions_.size();
    for (const Completion& completion : completions_) {
      naive_.push_back(naive(facts_, completion));
      texts_.push_back(text_of(naive_.back()));
    }
  }

  void check_room() {
    for (std::size_t i = 0; i < naive_.size(); ++i) {
      if (has_room_for(answer_.value, naive_[i], subject_.program().vocabulary)) continue;
      const bool open = answer_.openness.open;
      return violation(
          open ? tally_.bounds_broken : tally_.final_broken,
          (open ? "bounds: " : "final: ") + texts_[i] + " with " + facts_.json(completions_[i]));
    }
  }

  /// Where nothing is missing the engine gives the naive answer. `is known` asks of these facts.
  void check_complete() {
    for (std::size_t i = 0; i < judged_when_complete; ++i) {
      const std::size_t at = random_() % completions_.size();
      oracle::Value wanted = naive_[at];
      if (subject_.expression().asks_known) wanted = naive(facts_, completions_[at], true);
      const Judged judged(subject_, facts_.json(completions_[at]), false);
      ++tally_.complete;
      const bool agree = !judged.openness.open &&
                         has_room_for(judged.value, wanted, subject_.program().vocabulary);
      if (agree) continue;
      return violation(tally_.complete_broken, "complete: " + show(judged.value) + " instead of " +
                                                   text_of(wanted) + " with " +
                                                   facts_.json(completions_[at]));
    }
  }

  void find_blamed() {
    blamed_.assign(facts_.slots().size(), false);
    for (const auto path : answer_.openness.missing) {
      const auto& text = answer_.facts[answer_.facts.outermost(path)].text;
      const auto slot = std::ranges::find(facts_.slots(), text, &oracle::Slot::path);
      if (slot == facts_.slots().end()) {
        violation(tally_.blame_broken, "blame: " + text + " is not missing");
      } else {
        blamed_[static_cast<std::size_t>(slot - facts_.slots().begin())] = true;
      }
    }
    if (answer_.openness.missing.empty()) violation(tally_.blame_broken, "blame: of nothing");
  }

  /// Of numbers of which each missing fact comes up at one place of the expression alone.
  void count_exact() {
    if (!answer_.value.is_unknown() || engine::kinds_of(answer_.value) != kinds::number) return;
    std::map<engine::PathId, int> places;
    count_places(answer_.trace, places);
    for (const auto path : answer_.openness.missing)
      if (places[path] != 1) return;
    ++tally_.numeric;
    tally_.exact += answer_.value.unknown().tight ? 1 : 0;
  }
  /// Where a fact is missing in what is judged and in no part of it.
  void count_places(const engine::Trace& trace, std::map<engine::PathId, int>& places) const {
    std::set<engine::PathId> in_parts;
    for (const auto& child : trace.children) {
      in_parts.merge(openness(child.value, subject_.program().vocabulary).missing);
      count_places(child, places);
    }
    for (const auto path : openness(trace.value, subject_.program().vocabulary).missing)
      places[path] += in_parts.contains(path) ? 0 : 1;
  }

  void count_telling() {
    bool differs = std::set<std::string>(texts_.begin(), texts_.end()).size() > 1;
    std::size_t step = 1;
    for (std::size_t slot = 0; slot < blamed_.size(); ++slot) {
      const std::size_t size = facts_.slots()[slot].domain.size();
      if (blamed_[slot]) {
        ++tally_.members;
        bool tells = false;
        for (std::size_t i = 0; i < texts_.size() && !tells; ++i)
          tells = texts_[i] != texts_[i - i / step % size * step];
        if (!tells) tells = tells_when_finer(slot) || tells_when_aimed(slot);
        tally_.telling += tells ? 1 : 0;
        differs = differs || tells;
      }
      step *= size;
    }
    if (!differs) ++tally_.decidable;
  }

  /// Two completions that differ in this slot alone have different answers.
  bool tells_when_finer(std::size_t slot) {
    for (int i = 0; i < finer_comparisons; ++i) {
      Completion one = finer().random_completion(random_);
      const auto before = text_of(naive(finer(), one));
      one[slot] = random_() % finer().slots()[slot].domain.size();
      if (text_of(naive(finer(), one)) != before) return true;
    }
    return false;
  }

  /// Others as they happen to be, this one at values cut at what is then come to on the way.
  bool tells_when_aimed(std::size_t slot) {
    std::vector<bool> alone(blamed_.size());
    alone[slot] = true;
    for (int i = 0; i < aimed_fillings; ++i) {
      Completion filled = finer().random_completion(random_);
      const Judged judged(subject_, finer().json(filled), true);
      const auto before = text_of(naive(finer(), filled));
      oracle::Mentions on_the_way;
      collect(judged.trace, on_the_way);
      const auto aimed = finer().finer(random_, alone, on_the_way);
      const std::size_t size = aimed.slots()[slot].domain.size();
      const std::size_t step = size / most_aimed_values + 1;
      for (std::size_t value = random_() % step; value < size; value += step) {
        filled[slot] = value;
        if (text_of(naive(aimed, filled)) != before) return true;
      }
    }
    return false;
  }

  // ------------------------------------------------------------ tight

  /// What of B no answer seen so far has come to.
  struct Unreached {
    KindSet kinds;
    std::optional<engine::Number> low;
    std::optional<engine::Number> high;
    std::set<std::string> choices;

    explicit Unreached(const engine::Unknown& unknown) : kinds(unknown.can_be) {
      if (!unknown.can_be.has(engine::kinds::number)) return;
      if (!unknown.interval.low_open) low = unknown.interval.low;
      if (!unknown.interval.high_open) high = unknown.interval.high;
    }
    void see(const oracle::Value& value) {
      kinds = kinds - kind_of(value);
      if (const auto* text = value.as<std::string>()) choices.erase(*text);
      if (!value.as<oracle::Decimal>()) return;
      const auto number = number_of(*value.as<oracle::Decimal>());
      if (low == number) low.reset();
      if (high == number) high.reset();
    }
    [[nodiscard]] bool nothing() const { return kinds.empty() && !low && !high && choices.empty(); }
  };

  /// Not of years: the naive calendar ends long before the engine's.
  void check_tight() {
    if (!answer_.value.is_unknown() || !answer_.value.unknown().tight) return;
    if (subject_.expression().text.find(".year") != std::string::npos) return;
    ++tally_.tight;
    Unreached unreached(answer_.value.unknown());
    for (const auto& choice : answer_.value.unknown().choices)
      unreached.choices.insert(std::string(choice.text()));
    for (const auto& value : naive_) unreached.see(value);
    if (!unreached.nothing()) look_closer(unreached);
    if (unreached.nothing()) ++tally_.reached;
  }

  /// The first look may have been too coarse: with finer domains of what is blamed.
  void look_closer(Unreached& unreached) {
    bool all = false;
    for (const auto& completion : finer().completions(random_, most_finer_completions, all)) {
      unreached.see(naive(finer(), completion));
      if (unreached.nothing()) return;
    }
  }

  /// The same facts with more values for what is blamed.
  const oracle::GeneratedFacts& finer() {
    if (finer_) return *finer_;
    finer_ = facts_.finer(random_, blamed_, computed());
    return *finer_;
  }

  /// What the engine came to on its way may be compared with what is missing.
  [[nodiscard]] oracle::Mentions computed() const {
    oracle::Mentions found;
    collect(answer_.trace, found);
    return found;
  }
  static void collect(const engine::Trace& trace, oracle::Mentions& found) {
    for (const auto& child : trace.children) collect(child, found);
    note(trace.value, found);
  }
  static void note(const engine::Value& value, oracle::Mentions& found) {
    if (value.is_unknown()) {
      const auto& unknown = value.unknown();
      if (unknown.interval.low) found.numbers.push_back(decimal(*unknown.interval.low));
      if (unknown.interval.high) found.numbers.push_back(decimal(*unknown.interval.high));
      for (const auto& choice : unknown.choices) found.texts.emplace_back(choice.text());
    }
    if (value.is(engine::Kind::number)) found.numbers.push_back(decimal(value.number()));
    if (value.is(engine::Kind::text)) found.texts.emplace_back(value.text());
    if (value.is(engine::Kind::date)) found.dates.push_back({value.date().days});
    if (value.is(engine::Kind::time)) note_time(value.time(), found);
    if (value.is(engine::Kind::date_time)) {
      found.dates.push_back({value.date_time().date.days});
      note_time(value.date_time().time, found);
    }
    if (found.durations.size() == most_durations) return;
    if (value.is(engine::Kind::months_duration))
      found.durations.push_back(oracle::make(oracle::Months{value.months_duration().months}));
    if (value.is(engine::Kind::days_duration)) {
      const auto seconds =
          static_cast<long long>(value.days_duration().nanoseconds / 1'000'000'000);
      found.durations.push_back(oracle::make(oracle::Duration{oracle::Decimal(seconds)}));
    }
  }

  static oracle::Decimal decimal(const engine::Number& number) {
    return oracle::Decimal::parse(number.to_string()).value();
  }
  /// Its hour, and as it is written.
  static void note_time(const engine::Time& time, oracle::Mentions& found) {
    const oracle::Time noted{time.nanoseconds / engine::nanoseconds_a_second};
    found.numbers.push_back(noted.seconds / 3'600);
    found.texts.push_back(oracle::show(noted));
  }

  // ------------------------------------------------------------ blame

  void check_blame() {
    if (subject_.expression().asks_known) return;  // supplying a fact changes what is asked
    const auto others = static_cast<std::size_t>(std::ranges::count(blamed_, false));
    if (others == 0) return;
    for (int i = 0; i < fillings_for_blame; ++i) {
      Completion filled = facts_.random_completion(random_);
      for (std::size_t slot = 0; slot < filled.size(); ++slot) {
        const bool left_out = i > 1 && random_() % 3 == 0;
        if (blamed_[slot] || left_out) filled[slot].reset();
      }
      const Judged judged(subject_, facts_.json(filled), false);
      if (judged.openness.open) continue;
      return violation(tally_.blame_broken,
                       "blame: " + show(judged.value) + " with " + facts_.json(filled));
    }
  }

  const PromiseSubject& subject_;
  oracle::GeneratedFacts facts_;
  oracle::Random& random_;
  PromiseTally& tally_;
  Judged answer_;
  std::vector<Completion> completions_;
  std::vector<oracle::Value> naive_;
  std::vector<std::string> texts_;
  std::vector<bool> blamed_;  // of each slot
  std::optional<oracle::GeneratedFacts> finer_;
  bool every_completion_ = false;
};

}  // namespace

void try_promises(const PromiseSubject& subject, oracle::GeneratedFacts facts,
                  oracle::Random& random, PromiseTally& tally) {
  Trial(subject, std::move(facts), random, tally).run();
}

}  // namespace entente::tests
