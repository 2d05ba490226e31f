#include "cli/report/run_trace.hpp"

#include <fmt/format.h>

#include "engine/explain/source_text.hpp"
#include "grammar/text_width.hpp"

namespace entente::cli {
namespace {

using Kind = engine::RuleSteps::Part::Kind;

class TraceWriter {
 public:
  TraceWriter(const engine::RuleProgram& rule, const engine::ProofSources& from)
      : rule_(rule), from_(from) {}

  std::string write(const std::vector<engine::RuleSteps>& all) && {
    for (const engine::RuleSteps& steps : all) {
      std::size_t level = 0;
      if (steps.item != nullptr) {
        text_ += grammar::printable(engine::item_name(rule_, *steps.item, from_)) + '\n';
        level = 1;
      }
      for (const engine::RuleSteps::Part& part : steps.parts) {
        heading(part, level);
        step(part.trace, level + 1);
      }
    }
    return std::move(text_);
  }

 private:
  void heading(const engine::RuleSteps::Part& part, std::size_t level) {
    text_ += std::string(2 * level, ' ');
    switch (part.kind) {
      case Kind::list:
        text_ += "for each";
        break;
      case Kind::applies:
        text_ += "applies when";
        break;
      case Kind::due:
        text_ += "due when";
        break;
      case Kind::check:
        text_ += fmt::format("check \"{}\"", grammar::printable(rule_.checks[part.index].label));
        break;
      case Kind::credit:
        text_ += "credit when";
        break;
      case Kind::amount:
        text_ += "credit";
        break;
    }
    text_ += '\n';
  }

  /// Left out: a literal, the item in hand (its heading names it), and what a `not` that stands in
  /// no word of its own negates.
  void step(const engine::Trace& trace, std::size_t level) {
    if (trace.node == engine::NodeId::none || is_plain(trace)) return;
    const auto origin = origin_of(trace);
    std::string item;
    if (trace.per_item)
      item = engine::item_in_words(trace.item, from_.program.vocabulary, from_.facts) + ": ";
    const auto value = engine::plain(trace.value, from_.program.vocabulary, from_.facts);
    text_ += grammar::printable(
        fmt::format("{}{}  {}{}: {}", std::string(2 * level, ' '), from_.sources.place(origin),
                    item, engine::source_text(from_.sources, origin), engine::in_words(value)));
    text_ += '\n';
    const engine::Trace* inner = &trace;
    while (inner->children.size() == 1 && !inner->children.front().per_item &&
           origin_of(inner->children.front()) == origin)
      inner = &inner->children.front();
    for (const engine::Trace& part : inner->children) step(part, level + 1);
    if (inner->left_out > 0)
      text_ += fmt::format("{}and {} more\n", std::string(2 * level + 2, ' '), inner->left_out);
  }

  [[nodiscard]] bool is_plain(const engine::Trace& trace) const {
    const engine::Op op = from_.program[trace.node].op;
    return op == engine::Op::constant ||
           (op == engine::Op::local && trace.value.is(engine::Kind::record));
  }

  [[nodiscard]] grammar::Span origin_of(const engine::Trace& trace) const {
    return from_.program.origins[static_cast<std::size_t>(trace.node)];
  }

  const engine::RuleProgram& rule_;
  const engine::ProofSources& from_;
  std::string text_;
};

}  // namespace

std::string run_trace(const std::vector<engine::RuleSteps>& steps, const engine::RuleProgram& rule,
                      const engine::ProofSources& from) {
  return TraceWriter(rule, from).write(steps);
}

}  // namespace entente::cli
