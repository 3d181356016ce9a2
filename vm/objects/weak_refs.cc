// weakref.ref, and what else of module _weakref is about single references; the
// module itself is vm/prelude/library/_weakref.py.
#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/instance_dict.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

WeakRef* AsWeakRef(Value v) { return static_cast<WeakRef*>(v.as_object()); }

bool TakesWeakRefs(Context& context, Value v) {
  return v.is_object() &&
         InstancesTakeWeakRefs(context.Resolve(ClassOf(context, v)));
}

Value NewestTo(Context& context, Value v) {
  WeakRef* newest =
      v.is_object() ? context.heap().NewestWeakRef(v.as_object()) : nullptr;
  return newest == nullptr ? Value() : Value::Of(newest);
}

// The reference of class ref itself, without a callback, that there is to `v`.
WeakRef* PlainRefTo(Context& context, Value v) {
  const Value newest = NewestTo(context, v);
  if (newest.is_unbound()) return nullptr;
  for (WeakRef* at = AsWeakRef(newest); at != nullptr; at = at->next) {
    if (at->owner == nullptr && at->callback.is_none()) return at;
  }
  return nullptr;
}

Result RefNew(NativeCall& call) {
  Context& context = call.context;
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  const Value referent = call.args[1];
  // A subclass may give its __init__ more.
  if (cls == core().weak_ref && !call.args[3].is_unbound() &&
      static_cast<Dict*>(call.args[3].as_object())->entry_count > 0) {
    return RaiseTypeError(context, "ref() takes no keyword arguments");
  }
  const bool no_callback = call.args[2].is_unbound() || call.args[2].is_none();
  if (!TakesWeakRefs(context, referent)) {
    return RaiseTypeError(
        context, absl::StrCat("cannot create weak reference to '",
                              TypeName(context, referent), "' object"));
  }
  if (cls == core().weak_ref && no_callback) {
    WeakRef* known = PlainRefTo(context, referent);
    if (known != nullptr) return call.Return(Value::Of(known));
  }
  WeakRef* ref = context.heap().New<WeakRef>();
  ref->callback = no_callback ? Value::None() : call.args[2];
  ref->referent = referent.as_object();
  ref->owner = nullptr;
  ref->hash = WeakRef::kNoHash;
  context.heap().AddWeakRef(ref);
  call.result = AsInstanceOf(context, cls, core().weak_ref, Value::Of(ref));
  if (call.result != Value::Of(ref)) ref->owner = call.result.as_object();
  return Result::kReturn;
}

Result RefInit(NativeCall& call) { return call.Return(Value::None()); }

Result RefCall(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kWeakRef);
  if (self.is_unbound()) return Result::kRaise;
  Object* referent = AsWeakRef(self)->referent;
  return call.Return(referent ? Value::Of(referent) : Value::None());
}

Result RefCallback(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kWeakRef);
  if (self.is_unbound()) return Result::kRaise;
  return call.Return(AsWeakRef(self)->callback);
}

Result RefHash(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kWeakRef);
  if (self.is_unbound()) return Result::kRaise;
  int64_t hash;
  switch (WeakRefHash(call.context, AsWeakRef(self), &hash)) {
    case OpResult::kDone:
      return call.Return(NewInt(call.context, hash));
    case OpResult::kPython:
      return call.Prelude("weak_hash", {self});
    case OpResult::kRaise:
      break;
  }
  return Result::kRaise;
}

// keep_hash(ref, hash): what hash() of its referent is.
Result KeepHash(NativeCall& call) {
  int64_t hash;
  WeakRef* ref = AsWeakRef(call.args[0]);
  if (!ref->shared() && ToInt64(call.args[1], &hash)) ref->hash = hash;
  return call.Return(call.args[1]);
}

template <bool equal>
Result RefCompare(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kWeakRef);
  if (self.is_unbound()) return Result::kRaise;
  const Value other = Payload(call.context, call.args[1]);
  if (!IsKind(other, Kind::kWeakRef)) {
    return call.Return(Value::NotImplemented());
  }
  WeakRef *a = AsWeakRef(self), *b = AsWeakRef(other);
  bool same;
  switch (WeakRefsEqual(call.context, a, b, &same)) {
    case OpResult::kDone:
      return call.Return(Value::Bool(same == equal));
    case OpResult::kPython:
      return call.Prelude(
          "by_compare",
          {Value::Int(static_cast<int>(equal ? CompareOperator::kEqual
                                             : CompareOperator::kNotEqual)),
           Value::Of(a->referent), Value::Of(b->referent)});
    case OpResult::kRaise:
      break;
  }
  return Result::kRaise;
}

Result RefRepr(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kWeakRef);
  if (self.is_unbound()) return Result::kRaise;
  return Finish(Repr(call.context, self, &call.result));
}

// _weakref.getweakrefcount(object)
Result CountRefs(NativeCall& call) {
  int64_t count = 0;
  const Value newest = NewestTo(call.context, call.args[0]);
  if (!newest.is_unbound()) {
    for (WeakRef* at = AsWeakRef(newest); at != nullptr; at = at->next) ++count;
  }
  return call.Return(Value::Int(count));
}

// _weakref.getweakrefs(object): those without a callback come first.
Result GetRefs(NativeCall& call) {
  List* refs = NewList(call.context);
  const Value newest = NewestTo(call.context, call.args[0]);
  if (newest.is_unbound()) return call.Return(Value::Of(refs));
  for (const bool plain : {true, false}) {
    for (WeakRef* at = AsWeakRef(newest); at != nullptr; at = at->next) {
      const bool is_plain = at->owner == nullptr && at->callback.is_none();
      if (is_plain == plain) ListPush(call.context, refs, at->self());
    }
  }
  return call.Return(Value::Of(refs));
}

// object.__weakref__: the oldest plain reference, or None.
Result FirstRef(NativeCall& call) {
  WeakRef* plain = PlainRefTo(call.context, call.args[0]);
  return call.Return(plain ? Value::Of(plain) : Value::None());
}

constexpr NativeSpec kMethods[] = {
    {"__new__", "cls, object, callback=None, /, **kwargs", &RefNew},
    {"__init__", "self, object, callback=None, /", &RefInit},
    {"__call__", "self, /", &RefCall},
    {"__hash__", "self, /", &RefHash},
    {"__eq__", "self, value, /", &RefCompare<true>},
    {"__ne__", "self, value, /", &RefCompare<false>},
    {"__repr__", "self, /", &RefRepr},
};

constexpr NativeSpec kFunctions[] = {
    {"getweakrefcount", "object, /", &CountRefs},
    {"getweakrefs", "object, /", &GetRefs},
};

constexpr NativeSpec kIntrinsics[] = {
    {"keep_hash", "ref, hash, /", &KeepHash},
    {"first_weakref", "object, /", &FirstRef},
};

}  // namespace

OpResult WeakRefHash(Context& context, WeakRef* ref, int64_t* out) {
  *out = ref->hash;
  if (ref->hash != WeakRef::kNoHash) return OpResult::kDone;
  if (ref->referent == nullptr) {
    RaiseTypeError(context, "weak object has gone away");
    return OpResult::kRaise;
  }
  const OpResult result = Hash(context, Value::Of(ref->referent), out);
  if (result == OpResult::kDone && !ref->shared()) ref->hash = *out;
  return result;
}

OpResult WeakRefsEqual(Context& context, WeakRef* a, WeakRef* b, bool* out) {
  if (a->referent == nullptr || b->referent == nullptr) {
    *out = a == b;
    return OpResult::kDone;
  }
  return Equals(context, Value::Of(a->referent), Value::Of(b->referent), out);
}

void RegisterWeakRefs() {
  AddMethods(core().weak_proxy, {kMethods, 2});  // __new__ and __init__
  Class* ref = core().weak_ref;
  AddMethods(ref, kMethods);
  AddGetter(ref, {"__callback__", "self", &RefCallback});
  AddFunctions("_prelude", kFunctions);
  AddFunctions("_prelude", kIntrinsics);
  AddConstant("_prelude", "weakproxy", Value::Of(core().weak_proxy));
  AddConstant("_prelude", "ReferenceType", Value::Of(ref));
}

}  // namespace midge::vm
