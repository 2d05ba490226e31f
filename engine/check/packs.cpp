// Files -> packs: heads that agree, packs that are used and there, an order in which used ones come
// first.
#include <algorithm>

#include "engine/check/state.hpp"
#include "engine/shipped_packs.hpp"

namespace entente::engine::checking {
namespace {

/// `1.x` fits 1.0 and 1.7; `1.2` fits 1.2 only. A pack of version `1.x` has been reported.
bool fits(std::string_view wanted, std::string_view version) {
  while (true) {
    const auto wanted_end = wanted.find('.');
    const auto version_end = version.find('.');
    const auto part = wanted.substr(0, wanted_end);
    if (part == "x" || version.substr(0, version_end) == "x") return true;
    if (part != version.substr(0, version_end)) return false;
    if (wanted_end == std::string_view::npos || version_end == std::string_view::npos)
      return wanted_end == version_end;
    wanted.remove_prefix(wanted_end + 1);
    version.remove_prefix(version_end + 1);
  }
}

/// A pack while its files are gathered.
struct Draft {
  std::vector<const grammar::Tree*> trees;
  std::vector<const grammar::PackHead*> heads;
  std::vector<std::string> uses;  // ids of packs that were found
  bool complete = true;
};
using Drafts = std::map<std::string, Draft, std::less<>>;

class Assembly {
 public:
  Assembly(State& state, std::span<const grammar::Tree* const> trees)
      : state_(state), trees_(trees) {}

  void run() {
    gather();
    for (auto& [id, draft] : drafts_) {
      check_heads(draft);
      find_used(id, draft);
    }
    for (const auto& [id, draft] : drafts_) place(id);
    for (std::size_t i = 0; i < state_.rules.packs.size(); ++i) see(static_cast<std::uint32_t>(i));
  }

 private:
  void gather() {
    std::vector<const grammar::Tree*> sorted(trees_.begin(), trees_.end());
    const auto& sources = state_.sources;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) {
      return sources[a->file].name() < sources[b->file].name();
    });
    for (const auto* tree : sorted) {
      const bool has_head = tree->head && !tree->head->id.text.empty();
      if (!has_head && !tree->damage.head)
        state_.error("E201", {tree->file, 0, 0}, "this file does not say which pack it belongs to",
                     "begin with `pack NAME 1.0 \"title\"`");
      auto& draft = drafts_[has_head ? tree->head->id.text : std::string()];
      draft.trees.push_back(tree);
      if (has_head) draft.heads.push_back(&*tree->head);
      if (tree->damage.head) draft.complete = false;
    }
  }

  void check_heads(const Draft& draft) {
    if (draft.heads.empty()) return;
    check_versions(draft);
    check_titles(draft);
    const bool language_said =
        std::any_of(draft.heads.begin(), draft.heads.end(),
                    [](const grammar::PackHead* head) { return head->language.has_value(); });
    if (!language_said)
      state_.lint("W701", draft.heads.front()->span,
                  "pack " + quoted(draft.heads.front()->id.text) +
                      " does not say its version of the language; the newest is assumed",
                  "begin the file with `language 1`");
  }

  void check_versions(const Draft& draft) {
    const auto& first = draft.heads.front()->version;
    for (const auto* head : draft.heads) {
      if (head->version.text == first.text) continue;
      auto& added = state_.error("E202", head->version.span,
                                 "files of pack " + quoted(head->id.text) +
                                     " name different versions: " + quoted(first.text) + " and " +
                                     quoted(head->version.text));
      added.notes.push_back({"the other version is in", first.span});
    }
  }

  void check_titles(const Draft& draft) {
    const grammar::TextLiteral* first = nullptr;
    for (const auto* head : draft.heads) {
      if (head->title.text.empty()) continue;
      if (first != nullptr && first->text != head->title.text)
        state_.duplicate("the title of pack", {head->id.text, head->title.span}, first->span);
      if (first == nullptr) first = &head->title;
    }
  }

  void find_used(const std::string& id, Draft& draft) {
    for (const auto* head : draft.heads) {
      std::map<std::string_view, Span> named;
      for (const auto& use : head->uses) {
        const auto [first, added] = named.try_emplace(use.pack.text, use.pack.span);
        if (!added) state_.duplicate("used pack", use.pack, first->second);
        if (use.pack.text == id)
          state_.error("E216", use.pack.span, "pack " + quoted(id) + " uses itself");
        const auto found = drafts_.find(use.pack.text);
        if (found == drafts_.end() || found->second.heads.empty()) {
          report_missing(use);
          draft.complete = false;
        } else {
          check_used_version(use, *found->second.heads.front());
          if (use.pack.text != id) draft.uses.push_back(use.pack.text);
        }
      }
    }
    std::sort(draft.uses.begin(), draft.uses.end());
    draft.uses.erase(std::unique(draft.uses.begin(), draft.uses.end()), draft.uses.end());
  }

  void report_missing(const grammar::Uses& use) {
    for (const auto* tree : trees_)
      if (tree->damage.words.contains(use.pack.text)) return;
    std::vector<std::string> known = shipped_pack_names();
    for (const auto& [id, draft] : drafts_)
      if (!id.empty()) known.push_back(id);
    state_.error("E203", use.pack.span,
                 "pack " + quoted(use.pack.text) + " is not among the packs given",
                 state_.did_you_mean(use.pack.text, known));
  }

  void check_used_version(const grammar::Uses& use, const grammar::PackHead& head) {
    if (fits(use.version.text, head.version.text)) return;
    auto& added = state_.error("E203", use.version.span,
                               "pack " + quoted(use.pack.text) + " is there in version " +
                                   quoted(head.version.text) + ", not " + quoted(use.version.text));
    added.notes.push_back({"its version is in", head.version.span});
  }

  /// Depth first: a pack is placed after those it uses. The chain of packs is as deep as there are
  /// files.
  void place(const std::string& id) {
    if (placed_.contains(id)) return;
    if (!open_.insert(id).second) {
      report_circle(id);
      return;
    }
    for (const auto& used : drafts_[id].uses) place(used);
    open_.erase(id);
    if (placed_.contains(id)) return;
    placed_[id] = static_cast<std::uint32_t>(state_.rules.packs.size());
    add_pack(id, drafts_[id]);
  }

  void report_circle(const std::string& id) {
    const auto& head = *drafts_[id].heads.front();
    if (reported_.insert(id).second)
      state_.error("E216", head.span, "pack " + quoted(id) + " uses itself by way of other packs");
  }

  void add_pack(const std::string& id, const Draft& draft) {
    CheckedPack pack;
    pack.id = id;
    pack.complete = draft.complete;
    if (!draft.heads.empty()) {
      pack.version = draft.heads.front()->version.text;
      pack.span = draft.heads.front()->span;
    }
    for (const auto* head : draft.heads)
      if (pack.title.empty()) pack.title = head->title.text;
    for (const auto* tree : draft.trees) {
      pack.trees.push_back(static_cast<std::uint32_t>(state_.rules.trees.size()));
      state_.rules.trees.push_back(tree);
      auto& meaning = state_.rules.meanings.emplace_back();
      meaning.types.resize(tree->expressions.size(), TypeId::any);
      meaning.names.resize(tree->expressions.size());
      meaning.frames.resize(tree->expressions.size(), 0);
    }
    state_.rules.packs.push_back(std::move(pack));
  }

  /// A pack sees itself, what it uses, and what those use. Where that is not to be told, it sees
  /// everything, and everything sees a pack without a name.
  void see(std::uint32_t index) {
    std::set<std::uint32_t> seen{index};
    std::vector<std::uint32_t> open{index};
    while (!open.empty()) {
      const auto& draft = drafts_[state_.rules.packs[open.back()].id];
      open.pop_back();
      for (const auto& used : draft.uses)
        if (seen.insert(placed_[used]).second) open.push_back(placed_[used]);
    }
    auto& pack = state_.rules.packs[index];
    for (std::uint32_t other = 0; other < state_.rules.packs.size(); ++other)
      if (pack.id.empty() || !pack.complete || state_.rules.packs[other].id.empty())
        seen.insert(other);
    pack.sees.assign(seen.begin(), seen.end());
  }

  State& state_;
  std::span<const grammar::Tree* const> trees_;
  Drafts drafts_;
  std::map<std::string, std::uint32_t> placed_;
  std::set<std::string> open_;
  std::set<std::string> reported_;
};

}  // namespace

void assemble_packs(State& state, std::span<const grammar::Tree* const> trees) {
  Assembly(state, trees).run();
}

}  // namespace entente::engine::checking
