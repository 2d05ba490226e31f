#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <simdjson.h>

#include "engine/facts/document.hpp"
#include "engine/facts/document_builder.hpp"

namespace entente::engine {
namespace {

namespace ondemand = simdjson::ondemand;
using Kind = DocumentNode::Kind;
using grammar::Span;

/// -?(0|[1-9]digits)(.digits)?([eE][+-]?digits)?
bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const auto begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const bool zero = at < text.size() && text[at] == '0';
  const auto whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

/// Where a string that is not closed, or that holds a line break, begins; the size when there is
/// none.
std::size_t first_bad_string(std::string_view text) {
  std::size_t begin = std::string_view::npos;  // of the string we are in
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (begin == std::string_view::npos) {
      if (text[at] == '"') begin = at;
    } else if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      begin = std::string_view::npos;
    } else if (static_cast<unsigned char>(text[at]) < 0x20) {
      return begin;
    }
  }
  return std::min(begin, text.size());
}

/// Where the innermost bracket that is never closed stands; the size when there is none.
std::size_t unclosed_bracket(std::string_view text) {
  std::vector<std::size_t> open;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char sign = text[at];
    if (in_string && sign == '\\') ++at;
    if (sign == '"') in_string = !in_string;
    if (in_string) continue;
    if (sign == '{' || sign == '[') open.push_back(at);
    if ((sign == '}' || sign == ']') && !open.empty()) open.pop_back();
  }
  return open.empty() ? text.size() : open.back();
}

/// Walks a document once and tells the builder what stands where.
class JsonWalk {
 public:
  JsonWalk(DocumentBuilder& builder, std::string_view text)
      : builder_(builder), text_(text), padded_(text) {}

  void run() {
    ondemand::parser parser;
    ondemand::document document;
    check(parser.iterate(padded_).get(document), 0);
    const auto begin = text_.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) stop(0, "the file is empty");
    if (text_[begin] != '{' && text_[begin] != '[')
      stop(begin, "expected `{`, an object with the facts");
    ondemand::value root;
    check(document.get_value().get(root), begin);
    value(root);
    check_end();
  }

 private:
  [[nodiscard]] std::size_t offset(const char* place) const {
    const auto size = text_.size();
    if (place < padded_.data()) return 0;
    return std::min(static_cast<std::size_t>(place - padded_.data()), size);
  }

  [[noreturn]] void stop(std::size_t at, std::string message, std::string label = {}) {
    builder_.stop("E504", token_span(at), std::move(message), std::move(label));
  }

  [[nodiscard]] Span token_span(std::size_t at) const {
    auto end = text_.find_first_of(" \t\r\n,:]}", at);
    end = std::min(end, text_.size());
    return builder_.span(at, std::max(end, std::min(at + 1, text_.size())));
  }

  void check(simdjson::error_code error, std::size_t at) {
    if (error == simdjson::SUCCESS) return;
    switch (error) {
      case simdjson::UNCLOSED_STRING:
      case simdjson::UNESCAPED_CHARS:
        stop(first_bad_string(text_), "a text is not closed on its line",
             "a line break in a text is written `\\n`");
      case simdjson::EMPTY:
        stop(0, "the file is empty");
      case simdjson::STRING_ERROR:
        stop(at, "an escape that JSON does not have");
      case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        stop_unclosed();
      case simdjson::T_ATOM_ERROR:
      case simdjson::F_ATOM_ERROR:
      case simdjson::N_ATOM_ERROR:
        stop(at, "not a JSON value", "a text needs quotes");
      default:
        stop(at, "not valid JSON here", "is a comma, a colon or a bracket missing?");
    }
  }

  [[noreturn]] void stop_unclosed() {
    const auto at = unclosed_bracket(text_);
    if (at >= text_.size()) stop(at, "the file ends before its JSON value does");
    builder_.stop("E504", builder_.span(at, at + 1),
                  fmt::format("this `{}` is never closed", text_[at]));
  }

  /// The walk failed between two fields: says which sign would have had to stand there.
  [[noreturn]] void stop_in_object() {
    auto at = next_token();
    const bool first = read_up_to_ > 0 && text_[read_up_to_ - 1] == '{';
    if (!first && at < text_.size() && text_[at] != ',') stop(at, "expected `,` or `}`");
    if (!first) at = skip_blanks(at + 1);
    if (at >= text_.size()) stop_unclosed();
    if (text_[at] != '"') stop(at, "expected a key in double quotes");
    at = skip_blanks(string_end(at));
    if (at >= text_.size()) stop_unclosed();
    stop(at, text_[at] == ':' ? "expected a value after `:`" : "expected `:` after the key");
  }

  [[noreturn]] void stop_in_array() {
    const auto at = next_token();
    if (at >= text_.size()) stop_unclosed();
    stop(at, "expected `,` or `]`");
  }

  void value(ondemand::value value) {
    const auto token = value.raw_json_token();
    const auto begin = offset(token.data());
    switch (begin < text_.size() ? text_[begin] : '\0') {
      case '{':
        return object(value, begin);
      case '[':
        return array(value, begin);
      case '"':
        return text(value, begin);
      default:
        return literal(value, begin);
    }
  }

  void object(ondemand::value& value, std::size_t begin) {
    builder_.begin(Kind::map, builder_.span(begin, begin + 1));
    read_up_to_ = begin + 1;
    ondemand::object object;
    check(value.get_object().get(object), begin);
    for (auto found : object) {
      ondemand::field field;
      if (std::move(found).get(field) != simdjson::SUCCESS) stop_in_object();
      const auto key_begin = offset(field.key().raw()) - 1;
      std::string_view key;
      check(field.unescaped_key().get(key), key_begin);
      read_up_to_ = string_end(key_begin);
      builder_.key(std::string(key), builder_.span(key_begin, read_up_to_));
      this->value(field.value());
    }
    close('}');
  }

  void array(ondemand::value& value, std::size_t begin) {
    builder_.begin(Kind::list, builder_.span(begin, begin + 1));
    read_up_to_ = begin + 1;
    ondemand::array array;
    check(value.get_array().get(array), begin);
    for (auto found : array) {
      ondemand::value item;
      if (std::move(found).get(item) != simdjson::SUCCESS) stop_in_array();
      this->value(item);
    }
    close(']');
  }

  void text(ondemand::value& value, std::size_t begin) {
    std::string_view string;
    check(value.get_string().get(string), begin);
    leaf(Kind::scalar, std::string(string), true, begin, string_end(begin));
  }

  void literal(ondemand::value& value, std::size_t begin) {
    auto end = std::min(text_.find_first_of(" \t\r\n,:]}[{\"", begin), text_.size());
    const auto word = text_.substr(begin, end - begin);
    if (word == "null") {
      bool is_null = false;
      check(value.is_null().get(is_null), begin);
      return leaf(Kind::null, {}, false, begin, end);
    }
    // A number is not asked for: its digits are kept as they stand, and the walk passes over it.
    if (word == "true" || word == "false") {
      bool truth = false;
      check(value.get_bool().get(truth), begin);
    } else if (!is_json_number(word)) {
      stop(begin, word.empty() ? "expected a value" : fmt::format("`{}` is not a JSON value", word),
           word.empty() ? "" : "a text needs quotes");
    }
    leaf(Kind::scalar, std::string(word), false, begin, end);
  }

  void leaf(Kind kind, std::string text, bool quoted, std::size_t begin, std::size_t end) {
    DocumentNode node;
    node.kind = kind;
    node.text = std::move(text);
    node.quoted = quoted;
    node.span = builder_.span(begin, end);
    read_up_to_ = end;
    builder_.leaf(std::move(node));
  }

  void close(char bracket) {
    const auto at = next_token();
    if (at >= text_.size()) stop_unclosed();
    if (text_[at] != bracket) stop(at, fmt::format("expected `{}` or a comma", bracket));
    read_up_to_ = at + 1;
    builder_.end(builder_.span(read_up_to_, read_up_to_).begin);
  }

  void check_end() {
    const auto at = next_token();
    if (at < text_.size()) stop(at, "something stands after the end of the JSON value");
  }

  [[nodiscard]] std::size_t string_end(std::size_t begin) const {
    auto at = begin + 1;
    while (at < text_.size() && text_[at] != '"') at += text_[at] == '\\' ? 2 : 1;
    return std::min(at + 1, text_.size());
  }

  [[nodiscard]] std::size_t next_token() const { return skip_blanks(read_up_to_); }
  [[nodiscard]] std::size_t skip_blanks(std::size_t at) const {
    return std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
  }

  DocumentBuilder& builder_;
  std::string_view text_;
  simdjson::padded_string padded_;
  std::size_t read_up_to_ = 0;
};

}  // namespace

ReadDocument read_json(const grammar::Sources& sources, grammar::FileId file) {
  DocumentBuilder builder(sources, file);
  try {
    JsonWalk(builder, builder.checked_text()).run();
  } catch (const DocumentStop&) {
    // Its diagnostic is recorded.
  }
  return builder.take();
}

}  // namespace entente::engine
