#include "engine/model/fact_base.hpp"

namespace entente::engine {

std::string_view to_string(MissingReason reason) {
  switch (reason) {
    case MissingReason::not_supplied:
      return "not supplied";
    case MissingReason::dont_know:
      return "don't know";
    case MissingReason::withheld:
      return "withheld";
    case MissingReason::stale:
      return "stale";
    case MissingReason::not_yet:
      return "not yet";
    case MissingReason::too_few_answers:
      return "too few answers";
  }
  return {};
}

std::optional<PathId> FactBase::find(std::string_view text) const {
  for (; indexed_ < paths_.size(); ++indexed_) {
    by_text_.try_emplace(paths_[indexed_].text, static_cast<PathId>(indexed_));
  }
  const auto found = by_text_.find(text);
  if (found == by_text_.end()) return std::nullopt;
  return found->second;
}

PathId FactBase::outermost(PathId path) const {
  PathId outermost = path;
  for (PathId at = path; at != PathId::none; at = (*this)[at].parent) {
    if ((*this)[at].missing) outermost = at;
  }
  return outermost;
}

std::optional<PathId> FactBase::child(PathId parent, std::string_view field) const {
  if (parent == PathId::none) return std::nullopt;
  const std::string& base = (*this)[parent].text;
  for (PathId at = links_[static_cast<std::size_t>(parent)].first_child; at != PathId::none;
       at = links_[static_cast<std::size_t>(at)].next_sibling) {
    const std::string_view text = (*this)[at].text;
    if (text.size() == base.size() + 1 + field.size() && text[base.size()] == '.' &&
        text.substr(base.size() + 1) == field) {
      return at;
    }
  }
  return std::nullopt;
}

PathId FactBase::add_path(PathInfo info) {
  const auto id = static_cast<PathId>(paths_.size());
  Links links;
  if (info.parent != PathId::none) {
    Links& parent = links_[static_cast<std::size_t>(info.parent)];
    links.next_sibling = parent.first_child;
    parent.first_child = id;
  }
  links_.push_back(links);
  paths_.push_back(std::move(info));
  return id;
}

void FactBase::set(FactId fact, Value value) {
  const auto index = static_cast<std::size_t>(fact);
  if (index >= values_.size()) values_.resize(index + 1);
  values_[index] = value;
}

}  // namespace entente::engine
