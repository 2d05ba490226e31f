#include "cli/run.hpp"

#include <CLI/CLI.hpp>
#include <ostream>
#include <vector>

#include "grammar/version.hpp"

namespace entente::cli {

int run(std::span<const std::string> arguments, std::istream& /*in*/, std::ostream& out,
        std::ostream& err) {
  CLI::App app{"Judges the readiness and the health of partnerships by written rules.", "entente"};
  app.set_version_flag("--version", "entente " + std::string(version()));
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? 0 : 2;
  }
  out << app.help();
  return 0;
}

}  // namespace entente::cli
