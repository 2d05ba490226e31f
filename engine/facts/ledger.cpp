#include "engine/facts/ledger.hpp"

#include <utility>

namespace entente::engine {

const LedgerEntry* Ledger::find(std::string_view path) const {
  const auto found = entries_.find(path);
  return found == entries_.end() ? nullptr : &found->second;
}

bool Ledger::is_open(std::string_view path) const {
  const LedgerEntry* entry = find(path);
  return entry != nullptr && entry->open;
}

bool Ledger::says_unknown_inside(std::string_view path) const {
  for (auto at = entries_.upper_bound(path); at != entries_.end(); ++at) {
    const std::string& text = at->first;
    if (!text.starts_with(path)) return false;
    const char next = text[path.size()];
    if ((next == '.' || next == '[') && at->second.unknown) return true;
  }
  return false;
}

void Ledger::add_evidence(const std::string& path, Evidence evidence) {
  auto& known = entries_[path].evidence;
  if (!known || known->on < evidence.on) known = std::move(evidence);
}

const UnknownEntry* Ledger::add_unknown(const std::string& path, UnknownEntry entry) {
  auto& known = entries_[path].unknown;
  if (known) return &*known;
  known = std::move(entry);
  return nullptr;
}

}  // namespace entente::engine
