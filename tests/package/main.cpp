#include <engine/shipped_packs.hpp>
#include <grammar/version.hpp>
#include <iostream>

int main() {
  std::cout << entente::version() << ' ' << entente::engine::shipped_packs().size() << '\n';
}
