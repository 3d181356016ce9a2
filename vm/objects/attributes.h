// Attribute look-up, and making classes.
//
// Like the operators, nothing here runs Python: where a user's function decides
// (a property, a descriptor, __getattr__), the answer is kPython and a
// PythonCall that the interpreter makes by pushing a frame.
#ifndef MIDGE_VM_OBJECTS_ATTRIBUTES_H_
#define MIDGE_VM_OBJECTS_ATTRIBUTES_H_

#include <string_view>

#include "vm/objects/operators.h"

namespace midge::vm {

// A call that takes the place of an operation.
struct PythonCall {
  Value function;
  Value args[5];
  int count = 0;
};

// Where a class finds a name: in the dict of mro[mro_index], at `entry`.
struct ClassLocation {
  uint32_t mro_index = 0;
  uint32_t entry = 0;
};

// The raw value of `name` in the class or its bases, no descriptor bound;
// unbound if there is none.  `where` may be null.
// REQUIRES: `name` interned.
Value FindInClass(Context& context, Class* cls, const Str* name,
                  ClassLocation* where = nullptr);

// type(v)'s `name`, raw: how special methods are looked up.
Value FindSpecial(Context& context, Value v, const Str* name);

// v.name.  kPython: the result of `call` is the attribute.  Missing: raises
// AttributeError with CPython's text.
OpResult GetAttribute(Context& context, Value v, Str* name, Value* out,
                      PythonCall* call);
// The same past a user's __getattribute__ and __getattr__:
// object.__getattribute__.
OpResult GetAttributePlain(Context& context, Value v, Str* name, Value* out,
                           PythonCall* call);
// v.name = value, del v.name (value unbound).  kPython: `call` does it, its
// result is dropped.
OpResult SetAttribute(Context& context, Value v, Str* name, Value value,
                      PythonCall* call);

// The same past a user's __setattr__ and __delattr__: object.__setattr__.
OpResult SetAttributePlain(Context& context, Value v, Str* name, Value value,
                           PythonCall* call);

// Whether it computes an attribute of a builtin type: a getset descriptor.
bool IsBuiltinGetter(const Property& property);
// Raises that `v` has the property, but not its "getter", "setter", "deleter".
OpResult RaiseNoAccessor(Context& context, const Property& property,
                         const char* accessor, Value v);

// What reading the raw class attribute `raw` through instance `self` (of class
// `cls`) gives: functions bind, staticmethods unwrap, properties call.
OpResult BindAttribute(Context& context, Value raw, Value self, Class* cls,
                       Value* out, PythonCall* call);

// A super object; without a self_class it is bound to nobody yet.
Super* NewSuper(Context& context, Class* from, Class* self_class, Value self);
// super(cls, self).  kPython: `self` says itself of which class it is.
OpResult BindSuper(Context& context, Class* cls, Value self, Super** out,
                   PythonCall* call);

// The __dict__ of a staticmethod or classmethod, made now if need be with what
// it takes from its function; None, or that.
Dict* WrapperDict(Context& context, Value v);
Value WrapperAttributes(Context& context, Value v);

// Instance slots, without descriptors: unbound if there is no such attribute.
Value InstanceGet(Context& context, Instance* instance, const Str* name);
void InstanceSet(Context& context, Instance* instance, Str* name, Value value);
bool InstanceDelete(Context& context, Instance* instance, const Str* name);
// Its __dict__: from now on its attributes are kept there.
Dict* InstanceDict(Context& context, Instance* instance);

// module.__spec__.name, where the spec is an instance that has it.
Value SpecAttribute(Context& context, Module* module, const Str* name);
// Whether its body is running.
bool IsBeingMade(Context& context, Module* module);

// A new instance of a kClassInstances or kClassException class, its slots
// unbound (an exception's set to their defaults).
Instance* NewInstance(Context& context, Class* cls);

// type(name, bases, namespace): checks the bases, computes the C3 order, makes
// the class, with member descriptors of the names in `slots`.  Raises as
// CPython does.  __set_name__ and __init_subclass__ are the caller's (the
// prelude's
// __build_class__).
OpResult NewClass(Context& context, Class* metaclass, Str* name, Tuple* bases,
                  Dict* name_space, Tuple* slots, Value* out);
// cls.__bases__ = value, with the orders of all classes that derive from it.
// REQUIRES: cls is neither shared nor builtin.
OpResult SetClassBases(Context& context, Class* cls, Value value);
// Gives the class and all classes that derive from it a new version.
void ClassChanged(Context& context, Class* cls);

bool IsSubclass(Context& context, Class* cls, Class* base);
// isinstance() by the mro alone.
bool IsInstance(Context& context, Value v, Class* cls);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_ATTRIBUTES_H_
