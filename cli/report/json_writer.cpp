#include "cli/report/json_writer.hpp"

#include <boost/json/serialize.hpp>

namespace entente::cli {

JsonWriter& JsonWriter::begin(char open, char close, Layout layout) {
  before_value();
  const bool line = layout == Layout::line || (!levels_.empty() && levels_.back().line);
  out_ += open;
  levels_.push_back({close, line, true});
  return *this;
}

JsonWriter& JsonWriter::end() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty && !level.line) break_line();
  out_ += level.close;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate(levels_.back());
  out_ += boost::json::serialize(boost::json::string_view(name));
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  return raw(boost::json::serialize(boost::json::string_view(value)));
}

JsonWriter& JsonWriter::number(std::size_t value) { return raw(std::to_string(value)); }

JsonWriter& JsonWriter::texts(const std::vector<std::string>& values) {
  array(Layout::line);
  for (const std::string& value : values) text(value);
  return end();
}

JsonWriter& JsonWriter::raw(std::string_view value) {
  before_value();
  out_ += value;
  return *this;
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
  } else if (!levels_.empty()) {
    separate(levels_.back());
  }
}

void JsonWriter::separate(Level& level) {
  if (!level.empty) out_ += level.line ? ", " : ",";
  level.empty = false;
  if (!level.line) break_line();
}

void JsonWriter::break_line() {
  out_ += '\n';
  out_.append(2 * levels_.size(), ' ');
}

}  // namespace entente::cli
