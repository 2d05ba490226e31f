#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/facts/document.hpp"
#include "engine/facts/read_facts.hpp"

namespace entente::engine {
namespace {

using grammar::FileId;
using grammar::Sources;
using Kind = DocumentNode::Kind;

/// A tree on one line: scalars bare, quoted ones in quotes, each node with its place in `places`.
std::string outline(const DocumentNode& node) {
  std::string text;
  switch (node.kind) {
    case Kind::null:
      return "null";
    case Kind::scalar:
      return node.quoted ? "\"" + node.text + "\"" : node.text;
    case Kind::list:
      for (const auto& item : node.items) text += (text.empty() ? "" : ", ") + outline(item);
      return "[" + text + "]";
    case Kind::map:
      for (const auto& entry : node.entries)
        text += (text.empty() ? "" : ", ") + entry.key + ": " + outline(entry.value);
      return "{" + text + "}";
  }
  return text;
}

void collect_places(const DocumentNode& node, const Sources& sources, std::string& places) {
  const auto add = [&](grammar::Span span) {
    places += sources.place(span) + " `" + std::string(sources.text(span)) + "`\n";
  };
  if (node.kind == Kind::scalar || node.kind == Kind::null) add(node.span);
  for (const auto& item : node.items) collect_places(item, sources, places);
  for (const auto& entry : node.entries) {
    add(entry.key_span);
    collect_places(entry.value, sources, places);
  }
}

struct Read {
  Sources sources;
  ReadDocument document;

  [[nodiscard]] std::string errors() const {
    std::string text;
    for (const auto& diagnostic : document.diagnostics)
      text += grammar::render_short(diagnostic, sources) + "\n";
    return text;
  }
};

Read read(const std::string& text, const std::string& name = "f") {
  Read result;
  const FileId file = result.sources.add(name, text);
  result.document = read_document(result.sources, file);
  return result;
}

struct Case {
  std::string text;
  std::string expected;
};

class ReadableDocument : public testing::TestWithParam<Case> {};

TEST_P(ReadableDocument, BecomesThisTree) {
  const auto result = read(GetParam().text);
  EXPECT_EQ(result.errors(), "");
  EXPECT_EQ(outline(result.document.root), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, ReadableDocument,
    testing::Values(
        Case{"a: 1\nb: [x, 'y', \"z\"]\n", R"({a: 1, b: [x, "y", "z"]})"},
        Case{"a: no\nb: 'no'\nc: 007\n", R"({a: no, b: "no", c: 007})"},
        Case{"a:\nb: ~\nc: null\nd: 'null'\n", R"({a: null, b: null, c: null, d: "null"})"},
        Case{"a: |\n  two\n  lines\n", "{a: \"two\nlines\n\"}"},
        Case{"- {k: v}\n- []\n- {}\n", "[{k: v}, [], {}]"}, Case{"---\na: b\n...\n", "{a: b}"},
        Case{"# nothing\n", "null"}, Case{"", "null"},
        Case{"\xEF\xBB\xBF"
             "a: b\n",
             "{a: b}"},
        Case{"a: b\r\nc: d\r\n", "{a: b, c: d}"},
        Case{"name: Müller & Söhne\n", "{name: Müller & Söhne}"},
        Case{"n: 123456789.12345678901234567890\n", "{n: 123456789.12345678901234567890}"}));

INSTANTIATE_TEST_SUITE_P(
    Json, ReadableDocument,
    testing::Values(
        Case{R"({"a": 1, "b": ["x", null, true]})", R"({a: 1, b: ["x", null, true]})"},
        Case{R"({"n": 0.1000, "m": -1.5E+300, "big": 1234567890123456789012345678901234})",
             "{n: 0.1000, m: -1.5E+300, big: 1234567890123456789012345678901234}"},
        Case{R"({"a\"b": "c\u00e9\n"})", "{a\"b: \"c\xC3\xA9\n\"}"},
        Case{R"({"a": {}, "b": [], "c": [[[]]]})", "{a: {}, b: [], c: [[[]]]}"},
        Case{"\xEF\xBB\xBF {\"a\": \"null\"} \n", R"({a: "null"})"}, Case{"{}", "{}"}));

TEST(DocumentPlaces, YamlKnowsWhereEachKeyAndScalarStands) {
  const auto result =
      read("a: one\nlist:\n  - 'it''s' # remark\n  - {k: \"v \\\" w\"}\nü: ~\nz:\n");
  std::string places;
  collect_places(result.document.root, result.sources, places);
  EXPECT_EQ(places,
            "f:1:1 `a`\nf:1:4 `one`\nf:2:1 `list`\nf:3:5 `'it''s'`\nf:4:6 `k`\n"
            "f:4:9 `\"v \\\" w\"`\nf:5:1 `ü`\nf:5:4 `~`\nf:6:1 `z`\nf:7:1 ``\n");
}

TEST(DocumentPlaces, JsonKnowsWhereEachKeyAndScalarStands) {
  const auto result = read("{\"a\": [1, \"t\\\"\"],\n \"b\": {\"c\" : null}}");
  std::string places;
  collect_places(result.document.root, result.sources, places);
  EXPECT_EQ(places,
            "f:1:2 `\"a\"`\nf:1:8 `1`\nf:1:11 `\"t\\\"\"`\nf:2:2 `\"b\"`\nf:2:8 `\"c\"`\n"
            "f:2:14 `null`\n");
}

TEST(DocumentPlaces, ListsAndMapsReachFromFirstToLastSign) {
  for (const std::string text :
       {"{\"a\": [1, [2] ] , \"b\": { \"c\": 3 } }", "a: [1, [2] ]\nb: { c: 3 }"}) {
    const auto result = read(text);
    ASSERT_EQ(result.errors(), "");
    const auto& root = result.document.root;
    EXPECT_EQ(result.sources.text(root.find("a")->span), "[1, [2] ]");
    EXPECT_EQ(result.sources.text(root.find("b")->span).substr(0, 1), "{");
    EXPECT_EQ(result.sources.text(root.find("b")->span).back(), '}');
  }
}

TEST(DocumentPlaces, AnEmptyFileIsTheFileItself) {
  Sources sources;
  sources.add("r.rules", "language 1");
  for (const auto* text : {"", "# nothing yet\n"}) {
    const FileId file = sources.add("f.yaml", text);
    EXPECT_EQ(sources.place(read_document(sources, file).root.span), "f.yaml:1:1");
  }
}

TEST(Document, IsWhatItsNameSays) {
  EXPECT_EQ(outline(read("{a: {b: 1}}", "f.yaml").document.root), "{a: {b: 1}}");
  EXPECT_EQ(outline(read("{a: {b: 1}}", "f.yml").document.root), "{a: {b: 1}}");
  EXPECT_EQ(outline(read("{a: {b: 1}}").document.root), "{a: {b: 1}}");
  EXPECT_EQ(read("{a: 1}", "f.json").errors(),
            "f.json:1:2: error[E504]: expected a key in double quotes\n");
  EXPECT_EQ(read(R"({"a": 1 "b": 2})").errors(), "f:1:9: error[E504]: expected `,` or `}`\n")
      << "neither: a key in quotes is that of JSON";
}

TEST(Document, IsBounded) {
  EXPECT_EQ(read(std::string(100'000, '['), "f.yaml").errors(),
            "f.yaml:1:201: error[E502]: nested more than 200 deep\n");
}

class UnreadableDocument : public testing::TestWithParam<Case> {};

TEST_P(UnreadableDocument, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(read(GetParam().text).errors(), GetParam().expected);
}

class UnreadableJson : public testing::TestWithParam<Case> {};

TEST_P(UnreadableJson, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(read(GetParam().text, "f.json").errors(), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, UnreadableDocument,
    testing::Values(
        Case{"a: 1\na: 2\na: 3\n",
             "f:2:1: error[E505]: `a` is given twice\nf:3:1: error[E505]: `a` is given twice\n"},
        Case{"a: &x 1\n",
             "f:1:4: error[E506]: anchors are not supported in fact files (a text that begins with "
             "`&` needs quotes)\n"},
        Case{"a: *x\n",
             "f:1:4: error[E506]: aliases are not supported in fact files (a text that begins with "
             "`*` needs quotes)\n"},
        Case{"a: !!str 5\n",
             "f:1:4: error[E506]: tags are not supported in fact files (a text that begins with "
             "`!` needs quotes)\n"},
        Case{"a: 1\n---\nb: 2\n",
             "f:2:1: error[E506]: a fact file holds one document (a second one begins here)\n"},
        Case{"? {a: 1}\n: 2\n",
             "f:1:3: error[E506]: a key must be a text (a text that begins with `{` needs "
             "quotes)\n"},
        Case{"null: 1\n", "f:1:1: error[E506]: a key must be a text\n"},
        Case{"a: b: c\n",
             "f:1:5: error[E503]: a `:` stands where no key can be (is the line indented like its "
             "neighbours? A text with a colon needs quotes)\n"},
        Case{"a: [1, 2\nb: 3\n", "f:1:4: error[E503]: this `[` is not closed\n"},
        Case{"- {n: A, s: 3\n- {n: B}\n", "f:1:3: error[E503]: this `{` is not closed\n"},
        Case{"[1, 2", "f:1:1: error[E503]: this `[` is not closed\n"},
        Case{"{n: 3, t: [a}", "f:1:11: error[E503]: this `[` is not closed\n"},
        Case{"a: |\n  - [\nb: - [\n  c: d: e\n",
             "f:3:4: error[E503]: a `- ` stands where no list item can be (is the line indented "
             "like its neighbours?)\n"},
        Case{"{n: 3, t: a: b}",
             "f:1:12: error[E503]: expected `,` or `}` here (a text with a "
             "colon or a bracket needs quotes)\n"},
        Case{"a: \"open\n",
             "f:1:4: error[E503]: a quoted text is not closed (a text that begins with this sign "
             "needs quotes around it)\n"},
        Case{"a:\n\t- b\n",
             "f:2:1: error[E503]: a tab in the indentation (YAML indents with blanks)\n"},
        Case{"a: b\n c: d\n",
             "f:2:3: error[E503]: a `:` stands where no key can be (is the line indented like its "
             "neighbours? A text with a colon needs quotes)\n"},
        Case{"a: 1\r\nb: 2\rc: 3\r",
             "f:2:5: error[E503]: this line ends in a carriage return alone (save the file with "
             "the line ends of Unix or Windows)\n"},
        Case{"a: \xFFz\n",
             "f:1:4: error[E501]: the file is not UTF-8 (this byte begins no character)\n"},
        Case{"a: b\x04\n",
             "f:1:5: error[E501]: the file holds a control sign, which is not text\n"}));

INSTANTIATE_TEST_SUITE_P(
    Json, UnreadableJson,
    testing::Values(
        Case{R"({"a": 1, "a": 2})", "f.json:1:10: error[E505]: `a` is given twice\n"},
        Case{R"({"a": 1 "b": 2})", "f.json:1:9: error[E504]: expected `,` or `}`\n"},
        Case{R"({"a": [1 2]})", "f.json:1:10: error[E504]: expected `,` or `]`\n"},
        Case{R"({"a": [1, 2})", "f.json:1:12: error[E504]: expected `,` or `]`\n"},
        Case{R"({"a": [1, ]})", "f.json:1:11: error[E504]: expected a value\n"},
        Case{R"({"a": 1, })", "f.json:1:10: error[E504]: expected a key in double quotes\n"},
        Case{R"({"a": 1)", "f.json:1:1: error[E504]: this `{` is never closed\n"},
        Case{R"({"a" 1})", "f.json:1:6: error[E504]: expected `:` after the key\n"},
        Case{R"({a: 1})", "f.json:1:2: error[E504]: expected a key in double quotes\n"},
        Case{R"({"a": 01})",
             "f.json:1:7: error[E504]: `01` is not a JSON value (a text needs quotes)\n"},
        Case{R"({"a": tru})",
             "f.json:1:7: error[E504]: `tru` is not a JSON value (a text needs quotes)\n"},
        Case{R"({"a": 'x'})",
             "f.json:1:7: error[E504]: `'x'` is not a JSON value (a text needs quotes)\n"},
        Case{R"({"a": 1} x)",
             "f.json:1:10: error[E504]: something stands after the end of the JSON value\n"},
        Case{"{\"a\": \"x\n\"}",
             "f.json:1:7: error[E504]: a text is not closed on its line (a line break in a text is "
             "written `\\n`)\n"},
        Case{R"({"a": "x)",
             "f.json:1:7: error[E504]: a text is not closed on its line (a line break in a text is "
             "written `\\n`)\n"},
        Case{R"({"a": "\x"})", "f.json:1:7: error[E504]: an escape that JSON does not have\n"},
        Case{R"({"a": "\ud800"})", "f.json:1:7: error[E504]: an escape that JSON does not have\n"},
        Case{R"({"a": NaN})",
             "f.json:1:7: error[E504]: `NaN` is not a JSON value (a text needs quotes)\n"},
        Case{R"({"a": })", "f.json:1:7: error[E504]: expected a value\n"},
        Case{R"({"a": 1.})",
             "f.json:1:7: error[E504]: `1.` is not a JSON value (a text needs quotes)\n"},
        Case{R"({,})", "f.json:1:2: error[E504]: expected a key in double quotes\n"},
        Case{R"({"a": [}])", "f.json:1:8: error[E504]: expected a value\n"},
        Case{"{", "f.json:1:1: error[E504]: this `{` is never closed\n"}));

TEST(DocumentLimits, DepthIsBounded) {
  const std::string deep = std::string(250, '[') + std::string(250, ']');
  std::string deep_objects;
  for (int i = 0; i < 20'000; ++i) deep_objects += "{\"a\":";
  deep_objects += std::string(20'000, '}');
  for (const auto& text : {"{\"a\": " + deep + "}", "a: " + deep, deep_objects}) {
    EXPECT_THAT(read(text).errors(), testing::HasSubstr("nested more than 200 deep"));
  }
  const std::string allowed = std::string(199, '[') + std::string(199, ']');
  EXPECT_EQ(read("{\"a\": " + allowed + "}").errors(), "");
  EXPECT_EQ(read("a: " + allowed).errors(), "");
}

TEST(DocumentLimits, MistakesAreCutAtTwentyAFile) {
  std::string json = "{\"a\": 1";
  std::string yaml = "a: 1\n";
  for (int i = 0; i < 20'000; ++i) {
    json += ", \"a\": 1";
    yaml += "a: 1\n";
  }
  for (const auto& text : {json + "}", yaml}) {
    const std::string errors = read(text).errors();
    EXPECT_EQ(std::ranges::count(errors, '\n'), 20) << errors;
  }
}

TEST(DocumentLimits, SizeIsBounded) {
  const std::string large(17U * 1024 * 1024, ' ');
  EXPECT_THAT(read("a: b" + large).errors(), testing::HasSubstr("larger than 16 MiB"));
  EXPECT_THAT(read("{" + large + "}").errors(), testing::HasSubstr("larger than 16 MiB"));
  std::string many = "{\"a\": [0";
  for (int i = 0; i < 1'000'000; ++i) many += ",0";
  EXPECT_THAT(read(many + "]}").errors(), testing::HasSubstr("more than 1000000 values"));
}

}  // namespace
}  // namespace entente::engine
