#include "cli/report/json.hpp"
#include "cli/report/page.hpp"

namespace entente::cli {
namespace {

using Layout = JsonWriter::Layout;

void write_text_if_any(JsonWriter& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out.key(key).text(value);
}

template <class Entries, class Write>
void write_list(JsonWriter& out, std::string_view key, const Entries& entries, const Write& write) {
  out.key(key).array();
  for (const auto& entry : entries) write(entry);
  out.end();
}

void write_answer(JsonWriter& out, const engine::Page& page) {
  if (page.outcome) out.key("outcome").text(engine::outcome_name(*page.outcome));
  if (page.credit) {
    out.key("credit");
    write_bounds(out, *page.credit);
  }
  if (page.kind == "score" || page.kind == "section" || page.score) {
    out.key("score");
    page.score ? write_bounds(out, *page.score) : (void)out.null();
  }
  if (page.value) {
    out.key("value");
    write_value(out, *page.value);
    write_absence(out, *page.value);
  }
  write_text_if_any(out, "standing", page.standing);
}

void write_condition(JsonWriter& out, const engine::OpenCondition& condition) {
  out.object();
  write_text_if_any(out, "check", condition.check);
  out.key("text").text(condition.text);
  write_text_if_any(out, "item", condition.item);
  out.key("value");
  write_value(out, condition.value);
  write_absence(out, condition.value);
  out.key("wanted").boolean(condition.wanted);
  out.key("need").text(condition.need);
  write_text_if_any(out, "fact", condition.fact);
  write_text_if_any(out, "at", condition.at);
  write_text_if_any(out, "rule", condition.rule);
  out.key("missing").texts(condition.missing);
  out.end();
}

void write_why_not(JsonWriter& out, const engine::WhyNot& open) {
  out.object();
  write_text_if_any(out, "item", open.item);
  write_text_if_any(out, "conclusion", open.conclusion);
  out.key("outcome").text(engine::outcome_name(open.outcome));
  const auto write = [&](const auto& condition) { write_condition(out, condition); };
  write_list(out, "unmet", open.unmet, write);
  write_list(out, "waiting", open.waiting, write);
  if (open.more > 0) out.key("more").number(open.more);
  out.key("enough").boolean(open.enough);
  write_text_if_any(out, "why", open.why);
  out.end();
}

void write_points(JsonWriter& out, const engine::PointsRow& row) {
  out.object();
  out.key("id").text(row.id);
  out.key("title").text(row.title);
  out.key("level").number(row.level);
  out.key("weight").number(json_decimal(engine::to_ratio(row.weight)));
  if (row.outcome) out.key("outcome").text(engine::outcome_name(*row.outcome));
  out.key("worth").number(json_decimal(row.worth));
  out.key("got");
  write_bounds(out, row.got);
  out.key("may_not_count").boolean(row.may_not_count);
  out.end();
}

}  // namespace

std::string page_json(const engine::Page& page) {
  JsonWriter out;
  out.object();
  out.key("schema").text("entente.explanation/1");
  out.key("kind").text(page.kind);
  out.key("name").text(page.name);
  out.key("title").text(page.title);
  write_answer(out, page);
  out.key("about").texts(page.about);
  out.key("notes").texts(page.notes);
  write_list(out, "why", page.why, [&](const auto& proof) { write_explanation(out, proof); });
  if (page.more > 0) out.key("more").number(page.more);
  out.key("replayed").object(Layout::line);
  out.key("steps").number(page.steps);
  out.key("beyond").number(page.beyond);
  out.end();
  write_list(out, "why_not", page.why_not, [&](const auto& open) { write_why_not(out, open); });
  if (page.more_why_not > 0) out.key("more_why_not").number(page.more_why_not);
  write_list(out, "points", page.points, [&](const auto& row) { write_points(out, row); });
  write_list(out, "waits_for", page.waits_for, [&](const auto& one) { write_missing(out, one); });
  write_list(out, "decided_by", page.decided_by, [&](const engine::PageAnswer& answer) {
    out.object(Layout::line);
    out.key("fact").text(answer.fact);
    out.key("answer").text(answer.answer);
    out.key("settles").text(answer.settles);
    out.end();
  });
  write_list(out, "actions", page.actions, [&](const auto& action) { write_action(out, action); });
  write_list(out, "read_by", page.read_by, [&](const engine::PageReader& reader) {
    out.object(Layout::line);
    out.key("id").text(reader.id);
    out.key("title").text(reader.title);
    out.key("outcome").text(engine::outcome_name(reader.outcome));
    out.end();
  });
  out.key("sources").texts(page.sources);
  out.end();
  return std::move(out).finished();
}

}  // namespace entente::cli
