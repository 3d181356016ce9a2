// A Python literal as a message: what `midge send` takes.
#ifndef MIDGE_VM_LITERAL_H_
#define MIDGE_VM_LITERAL_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace midge::vm {

// The codec's bytes of `literal`: numbers, text, bytes, None, True, False, and
// tuples, lists, sets and dicts of them.  Anything else is an error.
absl::StatusOr<std::string> EncodeLiteral(std::string_view literal);

}  // namespace midge::vm

#endif  // MIDGE_VM_LITERAL_H_
