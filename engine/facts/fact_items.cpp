#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "engine/facts/fact_builder.hpp"
#include "engine/facts/fact_path.hpp"
#include "engine/facts/read_scalar.hpp"

namespace entente::engine {

using NodeKind = DocumentNode::Kind;

// Records with keys stand in the lists of facts. Their places in memory are laid out before
// anything is read, so that references can be set in any order.
void FactBuilder::prepare_items(FactId fact, RecordId record) {
  Home& home = homes_[fact];
  ListData list;
  list.path = PathId(static_cast<std::uint32_t>(fact));
  list.element = vocabulary_[vocabulary_[fact].type].element;
  home.list = base_.arena().make(list);
  const DocumentNode* node = given_[static_cast<std::size_t>(fact)];
  if (node == nullptr || node->kind == NodeKind::null) return;
  home.broken = node->kind != NodeKind::list;
  if (home.broken) return;
  check_duplicate_keys(*node, record);
  const auto steps = keyed_.item_steps(*node, list.element);
  for (std::size_t i = 0; i < steps.size(); ++i)
    prepare_item(home, fact, record, node->items[i], steps[i]);
}

void FactBuilder::prepare_item(Home& home, FactId fact, RecordId record, const DocumentNode& node,
                               const std::string& step) {
  Item item;
  item.home = fact;
  item.node = &node;
  item.path = path_for(PathId(static_cast<std::uint32_t>(fact)), step, nullptr);
  item.data = make_record(record, item.path);
  const auto key = keyed_.key_of(node, record);
  const bool is_first =
      key && node.kind == NodeKind::map && listed_.try_emplace({record, *key}, item).second;
  home.broken = home.broken || !is_first;
  home.items.push_back(item);
}

Value FactBuilder::home_list(const Place& place, const Standing& here, FactId fact) {
  Home& home = homes_[fact];
  const TypeId element = home.list->element;
  const auto items = base_.arena().array<ListItem>(home.items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = home.items[i];
    const Place at{item.path, nullptr, element, item.node, RecordId::none, nullptr};
    const Standing standing = standing_at(at, here);
    auto reason = why_missing(at, standing);
    if (item.node->kind == NodeKind::null) {
      reports_.error("E517", item.node->span, "an item of this list without anything in it");
      continue;
    }
    note(at, standing, reason);
    items[i].value = record_at(at, standing, reason, item.data);
    item.data->supplied = true;  // its key is known
  }
  home.list->items = items;
  open_end(*home.list, place, here);
  home.list->extent = measure(*home.list);
  return Value::list(home.list);
}

void FactBuilder::finish_home_lists() {
  for (auto& [fact, home] : homes_) {
    if (home.unlisted.empty() || home.list->tail == nullptr) continue;
    const auto items =
        base_.arena().array<ListItem>(home.list->items.size() + home.unlisted.size());
    std::copy(home.list->items.begin(), home.list->items.end(), items.begin());
    for (std::size_t i = 0; i < home.unlisted.size(); ++i)
      items[home.list->items.size() + i].value = Value::record(home.unlisted[i].data);
    home.list->items = items;
    home.list->tail_least -=
        std::min(home.list->tail_least, static_cast<std::uint32_t>(home.unlisted.size()));
    home.list->extent = measure(*home.list);
  }
}

void FactBuilder::add_items_named_in_ledger() {
  for (const auto& [path, entry] : ledger_.entries()) {
    const auto steps = grammar::parse_path(path);
    if (!entry.unknown || steps.size() < 2 || steps[1].kind != grammar::PathStep::Kind::key)
      continue;
    const auto fact = vocabulary_.fact(steps[0].text);
    const auto record = fact ? keyed_.home_of(*fact) : std::nullopt;
    if (!record || paths_.contains(steps[0].text + key_step(steps[1].text))) continue;
    DocumentNode key;
    key.kind = NodeKind::scalar;
    key.text = steps[1].text;
    key.span = entry.unknown->span;
    add_unlisted(*fact, *record, steps[1].text, key, true);
  }
}

/// A reference whose value is not known, but kept for display, says nothing of the list it refers
/// to.
Value FactBuilder::reference(const Place& place, const Standing& here) {
  const RecordId record = vocabulary_[place.type].record;
  const auto key =
      place.node->kind == NodeKind::scalar ? keyed_.key_of(*place.node, record) : std::nullopt;
  if (!key) {
    const RecordType& type = vocabulary_[record];
    auto& error = reports_.error(
        "E513", place.node->span,
        fmt::format("expected a {} by its {}", type.name, type.fields[*type.key].name) +
            found_text(*place.node));
    add_declared(error, vocabulary_, place.type, place.declaration);
    return {};
  }
  RecordData* data = find_item(record, *key, *place.node, !here.hidden);
  return data == nullptr ? Value() : Value::record(data);
}

std::optional<MissingReason> FactBuilder::why_missing(FactId fact) const {
  const auto index = static_cast<std::size_t>(fact);
  const Declaration& declaration = vocabulary_[fact];
  const Place place{PathId(index), &declaration,   declaration.type,
                    given_[index], RecordId::none, nullptr};
  return why_missing(place, standing_at(place, outermost_standing()));
}

/// Null after a report, or when the list that should have the record has mistakes of its own.
RecordData* FactBuilder::find_item(RecordId record, const std::string& key,
                                   const DocumentNode& node, bool held) {
  const auto listed = listed_.find({record, key});
  const FactId home = vocabulary_[record].home;
  const bool missing = why_missing(home).has_value();
  if (listed != listed_.end() && !missing) return listed->second.data;
  const bool may_hold = missing || ledger_.is_open(vocabulary_[home].name);
  if (may_hold) return add_unlisted(home, record, key, node, held);
  if (!homes_[home].broken) report_no_such(record, key, node);
  return nullptr;
}

RecordData* FactBuilder::add_unlisted(FactId home, RecordId record, const std::string& key,
                                      const DocumentNode& node, bool held) {
  const auto [known, is_new] = unlisted_.try_emplace({record, key});
  Item& item = known->second;
  if (is_new) {
    item.home = home;
    item.node = &node;
    item.path = path_for(PathId(static_cast<std::uint32_t>(home)), key_step(key), nullptr);
    item.data = make_record(record, item.path);
  }
  if (held && !std::exchange(item.held, true)) homes_[home].unlisted.push_back(item);
  if (!is_new) return item.data;
  const Place list{PathId(static_cast<std::uint32_t>(home)),
                   &vocabulary_[home],
                   vocabulary_[home].type,
                   nullptr,
                   RecordId::none,
                   nullptr};
  Standing around = standing_at(list, outermost_standing());
  around.hidden = why_missing(home);
  const Place at{item.path, nullptr, homes_[home].list->element, &node, RecordId::none, nullptr};
  Standing here = standing_at(at, around);
  const LedgerEntry* entry = ledger_.find(base_[item.path].text);
  if (entry != nullptr && entry->unknown && !here.hidden) here.hidden = entry->unknown->reason;
  base_.edit(item.path).missing = here.hidden;
  fill_fields(at, here, item.data, nullptr);
  return item.data;
}

void FactBuilder::report_no_such(RecordId record, const std::string& key,
                                 const DocumentNode& node) {
  std::vector<std::string> keys;
  if (!reports_.many()) {
    for (const auto& [known, item] : listed_)
      if (known.first == record) keys.push_back(known.second);
  }
  const FactId home = vocabulary_[record].home;
  auto& error = reports_.error("E519", node.span,
                               fmt::format("no {} of `{}` is called `{}`", vocabulary_[record].name,
                                           vocabulary_[home].name, key),
                               reports_.did_you_mean(key, keys));
  if (const DocumentNode* list = given_[static_cast<std::size_t>(home)])
    error.notes.push_back({fmt::format("`{}` stands in", vocabulary_[home].name), list->span});
}

}  // namespace entente::engine
