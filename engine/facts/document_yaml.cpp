#include <array>
#include <istream>
#include <optional>
#include <streambuf>
#include <utility>

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "engine/facts/document.hpp"
#include "engine/facts/document_builder.hpp"

namespace entente::engine {
namespace {

using Kind = DocumentNode::Kind;
using grammar::Span;

/// A stream over a text that is not copied.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // only read from
    setg(begin, begin, begin + text.size());
  }
};

bool opens_quotes(std::string_view text, std::size_t begin) {
  return begin < text.size() && (text[begin] == '"' || text[begin] == '\'');
}

/// Just after the closing quote of the text that begins at `begin`; none when it is not closed.
std::optional<std::size_t> quoted_end(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  for (auto at = begin + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 >= text.size() || text[at + 1] != '\'') return at + 1;
      ++at;
    }
  }
  return std::nullopt;
}

/// Where a scalar without quotes ends, of which the parser says only the beginning: on one line
/// where its value does; any other is marked to its line's end.
std::size_t plain_end(std::string_view text, std::size_t begin, std::string_view value) {
  if (text.substr(begin).starts_with(value)) return begin + value.size();
  return std::min(text.find_first_of("\r\n", begin), text.size());
}

bool is_blank(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\t' || text[at] == '\r' ||
         text[at] == '\n';
}

/// Finds the brackets that are never closed, which the parser misses only where something later
/// fits nowhere. Looks where values begin: in a text without quotes a bracket is a sign like
/// others.
class BracketScan {
 public:
  explicit BracketScan(std::string_view text) : text_(text) {}

  /// From the outermost to the innermost. One that is closed by the other sign is the innermost.
  std::vector<std::size_t> run() {
    while (at_ < text_.size() && !mismatch_) open_.empty() ? step_outside() : step_inside();
    return std::move(open_);
  }

 private:
  void step_outside() {
    const char sign = text_[at_];
    if (sign == '\n') {
      begins_value_ = true;
      line_ = at_ + 1;
    } else if (sign == ':' && is_blank(text_, at_ + 1)) {
      begins_value_ = true;
      holder_ = part_;
    } else if (sign == '#' && (at_ == 0 || is_blank(text_, at_ - 1))) {
      return skip_line();
    } else if (begins_value_ && sign == '-' && is_blank(text_, at_ + 1)) {
      holder_ = at_ - line_;
    } else if (begins_value_ && sign != ' ' && sign != '\t') {
      return begin_value(sign);
    }
    ++at_;
  }

  void begin_value(char sign) {
    begins_value_ = false;
    part_ = at_ - line_;
    if (sign == '|' || sign == '>') return skip_block_text();
    if (opens_quotes(text_, at_)) return skip_quoted();
    if (sign == '{' || sign == '[') open_.push_back(at_);
    ++at_;
  }

  void step_inside() {
    const char sign = text_[at_];
    const auto before = text_.find_last_not_of(" \t\r\n", at_ - 1);
    const bool begins = std::string_view("{[,:").find(text_[before]) != std::string_view::npos;
    if (begins && opens_quotes(text_, at_)) return skip_quoted();
    if (sign == '#' && is_blank(text_, at_ - 1)) return skip_line();
    if (sign == '{' || sign == '[') open_.push_back(at_);
    if (sign == '}' || sign == ']') {
      mismatch_ = text_[open_.back()] != (sign == '}' ? '{' : '[');
      if (!mismatch_) open_.pop_back();
    }
    ++at_;
  }

  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }
  void skip_quoted() { at_ = quoted_end(text_, at_).value_or(text_.size()); }

  /// Its lines are indented further than the key or dash it belongs to.
  void skip_block_text() {
    for (skip_line(); at_ < text_.size(); at_ = std::min(text_.find('\n', at_ + 1), text_.size())) {
      const auto begin = std::min(text_.find_first_not_of(" \r", at_ + 1), text_.size());
      const bool empty = begin == text_.size() || text_[begin] == '\n';
      if (!empty && begin - at_ - 1 <= holder_) return;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;    // where it begins
  std::size_t part_ = 0;    // column of the last key or value
  std::size_t holder_ = 0;  // column of the key or dash whose value comes
  bool begins_value_ = true;
  bool mismatch_ = false;
  std::vector<std::size_t> open_;
};

/// Reports the bracket that is never closed, if one begins before `failed`; or the one with which
/// they are nested too deep.
bool report_unclosed(DocumentBuilder& builder, std::string_view text, std::size_t failed) {
  const auto open = BracketScan(text).run();
  if (open.empty() || open.front() > failed) return false;
  const bool deep = open.size() > max_document_depth;
  const auto place = deep ? open[max_document_depth] : open.back();
  const auto span = builder.span(place, place + 1);
  if (deep)
    builder.report("E502", span, fmt::format("nested more than {} deep", max_document_depth));
  else
    builder.report("E503", span, fmt::format("this `{}` is not closed", text[place]));
  return true;
}

/// Turns the parser's events into the builder's, and refuses what fact files have no use for.
class YamlEvents : public YAML::EventHandler {
 public:
  YamlEvents(DocumentBuilder& builder, std::string_view text) : builder_(builder), text_(text) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0)
      builder_.stop("E506", at(mark), "a fact file holds one document", "a second one begins here");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    if (builder_.wants_key()) builder_.stop("E506", at(mark), "a key must be a text");
    DocumentNode node;
    const auto begin = offset(mark);
    const auto rest = text_.substr(begin);
    std::size_t size = 0;
    for (std::string_view word : {"null", "Null", "NULL", "~"})
      if (rest.starts_with(word)) size = word.size();
    node.span = builder_.span(begin, begin + size);
    node.blank = size == 0;
    builder_.leaf(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_alias(mark); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    const auto begin = offset(mark);
    const auto span = builder_.span(begin, scalar_end(begin, value));
    if (builder_.wants_key()) return builder_.key(value, span);
    DocumentNode node;
    node.kind = Kind::scalar;
    node.text = value;
    node.quoted = tag == "!";
    node.span = span;
    builder_.leaf(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    begin(Kind::list, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    begin(Kind::map, mark, tag, anchor, style);
  }
  void OnMapEnd() override { end(); }

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    if (!name.empty()) refuse_anchor(mark, 1);
  }

  [[nodiscard]] int documents() const { return documents_; }

  [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
    return mark.pos < 0 ? text_.size() : std::min(static_cast<std::size_t>(mark.pos), text_.size());
  }
  /// A tab before the first sign of the line: what parsers say about it seldom helps.
  [[nodiscard]] std::optional<Span> indenting_tab(const YAML::Mark& mark) const {
    const auto before = offset(mark) == 0 ? std::string_view::npos : offset(mark) - 1;
    const auto line_break = before == std::string_view::npos ? before : text_.rfind('\n', before);
    const auto line = line_break == std::string_view::npos ? 0 : line_break + 1;
    const auto end = std::min(text_.find_first_not_of(" \t", line), text_.size());
    const auto tab = text_.find('\t', line);
    if (tab >= end) return std::nullopt;
    return builder_.span(tab, tab + 1);
  }
  [[nodiscard]] Span at(const YAML::Mark& mark) const {
    const auto begin = offset(mark);
    const auto end = std::min(text_.find_first_of(" \t\r\n,]}", begin), text_.size());
    return builder_.span(begin, end);
  }

 private:
  void begin(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             YAML::EmitterStyle::value style) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (builder_.wants_key() && report_unclosed(builder_, text_, offset(mark)))
      throw DocumentStop{};
    if (builder_.wants_key())
      builder_.stop("E506", at(mark), "a key must be a text",
                    kind == Kind::map ? "a text that begins with `{` needs quotes"
                                      : "a text that begins with `[` needs quotes");
    builder_.begin(kind, builder_.span(offset(mark), offset(mark)));
    flow_.push_back(style == YAML::EmitterStyle::Flow);
  }

  void end() {
    const bool flow = flow_.back();
    flow_.pop_back();
    std::size_t end = builder_.last_end() - builder_.text_offset();
    if (flow) end = std::min(text_.find_first_of("]}", end), text_.size() - 1) + 1;
    builder_.end(builder_.span(end, end).begin);
  }

  std::size_t scalar_end(std::size_t begin, std::string_view value) const {
    if (!opens_quotes(text_, begin)) return plain_end(text_, begin, value);
    const auto end = quoted_end(text_, begin);
    if (!end)
      builder_.stop("E503", builder_.span(begin, begin + 1), "a quoted text is not closed",
                    "a text that begins with this sign needs quotes around it");
    return *end;
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0)
      builder_.stop("E506", at(mark), "anchors are not supported in fact files",
                    "a text that begins with `&` needs quotes");
  }
  void refuse_alias(const YAML::Mark& mark) const {
    builder_.stop("E506", at(mark), "aliases are not supported in fact files",
                  "a text that begins with `*` needs quotes");
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    const bool quoted = tag == "!" && !text_.substr(offset(mark)).starts_with('!');
    if (!tag.empty() && !quoted && tag != "?")
      builder_.stop("E506", at(mark), fmt::format("tags are not supported in fact files"),
                    "a text that begins with `!` needs quotes");
  }

  DocumentBuilder& builder_;
  std::string_view text_;
  std::vector<bool> flow_;
  int documents_ = 0;
};

struct Wording {
  std::string_view code;
  std::string_view library;
  std::string_view message;
  std::string_view label;
};

/// The parser's messages that people meet most, in words that say what to do.
constexpr auto wordings = std::to_array<Wording>({
    {"E503", "illegal map value", "a `:` stands where no key can be",
     "is the line indented like its neighbours? A text with a colon needs quotes"},
    {"E503", "illegal map key", "a `?` stands where no key can be",
     "a text that begins so needs quotes"},
    {"E503", "illegal block entry", "a `- ` stands where no list item can be",
     "is the line indented like its neighbours?"},
    {"E503", "illegal flow end", "a bracket is closed that was not opened", ""},
    {"E503", "end of map not found", "this line does not belong to the map above it",
     "expected `key: value`, indented like its neighbours"},
    {"E503", "end of sequence not found", "this line does not belong to the list above it",
     "expected `- item`, indented like its neighbours"},
    {"E503", "end of map flow not found", "expected `,` or `}` here",
     "a text with a colon or a bracket needs quotes"},
    {"E503", "end of sequence flow not found", "expected `,` or `]` here",
     "a text with a colon or a bracket needs quotes"},
    {"E503", "illegal EOF in scalar", "a quoted text is not closed", ""},
    {"E503", "illegal document indicator in scalar", "a quoted text is not closed", ""},
    {"E506", "alias not found after *", "aliases are not supported in fact files",
     "a text that begins with `*` needs quotes"},
    {"E506", "the referenced anchor is not defined", "aliases are not supported in fact files",
     "a text that begins with `*` needs quotes"},
    {"E506", "anchor not found after &", "anchors are not supported in fact files",
     "a text that begins with `&` needs quotes"},
    {"E503", "unknown token", "a text can't begin with this sign unless it is in quotes", ""},
});

void report_exception(DocumentBuilder& builder, const YamlEvents& events, std::string_view text,
                      const YAML::Exception& exception) {
  const auto span = events.at(exception.mark);
  if (const auto tab = events.indenting_tab(exception.mark))
    return builder.report("E503", *tab, "a tab in the indentation", "YAML indents with blanks");
  if (report_unclosed(builder, text, events.offset(exception.mark))) return;
  for (const auto& wording : wordings) {
    if (std::string_view(exception.msg).starts_with(wording.library))
      return builder.report(std::string(wording.code), span, std::string(wording.message),
                            std::string(wording.label));
  }
  builder.report("E503", span, "not valid YAML", exception.msg);
}

/// Lines that end in a carriage return alone would all be one line to whoever shows a place.
void refuse_lone_returns(DocumentBuilder& builder, std::string_view text) {
  for (auto at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] == '\n') continue;
    builder.stop("E503", builder.span(at, at), "this line ends in a carriage return alone",
                 "save the file with the line ends of Unix or Windows");
  }
}

}  // namespace

ReadDocument read_yaml(const grammar::Sources& sources, grammar::FileId file) {
  DocumentBuilder builder(sources, file);
  try {
    const auto text = builder.checked_text();
    refuse_lone_returns(builder, text);
    YamlEvents events(builder, text);
    TextBuffer buffer(text);
    std::istream stream(&buffer);
    try {
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(events)) {
      }
    } catch (const YAML::Exception& exception) {
      report_exception(builder, events, text, exception);
    }
  } catch (const DocumentStop&) {
    // Its diagnostic is recorded.
  }
  return builder.take();
}

}  // namespace entente::engine
