// Random facts for a random rule set, some of them missing, stale or in open lists; and for each
// missing fact the values that stand for all it can be (every constant of the rules and of its
// range, one between neighbours, one beyond each end; of texts every one named and one other).
#pragma once

#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/support/random_rules.hpp"

namespace entente::tests {

/// One fact, or one field of one item.
struct RandomFact {
  std::string name;                 // of the fact or field
  std::string path;                 // as the fact base names it
  std::vector<std::string> values;  // as JSON
  std::string value;                // as JSON; empty: missing
  std::string stale;                // as JSON: a value with a date too long ago; then it is missing
};

struct RandomItem {
  std::string key;  // as JSON
  std::vector<RandomFact> fields;
  bool unlisted = false;  // known only by a reference, until its list is complete
};

struct RandomList {
  std::string name;
  std::string key_field;
  bool missing = false;
  bool open = false;
  std::vector<RandomItem> items;
  RandomItem unseen;  // one more, with the values that its fields can have
};

struct RandomCase {
  std::string rules;              // a rule file without its head
  std::vector<RandomFact> facts;  // those that the rules name, but for lists of records
  std::vector<RandomList> lists;  // those that the rules name
  bool read_twice = false;        // some missing fact stands at two places of the rules
};

[[nodiscard]] RandomCase random_case(std::mt19937& random);

/// Keys, as JSON, of things that something refers to though no list need show them; a complete list
/// must hold them.
[[nodiscard]] std::set<std::string> referred_in(const RandomCase& facts);

/// The facts as a JSON document; what is missing is left out.
[[nodiscard]] std::string json_of(const RandomCase& facts);

/// The rules with every `(FACT is known)` answered: a completion does not change what the file
/// says.
[[nodiscard]] std::string with_known_settled(const RandomCase& facts);

}  // namespace entente::tests
