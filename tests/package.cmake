# Installs the build into a scratch folder and builds a project that finds it there:
# cmake -DBUILD=… -DPROJECT=… -DGENERATOR=… -P package.cmake
set(scratch ${BUILD}/package-test)
file(REMOVE_RECURSE ${scratch})

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${scratch}/prefix)
run(${scratch}/prefix/bin/entente --version)
run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${PROJECT} -B ${scratch}/build
    -DCMAKE_PREFIX_PATH=${scratch}/prefix)
run(${CMAKE_COMMAND} --build ${scratch}/build)
run(${scratch}/build/uses_entente)
