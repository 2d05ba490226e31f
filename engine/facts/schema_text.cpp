#include "engine/facts/schema_text.hpp"

#include <utility>

#include <boost/json.hpp>

namespace entente::engine {
namespace {

std::string quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string(text));
}

}  // namespace

void SchemaText::key(std::string_view name) {
  before_value();
  text_ += quoted(name) + ": ";
  after_key_ = true;
}

void SchemaText::text(std::string_view value) { raw(quoted(value)); }

void SchemaText::raw(std::string_view value) {
  before_value();
  text_ += value;
}

void SchemaText::row(std::span<const std::string> texts, bool or_null) {
  std::string row;
  for (const auto& text : texts) row += (row.empty() ? "" : ", ") + quoted(text);
  if (or_null) row += ", null";
  raw("[" + row + "]");
}

void SchemaText::entry(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  key(name);
  text(value);
}

std::string SchemaText::take() { return std::move(text_) + "\n"; }

void SchemaText::open(char bracket) {
  before_value();
  text_ += bracket;
  ++depth_;
  first_ = true;
}

void SchemaText::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  text_ += bracket;
  first_ = false;
}

void SchemaText::before_value() {
  if (std::exchange(after_key_, false) || depth_ == 0) return;
  if (!std::exchange(first_, false)) text_ += ',';
  new_line();
}

void SchemaText::new_line() { text_ += '\n' + std::string(2 * depth_, ' '); }

}  // namespace entente::engine
