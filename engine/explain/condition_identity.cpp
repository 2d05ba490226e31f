#include "engine/explain/condition_identity.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/node_walk.hpp"

namespace entente::engine {
namespace {

constexpr auto no_node = static_cast<std::uint32_t>(NodeId::none);

/// Slots differ from place to place: a variable is named by the order in which it is first read.
std::size_t number_of(std::uint32_t slot, std::vector<std::uint32_t>& slots) {
  const auto found = std::ranges::find(slots, slot);
  if (found != slots.end()) return static_cast<std::size_t>(found - slots.begin());
  slots.push_back(slot);
  return slots.size() - 1;
}

}  // namespace

std::string ConditionIdentity::of(NodeId expression, const Bindings& bound) {
  const auto [known, is_new] = forms_.try_emplace(expression);
  Form& form = known->second;
  if (is_new) write(expression, form);
  std::string text = form.text;
  for (const auto slot : form.slots) {
    const auto found = bound.find(slot);
    text += found == bound.end() ? "|" : fmt::format("|{}:{}", found->second.size(), found->second);
  }
  return text;
}

std::string ConditionIdentity::of(const Value& item) const {
  const auto by_address = [](const void* data) { return fmt::format("at {}", data); };
  const auto by_path = [](PathId path) {
    return fmt::format("path {}", static_cast<std::uint32_t>(path));
  };
  switch (item.kind()) {
    case Kind::record:
      if (item.record().path != PathId::none) return by_path(item.record().path);
      return by_address(&item.record());
    case Kind::unknown:
      if (item.unknown().path != PathId::none) return by_path(item.unknown().path);
      return by_address(&item.unknown());
    case Kind::list:
      if (item.list().path != PathId::none) return by_path(item.list().path);
      return by_address(&item.list());
    case Kind::context:
      return by_address(&item.context());
    case Kind::function:
      return by_address(&item.function());
    default:
      return fmt::format("{} {}", static_cast<unsigned>(item.kind()),
                         to_text(item, program_.vocabulary, true));
  }
}

void ConditionIdentity::write(NodeId id, Form& form) const {
  const Node& node = program_[id];
  form.text += fmt::format("({} {} {}{}", static_cast<unsigned>(node.op), node.aux, node.count,
                           own_ids(node, form));
  for (const auto child : children(program_, id, Definitions::left_out)) write(child, form);
  form.text += ')';
}

/// What of a node is not the nodes under it.
std::string ConditionIdentity::own_ids(const Node& node, Form& form) const {
  switch (node.op) {
    case Op::constant: {
      const auto value = of(program_.constants[node.a]);
      return fmt::format(" {}:{}", value.size(), value);
    }
    case Op::local:
      return fmt::format(" ${}", number_of(node.a, form.slots));
    case Op::member_or:
      return fmt::format(" ${} {}", number_of(node.a, form.slots), node.b);
    case Op::fact:
    case Op::parameter:
    case Op::measure:
    case Op::call:
    case Op::relation:
    case Op::builtin:
    case Op::rule_is:
    case Op::score_of:
    case Op::closure:
      return fmt::format(" {}", node.a);
    case Op::network:
      return fmt::format(" {} {}", node.a, node.b);
    case Op::field:
      return fmt::format(" {} {}", node.b, node.c);
    case Op::member:
    case Op::instance_of:
      return fmt::format(" {}", node.b);
    case Op::range:
      return node.a == no_node ? " to" : node.b == no_node ? " from" : "";
    case Op::for_:
    case Op::some:
    case Op::every:
    case Op::context: {  // ends that are there; names of entries
      std::string ids;
      for (std::uint32_t i = 0; i + 3 <= node.count; i += 3) {
        const auto own = program_.operands[node.b + i + (node.op == Op::context ? 0 : 1)];
        ids += node.op == Op::context ? fmt::format(" {}", own) : own == no_node ? " -" : " +";
      }
      return ids;
    }
    default:
      return {};
  }
}

}  // namespace entente::engine
