// Given facts and the ledger -> the fact base: every value typed, every path with its evidence and,
// where it is not known, the reason. Private to engine/facts; read_facts.hpp is the door.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/facts/keyed_records.hpp"
#include "engine/facts/ledger.hpp"
#include "engine/facts/reports.hpp"
#include "engine/facts/resolve_path.hpp"
#include "engine/model/fact_base.hpp"

namespace entente::engine {

/// Facts, fields, items of lists and what is missing of them, with the texts of their paths.
constexpr std::size_t max_paths = 300'000;
constexpr std::size_t max_path_bytes = std::size_t{128} * 1024 * 1024;

/// Thrown by FactBuilder::build when there are more; it is reported already.
struct TooManyFacts {};

struct BuildInput {
  const Vocabulary& vocabulary;
  const KeyedRecords& keyed;
  const GivenFacts& given;
  const Ledger& ledger;
  Date today;
  bool dated = true;  // false: everything given is current (a test's `given`)
};

class FactBuilder {
 public:
  FactBuilder(const BuildInput& input, Reports& reports);

  /// To be used only when nothing was reported as an error. The path of fact N is path N. Throws
  /// TooManyFacts.
  [[nodiscard]] FactBase build();

 private:
  /// The keyed records around a path, innermost first: whom `ask each party` means.
  struct Enclosing {
    RecordId record = RecordId::none;
    std::string key;
    const Enclosing* outer = nullptr;
  };

  /// What holds around a path unless the path says otherwise.
  struct Standing {
    const Evidence* evidence = nullptr;
    std::optional<CalendarSpan> good_for;
    std::optional<MissingReason>
        hidden;  // why something around is not known, and all inside with it
    std::string of;
    const Enclosing* enclosing = nullptr;
    int stand_ins = 0;  // records around that stand for missing ones
  };

  struct Place {
    PathId path = PathId::none;
    const Declaration* declaration = nullptr;
    TypeId type = TypeId::any;
    const DocumentNode* node = nullptr;      // null: nothing is written
    RecordId record = RecordId::none;        // whose field this is
    const DocumentNode* siblings = nullptr;  // the map it stands in
  };

  /// A keyed record that a fact lists, or one that is known only because something refers to it.
  struct Item {
    FactId home = FactId::none;
    const DocumentNode* node = nullptr;
    PathId path = PathId::none;
    RecordData* data = nullptr;
    bool held = false;  // surely in the list, though it is not named there
  };
  using Items = std::map<std::pair<RecordId, std::string>, Item>;

  struct Home {
    std::vector<Item> items;     // in the order of the list
    std::vector<Item> unlisted;  // surely in it, though it does not name them
    bool broken = false;         // has mistakes of its own: references to it are not reported
    ListData* list = nullptr;
  };

  // fact_builder.cpp: the walk over facts, fields and items.
  void add_fact_paths();
  Value value_at(const Place& place, const Standing& around);
  Value read_value(const Place& place, const Standing& here);
  Value list_value(const Place& place, const Standing& here);
  void open_end(ListData& list, const Place& place, const Standing& here);
  Value unknown_at(const Place& place);
  const Unknown* tail_of(const Place& list, const Standing& here);
  void check_size(const Place& place, const Type& type);
  PathId path_for(PathId parent, const std::string& step, const Declaration* declaration);
  [[noreturn]] void stop_at(PathId path);

  // fact_standing.cpp: evidence, shelf life, reasons.
  Standing standing_at(const Place& place, const Standing& around) const;
  std::string whom_to_ask(const Question& question, const Place& place,
                          const Standing& around) const;
  std::optional<MissingReason> why_missing(const Place& place, const Standing& here) const;
  void note(const Place& place, const Standing& here, std::optional<MissingReason> reason);
  void warn_of_value(const Place& place, const LedgerEntry* entry);
  [[nodiscard]] bool is_given(const Place& place) const;
  [[nodiscard]] Standing outermost_standing() const;

  // fact_records.cpp: records, those with keys and references to them.
  void prepare_items(FactId home, RecordId record);
  void prepare_item(Home& home, FactId fact, RecordId record, const DocumentNode& node,
                    const std::string& step);
  Value home_list(const Place& place, const Standing& here, FactId home);
  void finish_home_lists();
  void add_items_named_in_ledger();
  Value reference(const Place& place, const Standing& here);
  RecordData* find_item(RecordId record, const std::string& key, const DocumentNode& node,
                        bool held);
  RecordData* add_unlisted(FactId home, RecordId record, const std::string& key,
                           const DocumentNode& node, bool held);
  [[nodiscard]] std::optional<MissingReason> why_missing(FactId fact) const;
  void report_no_such(RecordId record, const std::string& key, const DocumentNode& node);
  void check_duplicate_keys(const DocumentNode& list, RecordId record);

  Value record_at(const Place& place, const Standing& here, std::optional<MissingReason> reason,
                  RecordData* data);
  void stale_record(const Place& place, const Standing& here, RecordData* data);
  void fill_fields(const Place& place, const Standing& here, RecordData* data,
                   const DocumentNode* node);
  Value key_field(const Place& place, const Standing& here, const DocumentNode& record_node);
  void report_unknown_fields(const DocumentNode& node, const RecordType& record);
  RecordData* make_record(RecordId record, PathId path);
  [[nodiscard]] bool stands_in(TypeId type) const;
  [[nodiscard]] static std::span<Value> fields_of(RecordData* data);

  const Vocabulary& vocabulary_;
  const KeyedRecords& keyed_;
  const GivenFacts& given_;
  const Ledger& ledger_;
  const Date today_;
  const bool dated_;
  Reports& reports_;

  Evidence of_all_;  // of what has none of its own
  FactBase base_;
  std::unordered_map<std::string, PathId> paths_;
  std::size_t path_bytes_ = 0;
  std::map<FactId, Home> homes_;
  Items listed_;  // the first of each key
  Items unlisted_;
};

}  // namespace entente::engine
