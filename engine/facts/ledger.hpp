// What a fact file says about its facts beside their values: evidence, what is unknown and why,
// which lists are open. By path, in the form that paths have in reports. Private to engine/facts.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/model/fact_base.hpp"

namespace entente::engine {

struct UnknownEntry {
  MissingReason reason = MissingReason::dont_know;
  std::string note;
  grammar::Span span;
};

struct LedgerEntry {
  std::optional<Evidence> evidence;  // the latest on this path
  std::optional<UnknownEntry> unknown;
  bool open = false;
};

class Ledger {
 public:
  std::optional<Date> as_of;

  /// Null when nothing is said about this very path.
  [[nodiscard]] const LedgerEntry* find(std::string_view path) const;
  [[nodiscard]] bool is_open(std::string_view path) const;
  /// Something inside this path, not the path itself, is said to be unknown.
  [[nodiscard]] bool says_unknown_inside(std::string_view path) const;
  [[nodiscard]] const std::map<std::string, LedgerEntry, std::less<>>& entries() const {
    return entries_;
  }

  void add_evidence(const std::string& path, Evidence evidence);
  /// The first word on a path holds; it is given back when there was one.
  const UnknownEntry* add_unknown(const std::string& path, UnknownEntry entry);
  void open(const std::string& path) { entries_[path].open = true; }

 private:
  std::map<std::string, LedgerEntry, std::less<>> entries_;
};

}  // namespace entente::engine
