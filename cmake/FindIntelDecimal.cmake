# Intel's decimal floating-point library: IntelDecimal::IntelDecimal.
# Variant 000 passes by value, rounds by argument and returns its exception flags by pointer.
find_path(IntelDecimal_INCLUDE_DIR bid_functions.h)
find_library(IntelDecimal_LIBRARY NAMES libbidgcc000.a bidgcc000)
mark_as_advanced(IntelDecimal_INCLUDE_DIR IntelDecimal_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(IntelDecimal
  REQUIRED_VARS IntelDecimal_LIBRARY IntelDecimal_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "install libintelrdfpmath-dev")

if(IntelDecimal_FOUND AND NOT TARGET IntelDecimal::IntelDecimal)
  add_library(IntelDecimal::IntelDecimal STATIC IMPORTED)
  set_target_properties(IntelDecimal::IntelDecimal PROPERTIES
    IMPORTED_LOCATION ${IntelDecimal_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${IntelDecimal_INCLUDE_DIR}
    INTERFACE_COMPILE_DEFINITIONS
      "DECIMAL_CALL_BY_REFERENCE=0;DECIMAL_GLOBAL_ROUNDING=0;DECIMAL_GLOBAL_EXCEPTION_FLAGS=0")
endif()
