#include "engine/evaluate/relations/terms.hpp"

namespace entente::engine {
namespace {

/// Records by address come beside their keys, so that one seen before is found at once.
constexpr std::uint64_t by_address = 100;
constexpr std::uint64_t by_place = 101;

}  // namespace

bool holds_new_records(const Value& list, const Vocabulary& vocabulary) {
  if (!list.is(Kind::list) || list.list().path == PathId::none) return false;
  const auto& element = vocabulary[list.list().element];
  if (element.kind != TypeKind::record) return false;
  const auto& record = vocabulary[element.record];
  return !record.key || (record.home != FactId::none &&
                         list.list().path == PathId(static_cast<std::uint32_t>(record.home)));
}

Terms::Terms(const TermKind& kind, const Vocabulary& vocabulary)
    : kind_(kind), vocabulary_(vocabulary), values_(new_term + 1) {}

bool Terms::fits(const Value& value) const {
  switch (value.kind()) {
    case Kind::text:
      return kind_.kind == TypeKind::text;
    case Kind::number:
      return kind_.kind == TypeKind::number;
    case Kind::boolean:
      return kind_.kind == TypeKind::boolean;
    case Kind::date:
      return kind_.kind == TypeKind::date;
    case Kind::days_duration:
    case Kind::months_duration:
      return kind_.kind == TypeKind::duration;
    case Kind::record:
      return kind_.kind == TypeKind::record && kind_.record == value.record().type;
    default:
      return false;
  }
}

const Value& Terms::identity(const Value& value) const {
  if (!value.is(Kind::record)) return value;
  const auto& record = value.record();
  const auto& key = vocabulary_[record.type].key;
  const bool known = key && *key < record.fields.size() && !record.fields[*key].is_unknown() &&
                     !record.fields[*key].is_null();
  return known ? record.fields[*key] : value;
}

std::optional<Terms::Word> Terms::word_of(const Value& identity) const {
  const auto kind = static_cast<std::uint64_t>(identity.kind());
  switch (identity.kind()) {
    case Kind::boolean:
      return Word{kind, identity.boolean() ? 1U : 0U};
    case Kind::number: {
      const auto whole = identity.number().to_int64();
      if (!whole) return std::nullopt;
      return Word{kind, static_cast<std::uint64_t>(*whole)};
    }
    case Kind::date:
      return Word{kind, static_cast<std::uint64_t>(identity.date().days)};
    case Kind::days_duration: {
      const auto length = identity.days_duration().nanoseconds;
      return Word{kind, static_cast<std::uint64_t>(length),
                  static_cast<std::uint64_t>(length >> 64)};
    }
    case Kind::months_duration:
      return Word{kind, static_cast<std::uint64_t>(identity.months_duration().months)};
    case Kind::record: {
      const auto& record = identity.record();
      if (record.path != PathId::none)
        return Word{by_place, static_cast<std::uint64_t>(record.path)};
      return Word{by_address, reinterpret_cast<std::uintptr_t>(&record)};
    }
    default:
      return std::nullopt;
  }
}

std::optional<TermId> Terms::find(const Value& value) const {
  if (!fits(value)) return std::nullopt;
  if (value.is(Kind::record)) {
    const auto seen =
        by_word_.find({by_address, reinterpret_cast<std::uintptr_t>(&value.record())});
    if (seen != by_word_.end()) return seen->second;
  }
  const Value& same = identity(value);
  const auto found = [](const auto& map, const auto& key) -> std::optional<TermId> {
    const auto place = map.find(key);
    return place == map.end() ? std::nullopt : std::optional(place->second);
  };
  if (same.is(Kind::text)) return found(by_text_, same.text());
  if (const auto word = word_of(same)) return found(by_word_, *word);
  return found(by_number_, same.number());
}

std::optional<TermId> Terms::intern(const Value& value) {
  if (!fits(value)) return std::nullopt;
  if (const auto known = find(value)) return known;
  return add(value);
}

TermId Terms::add(const Value& value) {
  const auto term = static_cast<TermId>(values_.size());
  values_.push_back(value);
  const Value& same = identity(value);
  if (same.is(Kind::text)) {
    by_text_.emplace(same.text(), term);
  } else if (const auto word = word_of(same)) {
    by_word_.emplace(*word, term);
  } else {
    by_number_.emplace(same.number(), term);
  }
  if (value.is(Kind::record))
    by_word_.emplace(Word{by_address, reinterpret_cast<std::uintptr_t>(&value.record())}, term);
  return term;
}

}  // namespace entente::engine
