// Writes a directed graph in the DOT language of Graphviz, statements in the order of the calls.
// Takes any text as a name or a label and escapes it. Knows nothing of what is drawn; nothing is
// laid out here.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::cli {

/// Names and values; a line break in a value breaks the label there.
using DotAttributes = std::vector<std::pair<std::string_view, std::string>>;

class DotWriter {
 public:
  /// Opens `digraph`; the attributes are those of the whole picture.
  explicit DotWriter(const DotAttributes& picture);

  /// What holds for every node, or edge, that does not say otherwise.
  void each_node(const DotAttributes& attributes) { set("node", attributes); }
  void each_edge(const DotAttributes& attributes) { set("edge", attributes); }

  /// A frame around what is written until end(). Both kinds of group nest.
  void begin_cluster(std::string_view id, const DotAttributes& attributes);
  /// What is written until end() shares attributes (`rank`), without a frame.
  void begin_group(const DotAttributes& attributes);
  void end();

  void node(std::string_view id, const DotAttributes& attributes);
  void edge(std::string_view from, std::string_view to, const DotAttributes& attributes = {});

  /// The text, with a line break at its end. Groups must have been ended.
  [[nodiscard]] std::string finished() &&;

 private:
  void begin(const std::string& group, const DotAttributes& attributes);
  void set(std::string_view whose, const DotAttributes& attributes);
  void statement(std::string_view what, const DotAttributes& attributes);

  std::string out_;
  std::string indent_ = "  ";
};

}  // namespace entente::cli
