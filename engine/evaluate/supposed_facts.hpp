// A fact base in which some missing facts are taken to have a value, without copying what does not
// change. The facts it was made from must outlive it.
#pragma once

#include <map>
#include <vector>

#include "engine/model/fact_base.hpp"
#include "engine/model/vocabulary.hpp"

namespace entente::engine {

class SupposedFacts {
 public:
  using Supposition = std::map<PathId, Value>;

  /// `paths`: those that will be supposed.
  SupposedFacts(const Vocabulary& vocabulary, const FactBase& facts,
                const std::vector<PathId>& paths);

  void suppose(const Supposition& supposition);
  [[nodiscard]] const FactBase& facts() const { return supposed_; }

 private:
  const FactBase& facts_;
  FactBase supposed_;
  std::vector<FactId> affected_;
};

}  // namespace entente::engine
