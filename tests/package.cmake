# Installs the build into a scratch folder and builds a project that finds it there:
# cmake -DBUILD=… -DPROJECT=… -DGENERATOR=… -P package.cmake
set(scratch ${BUILD}/package-test)
file(REMOVE_RECURSE ${scratch})

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${scratch}/prefix)
run(${scratch}/prefix/bin/entente --version)

# is_printed(FILE arguments…): the installed file is what the installed program prints.
function(is_printed file)
  execute_process(COMMAND ${scratch}/prefix/bin/entente ${ARGN} OUTPUT_FILE ${scratch}/printed
                  COMMAND_ERROR_IS_FATAL ANY)
  run(${CMAKE_COMMAND} -E compare_files ${scratch}/printed ${scratch}/prefix/share/${file})
endfunction()

is_printed(man/man1/entente.1 manual)
is_printed(bash-completion/completions/entente completion bash)
is_printed(zsh/site-functions/_entente completion zsh)
is_printed(fish/vendor_completions.d/entente.fish completion fish)

# The packs lie there as files, and the program judges by them.
file(WRITE ${scratch}/own.yaml "facts: {}\n")
run(${scratch}/prefix/bin/entente check ${scratch}/prefix/share/entente/rules/partnership)
run(${scratch}/prefix/bin/entente assess ${scratch}/own.yaml
    --rules ${scratch}/prefix/share/entente/rules/partnership)

run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${PROJECT} -B ${scratch}/build
    -DCMAKE_PREFIX_PATH=${scratch}/prefix)
run(${CMAKE_COMMAND} --build ${scratch}/build)
run(${scratch}/build/uses_entente)
