#include "engine/explain/explanation.hpp"

#include "engine/explain/prover.hpp"

namespace entente::engine {

Explanation explain(const Trace& trace, const ProofSources& from) {
  return Prover(from).trace(trace);
}

Explanation explain(const CreditJudgement& credit, const ProofSources& from) {
  return Prover(from).credit(credit, 0);
}

std::string item_name(const RuleProgram& rule, const ItemJudgement& item,
                      const ProofSources& from) {
  if (!rule.for_each) return {};
  std::string name = item_in_words(item.item, from.program.vocabulary, from.facts);
  if (rule.for_each_two)
    name.append(" and ").append(item_in_words(item.second, from.program.vocabulary, from.facts));
  return name;
}

std::string argument_in_words(const Value& item, const ProofSources& from) {
  std::string words = item_in_words(item, from.program.vocabulary, from.facts);
  if (!item.is(Kind::record) || words.find_first_of(",\"") == std::string::npos) return words;
  Arena arena;
  return to_text(Value::text(words, arena), from.program.vocabulary, true);
}

std::string tuple_in_words(std::uint32_t relation, std::span<const std::optional<Value>> items,
                           const ProofSources& from) {
  std::string name = from.program.relations[relation].name;
  for (std::size_t i = 0; i < items.size(); ++i) {
    name += i == 0 ? "(" : ", ";
    name += items[i] ? argument_in_words(*items[i], from) : "_";
  }
  return items.empty() ? name : name + ')';
}

void cut_below(Explanation& proof, std::size_t depth) {
  if (depth == 0) {
    proof.cut = proof.cut || !proof.because.empty() || proof.more > 0;
    proof.because.clear();
    proof.more = 0;
    return;
  }
  for (Explanation& reason : proof.because) cut_below(reason, depth - 1);
}

std::size_t size_of(const Explanation& proof) {
  std::size_t size = sizeof(Explanation) - sizeof(PlainValue) + size_of(proof.value);
  for (const std::string* text :
       {&proof.text, &proof.item, &proof.fact, &proof.at, &proof.reason, &proof.note})
    size += text->size();
  for (const Explanation& reason : proof.because) size += size_of(reason);
  return size;
}

Explanation explain_fact(PathId path, const Value& value, const ProofSources& from) {
  Explanation proof;
  proof.text = from.facts[path].text;
  proof.value = plain(value, from.program.vocabulary, from.facts);
  Prover(from).add_fact(proof, path);
  return proof;
}

std::optional<ShownEvidence> shown_evidence(const PathInfo& info) {
  ShownEvidence shown;
  if (info.evidence.on) shown.on = to_string(*info.evidence.on);
  shown.source = info.evidence.source;
  shown.by = info.evidence.by;
  if (shown == ShownEvidence{}) return std::nullopt;
  return shown;
}

}  // namespace entente::engine
