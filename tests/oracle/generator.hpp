// Random well-typed expressions as text, over the vocabulary of generated_facts.hpp: every operator
// and form of expressions, and the built-ins of the oracle. Among the ways to make a value of a
// type, the one used least so far is preferred, so that all are met about equally often.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/oracle/generated_facts.hpp"

namespace entente::oracle {

struct GeneratedExpression {
  std::string text;
  Mentions mentions;
  bool asks_known = false;  // holds `is known`
};

class Generator {
 public:
  explicit Generator(Random& random);

  /// Nested 1 to `depth` deep.
  [[nodiscard]] GeneratedExpression make(int depth);

 private:
  enum class Kind {
    boolean,
    number,
    text,
    date,
    time,
    moment,  // a date and time
    days,
    months,
    numbers,
    texts,
    dates,
    booleans,
    people,
    tasks
  };
  struct Way {
    std::function<std::string(int)> make;
    std::size_t used = 0;
  };
  struct Variable {
    std::string name;
    Kind kind = Kind::number;
  };

  void add_ways();
  void add_comparisons();
  void add_list_conditions();
  void add_range_conditions();
  void add_numbers();
  void add_aggregates();
  void add_texts();
  void add_dates();
  void add_times();
  void add_lists();
  void add_records();
  void way(Kind kind, std::function<std::string(int)> make);

  [[nodiscard]] std::string of(Kind kind, int depth);
  /// Not what stands beside it: nothing is compared with itself.
  [[nodiscard]] std::string other(const std::string& than, Kind kind, int depth);
  /// `(a b c)` of something, `between`, and something else.
  [[nodiscard]] std::string pair(Kind kind, int depth, std::string_view between);
  /// `name(a, b)` of two different ones.
  [[nodiscard]] std::string call_of_two(std::string_view name, Kind kind, int depth);
  [[nodiscard]] std::string leaf(Kind kind);
  [[nodiscard]] std::string literal(Kind kind);
  [[nodiscard]] std::string fact(Kind kind);
  [[nodiscard]] std::string fact_named(const std::string& name);
  [[nodiscard]] std::string length(int depth);
  [[nodiscard]] std::string position();
  [[nodiscard]] std::string range(Kind kind, int depth);
  [[nodiscard]] std::string number_literal(const std::string& digits);
  /// One of these ranges of numbers, as written.
  [[nodiscard]] std::string number_range(const std::vector<std::string>& written);
  [[nodiscard]] std::string text_literal(const std::string& text);
  [[nodiscard]] std::string date_literal(const std::string& date);
  [[nodiscard]] std::string time_literal(const std::string& time);
  [[nodiscard]] std::string moment_literal(const std::string& date, const std::string& time);
  [[nodiscard]] std::string duration_literal(bool months);
  [[nodiscard]] std::string hours_literal();
  /// A duration of hours and minutes.
  [[nodiscard]] std::string hours(int depth);
  /// A text, or a number where a text is asked for.
  [[nodiscard]] std::string perhaps_text(int depth);
  /// `surely`: out of 100.
  [[nodiscard]] std::string perhaps_list(Kind list, int depth, int surely = 90);
  /// A function of one value, called with a list that perhaps has one item: by place or by name.
  [[nodiscard]] std::string of_perhaps_one(Kind list, std::string_view name,
                                           std::string_view parameter, int depth);
  /// What may be looked for in a text.
  [[nodiscard]] std::string part_of_text();
  [[nodiscard]] std::string new_variable();
  /// A condition on the variable or item that `binder` brought, which is gone afterwards.
  [[nodiscard]] std::string condition_on(const std::vector<Variable>& bound, int depth);
  [[nodiscard]] std::string in_scope(const std::vector<Variable>& bound, Kind kind, int depth);
  [[nodiscard]] std::vector<Variable> item_of(bool people);
  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[random_() % values.size()];
  }
  bool chance(std::size_t per_cent) { return random_() % 100 < per_cent; }

  Random& random_;
  std::map<Kind, std::vector<Way>> ways_;
  std::vector<Variable> scope_;
  GeneratedExpression made_;
  int variables_ = 0;
};

}  // namespace entente::oracle
