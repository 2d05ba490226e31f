// `entente init`: a first folder for an organisation: facts, rules of its own, how to run both.
#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "grammar/text_width.hpp"

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view facts_template =
    R"(# What is known about one partnership. Leave out what you do not know: it counts as unknown, never
# as no. `null` says that there is none. `entente list facts --rules own.rules` shows what can be said.
partnership: A first partnership
facts:
  started: null                      # joint work has not begun
  parties:
    - name: Our organisation
      staff: 40
      joined: {today}
      champion: our managing director
      champion_may_commit: yes
      values: [openness, learning, care]
    - name: The other organisation
      staff: 12
      joined: {today}
  management_model: cooperative
  insured_until: null
as of: {today}                     # the date of everything that has no evidence of its own
evidence:
  - {{fact: management_model, on: {today}, source: minutes of the first meeting}}
unknown:
  - {{fact: "parties[The other organisation].values", reason: don't know}}
)";

constexpr std::string_view rules_template =
    R"(// Our own rules over the shipped pack: it keeps its rules, these are added.
language 1
pack own 1.0 "What we ask of our own partnerships"
  uses partnership 1.x

fact insured_until "The day until which the joint work is insured"
  date or none
  ask coordinator "Until when is the joint work insured?"
  effort 30 minutes

rule own.insured "The joint work is insured"
  section    foundation
  weight     2
  check      "insured today"  insured_until >= today
  advise     "Ask the insurer for cover of the joint work"   effort 2 hours
  source     "Our rules for partnerships, section 1"

test "cover that has run out"
  today   2026-11-01
  given   insured_until = 2026-10-31
  expect  rule own.insured is not met

test "cover that lasts"
  today   2026-11-01
  given   insured_until = 2026-11-01
  expect  rule own.insured is met
)";

constexpr std::string_view readme_template = R"(# Our partnerships

| file | holds |
|---|---|
| `facts.yaml` | what is known about one partnership; copy it for each |
| `own.rules` | our own rules, added to the shipped pack `partnership` |

```
entente assess facts.yaml --rules own.rules                   # verdict, score, what is missing
entente explain facts.yaml own.insured --rules own.rules      # why
entente check own.rules && entente test own.rules             # after every change of the rules
entente assess facts.yaml --rules own.rules --fail-under 60   # exit code 0, 1 or 3: for cron
```
)";

Exit init(const fs::path& folder, Console& console) {
  const std::string today = engine::to_string(run_date());
  write_new_files(folder, {{"facts.yaml", fmt::format(facts_template, fmt::arg("today", today))},
                           {"own.rules", std::string(rules_template)},
                           {"README.md", std::string(readme_template)}});
  console.out << fmt::format(
      "{0}: facts.yaml, own.rules and README.md written; next:\n"
      "  cd {0} && entente assess facts.yaml --rules own.rules\n",
      grammar::printable(folder.string()));
  return Exit::done;
}

}  // namespace

void add_init(Command& program) {
  auto& command = program.command("init", "A first folder: facts, own rules, how to run them");
  auto folder = std::make_shared<std::string>();
  command.argument("FOLDER", *folder, "Where; nothing in it is overwritten");
  command.notes = "Example:\n  entente init partnerships";
  command.run = [folder](Console& console) { return init(*folder, console); };
}

}  // namespace entente::cli
