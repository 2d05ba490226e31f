#include "engine/facts/read_facts.hpp"

#include <utility>

#include "engine/facts/fact_builder.hpp"
#include "engine/facts/file_parts.hpp"
#include "engine/facts/keyed_records.hpp"

namespace entente::engine {
namespace {

/// As far as it comes: what stops it is reported as an error.
FactBase build(const BuildInput& input, Reports& reports) {
  try {
    return FactBuilder(input, reports).build();
  } catch (const TooManyFacts&) {
    return {};
  }
}

ReadFacts finish(FactBase base, Reports& reports) {
  ReadFacts result;
  if (!reports.failed()) result.facts = std::move(base);
  result.diagnostics = reports.take();
  grammar::settle(result.diagnostics);
  return result;
}

}  // namespace

ReadFacts read_facts(const DocumentNode& document, const Vocabulary& vocabulary,
                     const ReadFactsOptions& options) {
  Reports reports;
  const KeyedRecords keyed(vocabulary);
  const FileParts parts = read_file_parts(document, vocabulary, reports);
  PathResolver resolver(vocabulary, keyed, parts.facts, parts.refused_facts, reports);
  const Ledger ledger = read_ledger(parts, resolver, vocabulary, reports);
  const auto today = options.today ? options.today : parts.today;
  const BuildInput input{vocabulary, keyed, parts.facts, ledger, today.value_or(options.run_date)};
  FactBase base = build(input, reports);
  base.partnership = parts.partnership;
  base.today_given = today.has_value();
  return finish(std::move(base), reports);
}

ReadFacts read_given(const std::vector<std::pair<FactId, DocumentNode>>& given,
                     const Vocabulary& vocabulary, Date today) {
  Reports reports;
  const KeyedRecords keyed(vocabulary);
  GivenFacts facts(vocabulary.facts.size(), nullptr);
  for (const auto& [fact, node] : given) facts[static_cast<std::size_t>(fact)] = &node;
  const Ledger nothing_said;
  const BuildInput input{vocabulary, keyed, facts, nothing_said, today, false};
  FactBase base = build(input, reports);
  base.today_given = true;
  return finish(std::move(base), reports);
}

}  // namespace entente::engine
