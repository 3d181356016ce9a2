// What an agent compiles at run time: the code behind compile(), eval() and
// exec().
//
// Such code belongs to the agent alone.  Its Code objects and their constants
// are in the agent's heap and are collected there; what the interpreter runs,
// the CodeData, is here, and goes when its Code object goes.  The bytes of both
// count against the agent's heap limit.
//
// Code crosses to another agent as what it was compiled from (Code::origin):
// the receiver compiles the same text and so has the same code, as every node
// does with the modules of the program.
//
// Ownership: Context::codes owns it.
// Threads:   only the worker that runs the agent.
#ifndef MIDGE_VM_INTERP_CODE_STORE_H_
#define MIDGE_VM_INTERP_CODE_STORE_H_

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/interp/code.h"
#include "vm/interp/loader.h"
#include "vm/objects/context.h"

namespace midge::vm {

// Source that is compiled at run time may have so many bytes: the compiler does
// not stop half way, and this keeps one compilation to some tens of
// milliseconds.  Past it, compile() raises MemoryError.
inline constexpr size_t kRunTimeSourceBytesMax = 256 << 10;
// The text of a syntax tree is longer than the source that it stands for; what
// is compiled of it is about as much.
inline constexpr size_t kRunTimeTreeBytesMax = 8 * kRunTimeSourceBytesMax;
inline constexpr size_t kTreeBytesPerSourceByte = 8;
// Opcodes that compiling a byte of source is charged.
inline constexpr size_t kCompileChargePerByte = 32;

class CodeStore : public HeapCompanion {
 public:
  // The store of context's agent, made now if it has none.
  static CodeStore& Of(Context& context);

  // Compiles and loads.  Null: context.raised says why not.  What the compiler
  // warns of goes to *warnings, if that is given.
  Code* Compile(std::string_view source, std::string_view file_name,
                const SourceOptions& options,
                std::vector<CompiledSource>* warnings = nullptr);

  // Makes code of `unit` with `constants` for its own.  It was compiled from
  // nothing, so it is not sent.  Null: context.raised says why not.
  Code* Remake(std::shared_ptr<const CodeUnit> unit, Str* module_name,
               std::span<const Value> constants);

  void Collected(const Survivors& survivors) override;

 private:
  struct Entry {
    std::unique_ptr<CodeData> code;
    size_t bytes = 0;  // about what it takes
  };

  explicit CodeStore(Context& context) : context_(context) {}
  Tuple* MakeOrigin(std::string_view source, std::string_view file_name,
                    const SourceOptions& options);
  // Its bytes.
  size_t Adopt(std::unique_ptr<CodeData> code, Tuple* origin);

  Context& context_;
  std::vector<Entry> entries_;
};

// The parts of Code::origin, a tuple of the source's bytes, the file's name,
// and SourceOptions as an int.
enum CodeOrigin : uint32_t {
  kOriginSource,
  kOriginFileName,
  kOriginOptions,
  kOriginParts,
};
int64_t PackOptions(const SourceOptions& options);
// False if `bits` mean no options.
bool UnpackOptions(int64_t bits, SourceOptions* options);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_CODE_STORE_H_
