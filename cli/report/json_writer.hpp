// Writes JSON with keys in the order of the calls and numbers exactly as their decimal text; a JSON
// library would send them through binary floating point. Two blanks a level; what is begun as a
// line stays on one line. Wrong nesting is the caller's bug and is not checked.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::cli {

class JsonWriter {
 public:
  enum class Layout { block, line };

  JsonWriter& object(Layout layout = Layout::block) { return begin('{', '}', layout); }
  JsonWriter& array(Layout layout = Layout::block) { return begin('[', ']', layout); }
  JsonWriter& end();

  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  /// `digits` is a JSON number already.
  JsonWriter& number(std::string_view digits) { return raw(digits); }
  JsonWriter& number(std::size_t value);
  JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }

  JsonWriter& texts(const std::vector<std::string>& values);

  /// The text so far, with a line break at its end.
  [[nodiscard]] std::string finished() && { return std::move(out_) + '\n'; }

 private:
  struct Level {
    char close = '}';
    bool line = false;
    bool empty = true;
  };

  JsonWriter& begin(char open, char close, Layout layout);
  JsonWriter& raw(std::string_view value);
  void before_value();
  void separate(Level& level);
  void break_line();

  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace entente::cli
