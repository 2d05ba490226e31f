# What `cmake --install` gives: the program, the libraries with their headers, the packs as files,
# and a package config for find_package(entente).
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
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

write_basic_package_version_file(${PROJECT_BINARY_DIR}/ententeConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES cmake/ententeConfig.cmake cmake/ententeDependencies.cmake cmake/FindIntelDecimal.cmake
              cmake/FindRE2.cmake ${PROJECT_BINARY_DIR}/ententeConfigVersion.cmake
        DESTINATION ${package_dir})
