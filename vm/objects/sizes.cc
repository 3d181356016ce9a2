// __sizeof__, and what of a type is about its instances' memory.  The numbers
// are those of this VM, not CPython's.
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/instance_dict.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/methods.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

size_t BytesOf(Context& context, Value v);

template <typename T>
size_t PartBytes(const Ref<T>& part) {
  return part ? ObjectBytes(part.get()) : 0;
}

// With its backing store, which is nobody else's; not with its __dict__, nor
// what it refers to.
size_t InstanceBytes(Context& context, Instance* instance) {
  size_t bytes = ObjectBytes(instance);
  if (IsKind(instance->overflow, Kind::kArray)) {
    bytes += ObjectBytes(instance->overflow.as_object());
  }
  if (context.Resolve(instance->cls.get())->flags & kClassPayload) {
    bytes += BytesOf(context, instance->payload());
  }
  return bytes;
}

size_t BytesOf(Context& context, Value v) {
  if (!v.is_object()) return sizeof(Value);
  Object* object = context.Resolve(v.as_object());
  const size_t bytes = ObjectBytes(object);
  switch (object->kind()) {
    case Kind::kList:
      return bytes + PartBytes(static_cast<List*>(object)->array);
    case Kind::kDict: {
      const Dict* dict = static_cast<Dict*>(object);
      return bytes + PartBytes(dict->entries) + PartBytes(dict->index);
    }
    case Kind::kSet:
    case Kind::kFrozenSet: {
      const Set* set = static_cast<Set*>(object);
      return bytes + PartBytes(set->entries) + PartBytes(set->index);
    }
    case Kind::kByteArray:
      return bytes + PartBytes(static_cast<ByteArray*>(object)->buffer);
    case Kind::kStr: {
      // As if it had its characters to itself.
      const Str* str = static_cast<Str*>(object);
      return ObjectBytes(Kind::kStr, str->length, str->width());
    }
    case Kind::kInstance:
      return InstanceBytes(context, static_cast<Instance*>(object));
    default:
      return bytes;
  }
}

Result SizeOf(NativeCall& call) {
  const size_t bytes = BytesOf(call.context, call.args[0]);
  return call.Return(Value::Int(static_cast<int64_t>(bytes)));
}

// The kind that __basicsize__ is of: of a subclass of a builtin type, as of any
// class statement's, the Instance.
Kind KindOfInstances(const Class& cls) {
  const bool wraps =
      (cls.flags & kClassPayload) && !(cls.flags & kClassBuiltin);
  return wraps ? Kind::kInstance : static_cast<Kind>(cls.instance_kind);
}

int64_t MemberCount(Context& context, Class* cls) {
  int64_t count = 0;
  for (Value at : cls->mro->span()) {
    Dict* dict = context.Resolve(static_cast<Class*>(at.as_object()))->dict;
    Value key, value;
    for (int64_t entry = 0; DictNext(dict, &entry, &key, &value);) {
      count += IsMember(value);
    }
  }
  return count;
}

Result BasicSize(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  size_t bytes = ObjectBytes(KindOfInstances(*cls));
  bytes += sizeof(Value) * MemberCount(call.context, cls);
  return call.Return(Value::Int(static_cast<int64_t>(bytes)));
}

Result ItemSize(NativeCall& call) {
  const Kind kind = KindOfInstances(*As<Class>(call, call.args[0]));
  // The attributes are no items.
  if (kind == Kind::kInstance) return call.Return(Value::Int(0));
  return call.Return(Value::Int(
      static_cast<int64_t>(ObjectBytes(kind, 8) - ObjectBytes(kind)) / 8));
}

// What programs ask of the offsets is whether they are 0: an instance's
// __dict__ may not be made yet, and weak references are known by the object's
// serial number.
Result DictOffset(NativeCall& call) {
  const bool has = InstancesHaveDict(As<Class>(call, call.args[0]));
  return call.Return(Value::Int(has ? sizeof(Object) : 0));
}

Result WeakRefOffset(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  const bool takes = InstancesTakeWeakRefs(cls);
  return call.Return(Value::Int(takes ? sizeof(Object) : 0));
}

constexpr NativeSpec kSizeOf[] = {{"__sizeof__", "self, /", &SizeOf}};

constexpr NativeSpec kOfTypes[] = {
    {"__basicsize__", "self", &BasicSize},
    {"__itemsize__", "self", &ItemSize},
    {"__dictoffset__", "self", &DictOffset},
    {"__weakrefoffset__", "self", &WeakRefOffset},
};

}  // namespace

void RegisterSizes() {
  AddMethods(core().object, kSizeOf);
  AddGetters(core().type, kOfTypes);
}

}  // namespace midge::vm
