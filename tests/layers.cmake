# Fails when a file includes what its folder must not know: cmake -DROOT=… -P layers.cmake
# cli -> engine -> grammar, and Boost.Spirit nowhere outside grammar/.
set(failed FALSE)

function(forbid folder pattern why)
  file(GLOB_RECURSE files ${ROOT}/${folder}/*.hpp ${ROOT}/${folder}/*.cpp)
  foreach(file IN LISTS files)
    file(STRINGS ${file} includes REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"](${pattern})")
    foreach(line IN LISTS includes)
      file(RELATIVE_PATH name ${ROOT} ${file})
      message(SEND_ERROR "${name}: ${line}: ${why}")
    endforeach()
  endforeach()
endfunction()

forbid(grammar "engine/|cli/|tests/" "the grammar knows nothing of facts or commands")
forbid(engine "cli/|tests/" "the engine knows nothing of commands")
forbid(cli "tests/" "the program needs no tests")
foreach(folder engine cli tests bench)
  forbid(${folder} "boost/spirit" "X3 stays in grammar/")
endforeach()
