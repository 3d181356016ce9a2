// Which attribute of an instance is in which slot.
//
// A layout is a sequence of names; slot i holds attribute name(i).  Adding an
// attribute moves the instance to the layout that has one name more, so
// instances that are built alike share a layout, and an inline cache that saw
// the layout's id knows the slot.  Layouts form a tree, belong to the process,
// and are never freed; past the limits below an instance keeps its attributes
// in a dict (kDictLayout) instead.
//
// The first slots may be reserved: they hold no attributes of the __dict__, but
// what a builtin base keeps there and what member descriptors stand for, and
// stay where they are whatever becomes of the __dict__.  A layout also says
// which members surely have a value, so that caches need not look; who unsets
// one leaves the layout.
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
// No attributes, one reserved slot: for kClassPayload classes.
inline constexpr LayoutId kPayloadLayout = 2;
// kExceptionSlotCount reserved slots, for kClassException classes.
inline constexpr LayoutId kExceptionLayout = 3;

inline constexpr uint32_t kMaxLayoutSlots = 64;
inline constexpr uint32_t kMaxLayouts = 1 << 20;
// A class statement whose instances had more raises TypeError.
inline constexpr uint32_t kMaxReservedSlots = 4096;

class Layouts {
 public:
  // The slot of interned `name`, or -1.  REQUIRES: layout is not kDictLayout.
  static int SlotOf(LayoutId layout, const Str* name);
  // The layout with `name` (interned, not in it yet) added; its slot is
  // SlotCount(layout).  kDictLayout if a limit is reached.
  static LayoutId With(LayoutId layout, Str* name);
  static uint32_t SlotCount(LayoutId layout);
  // The layout of `count` reserved slots, none known to be set, and no
  // attributes.  REQUIRES: count <= kMaxReservedSlots.
  static LayoutId OfReserved(uint32_t count);
  // Whether reserved slot `slot` is known to have a value.
  static bool IsSet(LayoutId layout, uint32_t slot);
  // The layout that knows it; the same one if it does, or never will.
  static LayoutId WithSet(LayoutId layout, uint32_t slot);
  // How many slots are reserved: not attributes, and without a name.
  static uint32_t ReservedCount(LayoutId layout);
  // The names of all slots; null for a reserved one.
  static std::span<Str* const> SlotNames(LayoutId layout);
};

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_LAYOUT_H_
