#include "tests/support/sample_result.hpp"

namespace entente::tests {
namespace {

using engine::Bounds;
using engine::Number;
using engine::Outcome;
using engine::PlainValue;
using engine::Ratio;

PlainValue value(PlainValue::Kind kind, std::string text) {
  PlainValue made;
  made.kind = kind;
  made.text = std::move(text);
  return made;
}

engine::Explanation champion_proof() {
  engine::Explanation leaf;
  leaf.text = "p.champion";
  leaf.value = value(PlainValue::Kind::unknown, "");
  leaf.value.missing = {"parties[Westbrook].champion"};
  leaf.fact = "parties[Westbrook].champion";
  leaf.reason = "not supplied";
  engine::Explanation proof;
  proof.text = "p.champion is not none";
  proof.item = "Westbrook";
  proof.value = leaf.value;
  proof.because.push_back(leaf);
  return proof;
}

engine::Explanation values_proof() {
  engine::Explanation leaf;
  leaf.text = "common_values";
  leaf.value.kind = PlainValue::Kind::list;
  leaf.value.items = {value(PlainValue::Kind::text, "openness")};
  leaf.fact = "common_values";
  leaf.at = "riverside.yaml:14:7";
  leaf.evidence = engine::ShownEvidence{"2026-03-01", "signed agreement, clause 4", "J. Okafor"};
  engine::Explanation proof;
  proof.text = "count(common_values) >= enough";
  proof.value.kind = PlainValue::Kind::boolean;
  proof.because.push_back(leaf);
  proof.more = 2;
  return proof;
}

engine::ResultRule rule(std::string id, std::string title, std::string section, Outcome outcome) {
  engine::ResultRule made;
  made.id = std::move(id);
  made.title = std::move(title);
  made.section = std::move(section);
  made.weight = Number(3);
  made.outcome = outcome;
  made.fired =
      outcome == Outcome::met || outcome == Outcome::partly_met || outcome == Outcome::not_met;
  if (outcome == Outcome::met) made.credit = {1, 1, true};
  if (outcome == Outcome::unknown || outcome == Outcome::fault) made.credit = {0, 1, true};
  return made;
}

engine::ResultRule champion_rule() {
  auto made = rule("champion.named", "Every partner has a champion who may decide", "foundation",
                   Outcome::unknown);
  made.must = true;
  made.missing = {"parties[Westbrook].champion"};
  made.actions.push_back(
      {"Ask the head of Westbrook to name one person who leads the partnership "
       "there and may promise time and money",
       "Westbrook", Outcome::unknown, Number(1)});
  made.checks.push_back(
      {"a champion is named", Outcome::unknown, "", made.missing, champion_proof()});
  engine::ResultItem met;
  met.item = "Lantern Arts";
  met.outcome = Outcome::met;
  met.credit = {1, 1, true};
  met.checks.push_back({"a champion is named", Outcome::met, "", {}, std::nullopt});
  engine::ResultItem open;
  open.item = "Westbrook";
  open.credit = {0, 1, true};
  open.missing = made.missing;
  open.checks = made.checks;
  made.items = {met, open};
  return made;
}

engine::ResultRule values_rule() {
  auto made = rule("values.shared", "Partners share values", "foundation", Outcome::partly_met);
  made.credit = {Ratio(1, 2), Ratio(1, 2), true};
  made.because = "1 values are held by every partner: openness";
  made.actions.push_back({"Hold a half-day session on values", "", Outcome::partly_met, Number(3)});
  made.checks.push_back({"values in common", Outcome::not_met, "", {}, values_proof()});
  made.sources = {"Creating Successful Strategic Partnerships, stage 1"};
  return made;
}

std::vector<engine::ResultRule> rules() {
  std::vector<engine::ResultRule> made{champion_rule(), values_rule()};
  made.push_back(rule("roles.defined", "Every task has one partner who answers for it",
                      "foundation", Outcome::met));
  auto refused = rule("exit.agreed", "How to part is agreed", "foundation", Outcome::not_met);
  refused.actions.push_back(
      {"Write down how to part", "", Outcome::not_met, Number::parse("0.25")});
  refused.checks.push_back({"written down", Outcome::not_met, "", {}, std::nullopt});
  made.push_back(refused);
  made.push_back(rule("identity.kept", "Each partner keeps its own budget", "growth",
                      Outcome::not_applicable));
  made.push_back(rule("trust.earned", "Trust has grown", "growth", Outcome::not_due));
  auto broken =
      rule("meetings.early", "The partners met face to face early on", "growth", Outcome::fault);
  broken.fault = "a date can't be compared with a number";
  broken.may_not_count = true;
  broken.checks.push_back({"in time", Outcome::fault, broken.fault, {}, std::nullopt});
  made.push_back(broken);
  return made;
}

engine::ResultMissing stale_model() {
  engine::ResultMissing made;
  made.fact = "management_model";
  made.reason = engine::MissingReason::stale;
  made.ask = "Which management model have the partners agreed on?";
  made.of = "coordinator";
  made.effort_days = Number::parse("0.125");
  made.last_value = value(PlainValue::Kind::text, "collaborative");
  made.evidence = engine::ShownEvidence{"2025-03-01", "minutes", ""};
  return made;
}

engine::ResultMissing missing_champion() {
  engine::ResultMissing made;
  made.fact = "parties[Westbrook].champion";
  made.ask = "Who leads this partnership in your organisation?";
  made.of = "Westbrook";
  return made;
}

}  // namespace

engine::Result sample_result() {
  engine::Result made;
  made.partnership = "Riverside <Youth> Hub";
  made.today = *engine::parse_date("2026-11-01");
  made.ruler.packs = {{"partnership", "1.0"}, {"acme", "1.2"}};
  made.ruler.hash = "sha256:" + std::string(64, '0');
  made.scorecard = "readiness";
  made.scorecard_title = "Ready to partner?";
  made.score = Bounds{Ratio(615, 10), Ratio(2342, 30), true};
  made.verdict = engine::ResultVerdict{std::nullopt, {"ready with conditions", "not ready"}, true};
  made.conditions = {{"ready", false, std::nullopt},
                     {"ready with conditions", true, std::nullopt},
                     {"not ready", true, std::nullopt}};
  made.coverage = {41, 9, 1, 3};
  made.sections = {{"foundation", "Establishing a firm foundation", "", 0, Number(40),
                    Bounds{70, 70, true}, false},
                   {"growth", "Maintaining and growing the relationship", "", 0, Number(35),
                    Bounds{0, 100, false}, true},
                   {"momentum", "Keeping momentum", "growth", 1, Number(5), std::nullopt, false}};
  made.rules = rules();
  made.missing = {stale_model(), missing_champion()};
  made.diagnostics = {{grammar::Severity::lint, "W750", "`meetings` has no date of evidence",
                       "riverside.yaml:30:3"}};
  return made;
}

}  // namespace entente::tests
