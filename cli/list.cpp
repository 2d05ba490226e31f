// `entente list rules|inferences|relations|facts|packs`: what there is to judge by.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/report/json_writer.hpp"
#include "cli/report/layout.hpp"
#include "cli/report/wording.hpp"
#include "cli/rule_set.hpp"
#include "engine/facts/facts_schema.hpp"
#include "engine/shipped_packs.hpp"
#include "grammar/text_width.hpp"

namespace entente::cli {
namespace {

using engine::Program;

struct ListOptions {
  std::vector<std::string> rules;
  std::string format = "text";
  std::string export_to;
};

/// Each once: sections of several scorecards may have one name.
std::vector<std::string> section_ids(const engine::RuleProgram& rule, const Program& program) {
  std::vector<std::string> ids;
  for (const std::uint32_t section : rule.sections) {
    const std::string& id = program.sections[section].id;
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

/// Of the names that leave room for what is said of them; a longer one reaches into it.
std::size_t widest(const auto& entries, auto name) {
  std::size_t columns = 0;
  for (const auto& entry : entries) columns = std::max(columns, std::invoke(name, entry).size());
  return std::min(columns, page_width / 2);
}

std::string rules_text(const Program& program) {
  const std::size_t columns = widest(program.rules, &engine::RuleProgram::id);
  std::string text;
  for (const engine::RuleProgram& rule : program.rules) {
    const std::string what =
        fmt::format("{} ({}, weight {}{})", rule.title, joined(section_ids(rule, program), ", "),
                    rule.weight.to_string(), rule.must ? ", must" : "");
    text += wrapped(padded(rule.id, columns) + "  ", what);
  }
  return text;
}

std::string rules_json(const RuleSet& rules) {
  const Program& program = *rules.loaded.program;
  JsonWriter out;
  out.object().key("schema").text("entente.rules/1").key("rules").array();
  for (const engine::RuleProgram& rule : program.rules) {
    out.object().key("id").text(rule.id).key("title").text(rule.title);
    out.key("pack").text(rule.pack);
    out.key("sections").texts(section_ids(rule, program));
    out.key("weight").number(rule.weight.to_string()).key("must").boolean(rule.must);
    out.key("sources").texts(rule.sources);
    out.key("at").text(rules.sources.place(rule.span)).end();
  }
  out.end().end();
  return std::move(out).finished();
}

/// `trust(p)`.
std::string called(const engine::InferenceProgram& inference, const Program& program) {
  if (!inference.function) return inference.name;
  return fmt::format("{}({})", inference.name,
                     joined(program.functions[inference.index].parameters, ", "));
}

std::string inferences_text(const Program& program) {
  const std::size_t columns =
      widest(program.inferences, [&](const auto& each) { return called(each, program); });
  std::string text;
  for (const auto& each : program.inferences) {
    text += wrapped(padded(called(each, program), columns) + "  ",
                    fmt::format("{} ({})", each.title, program.vocabulary.describe(each.type)));
  }
  return text;
}

std::string inferences_json(const RuleSet& rules) {
  const Program& program = *rules.loaded.program;
  JsonWriter out;
  out.object().key("schema").text("entente.inferences/1").key("inferences").array();
  for (const auto& each : program.inferences) {
    out.object().key("name").text(each.name).key("title").text(each.title);
    out.key("parameters")
        .texts(each.function ? program.functions[each.index].parameters
                             : std::vector<std::string>());
    out.key("type").text(program.vocabulary.describe(each.type)).key("pack").text(each.pack);
    out.key("at").text(rules.sources.place(each.span)).end();
  }
  out.end().end();
  return std::move(out).finished();
}

/// `relies_on(party, party)`.
std::string declared(const engine::RelationProgram& relation, const Program& program) {
  std::vector<std::string> columns;
  for (const engine::TypeId type : relation.types)
    columns.push_back(program.vocabulary.describe(type));
  return fmt::format("{}({})", relation.name, joined(columns, ", "));
}

std::string relations_text(const Program& program) {
  const std::size_t columns =
      widest(program.relations, [&](const auto& each) { return declared(each, program); });
  std::string text;
  for (const auto& each : program.relations)
    text += wrapped(padded(declared(each, program), columns) + "  ", each.title);
  return text;
}

std::string relations_json(const RuleSet& rules) {
  const Program& program = *rules.loaded.program;
  JsonWriter out;
  out.object().key("schema").text("entente.relations/1").key("relations").array();
  for (const auto& each : program.relations) {
    std::vector<std::string> columns;
    for (const engine::TypeId type : each.types)
      columns.push_back(program.vocabulary.describe(type));
    out.object().key("name").text(each.name).key("title").text(each.title);
    out.key("columns").texts(columns).key("pack").text(each.pack);
    out.key("at").text(rules.sources.place(each.span)).end();
  }
  out.end().end();
  return std::move(out).finished();
}

/// Whom to ask, in words: `each party`, `coordinator`, the field that names the party.
std::string whom(const engine::Question& question) {
  return (question.each ? "each " : "") + question.of;
}

std::string declaration_text(const engine::Declaration& declaration, std::size_t columns,
                             const engine::Vocabulary& vocabulary, std::string_view indent) {
  std::string text = wrapped(fmt::format("{}{}  ", indent, padded(declaration.name, columns)),
                             vocabulary.describe(declaration.type));
  const std::string below(indent.size() + columns + 2, ' ');
  if (!declaration.title.empty()) text += wrapped(below, declaration.title);
  if (declaration.question) {
    std::string ask =
        fmt::format("ask {}: {}", whom(*declaration.question), declaration.question->text);
    if (declaration.effort_days)
      ask += fmt::format(" ({})", effort_words(*declaration.effort_days));
    text += wrapped(below, ask);
  }
  return text;
}

std::string facts_text(const engine::Vocabulary& vocabulary) {
  std::string text;
  const std::size_t columns = widest(vocabulary.facts, &engine::Declaration::name);
  for (const engine::Declaration& fact : vocabulary.facts)
    text += declaration_text(fact, columns, vocabulary, "");
  for (const engine::RecordType& record : vocabulary.records) {
    text += fmt::format("\nrecord {}\n", record.name);
    const std::size_t field_columns = widest(record.fields, &engine::Declaration::name);
    for (const engine::Declaration& field : record.fields)
      text += declaration_text(field, field_columns, vocabulary, "  ");
  }
  return text;
}

void write_declaration(JsonWriter& out, const engine::Declaration& declaration,
                       const RuleSet& rules) {
  out.object().key("name").text(declaration.name).key("title").text(declaration.title);
  out.key("type").text(rules.loaded.program->vocabulary.describe(declaration.type));
  if (declaration.question) {
    out.key("ask").text(declaration.question->text);
    out.key("of").text(whom(*declaration.question));
  }
  if (declaration.effort_days)
    out.key("effort_days")
        .number(engine::to_decimal_text(engine::to_ratio(*declaration.effort_days), 6));
  out.key("at").text(rules.sources.place(declaration.span)).end();
}

std::string facts_json(const RuleSet& rules) {
  const engine::Vocabulary& vocabulary = rules.loaded.program->vocabulary;
  JsonWriter out;
  out.object().key("schema").text("entente.facts-list/1").key("facts").array();
  for (const engine::Declaration& fact : vocabulary.facts) write_declaration(out, fact, rules);
  out.end().key("records").array();
  for (const engine::RecordType& record : vocabulary.records) {
    out.object().key("name").text(record.name).key("title").text(record.title);
    out.key("fields").array();
    for (const engine::Declaration& field : record.fields) write_declaration(out, field, rules);
    out.end().end();
  }
  out.end().end();
  return std::move(out).finished();
}

Exit list_facts(const ListOptions& options, Console& console) {
  const auto rules = require_rule_set(options.rules, Tests::left_out, console);
  const engine::Vocabulary& vocabulary = rules->loaded.program->vocabulary;
  if (options.format == "json-schema") {
    console.out << engine::facts_json_schema(vocabulary);
  } else if (options.format == "json") {
    console.out << facts_json(*rules);
  } else {
    console.out << facts_text(vocabulary);
  }
  return Exit::done;
}

/// Loads the files of one shipped pack from the program itself.
std::unique_ptr<RuleSet> shipped(const std::string& name, const Console& console) {
  auto rules = std::make_unique<RuleSet>();
  for (const engine::ShippedPack& file : engine::shipped_packs()) {
    if (!file.path.starts_with(name + '/') || is_test_file(file.path)) continue;
    rules->files.push_back(rules->sources.add(std::string(file.path), std::string(file.text)));
  }
  rules->loaded = engine::load_rules(rules->sources, rules->files);
  refuse_errors(console, rules->loaded.diagnostics, rules->sources);
  return rules;
}

std::size_t export_packs(const std::filesystem::path& folder) {
  std::vector<NewFile> files;
  for (const engine::ShippedPack& file : engine::shipped_packs())
    files.push_back({file.path, std::string(file.text)});
  write_new_files(folder, files);
  return files.size();
}

Exit list_packs(const ListOptions& options, Console& console) {
  if (!options.export_to.empty()) {
    const std::size_t files = export_packs(options.export_to);
    console.out << fmt::format("{} files written to {}\n", files,
                               grammar::printable(options.export_to));
    return Exit::done;
  }
  JsonWriter json;
  json.object().key("schema").text("entente.packs/1").key("packs").array();
  std::string text;
  for (const std::string& name : engine::shipped_pack_names()) {
    const auto rules = shipped(name, console);
    const engine::PackInfo& pack = rules->loaded.program->packs.back();
    const std::size_t count = rules->loaded.program->rules.size();
    text +=
        wrapped("", fmt::format("{} {}: {}, {} rules", pack.id, pack.version, pack.title, count));
    json.object().key("id").text(pack.id).key("version").text(pack.version);
    json.key("title").text(pack.title).key("rules").number(count).end();
  }
  json.end().end();
  console.out << (options.format == "json" ? std::move(json).finished() : text);
  return Exit::done;
}

void add_rules_option(Command& command, ListOptions& options) {
  command.repeated_option("--rules", "FILE-or-FOLDER", options.rules,
                          "Rule file or folder, may be repeated");
}

/// A list of one kind of thing that rule files hold, as text or as JSON.
void add_listing(Command& list, const std::string& kind, const std::string& summary,
                 std::string (*text)(const Program&), std::string (*json)(const RuleSet&),
                 const std::shared_ptr<ListOptions>& options) {
  auto& listing = list.command(kind, summary);
  add_rules_option(listing, *options);
  listing.choice("--format", {"text", "json"}, options->format, "How to report");
  listing.notes = fmt::format("Example:\n  entente list {} --rules acme.rules", kind);
  listing.run = [options, text, json](Console& console) {
    const auto rules = require_rule_set(options->rules, Tests::left_out, console);
    console.out << (options->format == "json" ? json(*rules) : text(*rules->loaded.program));
    return Exit::done;
  };
}

}  // namespace

void add_list(Command& program) {
  auto& list =
      program.command("list", "The rules, inferences, relations, facts or packs there are");
  list.notes = "Example:\n  entente list facts --format json-schema > facts.schema.json";
  auto options = std::make_shared<ListOptions>();

  add_listing(list, "rules", "Every rule", rules_text, rules_json, options);
  add_listing(list, "inferences", "Everything that is inferred", inferences_text, inferences_json,
              options);
  add_listing(list, "relations", "Every relation, with what stands in it", relations_text,
              relations_json, options);

  auto& facts = list.command("facts", "Every fact that can be known");
  add_rules_option(facts, *options);
  facts.choice("--format", {"text", "json", "json-schema"}, options->format, "How to report");
  facts.notes = "Example:\n  entente list facts --format json-schema > facts.schema.json";
  facts.run = [options](Console& console) { return list_facts(*options, console); };

  auto& packs = list.command("packs", "The packs inside the program");
  packs.choice("--format", {"text", "json"}, options->format, "How to report");
  packs.option("--export", "FOLDER", options->export_to, "Write their files out, for reading");
  packs.notes = "Example:\n  entente list packs --export rules";
  packs.run = [options](Console& console) { return list_packs(*options, console); };
}

}  // namespace entente::cli
