#include "cli/feel_cases.hpp"

#include <fmt/format.h>

#include <ostream>

#include "cli/conformance/run_cases.hpp"
#include "cli/files.hpp"

namespace entente::cli {
namespace {

struct CaseFile {
  grammar::Sources sources;
  std::vector<FeelCase> cases;
  std::vector<grammar::Diagnostic> diagnostics;
};

void read_lines(CaseFile& file, const std::string& name, std::string_view text) {
  std::uint32_t number = 1;
  for (; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const grammar::FileId source = file.sources.add(name, std::string(line), number);
    if (auto read = read_case(file.sources, source, file.diagnostics))
      file.cases.push_back(std::move(*read));
  }
}

void refuse(const CaseFile& file, const Console& console) {
  std::vector<grammar::Diagnostic> found = file.diagnostics;
  constexpr std::size_t shown = 20;
  if (found.size() > shown) found.resize(shown);
  refuse_errors(console, found, file.sources);
}

}  // namespace

Exit feel_cases(const std::string& path, const engine::DateTime& now, Console& console) {
  CaseFile file;
  const std::string text = read_input(path, console);
  read_lines(file, path == "-" ? "standard input" : path, text);
  refuse(file, console);
  if (file.cases.empty()) throw Failure(Exit::wrong_use, fmt::format("{} holds no case", path));
  Conformance conformance;
  std::string failures;
  for (const FeelCase& tried : file.cases) {
    const std::string difference = run_case(tried, now, file.diagnostics);
    conformance.add(tried, difference.empty());
    if (!difference.empty())
      failures += fmt::format("FAIL {}/{}: {}\n", tried.suite, tried.id, difference);
  }
  refuse(file, console);
  for (const auto& [name, tally] : conformance.lines()) {
    console.out << fmt::format("{} value {}/{}, null {}/{}\n", name, tally.values_passed,
                               tally.values, tally.nulls_passed, tally.nulls);
  }
  console.out << failures;
  return conformance.profile_passes() ? Exit::done : Exit::below;
}

}  // namespace entente::cli
