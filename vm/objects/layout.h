// Which attribute of an instance is in which slot.
//
// A layout is a sequence of names; slot i holds attribute name(i).  Adding an
// attribute moves the instance to the layout that has one name more, so
// instances that are built alike share a layout, and an inline cache that saw
// the layout's id knows the slot.  Layouts form a tree, belong to the process,
// and are never freed; past the limits below an instance keeps its attributes
// in a dict (kDictLayout) instead.
//
// Threads: everything here is safe from any thread.
#ifndef MIDGE_VM_OBJECTS_LAYOUT_H_
#define MIDGE_VM_OBJECTS_LAYOUT_H_

#include <cstdint>
#include <span>

#include "vm/objects/objects.h"

namespace midge::vm {

using LayoutId = uint32_t;

// Attributes are in the instance's __dict__.
inline constexpr LayoutId kDictLayout = 0;
// No attributes, no reserved slots.
inline constexpr LayoutId kEmptyLayout = 1;
// One reserved slot, for kClassPayload classes.
inline constexpr LayoutId kPayloadLayout = 2;
// kExceptionSlotCount reserved slots, for kClassException classes.
inline constexpr LayoutId kExceptionLayout = 3;

inline constexpr uint32_t kMaxLayoutSlots = 64;
inline constexpr uint32_t kMaxLayouts = 1 << 20;

class Layouts {
 public:
  // The slot of interned `name`, or -1.  REQUIRES: layout is not kDictLayout.
  static int SlotOf(LayoutId layout, const Str* name);
  // The layout with `name` (interned, not in it yet) added; its slot is
  // SlotCount(layout).  kDictLayout if a limit is reached.
  static LayoutId With(LayoutId layout, Str* name);
  static uint32_t SlotCount(LayoutId layout);
  // How many slots are reserved: not attributes, and without a name.
  static uint32_t ReservedCount(LayoutId layout);
  // The names of all slots; null for a reserved one.
  static std::span<Str* const> SlotNames(LayoutId layout);
};

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_LAYOUT_H_
