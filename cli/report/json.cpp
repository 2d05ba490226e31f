#include "cli/report/json.hpp"

#include "cli/report/diagnostics_json.hpp"
#include "cli/report/wording.hpp"

namespace entente::cli {
namespace {

using engine::Explanation;
using engine::PlainValue;
using Layout = JsonWriter::Layout;

constexpr int decimals = 6;

std::string decimal(const engine::Ratio& ratio) {
  return engine::to_decimal_text(ratio, decimals, 1);
}

std::string decimal(const engine::Number& number) {
  return engine::to_decimal_text(engine::to_ratio(number), decimals);
}

class ResultWriter {
 public:
  std::string write(const engine::Result& result) && {
    out_.object();
    text("schema", "entente.result/1");
    text("partnership", result.partnership);
    text("today", engine::to_string(result.today));
    ruler(result.ruler);
    text("scorecard", result.scorecard);
    text("scorecard_title", result.scorecard_title);
    score("score", result.score);
    verdict("verdict", result.verdict);
    score("waived_score", result.score);  // nothing can be waived yet
    verdict("waived_verdict", result.verdict);
    coverage(result.coverage);
    list("sections", result.sections, [&](const auto& entry) { section(entry); });
    list("rules", result.rules, [&](const auto& entry) { rule(entry); });
    list("missing", result.missing, [&](const auto& entry) { write_missing(out_, entry); });
    list("verdicts", result.conditions, [&](const auto& entry) { condition(entry); });
    list("diagnostics", result.diagnostics, [&](const auto& entry) { diagnostic(entry); });
    out_.end();
    return std::move(out_).finished();
  }

 private:
  void text(std::string_view key, std::string_view value) { out_.key(key).text(value); }
  void boolean(std::string_view key, bool value) { out_.key(key).boolean(value); }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    out_.key(key).texts(values);
  }
  void text_or_null(std::string_view key, const std::optional<std::string>& value) {
    out_.key(key);
    value ? out_.text(*value) : out_.null();
  }
  /// A key that is left out when there is nothing to say.
  void text_if_any(std::string_view key, std::string_view value) {
    if (!value.empty()) text(key, value);
  }
  template <class Entries, class Write>
  void list(std::string_view key, const Entries& entries, const Write& write) {
    out_.key(key).array();
    for (const auto& entry : entries) write(entry);
    out_.end();
  }

  void ruler(const engine::ResultRuler& ruler) {
    out_.key("ruler").object();
    list("packs", ruler.packs, [&](const auto& pack) {
      out_.object(Layout::line);
      text("id", pack.id);
      text("version", pack.version);
      out_.end();
    });
    texts("tailorings", ruler.tailorings);
    text("hash", ruler.hash);
    out_.end();
  }

  void score(std::string_view key, const std::optional<engine::Bounds>& bounds) {
    out_.key(key);
    if (bounds) {
      write_bounds(out_, *bounds);
    } else {
      out_.null();
    }
  }

  void ends(const engine::Bounds& bounds) {
    out_.key("low").number(decimal(bounds.low));
    out_.key("high").number(decimal(bounds.high));
  }

  void credit(const engine::Bounds& bounds) {
    out_.key("credit").object(Layout::line);
    ends(bounds);
    out_.end();
  }

  void verdict(std::string_view key, const std::optional<engine::ResultVerdict>& verdict) {
    out_.key(key);
    if (!verdict) {
      out_.null();
      return;
    }
    out_.object(Layout::line);
    text_or_null("certain", verdict->certain);
    texts("possible", verdict->possible);
    text("bounds", verdict->exact ? "exact" : "outer");
    out_.end();
  }

  void coverage(const engine::Coverage& coverage) {
    out_.key("coverage").object(Layout::line);
    out_.key("known").number(coverage.known);
    out_.key("missing").number(coverage.missing);
    out_.key("stale").number(coverage.stale);
    out_.key("undated").number(coverage.undated);
    out_.end();
  }

  void section(const engine::ResultSection& section) {
    out_.object();
    text("id", section.id);
    text("title", section.title);
    out_.key("parent");
    section.parent.empty() ? out_.null() : out_.text(section.parent);
    out_.key("weight").number(decimal(section.weight));
    score("score", section.score);
    out_.key("band").null();
    boolean("may_not_count", section.may_not_count);
    out_.end();
  }

  void rule(const engine::ResultRule& rule) {
    out_.object();
    text("id", rule.id);
    text("title", rule.title);
    text("section", rule.section);
    out_.key("weight").number(decimal(rule.weight));
    boolean("must", rule.must);
    text("outcome", engine::outcome_name(rule.outcome));
    boolean("fired", rule.fired);
    credit(rule.credit);
    boolean("may_not_count", rule.may_not_count);
    boolean("assumed", rule.assumed);
    texts("missing", rule.missing);
    text_or_null("because", rule.because);
    list("advice", grouped(rule.actions), [&](const auto& said) { out_.text(said.action->text); });
    list("actions", rule.actions, [&](const auto& said) { write_action(out_, said); });
    out_.key("waiver").null();
    text_if_any("fault", rule.fault);
    texts("sources", rule.sources);
    list("items", rule.items, [&](const auto& entry) { item(entry); });
    list("checks", rule.checks, [&](const auto& entry) { check(entry); });
    explanation_if_any("applies", rule.applies);
    explanation_if_any("due", rule.due);
    credit_from(rule.credit_from);
    out_.end();
  }

  void item(const engine::ResultItem& item) {
    out_.object();
    text("item", item.item);
    text("outcome", engine::outcome_name(item.outcome));
    credit(item.credit);
    boolean("may_not_count", item.may_not_count);
    texts("missing", item.missing);
    text_or_null("because", item.because);
    text_if_any("fault", item.fault);
    list("checks", item.checks, [&](const auto& entry) { check(entry); });
    explanation_if_any("applies", item.applies);
    explanation_if_any("due", item.due);
    credit_from(item.credit_from);
    out_.end();
  }

  void check(const engine::ResultCheck& check) {
    out_.object();
    text("label", check.label);
    text("outcome", engine::outcome_name(check.outcome));
    text_if_any("fault", check.fault);
    explanation("explanation", check.explanation);
    out_.end();
  }

  void explanation(std::string_view key, const std::optional<Explanation>& proof) {
    out_.key(key);
    if (proof) {
      write_explanation(out_, *proof);
    } else {
      out_.null();
    }
  }

  void credit_from(const std::vector<Explanation>& clauses) {
    if (clauses.empty()) return;
    list("credit_from", clauses, [&](const auto& clause) { write_explanation(out_, clause); });
  }

  void explanation_if_any(std::string_view key, const std::optional<Explanation>& proof) {
    if (proof) explanation(key, proof);
  }

  void condition(const engine::ResultCondition& condition) {
    out_.object();
    text("verdict", condition.verdict);
    boolean("possible", condition.possible);
    explanation("explanation", condition.explanation);
    out_.end();
  }

  void diagnostic(const engine::ResultDiagnostic& diagnostic) {
    out_.object();
    text("severity", severity_name(diagnostic.severity));
    text("code", diagnostic.code);
    text("message", diagnostic.message);
    text("at", diagnostic.at);
    out_.end();
  }

  JsonWriter out_;
};

void write_effort(JsonWriter& out, const std::optional<engine::Number>& days) {
  out.key("effort_days");
  days ? out.number(decimal(*days)) : out.null();
}

void write_leaf(JsonWriter& out, const Explanation& proof) {
  if (!proof.fact.empty()) out.key("fact").text(proof.fact);
  if (!proof.at.empty()) out.key("at").text(proof.at);
  if (!proof.reason.empty()) out.key("reason").text(proof.reason);
  if (!proof.evidence) return;
  out.key("evidence").object(Layout::line);
  if (!proof.evidence->on.empty()) out.key("on").text(proof.evidence->on);
  if (!proof.evidence->source.empty()) out.key("source").text(proof.evidence->source);
  if (!proof.evidence->by.empty()) out.key("by").text(proof.evidence->by);
  out.end();
}

}  // namespace

std::string json_decimal(const engine::Ratio& ratio) { return decimal(ratio); }

void write_bounds(JsonWriter& out, const engine::Bounds& bounds) {
  out.object(Layout::line);
  out.key("low").number(decimal(bounds.low));
  out.key("high").number(decimal(bounds.high));
  out.key("bounds").text(bounds.exact ? "exact" : "outer");
  out.end();
}

void write_missing(JsonWriter& out, const engine::ResultMissing& missing) {
  const auto text_or_null = [&](std::string_view key, const std::optional<std::string>& text) {
    out.key(key);
    text ? out.text(*text) : out.null();
  };
  out.object();
  out.key("fact").text(missing.fact);
  out.key("reason").text(engine::to_string(missing.reason));
  text_or_null("ask", missing.ask);
  text_or_null("of", missing.of);
  write_effort(out, missing.effort_days);
  if (!missing.note.empty()) out.key("note").text(missing.note);
  if (missing.last_value) {
    out.key("last_value");
    write_value(out, *missing.last_value);
  }
  if (missing.evidence && !missing.evidence->on.empty())
    out.key("last_evidence").text(missing.evidence->on);
  out.end();
}

void write_action(JsonWriter& out, const engine::ResultAction& action) {
  out.object();
  out.key("advise").text(action.text);
  out.key("item");
  action.item.empty() ? out.null() : out.text(action.item);
  write_effort(out, action.effort_days);
  out.end();
}

void write_absence(JsonWriter& out, const PlainValue& value) {
  switch (value.kind) {
    case PlainValue::Kind::unknown:
      out.key("unknown").texts(value.missing);
      if (!value.text.empty()) out.key("can_be").text(value.text);
      break;
    case PlainValue::Kind::none:
      out.key("null").text("none");
      break;
    case PlainValue::Kind::nothing:
      out.key("null").text("nothing");
      break;
    case PlainValue::Kind::error:
      out.key("null").text("error");
      if (!value.text.empty()) out.key("error").text(value.text);
      break;
    case PlainValue::Kind::list:
      if (value.missing.empty()) break;
      out.key("unknown").texts(value.missing);
      out.key("can_be").text(engine::in_words(value));
      break;
    default:
      break;
  }
}

void write_value(JsonWriter& out, const PlainValue& value) {
  switch (value.kind) {
    case PlainValue::Kind::unknown:
    case PlainValue::Kind::none:
    case PlainValue::Kind::nothing:
    case PlainValue::Kind::error:
      out.null();
      return;
    case PlainValue::Kind::boolean:
      out.boolean(value.boolean);
      return;
    case PlainValue::Kind::number:
      out.number(decimal(engine::Number::parse(value.text).value_or(engine::Number())));
      return;
    case PlainValue::Kind::list:
      out.array(Layout::line);
      for (const PlainValue& item : value.items) write_value(out, item);
      out.end();
      return;
    case PlainValue::Kind::object:
      out.object(Layout::line);
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        out.key(value.keys[i]);
        write_value(out, value.items[i]);
      }
      out.end();
      return;
    case PlainValue::Kind::text:
    case PlainValue::Kind::moment:
    case PlainValue::Kind::other:
      break;
  }
  out.text(value.text);
}

void write_explanation(JsonWriter& out, const Explanation& proof) {
  out.object(proof.because.empty() ? Layout::line : Layout::block);
  if (!proof.item.empty()) out.key("item").text(proof.item);
  out.key("text").text(proof.text);
  if (proof.outcome) out.key("outcome").text(engine::outcome_name(*proof.outcome));
  if (!proof.note.empty()) out.key("note").text(proof.note);
  out.key("value");
  write_value(out, proof.value);
  write_absence(out, proof.value);
  out.key("because").array();
  for (const Explanation& reason : proof.because) write_explanation(out, reason);
  out.end();
  if (proof.more > 0) out.key("more").number(proof.more);
  if (proof.cut) out.key("cut").boolean(true);
  if (proof.told_above) out.key("told_above").boolean(true);
  write_leaf(out, proof);
  out.end();
}

std::string json_report(const engine::Result& result) { return ResultWriter().write(result); }

}  // namespace entente::cli
