#include "grammar/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "grammar/text_width.hpp"

namespace entente::grammar {
namespace {

constexpr std::size_t widest_line = 100;  // columns of source shown; longer lines are clipped

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::lint:
      return "lint";
    case Severity::note:
      return "note";
  }
  return "";
}

std::string painted(std::string_view text, std::string_view escape, bool colour) {
  if (!colour) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", escape, text);
}

std::string_view escape_of(Severity severity) {
  return severity == Severity::error ? "1;31" : severity == Severity::lint ? "1;33" : "1;36";
}

/// As `printable`, but a tab stays a tab, so that what stands below it lines up in any terminal.
std::string shown_line(std::string_view text) {
  std::string shown;
  for (std::size_t tab = text.find('\t'); tab != std::string_view::npos; tab = text.find('\t')) {
    shown += printable(text.substr(0, tab)) + '\t';
    text.remove_prefix(tab + 1);
  }
  return shown + printable(text);
}

std::string head(const Diagnostic& diagnostic, bool colour) {
  std::string kind(severity_name(diagnostic.severity));
  if (!diagnostic.code.empty()) kind += fmt::format("[{}]", diagnostic.code);
  return fmt::format("{}: {}", painted(kind, escape_of(diagnostic.severity), colour),
                     printable(diagnostic.message));
}

/// The part of a line that is shown, and where in it the marked stretch lies (in bytes).
struct Excerpt {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Keeps the marked stretch in sight; what is cut off becomes `…`.
Excerpt clip(std::string_view line, std::size_t begin, std::size_t end) {
  std::size_t first = 0;
  if (text_width(line) > widest_line) {
    first = retreat(line, begin, widest_line / 3);
  }
  std::size_t last = advance(line, first, widest_line);
  last = std::max(last, begin);
  end = std::min(end, std::max(last, begin));
  Excerpt excerpt;
  if (first > 0) excerpt.text = "…";
  const std::size_t shift = excerpt.text.size();
  excerpt.text += line.substr(first, last - first);
  if (last < line.size()) excerpt.text += "…";
  excerpt.begin = begin - first + shift;
  excerpt.end = end - first + shift;
  return excerpt;
}

/// Blanks as wide as the text; a tab stays a tab so that it lines up in any terminal.
std::string blanks(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = next_character(text, at);
    if (text[at] == '\t') {
      result += '\t';
    } else {
      result.append(text_width(text.substr(at, next - at)), ' ');
    }
    at = next;
  }
  return result;
}

std::string excerpt(const Diagnostic& diagnostic, const Sources& sources, bool colour) {
  const auto& source = sources[diagnostic.span.file];
  const auto location = source.locate(diagnostic.span.begin);
  const auto line = source.line(location.line);
  const auto line_begin = source.offset({location.line, 1});
  const auto begin = std::min<std::size_t>(diagnostic.span.begin - line_begin, line.size());
  const auto length = std::max(diagnostic.span.end, diagnostic.span.begin) - diagnostic.span.begin;
  const auto shown = clip(line, begin, std::min<std::size_t>(begin + length, line.size()));
  const auto before = shown_line(std::string_view(shown.text).substr(0, shown.begin));
  const auto marked =
      shown_line(std::string_view(shown.text).substr(shown.begin, shown.end - shown.begin));
  auto carets = std::string(std::max<std::size_t>(text_width(marked), 1), '^');
  if (!diagnostic.label.empty()) carets += " " + printable(diagnostic.label);

  const auto number = std::to_string(location.line);
  const auto margin = std::string(number.size() + 1, ' ');
  std::string text =
      fmt::format("{}--> {}\n", std::string(number.size(), ' '), sources.place(diagnostic.span));
  text += fmt::format("{}|\n{} | {}\n", margin, number,
                      before + marked + shown_line(std::string_view(shown.text).substr(shown.end)));
  text += fmt::format("{}| {}{}\n", margin, blanks(before),
                      painted(carets, escape_of(diagnostic.severity), colour));
  return text;
}

std::string margin_of(const Diagnostic& diagnostic, const Sources& sources) {
  if (!diagnostic.has_place) return " ";
  const auto line = sources[diagnostic.span.file].locate(diagnostic.span.begin).line;
  return std::string(std::to_string(line).size() + 1, ' ');
}

std::string note_text(const Note& note, const Sources& sources) {
  if (!note.span) return note.text;
  const auto& source = sources[note.span->file];
  return fmt::format("{} {}:{}", note.text, source.name(), source.locate(note.span->begin).line);
}

auto order(const Diagnostic& diagnostic) {
  return std::tie(diagnostic.has_place, diagnostic.span, diagnostic.code, diagnostic.message);
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Sources& sources, bool colour) {
  std::string text = head(diagnostic, colour) + "\n";
  if (diagnostic.has_place) text += excerpt(diagnostic, sources, colour);
  const auto margin = margin_of(diagnostic, sources);
  if (!diagnostic.has_place && !diagnostic.label.empty()) {
    text += fmt::format("{}= {}\n", margin, printable(diagnostic.label));
  }
  for (const auto& note : diagnostic.notes) {
    text += fmt::format("{}= {}\n", margin, printable(note_text(note, sources)));
  }
  return text;
}

std::string render_short(const Diagnostic& diagnostic, const Sources& sources) {
  std::string text;
  if (diagnostic.has_place) text = sources.place(diagnostic.span) + ": ";
  text += head(diagnostic, false);
  if (!diagnostic.label.empty()) text += fmt::format(" ({})", printable(diagnostic.label));
  return text;
}

void settle(std::vector<Diagnostic>& diagnostics, std::size_t per_file) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const auto& left, const auto& right) { return order(left) < order(right); });
  const auto same = [](const auto& left, const auto& right) { return order(left) == order(right); };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());

  std::map<FileId, std::size_t> errors;
  std::map<FileId, std::size_t> last_kept;
  std::vector<Diagnostic> kept;
  for (auto& diagnostic : diagnostics) {
    const bool counts = diagnostic.severity == Severity::error && diagnostic.has_place;
    if (counts && ++errors[diagnostic.span.file] > per_file) continue;
    if (counts) last_kept[diagnostic.span.file] = kept.size();
    kept.push_back(std::move(diagnostic));
  }
  for (const auto& [file, count] : errors) {
    if (count <= per_file || per_file == 0) continue;
    const auto more = count - per_file;
    kept[last_kept[file]].notes.push_back(
        {fmt::format("{} more error{} in this file", more, more == 1 ? "" : "s"), std::nullopt});
  }
  diagnostics = std::move(kept);
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const auto& one) { return one.severity == Severity::error; });
}

}  // namespace entente::grammar
