// The call that a new agent begins with, as bytes: a function, positional and
// keyword arguments.
//
// Most are calls by name: of a function that goes by its name, with flat
// arguments alone (vm/image/flat.h).  They have a form of their own, whose
// function can be found once for all the agents that are born of it.
#ifndef MIDGE_VM_IMAGE_CALL_H_
#define MIDGE_VM_IMAGE_CALL_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "vm/image/codec.h"

namespace midge::vm {

// As Encode().  `args` is a tuple; `kwargs` a dict, or unbound: none.
OpResult EncodeCall(Context& context, const CodecOptions& options,
                    Value function, Value args, Value kwargs, std::string* out);

// The bytes of a call of `module.qualname` without arguments.
std::string EncodeCallByName(std::string_view module,
                             std::string_view qualname);

// What the bytes of a call by name call in `context`.  Unbound if it has no
// such function, or if they are the bytes of anything else.  Allocates nothing.
Value FindCalled(Context& context, const CodecOptions& options,
                 std::string_view bytes);

struct Call {
  Value function;
  Tuple* args = nullptr;
  Dict* kwargs = nullptr;  // null: none
};

// As Decode(); the bytes may be hostile.  `known` is what FindCalled() found,
// or unbound.
absl::Status DecodeCall(Context& context, const CodecOptions& options,
                        std::string_view bytes, Value known, Call* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_IMAGE_CALL_H_
