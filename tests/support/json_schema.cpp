#include "tests/support/json_schema.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>

#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

using engine::DocumentNode;

/// A folder that goes away with the test.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::path(testing::TempDir()) /
              ("json_schema_" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

std::string output_of(const std::string& command, int& status) {
  std::string output;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return "can't run " + command;
  for (int sign = std::fgetc(pipe); sign != EOF; sign = std::fgetc(pipe))
    output += static_cast<char>(sign);
  status = pclose(pipe);
  return output;
}

std::string json_text(const std::string& text) {
  std::string json = "\"";
  for (const char sign : text) {
    if (sign == '"' || sign == '\\') {
      json += std::string("\\") + sign;
    } else if (static_cast<unsigned char>(sign) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(sign));
      json += code;
    } else {
      json += sign;
    }
  }
  return json + "\"";
}

std::string scalar_json(const DocumentNode& node) {
  static const std::regex number("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  static const std::regex truth("true|false");
  const bool plain =
      !node.quoted && (std::regex_match(node.text, number) || std::regex_match(node.text, truth));
  return plain ? node.text : json_text(node.text);
}

}  // namespace

std::string schema_mistakes(const std::string& schema, const std::vector<std::string>& documents) {
  const Folder folder;
  const auto script = tests_folder() / "support/json_schema.py";
  std::string command = "python3 " + script.string() + " " + folder.write("schema.json", schema);
  for (std::size_t i = 0; i < documents.size(); ++i)
    command += " " + folder.write("document" + std::to_string(i + 1) + ".json", documents[i]);
  int status = 0;
  std::string output = output_of(command, status);
  if (status != 0 && output.empty()) output = "the validator failed";
  return output;
}

std::string as_json(const DocumentNode& node) {
  std::string text;
  switch (node.kind) {
    case DocumentNode::Kind::null:
      return "null";
    case DocumentNode::Kind::scalar:
      return scalar_json(node);
    case DocumentNode::Kind::list:
      for (const auto& item : node.items) text += (text.empty() ? "" : ", ") + as_json(item);
      return "[" + text + "]";
    case DocumentNode::Kind::map:
      for (const auto& entry : node.entries)
        text += (text.empty() ? "" : ", ") + json_text(entry.key) + ": " + as_json(entry.value);
      return "{" + text + "}";
  }
  return text;
}

}  // namespace entente::tests
