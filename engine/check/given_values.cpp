#include "engine/check/given_values.hpp"

#include <algorithm>

#include "engine/check/literals.hpp"
#include "engine/check/types.hpp"

namespace entente::engine::checking {
namespace {

class Fitting {
 public:
  Fitting(State& state, std::uint32_t tree)
      : state_(state), index_(tree), tree_(state.tree(tree)), types_(state.rules.vocabulary) {}

  void run(const std::vector<std::pair<FactId, ExprId>>& given) {
    for (const auto& [fact, value] : given) note_keys(fact, value);
    for (const auto& [fact, value] : given)
      fit(value, state_.rules.vocabulary[fact].type, listed_record(fact).has_value());
  }

 private:
  /// The keys of the records that a list of this test holds.
  struct Keys {
    FactId list = FactId::none;
    std::map<std::string, Span> places;
    bool all_known = true;  // false: some are computed
  };

  /// The record with a key that this fact lists, if it does.
  [[nodiscard]] std::optional<RecordId> listed_record(FactId fact) const {
    const auto& vocabulary = state_.rules.vocabulary;
    const auto& type = vocabulary[vocabulary[fact].type];
    if (type.kind != TypeKind::list || types_.kind(type.element) != TypeKind::record)
      return std::nullopt;
    const auto record = types_[type.element].record;
    const bool home = vocabulary[record].key && vocabulary[record].home == fact;
    return home ? std::optional(record) : std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> key_text(ExprId id) const {
    if (const auto* text = std::get_if<grammar::TextValue>(&tree_[id].node)) return text->text;
    const auto number = literal_number(tree_, id);
    return number ? std::optional(number->to_string()) : std::nullopt;
  }

  void note_keys(FactId fact, ExprId value) {
    const auto record = listed_record(fact);
    if (!record || value == ExprId::none) return;
    auto& keys = keys_[*record];
    keys.list = fact;
    const auto* list = std::get_if<grammar::ListLiteral>(&tree_[value].node);
    keys.all_known = list != nullptr && !tree_.is_cut(tree_[value].span);
    if (list == nullptr) return;
    for (const auto item : list->items) note_key(item, *record, keys);
  }

  void note_key(ExprId item, RecordId record, Keys& keys) {
    const auto& declared = state_.rules.vocabulary[record];
    const auto& name = declared.fields[*declared.key].name;
    const auto* context = std::get_if<grammar::ContextLiteral>(&tree_[item].node);
    if (context == nullptr) {
      keys.all_known = false;
      return;
    }
    for (const auto& entry : context->entries) {
      if (entry.key.text != name) continue;
      const auto key = key_text(entry.value);
      keys.all_known = keys.all_known && key;
      if (!key) continue;
      const auto [first, added] = keys.places.try_emplace(*key, tree_[entry.value].span);
      if (added) continue;
      state_
          .error("E417", tree_[entry.value].span,
                 quoted(*key) + " is the key of two records of this list")
          .notes.push_back({"the first stands in", first->second});
    }
  }

  /// Reports a key that no record has which the test lists.
  void require_listed(ExprId id, RecordId record) {
    const auto keys = keys_.find(record);
    const auto key = key_text(id);
    if (keys == keys_.end() || !keys->second.all_known || !key ||
        keys->second.places.contains(*key))
      return;
    std::vector<std::string> known;
    for (const auto& [each, place] : keys->second.places) known.push_back(each);
    const auto& vocabulary = state_.rules.vocabulary;
    state_.error("E417", tree_[id].span,
                 "no " + quoted(vocabulary[record].name) + " of " +
                     quoted(vocabulary[keys->second.list].name) + " is called " + quoted(*key),
                 state_.did_you_mean(*key, known));
  }

  /// `listing`: records with a key are written out here.
  void fit(ExprId id, TypeId type, bool listing = false) {
    if (id == ExprId::none || types_.is_any(type) || tree_.is_cut(tree_[id].span)) return;
    const auto& node = tree_[id].node;
    if (std::holds_alternative<grammar::NullLiteral>(node) ||
        std::holds_alternative<grammar::NoneLiteral>(node)) {
      if (!types_[type].or_none)
        refuse(id, "none", type,
               "declare it `or none`, or leave it out: what is not given is not known");
      return;
    }
    switch (types_.kind(type)) {
      case TypeKind::record:
        return fit_record(id, type, listing);
      case TypeKind::list:
        return fit_list(id, type, listing);
      case TypeKind::choice:
        return fit_choice(id, type);
      case TypeKind::number:
        return fit_number(id, type);
      default:
        return fit_static(id, type);
    }
  }

  void refuse(ExprId id, const std::string& what, TypeId type, std::string label = {}) {
    state_.error("E417", tree_[id].span,
                 what + " does not fit: " + types_.article(type) + " is needed", std::move(label));
  }

  [[nodiscard]] TypeId static_type(ExprId id) const {
    return state_.rules.meanings[index_].types[static_cast<std::size_t>(id)];
  }

  void fit_static(ExprId id, TypeId type) {
    const auto own = static_type(id);
    const auto& node = tree_[id].node;
    const bool quoted_text = std::holds_alternative<grammar::TextValue>(node);
    if (types_.is(own, TypeKind::any) ||
        (types_.may_equal(own, type) && !types_.is(own, TypeKind::null)))
      return;
    const bool moment = types_.is_moment(type) || types_.is_duration(type);
    refuse(id, types_.article(own), type, quoted_text && moment ? "write it without quotes" : "");
  }

  void fit_number(ExprId id, TypeId type) {
    const auto number = literal_number(tree_, id);
    if (!number) return fit_static(id, type);
    const auto& declared = types_[type];
    if ((declared.low && *number < *declared.low) || (declared.high && *number > *declared.high))
      state_.error("E417", tree_[id].span,
                   number->to_string() +
                       " is outside the declared range: " + state_.rules.vocabulary.describe(type));
  }

  void fit_choice(ExprId id, TypeId type) {
    const auto* text = std::get_if<grammar::TextValue>(&tree_[id].node);
    if (text == nullptr) return fit_static(id, type);
    const auto& choices = types_[type].choices;
    if (std::find(choices.begin(), choices.end(), text->text) != choices.end()) return;
    if (state_.may_be_elsewhere(state_.pack_of_tree(index_), text->text)) return;
    const auto near = state_.nearest(text->text, choices);
    state_.error("E305", tree_[id].span, "`\"" + text->text + "\"` is not one of the choices",
                 near ? "did you mean `\"" + *near + "\"`?" : std::string());
  }

  void fit_list(ExprId id, TypeId type, bool listing) {
    const auto* list = std::get_if<grammar::ListLiteral>(&tree_[id].node);
    if (list == nullptr) return fit_static(id, type);
    if (list->items.size() < types_[type].least_size)
      state_.error("E417", tree_[id].span,
                   "the list has " + std::to_string(list->items.size()) + " items; " +
                       std::to_string(types_[type].least_size) + " or more are declared");
    const auto element = types_[type].element;
    for (const auto item : list->items) fit(item, element, listing);
  }

  void fit_record(ExprId id, TypeId type, bool listing) {
    const auto record = types_[type].record;
    const auto& declared = state_.rules.vocabulary[record];
    if (listing || !declared.key || declared.home == FactId::none) return fit_written(id, type);
    const bool written = std::holds_alternative<grammar::ContextLiteral>(tree_[id].node);
    if (written)
      refuse(id, "a record that is written out", type,
             "write its " + quoted(declared.fields[*declared.key].name) +
                 "; it is written out in " + quoted(state_.rules.vocabulary[declared.home].name));
    else if (key_text(id))
      require_listed(id, record);
    else
      fit_static(id, type);
  }

  /// A record with all it holds, not only its key.
  void fit_written(ExprId id, TypeId type) {
    const auto record = types_[type].record;
    const auto& declared = state_.rules.vocabulary[record];
    const auto* context = std::get_if<grammar::ContextLiteral>(&tree_[id].node);
    if (context == nullptr) {
      if (key_text(id))
        refuse(id, types_.article(static_type(id)), type, "write it as `{…}`");
      else
        fit_static(id, type);
      return;
    }
    for (const auto& entry : context->entries) fit_entry(entry, record);
    if (declared.key) require_key(id, *context, declared);
  }

  void fit_entry(const grammar::ContextEntry& entry, RecordId record) {
    const auto& declared = state_.rules.vocabulary[record];
    if (const auto field = declared.field(entry.key.text)) {
      fit(entry.value, declared.fields[*field].type);
      return;
    }
    if (state_.may_be_elsewhere(state_.pack_of_tree(index_), entry.key.text)) return;
    std::vector<std::string> known;
    for (const auto& field : declared.fields) known.push_back(field.name);
    auto& added =
        state_.error("E207", entry.key.span,
                     "record " + quoted(declared.name) + " has no field " + quoted(entry.key.text),
                     state_.did_you_mean(entry.key.text, known));
    added.notes.push_back({"the record is declared in", declared.span});
  }

  void require_key(ExprId id, const grammar::ContextLiteral& context, const RecordType& declared) {
    const auto& key = declared.fields[*declared.key].name;
    const bool there =
        std::any_of(context.entries.begin(), context.entries.end(),
                    [&](const grammar::ContextEntry& entry) { return entry.key.text == key; });
    if (!there)
      state_.error("E417", tree_[id].span,
                   "this " + quoted(declared.name) + " does not say its key " + quoted(key));
  }

  State& state_;
  std::uint32_t index_;
  const grammar::Tree& tree_;
  Types types_;
  std::map<RecordId, Keys> keys_;
};

}  // namespace

void check_given_values(State& state, std::uint32_t tree,
                        const std::vector<std::pair<FactId, ExprId>>& given) {
  Fitting(state, tree).run(given);
}

}  // namespace entente::engine::checking
