// What the compiler makes of a module, a function, a class body or a
// comprehension: plain data, no heap objects, no pointers into anything.
//
// The loader (vm/interp/loader.h) turns a CodeUnit into a Code, whose constants
// are heap values and which the interpreter runs.
#ifndef MIDGE_VM_BYTECODE_CODE_UNIT_H_
#define MIDGE_VM_BYTECODE_CODE_UNIT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "vm/bytecode/opcode.h"

namespace midge::vm {

struct CodeUnit;

// A call's window: the callee, then the saved state of the caller, then the
// arguments.  SYNC: frame-layout (vm/interp/frame.h).
inline constexpr int kFrameHeaderSlots = 4;

// Registers that instructions reach, and so the widest call window.  A frame
// has no more, unless its parameters alone are more.
inline constexpr int kMaxRegisters = 250;

// Locals that have a register of their own.  A code with more of them,
// parameters included, keeps the others in far cells: R[kFarRegister] holds an
// array of them, which MakeFarCells makes at the start.
inline constexpr int kNearLocals = 128;
inline constexpr int kFarRegister = kNearLocals;

// Where a module that is a coroutine keeps its namespace.
inline constexpr int kNamespaceRegister = 0;

// Parameters and local variables of one code.
inline constexpr int kMaxLocals = 65536;

// Cells of a closure, which B and C together number.
inline constexpr int kMaxFreeNames = 65536;

// One constant.  `text` and `items` are used as `kind` says.
struct Constant {
  enum class Kind : uint8_t {
    kNone,
    kTrue,
    kFalse,
    kEllipsis,
    kInt,        // text: an optional '-', then decimal digits, or 0x and
                 // hexadecimal digits
    kFloat,      // number
    kComplex,    // number: the imaginary part
    kStr,        // text: UTF-8; lone surrogates in their 3-byte form
    kName,       // as kStr; interned: attribute, global and keyword names
    kBytes,      // text: the bytes
    kTuple,      // items
    kFrozenSet,  // items
    kCode,       // code
  };
  Kind kind = Kind::kNone;
  double number = 0;
  std::string text;
  std::vector<Constant> items;
  std::shared_ptr<const CodeUnit> code;
};

// Where the instruction that starts at word i of the code comes from.  Columns
// are UTF-8 byte offsets from 0, as CPython's co_positions(); -1 is unknown.
struct SourceSpan {
  int32_t line = 0;
  int32_t end_line = 0;
  int16_t column = -1;
  int16_t end_column = -1;
};

// While ip is in [start, end) an exception jumps to `target`, and the exception
// object is put into R[target_register].  Entries are sorted innermost first.
struct HandlerRange {
  int32_t start = 0;
  int32_t end = 0;
  int32_t target = 0;
  int32_t target_register = 0;
};

enum CodeFlags : uint32_t {
  kCodeVarArgs = 1 << 0,      // *args: a tuple, in the register after the
                              // positional and keyword-only parameters
  kCodeVarKeywords = 1 << 1,  // **kwargs: a dict, in the register after that
  kCodeGenerator = 1 << 2,
  kCodeCoroutine = 1 << 3,
  kCodeAsyncGenerator = 1 << 4,
  kCodeNamespace = 1 << 5,  // a module or class body: names live in a dict
  kCodeHidden = 1 << 6,     // the prelude's: not shown in tracebacks
  kCodeIterableCoroutine = 1 << 7,  // a generator made by @types.coroutine,
                                    // which may be awaited
  kCodeExpression = 1 << 8,         // returns the value of an expression
  kCodeFutureAnnotations = 1 << 9,  // compiled with annotations as text
};

// Parameters arrive in R[0], R[1], ... in this order: positional (of which the
// first `positional_only_count` are so only), keyword-only, *args, **kwargs.
// Then come the other locals, then temporaries.
struct CodeUnit {
  std::string name;
  std::string qualified_name;
  std::string file_name;
  int32_t first_line = 1;
  uint32_t flags = 0;
  int32_t positional_count = 0;  // includes the positional-only ones
  int32_t positional_only_count = 0;
  int32_t keyword_only_count = 0;
  int32_t register_count = 0;  // <= kMaxRegisters, or the parameters
  int32_t cache_count = 0;     // <= 65536
  int32_t docstring = -1;      // index of a function's __doc__ in constants,
                               // -1 for none; other bodies store __doc__
  std::vector<Instruction> instructions;
  std::vector<SourceSpan> spans;  // one per word of `instructions`
  std::vector<HandlerRange> handlers;
  std::vector<Constant> constants;
  std::vector<std::string> local_names;  // of R[0], R[1], ...; params first;
                                         // from kNearLocals on far ones
  std::vector<std::string> cell_names;   // locals that a closure may hold
  std::vector<std::string> free_names;   // of the closure's cells, in order

  int64_t parameter_count() const {
    return int64_t{positional_count} + keyword_only_count +
           ((flags & kCodeVarArgs) != 0) + ((flags & kCodeVarKeywords) != 0);
  }
  bool has_far_locals() const { return local_names.size() > kNearLocals; }
};

// The text that `midge dis` prints: one instruction a line, with its operands
// resolved; nested code units follow.
std::string Disassemble(const CodeUnit& unit);

}  // namespace midge::vm

#endif  // MIDGE_VM_BYTECODE_CODE_UNIT_H_
