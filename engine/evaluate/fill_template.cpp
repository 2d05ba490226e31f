#include "engine/evaluate/fill_template.hpp"

#include "engine/model/duration_in_words.hpp"

namespace entente::engine {
namespace {

// Bytes of one value in a text, and of the whole text.
constexpr std::size_t longest_word = 1'000;
constexpr std::size_t longest_filled = 20'000;

std::optional<std::string> spoken_list(const ListData& list, const Vocabulary& vocabulary) {
  if (list.tail != nullptr) return std::nullopt;
  std::string text;
  for (const auto& item : list.items) {
    const auto word = item.perhaps == nullptr ? spoken(item.value, vocabulary) : std::nullopt;
    if (!word) return std::nullopt;
    if (&item != list.items.data()) text += ", ";
    text += *word;
  }
  return text;
}

/// The value of the key field alone may stand for the record.
std::optional<std::string> spoken_record(const Value& value, const Vocabulary& vocabulary) {
  const auto& record = value.record();
  const auto key = vocabulary[record.type].key;
  if (key && *key < record.fields.size()) return spoken(record.fields[*key], vocabulary);
  for (const auto& field : record.fields) {
    if (!spoken(field, vocabulary)) return std::nullopt;
  }
  return to_text(value, vocabulary);
}

}  // namespace

std::optional<std::string> spoken(const Value& value, const Vocabulary& vocabulary) {
  switch (value.kind()) {
    case Kind::unknown:
      return std::nullopt;
    case Kind::null:
      if (value.is_null(NullReason::error)) return std::nullopt;
      return to_text(value, vocabulary);
    case Kind::number: {
      const auto rounded = value.number().round(2, Rounding::half_even);
      return rounded ? rounded->to_string() : value.number().to_string();
    }
    case Kind::days_duration:
    case Kind::months_duration:
      return duration_in_words(to_text(value, vocabulary));
    case Kind::list:
      return spoken_list(value.list(), vocabulary);
    case Kind::record:
      return spoken_record(value, vocabulary);
    case Kind::context:
      for (const auto& field : value.context().fields) {
        if (!spoken(field.value, vocabulary)) return std::nullopt;
      }
      return to_text(value, vocabulary);
    default:
      return to_text(value, vocabulary);
  }
}

std::optional<std::string> fill_template(const TemplateProgram& text, std::span<const Value> locals,
                                         const Program& program, ExpressionEvaluator& evaluator,
                                         Environment& environment) {
  std::string filled;
  for (const auto& piece : text.pieces) {
    filled += piece.text;
    if (filled.size() > longest_filled) return shortened(filled, longest_filled);
    if (piece.value.root == NodeId::none) continue;
    const Value value = evaluator.evaluate(piece.value, locals, environment);
    const Extent extent = extent_of(value);  // each level of a context is looked through first
    if (!evaluator.budget().can_spend(extent.bytes / 16 * (extent.levels + std::uint64_t{1})))
      return std::nullopt;
    const auto word = spoken(value, program.vocabulary);
    if (!word) return std::nullopt;
    filled += shortened(*word, longest_word);
    if (filled.size() > longest_filled) return shortened(filled, longest_filled);
  }
  return filled;
}

}  // namespace entente::engine
