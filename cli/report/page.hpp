// A page of `entente explain` in each of its formats. All say the same, from the same data.
#pragma once

#include <string>

#include "engine/explain/page.hpp"

namespace entente::cli {

/// For a terminal of 80 columns.
[[nodiscard]] std::string page_text(const engine::Page& page);
/// Schema `entente.explanation/1`.
[[nodiscard]] std::string page_json(const engine::Page& page);
[[nodiscard]] std::string page_markdown(const engine::Page& page);
/// The proof as a graph: what rests on what, each fact once.
[[nodiscard]] std::string page_dot(const engine::Page& page);

/// `partly met, credit 50%`, `57.16 to 94.47 of 100`, `[openness, learning]`, `still possible`.
[[nodiscard]] std::string answer_words(const engine::Page& page);
/// How much of its proofs was replayed in full; of a page of which not all was.
[[nodiscard]] std::string beyond_words(const engine::Page& page);
/// What a part of `what it would take` is for: `Treasurer`, `to conclude "sound"`; may be empty.
[[nodiscard]] std::string heading_of(const engine::WhyNot& open);
/// `Ask Westbrook: Who leads …? (10 minutes)`; empty where there is nothing to ask.
[[nodiscard]] std::string ask_words(const engine::ResultMissing& missing);
/// How many of its points a line gets, and how many are lost: `30.4 to 35.6`.
[[nodiscard]] std::string points_words(const engine::Bounds& points);
[[nodiscard]] engine::Bounds points_lost(const engine::PointsRow& row);

}  // namespace entente::cli
