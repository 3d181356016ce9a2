// What the attributes of builtin types show as: `type(str.join)` is
// method_descriptor, `type(int.real)` getset_descriptor.
#ifndef MIDGE_VM_OBJECTS_BUILTIN_DESCRIPTORS_H_
#define MIDGE_VM_OBJECTS_BUILTIN_DESCRIPTORS_H_

#include <string>

#include "vm/objects/native.h"
#include "vm/objects/objects.h"

namespace midge::vm {

// The classes of what may be one of them.
Class* ClassOfNative(const NativeData& data);
Class* ClassOfMethod(const BoundMethod& method);
Class* ClassOfClassMethod(const ClassMethod& method);
Class* ClassOfProperty(const Property& property);

// Whether it is a plain field in CPython: a member descriptor.
bool IsField(const Property& property);

// repr() of a Native, or a ClassMethod or Property that a builtin type has.
std::string BuiltinDescriptorText(Context& context, Value v);

// Its __text_signature__: "($self, key, default=None, /)".
std::string TextSignatureOf(const NativeData& data);

// Its __name__, __qualname__, __objclass__ or __doc__.
NativeResult BuiltinDescriptorField(NativeCall& call, const Str* name);

// __get__, __set__ and __delete__ of the Property in args[0].
NativeResult GetField(NativeCall& call);
NativeResult SetField(NativeCall& call);
NativeResult DeleteField(NativeCall& call);

// At start-up only, before RegisterMemberDescriptors().
void RegisterBuiltinDescriptors();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_BUILTIN_DESCRIPTORS_H_
