# What `cmake --install` gives: the program with its manual page and shell completions, the libraries
# with their headers, the packs as files, and a package config for find_package(entente).
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/entente)

set_target_properties(entente_grammar PROPERTIES EXPORT_NAME grammar)
set_target_properties(entente_engine PROPERTIES EXPORT_NAME engine)
set_target_properties(entente_cli PROPERTIES EXPORT_NAME cli)
install(TARGETS entente)
install(TARGETS entente_grammar entente_engine entente_cli EXPORT entente_targets)
install(EXPORT entente_targets NAMESPACE entente:: DESTINATION ${package_dir}
        FILE ententeTargets.cmake)

install(DIRECTORY grammar engine cli DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/entente
        FILES_MATCHING PATTERN "*.hpp")
if(EXISTS ${PROJECT_SOURCE_DIR}/rules)
  install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/entente)
endif()

# Printed by the program itself.
set(pages ${PROJECT_BINARY_DIR}/pages)
file(MAKE_DIRECTORY ${pages})
add_custom_command(
  OUTPUT ${pages}/entente.1 ${pages}/entente ${pages}/_entente ${pages}/entente.fish
  COMMAND entente manual > ${pages}/entente.1
  COMMAND entente completion bash > ${pages}/entente
  COMMAND entente completion zsh > ${pages}/_entente
  COMMAND entente completion fish > ${pages}/entente.fish
  DEPENDS entente)
add_custom_target(entente_pages ALL DEPENDS ${pages}/entente.1)
install(FILES ${pages}/entente.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${pages}/entente DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${pages}/_entente DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${pages}/entente.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

write_basic_package_version_file(${PROJECT_BINARY_DIR}/ententeConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES cmake/ententeConfig.cmake cmake/ententeDependencies.cmake cmake/FindIntelDecimal.cmake
              cmake/FindRE2.cmake ${PROJECT_BINARY_DIR}/ententeConfigVersion.cmake
        DESTINATION ${package_dir})
