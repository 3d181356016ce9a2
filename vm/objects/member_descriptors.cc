#include "vm/objects/member_descriptors.h"

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/builtin_descriptors.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/layout.h"
#include "vm/objects/names.h"
#include "vm/objects/native.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Class* g_member_class = nullptr;  // Constant after start-up.

Str* OwnerName() {
  static Str* const name = Names::Intern("__objclass__");
  return name;
}

Instance* Self(NativeCall& call) {
  return call.context.Resolve(static_cast<Instance*>(call.args[0].as_object()));
}

Str* NameOf(NativeCall& call) {
  return static_cast<Str*>(
      InstanceGet(call.context, Self(call), core().n_name).as_object());
}

// The instance in args[1], or null and TypeError.
Instance* Owner(NativeCall& call) {
  const Value owner = InstanceGet(call.context, Self(call), OwnerName());
  Class* cls = static_cast<Class*>(owner.as_object());
  if (IsKind(call.args[1], Kind::kInstance) &&
      IsInstance(call.context, call.args[1], cls)) {
    return static_cast<Instance*>(call.args[1].as_object());
  }
  RaiseTypeError(
      call.context,
      absl::StrCat("descriptor '", ToUtf8(NameOf(call)), "' for '",
                   ToUtf8(cls->name), "' objects doesn't apply to a '",
                   TypeName(call.context, call.args[1]), "' object"));
  return nullptr;
}

Result RaiseUnset(NativeCall& call) {
  return Raise(
      call.context, core().AttributeError,
      absl::StrCat("'", TypeName(call.context, call.args[1]),
                   "' object has no attribute '", ToUtf8(NameOf(call)), "'"));
}

// One of a builtin type: see builtin_descriptors.h.
bool IsBuiltin(NativeCall& call) {
  return IsKind(call.args[0], Kind::kProperty);
}

Result Get(NativeCall& call) {
  if (IsBuiltin(call)) return GetField(call);
  if (call.args[1].is_none()) return call.Return(call.args[0]);
  Instance* owner = Owner(call);
  if (owner == nullptr) return Result::kRaise;
  const Value value = InstanceGet(call.context, owner, NameOf(call));
  return value.is_unbound() ? RaiseUnset(call) : call.Return(value);
}

Result Set(NativeCall& call) {
  if (IsBuiltin(call)) return SetField(call);
  Instance* owner = Owner(call);
  if (owner == nullptr) return Result::kRaise;
  InstanceSet(call.context, Writable(call.context, owner), NameOf(call),
              call.args[2]);
  return call.Return(Value::None());
}

Result Delete(NativeCall& call) {
  if (IsBuiltin(call)) return DeleteField(call);
  Instance* owner = Owner(call);
  if (owner == nullptr) return Result::kRaise;
  if (!InstanceDelete(call.context, Writable(call.context, owner),
                      NameOf(call))) {
    return RaiseUnset(call);
  }
  return call.Return(Value::None());
}

// Only a class with __slots__ makes them.
Result New(NativeCall& call) {
  return RaiseTypeError(call.context,
                        "cannot create 'member_descriptor' instances");
}

constexpr NativeSpec kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", &New},
    {"__get__", "self, instance, owner=None, /", &Get},
    {"__set__", "self, instance, value, /", &Set},
    {"__delete__", "self, instance, /", &Delete},
};

// Its names, as those of a builtin type's descriptor or from the instance.
Result Named(NativeCall& call, Str* name) {
  if (IsBuiltin(call)) return BuiltinDescriptorField(call, name);
  const Value value = InstanceGet(call.context, Self(call), name);
  return call.Return(value.is_unbound() ? Value::None() : value);
}

template <Str* Core::*name>
Result Field(NativeCall& call) {
  return Named(call, core().*name);
}

Result ObjClass(NativeCall& call) { return Named(call, OwnerName()); }

constexpr NativeSpec kGetters[] = {
    {"__name__", "self", &Field<&Core::n_name>},
    {"__qualname__", "self", &Field<&Core::n_qualname>},
    {"__objclass__", "self", &ObjClass},
    {"__doc__", "self", &Field<&Core::n_doc>},
};

}  // namespace

bool IsMember(Value v) {
  return IsKind(v, Kind::kInstance) &&
         static_cast<Instance*>(v.as_object())->cls.get() == g_member_class;
}

Class* MemberClass() { return g_member_class; }

Class* MemberOwner(Context& context, Instance* member) {
  return static_cast<Class*>(
      InstanceGet(context, member, OwnerName()).as_object());
}

bool AddMember(Context& context, Class* cls, Str* name) {
  name = InternOrRaise(context, name);
  if (name == nullptr) return false;
  Instance* member = NewInstance(context, g_member_class);
  InstanceSet(context, member, core().n_name, Value::Of(name));
  InstanceSet(context, member, OwnerName(), Value::Of(cls));
  InstanceSet(context, member, core().n_doc, Value::None());
  const std::string owner =
      ToUtf8(static_cast<Str*>(cls->qualified_name.as_object()));
  InstanceSet(
      context, member, core().n_qualname,
      Value::Of(NewStr(context, absl::StrCat(owner, ".", ToUtf8(name)))));
  DictSet(context, cls->dict, name, Value::Of(member));
  return true;
}

void RegisterMemberDescriptors() {
  g_member_class = AddHiddenClass("member_descriptor");
  g_member_class->flags |= kClassInstances;
  AddGetters(g_member_class, kGetters);
  AddMethods(g_member_class, kMethods);
}

}  // namespace midge::vm
