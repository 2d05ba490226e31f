// Random small rule sets with random facts, some of them missing: text for the readers, and for
// each missing fact the values that stand for all it can be (every constant of the rules and of its
// range, one between neighbours, one beyond each end; of texts every one named and one other).
#pragma once

#include <random>
#include <string>
#include <vector>

namespace entente::tests {

/// One fact, or one field of one thing.
struct RandomFact {
  std::string path;                 // as the fact base names it
  std::vector<std::string> values;  // as JSON
  std::string value;                // as JSON; empty: missing
};

struct RandomThing {
  std::string name;
  RandomFact ok;
  RandomFact x;
};

struct RandomCase {
  std::string rules;              // a rule file without its head
  std::vector<RandomFact> facts;  // those that the rules name, but for things
  bool things_named = false;
  bool things_missing = false;  // the whole list
  bool things_open = false;
  std::vector<RandomThing> things;
  std::vector<std::string> number_values;  // that a thing's x can take
  bool read_twice = false;                 // some missing fact stands at two places of the rules
};

[[nodiscard]] RandomCase random_case(std::mt19937& random);

/// The facts as a JSON document; what is missing is left out.
[[nodiscard]] std::string json_of(const RandomCase& facts);

}  // namespace entente::tests
