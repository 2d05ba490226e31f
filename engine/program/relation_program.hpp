// Relations compiled: the columns of each, the clauses that derive its tuples, and for each clause
// in which order its parts are matched. Part of a Program; plain data, holds no tuples.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/vocabulary.hpp"
#include "engine/program/unit.hpp"
#include "grammar/source.hpp"

namespace entente::engine {

/// Of a relation.
inline constexpr std::size_t most_columns = 8;

/// What can stand in a column and be the same there: texts, numbers, dates, the records of a kind.
struct TermKind {
  TypeKind kind = TypeKind::text;
  RecordId record = RecordId::none;
  TypeId type = TypeId::any;  // all of them
};

/// A variable of a clause, or an argument that is an expression. Variables come first: their slots
/// are those of the frame that the clause's units share.
struct ClauseSlot {
  static constexpr std::uint32_t none = ~0U;  // the argument `_`

  std::string name;           // empty: an expression
  TypeId type = TypeId::any;  // as checked
  std::uint32_t kind = none;  // index of Program::term_kinds; none: it stands in no tuple
  bool read = false;          // by a unit
};

struct ListProgram {
  Unit unit;
  bool fixed = true;  // reads no variable
};
/// `for v in L`.
struct ItemProgram {
  std::uint32_t slot = 0;
  std::uint32_t list = 0;  // index of ClauseProgram::lists
};
struct AtomProgram {
  std::uint32_t relation = 0;        // index of Program::relations
  std::vector<std::uint32_t> slots;  // one for each column
  grammar::Span span;
};
/// An argument that is an expression.
struct ArgumentProgram {
  std::uint32_t slot = 0;
  Unit value;
};
struct ConditionProgram {
  Unit unit;
  grammar::Span span;
};

/// Some columns of a relation: a bit for each.
using ColumnSet = std::uint32_t;

struct MatchStep {
  enum class Kind : std::uint8_t {
    atom,       // each tuple that agrees with what is bound; binds the rest of its slots
    item,       // each item of a list; binds the slot
    member,     // the slot is bound: is it an item of the list
    compute,    // the argument's value; binds its slot
    compare,    // the slot is bound: is it the argument's value
    condition,  // does it hold
  } kind = Kind::atom;
  std::uint32_t part = 0;   // index of atoms, items, arguments or conditions
  std::uint32_t index = 0;  // of an atom: index of RelationProgram::indexes
  ColumnSet compared = 0;   // of an atom: columns whose slot is bound before they are reached
};

/// The order of matching that begins with one atom: semi-naive evaluation has one for each.
using MatchOrder = std::vector<MatchStep>;

struct ClauseProgram {
  std::uint32_t relation = 0;
  std::uint32_t variables = 0;  // the first slots
  std::vector<ClauseSlot> slots;
  std::vector<std::uint32_t> head;  // slots
  std::vector<ListProgram> lists;
  std::vector<ItemProgram> items;
  std::vector<AtomProgram> atoms;
  std::vector<ArgumentProgram> arguments;
  std::vector<ConditionProgram> conditions;
  std::vector<MatchOrder> orders;  // as atoms; of a clause without atoms one
  grammar::Span span;
};

struct RelationProgram {
  std::string name;
  std::string title;
  std::vector<std::uint32_t> columns;  // indices of Program::term_kinds
  std::vector<TypeId> types;           // as declared
  std::vector<std::uint32_t> clauses;  // indices of Program::clauses, as written
  std::vector<ColumnSet> indexes;      // the first is the empty set: all tuples
  std::uint32_t stratum = 0;           // index of Program::strata
  std::string pack;
  grammar::Span span;  // of the heading
};

/// Relations that need each other, or one alone; each stratum needs earlier ones only.
using Stratum = std::vector<std::uint32_t>;

}  // namespace entente::engine
