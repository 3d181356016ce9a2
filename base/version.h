// The version of Midge's programs, from the top-level CMakeLists.txt.
#ifndef MIDGE_BASE_VERSION_H_
#define MIDGE_BASE_VERSION_H_

namespace midge {

inline constexpr char kVersion[] = MIDGE_VERSION;

}  // namespace midge

#endif  // MIDGE_BASE_VERSION_H_
