// The commands: each adds itself with its options to the program.
#pragma once

#include "cli/command.hpp"

namespace entente::cli {

void add_assess(Command& program);
void add_explain(Command& program);
void add_graph(Command& program);
void add_check(Command& program);
void add_test(Command& program);
void add_list(Command& program);
void add_show(Command& program);
void add_feel(Command& program);
void add_init(Command& program);
void add_help(Command& program);
void add_completion(Command& program);
void add_manual(Command& program);

}  // namespace entente::cli
