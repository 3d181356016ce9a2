// object, type, functions: methods and attributes.
#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
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

// The same of a native: a function that is no method is not bound.
Result NativeGet(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kNative) ||
      !static_cast<Native*>(call.args[0].as_object())->data->is_method) {
    return call.Return(call.args[0]);
  }
  return FunctionGet(call);
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

Result TypeInit(NativeCall& call) { return call.Return(Value::None()); }

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
        call.context, absl::StrCat("__format__() argument must be str, not ",
                                   TypeName(call.context, call.args[1])));
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
  if (!IsKind(v, Kind::kInstance) || !(to->flags & kClassInstances)) {
    return RaiseTypeError(call.context,
                          "__class__ assignment only supported for mutable "
                          "types or ModuleType subclasses");
  }
  constexpr uint32_t kShape =
      kClassInstances | kClassPayload | kClassException | kClassSlotsOnly;
  if ((to->flags & kShape) != (from->flags & kShape)) {
    return RaiseTypeError(
        call.context, absl::StrCat("__class__ assignment: '", ToUtf8(to->name),
                                   "' object layout differs from '",
                                   ToUtf8(from->name), "'"));
  }
  Writable(call.context, static_cast<Instance*>(v.as_object()))->cls = to;
  return call.Return(Value::None());
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
  if (IsKind(v, Kind::kInstance) && !(cls->flags & kClassSlotsOnly)) {
    Instance* instance =
        Writable(call.context, static_cast<Instance*>(v.as_object()));
    return call.Return(Value::Of(InstanceDict(call.context, instance)));
  }
  if (IsKind(v, Kind::kModule)) {
    return call.Return(As<Module>(call, v)->dict.value());
  }
  if (IsKind(v, Kind::kFunction)) {
    Function* function =
        Writable(call.context, static_cast<Function*>(v.as_object()));
    if (!function->attributes) function->attributes = NewDict(call.context);
    return call.Return(function->attributes.value());
  }
  if (IsKind(v, Kind::kClass)) {
    return call.Prelude("mappingproxy", {As<Class>(call, v)->dict.value()});
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

Result ObjectDoc(NativeCall& call) { return call.Return(Value::None()); }

// --- type --------------------------------------------------------------------

Result TypeNew(NativeCall& call) {
  const Value bases = call.args[2], name_space = call.args[3];
  if (!bases.is_unbound() && name_space.is_unbound()) {
    return RaiseTypeError(call.context, "type() takes 1 or 3 arguments");
  }
  if (bases.is_unbound()) {
    return call.Return(
        Value::Of(call.context.Resolve(ClassOf(call.context, call.args[1]))));
  }
  if (!IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("type.__new__() argument 1 must be str, not ",
                     TypeName(call.context, call.args[1])));
  }
  if (!IsKind(Payload(call.context, bases), Kind::kTuple)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("type.__new__() argument 2 must be tuple, not ",
                     TypeName(call.context, bases)));
  }
  if (!IsKind(Payload(call.context, name_space), Kind::kDict)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("type.__new__() argument 3 must be dict, not ",
                     TypeName(call.context, name_space)));
  }
  Str* name = InternOrRaise(call.context, As<Str>(call, call.args[1]));
  if (name == nullptr) return Result::kRaise;
  return call.Prelude(
      "type_new", {call.args[0], Value::Of(name), Payload(call.context, bases),
                   Payload(call.context, name_space), call.args[4]});
}

Result TypeMro(NativeCall& call) {
  return call.Return(As<Class>(call, call.args[0])->mro.value());
}

Result TypeBases(NativeCall& call) {
  return call.Return(As<Class>(call, call.args[0])->bases.value());
}

Result TypeBase(NativeCall& call) {
  Tuple* bases = As<Class>(call, call.args[0])->bases;
  return call.Return(bases->length == 0 ? Value::None() : (*bases)[0]);
}

Result TypeName_(NativeCall& call) {
  return call.Return(As<Class>(call, call.args[0])->name.value());
}

Result TypeQualifiedName(NativeCall& call) {
  return call.Return(As<Class>(call, call.args[0])->qualified_name);
}

Result TypeModule(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  // What `type` has under the name is the attribute of its instances.
  const Value own = DictGet(cls->dict, core().n_module);
  const bool has_own = !own.is_unbound() && !IsKind(own, Kind::kProperty);
  return call.Return(has_own ? own : OrNone(cls->module));
}

Result TypeDoc(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  const Value own = DictGet(cls->dict, core().n_doc);
  const bool has_own = !own.is_unbound() && !IsKind(own, Kind::kProperty);
  return call.Return(has_own ? own : OrNone(cls->doc));
}

// A class has annotations of its own, if only empty ones.
Result TypeAnnotations(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  const Value own = DictGet(cls->dict, core().n_annotations);
  if (!own.is_unbound() && !IsKind(own, Kind::kProperty)) {
    return call.Return(own);
  }
  if (cls->flags & kClassBuiltin) {
    return Raise(call.context, core().AttributeError,
                 absl::StrCat("type object '", ToUtf8(cls->name),
                              "' has no attribute '__annotations__'"));
  }
  const Value made = Value::Of(NewDict(call.context));
  cls = Writable(call.context, static_cast<Class*>(call.args[0].as_object()));
  DictSet(call.context, Writable(call.context, cls->dict.get()),
          core().n_annotations, made);
  ClassChanged(call.context, cls);
  return call.Return(made);
}

template <bool is_delete>
Result TypeSetAnnotations(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  if (cls->flags & kClassBuiltin) {
    return RaiseTypeError(call.context,
                          absl::StrCat("cannot set '__annotations__' attribute "
                                       "of immutable type '",
                                       ToUtf8(cls->name), "'"));
  }
  cls = Writable(call.context, static_cast<Class*>(call.args[0].as_object()));
  Dict* dict = Writable(call.context, cls->dict.get());
  if (!is_delete) {
    DictSet(call.context, dict, core().n_annotations, call.args[1]);
  } else if (!DictDelete(dict, core().n_annotations)) {
    return Raise(call.context, core().AttributeError, "__annotations__");
  }
  ClassChanged(call.context, cls);
  return call.Return(Value::None());
}

Result TypeSubclasses(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  List* subclasses = cls->subclasses;
  if (subclasses == nullptr)
    return call.Return(Value::Of(NewList(call.context)));
  return call.Return(Value::Of(
      NewList(call.context, {subclasses->items(), subclasses->size})));
}

// CPython's bits, as far as programs (module inspect) look at them.
Result TypeFlags(NativeCall& call) {
  constexpr int64_t kImmutable = 1 << 8, kHeapType = 1 << 9,
                    kBaseType = 1 << 10, kReady = 1 << 12, kHasGc = 1 << 14,
                    kAbstract = 1 << 20;
  const std::pair<Class*, int64_t> kSubclassBits[] = {
      {core().int_, 1 << 24},          {core().list, 1 << 25},
      {core().tuple, 1 << 26},         {core().bytes, 1 << 27},
      {core().str, 1 << 28},           {core().dict, 1 << 29},
      {core().BaseException, 1 << 30}, {core().type, int64_t{1} << 31}};
  Class* cls = As<Class>(call, call.args[0]);
  int64_t flags = kReady;
  flags |= cls->flags & kClassBuiltin ? kImmutable : kHeapType | kHasGc;
  if (cls->flags & kClassSubclassable) flags |= kBaseType;
  if (cls->flags & kClassAbstract) flags |= kAbstract;
  for (const auto& [base, bit] : kSubclassBits) {
    if (IsSubclass(call.context, cls, base)) flags |= bit;
  }
  return call.Return(NewInt(call.context, flags));
}

Result TypeTextSignature(NativeCall& call) {
  if (As<Class>(call, call.args[0]) != core().object) {
    return call.Return(Value::None());
  }
  return call.Return(Value::Of(NewStr(call.context, "()")));
}

Result TypePrepare(NativeCall& call) {
  return call.Return(Value::Of(NewDict(call.context)));
}

Result TypeMroList(NativeCall& call) {
  Tuple* mro = As<Class>(call, call.args[0])->mro;
  return call.Return(Value::Of(NewList(call.context, mro->span())));
}

// type(cls).__setattr__ for the three names that are fields.
Result TypeSetField(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  if (cls->flags & kClassBuiltin) {
    return RaiseTypeError(call.context,
                          absl::StrCat("cannot set attributes of immutable "
                                       "type '",
                                       ToUtf8(cls->name), "'"));
  }
  cls = Writable(call.context, static_cast<Class*>(call.args[0].as_object()));
  if (!IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(
        call.context, absl::StrCat("can only assign string to ",
                                   ToUtf8(cls->name), ".__name__, not '",
                                   TypeName(call.context, call.args[1]), "'"));
  }
  cls->name = static_cast<Str*>(call.args[1].as_object());
  return call.Return(Value::None());
}

Result TypeSetBases(NativeCall& call) {
  Class* cls =
      Writable(call.context, static_cast<Class*>(call.args[0].as_object()));
  if (cls->flags & kClassBuiltin) {
    return RaiseTypeError(call.context,
                          absl::StrCat("cannot set '__bases__' attribute of "
                                       "immutable type '",
                                       ToUtf8(cls->name), "'"));
  }
  if (SetClassBases(call.context, cls, call.args[1]) == OpResult::kRaise) {
    return Result::kRaise;
  }
  return call.Return(Value::None());
}

template <Str* Core::*name, Value Class::*field>
Result TypeSetDict(NativeCall& call) {
  Class* cls =
      Writable(call.context, static_cast<Class*>(call.args[0].as_object()));
  if (cls->flags & kClassBuiltin) {
    return RaiseTypeError(call.context,
                          absl::StrCat("cannot set attributes of immutable "
                                       "type '",
                                       ToUtf8(cls->name), "'"));
  }
  if (name == &Core::n_qualname && !IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(
        call.context, absl::StrCat("can only assign string to ",
                                   ToUtf8(cls->name), ".__qualname__, not '",
                                   TypeName(call.context, call.args[1]), "'"));
  }
  cls->*field = call.args[1];
  if (name != &Core::n_qualname) {
    DictSet(call.context, cls->dict, core().*name, call.args[1]);
  }
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

Result NativeName(NativeCall& call) {
  return call.Return(Value::Of(As<Native>(call, call.args[0])->data->name));
}

Result NativeQualifiedName(NativeCall& call) {
  return call.Return(
      Value::Of(As<Native>(call, call.args[0])->data->qualified_name));
}

Result NativeModule(NativeCall& call) {
  Str* module = As<Native>(call, call.args[0])->data->module;
  return call.Return(module ? Value::Of(module) : Value::None());
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

Result ModuleNew(NativeCall& call) {
  if (!IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(call.context, "module() argument 'name' must be str");
  }
  Module* module = call.context.heap().New<Module>();
  module->name = As<Str>(call, call.args[1]);
  module->dict = NewVersionedDict(call.context);
  DictSet(call.context, module->dict, core().n_name, call.args[1]);
  DictSet(call.context, module->dict, core().n_doc, OrNone(call.args[2]));
  for (const char* name : {"__package__", "__loader__", "__spec__"}) {
    DictSet(call.context, module->dict, Names::Intern(name), Value::None());
  }
  return call.Return(Value::Of(module));
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

// --- types as values
// ----------------------------------------------------------

Result TypeOr(NativeCall& call) {
  return call.Prelude("type_or", {call.args[0], call.args[1]});
}

Result TypeReflectedOr(NativeCall& call) {
  return call.Prelude("type_or", {call.args[1], call.args[0]});
}

Result ClassGetItem(NativeCall& call) {
  return call.Prelude("generic_alias", {call.args[0], call.args[1]});
}

constexpr NativeSpec kClassGetItem = {"__class_getitem__", "cls, item, /",
                                      &ClassGetItem};

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

constexpr NativeSpec kPrepare = {"__prepare__", "cls, /, *args, **kwargs",
                                 &TypePrepare};

constexpr NativeSpec kTypeMethods[] = {
    {"__new__", "cls, object_or_name, bases=(), dict={}, /, **kwargs",
     &TypeNew},
    {"__init__", "self, /, *args, **kwargs", &TypeInit},
    {"__or__", "self, value, /", &TypeOr},
    {"__ror__", "self, value, /", &TypeReflectedOr},
    {"mro", "self, /", &TypeMroList},
    {"__subclasses__", "self, /", &TypeSubclasses},
};

constexpr NativeSpec kTypeGetters[] = {
    {"__mro__", "self", &TypeMro},
    {"__bases__", "self", &TypeBases},
    {"__base__", "self", &TypeBase},
    {"__name__", "self", &TypeName_},
    {"__qualname__", "self", &TypeQualifiedName},
    {"__module__", "self", &TypeModule},
    {"__doc__", "self", &TypeDoc},
    {"__flags__", "self", &TypeFlags},
    {"__text_signature__", "self", &TypeTextSignature},
    {"__dict__", "self", &ObjectDict},
    {"__annotations__", "self", &TypeAnnotations},
};

constexpr NativeSpec kTypeSetters[] = {
    {"__annotations__", "self, value, /", &TypeSetAnnotations<false>},
    {"__name__", "self, value, /", &TypeSetField},
    {"__bases__", "self, value, /", &TypeSetBases},
    {"__qualname__", "self, value, /",
     &TypeSetDict<&Core::n_qualname, &Class::qualified_name>},
    {"__module__", "self, value, /",
     &TypeSetDict<&Core::n_module, &Class::module>},
    {"__doc__", "self, value, /", &TypeSetDict<&Core::n_doc, &Class::doc>},
};

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

constexpr NativeSpec kNativeMethods[] = {
    {"__get__", "self, instance, owner=None, /", &NativeGet}};

constexpr NativeSpec kNativeGetters[] = {
    {"__name__", "self", &NativeName},
    {"__qualname__", "self", &NativeQualifiedName},
    {"__module__", "self", &NativeModule},
    {"__doc__", "self", &ObjectDoc},
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
    {"__new__", "cls, name, doc=None", &ModuleNew}};
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
  AddSetter(builtin.object,
            {"__dict__", "self, value, /", &ObjectSetDict<false>});
  AddDeleter(builtin.object, {"__dict__", "self", &ObjectSetDict<true>});
  AddClassMethod(builtin.object, kInitSubclass);
  AddClassMethod(builtin.object,
                 {"__subclasshook__", "cls, other, /", &SubclassHook});
  // Of builtin types, which have no texts of their own.
  AddConstantTo(builtin.object, "__doc__", Value::None());
  AddMethods(builtin.type, kTypeMethods);
  AddClassMethod(builtin.type, kPrepare);
  AddGetters(builtin.type, kTypeGetters);
  for (Class* cls :
       {builtin.list, builtin.tuple, builtin.dict, builtin.set,
        builtin.frozenset, builtin.regex_pattern, builtin.regex_match}) {
    AddClassMethod(cls, kClassGetItem);
  }
  for (const NativeSpec& spec : kTypeSetters) AddSetter(builtin.type, spec);
  AddDeleter(builtin.type,
             {"__annotations__", "self", &TypeSetAnnotations<true>});
  for (Class* cls : {builtin.function, builtin.native, builtin.method}) {
    AddMethods(cls, {&kCall, 1});
  }
  AddMethods(builtin.function, kFunctionMethods);
  AddGetters(builtin.function, kFunctionGetters);
  AddMethods(builtin.native, kNativeMethods);
  AddGetters(builtin.native, kNativeGetters);
  AddMethods(builtin.method, kMethodMethods);
  AddGetters(builtin.method, kMethodGetters);
  AddMethods(builtin.cell, kCellMethods);
  AddGetter(builtin.cell, {"cell_contents", "self", &CellContents});
  AddSetter(builtin.cell,
            {"cell_contents", "self, value, /", &SetCellContents<false>});
  AddDeleter(builtin.cell, {"cell_contents", "self", &SetCellContents<true>});
  AddMethods(builtin.module, kModuleMethods);
  AddMethods(builtin.slice, kSliceMethods);
  AddGetters(builtin.slice, kSliceGetters);
}

}  // namespace midge::vm
