#include "engine/facts/fact_builder.hpp"

#include <fmt/core.h>

#include "engine/facts/fact_path.hpp"
#include "engine/facts/read_scalar.hpp"

namespace entente::engine {

using NodeKind = DocumentNode::Kind;

FactBuilder::FactBuilder(const BuildInput& input, Reports& reports)
    : vocabulary_(input.vocabulary),
      keyed_(input.keyed),
      given_(input.given),
      ledger_(input.ledger),
      today_(input.today),
      dated_(input.dated),
      reports_(reports) {
  of_all_.on = ledger_.as_of;
}

FactBase FactBuilder::build() {
  base_.today = today_;
  add_fact_paths();
  for (std::size_t i = 0; i < vocabulary_.facts.size(); ++i)
    if (const auto record = keyed_.home_of(FactId(i))) prepare_items(FactId(i), *record);
  for (std::size_t i = 0; i < vocabulary_.facts.size(); ++i) {
    const Declaration& fact = vocabulary_.facts[i];
    const Place place{PathId(i), &fact, fact.type, given_[i], RecordId::none, nullptr};
    base_.set(FactId(i), value_at(place, outermost_standing()));
  }
  add_items_named_in_ledger();
  finish_home_lists();
  return std::move(base_);
}

void FactBuilder::add_fact_paths() {
  for (std::size_t i = 0; i < vocabulary_.facts.size(); ++i) {
    PathInfo info;
    info.text = vocabulary_.facts[i].name;
    info.fact = FactId(i);
    info.declaration = &vocabulary_.facts[i];
    paths_.emplace(vocabulary_.facts[i].name, base_.add_path(std::move(info)));
  }
}

PathId FactBuilder::path_for(PathId parent, const std::string& step,
                             const Declaration* declaration) {
  PathInfo info;
  info.text = base_[parent].text + step;
  const auto known = paths_.find(info.text);
  if (known != paths_.end()) return known->second;
  info.parent = parent;
  info.fact = base_[parent].fact;
  info.declaration = declaration;
  path_bytes_ += info.text.size();
  if (base_.path_count() >= max_paths || path_bytes_ > max_path_bytes) stop_at(parent);
  const std::string text = info.text;
  return paths_.emplace(text, base_.add_path(std::move(info))).first->second;
}

void FactBuilder::stop_at(PathId path) {
  while (!base_[path].place && base_[path].parent != PathId::none) path = base_[path].parent;
  auto& error = reports_.error("E502", base_[path].place.value_or(grammar::Span()),
                               fmt::format("with the fields that are not supplied there would be "
                                           "more than {} facts",
                                           max_paths));
  error.has_place = base_[path].place.has_value();
  throw TooManyFacts();
}

Value FactBuilder::value_at(const Place& place, const Standing& around) {
  const Standing here = standing_at(place, around);
  const auto reason = why_missing(place, here);
  note(place, here, reason);
  if (stands_in(place.type)) {
    if (here.stand_ins > 6) return unknown_at(place);
    return record_at(place, here, reason, make_record(vocabulary_[place.type].record, place.path));
  }
  if (!is_given(place)) return unknown_at(place);
  Standing inside = here;
  if (reason) inside.hidden = reason;
  const Value given = read_value(place, inside);
  if (!reason || around.hidden) return given;
  if (reason == MissingReason::stale || reason == MissingReason::not_yet)
    base_.edit(place.path).last_value = given;
  return unknown_at(place);
}

Value FactBuilder::read_value(const Place& place, const Standing& here) {
  const Type& type = vocabulary_[place.type];
  if (place.node->kind == NodeKind::null) return Value::null(NullReason::none);
  if (type.kind == TypeKind::list) return list_value(place, here);
  if (keyed_.is_reference(place.type)) return reference(place, here);
  if (type.kind == TypeKind::record)
    return record_at(place, here, here.hidden, make_record(type.record, place.path));
  const auto value =
      read_scalar(*place.node, vocabulary_, place.type, place.declaration, base_.arena(), reports_);
  return value.value_or(Value());
}

Value FactBuilder::list_value(const Place& place, const Standing& here) {
  const Type& type = vocabulary_[place.type];
  const DocumentNode& node = *place.node;
  if (node.kind != NodeKind::list) {
    const bool scalars =
        node.kind == NodeKind::scalar && vocabulary_[type.element].kind != TypeKind::record;
    auto& error = reports_.error("E513", node.span, "expected a list" + found_text(node),
                                 scalars ? fmt::format("write [{}]", node.text) : std::string());
    add_declared(error, vocabulary_, place.type, place.declaration);
    return {};
  }
  check_size(place, type);
  const auto home = homes_.find(base_[place.path].fact);
  const bool is_fact = base_[place.path].parent == PathId::none;
  if (is_fact && home != homes_.end()) return home_list(place, here, home->first);
  if (keyed_.is_keyed(type.element) && !keyed_.is_reference(type.element))
    check_duplicate_keys(node, vocabulary_[type.element].record);
  const auto steps = keyed_.item_steps(node, type.element);
  const auto items = base_.arena().array<ListItem>(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const PathId path = path_for(place.path, steps[i], nullptr);
    const Place item{path, nullptr, type.element, &node.items[i], RecordId::none, nullptr};
    items[i].value = value_at(item, here);
  }
  ListData list;
  list.items = items;
  list.path = place.path;
  list.element = type.element;
  open_end(list, place, here);
  return Value::list(list, base_.arena());
}

/// What more an open list holds: at least as much as it lacks of its declared size.
void FactBuilder::open_end(ListData& list, const Place& place, const Standing& here) {
  list.tail = tail_of(place, here);
  const auto listed = static_cast<std::uint32_t>(list.items.size());
  const auto least = vocabulary_[place.type].least_size;
  if (list.tail != nullptr && least > listed) list.tail_least = least - listed;
}

void FactBuilder::check_size(const Place& place, const Type& type) {
  const auto size = place.node->items.size();
  if (size >= type.least_size || ledger_.is_open(base_[place.path].text)) return;
  auto& error = reports_.error("E516", place.node->span,
                               fmt::format("`{}` has {} of at least {} items",
                                           base_[place.path].text, size, type.least_size),
                               "name it under `open lists` if there may be more");
  add_declared(error, vocabulary_, place.type, place.declaration);
}

const Unknown* FactBuilder::tail_of(const Place& list, const Standing& here) {
  if (!ledger_.is_open(base_[list.path].text)) return nullptr;
  const TypeId element = vocabulary_[list.type].element;
  Place tail;
  tail.path = path_for(list.path, "[*]", nullptr);
  tail.type = element;
  const Standing standing = standing_at(tail, here);
  note(tail, standing, why_missing(tail, standing));
  const Value unknown = unknown_at(tail);
  if (unknown.is_unknown()) return &unknown.unknown();
  Unknown sure;  // one value is possible: still nobody knows whether there is such an item
  const auto missing = base_.arena().array<PathId>(1);
  missing[0] = tail.path;
  sure.missing = missing;
  sure.can_be = kinds_of(vocabulary_, element);
  sure.path = tail.path;
  sure.type = element;
  return base_.arena().make(sure);
}

Value FactBuilder::unknown_at(const Place& place) {
  return unknown_fact(vocabulary_, place.type, place.path, base_.arena());
}

}  // namespace entente::engine
