// Records, facts and their types.
#include "engine/check/state.hpp"
#include "engine/program/dependency_graph.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/check/amounts.hpp"
#include "engine/check/literals.hpp"

namespace entente::engine::checking {
namespace {

constexpr std::array<std::string_view, 2> not_facts{"score", "coverage"};
constexpr std::array<std::string_view, 4> not_fields{"key", "ask", "good", "effort"};

/// Words that mean a type somewhere, so that no record can be called so.
constexpr std::array<std::string_view, 13> type_words{
    "text", "string", "number",  "boolean",  "date", "time", "duration",
    "list", "range",  "context", "function", "Any",  "Null"};

std::optional<TypeKind> declarable(std::string_view name) {
  if (name == "text") return TypeKind::text;
  if (name == "number") return TypeKind::number;
  if (name == "yes or no") return TypeKind::boolean;
  if (name == "date") return TypeKind::date;
  if (name == "duration") return TypeKind::duration;
  return std::nullopt;
}

/// `list of party in parties`.
struct Referring {
  Identifier fact;
  std::uint32_t tree = 0;
  TypeId element = TypeId::any;
};

class TypeReader {
 public:
  /// Lists that refer to a fact are noted, to be checked when all facts are known.
  TypeReader(State& state, std::uint32_t tree, std::vector<Referring>& referring)
      : state_(state), tree_(tree), referring_(referring) {}

  TypeId read(const grammar::TypeSyntax& syntax) {
    if (state_.tree(tree_).is_cut(syntax.span)) return TypeId::any;
    Type type = std::visit([this](const auto& form) { return read_form(form); }, syntax.form);
    if (type.kind == TypeKind::any) return TypeId::any;
    type.or_none = syntax.or_none;
    if (syntax.range) read_range(*syntax.range, type);
    return state_.rules.vocabulary.intern(type);
  }

 private:
  Type read_form(const grammar::NamedType& named) {
    Type type;
    if (const auto kind = declarable(named.name.text)) {
      type.kind = *kind;
    } else if (state_.symbols.twice.contains(named.name.text)) {
      return type;
    } else if (const auto record = state_.rules.vocabulary.record(named.name.text)) {
      type.kind = TypeKind::record;
      type.record = *record;
      require_visible(named.name);
    } else if (!named.name.text.empty()) {  // it could be read
      report_unknown(named.name);
    }
    return type;
  }

  Type read_form(const grammar::ChoiceType& choice) {
    Type type;
    type.kind = TypeKind::choice;
    std::set<std::string_view> seen;
    for (const auto& text : choice.choices) {
      if (seen.insert(text.text).second)
        type.choices.push_back(text.text);
      else
        state_.error("E205", text.span, "choice `\"" + text.text + "\"` is named twice");
    }
    return type;
  }

  Type read_form(const grammar::ListType& list) {
    Type type;
    type.kind = TypeKind::list;
    if (!list.element.empty()) type.element = read(list.element.front());
    if (list.listed_in) {
      type.refers = true;
      referring_.push_back({*list.listed_in, tree_, type.element});
    }
    if (list.least_size) {
      const auto size = Number::parse(list.least_size->text);
      const auto whole = size ? size->to_int64() : std::nullopt;
      if (whole && *whole >= 0 && *whole <= 1'000'000)
        type.least_size = static_cast<std::uint32_t>(*whole);
      else
        state_.error("E311", list.least_size->span, "the least size of a list is a whole number");
    }
    return type;
  }

  Type read_form(const grammar::GenericType& generic) {
    state_.error("E206", generic.name.span, "facts and fields can't be of this type",
                 "only `instance of` knows it");
    return {};
  }

  void report_unknown(const Identifier& name) {
    if (state_.may_be_elsewhere(state_.pack_of_tree(tree_), name.text)) return;
    std::vector<std::string> known{"text", "number", "yes or no", "date", "duration"};
    for (const auto& record : state_.rules.vocabulary.records) known.push_back(record.name);
    const auto is = [&](std::string_view type) { return name.text == type; };
    std::string label;
    if (is("time") || is("date and time")) label = "no fact can be a time of day; say `date`";
    if (name.text.ends_with(" duration")) label = "say `duration`";
    if (label.empty()) label = state_.did_you_mean(name.text, known);
    if (label.empty() && (is("boolean") || is("bool"))) label = "say `yes or no`";
    if (label.empty() && is("string")) label = "say `text`";
    auto& added = state_.error("E206", name.span, quoted(name.text) + " is not a type or a record",
                               std::move(label));
    if (const auto near = state_.nearest(name.text, known))
      if (const auto record = state_.rules.vocabulary.record(*near))
        added.notes.push_back(declared_at(state_.rules.vocabulary[*record].span));
  }

  void require_visible(const Identifier& name) {
    const auto owner = state_.symbols.record_packs.find(name.text);
    const auto pack = state_.pack_of_tree(tree_);
    if (owner == state_.symbols.record_packs.end() || state_.sees(pack, owner->second)) return;
    const auto& other = state_.rules.packs[owner->second];
    state_.error("E215", name.span,
                 "record " + quoted(name.text) + " belongs to pack " + quoted(other.id) +
                     ", which this pack does not use",
                 "add `uses " + other.id + " " + other.version + "` to the head");
  }

  void read_range(const grammar::NumberRange& range, Type& type) {
    if (type.kind != TypeKind::number) {
      state_.error("E311", range.span, "only a number has a range");
      return;
    }
    type.low = end(range.low);
    type.high = end(range.high);
    if (type.low && type.high && *type.low > *type.high)
      state_.error("E311", range.span, "the range is empty: its low end is above its high end");
  }

  std::optional<Number> end(ExprId id) {
    if (id == ExprId::none) return std::nullopt;
    const auto& tree = state_.tree(tree_);
    const auto number = literal_number(tree, id);
    if (!number) state_.error("E311", tree[id].span, "the end of a range is a number");
    return number;
  }

  State& state_;
  std::uint32_t tree_;
  std::vector<Referring>& referring_;
};

class Declarer {
 public:
  explicit Declarer(State& state) : state_(state), vocabulary_(state.rules.vocabulary) {}

  void run() {
    for_each_tree([this](std::uint32_t tree) { declare_records(tree); });
    for_each_tree([this](std::uint32_t tree) { declare_fields(tree); });
    for_each_tree([this](std::uint32_t tree) { declare_facts(tree); });
    find_homes();
    for (const auto& list : referring_) check_referring(list);
    refuse_endless_records();
  }

 private:
  template <class Visit>
  void for_each_tree(Visit visit) {
    for (std::uint32_t tree = 0; tree < state_.rules.trees.size(); ++tree) visit(tree);
  }

  void declare_records(std::uint32_t tree) {
    for (const auto& card : state_.tree(tree).records) {
      if (card.name.text.empty()) continue;  // could not be read
      if (contains(type_words, card.name.text)) {
        state_.error("E209", card.name.span,
                     quoted(card.name.text) + " is a type and can't name a record");
        leave_uncertain(card);
        continue;
      }
      if (const auto first = vocabulary_.record(card.name.text)) {
        state_.duplicate("record", card.name, vocabulary_[*first].span);
        leave_uncertain(card);
        continue;
      }
      RecordType record;
      record.name = card.name.text;
      record.title = card.title.text;
      record.span = card.name.span;
      vocabulary_.records.push_back(std::move(record));
      state_.symbols.record_packs[card.name.text] = state_.pack_of_tree(tree);
      cards_.push_back({&card, tree});
    }
  }

  /// Of a record that was refused: what has its name may be anything, with its fields or others.
  void leave_uncertain(const grammar::RecordCard& card) {
    state_.symbols.twice.insert(card.name.text);
    for (const auto& field : card.fields) state_.symbols.context_keys.insert(field.name.text);
  }

  void declare_fields(std::uint32_t tree) {
    for (std::size_t record = 0; record < cards_.size(); ++record) {
      if (cards_[record].tree != tree) continue;
      for (const auto& field : cards_[record].card->fields)
        declare_field(static_cast<RecordId>(record), field, tree);
    }
    // A question may name a field that stands after its own.
    for (std::size_t record = 0; record < cards_.size(); ++record)
      if (cards_[record].tree == tree) ask_fields(static_cast<RecordId>(record));
  }

  void declare_field(RecordId id, const grammar::Field& field, std::uint32_t tree) {
    if (contains(not_fields, field.name.text)) {
      state_.error("E209", field.name.span,
                   quoted(field.name.text) + " begins a clause here and can't name a field");
      return;
    }
    // The type may intern others, so the record is looked up anew after it.
    const auto type = TypeReader(state_, tree, referring_).read(field.type);
    auto& record = vocabulary_.records[static_cast<std::size_t>(id)];
    if (const auto first = record.field(field.name.text)) {
      state_.duplicate("field", field.name, record.fields[*first].span);
      return;
    }
    if (field.key) set_key(record, field, type);
    Declaration declared;
    declared.name = field.name.text;
    declared.type = type;
    declared.span = field.name.span;
    set_upkeep(declared, field.good_for, field.effort);
    record.fields.push_back(std::move(declared));
  }

  void set_key(RecordType& record, const grammar::Field& field, TypeId type) {
    if (record.key) {
      auto& added =
          state_.error("E315", field.name.span, "record " + quoted(record.name) + " has two keys");
      added.notes.push_back({"the first is in", record.fields[*record.key].span});
      return;
    }
    const auto& key_type = vocabulary_[type];
    const bool usable = key_type.kind == TypeKind::text || key_type.kind == TypeKind::number ||
                        key_type.kind == TypeKind::any;
    if (!usable || key_type.or_none)
      state_.error("E315", field.type.span, "a key is a text or a number, and never none");
    record.key = static_cast<std::uint32_t>(record.fields.size());
  }

  void ask_fields(RecordId id) {
    for (const auto& field : cards_[static_cast<std::size_t>(id)].card->fields) {
      if (!field.ask) continue;
      auto& record = vocabulary_.records[static_cast<std::size_t>(id)];
      const auto index = record.field(field.name.text);
      if (index)
        record.fields[*index].question =
            question(*field.ask, &record, cards_[static_cast<std::size_t>(id)].tree);
    }
  }

  void declare_facts(std::uint32_t tree) {
    for (const auto& card : state_.tree(tree).facts) {
      if (card.name.text.empty()) continue;  // could not be read
      if (contains(not_facts, card.name.text)) {
        state_.error("E209", card.name.span,
                     quoted(card.name.text) + " is a word of verdicts and can't name a fact");
        continue;
      }
      const auto type = TypeReader(state_, tree, referring_).read(card.type);
      const auto known = state_.symbols.names.find(card.name.text);
      if (known != state_.symbols.names.end()) {
        state_.duplicate("fact", card.name, known->second.span);
        known->second.twice = true;
        continue;
      }
      Declaration declared;
      declared.name = card.name.text;
      declared.title = card.title.text;
      declared.type = type;
      declared.span = card.name.span;
      set_upkeep(declared, card.good_for, card.effort);
      if (card.ask) declared.question = question(*card.ask, nullptr, tree);
      const auto index = static_cast<std::uint32_t>(vocabulary_.facts.size());
      vocabulary_.facts.push_back(std::move(declared));
      state_.symbols.names[card.name.text] = {Symbol::Kind::fact, index, state_.pack_of_tree(tree),
                                              card.name.span};
    }
  }

  /// The record with a key that this type is, if it is one.
  [[nodiscard]] RecordType* keyed_record(TypeId type) {
    const auto& what = vocabulary_[type];
    if (what.kind != TypeKind::record || what.record == RecordId::none) return nullptr;
    auto& record = vocabulary_.records[static_cast<std::size_t>(what.record)];
    return record.key ? &record : nullptr;
  }

  /// A record with a key stands in the one fact that lists it without saying `in`.
  void find_homes() {
    for (std::size_t i = 0; i < vocabulary_.facts.size(); ++i) {
      const auto& fact = vocabulary_.facts[i];
      const auto& type = vocabulary_[fact.type];
      if (type.kind != TypeKind::list || type.refers) continue;
      RecordType* record = keyed_record(type.element);
      if (record == nullptr) continue;
      if (record->home == FactId::none) {
        record->home = static_cast<FactId>(i);
        continue;
      }
      const auto& first = vocabulary_[record->home];
      auto& added = state_.error(
          "E223", fact.span,
          "both " + quoted(first.name) + " and " + quoted(fact.name) + " list " +
              quoted(record->name) + ", which has a key",
          "the one that only names them says `list of " + record->name + " in` the other");
      added.notes.push_back({quoted(first.name) + " is declared in", first.span});
    }
  }

  void check_referring(const Referring& list) {
    const RecordType* record = keyed_record(list.element);
    if (is_uncertain(list)) return;
    if (record != nullptr && record->home != FactId::none &&
        vocabulary_[record->home].name == list.fact.text)
      return;
    if (vocabulary_[list.element].kind == TypeKind::any) return;  // reported before
    if (record == nullptr) {
      state_.error("E224", list.fact.span,
                   "only records with a key can be named " + quoted("in " + list.fact.text));
      return;
    }
    std::vector<std::string> homes;
    if (record->home != FactId::none) homes.push_back(vocabulary_[record->home].name);
    auto label = state_.did_you_mean(list.fact.text, homes);
    if (label.empty() && !homes.empty()) label = "it stands in " + quoted(homes.front());
    state_.error("E224", list.fact.span,
                 quoted(list.fact.text) + " is not the fact that lists " + quoted(record->name),
                 std::move(label));
  }

  /// True when the fact, or the key of the record, may be among what could not be read.
  [[nodiscard]] bool is_uncertain(const Referring& list) const {
    const auto& element = vocabulary_[list.element];
    const auto known = state_.symbols.names.find(list.fact.text);
    return state_.may_be_elsewhere(state_.pack_of_tree(list.tree), list.fact.text) ||
           (known != state_.symbols.names.end() &&
            (known->second.twice || state_.is_damaged(known->second.span))) ||
           (element.kind == TypeKind::record &&
            state_.is_damaged(vocabulary_[element.record].span));
  }

  void set_upkeep(Declaration& declared, const std::optional<grammar::Amount>& good_for,
                  const std::optional<grammar::Amount>& effort) {
    if (good_for) declared.good_for = shelf_life(state_, *good_for);
    if (effort) declared.effort_days = effort_in_days(state_, *effort);
  }

  std::optional<Question> question(const grammar::Ask& ask, const RecordType* record,
                                   std::uint32_t tree) {
    Question result;
    result.each = ask.each;
    result.of = ask.of.text;
    result.text = ask.question.text;
    const bool lost = state_.may_be_elsewhere(state_.pack_of_tree(tree), ask.of.text);
    if (ask.each && vocabulary_.record(ask.of.text)) return result;
    if (ask.each) return lost ? std::nullopt : no_record(ask);
    if (ask.of.text == "coordinator" || ask.of.text == "everyone") return result;
    const auto field = record != nullptr ? record->field(ask.of.text) : std::nullopt;
    if (!field) return lost ? std::nullopt : no_target(ask, record);
    result.field = true;
    const auto kind = vocabulary_[record->fields[*field].type].kind;
    if (kind != TypeKind::record && kind != TypeKind::text && kind != TypeKind::any)
      state_.error("E214", ask.of.span,
                   "field " + quoted(ask.of.text) + " does not name a party or a person to ask");
    return result;
  }

  std::optional<Question> no_record(const grammar::Ask& ask) {
    std::vector<std::string> known;
    for (const auto& record : vocabulary_.records) known.push_back(record.name);
    state_.error("E214", ask.of.span,
                 "`ask each` needs a record; " + quoted(ask.of.text) + " is none",
                 state_.did_you_mean(ask.of.text, known));
    return std::nullopt;
  }

  std::optional<Question> no_target(const grammar::Ask& ask, const RecordType* record) {
    std::vector<std::string> known{"coordinator", "everyone"};
    if (record != nullptr)
      for (const auto& field : record->fields) known.push_back(field.name);
    const std::string choice =
        record != nullptr
            ? ": `each RECORD`, `coordinator`, `everyone` or a field that names a party"
            : ": `each RECORD`, `coordinator` or `everyone`";
    state_.error("E214", ask.of.span, "nobody is called " + quoted(ask.of.text) + " here" + choice,
                 state_.did_you_mean(ask.of.text, known));
    return std::nullopt;
  }

  /// A record without a key that must hold another of its own kind could never be written down.
  void refuse_endless_records() {
    std::vector<Need> needs;
    for (std::uint32_t i = 0; i < vocabulary_.records.size(); ++i) {
      if (vocabulary_.records[i].key) continue;
      for (const auto& field : vocabulary_.records[i].fields) {
        const auto& type = vocabulary_[field.type];
        if (type.kind == TypeKind::record && !type.or_none && !vocabulary_[type.record].key)
          needs.push_back({i, static_cast<std::uint32_t>(type.record)});
      }
    }
    for (const auto& circle : order_by_need(vocabulary_.records.size(), needs).circles) {
      const auto& record = vocabulary_.records[circle.front()];
      state_.error("E220", record.span,
                   "record " + quoted(record.name) + " always holds another of its kind",
                   "give it a key, or say `or none`");
    }
  }

  template <std::size_t Size>
  static bool contains(const std::array<std::string_view, Size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  struct Card {
    const grammar::RecordCard* card;
    std::uint32_t tree;
  };
  State& state_;
  Vocabulary& vocabulary_;
  std::vector<Card> cards_;  // as Vocabulary::records
  std::vector<Referring> referring_;
};

}  // namespace

TypeId read_type(State& state, std::uint32_t tree, const grammar::TypeSyntax& syntax) {
  std::vector<Referring> referring;  // columns hold no lists
  return TypeReader(state, tree, referring).read(syntax);
}

void declare_vocabulary(State& state) { Declarer(state).run(); }

}  // namespace entente::engine::checking
