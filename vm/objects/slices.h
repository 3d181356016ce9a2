// Slices, ranges and the membership tests of single types: pieces of items.cc.
#ifndef MIDGE_VM_OBJECTS_SLICES_H_
#define MIDGE_VM_OBJECTS_SLICES_H_

#include "vm/objects/operators.h"

namespace midge::vm {

struct Text;  // vm/objects/text_value.h

// A slice applied to a length: items start, start + step, ... , `count` of
// them.
struct SliceBounds {
  int64_t start = 0;
  int64_t stop = 0;
  int64_t step = 1;
  int64_t count = 0;
};
// As slice.indices().  kPython if a user's __index__ decides.
OpResult ResolveSlice(Context& context, Slice* slice, int64_t length,
                      SliceBounds* out);

// sequence[slice], of any builtin sequence.
OpResult GetSlice(Context& context, Value sequence, Value slice, Value* out);
// list[slice] = items (a list or tuple; other iterables are kPython) and for
// bytearrays (of anything but bytes, or with views: kPython); del list[slice].
OpResult SetSlice(Context& context, Value sequence, Value slice, Value items);
OpResult DeleteSlice(Context& context, Value sequence, Value slice);

OpResult SetByte(Context& context, Value array, int64_t index, Value item);
OpResult DeleteByte(Context& context, Value array, int64_t index);
// bytearray[slice] = item, or del bytearray[slice] where that is null.
OpResult SpliceBytes(Context& context, Value array, Value slice,
                     const Text* item);

// range[index]; REQUIRES: in range.
Value RangeItem(Context& context, Range* range, int64_t index);
OpResult RangeContains(Context& context, Range* range, Value item, bool* out);
// range(start, stop, step).  Raises ValueError for step 0, TypeError for what
// is no int.
OpResult NewRange(Context& context, Value start, Value stop, Value step,
                  Value* out);

OpResult StrContains(Context& context, Value str, Value part, bool* out);
OpResult BytesContains(Context& context, Value bytes, Value part, bool* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_SLICES_H_
