// Member descriptors: what a class holds under each name of its __slots__, and
// under the name of each field of a builtin exception.
//
// The class reserves a slot for each in its instances' memory (layout.h), which
// no __dict__ has a part in.  Inline caches serve those of __slots__ as they do
// other attributes, because the layout says which of them are set.
#ifndef MIDGE_VM_OBJECTS_MEMBER_DESCRIPTORS_H_
#define MIDGE_VM_OBJECTS_MEMBER_DESCRIPTORS_H_

#include <string>

#include "vm/objects/context.h"
#include "vm/objects/objects.h"

namespace midge::vm {

// Their class, that of the fields of builtin types too.
Class* MemberClass();

// Its repr(): "<member 'x' of 'C' objects>".
std::string MemberText(Context& context, Instance* member);

// What a member holds, and what stands for nothing.
enum class MemberType : uint8_t {
  kSlot,      // anything; AttributeError
  kField,     // anything; None, which `del` makes it
  kSize,      // a small int, which cannot be deleted; 0
  kReadOnly,  // as kField, but only C++ sets it
};

// Makes cls.name one, with a new reserved slot of its own.  False if an
// exception was raised.  REQUIRES: cls is new, without instances or subclasses.
bool AddMember(Context& context, Class* cls, Str* name, MemberType type);

// Whether `v`, found in a class, is one.
bool IsMemberInstance(Value instance);
inline bool IsMember(Value v) {
  return IsKind(v, Kind::kInstance) && IsMemberInstance(v);
}
bool IsReadOnlyMember(Context& context, Value v);
// Whether the class's instances are no Instances but modules: these have what
// their members stand for in their dicts.
bool IsKeptInDict(Context& context, Value member);

// The reserved slot that member `raw`, found in a class, stands for in
// instances of `cls`; -1 if it is no member, or not of theirs.
int SlotOfMember(Context& context, Class* cls, Value member);
inline int MemberSlot(Context& context, Class* cls, Value raw) {
  return IsMember(raw) ? SlotOfMember(context, cls, raw) : -1;
}
// The same for whatever cls.name is.
int MemberSlotOf(Context& context, Class* cls, const Str* name);

// What member `raw` says of an instance that has `slot` for it.  Unbound: it is
// not set.
Value GetMember(Context& context, Value raw, Instance* instance, int slot);
// Sets it, or unsets it by an unbound value.  False if an exception was raised.
// REQUIRES: the instance is writable.
bool SetMember(Context& context, Value raw, Instance* instance, int slot,
               Value value);

// Gives the instances of `cls` that many reserved slots.
// REQUIRES: as AddMember().
void ReserveSlots(Class* cls, uint32_t count);

// Sets and unsets a reserved slot, whatever its member says of that.
// REQUIRES: the instance is writable.
void SetReserved(Instance* instance, int slot, Value value);
void UnsetReserved(Context& context, Instance* instance, int slot);

// At start-up only.
void RegisterMemberDescriptors();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_MEMBER_DESCRIPTORS_H_
