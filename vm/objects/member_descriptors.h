// Member descriptors: what a class holds under each name of its __slots__.
//
// A slot's value is kept as any other attribute is, by the instance's layout,
// so that inline caches serve it.  The descriptor only says that the name may
// be set, and answers when it is asked for through the class.
#ifndef MIDGE_VM_OBJECTS_MEMBER_DESCRIPTORS_H_
#define MIDGE_VM_OBJECTS_MEMBER_DESCRIPTORS_H_

#include "vm/objects/context.h"
#include "vm/objects/objects.h"

namespace midge::vm {

// Their class, that of the fields of builtin types too.
Class* MemberClass();

// The class whose instances have it.
Class* MemberOwner(Context& context, Instance* member);

// Makes cls.name one.  False if an exception was raised.
// REQUIRES: cls is new, or its ClassChanged() is called.
bool AddMember(Context& context, Class* cls, Str* name);

// Whether `v`, found in a class, is one.
bool IsMember(Value v);

// At start-up only.
void RegisterMemberDescriptors();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_MEMBER_DESCRIPTORS_H_
