#include "engine/evaluate/asked_scores.hpp"

#include "engine/evaluate/node_walk.hpp"

namespace entente::engine {
namespace {

class Finder {
 public:
  Finder(const Program& program, ExpressionEvaluator& evaluator, Environment& environment)
      : program_(program), evaluator_(evaluator), environment_(environment) {}

  void add(const Unit& condition) {
    NodeWalk(program_, [this](NodeId node) {
      if (const auto key = score(node)) (void)asked_[*key];
    }).from(condition);
    frame_size_ = condition.frame_size;
    if (condition.root != NodeId::none) add_cuts(condition.root);
  }
  [[nodiscard]] AskedScores take() { return std::move(asked_); }

 private:
  [[nodiscard]] std::optional<ScoreKey> score(NodeId id) const {
    const auto& node = program_[id];
    if (node.op == Op::score) return ScoreKey();
    if (node.op == Op::score_of) return ScoreKey(node.a);
    return std::nullopt;
  }

  void add_cuts(NodeId id) {
    const auto& node = program_[id];
    const auto a = static_cast<NodeId>(node.a);
    const auto b = static_cast<NodeId>(node.b);
    const auto c = static_cast<NodeId>(node.c);
    switch (node.op) {
      case Op::and_:
      case Op::or_:
      case Op::not_:
      case Op::if_:
        for (const auto under : children(program_, id)) add_cuts(under);
        break;
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
        cut(a, b);
        cut(b, a);
        break;
      case Op::between:
        cut(a, b);
        cut(a, c);
        break;
      case Op::in:
        for (std::uint32_t i = 0; i < node.count; ++i) {
          cut_by_test(a, static_cast<NodeId>(program_.operands[node.b + i]));
        }
        break;
      default:
        break;
    }
  }

  void cut_by_test(NodeId asked, NodeId test) {
    const auto op = program_[test].op;
    if (op != Op::range && op != Op::unary_test && op != Op::list) return cut(asked, test);
    for (const auto under : children(program_, test)) cut(asked, under);
  }

  /// Evaluates what the score is compared with, unless it rests on a score itself.
  void cut(NodeId asked, NodeId limit) {
    const auto key = score(asked);
    if (!key || limit == NodeId::none) return;
    bool asks_too = false;
    NodeWalk(program_, [&](NodeId node) { asks_too = asks_too || score(node); }).from(limit);
    if (asks_too) return;
    const auto value = evaluator_.evaluate({limit, frame_size_}, {}, environment_);
    if (value.is(Kind::number)) asked_[*key].push_back(to_ratio(value.number()));
  }

  const Program& program_;
  ExpressionEvaluator& evaluator_;
  Environment& environment_;
  std::uint32_t frame_size_ = 0;
  AskedScores asked_;
};

}  // namespace

AskedScores find_asked_scores(const Program& program, const ScorecardProgram& scorecard,
                              ExpressionEvaluator& evaluator, Environment& environment) {
  Finder finder(program, evaluator, environment);
  for (const auto& verdict : scorecard.verdicts) finder.add(verdict.condition);
  return finder.take();
}

}  // namespace entente::engine
