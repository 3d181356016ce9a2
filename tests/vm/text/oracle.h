// Asks CPython 3.11 for expectations: the oracle of every test here.
#ifndef MIDGE_TESTS_VM_TEXT_ORACLE_H_
#define MIDGE_TESTS_VM_TEXT_ORACLE_H_

#include <string>
#include <string_view>
#include <vector>

namespace midge::vm::text {

// What `script` prints, a field per tab and a row per line. Fails the test
// when the interpreter does not end with status 0.
std::vector<std::vector<std::string>> AskPython(std::string_view script);

}  // namespace midge::vm::text

#endif  // MIDGE_TESTS_VM_TEXT_ORACLE_H_
