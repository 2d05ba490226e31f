// Indented JSON from a sequence of calls, keys in their order, numbers as their digits.
// Private to engine/facts.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace entente::engine {

class SchemaText {
 public:
  void open_object() { open('{'); }
  void open_array() { open('['); }
  void close_object() { close('}'); }
  void close_array() { close(']'); }
  void key(std::string_view name);
  void text(std::string_view value);
  /// A number, true, false or null as it is written.
  void raw(std::string_view value);
  /// Texts in one line, with `or_null` a null after them.
  void row(std::span<const std::string> texts, bool or_null);
  /// A key and its text; nothing for an empty text.
  void entry(std::string_view name, std::string_view value);

  /// With a line break at its end.
  [[nodiscard]] std::string take();

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();
  void new_line();

  std::string text_;
  std::size_t depth_ = 0;
  bool after_key_ = false;
  bool first_ = true;  // of the innermost object or array
};

}  // namespace entente::engine
