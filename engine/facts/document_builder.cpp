#include "engine/facts/document_builder.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/core.h>

#include "grammar/plain_text.hpp"

namespace entente::engine {
namespace {

using grammar::Span;
using grammar::TextFault;

}  // namespace

DocumentBuilder::DocumentBuilder(const grammar::Sources& sources, grammar::FileId file)
    : sources_(sources), file_(file) {
  result_.root.span = span(0, 0);  // of a file without anything in it
}

std::string_view DocumentBuilder::checked_text() {
  std::string_view text = sources_[file_].text();
  const auto fault = grammar::find_fault(text);
  const auto place = span(fault.place, fault.place + 1);
  if (fault.kind == TextFault::Kind::too_large)
    stop("E502", span(0, 0), "the file is larger than 16 MiB",
         fmt::format("it has {} bytes", text.size()));
  if (fault.kind == TextFault::Kind::not_utf8)
    stop("E501", place, "the file is not UTF-8", "this byte begins no character");
  if (fault.kind == TextFault::Kind::control_sign)
    stop("E501", place, "the file holds a control sign, which is not text");
  if (text.starts_with("\xEF\xBB\xBF")) offset_ = 3;
  return text.substr(offset_);
}

Span DocumentBuilder::span(std::size_t begin, std::size_t end) const {
  const auto size = sources_[file_].text().size();
  const auto clip = [&](std::size_t at) {
    return static_cast<std::uint32_t>(std::min(at + offset_, size));
  };
  return {file_, clip(begin), std::max(clip(begin), clip(end))};
}

void DocumentBuilder::report(std::string code, Span span, std::string message, std::string label) {
  grammar::Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span = span;
  diagnostic.message = std::move(message);
  diagnostic.label = std::move(label);
  result_.diagnostics.push_back(std::move(diagnostic));
}

void DocumentBuilder::stop(std::string code, Span span, std::string message, std::string label) {
  report(std::move(code), span, std::move(message), std::move(label));
  throw DocumentStop{};
}

void DocumentBuilder::begin(DocumentNode::Kind kind, Span span) {
  if (open_.size() >= max_document_depth)
    stop("E502", span, fmt::format("nested more than {} deep", max_document_depth));
  count(span);
  DocumentNode node;
  node.kind = kind;
  node.span = span;
  open_.push_back(std::move(node));
  has_key_.push_back(false);
}

void DocumentBuilder::key(std::string text, Span span) {
  DocumentEntry entry;
  entry.key = std::move(text);
  entry.key_span = span;
  entry.value.span = span;
  open_.back().entries.push_back(std::move(entry));
  has_key_.back() = true;
  last_end_ = span.end;
}

void DocumentBuilder::leaf(DocumentNode node) {
  count(node.span);
  last_end_ = std::max(last_end_, node.span.end);
  add(std::move(node));
}

void DocumentBuilder::end(std::uint32_t text_end) {
  DocumentNode node = std::move(open_.back());
  open_.pop_back();
  has_key_.pop_back();
  node.span.end = std::max(node.span.begin, text_end);
  last_end_ = std::max(last_end_, node.span.end);
  drop_duplicates(node);
  add(std::move(node));
}

DocumentNode::Kind DocumentBuilder::inside() const {
  return open_.empty() ? DocumentNode::Kind::null : open_.back().kind;
}

bool DocumentBuilder::wants_key() const {
  return inside() == DocumentNode::Kind::map && !has_key_.back();
}

ReadDocument DocumentBuilder::take() { return std::move(result_); }

void DocumentBuilder::add(DocumentNode node) {
  if (open_.empty()) {
    result_.root = std::move(node);
  } else if (open_.back().kind == DocumentNode::Kind::map) {
    open_.back().entries.back().value = std::move(node);
    has_key_.back() = false;
  } else {
    open_.back().items.push_back(std::move(node));
  }
}

void DocumentBuilder::count(Span span) {
  if (++values_ > max_document_values)
    stop("E502", span, fmt::format("the file holds more than {} values", max_document_values));
}

void DocumentBuilder::drop_duplicates(DocumentNode& map) {
  auto& entries = map.entries;
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return entries[left].key < entries[right].key;
  });
  std::vector<bool> twice(entries.size(), false);
  std::size_t first = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (entries[order[i]].key != entries[order[first]].key) {
      first = i;
      continue;
    }
    twice[order[i]] = true;
    report("E505", entries[order[i]].key_span,
           fmt::format("`{}` is given twice", entries[order[i]].key));
    result_.diagnostics.back().notes.push_back({"first given in", entries[order[first]].key_span});
  }
  std::size_t at = 0;
  std::erase_if(entries, [&](const DocumentEntry&) { return twice[at++]; });
}

}  // namespace entente::engine
