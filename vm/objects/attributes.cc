#include "vm/objects/attributes.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/builtin_descriptors.h"
#include "vm/objects/class_attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/missing_attribute.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"
#include "vm/text/repr_text.h"

namespace midge::vm {
namespace {

OpResult Done(Value* out, Value value) {
  *out = value;
  return OpResult::kDone;
}

OpResult CallInstead(PythonCall* call, Value function,
                     std::initializer_list<Value> args) {
  call->function = function;
  call->count = 0;
  for (Value arg : args) call->args[call->count++] = arg;
  return OpResult::kPython;
}

// Calls special method `name`, which is `method` in the first argument's class.
OpResult CallHook(PythonCall* call, Str* name, Value method,
                  std::initializer_list<Value> args) {
  CallInstead(call, method, args);
  if (IsKind(method, Kind::kFunction) || IsKind(method, Kind::kNative)) {
    return OpResult::kPython;
  }
  std::copy_backward(call->args, call->args + call->count,
                     call->args + call->count + 1);
  call->args[0] = Value::Of(name);
  ++call->count;
  call->function = core().PreludeFunction("call_special");
  return OpResult::kPython;
}

OpResult RaiseAttribute(Context& context, std::string_view message) {
  Raise(context, core().AttributeError, message);
  return OpResult::kRaise;
}

bool IsDataDescriptor(Context& context, Value raw) {
  if (!raw.is_object()) return false;
  if (raw.as_object()->is(Kind::kProperty)) return true;
  if (IsMember(raw)) return !IsKeptInDict(context, raw);
  return raw.as_object()->is(Kind::kInstance) &&
         (!FindSpecial(context, raw, core().n_set).is_unbound() ||
          !FindSpecial(context, raw, core().n_delete).is_unbound());
}

// Whether what a class method is given has a __get__ that does more than bind.
bool IsDescriptor(Context& context, Value function) {
  if (!function.is_object()) return false;
  switch (function.as_object()->kind()) {
    case Kind::kClassMethod:
    case Kind::kStaticMethod:
    case Kind::kProperty:
      return true;
    case Kind::kInstance:
      return !FindSpecial(context, function, core().n_get).is_unbound();
    default:
      return false;
  }
}

// raw, found in the class of `self`.
OpResult Bind(Context& context, Value raw, Value self, Class* cls, Value* out,
              PythonCall* call) {
  if (IsKind(raw, Kind::kProperty)) {
    const Property* property =
        context.Resolve(static_cast<Property*>(raw.as_object()));
    if (property->getter.is_none()) {
      return RaiseNoAccessor(context, *property, "getter", self);
    }
  }
  return BindAttribute(context, raw, self, cls, out, call);
}

// Whether it comes before what the object itself has: one with a __set__ alone
// does not.
bool ComesFirst(Context& context, Value raw) {
  return IsDataDescriptor(context, raw) &&
         (IsKind(raw, Kind::kProperty) ||
          !FindSpecial(context, raw, core().n_get).is_unbound());
}

OpResult GetInstanceAttribute(Context& context, Value v, Class* cls, Str* name,
                              Value* out, PythonCall* call) {
  const Value raw = FindInClass(context, cls, name);
  if (const int slot = MemberSlot(context, cls, raw); slot >= 0) {
    *out = GetMember(context, raw, static_cast<Instance*>(v.as_object()), slot);
    return out->is_unbound() ? RaiseMissing(context, v, name) : OpResult::kDone;
  }
  if (ComesFirst(context, raw)) {
    return Bind(context, raw, v, cls, out, call);
  }
  const Value own =
      InstanceGet(context, static_cast<Instance*>(v.as_object()), name);
  if (!own.is_unbound()) return Done(out, own);
  if (!raw.is_unbound()) return Bind(context, raw, v, cls, out, call);
  return RaiseMissing(context, v, name);
}

OpResult GetClassAttribute(Context& context, Value v, Class* meta, Str* name,
                           Value* out, PythonCall* call) {
  Class* cls = context.Resolve(static_cast<Class*>(v.as_object()));
  const Value from_meta = FindInClass(context, meta, name);
  if (ComesFirst(context, from_meta)) {
    return Bind(context, from_meta, v, meta, out, call);
  }
  const Value raw = FindInClass(context, cls, name);
  if (!raw.is_unbound()) {
    return BindAttribute(context, raw, Value(), cls, out, call);
  }
  if (!from_meta.is_unbound()) {
    return Bind(context, from_meta, v, meta, out, call);
  }
  return RaiseMissing(context, v, name);
}

OpResult GetSuperAttribute(Context& context, Super* super, Str* name,
                           Value* out, PythonCall* call) {
  // __class__ is that of the super object itself.
  const bool searched = super->self_class && name != core().n_class;
  Tuple* mro = searched ? context.Resolve(super->self_class.get())->mro.get()
                        : core().empty_tuple;
  bool after = false;
  for (uint32_t i = 0; i < mro->length; ++i) {
    Class* cls = context.Resolve(static_cast<Class*>((*mro)[i].as_object()));
    if (after) {
      const Value raw = DictGet(cls->dict, name);
      if (!raw.is_unbound()) {
        const bool through_class =
            IsKind(super->self, Kind::kClass) &&
            Identical(context, super->self, super->self_class.value());
        return BindAttribute(context, raw,
                             through_class ? Value() : super->self,
                             super->self_class, out, call);
      }
    }
    after = after || Identical(context, Value::Of(cls), super->from.value());
  }
  const Value v = Value::Of(super);
  const Value own = FindInClass(context, core().super_, name);
  if (own.is_unbound()) return RaiseMissing(context, v, name);
  return Bind(context, own, v, core().super_, out, call);
}

bool IsWrapper(Value v) {
  return IsKind(v, Kind::kStaticMethod) || IsKind(v, Kind::kClassMethod);
}

// The Dict that holds `v`'s own attributes, or null.
Dict* OwnDict(Context& context, Value v) {
  if (IsWrapper(v)) {
    const Value attributes = WrapperAttributes(context, v);
    return IsKind(attributes, Kind::kDict)
               ? context.Resolve(static_cast<Dict*>(attributes.as_object()))
               : nullptr;
  }
  if (IsKind(v, Kind::kModule)) {
    Module* module = context.Resolve(static_cast<Module*>(v.as_object()));
    return context.Resolve(module->dict.get());
  }
  if (IsKind(v, Kind::kFunction)) {
    Function* function = context.Resolve(static_cast<Function*>(v.as_object()));
    return function->attributes ? context.Resolve(function->attributes.get())
                                : nullptr;
  }
  return nullptr;
}

// What a staticmethod or classmethod takes from its function.
std::span<Str* const> TakenFromFunction() {
  static Str* const kNames[] = {core().n_module, core().n_name,
                                core().n_qualname, core().n_doc,
                                core().n_annotations};
  return kNames;
}

bool IsTakenFromFunction(Str* name) {
  const auto names = TakenFromFunction();
  return std::find(names.begin(), names.end(), name) != names.end();
}

OpResult SetWrapperAttribute(Context& context, Value v, Str* name,
                             Value value) {
  Dict* dict = Writable(context, WrapperDict(context, v));
  if (!value.is_unbound()) {
    DictSet(context, dict, name, value);
    return OpResult::kDone;
  }
  return DictDelete(dict, name) ? OpResult::kDone
                                : RaiseMissing(context, v, name);
}

// There is no __dict__ that would take the attribute.
OpResult RaiseNoPlace(Context& context, Value v, Class* cls, Str* name) {
  if (FindInClass(context, cls, name).is_unbound()) {
    return RaiseMissing(context, v, name);
  }
  return RaiseAttribute(
      context, absl::StrCat("'", TypeName(context, v), "' object attribute '",
                            ToUtf8(name), "' is read-only"));
}

OpResult SetInstanceAttribute(Context& context, Value v, Class* cls, Str* name,
                              Value value) {
  Instance* instance = Writable(context, static_cast<Instance*>(v.as_object()));
  const Value raw = FindInClass(context, cls, name);
  if (const int slot = MemberSlot(context, cls, raw); slot >= 0) {
    return SetMember(context, raw, instance, slot, value) ? OpResult::kDone
                                                          : OpResult::kRaise;
  }
  if (value.is_unbound()) {
    if (InstanceDelete(context, instance, name)) return OpResult::kDone;
    return cls->flags & kClassSlotsOnly ? RaiseNoPlace(context, v, cls, name)
                                        : RaiseMissing(context, v, name);
  }
  if (cls == core().object || (cls->flags & kClassSlotsOnly)) {
    return RaiseNoPlace(context, v, cls, name);
  }
  InstanceSet(context, instance, name, value);
  return OpResult::kDone;
}

}  // namespace

bool IsKeptUnbound(Context& context, Value value) {
  if (!IsKind(value, Kind::kFunction)) return false;
  auto* function = context.Resolve(static_cast<Function*>(value.as_object()));
  if (!function->attributes) return false;
  // As vm/prelude/imports.py marks them; what copies the mark is none of them.
  const Value mark = DictGet(context.Resolve(function->attributes.get()),
                             Names::Intern("<unbound>"));
  return !mark.is_unbound() && Identical(context, mark, value);
}

Value AsClassAttribute(Context& context, Value value) {
  if (!IsKeptUnbound(context, value)) return value;
  StaticMethod* method = context.heap().New<StaticMethod>();
  method->function = value;
  return Value::Of(method);
}

namespace {

OpResult RaiseImmutable(Context& context, Class* cls, Str* name) {
  RaiseTypeError(context, absl::StrCat("cannot set '", ToUtf8(name),
                                       "' attribute of immutable type '",
                                       ToUtf8(cls->name), "'"));
  return OpResult::kRaise;
}

OpResult SetClassAttribute(Context& context, Value v, Str* name, Value value) {
  Class* cls = Writable(context, static_cast<Class*>(v.as_object()));
  Dict* dict = Writable(context, cls->dict.get());
  cls->dict = dict;
  if (value.is_unbound()) {
    if (!DictDelete(dict, name)) return RaiseMissing(context, v, name);
  } else {
    DictSet(context, dict, name, AsClassAttribute(context, value));
  }
  // A metaclass's own __module__ hides the setter that type has.
  if (name == core().n_module) cls->module = value;
  ClassChanged(context, cls);
  return OpResult::kDone;
}

// The agent has builtins of its own from now on: what call sites remember of
// the core's through its modules' globals is void.
void ForgetBuiltins(Context& context) {
  if (context.modules.get() == nullptr) return;
  Value key, value;
  Dict* modules = context.Resolve(context.modules.get());
  for (int64_t at = 0; DictNext(modules, &at, &key, &value);) {
    if (!IsKind(value, Kind::kModule)) continue;
    Module* module = context.Resolve(static_cast<Module*>(value.as_object()));
    Dict* dict = Writable(context, module->dict.get());
    if (dict->version != 0) dict->version = Names::NextVersion();
  }
}

OpResult SetModuleAttribute(Context& context, Value v, Str* name, Value value) {
  Module* module = context.Resolve(static_cast<Module*>(v.as_object()));
  Dict* dict = context.Resolve(module->dict.get());
  if (dict == core().builtins) ForgetBuiltins(context);
  dict = Writable(context, dict);
  if (!value.is_unbound()) {
    DictSet(context, dict, name, value);
  } else if (!DictDelete(dict, name)) {
    return RaiseMissing(context, v, name);
  }
  return OpResult::kDone;
}

// An attribute of functions that is a field: what it must be, and how a new
// value, None included, gets there.  Unbound for del.
struct FunctionField {
  Str* name;
  const char* wanted;  // "must be set to ..."; null: anything
  Kind kind;           // what `wanted` says
  bool clearable;      // by del and None
  void (*set)(Function*, Value);
};

template <typename T, Ref<T> Function::*field>
void SetRef(Function* function, Value value) {
  function->*field =
      value.is_none() ? nullptr : static_cast<T*>(value.as_object());
}

template <Value Function::*field>
void SetValue(Function* function, Value value) {
  function->*field = value;
}

std::span<const FunctionField> FunctionFields() {
  static const FunctionField kFields[] = {
      {core().n_name, "a string", Kind::kStr, false,
       &SetValue<&Function::name>},
      {core().n_qualname, "a string", Kind::kStr, false,
       &SetValue<&Function::qualified_name>},
      {core().n_module, nullptr, Kind::kStr, true,
       &SetValue<&Function::module>},
      {core().n_doc, nullptr, Kind::kStr, true, &SetValue<&Function::doc>},
      {Names::Intern("__defaults__"), "a tuple", Kind::kTuple, true,
       &SetRef<Tuple, &Function::defaults>},
      {Names::Intern("__kwdefaults__"), "a dict", Kind::kDict, true,
       &SetRef<Dict, &Function::keyword_defaults>},
      {core().n_annotations, "a dict", Kind::kDict, true,
       &SetRef<Dict, &Function::annotations>},
      {Names::Intern("__closure__"), "", Kind::kTuple, false, nullptr},
      {Names::Intern("__globals__"), "", Kind::kDict, false, nullptr},
      {Names::Intern("__builtins__"), "", Kind::kDict, false, nullptr},
  };
  return kFields;
}

OpResult SetFunctionField(Context& context, Function* function,
                          const FunctionField& field, Value value) {
  if (field.set == nullptr)
    return RaiseAttribute(context, "readonly attribute");
  if (value.is_unbound() && field.clearable) value = Value::None();
  const bool fits = field.wanted == nullptr || IsKind(value, field.kind) ||
                    (field.clearable && value.is_none());
  if (!fits) {
    RaiseTypeError(context, absl::StrCat(ToUtf8(field.name), " must be set to ",
                                         field.wanted, " object"));
    return OpResult::kRaise;
  }
  field.set(function, value);
  return OpResult::kDone;
}

OpResult SetFunctionDict(Context& context, Function* function, Value value) {
  const Value given = Payload(context, value);
  if (!IsKind(given, Kind::kDict)) {
    RaiseTypeError(context,
                   value.is_unbound()
                       ? "cannot delete __dict__"
                       : absl::StrCat("__dict__ must be set to a dictionary, "
                                      "not a '",
                                      TypeName(context, value), "'"));
    return OpResult::kRaise;
  }
  function->attributes = static_cast<Dict*>(given.as_object());
  return OpResult::kDone;
}

OpResult SetFunctionAttribute(Context& context, Value v, Str* name,
                              Value value) {
  Function* function = Writable(context, static_cast<Function*>(v.as_object()));
  for (const FunctionField& field : FunctionFields()) {
    if (field.name == name) {
      return SetFunctionField(context, function, field, value);
    }
  }
  if (name == core().n_dict) return SetFunctionDict(context, function, value);
  if (value.is_unbound()) {
    if (function->attributes &&
        DictDelete(Writable(context, function->attributes.get()), name)) {
      return OpResult::kDone;
    }
    return RaiseMissing(context, v, name);
  }
  if (!function->attributes) function->attributes = NewDict(context);
  DictSet(context, Writable(context, function->attributes.get()), name, value);
  return OpResult::kDone;
}

}  // namespace

namespace {

// What FindInClass() found last: a version is of one class and names all that
// its look-ups depend on, so that an answer stays right while it is there.
struct FoundInClass {
  static constexpr uint32_t kNowhere = 0xFFFFFFFF;
  const Str* name = nullptr;
  uint32_t version = 0;
  uint32_t mro_index = kNowhere;
  uint32_t entry = 0;
};
constexpr size_t kFoundInClassCount = 1024;

FoundInClass& FoundSlot(uint32_t version, const Str* name) {
  static thread_local FoundInClass found[kFoundInClassCount];
  const uint64_t key = reinterpret_cast<uintptr_t>(name) >> 3 ^
                       uint64_t { version } * 0x9E3779B1;
  return found[key % kFoundInClassCount];
}

void SearchClass(Context& context, Class* cls, const Str* name,
                 FoundInClass* found) {
  *found = {.name = name, .version = cls->version};
  const std::span<Value> mro = cls->mro->span();
  for (uint32_t i = 0; i < mro.size(); ++i) {
    Class* at = context.Resolve(static_cast<Class*>(mro[i].as_object()));
    const int entry = DictEntry(at->dict, name);
    if (entry < 0) continue;
    found->mro_index = i;
    found->entry = static_cast<uint32_t>(entry);
    return;
  }
}

}  // namespace

Value FindInClass(Context& context, Class* cls, const Str* name,
                  ClassLocation* where) {
  FoundInClass& found = FoundSlot(cls->version, name);
  if (found.version != cls->version || found.name != name) {
    SearchClass(context, cls, name, &found);
  }
  if (found.mro_index == FoundInClass::kNowhere) return Value();
  if (where != nullptr) *where = {found.mro_index, found.entry};
  Class* at = context.Resolve(
      static_cast<Class*>((*cls->mro)[found.mro_index].as_object()));
  return *DictEntryValue(at->dict, found.entry);
}

Value FindSpecial(Context& context, Value v, const Str* name) {
  return FindInClass(context, context.Resolve(ClassOf(context, v)), name);
}

bool IsBuiltinGetter(const Property& property) {
  return IsKind(property.getter, Kind::kNative) &&
         static_cast<Native*>(property.getter.as_object())->data->is_getter;
}

OpResult RaiseNoAccessor(Context& context, const Property& property,
                         const char* accessor, Value v) {
  Class* cls = context.Resolve(ClassOf(context, v));
  if (IsField(property)) {
    return RaiseAttribute(context, "readonly attribute");
  }
  if (IsBuiltinGetter(property)) {
    // As CPython words it for those that compute what they give.
    return RaiseAttribute(
        context,
        absl::StrCat("attribute '",
                     ToUtf8(static_cast<Str*>(property.name.as_object())),
                     "' of '", ToUtf8(cls->name), "' objects is not writable"));
  }
  Value name;
  std::string text = "property";
  if (!property.name.is_none()) {
    const OpResult shown = Repr(context, property.name, &name);
    if (shown == OpResult::kRaise) return shown;
    if (shown == OpResult::kDone) {
      absl::StrAppend(&text, " ", ToUtf8(static_cast<Str*>(name.as_object())));
    }
  }
  return RaiseAttribute(context,
                        absl::StrCat(text, " of ",
                                     text::ReprText(TextOf(static_cast<Str*>(
                                         cls->qualified_name.as_object()))),
                                     " object has no ", accessor));
}

OpResult BindAttribute(Context& context, Value raw, Value self, Class* cls,
                       Value* out, PythonCall* call) {
  if (!raw.is_object()) return Done(out, raw);
  Object* object = raw.as_object();
  const auto bind = [&](Value function, Value to) {
    BoundMethod* method = context.heap().New<BoundMethod>();
    method->function = function;
    method->self = to;
    return Done(out, Value::Of(method));
  };
  switch (object->kind()) {
    case Kind::kNative:
      if (!IsNativeMethod(static_cast<Native*>(object))) return Done(out, raw);
      [[fallthrough]];
    case Kind::kFunction:
      return self.is_unbound() ? Done(out, raw) : bind(raw, self);
    case Kind::kStaticMethod:
      return Done(out, static_cast<StaticMethod*>(object)->function);
    case Kind::kClassMethod: {
      // What is a descriptor itself is read through the class.
      const Value function = static_cast<ClassMethod*>(object)->function;
      if (IsDescriptor(context, function)) {
        return BindAttribute(context, function, Value::Of(cls), cls, out, call);
      }
      return bind(function, Value::Of(cls));
    }
    case Kind::kProperty:
      if (self.is_unbound()) return Done(out, raw);
      return CallInstead(
          call, context.Resolve(static_cast<Property*>(object))->getter,
          {self});
    case Kind::kInstance: {
      const Value get = FindSpecial(context, raw, core().n_get);
      if (get.is_unbound()) return Done(out, raw);
      return CallInstead(
          call, get,
          {raw, self.is_unbound() ? Value::None() : self, Value::Of(cls)});
    }
    case Kind::kSuper: {
      // One without a self is bound to whom it is read through.
      Super* super = static_cast<Super*>(object);
      if (super->self_class || self.is_unbound()) return Done(out, raw);
      const OpResult result = BindSuper(
          context, context.Resolve(super->from.get()), self, &super, call);
      if (result == OpResult::kDone) *out = Value::Of(super);
      return result;
    }
    default:
      return Done(out, raw);
  }
}

Super* NewSuper(Context& context, Class* from, Class* self_class, Value self) {
  Super* super = context.heap().New<Super>();
  super->from = from;
  super->self_class = self_class;
  super->self = self;
  return super;
}

OpResult BindSuper(Context& context, Class* cls, Value self, Super** out,
                   PythonCall* call) {
  Class* self_class = context.Resolve(ClassOf(context, self));
  if (IsKind(self, Kind::kClass)) {
    Class* as_class = context.Resolve(static_cast<Class*>(self.as_object()));
    if (IsSubclass(context, as_class, cls)) self_class = as_class;
  }
  if (!IsSubclass(context, self_class, cls)) {
    if (self_class->flags & kClassDisguised) {
      return CallInstead(call, core().PreludeFunction("super_by_class"),
                         {Value::Of(cls), self});
    }
    RaiseTypeError(context,
                   "super(type, obj): obj must be an instance or subtype of "
                   "type");
    return OpResult::kRaise;
  }
  *out = NewSuper(context, cls, self_class, self);
  return OpResult::kDone;
}

OpResult GetAttribute(Context& context, Value v, Str* name, Value* out,
                      PythonCall* call) {
  Class* cls = context.Resolve(ClassOf(context, v));
  if (cls->flags & kClassGetAttribute) {
    const Value hook = FindInClass(context, cls, core().n_getattribute);
    if (!(cls->flags & kClassGetAttr)) {
      return CallHook(call, core().n_getattribute, hook, {v, Value::Of(name)});
    }
    const Value prelude =
        core().prelude.find(core().n_getattribute_or_getattr)->second;
    return CallInstead(call, prelude, {v, Value::Of(name)});
  }
  const OpResult result = GetAttributePlain(context, v, name, out, call);
  if (result == OpResult::kPython && (cls->flags & kClassGetAttr)) {
    // A property, say, whose AttributeError __getattr__ answers.
    const Value prelude =
        core().prelude.find(core().n_getattribute_or_getattr)->second;
    return CallInstead(call, prelude, {v, Value::Of(name)});
  }
  if (result != OpResult::kRaise || !(cls->flags & kClassGetAttr) ||
      !RaisedMissing(context)) {
    return result;
  }
  context.raised = Value();
  const Value getattr = FindInClass(context, cls, core().n_getattr);
  return CallHook(call, core().n_getattr, getattr, {v, Value::Of(name)});
}

OpResult GetAttributePlain(Context& context, Value v, Str* name, Value* out,
                           PythonCall* call) {
  Class* cls = context.Resolve(ClassOf(context, v));
  if (!v.is_object()) {
    const Value raw = FindInClass(context, cls, name);
    if (raw.is_unbound()) return RaiseMissing(context, v, name);
    return Bind(context, raw, v, cls, out, call);
  }
  switch (v.as_object()->kind()) {
    case Kind::kInstance:
      return GetInstanceAttribute(context, v, cls, name, out, call);
    case Kind::kClass:
      return GetClassAttribute(context, v, cls, name, out, call);
    case Kind::kSuper:
      return GetSuperAttribute(context, static_cast<Super*>(v.as_object()),
                               name, out, call);
    default:
      break;
  }
  const Value raw = FindInClass(context, cls, name);
  const bool is_module_of_own =
      IsKind(v, Kind::kModule) && static_cast<Module*>(v.as_object())->cls;
  if ((is_module_of_own || IsKind(v, Kind::kFunction)) &&
      IsDataDescriptor(context, raw)) {
    return Bind(context, raw, v, cls, out, call);
  }
  if (Dict* own = OwnDict(context, v)) {
    const Value found = DictGet(own, name);
    if (!found.is_unbound()) return Done(out, found);
  }
  // Nothing binds a bound builtin once more; by this enum, for one, knows a
  // member from a method.
  if (name == core().n_get && IsKind(v, Kind::kBoundMethod) &&
      IsKind(static_cast<BoundMethod*>(v.as_object())->function,
             Kind::kNative)) {
    return RaiseMissing(context, v, name);
  }
  // A bound method has what its function has.
  if (IsKind(v, Kind::kBoundMethod) &&
      (raw.is_unbound() || name == core().n_dict)) {
    const Value method = v;
    while (IsKind(v, Kind::kBoundMethod)) {
      v = static_cast<BoundMethod*>(v.as_object())->function;
    }
    const OpResult found = GetAttribute(context, v, name, out, call);
    // A builtin's is told to be missing of the bound one.
    return found == OpResult::kRaise && IsKind(v, Kind::kNative)
               ? RaiseMissing(context, method, name)
               : found;
  }
  if (name == core().n_get && IsKeptUnbound(context, v)) {
    return RaiseMissing(context, v, name);
  }
  if (!raw.is_unbound()) return Bind(context, raw, v, cls, out, call);
  if (IsKind(v, Kind::kModule)) {
    const Value hook = DictGet(OwnDict(context, v), core().n_getattr);
    if (!hook.is_unbound()) return CallInstead(call, hook, {Value::Of(name)});
  }
  return RaiseMissing(context, v, name);
}

OpResult SetAttribute(Context& context, Value v, Str* name, Value value,
                      PythonCall* call) {
  Class* cls = context.Resolve(ClassOf(context, v));
  const bool is_delete = value.is_unbound();
  if (cls->flags & (is_delete ? kClassDelAttr : kClassSetAttr)) {
    Str* which = is_delete ? core().n_delattr : core().n_setattr;
    const Value hook = FindInClass(context, cls, which);
    if (is_delete) return CallHook(call, which, hook, {v, Value::Of(name)});
    return CallHook(call, which, hook, {v, Value::Of(name), value});
  }
  return SetAttributePlain(context, v, name, value, call);
}

NativeResult SetAttributeBy(NativeCall& call, AttributeSetter set,
                            bool is_delete) {
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return NativeResult::kRaise;
  PythonCall python;
  call.result = Value::None();
  const OpResult result = set(call.context, call.args[0], name,
                              is_delete ? Value() : call.args[2], &python);
  return call.End(result, python);
}

OpResult SetAttributePlain(Context& context, Value v, Str* name, Value value,
                           PythonCall* call) {
  if (IsKind(v, Kind::kClass) &&
      (static_cast<Class*>(v.as_object())->flags & kClassBuiltin)) {
    return RaiseImmutable(context, static_cast<Class*>(v.as_object()), name);
  }
  Class* cls = context.Resolve(ClassOf(context, v));
  const bool is_delete = value.is_unbound();
  const Value raw = FindInClass(context, cls, name);
  // A function's __name__ and the like are fields.
  if (IsKind(v, Kind::kFunction) &&
      (!IsKind(raw, Kind::kProperty) ||
       static_cast<Property*>(raw.as_object())->setter.is_none())) {
    return SetFunctionAttribute(context, v, name, value);
  }
  if (IsWrapper(v) && IsTakenFromFunction(name)) {
    return SetWrapperAttribute(context, v, name, value);
  }
  if (IsKind(raw, Kind::kProperty)) {
    Property* property =
        context.Resolve(static_cast<Property*>(raw.as_object()));
    const Value accessor = is_delete ? property->deleter : property->setter;
    if (accessor.is_none()) {
      return RaiseNoAccessor(context, *property,
                             is_delete ? "deleter" : "setter", v);
    }
    if (is_delete) return CallInstead(call, accessor, {v});
    return CallInstead(call, accessor, {v, value});
  }
  if (IsDataDescriptor(context, raw) &&
      !(IsKind(v, Kind::kInstance) && MemberSlot(context, cls, raw) >= 0)) {
    const Value accessor =
        FindSpecial(context, raw, is_delete ? core().n_delete : core().n_set);
    if (accessor.is_unbound()) {
      return RaiseAttribute(context, is_delete ? "__delete__" : "__set__");
    }
    if (is_delete) return CallInstead(call, accessor, {raw, v});
    return CallInstead(call, accessor, {raw, v, value});
  }
  if (!v.is_object()) return RaiseNoPlace(context, v, cls, name);
  switch (v.as_object()->kind()) {
    case Kind::kInstance:
      return SetInstanceAttribute(context, v, cls, name, value);
    case Kind::kClass:
      return SetClassAttribute(context, v, name, value);
    case Kind::kModule:
      return SetModuleAttribute(context, v, name, value);
    case Kind::kStaticMethod:
    case Kind::kClassMethod:
      return SetWrapperAttribute(context, v, name, value);
    default:
      return RaiseNoPlace(context, v, cls, name);
  }
}

namespace {

Value& AttributesOf(Object* wrapper) {
  return wrapper->is(Kind::kStaticMethod)
             ? static_cast<StaticMethod*>(wrapper)->attributes
             : static_cast<ClassMethod*>(wrapper)->attributes;
}

}  // namespace

Value WrapperAttributes(Context& context, Value v) {
  return AttributesOf(context.Resolve(v.as_object()));
}

Dict* WrapperDict(Context& context, Value v) {
  Object* wrapper = Writable(context, v.as_object());
  Value& attributes = AttributesOf(wrapper);
  if (IsKind(attributes, Kind::kDict)) {
    return static_cast<Dict*>(attributes.as_object());
  }
  const Value function = wrapper->is(Kind::kStaticMethod)
                             ? static_cast<StaticMethod*>(wrapper)->function
                             : static_cast<ClassMethod*>(wrapper)->function;
  Dict* dict = NewDict(context);
  // What takes Python to find is left where it is.
  if (IsKind(function, Kind::kFunction)) {
    Function* from =
        Writable(context, static_cast<Function*>(function.as_object()));
    if (!from->annotations) from->annotations = NewDict(context);
    const Value values[] = {from->module, from->name, from->qualified_name,
                            from->doc, from->annotations.value()};
    for (size_t i = 0; i < std::size(values); ++i) {
      const Value value = values[i].is_unbound() ? Value::None() : values[i];
      DictSet(context, dict, TakenFromFunction()[i], value);
    }
  }
  attributes = Value::Of(dict);
  return dict;
}

bool IsSubclass(Context& context, Class* cls, Class* base) {
  for (Value at : context.Resolve(cls)->mro->span()) {
    if (Identical(context, at, Value::Of(base))) return true;
  }
  return false;
}

bool IsInstance(Context& context, Value v, Class* cls) {
  return IsSubclass(context, ClassOf(context, v), cls);
}

}  // namespace midge::vm
