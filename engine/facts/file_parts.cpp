#include "engine/facts/file_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "engine/facts/read_scalar.hpp"

namespace entente::engine {
namespace {

using NodeKind = DocumentNode::Kind;

const std::vector<std::string> part_names = {"partnership", "today",   "facts",      "as of",
                                             "evidence",    "unknown", "open lists", "scales"};

void report_part(const DocumentEntry& entry, const Vocabulary& vocabulary, Reports& reports) {
  std::string label = reports.did_you_mean(entry.key, part_names);
  if (label.empty() && vocabulary.fact(entry.key)) label = "facts stand under `facts`";
  auto& error = reports.error("E510", entry.key_span,
                              fmt::format("`{}` is not a part of a fact file", entry.key), label);
  if (label.empty())
    error.notes.push_back(
        {"its parts are `partnership`, `today`, `facts`, `as of`, `evidence`, "
         "`unknown` and `open lists`",
         std::nullopt});
}

void read_facts_part(const DocumentNode& node, const Vocabulary& vocabulary, FileParts& parts,
                     Reports& reports) {
  if (node.kind == NodeKind::null) return;
  if (node.kind != NodeKind::map) {
    reports.error("E510", node.span, "expected facts by name under `facts`" + found_text(node));
    return;
  }
  for (const auto& entry : node.entries) {
    if (const auto fact = vocabulary.fact(entry.key)) {
      parts.facts[static_cast<std::size_t>(*fact)] = &entry.value;
    } else {
      parts.refused_facts = true;
      reports.error("E511", entry.key_span,
                    fmt::format("`{}` is not a fact of these rules", entry.key),
                    reports.did_you_mean(entry.key, names_of(vocabulary.facts)));
    }
  }
}

void read_partnership(const DocumentNode& node, FileParts& parts, Reports& reports) {
  if (node.kind == NodeKind::scalar) {
    parts.partnership = node.text;
  } else if (node.kind != NodeKind::null) {
    reports.error("E513", node.span, "expected the name of the partnership" + found_text(node));
  }
}

void read_part(const DocumentEntry& entry, const Vocabulary& vocabulary, FileParts& parts,
               Reports& reports) {
  const DocumentNode& node = entry.value;
  const bool given = node.kind != NodeKind::null;
  if (entry.key == "partnership") return read_partnership(node, parts, reports);
  if (entry.key == "facts") return read_facts_part(node, vocabulary, parts, reports);
  if (entry.key == "today") {
    if (given) parts.today = read_date(node, reports);
  } else if (entry.key == "as of") {
    if (given) parts.as_of = read_date(node, reports);
  } else if (entry.key == "evidence") {
    if (given) parts.evidence = &node;
  } else if (entry.key == "unknown") {
    if (given) parts.unknown = &node;
  } else if (entry.key == "open lists") {
    if (given) parts.open_lists = &node;
  } else if (entry.key == "scales") {
    reports.error("E523", entry.key_span, "`scales` is not built yet in this version");
  } else {
    parts.refused_facts = true;
    report_part(entry, vocabulary, reports);
  }
}

/// The items of a part that must be a list; none after a report.
const std::vector<DocumentNode>& items_of(const DocumentNode* part, std::string_view expected,
                                          Reports& reports) {
  static const std::vector<DocumentNode> none;
  if (part == nullptr) return none;
  if (part->kind == NodeKind::list) return part->items;
  reports.error("E522", part->span, fmt::format("expected a list, {}", expected));
  return none;
}

/// An entry is a map of these keys, of which `fact` must be there.
bool check_entry(const DocumentNode& entry, const std::vector<std::string>& keys,
                 std::string_view example, Reports& reports) {
  if (entry.kind != NodeKind::map) {
    reports.error("E522", entry.span, "expected an entry with keys" + found_text(entry),
                  fmt::format("such as {}", example));
    return false;
  }
  bool good = true;
  for (const auto& field : entry.entries) {
    if (std::find(keys.begin(), keys.end(), field.key) != keys.end()) continue;
    reports.error("E522", field.key_span, fmt::format("`{}` is not a key of this entry", field.key),
                  reports.did_you_mean(field.key, keys));
    good = false;
  }
  if (good && entry.find("fact") == nullptr) {
    reports.error("E522", entry.span, "the entry does not say which `fact` it is about",
                  fmt::format("such as {}", example));
    return false;
  }
  return good;
}

std::string text_at(const DocumentNode& entry, std::string_view key, Reports& reports) {
  const DocumentNode* node = entry.find(key);
  if (node == nullptr || node->kind == NodeKind::null) return {};
  constexpr std::size_t longest = 1'000;  // every fact inside the one it is about keeps it
  if (node->kind != NodeKind::scalar) {
    reports.error("E522", node->span,
                  fmt::format("expected a text for `{}`", key) + found_text(*node));
    return {};
  }
  if (node->text.size() <= longest) return node->text;
  reports.error("E522", node->span, fmt::format("`{}` is longer than {} bytes", key, longest));
  return {};
}

struct ReasonWord {
  std::string_view word;
  MissingReason reason;
};
constexpr auto reason_words =
    std::to_array<ReasonWord>({{"don't know", MissingReason::dont_know},
                               {"don\xE2\x80\x99t know", MissingReason::dont_know},
                               {"withheld", MissingReason::withheld},
                               {"not supplied", MissingReason::not_supplied}});

std::optional<MissingReason> read_reason(const DocumentNode& entry, Reports& reports) {
  const DocumentNode* node = entry.find("reason");
  if (node == nullptr || node->kind == NodeKind::null) return MissingReason::dont_know;
  const auto found =
      std::find_if(reason_words.begin(), reason_words.end(), [&](const ReasonWord& known) {
        return node->kind == NodeKind::scalar && known.word == node->text;
      });
  if (found != reason_words.end()) return found->reason;
  const std::vector<std::string> known = {"don't know", "withheld", "not supplied"};
  auto label = reports.did_you_mean(node->text, known);
  if (label.empty()) label = "a remark goes under `note`";
  reports.error(
      "E522", node->span,
      "expected the reason `don't know`, `withheld` or `not supplied`" + found_text(*node), label);
  return std::nullopt;
}

void read_evidence(const DocumentNode& entry, PathResolver& resolver, Ledger& ledger,
                   Reports& reports) {
  static const std::vector<std::string> keys = {"fact", "on", "source", "by"};
  if (!check_entry(entry, keys, "{fact: staff, on: 2026-05-04, source: annual report}", reports))
    return;
  const auto path = resolver.resolve(*entry.find("fact"), ledger, false);
  Evidence evidence;
  evidence.on = ledger.as_of;
  const DocumentNode* on = entry.find("on");
  if (on != nullptr && on->kind != NodeKind::null) evidence.on = read_date(*on, reports);
  evidence.source = text_at(entry, "source", reports);
  evidence.by = text_at(entry, "by", reports);
  evidence.span = entry.span;
  if (path) ledger.add_evidence(path->text, std::move(evidence));
}

void read_unknown(const DocumentNode& entry, PathResolver& resolver, Ledger& ledger,
                  Reports& reports) {
  static const std::vector<std::string> keys = {"fact", "reason", "note"};
  if (!check_entry(entry, keys, "{fact: staff, reason: withheld}", reports)) return;
  const auto path = resolver.resolve(*entry.find("fact"), ledger, true);
  const auto reason = read_reason(entry, reports);
  UnknownEntry unknown;
  unknown.note = text_at(entry, "note", reports);
  unknown.span = entry.find("fact")->span;
  if (!path || !reason) return;
  unknown.reason = *reason;
  const auto span = unknown.span;
  const UnknownEntry* first = ledger.add_unknown(path->text, std::move(unknown));
  if (first == nullptr) return;
  reports.error("E524", span, fmt::format("`{}` is named twice under `unknown`", path->text))
      .notes.push_back({"the first stands in", first->span});
}

void read_open_list(const DocumentNode& item, PathResolver& resolver, const Vocabulary& vocabulary,
                    Ledger& ledger, Reports& reports) {
  const auto path = resolver.resolve(item, ledger, false);
  if (!path) return;
  if (vocabulary[path->type].kind == TypeKind::list) return ledger.open(path->text);
  reports.error("E521", item.span, fmt::format("`{}` is not a list", path->text),
                "only lists can be open");
}

}  // namespace

FileParts read_file_parts(const DocumentNode& document, const Vocabulary& vocabulary,
                          Reports& reports) {
  FileParts parts;
  parts.facts.resize(vocabulary.facts.size(), nullptr);
  if (document.kind != NodeKind::map) {
    reports.error("E510", document.span,
                  document.kind == NodeKind::null
                      ? "the file is empty"
                      : "expected the parts of a fact file by name" + found_text(document),
                  "expected `partnership:` and `facts:`");
    return parts;
  }
  for (const auto& entry : document.entries) read_part(entry, vocabulary, parts, reports);
  return parts;
}

Ledger read_ledger(const FileParts& parts, PathResolver& resolver, const Vocabulary& vocabulary,
                   Reports& reports) {
  Ledger ledger;
  ledger.as_of = parts.as_of;
  for (const auto& item : items_of(parts.open_lists, "such as [commitments]", reports))
    read_open_list(item, resolver, vocabulary, ledger, reports);
  for (const auto& entry :
       items_of(parts.evidence, "one entry for each piece of evidence", reports))
    read_evidence(entry, resolver, ledger, reports);
  for (const auto& entry : items_of(parts.unknown, "one entry for each fact not known", reports))
    read_unknown(entry, resolver, ledger, reports);
  return ledger;
}

}  // namespace entente::engine
