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

  void fit(ExprId id, TypeId type) {
    if (id == ExprId::none || types_.is_any(type)) return;
    const auto& node = tree_[id].node;
    if (std::holds_alternative<grammar::Missing>(node)) return;
    if (std::holds_alternative<grammar::NullLiteral>(node) ||
        std::holds_alternative<grammar::NoneLiteral>(node)) {
      if (!types_[type].or_none)
        refuse(id, "none", type,
               "declare it `or none`, or leave it out: what is not given is not known");
      return;
    }
    switch (types_.kind(type)) {
      case TypeKind::record:
        return fit_record(id, type);
      case TypeKind::list:
        return fit_list(id, type);
      case TypeKind::choice:
        return fit_choice(id, type);
      case TypeKind::number:
        return fit_number(id, type);
      default:
        return fit_static(id, type);
    }
  }

 private:
  void refuse(ExprId id, const std::string& what, TypeId type, std::string label = {}) {
    state_.error("E417", tree_[id].span,
                 what + " does not fit: " + types_.article(type) + " is needed", std::move(label));
  }

  void fit_static(ExprId id, TypeId type) {
    const auto own = state_.rules.meanings[index_].types[static_cast<std::size_t>(id)];
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
    const auto near = state_.nearest(text->text, choices);
    state_.error("E305", tree_[id].span, "`\"" + text->text + "\"` is not one of the choices",
                 near ? "did you mean `\"" + *near + "\"`?" : std::string());
  }

  void fit_list(ExprId id, TypeId type) {
    const auto* list = std::get_if<grammar::ListLiteral>(&tree_[id].node);
    if (list == nullptr) return fit_static(id, type);
    if (list->items.size() < types_[type].least_size)
      state_.error("E417", tree_[id].span,
                   "the list has " + std::to_string(list->items.size()) + " items; " +
                       std::to_string(types_[type].least_size) + " or more are declared");
    const auto element = types_[type].element;
    for (const auto item : list->items) fit(item, element);
  }

  void fit_record(ExprId id, TypeId type) {
    const auto record = types_[type].record;
    const auto& declared = state_.rules.vocabulary[record];
    const auto* context = std::get_if<grammar::ContextLiteral>(&tree_[id].node);
    if (context == nullptr) {
      const bool by_key =
          declared.key && (std::holds_alternative<grammar::TextValue>(tree_[id].node) ||
                           literal_number(tree_, id).has_value());
      if (!by_key) fit_static(id, type);
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
};

}  // namespace

void check_given_value(State& state, std::uint32_t tree, ExprId value, TypeId type) {
  Fitting(state, tree).fit(value, type);
}

}  // namespace entente::engine::checking
