# Where `./dev build asan` and `./dev build tsan` leave their programs. The tests
# of those trees are entries of the one ctest in build/, labelled asan and tsan.
set(MIDGE_ASAN_TREE ${PROJECT_SOURCE_DIR}/build/asan)
set(MIDGE_TSAN_TREE ${PROJECT_SOURCE_DIR}/build/tsan)

# midge_test(NAME SOURCES… LIBS… [LABELS…] [TIMEOUT seconds] [ENV VAR=value…]
#            [SANITIZERS asan tsan] [SERIAL])
#
# One gtest program, built into bin/ and run as one ctest entry. A test that has
# not ended after TIMEOUT seconds (60 unless said) has failed. For each of
# SANITIZERS the same program of that tree is an entry more, with five times as
# long to run; it must not need MIDGE_SERVICES. With SERIAL no other test runs
# beside it: those of real processes have leases and deadlines to keep.
function(midge_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "SERIAL" "TIMEOUT"
                        "SOURCES;LIBS;LABELS;ENV;SANITIZERS")
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} GTest::gmock GTest::gtest
                                        GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name}
           WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT}
    LABELS "${ARG_LABELS}" ENVIRONMENT "${ARG_ENV}"
    RUN_SERIAL "${ARG_SERIAL}")
  math(EXPR slow_timeout "${ARG_TIMEOUT} * 5")
  foreach(sanitizer ${ARG_SANITIZERS})
    string(TOUPPER ${sanitizer} upper)
    add_test(NAME ${name}.${sanitizer}
             COMMAND ${MIDGE_${upper}_TREE}/bin/${name}
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name}.${sanitizer} PROPERTIES
      TIMEOUT ${slow_timeout} LABELS ${sanitizer} ENVIRONMENT "${ARG_ENV}")
  endforeach()
endfunction()

# midge_script_test(NAME COMMAND… [LABELS…] [TIMEOUT seconds] [ENV VAR=value…])
#
# The same for a command that is not a gtest program, run from the top folder.
# With SERIAL no other test runs beside it.
function(midge_script_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "SERIAL" "TIMEOUT"
                        "COMMAND;LABELS;ENV")
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  add_test(NAME ${name} COMMAND ${ARG_COMMAND}
           WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT}
    LABELS "${ARG_LABELS}" ENVIRONMENT "${ARG_ENV}"
    RUN_SERIAL "${ARG_SERIAL}")
endfunction()

# midge_fuzz(NAME SOURCES… LIBS… CORPUS folder)
#
# One LLVMFuzzerTestOneInput. Everywhere it is a test that runs the corpus and
# mutations of it, for a bounded time, with and without ASan; in the fuzz tree
# it is a libFuzzer program instead, which `./dev fuzz` runs.
function(midge_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "CORPUS" "SOURCES;LIBS")
  set(corpus ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_CORPUS})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS})
  if(MIDGE_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    return()
  endif()
  target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cc)
  add_test(NAME ${name} COMMAND ${name} ${corpus} 5)
  add_test(NAME ${name}.asan
           COMMAND ${MIDGE_ASAN_TREE}/bin/${name} ${corpus} 20)
  set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS fuzz)
  set_tests_properties(${name}.asan PROPERTIES TIMEOUT 300 LABELS asan)
endfunction()
