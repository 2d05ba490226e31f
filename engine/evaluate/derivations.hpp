// Whether this build keeps what proofs are told from: the steps of expressions when they are asked
// for, and how each tuple of a relation came about. Without it nothing can be explained; it is for
// measuring what keeping them costs those who ask for no explanation (bench/README.md).
#pragma once

namespace entente::engine {

#ifdef ENTENTE_WITHOUT_DERIVATIONS
inline constexpr bool keeps_derivations = false;
#else
inline constexpr bool keeps_derivations = true;
#endif

/// Whether steps are to be recorded at this place, null being nowhere.
template <class Trace>
[[nodiscard]] constexpr bool is_recorded(const Trace* trace) {
  return keeps_derivations && trace != nullptr;
}

}  // namespace entente::engine
