#include "tests/support/facts.hpp"

#include <chrono>
#include <utility>

namespace entente::tests {
namespace {

using namespace engine;

/// Builds types in few words.
class Words {
 public:
  explicit Words(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  TypeId plain(TypeKind kind, bool or_none = false) {
    Type type;
    type.kind = kind;
    type.or_none = or_none;
    return vocabulary_.intern(type);
  }
  TypeId text(bool or_none = false) { return plain(TypeKind::text, or_none); }
  TypeId date(bool or_none = false) { return plain(TypeKind::date, or_none); }
  TypeId number(std::optional<Number> low, std::optional<Number> high = {}) {
    Type type;
    type.kind = TypeKind::number;
    type.low = low;
    type.high = high;
    return vocabulary_.intern(type);
  }
  TypeId choice(std::vector<std::string> choices) {
    Type type;
    type.kind = TypeKind::choice;
    type.choices = std::move(choices);
    return vocabulary_.intern(type);
  }
  TypeId list(TypeId element, std::uint32_t least = 0, bool or_none = false) {
    Type type;
    type.kind = TypeKind::list;
    type.element = element;
    type.least_size = least;
    type.or_none = or_none;
    return vocabulary_.intern(type);
  }
  TypeId references(TypeId element) {
    Type type;
    type.kind = TypeKind::list;
    type.element = element;
    type.refers = true;
    return vocabulary_.intern(type);
  }
  void set_home(FactId fact) {
    const Type& element = vocabulary_[vocabulary_[vocabulary_[fact].type].element];
    vocabulary_.records[static_cast<std::size_t>(element.record)].home = fact;
  }
  TypeId record(RecordId id, bool or_none = false) {
    Type type;
    type.kind = TypeKind::record;
    type.record = id;
    type.or_none = or_none;
    return vocabulary_.intern(type);
  }
  RecordId add(RecordType type) {
    vocabulary_.records.push_back(std::move(type));
    return RecordId(vocabulary_.records.size() - 1);
  }

 private:
  Vocabulary& vocabulary_;
};

Declaration declare(std::string name, TypeId type) {
  Declaration declaration;
  declaration.name = std::move(name);
  declaration.type = type;
  return declaration;
}

Declaration asked(Declaration declaration, Question question) {
  declaration.question = std::move(question);
  return declaration;
}

Declaration good_for(Declaration declaration, std::int64_t months) {
  declaration.good_for = CalendarSpan{months, 0};
  return declaration;
}

RecordType record_type(std::string name, std::vector<Declaration> fields,
                       std::optional<std::uint32_t> key = {}) {
  RecordType type;
  type.name = std::move(name);
  type.fields = std::move(fields);
  type.key = key;
  return type;
}

void add_records(Words& words) {
  const Question each{true, false, "party", "Which values guide your work?"};
  const auto feedback = words.add(record_type(
      "feedback", {declare("respondents", words.number(0)), declare("given_on", words.date())}));
  const auto party = words.add(record_type(
      "party",
      {declare("name", words.text()), declare("staff", words.number(1)),
       good_for(asked(declare("values", words.list(words.text())), each), 12),
       asked(declare("champion", words.text(true)), {true, false, "party", "Who leads?"}),
       declare("joined", words.date()), declare("feedback", words.record(feedback))},
      0));
  words.add(record_type("commitment", {declare("by", words.record(party)),
                                       declare("what", words.text()), declare("due", words.date()),
                                       asked(declare("done", words.date(true)),
                                             {false, true, "by", "Is it done, and since when?"}),
                                       declare("with", words.list(words.record(party)))}));
  words.add(record_type("terms", {declare("written", words.plain(TypeKind::boolean)),
                                  declare("notice", words.plain(TypeKind::duration)),
                                  declare("reviewed", words.date(true))}));
  words.add(record_type(
      "question",
      {declare("number", words.number(1)), declare("answer", words.plain(TypeKind::boolean, true))},
      0));
}

}  // namespace

Vocabulary sample_vocabulary() {
  Vocabulary vocabulary;
  Words words(vocabulary);
  add_records(words);
  const auto record = [&](std::string_view name, bool or_none = false) {
    return words.record(*vocabulary.record(name), or_none);
  };
  const Question coordinator{false, false, "coordinator",
                             "Which model have the partners agreed on?"};
  auto& facts = vocabulary.facts;
  facts.push_back(good_for(
      asked(
          declare("management_model", words.choice({"cooperative", "collaborative", "integrated"})),
          coordinator),
      12));
  facts.push_back(declare("parties", words.list(record("party"), 2)));
  facts.push_back(declare("commitments", words.list(record("commitment"))));
  facts.push_back(declare("started", words.date(true)));
  facts.push_back(declare("shared_budget", words.plain(TypeKind::boolean)));
  facts.push_back(declare("trust", words.number(1, 5)));
  facts.push_back(good_for(declare("exit_terms", record("terms")), 24));
  facts.push_back(declare("conflict_terms", record("terms", true)));
  facts.push_back(declare("cadence", words.plain(TypeKind::duration)));
  facts.push_back(declare("lead", record("party", true)));
  facts.push_back(declare("questions", words.list(record("question"))));
  facts.push_back(asked(declare("notes", words.list(words.text(), 0, true)),
                        {false, false, "everyone", "What else?"}));
  facts.push_back(declare("board", words.references(record("party"))));
  for (const auto* fact : {"parties", "questions"}) words.set_home(*vocabulary.fact(fact));
  return vocabulary;
}

std::string FactFile::errors() const {
  std::string text;
  for (const auto& diagnostic : read.diagnostics)
    text += grammar::render_short(diagnostic, sources) + "\n";
  return text;
}

std::string FactFile::rendered() const {
  std::string text;
  for (const auto& diagnostic : read.diagnostics) text += grammar::render(diagnostic, sources);
  return text;
}

FactFile read_fact_file(const std::string& text, const std::string& name,
                        const Vocabulary& vocabulary, const ReadFactsOptions& options) {
  FactFile file;
  const auto id = file.sources.add(name, text);
  ReadDocument document = read_document(file.sources, id);
  if (grammar::has_errors(document.diagnostics)) {
    file.read.diagnostics = std::move(document.diagnostics);
    return file;
  }
  file.read = read_facts(document.root, vocabulary, options);
  return file;
}

FactFile read_fact_file(const std::string& text, const std::string& name) {
  static const Vocabulary vocabulary = sample_vocabulary();
  ReadFactsOptions options;
  options.run_date = *make_date(2026, 11, 1);
  return read_fact_file(text, name, vocabulary, options);
}

std::string value_text(const Value& value, const FactBase& facts, const Vocabulary& vocabulary) {
  std::string text;
  if (value.is_unknown()) {
    for (const PathId path : value.unknown().missing) text += "?" + facts[path].text;
    return text;
  }
  if (value.is(engine::Kind::list)) {
    for (const auto& item : value.list().items)
      text += (text.empty() ? "" : ", ") + value_text(item.value, facts, vocabulary);
    if (value.list().tail != nullptr)
      text += (text.empty() ? "?" : ", ?") + facts[value.list().tail->path].text;
    return "[" + text + "]";
  }
  if (value.is(engine::Kind::record)) {
    const RecordType& type = vocabulary[value.record().type];
    if (type.key) return "@" + to_text(value.record().fields[*type.key], vocabulary);
    for (std::size_t i = 0; i < type.fields.size(); ++i)
      text += (text.empty() ? "" : ", ") + type.fields[i].name + ": " +
              value_text(value.record().fields[i], facts, vocabulary);
    return (value.record().supplied ? "{" : "?{") + text + "}";
  }
  return to_text(value, vocabulary, true);
}

std::string describe(const FactBase& facts) {
  std::string text;
  for (std::size_t i = 0; i < facts.path_count(); ++i) {
    const PathInfo& info = facts[PathId(i)];
    text += info.text;
    if (info.missing) text += " missing(" + std::string(to_string(*info.missing)) + ")";
    if (info.evidence.on) text += " on " + to_string(*info.evidence.on);
    if (info.undated) text += " undated";
    if (!info.of.empty()) text += " of " + info.of;
    text += "\n";
  }
  return text;
}

}  // namespace entente::tests
