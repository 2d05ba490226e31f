// Random small rule sets: text for the reader, and what the facts for them must know of it.
// Makes no facts; see random_facts.hpp.
#pragma once

#include <random>
#include <string>

namespace entente::tests {

struct RandomRules {
  std::string text;  // a rule file without its head
  int low = 1;       // the constants that numbers are compared with
  int high = 2;
  bool reused = false;  // something is read through a definition, or by more than one reference
};

[[nodiscard]] RandomRules random_rules(std::mt19937& random);

/// The part that reads facts: definitions, rules, verdicts.
[[nodiscard]] std::string reads_of(const std::string& rules);

}  // namespace entente::tests
