// object, functions, cells, modules, slices: methods and attributes.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/slices.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

template <typename T>
T* As(NativeCall& call, Value v) {
  return call.context.Resolve(static_cast<T*>(v.as_object()));
}

Value OrNone(Value v) { return v.is_unbound() ? Value::None() : v; }

// --- object ------------------------------------------------------------------

bool HasArguments(NativeCall& call) {
  const Value args = call.args[1], kwargs = call.args[2];
  return (IsKind(args, Kind::kTuple) && As<Tuple>(call, args)->length != 0) ||
         (IsKind(kwargs, Kind::kDict) &&
          As<Dict>(call, kwargs)->live_count != 0);
}

bool IsNative(Value v, NativeFunction function) {
  return IsKind(v, Kind::kNative) &&
         static_cast<Native*>(v.as_object())->data->function == function;
}

Result ObjectInit(NativeCall& call);

Result ObjectNew(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kClass)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("object.__new__(X): X is not a type object (",
                     TypeName(call.context, call.args[0]), ")"));
  }
  Class* cls = As<Class>(call, call.args[0]);
  if (!(cls->flags & (kClassInstances | kClassException)) ||
      (cls->flags & kClassPayload)) {
    const std::string name = ToUtf8(cls->name);
    const Value make = FindInClass(call.context, cls, core().n_new);
    if (IsNative(make, &ObjectNew)) {
      return RaiseTypeError(
          call.context, absl::StrCat("cannot create '", name, "' instances"));
    }
    return RaiseTypeError(
        call.context, absl::StrCat("object.__new__(", name,
                                   ") is not safe, use ", name, ".__new__()"));
  }
  if (cls->flags & kClassAbstract) return RaiseAbstract(call.context, cls);
  if (HasArguments(call)) {
    if (!IsNative(FindInClass(call.context, cls, core().n_new), &ObjectNew)) {
      return RaiseTypeError(call.context,
                            "object.__new__() takes exactly one argument (the "
                            "type to instantiate)");
    }
    if (IsNative(FindInClass(call.context, cls, core().n_init), &ObjectInit)) {
      return RaiseTypeError(
          call.context,
          absl::StrCat(ToUtf8(cls->name), "() takes no arguments"));
    }
  }
  return call.Return(Value::Of(NewInstance(call.context, cls)));
}

Result ObjectReduce(NativeCall& call) {
  return call.Prelude("object_reduce", {call.args[0], Value::Int(0)});
}

Result ObjectDir(NativeCall& call) {
  return call.Prelude("object_dir", {call.args[0]});
}

Result ObjectReduceEx(NativeCall& call) {
  return call.Prelude("object_reduce_ex", {call.args[0], call.args[1]});
}

Result ObjectGetState(NativeCall& call) {
  return call.Prelude("object_getstate", {call.args[0]});
}

// function.__get__(instance, owner=None), of natives too.
Result FunctionGet(NativeCall& call) {
  if (call.args[1].is_none()) return call.Return(call.args[0]);
  BoundMethod* method = call.context.heap().New<BoundMethod>();
  method->function = call.args[0];
  method->self = call.args[1];
  return call.Return(Value::Of(method));
}

// f.__call__(...), of all that is called.
Result CallSelf(NativeCall& call) {
  return call.Prelude("thread_main",
                      {call.args[0], call.args[1], call.args[2]});
}

// No class is another's subclass for any but the usual reason.
Result SubclassHook(NativeCall& call) {
  return call.Return(Value::NotImplemented());
}

// Arguments are for a class that has the other of __new__ and __init__, and
// then not for object's.
Result ObjectInit(NativeCall& call) {
  if (!HasArguments(call)) return call.Return(Value::None());
  Class* cls = call.context.Resolve(ClassOf(call.context, call.args[0]));
  if (!IsNative(FindInClass(call.context, cls, core().n_init), &ObjectInit)) {
    return RaiseTypeError(call.context,
                          "object.__init__() takes exactly one argument (the "
                          "instance to initialize)");
  }
  if (IsNative(FindInClass(call.context, cls, core().n_new), &ObjectNew)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat(ToUtf8(cls->name),
                     ".__init__() takes exactly one argument (the instance to "
                     "initialize)"));
  }
  return call.Return(Value::None());
}

Result ObjectRepr(NativeCall& call) {
  const OpResult result = Repr(call.context, call.args[0], &call.result);
  if (result != OpResult::kPython) return Finish(result);
  Class* cls = call.context.Resolve(ClassOf(call.context, call.args[0]));
  return call.Prelude("object_repr", {call.args[0], Value::Of(cls)});
}

// str(x) is repr(x) unless the class says otherwise.
Result ObjectStr(NativeCall& call) {
  const Value repr = FindSpecial(call.context, call.args[0], core().n_repr);
  if (!IsKind(repr, Kind::kNative)) {
    return call.Prelude("call_special",
                        {Value::Of(core().n_repr), call.args[0]});
  }
  const OpResult result = Repr(call.context, call.args[0], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("repr_of", {Payload(call.context, call.args[0])});
  }
  return Finish(result);
}

Result ObjectEq(NativeCall& call) {
  const bool same = Identical(call.context, call.args[0], call.args[1]);
  return call.Return(same ? Value::True() : Value::NotImplemented());
}

Result ObjectNe(NativeCall& call) {
  return call.Prelude("object_ne", {call.args[0], call.args[1]});
}

Result ObjectHash(NativeCall& call) {
  call.result = Value::Int(IdOf(call.context, call.args[0]) >> 4);
  return Result::kReturn;
}

Result ObjectGetAttribute(NativeCall& call) {
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return Result::kRaise;
  PythonCall python;
  const OpResult result = GetAttributePlain(call.context, call.args[0], name,
                                            &call.result, &python);
  return call.End(result, python);
}

template <bool is_delete>
Result ObjectSetAttribute(NativeCall& call) {
  // A class has attributes by type.__setattr__, which object's cannot evade.
  if (IsKind(call.args[0], Kind::kClass)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("can't apply this ",
                     is_delete ? "__delattr__" : "__setattr__", " to ",
                     TypeName(call.context, call.args[0]), " object"));
  }
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return Result::kRaise;
  PythonCall python;
  call.result = Value::None();
  const OpResult result =
      SetAttributePlain(call.context, call.args[0], name,
                        is_delete ? Value() : call.args[2], &python);
  return call.End(result, python);
}

Result ObjectFormat(NativeCall& call) {
  const Value given = Payload(call.context, call.args[1]);
  if (!IsKind(given, Kind::kStr)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("__format__() argument must be str, not ",
                     ArgumentTypeName(call.context, call.args[1])));
  }
  if (As<Str>(call, given)->length != 0) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("unsupported format string passed to ",
                     TypeName(call.context, call.args[0]), ".__format__"));
  }
  return call.Prelude("to_str", {call.args[0]});
}

Result ObjectClass(NativeCall& call) {
  return call.Return(
      Value::Of(call.context.Resolve(ClassOf(call.context, call.args[0]))));
}

// The names of the slots that the classes behind `cls` add, class by class.
std::vector<std::vector<Str*>> SlotsOf(Context& context, Class* cls) {
  std::vector<std::vector<Str*>> slots;
  for (Value at : cls->mro->span()) {
    Dict* dict = context.Resolve(static_cast<Class*>(at.as_object()))->dict;
    std::vector<Str*> names;
    Value key, value;
    for (int64_t entry = 0; DictNext(dict, &entry, &key, &value);) {
      if (IsMember(value)) names.push_back(static_cast<Str*>(key.as_object()));
    }
    if (names.empty()) continue;
    std::sort(names.begin(), names.end());
    slots.push_back(std::move(names));
  }
  return slots;
}

bool LookAlike(Context& context, Class* a, Class* b) {
  constexpr uint32_t kShape =
      kClassInstances | kClassPayload | kClassException | kClassSlotsOnly;
  if (((a->flags ^ b->flags) & kShape) != 0) return false;
  return a->instance_kind == b->instance_kind &&
         SlotsOf(context, a) == SlotsOf(context, b);
}

// Only between classes whose instances look alike.
Result ObjectSetClass(NativeCall& call) {
  const Value v = call.args[0];
  if (!IsKind(call.args[1], Kind::kClass)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("__class__ must be set to a class, not '",
                     TypeName(call.context, call.args[1]), "' object"));
  }
  Class* to = As<Class>(call, call.args[1]);
  Class* from = call.context.Resolve(ClassOf(call.context, v));
  const bool is_module =
      IsKind(v, Kind::kModule) && IsSubclass(call.context, to, core().module);
  if (!is_module && ((to->flags | from->flags) & kClassBuiltin)) {
    return RaiseTypeError(call.context,
                          "__class__ assignment only supported for mutable "
                          "types or ModuleType subclasses");
  }
  if (!LookAlike(call.context, from, to)) {
    return RaiseTypeError(
        call.context, absl::StrCat("__class__ assignment: '", ToUtf8(to->name),
                                   "' object layout differs from '",
                                   ToUtf8(from->name), "'"));
  }
  if (is_module) {
    Module* module =
        Writable(call.context, static_cast<Module*>(v.as_object()));
    module->cls = to == core().module ? nullptr : to;
    // What inline caches know of it may be behind a property of `to` now.
    Dict* dict = Writable(call.context, module->dict.get());
    dict->version = Names::NextVersion();
  } else if (IsKind(v, Kind::kClass)) {
    Class* cls = Writable(call.context, static_cast<Class*>(v.as_object()));
    cls->metaclass = to;
    cls->flags &= ~uint32_t{kClassMeta};
    if (to != core().type) cls->flags |= kClassMeta;
    ClassChanged(call.context, cls);
  } else if (IsKind(v, Kind::kInstance)) {
    Writable(call.context, static_cast<Instance*>(v.as_object()))->cls = to;
  }
  return call.Return(Value::None());
}

Result ObjectDeleteClass(NativeCall& call) {
  return RaiseTypeError(call.context, "can't delete __class__ attribute");
}

Result ObjectInitSubclass(NativeCall& call) {
  const Value kwargs = call.args[1];
  if (IsKind(kwargs, Kind::kDict) && As<Dict>(call, kwargs)->live_count > 0) {
    return RaiseTypeError(
        call.context, absl::StrCat(ToUtf8(As<Class>(call, call.args[0])->name),
                                   ".__init_subclass__() takes no keyword "
                                   "arguments"));
  }
  return call.Return(Value::None());
}

Result ObjectDict(NativeCall& call) {
  const Value v = call.args[0];
  const Class* cls = call.context.Resolve(ClassOf(call.context, v));
  if (IsKind(v, Kind::kInstance) && !(cls->flags & kClassSlotsOnly) &&
      cls != core().object) {
    Instance* instance =
        Writable(call.context, static_cast<Instance*>(v.as_object()));
    return call.Return(Value::Of(InstanceDict(call.context, instance)));
  }
  if (IsKind(v, Kind::kModule)) {
    return call.Return(As<Module>(call, v)->dict.value());
  }
  if (IsKind(v, Kind::kStaticMethod) || IsKind(v, Kind::kClassMethod)) {
    return call.Return(Value::Of(WrapperDict(call.context, v)));
  }
  if (IsKind(v, Kind::kFunction)) {
    Function* function =
        Writable(call.context, static_cast<Function*>(v.as_object()));
    if (!function->attributes) function->attributes = NewDict(call.context);
    return call.Return(function->attributes.value());
  }
  return Raise(call.context, core().AttributeError,
               absl::StrCat("'", TypeName(call.context, v),
                            "' object has no attribute '__dict__'"));
}

// instance.__dict__ = dict; without a value, as for del, an empty one.
template <bool is_delete>
Result ObjectSetDict(NativeCall& call) {
  const Value v = call.args[0];
  const Class* cls = call.context.Resolve(ClassOf(call.context, v));
  if (IsKind(v, Kind::kModule)) {
    return Raise(call.context, core().AttributeError, "readonly attribute");
  }
  const bool has_dict =
      (IsKind(v, Kind::kInstance) && !(cls->flags & kClassSlotsOnly)) ||
      IsKind(v, Kind::kFunction);
  if (!has_dict) {
    return Raise(call.context, core().AttributeError,
                 absl::StrCat("'", TypeName(call.context, v),
                              "' object has no attribute '__dict__'"));
  }
  if (is_delete && IsKind(v, Kind::kFunction)) {
    return RaiseTypeError(call.context, "cannot delete __dict__");
  }
  const Value given = is_delete ? Value::Of(NewDict(call.context))
                                : Payload(call.context, call.args[1]);
  if (!IsKind(given, Kind::kDict)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("__dict__ must be set to a dictionary, not a '",
                     TypeName(call.context, call.args[1]), "'"));
  }
  if (IsKind(v, Kind::kFunction)) {
    Writable(call.context, static_cast<Function*>(v.as_object()))->attributes =
        static_cast<Dict*>(given.as_object());
    return call.Return(Value::None());
  }
  Instance* instance =
      Writable(call.context, static_cast<Instance*>(v.as_object()));
  InstanceDict(call.context, instance);
  instance->overflow = given;
  return call.Return(Value::None());
}

// --- functions
// -----------------------------------------------------------------

template <Value Function::*field>
Result FunctionField(NativeCall& call) {
  return call.Return(OrNone(As<Function>(call, call.args[0])->*field));
}

template <typename T, Ref<T> Function::*field>
Result FunctionRef(NativeCall& call) {
  return call.Return(
      OrNone((As<Function>(call, call.args[0])->*field).value()));
}

// The prelude's natives trust their callers: nobody else sees its globals.
Result FunctionGlobals(NativeCall& call) {
  static const Dict* const trusted = CoreModule("_prelude")->dict;
  Function* function = As<Function>(call, call.args[0]);
  if (function->globals.get() == trusted) {
    return Raise(call.context, core().AttributeError,
                 "'builtin_function_or_method' object has no attribute "
                 "'__globals__'");
  }
  return call.Return(function->globals.value());
}

Result FunctionAnnotations(NativeCall& call) {
  Function* function =
      Writable(call.context, static_cast<Function*>(call.args[0].as_object()));
  if (!function->annotations) function->annotations = NewDict(call.context);
  return call.Return(function->annotations.value());
}

Result MethodFunction(NativeCall& call) {
  return call.Return(As<BoundMethod>(call, call.args[0])->function);
}

Result MethodSelf(NativeCall& call) {
  return call.Return(As<BoundMethod>(call, call.args[0])->self);
}

Result MethodNew(NativeCall& call) {
  if (call.args[2].is_none()) {
    return RaiseTypeError(call.context, "instance must not be None");
  }
  BoundMethod* method = call.context.heap().New<BoundMethod>();
  method->function = call.args[1];
  method->self = call.args[2];
  return call.Return(Value::Of(method));
}

// What a method has not itself it takes from its function.
template <Str* Core::*name>
Result MethodForward(NativeCall& call) {
  PythonCall python;
  const OpResult result =
      GetAttribute(call.context, As<BoundMethod>(call, call.args[0])->function,
                   core().*name, &call.result, &python);
  return call.End(result, python);
}

// --- cells, modules, slices
// ----------------------------------------------------

Result CellContents(NativeCall& call) {
  const Value content = As<Cell>(call, call.args[0])->content;
  if (content.is_unbound()) {
    return RaiseValueError(call.context, "Cell is empty");
  }
  return call.Return(content);
}

template <bool is_delete>
Result SetCellContents(NativeCall& call) {
  Cell* cell =
      Writable(call.context, static_cast<Cell*>(call.args[0].as_object()));
  cell->content = is_delete ? Value() : call.args[1];
  return call.Return(Value::None());
}

Result CellNew(NativeCall& call) {
  Cell* cell = call.context.heap().New<Cell>();
  cell->content = call.args[1];
  return call.Return(Value::Of(cell));
}

// What ModuleType(name, doc) puts into the module; false if it raised.
bool FillModule(NativeCall& call, Module* module) {
  const Value name = Payload(call.context, call.args[1]);
  if (!IsKind(name, Kind::kStr)) {
    RaiseTypeError(call.context,
                   absl::StrCat("module() argument 'name' must be str, not ",
                                TypeName(call.context, call.args[1])));
    return false;
  }
  module->name = As<Str>(call, name);
  Dict* dict = Writable(call.context, module->dict.get());
  DictSet(call.context, dict, core().n_name, call.args[1]);
  DictSet(call.context, dict, core().n_doc, OrNone(call.args[2]));
  for (const char* other : {"__package__", "__loader__", "__spec__"}) {
    DictSet(call.context, dict, Names::Intern(other), Value::None());
  }
  return true;
}

Result ModuleNew(NativeCall& call) {
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  const bool plain = cls == core().module;
  if (plain && call.args[1].is_unbound()) {
    return RaiseTypeError(call.context,
                          "module() missing required argument 'name' (pos 1)");
  }
  Module* module = call.context.heap().New<Module>();
  module->name = core().empty_str;
  module->dict = NewVersionedDict(call.context);
  if (!plain) module->cls = cls;
  if (plain && !FillModule(call, module)) return Result::kRaise;
  return call.Return(Value::Of(module));
}

Result ModuleInit(NativeCall& call) {
  Module* module =
      Writable(call.context, static_cast<Module*>(call.args[0].as_object()));
  if (!FillModule(call, module)) return Result::kRaise;
  return call.Return(Value::None());
}

// A module has annotations, if only empty ones.
Result ModuleAnnotations(NativeCall& call) {
  Module* module = As<Module>(call, call.args[0]);
  const Value made = Value::Of(NewDict(call.context));
  DictSet(call.context, Writable(call.context, module->dict.get()),
          core().n_annotations, made);
  return call.Return(made);
}

template <bool is_delete>
Result ModuleSetAnnotations(NativeCall& call) {
  Module* module = As<Module>(call, call.args[0]);
  Dict* dict = Writable(call.context, module->dict.get());
  if (!is_delete) {
    DictSet(call.context, dict, core().n_annotations, call.args[1]);
  } else if (!DictDelete(dict, core().n_annotations)) {
    return Raise(call.context, core().AttributeError, "__annotations__");
  }
  return call.Return(Value::None());
}

Result SliceNew(NativeCall& call) {
  Slice* slice = call.context.heap().New<Slice>();
  const bool only_stop = call.args[2].is_unbound();
  slice->start = only_stop ? Value::None() : call.args[1];
  slice->stop = only_stop ? call.args[1] : call.args[2];
  slice->step = OrNone(call.args[3]);
  return call.Return(Value::Of(slice));
}

// slice.indices(length)
Result SliceIndices(NativeCall& call) {
  int64_t length;
  const Value step = As<Slice>(call, call.args[0])->step;
  if (!ToInt64(call.args[1], &length) || length < 0 ||
      !(step.is_none() || step.is_int())) {
    return call.Prelude("slice_indices", {call.args[0], call.args[1]});
  }
  SliceBounds bounds;
  const OpResult result = ResolveSlice(
      call.context, As<Slice>(call, call.args[0]), length, &bounds);
  if (result == OpResult::kPython) {
    return call.Prelude("slice_indices", {call.args[0], call.args[1]});
  }
  if (result == OpResult::kRaise) return Result::kRaise;
  const Value parts[] = {NewInt(call.context, bounds.start),
                         NewInt(call.context, bounds.stop),
                         step.is_none() ? Value::Int(1) : step};
  return call.Return(Value::Of(NewTuple(call.context, parts)));
}

template <Value Slice::*field>
Result SliceField(NativeCall& call) {
  return call.Return(As<Slice>(call, call.args[0])->*field);
}

constexpr NativeSpec kObjectMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", &ObjectNew},
    {"__init__", "self, /, *args, **kwargs", &ObjectInit},
    {"__repr__", "self, /", &ObjectRepr},
    {"__str__", "self, /", &ObjectStr},
    {"__eq__", "self, other, /", &ObjectEq},
    {"__ne__", "self, other, /", &ObjectNe},
    {"__hash__", "self, /", &ObjectHash},
    {"__getattribute__", "self, name, /", &ObjectGetAttribute},
    {"__setattr__", "self, name, value, /", &ObjectSetAttribute<false>},
    {"__delattr__", "self, name, /", &ObjectSetAttribute<true>},
    {"__format__", "self, format_spec, /", &ObjectFormat},
    {"__dir__", "self, /", &ObjectDir},
    {"__reduce__", "self, /", &ObjectReduce},
    {"__reduce_ex__", "self, protocol, /", &ObjectReduceEx},
    {"__getstate__", "self, /", &ObjectGetState},
};

constexpr NativeSpec kObjectGetters[] = {
    {"__class__", "self", &ObjectClass},
    {"__dict__", "self", &ObjectDict},
};

constexpr NativeSpec kInitSubclass = {"__init_subclass__", "cls, /, **kwargs",
                                      &ObjectInitSubclass};

constexpr NativeSpec kCall = {"__call__", "self, /, *args, **kwargs",
                              &CallSelf};

constexpr NativeSpec kFunctionMethods[] = {
    {"__get__", "self, instance, owner=None, /", &FunctionGet}};

constexpr NativeSpec kFunctionGetters[] = {
    {"__name__", "self", &FunctionField<&Function::name>},
    {"__qualname__", "self", &FunctionField<&Function::qualified_name>},
    {"__module__", "self", &FunctionField<&Function::module>},
    {"__doc__", "self", &FunctionField<&Function::doc>},
    {"__code__", "self", &FunctionRef<Code, &Function::code>},
    {"__globals__", "self", &FunctionGlobals},
    {"__defaults__", "self", &FunctionRef<Tuple, &Function::defaults>},
    {"__kwdefaults__", "self", &FunctionRef<Dict, &Function::keyword_defaults>},
    {"__closure__", "self", &FunctionRef<Tuple, &Function::closure>},
    {"__annotations__", "self", &FunctionAnnotations},
};

constexpr NativeSpec kMethodGetters[] = {
    {"__func__", "self", &MethodFunction},
    {"__self__", "self", &MethodSelf},
    {"__name__", "self", &MethodForward<&Core::n_name>},
    {"__qualname__", "self", &MethodForward<&Core::n_qualname>},
    {"__module__", "self", &MethodForward<&Core::n_module>},
    {"__doc__", "self", &MethodForward<&Core::n_doc>},
};

constexpr NativeSpec kMethodMethods[] = {
    {"__new__", "cls, function, instance, /", &MethodNew}};
constexpr NativeSpec kCellMethods[] = {
    {"__new__", "cls, contents=None, /", &CellNew}};
constexpr NativeSpec kModuleMethods[] = {
    {"__new__", "cls, name=None, doc=None", &ModuleNew},
    {"__init__", "self, name, doc=None", &ModuleInit}};
constexpr NativeSpec kSliceMethods[] = {
    {"__new__", "cls, start, stop=None, step=None, /", &SliceNew},
    {"indices", "self, length, /", &SliceIndices}};
constexpr NativeSpec kSliceGetters[] = {
    {"start", "self", &SliceField<&Slice::start>},
    {"stop", "self", &SliceField<&Slice::stop>},
    {"step", "self", &SliceField<&Slice::step>},
};

void AddGetters(Class* cls, std::span<const NativeSpec> specs) {
  for (const NativeSpec& spec : specs) AddGetter(cls, spec);
}

}  // namespace

void RegisterObjectMethods() {
  Core& builtin = core();
  AddMethods(builtin.object, kObjectMethods);
  AddGetters(builtin.object, kObjectGetters);
  AddSetter(builtin.object, {"__class__", "self, value, /", &ObjectSetClass});
  AddDeleter(builtin.object, {"__class__", "self", &ObjectDeleteClass});
  AddSetter(builtin.object,
            {"__dict__", "self, value, /", &ObjectSetDict<false>});
  AddDeleter(builtin.object, {"__dict__", "self", &ObjectSetDict<true>});
  AddClassMethod(builtin.object, kInitSubclass);
  AddClassMethod(builtin.object,
                 {"__subclasshook__", "cls, other, /", &SubclassHook});
  // Of builtin types, which have no texts of their own.
  AddConstantTo(builtin.object, "__doc__", Value::None());
  for (Class* cls : {builtin.function, builtin.method}) {
    AddMethods(cls, {&kCall, 1});
  }
  AddMethods(builtin.function, kFunctionMethods);
  AddGetters(builtin.function, kFunctionGetters);
  AddMethods(builtin.method, kMethodMethods);
  AddGetters(builtin.method, kMethodGetters);
  AddMethods(builtin.cell, kCellMethods);
  AddGetter(builtin.cell, {"cell_contents", "self", &CellContents});
  AddSetter(builtin.cell,
            {"cell_contents", "self, value, /", &SetCellContents<false>});
  AddDeleter(builtin.cell, {"cell_contents", "self", &SetCellContents<true>});
  AddMethods(builtin.module, kModuleMethods);
  AddGetter(builtin.module, {"__annotations__", "self", &ModuleAnnotations});
  AddSetter(builtin.module, {"__annotations__", "self, value, /",
                             &ModuleSetAnnotations<false>});
  AddDeleter(builtin.module,
             {"__annotations__", "self", &ModuleSetAnnotations<true>});
  AddMethods(builtin.slice, kSliceMethods);
  AddGetters(builtin.slice, kSliceGetters);
}

}  // namespace midge::vm
