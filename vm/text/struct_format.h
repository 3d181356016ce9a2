// The layouts of module struct: where in some bytes which values stand, and how
// numbers look there.
//
// Pure functions over formats as CPython has them: "<3sHxI", with sizes and
// places of the machine's C (always x86-64's) where nothing else is said.
//
// Errors: CPython's messages of struct.error.
#ifndef MIDGE_VM_TEXT_STRUCT_FORMAT_H_
#define MIDGE_VM_TEXT_STRUCT_FORMAT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/text/big_int.h"

namespace midge::vm::text {

// `count` values alike, one after another.
struct StructRun {
  char type = 0;       // as in the format; never x
  int64_t offset = 0;  // of the first
  int64_t size = 0;    // bytes of one
  int64_t count = 0;
};

struct StructFormat {
  bool big_endian = false;
  bool own = true;     // as the machine's C has it
  int64_t size = 0;    // bytes in all
  int64_t values = 0;  // what pack() takes
  std::vector<StructRun> runs;
};

// What is wrong with `text`; null if nothing is.
const char* ParseStructFormat(std::string_view text, StructFormat* format);

// Of one number, whose bytes `place` are. REQUIRES: the type is of an int
// (bBhHiIlLqQnNP) or of a float (efd).
bool IsStructInt(char type);
bool IsStructFloat(char type);
BigInt ReadStructInt(char type, bool big_endian,
                     std::span<const uint8_t> place);
double ReadStructFloat(bool big_endian, std::span<const uint8_t> place);

// Writes `value`; what is wrong with it, or "".
std::string WriteStructInt(char type, bool big_endian, BigView value,
                           std::span<uint8_t> place);
// False if it is too large: an OverflowError. A C float (`own`) is infinite
// then.
bool WriteStructFloat(double value, bool big_endian, bool own,
                      std::span<uint8_t> place);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_STRUCT_FORMAT_H_
