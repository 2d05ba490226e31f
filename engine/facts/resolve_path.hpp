// A path as a user wrote it -> the path as reports write it, if it names something that the
// vocabulary and the file have. Private to engine/facts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/facts/document.hpp"
#include "engine/facts/keyed_records.hpp"
#include "engine/facts/ledger.hpp"
#include "engine/facts/reports.hpp"
#include "engine/model/vocabulary.hpp"
#include "grammar/parse.hpp"

namespace entente::engine {

/// What is given for each fact; null where nothing is.
using GivenFacts = std::vector<const DocumentNode*>;

struct ResolvedPath {
  std::string text;
  TypeId type = TypeId::any;
  const DocumentNode* node = nullptr;  // what is given there
};

class PathResolver {
 public:
  PathResolver(const Vocabulary& vocabulary, const KeyedRecords& keyed, const GivenFacts& given,
               bool refused_facts, Reports& reports)
      : vocabulary_(vocabulary),
        keyed_(keyed),
        given_(given),
        refused_facts_(refused_facts),
        reports_(reports) {}

  /// With `beyond` a path may name an item that an open or unknown list does not show.
  /// None after a report, or without one when the path leads through something that is reported
  /// elsewhere.
  [[nodiscard]] std::optional<ResolvedPath> resolve(const DocumentNode& path, const Ledger& ledger,
                                                    bool beyond);

 private:
  using Step = grammar::PathStep;

  struct ItemSteps {
    std::vector<std::string> in_order;
    std::map<std::string, std::size_t> by_step;
  };

  void report_unreadable(const DocumentNode& path);
  bool begin(const Step& step);
  bool follow(const Step& step, const Ledger& ledger);
  bool field(const Step& step);
  bool item(const Step& step, const Ledger& ledger);
  bool any_item(const Ledger& ledger);
  bool item_at(std::size_t index);
  const ItemSteps& steps_of(const DocumentNode& list);
  bool unseen_item(const Step& step, const Ledger& ledger);
  [[nodiscard]] bool holds_refused_item(const DocumentNode& list, TypeId element) const;
  bool fail(std::string message, std::string label = {});

  const Vocabulary& vocabulary_;
  const KeyedRecords& keyed_;
  const GivenFacts& given_;
  bool refused_facts_;  // one that is not given may be what is meant by a name that is none
  Reports& reports_;

  std::map<const DocumentNode*, ItemSteps> steps_;  // of the lists met so far

  // Of the path being resolved.
  grammar::Span span_;
  bool beyond_ = false;
  bool at_home_ = false;  // at an item that its home lists: not a reference
  ResolvedPath at_;
};

}  // namespace entente::engine
