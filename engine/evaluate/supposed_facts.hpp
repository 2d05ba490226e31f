// A fact base in which some facts are taken to have another value. What holds one of them, a record
// or list or what refers to such a one, is copied once; a supposition only writes the values into
// the copies. The facts it was made from must outlive it.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/model/fact_base.hpp"
#include "engine/model/vocabulary.hpp"

namespace entente::engine {

class SupposedFacts {
 public:
  using Supposition = std::map<PathId, Value>;

  /// `paths`: those that will be supposed: missing ones, and known facts and fields.
  SupposedFacts(const Vocabulary& vocabulary, const FactBase& facts,
                const std::vector<PathId>& paths);

  /// Asks for a value for each of the paths.
  void suppose(const Supposition& supposition);
  [[nodiscard]] const FactBase& facts() const { return supposed_; }

 private:
  FactBase supposed_;
  std::vector<std::pair<FactId, PathId>> supposed_here_;    // facts that are supposed themselves
  std::vector<std::pair<Value*, PathId>> supposed_inside_;  // places in the copies
};

}  // namespace entente::engine
