// The rules, definitions and facts of a needs map drawn as DOT: sections as frames around their
// rules, an arrow from each reader to what it reads. Takes what was chosen to be drawn; judges
// nothing.
#pragma once

#include <string>

#include "engine/evaluate/evaluation.hpp"
#include "engine/explain/needs.hpp"
#include "engine/model/fact_base.hpp"

namespace entente::cli {

/// What there is to draw. Definitions, facts and scorecards are drawn when an arrow touches them.
struct NeedsPicture {
  const engine::Program& program;
  const engine::NeedsMap& map;
  std::vector<bool> rules;           // of each rule, whether it is drawn
  std::vector<engine::Need> arrows;  // between points of the map, sorted
};

/// The outcomes and missing facts that colour it.
struct Colouring {
  const engine::Evaluation& evaluation;
  const engine::FactBase& facts;
};

[[nodiscard]] std::string needs_dot(const NeedsPicture& picture, const Colouring* colouring);

}  // namespace entente::cli
