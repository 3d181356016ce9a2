// Turns a graph of values into bytes and back: messages, the arguments of a
// spawn, and (later) agents that move.  The format is in vm/image/wire.h.
//
// Sharing and cycles are kept.  Functions and classes of modules go by name;
// lambdas, nested functions, closures and instances go by value.  Neither side
// recurses, so depth is no limit; bytes and objects are bounded (limits.h).
//
// What cannot be sent, because it means something in its agent only, is a
// TypeError that names it: a generator, a thread, a module, an iterator, a
// traceback, a class made inside a function.
//
// A later issue freezes whole agents through this codec: generators, threads
// and their stacks become more ObjectTags.
#ifndef MIDGE_VM_IMAGE_CODEC_H_
#define MIDGE_VM_IMAGE_CODEC_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "vm/image/code_index.h"
#include "vm/image/limits.h"
#include "vm/image/names_of.h"
#include "vm/objects/native.h"
#include "vm/objects/operators.h"

namespace midge::vm {

// What both ends know of the program.
struct CodecOptions {
  CodeIndex* codes = nullptr;  // null: no function by value
  ModuleNames modules;
  size_t bytes_max = kDefaultMessageBytesMax;
  size_t objects_max = kMessageObjectsMax;
};

// Whether `value` can cross as a word: it is no object.
inline bool IsWord(Value value) { return !value.is_object(); }

// Appends the bytes of `value` to `*out`.  kRaise: context.raised says why not,
// and `*out` is as before.  Never kPython.
OpResult Encode(Context& context, const CodecOptions& options, Value value,
                std::string* out);

// Makes the value in context's heap.  The bytes may be hostile: whatever they
// are, the answer is a value or a status.
absl::Status Decode(Context& context, const CodecOptions& options,
                    std::string_view bytes, Value* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_IMAGE_CODEC_H_
