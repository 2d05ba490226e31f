# Writes a .cpp that holds every shipped pack: cmake -DROOT=… -DFILES=a;b -DOUTPUT=… -P embed_packs.cmake
# A text becomes one string literal in hexadecimal escapes, 64 bytes a line, so any byte may stand in it.
set(texts "")
set(entries "")
set(number 0)
string(REPEAT "." 128 line_of_digits)
foreach(file IN LISTS FILES)
  file(READ ${ROOT}/${file} bytes HEX)
  string(REGEX REPLACE "(${line_of_digits})" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  string(REPLACE "\n" "\"\n    \"" bytes "${bytes}")
  string(APPEND texts "constexpr char text_${number}[] =\n    \"${bytes}\";\n")
  string(APPEND entries "    {\"${file}\", {text_${number}, sizeof(text_${number}) - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()

set(packs "constexpr std::array<ShippedPack, ${number}> packs{{\n${entries}}};\n")
if(number EQUAL 0)
  set(packs "constexpr std::array<ShippedPack, 0> packs{};\n")
endif()
file(WRITE ${OUTPUT} "// Generated from rules/ by cmake/embed_packs.cmake.
#include \"engine/shipped_packs.hpp\"

#include <array>

namespace entente::engine {
namespace {
${texts}
${packs}
}  // namespace

std::span<const ShippedPack> shipped_packs() { return packs; }

}  // namespace entente::engine
")
