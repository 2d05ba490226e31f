// The top level of a fact file: its parts by name, and the ledger from its `evidence`, `unknown`
// and `open lists`. Private to engine/facts.
#pragma once

#include <optional>
#include <string>

#include "engine/facts/document.hpp"
#include "engine/facts/ledger.hpp"
#include "engine/facts/reports.hpp"
#include "engine/facts/resolve_path.hpp"

namespace entente::engine {

struct FileParts {
  std::string partnership;
  std::optional<Date> today;
  std::optional<Date> as_of;
  GivenFacts facts;
  bool refused_facts = false;  // some name of a part or under `facts` is that of none
  // Null where the file has no such part.
  const DocumentNode* evidence = nullptr;
  const DocumentNode* unknown = nullptr;
  const DocumentNode* open_lists = nullptr;
};

[[nodiscard]] FileParts read_file_parts(const DocumentNode& document, const Vocabulary& vocabulary,
                                        Reports& reports);

/// Entries that name nothing are reported and left out.
[[nodiscard]] Ledger read_ledger(const FileParts& parts, PathResolver& resolver,
                                 const Vocabulary& vocabulary, Reports& reports);

}  // namespace entente::engine
