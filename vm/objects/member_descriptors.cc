#include "vm/objects/member_descriptors.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/builtin_descriptors.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/layout.h"
#include "vm/objects/missing_attribute.h"
#include "vm/objects/names.h"
#include "vm/objects/native.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Class* g_member_class = nullptr;  // Constant after start-up.

// The reserved slots of the descriptor itself, which is an Instance.
enum MemberPart : uint32_t {
  kPartName,   // a Str
  kPartOwner,  // a Class
  kPartSlot,   // a small int; -1: the class's instances are no Instances
  kPartType,   // a MemberType
  kPartCount,
};

Value Part(Context& context, Value member, MemberPart part) {
  return context.Resolve(static_cast<Instance*>(member.as_object()))
      ->slots()[part];
}

Str* NameOf(Context& context, Value member) {
  return static_cast<Str*>(Part(context, member, kPartName).as_object());
}

Class* OwnerOf(Context& context, Value member) {
  return context.Resolve(
      static_cast<Class*>(Part(context, member, kPartOwner).as_object()));
}

MemberType TypeOf(Context& context, Value member) {
  return static_cast<MemberType>(Part(context, member, kPartType).as_int());
}

bool Refuse(Result) { return false; }

bool RaiseUnset(Context& context, std::string_view message) {
  return Refuse(Raise(context, core().AttributeError, message));
}

// `value` as what a kSize member holds.
bool SizeOf(Context& context, Value value, Value* out) {
  int64_t size;
  if (!IsInt(Payload(context, value))) {
    return Refuse(RaiseTypeError(context, "an integer is required"));
  }
  if (!IntArgument(context, value, &size)) return false;
  *out = NewInt(context, size);
  return true;
}

// One of a builtin type: see builtin_descriptors.h.
bool IsBuiltin(NativeCall& call) {
  return IsKind(call.args[0], Kind::kProperty);
}

// The slot in args[1], which may be anything; -1 and TypeError if it has none.
int SlotInArgument(NativeCall& call) {
  const Value v = call.args[1];
  Class* cls = call.context.Resolve(ClassOf(call.context, v));
  const int slot = IsKind(v, Kind::kInstance)
                       ? MemberSlot(call.context, cls, call.args[0])
                       : -1;
  if (slot >= 0) return slot;
  RaiseTypeError(
      call.context,
      absl::StrCat("descriptor '", ToUtf8(NameOf(call.context, call.args[0])),
                   "' for '", ToUtf8(OwnerOf(call.context, call.args[0])->name),
                   "' objects doesn't apply to a '", TypeName(call.context, v),
                   "' object"));
  return -1;
}

Result Get(NativeCall& call) {
  if (IsBuiltin(call)) return GetField(call);
  if (call.args[1].is_none()) return call.Return(call.args[0]);
  if (IsKeptInDict(call.context, call.args[0])) {
    RaiseMissing(call.context, call.args[1],
                 NameOf(call.context, call.args[0]));
    return Result::kRaise;
  }
  const int slot = SlotInArgument(call);
  if (slot < 0) return Result::kRaise;
  const Value value =
      GetMember(call.context, call.args[0],
                static_cast<Instance*>(call.args[1].as_object()), slot);
  if (!value.is_unbound()) return call.Return(value);
  RaiseMissing(call.context, call.args[1], NameOf(call.context, call.args[0]));
  return Result::kRaise;
}

Result SetTo(NativeCall& call, Value value) {
  const int slot = SlotInArgument(call);
  if (slot < 0) return Result::kRaise;
  Instance* instance =
      Writable(call.context, static_cast<Instance*>(call.args[1].as_object()));
  return SetMember(call.context, call.args[0], instance, slot, value)
             ? call.Return(Value::None())
             : Result::kRaise;
}

Result Set(NativeCall& call) {
  return IsBuiltin(call) ? SetField(call) : SetTo(call, call.args[2]);
}

Result Delete(NativeCall& call) {
  return IsBuiltin(call) ? DeleteField(call) : SetTo(call, Value());
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

Result Name(NativeCall& call) {
  if (IsBuiltin(call)) return BuiltinDescriptorField(call, core().n_name);
  return call.Return(Part(call.context, call.args[0], kPartName));
}

Result QualifiedName(NativeCall& call) {
  if (IsBuiltin(call)) return BuiltinDescriptorField(call, core().n_qualname);
  const Value owner = OwnerOf(call.context, call.args[0])->qualified_name;
  return call.Return(Value::Of(
      NewStr(call.context,
             absl::StrCat(ToUtf8(static_cast<Str*>(owner.as_object())), ".",
                          ToUtf8(NameOf(call.context, call.args[0]))))));
}

Result ObjClass(NativeCall& call) {
  if (IsBuiltin(call)) {
    return BuiltinDescriptorField(call, Names::Intern("__objclass__"));
  }
  return call.Return(Part(call.context, call.args[0], kPartOwner));
}

Result Doc(NativeCall& call) {
  if (IsBuiltin(call)) return BuiltinDescriptorField(call, core().n_doc);
  return call.Return(Value::None());
}

constexpr NativeSpec kGetters[] = {
    {"__name__", "self", &Name},
    {"__qualname__", "self", &QualifiedName},
    {"__objclass__", "self", &ObjClass},
    {"__doc__", "self", &Doc},
};

// A new reserved slot in the instances of a new class; -1 and TypeError if
// there are too many.
int AddReserved(Context& context, Class* cls) {
  const uint32_t slot = Layouts::ReservedCount(cls->root_layout);
  if (slot >= kMaxReservedSlots) {
    RaiseTypeError(context,
                   absl::StrCat("more than ", kMaxReservedSlots, " __slots__"));
    return -1;
  }
  ReserveSlots(cls, slot + 1);
  cls->flags |= kClassMembers;
  return static_cast<int>(slot);
}

}  // namespace

void ReserveSlots(Class* cls, uint32_t count) {
  cls->root_layout = Layouts::OfReserved(count);
  cls->inline_slots = std::max(cls->inline_slots, count);
}

bool IsMemberInstance(Value v) {
  return static_cast<Instance*>(v.as_object())->cls.get() == g_member_class;
}

Class* MemberClass() { return g_member_class; }

std::string MemberText(Context& context, Instance* member) {
  const Value v = Value::Of(member);
  return absl::StrCat("<member '", ToUtf8(NameOf(context, v)), "' of '",
                      ToUtf8(OwnerOf(context, v)->name), "' objects>");
}

bool IsKeptInDict(Context& context, Value member) {
  return Part(context, member, kPartSlot).as_int() < 0;
}

bool AddMember(Context& context, Class* cls, Str* name, MemberType type) {
  name = InternOrRaise(context, name);
  if (name == nullptr) return false;
  int slot = -1;
  if (cls->flags & (kClassInstances | kClassException)) {
    slot = AddReserved(context, cls);
    if (slot < 0) return false;
  }
  Instance* member = NewInstance(context, g_member_class);
  Value* parts = member->slots();
  parts[kPartName] = Value::Of(name);
  parts[kPartOwner] = Value::Of(cls);
  parts[kPartSlot] = Value::Int(slot);
  parts[kPartType] = Value::Int(static_cast<int64_t>(type));
  DictSet(context, cls->dict, name, Value::Of(member));
  return true;
}

int SlotOfMember(Context& context, Class* cls, Value member) {
  const int64_t slot = Part(context, member, kPartSlot).as_int();
  return IsSubclass(context, cls, OwnerOf(context, member))
             ? static_cast<int>(slot)
             : -1;
}

int MemberSlotOf(Context& context, Class* cls, const Str* name) {
  return MemberSlot(context, cls, FindInClass(context, cls, name));
}

bool IsReadOnlyMember(Context& context, Value v) {
  return IsMember(v) && TypeOf(context, v) == MemberType::kReadOnly;
}

Value GetMember(Context& context, Value raw, Instance* instance, int slot) {
  const Value value = context.Resolve(instance)->slots()[slot];
  if (!value.is_unbound()) return value;
  switch (TypeOf(context, raw)) {
    case MemberType::kSlot:
      return Value();
    case MemberType::kSize:
      return Value::Int(0);
    case MemberType::kField:
    case MemberType::kReadOnly:
      break;
  }
  return Value::None();
}

bool SetMember(Context& context, Value raw, Instance* instance, int slot,
               Value value) {
  const bool is_delete = value.is_unbound();
  switch (TypeOf(context, raw)) {
    case MemberType::kReadOnly:
      return RaiseUnset(context, "readonly attribute");
    case MemberType::kSize:
      if (is_delete) {
        return Refuse(
            RaiseTypeError(context, "can't delete numeric/char attribute"));
      }
      if (!SizeOf(context, value, &value)) return false;
      break;
    case MemberType::kField:
      if (is_delete) UnsetReserved(context, instance, slot);
      break;
    case MemberType::kSlot:
      if (is_delete && instance->slots()[slot].is_unbound()) {
        return RaiseUnset(context, ToUtf8(NameOf(context, raw)));
      }
      if (!is_delete) SetReserved(instance, slot, value);
      if (is_delete) UnsetReserved(context, instance, slot);
      return true;
  }
  instance->slots()[slot] = value;
  return true;
}

void SetReserved(Instance* instance, int slot, Value value) {
  instance->slots()[slot] = value;
  if (instance->layout() == kDictLayout) return;
  instance->set_layout(
      Layouts::WithSet(instance->layout(), static_cast<uint32_t>(slot)));
}

void UnsetReserved(Context& context, Instance* instance, int slot) {
  if (instance->layout() != kDictLayout &&
      Layouts::IsSet(instance->layout(), static_cast<uint32_t>(slot))) {
    InstanceDict(context, instance);
  }
  instance->slots()[slot] = Value();
}

void RegisterMemberDescriptors() {
  g_member_class = AddHiddenClass("member_descriptor");
  g_member_class->flags |= kClassInstances;
  ReserveSlots(g_member_class, kPartCount);
  AddGetters(g_member_class, kGetters);
  AddMethods(g_member_class, kMethods);
}

}  // namespace midge::vm
