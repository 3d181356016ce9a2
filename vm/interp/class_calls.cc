// Calling a class: make the instance, then run __init__ on it.
//
// The usual shapes are done here; user-defined metaclasses' __call__, and a
// __new__ in Python, go through type_call of the prelude.
#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"

namespace midge::vm {
namespace {

constexpr int kArgs = kFrameHeaderSlots;

Value Find(Machine& m, Class* cls, Str* name) {
  return FindInClass(m.context, cls, name);
}

// The arguments in the window as a tuple and a dict, for the prelude.
void PackArguments(Machine& m, CallSite& site, Value* positional,
                   Value* named) {
  const uint32_t named_count = site.names ? site.names->length : 0;
  const size_t count = static_cast<size_t>(site.argc) - named_count;
  *positional = Value::Of(NewTuple(m.context, {site.args(), count}));
  Dict* dict = NewDict(m.context);
  for (uint32_t i = 0; i < named_count; ++i) {
    DictSet(m.context, dict, static_cast<Str*>((*site.names)[i].as_object()),
            site.args()[count + i]);
  }
  *named = Value::Of(dict);
}

// Puts `self` in front of the arguments in the window.
bool PutFirst(Machine& m, CallSite& site, Value self) {
  if (!EnsureStack(m, site.window, kArgs + site.argc + 1)) return false;
  std::memmove(site.args() + 1, site.args(), sizeof(Value) * site.argc);
  site.args()[0] = self;
  ++site.argc;
  return true;
}

Flow CallInPrelude(Machine& m, CallSite& site, Class* cls) {
  Value positional, named;
  PackArguments(m, site, &positional, &named);
  return CallPrelude(m, "type_call", {Value::Of(cls), positional, named},
                     site.action, site.target);
}

Flow RaiseTakesNoArguments(Machine& m, Class* cls) {
  RaiseTypeError(m.context,
                 absl::StrCat(ToUtf8(cls->name), "() takes no arguments"));
  return Flow::kRaise;
}

// Calls `init` on the new `instance`; the call is in `site` without self.
Flow Initialize(Machine& m, CallSite& site, Value init, Value instance) {
  if (!PutFirst(m, site, instance)) return Flow::kRaise;
  site.window[0] = init;
  site.extra = instance;
  // What is not a plain result leaves by type_call instead: see CallClass.
  site.action = ReturnAction::kInitialized;
  return CallValue(m, std::move(site));
}

// A subclass of list, dict, set, property or the like: __new__ makes it empty,
// whatever the arguments, and __init__ fills it.
bool IsFilledByInit(Class* cls) {
  if (cls->instance_kind == static_cast<uint64_t>(Kind::kModule)) {
    return !(cls->flags & kClassBuiltin);
  }
  if (!(cls->flags & kClassPayload) || cls->flags & kClassBuiltin) {
    return false;
  }
  const auto kind = static_cast<Kind>(cls->instance_kind);
  return kind == Kind::kList || kind == Kind::kDict || kind == Kind::kSet ||
         kind == Kind::kByteArray || kind == Kind::kProperty ||
         kind == Kind::kStaticMethod || kind == Kind::kClassMethod;
}

// Whether no argument of `make` has a name: then keywords are for a subclass's
// __init__, and are no mistake.
bool TakesNoKeywords(const NativeData& make) {
  return make.positional_only_count ==
             static_cast<int>(make.parameters.size()) &&
         !make.var_keywords;
}

// The instance that a __new__ written in C++ makes; unbound if it raised or
// wants Python, as `*result` says.
Value NewByNative(Machine& m, Native* make, const CallSite& site, Class* cls,
                  bool has_init, NativeResult* result) {
  // Its arguments are bound in a window above this call's.
  Value* window = site.window + kArgs + site.argc + 1;
  const size_t window_offset = static_cast<size_t>(window - site.window);
  Value* start = site.window;
  *result = NativeResult::kRaise;
  if (!EnsureStack(m, start, window_offset + kArgs + site.argc + 1)) {
    return Value();
  }
  CallSite inner{.window = start + window_offset, .argc = 1, .names = nullptr};
  inner.window[0] = Value::Of(make);
  inner.args()[0] = Value::Of(cls);
  if (!IsFilledByInit(cls)) {
    inner.argc += site.argc;
    inner.names = site.names;
    if (has_init && inner.names != nullptr && TakesNoKeywords(*make->data)) {
      inner.argc -= static_cast<int>(inner.names->length);
      inner.names = nullptr;
    }
    std::memcpy(static_cast<void*>(inner.args() + 1), start + kArgs,
                sizeof(Value) * site.argc);
  }
  if (!BindNative(m, *make->data, inner)) return Value();
  m.Save();
  m.native.args = inner.args();
  *result = make->data->function(m.native);
  return *result == NativeResult::kReturn ? m.native.result : Value();
}

// cls(...) where __new__ is `make`, in C++, and __init__ is `init`.
Flow CallNativeNew(Machine& m, CallSite& site, Class* cls, Native* make,
                   Value init, bool has_init) {
  const ptrdiff_t at = site.window - m.base;
  NativeResult result;
  const Value instance = NewByNative(m, make, site, cls, has_init, &result);
  site.window = m.base + at;  // The stack may have moved.
  switch (result) {
    case NativeResult::kReturn:
      if (!has_init || !IsInstance(m.context, instance, cls)) {
        return Deliver(m, site.action, site.target, instance);
      }
      return Initialize(m, site, init, instance);
    case NativeResult::kCall: {
      if (!has_init) {
        return CallWith(
            m, m.native.callee,
            {m.native.call_args, static_cast<size_t>(m.native.call_count)},
            site.action, site.target);
      }
      const Value callee = m.native.callee;
      const Value args = Value::Of(NewTuple(
          m.context,
          {m.native.call_args, static_cast<size_t>(m.native.call_count)}));
      Value positional, named;
      PackArguments(m, site, &positional, &named);
      return CallPrelude(m, "call_then_init",
                         {Value::Of(cls), callee, args, positional, named},
                         site.action, site.target);
    }
    default:
      const Value wanted = std::exchange(m.context.unconverted, Value());
      if (!wanted.is_unbound() &&
          IsInstance(m.context, m.context.raised, core().TypeError)) {
        m.context.raised = Value();
        Value positional, named;
        PackArguments(m, site, &positional, &named);
        return CallPrelude(m, "call_converted",
                           {Value::Of(cls), wanted, positional, named,
                            Value::Bool(m.context.unconverted_to_float)},
                           site.action, site.target);
      }
      if (CollectAndRetry(m, site, site.argc)) {
        return CallClass(m, std::move(site));
      }
      return CallRaised(m, site.action, site.target);
  }
}

Flow RaiseSuper(Machine& m, Class* error, std::string_view message) {
  Raise(m.context, error, absl::StrCat("super", std::string(message)));
  return Flow::kRaise;
}

// The two arguments of super(): the class in the running function's __class__
// cell and the function's first argument.
Flow FindSuperArguments(Machine& m, Value* from, Value* self) {
  const CodeData& code = *m.code;
  Class* error = core().RuntimeError;
  if (code.positional_count == 0) {
    return RaiseSuper(m, error, "(): no arguments");
  }
  *self = m.base[0];
  if (IsKind(*self, Kind::kCell)) {
    *self = m.context.Resolve(static_cast<Cell*>(self->as_object()))->content;
  }
  if (self->is_unbound()) return RaiseSuper(m, error, "(): arg[0] deleted");
  const auto& names = code.free_names;
  const auto found = std::find(names.begin(), names.end(), core().n_class);
  if (found == names.end()) {
    return RaiseSuper(m, error, "(): __class__ cell not found");
  }
  const auto index = static_cast<uint32_t>(found - names.begin());
  const Value cell = (*m.function()->closure)[index];
  *from = m.context.Resolve(static_cast<Cell*>(cell.as_object()))->content;
  if (from->is_unbound()) {
    return RaiseSuper(m, error, "(): empty __class__ cell");
  }
  if (!IsKind(*from, Kind::kClass)) {
    return RaiseSuper(m, error,
                      absl::StrCat("(): __class__ is not a type (",
                                   TypeName(m.context, *from), ")"));
  }
  return Flow::kNext;
}

Flow CallSuper(Machine& m, CallSite& site) {
  Value from, self = Value::None();
  Class* error = core().TypeError;
  if (site.names != nullptr && site.names->length != 0) {
    return RaiseSuper(m, error, "() takes no keyword arguments");
  }
  if (site.argc > 2) {
    return RaiseSuper(
        m, error,
        absl::StrCat("() expected at most 2 arguments, got ", site.argc));
  }
  if (site.argc == 0) {
    const Flow flow = FindSuperArguments(m, &from, &self);
    if (flow != Flow::kNext) return flow;
  } else {
    from = site.args()[0];
    if (site.argc == 2) self = site.args()[1];
  }
  if (!IsKind(from, Kind::kClass)) {
    return RaiseSuper(m, error,
                      absl::StrCat("() argument 1 must be a type, not ",
                                   TypeName(m.context, from)));
  }
  Class* cls = m.context.Resolve(static_cast<Class*>(from.as_object()));
  Super* super = nullptr;
  // Unbound if there is but one argument; super(C, None) means the same.
  if (site.argc != 0 && self.is_none()) {
    super = NewSuper(m.context, cls, nullptr, self);
    return Deliver(m, site.action, site.target, Value::Of(super));
  }
  PythonCall python;
  switch (BindSuper(m.context, cls, self, &super, &python)) {
    case OpResult::kDone:
      return Deliver(m, site.action, site.target, Value::Of(super));
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      break;
  }
  return CallWith(m, python.function,
                  {python.args, static_cast<size_t>(python.count)}, site.action,
                  site.target);
}

bool IsObjectNew(Value make) {
  static const Value object_new =
      FindInClass(core().context, core().object, core().n_new);
  return make == object_new;
}

bool IsObjectInit(Value init) {
  static const Value object_init =
      FindInClass(core().context, core().object, core().n_init);
  return init == object_init;
}

// Whether __new__ has done all that `init` would: of a builtin class, and of
// BaseException.
bool IsMadeByNew(Machine& m, Class* cls, Value init) {
  if (cls->flags & kClassException) {
    return init == Find(m, core().BaseException, core().n_init);
  }
  return cls->flags & kClassBuiltin;
}

}  // namespace

Flow CallClass(Machine& m, CallSite&& site) {
  Class* cls =
      m.context.Resolve(static_cast<Class*>(site.window[0].as_object()));
  Core& the_core = core();
  if (cls == the_core.type && site.argc == 1 && site.names == nullptr) {
    return Deliver(m, site.action, site.target,
                   Value::Of(ClassOf(m.context, site.args()[0])));
  }
  if (cls == the_core.super_) return CallSuper(m, site);
  if (cls->flags & kClassMeta) {
    const Value call =
        Find(m, m.context.Resolve(cls->metaclass.get()), the_core.n_call);
    if (IsKind(call, Kind::kFunction)) {
      if (!PutFirst(m, site, Value::Of(cls))) return Flow::kRaise;
      site.window[0] = call;
      return CallValue(m, std::move(site));
    }
    // Anything else that is called without more ado: `__call__ = dict`.
    PythonCall python;
    if (!call.is_unbound() && !IsKind(call, Kind::kNative) &&
        BindAttribute(m.context, call, Value::Of(cls),
                      m.context.Resolve(cls->metaclass.get()), &site.window[0],
                      &python) == OpResult::kDone) {
      return CallValue(m, std::move(site));
    }
    m.context.raised = Value();
    site.window[0] = Value::Of(cls);
  }
  const Value make = Find(m, cls, the_core.n_new);
  const Value init = Find(m, cls, the_core.n_init);
  const bool has_init =
      !init.is_unbound() && !IsObjectInit(init) && !IsMadeByNew(m, cls, init);
  // A class of the library's iterators: there is no __init__ to look for.
  if (IsKind(make, Kind::kStaticMethod) && (cls->flags & kClassBuiltin)) {
    if (!PutFirst(m, site, Value::Of(cls))) return Flow::kRaise;
    site.window[0] =
        m.context.Resolve(static_cast<StaticMethod*>(make.as_object()))
            ->function;
    return CallValue(m, std::move(site));
  }
  // A result that is not simply stored could not be told from __init__'s.
  const bool plain = site.action == ReturnAction::kStore;
  const bool binds_plainly =
      IsKind(init, Kind::kFunction) || IsKind(init, Kind::kNative);
  if (!IsKind(make, Kind::kNative) ||
      (has_init && !(plain && binds_plainly))) {
    return CallInPrelude(m, site, cls);
  }
  if (!has_init && site.names != nullptr && (cls->flags & kClassException) &&
      IsMadeByNew(m, cls, init)) {
    RaiseTypeError(m.context, absl::StrCat(ToUtf8(cls->name),
                                           "() takes no keyword arguments"));
    return Flow::kRaise;
  }
  if (!IsObjectNew(make) || !(cls->flags & kClassInstances)) {
    return CallNativeNew(m, site, cls, static_cast<Native*>(make.as_object()),
                         init, has_init);
  }
  if (cls->flags & kClassAbstract) {
    RaiseAbstract(m.context, cls);
    return Flow::kRaise;
  }
  if (!has_init && site.argc != 0) return RaiseTakesNoArguments(m, cls);
  const Value instance = Value::Of(NewInstance(m.context, cls));
  if (!has_init) return Deliver(m, site.action, site.target, instance);
  return Initialize(m, site, init, instance);
}

}  // namespace midge::vm
