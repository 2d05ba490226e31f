// Setting text for a terminal of 80 columns: widths, wrapping, and colour where it is wanted. Texts
// come from files that nobody vouches for: signs that steer a terminal are shown, never sent.
#pragma once

#include <string>
#include <string_view>

namespace entente::cli {

inline constexpr std::size_t page_width = 80;

/// Blanks added on the right up to `columns`.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns);
/// Blanks added on the left up to `columns`.
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t columns);
/// Cut to `columns`, with an ellipsis where something is lost.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t columns);

/// Lines of at most `columns`, each with a line break: `first` opens the first line, as many
/// blanks the others. A word that is longer than a line stands alone and uncut.
[[nodiscard]] std::string wrapped(std::string_view first, std::string_view text,
                                  std::size_t columns = page_width);

/// `left`, blanks, `right` at the margin; when both don't fit, `right` is wrapped to its own line.
[[nodiscard]] std::string spread(std::string_view left, std::string_view right);

/// Terminal escapes, or none of them.
class Style {
 public:
  explicit Style(bool on) : on_(on) {}
  [[nodiscard]] std::string bold(std::string_view text) const { return in("1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return in("2", text); }
  [[nodiscard]] std::string good(std::string_view text) const { return in("32", text); }
  [[nodiscard]] std::string bad(std::string_view text) const { return in("31", text); }
  [[nodiscard]] std::string doubt(std::string_view text) const { return in("33", text); }

 private:
  [[nodiscard]] std::string in(std::string_view code, std::string_view text) const;
  bool on_;
};

}  // namespace entente::cli
