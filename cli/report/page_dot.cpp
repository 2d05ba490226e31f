#include <fmt/format.h>

#include <map>

#include "cli/report/dot.hpp"
#include "cli/report/layout.hpp"
#include "cli/report/page.hpp"
#include "cli/report/proof.hpp"
#include "cli/report/wording.hpp"

namespace entente::cli {
namespace {

constexpr std::size_t label_columns = 36;

class ProofPainter {
 public:
  ProofPainter()
      : out_({{"rankdir", "LR"},
              {"fontname", std::string(picture_font)},
              {"nodesep", "0.15"},
              {"ranksep", "0.5"}}) {}

  std::string draw(const engine::Page& page) {
    out_.each_node({{"fontname", std::string(picture_font)},
                    {"fontsize", "11"},
                    {"shape", "box"},
                    {"style", "filled"},
                    {"fillcolor", "white"}});
    out_.each_edge({{"color", "#5b6b7b"}, {"arrowsize", "0.6"}});
    DotAttributes root{{"label", label((page.title.empty() ? "" : page.title + '\n') + page.name +
                                       ": " + answer_words(page))},
                       {"penwidth", "2.5"}};
    if (page.outcome) root.push_back({"fillcolor", std::string(colour(*page.outcome))});
    if (page.value) root.push_back({"fillcolor", std::string(colour(*page.value))});
    out_.node("page", root);
    // A fact or a definition is its own proof.
    const bool same = page.why.size() == 1 && page.why.front().text == page.name;
    for (const engine::Explanation& proof : page.why) {
      if (same && proof.fact.empty())
        draw_reasons("page", proof);
      else
        out_.edge("page", draw(proof));
    }
    add_more("page", page.more);
    draw_points(page.points);
    return std::move(out_).finished();
  }

 private:
  /// The name of its node; a fact that is read at several places is drawn once, and so is what is
  /// told above.
  std::string draw(const engine::Explanation& proof) {
    if (!proof.fact.empty()) {
      const auto [known, first] = facts_.try_emplace(proof.fact, "fact " + proof.fact);
      if (first) draw_fact(known->second, proof);
      return known->second;
    }
    const std::string line = proof.text + '\n' + in_words(proof.value);
    if (proof.told_above)
      if (const auto above = told_.find(line); above != told_.end() && !above->second.empty())
        return above->second;
    std::string id = fmt::format("step {}", ++steps_);
    if (!proof.because.empty())  // of two that say the same neither is surely meant
      if (const auto [told, first] = told_.try_emplace(line, id); !first) told->second.clear();
    DotAttributes attributes{{"label", label(proof_line(proof))}};
    if (proof.outcome) {
      attributes.push_back({"fillcolor", std::string(colour(*proof.outcome))});
      attributes.push_back({"style", "filled,rounded"});
    } else {
      attributes.push_back({"fillcolor", std::string(colour(proof.value))});
    }
    if (!proof.note.empty()) attributes.push_back({"tooltip", proof.note});
    out_.node(id, attributes);
    draw_reasons(id, proof);
    return id;
  }

  /// Where the points of a score come from: inner lines below the section they stand in.
  void draw_points(const std::vector<engine::PointsRow>& rows) {
    std::vector<std::string> around{"page"};
    for (const engine::PointsRow& row : rows) {
      around.resize(std::min(around.size(), row.level + 1));
      const std::string id = fmt::format("points {}", ++steps_);
      DotAttributes attributes{
          {"label", label(fmt::format("{}\n{} of {}", row.title, points_words(row.got),
                                      engine::to_decimal_text(row.worth, 1)))},
          {"style", "filled,rounded"}};
      if (row.outcome) attributes.push_back({"fillcolor", std::string(colour(*row.outcome))});
      out_.node(id, attributes);
      out_.edge(around.back(), id);
      around.push_back(id);
    }
  }

  void draw_reasons(const std::string& id, const engine::Explanation& proof) {
    for (const engine::Explanation& reason : proof.because) out_.edge(id, draw(reason));
    add_more(id, proof.more);
  }

  void draw_fact(const std::string& id, const engine::Explanation& proof) {
    std::string text = proof.fact + ": " + engine::in_words(proof.value);
    if (const std::string from = provenance(proof); !from.empty()) text += '\n' + from;
    out_.node(id, {{"label", label(text)},
                   {"shape", "note"},
                   {"fillcolor", std::string(colour(proof.value))}});
  }

  void add_more(const std::string& id, std::size_t more) {
    if (more == 0) return;
    const std::string rest = fmt::format("more {}", ++steps_);
    out_.node(rest, {{"label", fmt::format("and {} more", more)}, {"shape", "plaintext"}});
    out_.edge(id, rest);
  }

  static std::string label(std::string_view text) {
    std::string lines;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      lines += wrapped("", text.substr(0, end), label_columns);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!lines.empty()) lines.pop_back();
    return lines;
  }

  static std::string_view colour(engine::Outcome outcome) { return outcome_colour(outcome); }
  /// A yes is not always good: only what is not known, or an error, is marked.
  static std::string_view colour(const engine::PlainValue& value) {
    if (value.kind == engine::PlainValue::Kind::unknown)
      return outcome_colour(engine::Outcome::unknown);
    if (value.kind == engine::PlainValue::Kind::error)
      return outcome_colour(engine::Outcome::fault);
    return "white";
  }

  DotWriter out_;
  std::map<std::string, std::string> facts_;
  std::map<std::string, std::string> told_;  // by what is said, where it is said first
  std::size_t steps_ = 0;
};

}  // namespace

std::string page_dot(const engine::Page& page) { return ProofPainter().draw(page); }

}  // namespace entente::cli
