// Which part of a failing expression a traceback marks with ^^^ inside ~~~.
#ifndef MIDGE_VM_INTERP_ANCHORS_H_
#define MIDGE_VM_INTERP_ANCHORS_H_

#include <optional>
#include <string_view>

#include "vm/bytecode/opcode.h"

namespace midge::vm {

// Bytes [begin, end) of the text.
struct Anchors {
  size_t begin = 0;
  size_t end = 0;
};

// Of `text`, the source of the expression that instruction `op` failed in: the
// operator of a binary operation, or the brackets of a subscript.  None for
// other instructions, and where the text does not show it.
std::optional<Anchors> FindAnchors(std::string_view text, Opcode op);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_ANCHORS_H_
