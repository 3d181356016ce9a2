# Flags and packages that every folder shares.
option(MIDGE_ASAN "Build with AddressSanitizer and UBSan" OFF)
option(MIDGE_TSAN "Build with ThreadSanitizer" OFF)
option(MIDGE_FUZZ "Build the libFuzzer targets (clang only)" OFF)
option(MIDGE_HANDLERS_JUMP "Let opcode handlers jump to the next, where GCC can" ON)
option(MIDGE_COUNT_OPCODES "Count opcodes and pairs of them as they run" OFF)
# The sanitizer trees turn this off: Debian's gRPC is not instrumented, so they
# hold base, vm and the logic of node and coordinator that links no gRPC.
option(MIDGE_SERVICES "Build what links gRPC: proto, services and CLI" ON)

# For clang-tidy and editors.
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(MIDGE_CCACHE ccache)
if(MIDGE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${MIDGE_CCACHE})
endif()

add_compile_options(-Wall -Wextra -Werror -fno-strict-aliasing)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Who holds which lock, as the annotations of base/mutex.h say.
  add_compile_options(-Wthread-safety)
endif()
if(MIDGE_ASAN)
  add_compile_options(-fsanitize=address,undefined
                      -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(MIDGE_TSAN)
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()
if(MIDGE_FUZZ)
  # What libFuzzer steers by, in everything that a target reaches.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(MIDGE_COUNT_OPCODES)
  add_compile_definitions(MIDGE_COUNT_OPCODES=1)
endif()

find_package(absl REQUIRED)
find_package(spdlog REQUIRED)
find_package(GTest REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)
if(MIDGE_SERVICES)
  find_package(Protobuf REQUIRED)
  find_package(gRPC REQUIRED)
  find_package(OpenSSL REQUIRED)
  find_package(prometheus-cpp REQUIRED)
endif()

# The programs that run agents allocate with mimalloc: a worker mostly frees what
# it allocated, and agents are small.  Sanitizers bring an allocator of their own.
function(midge_use_allocator target)
  if(NOT MIDGE_ASAN AND NOT MIDGE_TSAN)
    target_link_libraries(${target} PRIVATE mimalloc)
  endif()
endfunction()
