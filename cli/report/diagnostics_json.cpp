#include "cli/report/diagnostics_json.hpp"

namespace entente::cli {
namespace {

void write_notes(JsonWriter& out, const std::vector<grammar::Note>& notes,
                 const grammar::Sources& sources) {
  out.key("notes").array();
  for (const grammar::Note& note : notes) {
    out.object().key("text").text(note.text).key("at");
    if (note.span) {
      out.text(sources.place(*note.span));
    } else {
      out.null();
    }
    out.end();
  }
  out.end();
}

}  // namespace

std::string diagnostics_json(const std::vector<grammar::Diagnostic>& diagnostics,
                             const grammar::Sources& sources) {
  JsonWriter out;
  out.object().key("schema").text("entente.check/1").key("diagnostics");
  write_diagnostics(out, diagnostics, sources);
  out.end();
  return std::move(out).finished();
}

void write_diagnostics(JsonWriter& out, const std::vector<grammar::Diagnostic>& diagnostics,
                       const grammar::Sources& sources) {
  out.array();
  for (const grammar::Diagnostic& diagnostic : diagnostics) {
    out.object();
    out.key("severity").text(severity_name(diagnostic.severity));
    out.key("code").text(diagnostic.code);
    out.key("message").text(diagnostic.message);
    out.key("label").text(diagnostic.label);
    out.key("at").text(diagnostic.has_place ? sources.place(diagnostic.span) : "");
    write_notes(out, diagnostic.notes, sources);
    out.end();
  }
  out.end();
}

std::string_view severity_name(grammar::Severity severity) {
  switch (severity) {
    case grammar::Severity::error:
      return "error";
    case grammar::Severity::lint:
      return "lint";
    case grammar::Severity::note:
      break;
  }
  return "note";
}

}  // namespace entente::cli
