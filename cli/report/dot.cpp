#include "cli/report/dot.hpp"

namespace entente::cli {
namespace {

/// In quotes. A bare backslash would start an escape; other control characters draw nothing.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char each : text) {
    if (each == '"' || each == '\\') {
      result += '\\';
      result += each;
    } else if (each == '\n') {
      result += "\\n";
    } else {
      result += static_cast<unsigned char>(each) < ' ' ? ' ' : each;
    }
  }
  return result += '"';
}

/// In a value, unlike in a name, `&amp;` and its kind are read as what they stand for.
std::string value(std::string_view text) {
  std::string plain;
  for (const char each : text) {
    plain += each;
    if (each == '&') plain += "amp;";
  }
  return quoted(plain);
}

std::string list(const DotAttributes& attributes) {
  std::string text;
  for (const auto& [name, what] : attributes) {
    text += text.empty() ? " [" : ", ";
    text.append(name).append("=").append(value(what));
  }
  return text.empty() ? text : text + "]";
}

}  // namespace

DotWriter::DotWriter(const DotAttributes& picture) : out_("digraph {\n") { set("graph", picture); }

void DotWriter::begin_cluster(std::string_view id, const DotAttributes& attributes) {
  begin("subgraph " + quoted("cluster " + std::string(id)), attributes);
}

void DotWriter::begin_group(const DotAttributes& attributes) { begin("subgraph", attributes); }

void DotWriter::end() {
  indent_.resize(indent_.size() - 2);
  out_ += indent_ + "}\n";
}

void DotWriter::node(std::string_view id, const DotAttributes& attributes) {
  statement(quoted(id), attributes);
}

void DotWriter::edge(std::string_view from, std::string_view to, const DotAttributes& attributes) {
  statement(quoted(from) + " -> " + quoted(to), attributes);
}

std::string DotWriter::finished() && { return std::move(out_) + "}\n"; }

void DotWriter::begin(const std::string& group, const DotAttributes& attributes) {
  out_ += indent_ + group + " {\n";
  indent_ += "  ";
  set("graph", attributes);
}

void DotWriter::set(std::string_view whose, const DotAttributes& attributes) {
  if (!attributes.empty()) statement(whose, attributes);
}

void DotWriter::statement(std::string_view what, const DotAttributes& attributes) {
  out_.append(indent_).append(what).append(list(attributes)).append("\n");
}

}  // namespace entente::cli
