// type: what classes do as objects, and their attributes.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_attributes.h"
#include "vm/objects/class_layout.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/class_order.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Result TypeNew(NativeCall& call) {
  const Value bases = call.args[2], name_space = call.args[3];
  const bool plain = call.args[0] == Value::Of(core().type);
  if (!plain && name_space.is_unbound()) {
    return RaiseTypeError(
        call.context, absl::StrCat("type.__new__() takes exactly 3 arguments (",
                                   bases.is_unbound() ? 1 : 2, " given)"));
  }
  if (!bases.is_unbound() && name_space.is_unbound()) {
    return RaiseTypeError(call.context, "type() takes 1 or 3 arguments");
  }
  if (bases.is_unbound()) {
    if (static_cast<Dict*>(call.args[4].as_object())->live_count > 0) {
      return RaiseTypeError(call.context, "type() takes no keyword arguments");
    }
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

Result TypeInit(NativeCall& call) {
  const Value args = call.args[1], kwargs = call.args[2];
  const uint32_t count =
      IsKind(args, Kind::kTuple) ? As<Tuple>(call, args)->length : 0;
  const bool named =
      IsKind(kwargs, Kind::kDict) && As<Dict>(call, kwargs)->live_count != 0;
  if (count == 1 && named) {
    return RaiseTypeError(call.context,
                          "type.__init__() takes no keyword arguments");
  }
  if (count != 1 && count != 3) {
    return RaiseTypeError(call.context,
                          "type.__init__() takes 1 or 3 arguments");
  }
  return call.Return(Value::None());
}

Result TypeMro(NativeCall& call) {
  return call.Return(As<Class>(call, call.args[0])->mro.value());
}

Result TypeBases(NativeCall& call) {
  return call.Return(As<Class>(call, call.args[0])->bases.value());
}

Result TypeBase(NativeCall& call) {
  Tuple* bases = As<Class>(call, call.args[0])->bases;
  if (bases->length == 0) return call.Return(Value::None());
  Class* best = BestBase(call.context, bases->span());
  return call.Return(best ? Value::Of(best) : (*bases)[0]);
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
  const bool has_own =
      !own.is_unbound() &&
      !(IsKind(own, Kind::kProperty) &&
        IsBuiltinGetter(*static_cast<Property*>(own.as_object())));
  if (!has_own) return call.Return(OrNone(cls->doc));
  PythonCall python;
  const OpResult outcome =
      BindAttribute(call.context, own, Value(), cls, &call.result, &python);
  return call.End(outcome, python);
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

// type.__repr__, which a metaclass's own may ask.
Result TypeRepr(NativeCall& call) {
  return call.Return(Value::Of(NewStr(
      call.context, ReprOfClass(call.context, As<Class>(call, call.args[0])))));
}

Result TypeDict(NativeCall& call) {
  return call.Prelude("mappingproxy",
                      {As<Class>(call, call.args[0])->dict.value()});
}

Result TypeSubclasses(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  List* subclasses = cls->subclasses;
  if (subclasses == nullptr)
    return call.Return(Value::Of(NewList(call.context)));
  subclasses = call.context.Resolve(subclasses);
  return call.Return(Value::Of(
      NewList(call.context, {subclasses->items(), subclasses->size})));
}

constexpr int64_t kSequenceBit = 1 << 5, kMappingBit = 1 << 6;

// type_name(obj): its class, as errors name it.
Result TypeNameOf(NativeCall& call) {
  return call.Return(
      Value::Of(NewStr(call.context, TypeName(call.context, call.args[0]))));
}

// set_collection(cls, bit): `match` takes instances of the class for a sequence
// or a mapping.
Result SetCollection(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kClass) || !call.args[1].is_int()) {
    return RaiseTypeError(call.context,
                          "set_collection() takes a class and a bit");
  }
  Class* cls = Writable(call.context, As<Class>(call, call.args[0]));
  cls->flags &= ~uint32_t{kClassCollection};
  cls->flags |=
      call.args[1].as_int() & kSequenceBit ? kClassSequence : kClassMapping;
  return call.Return(Value::None());
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
  if (cls->flags & kClassSequence) flags |= kSequenceBit;
  if (cls->flags & kClassMapping) flags |= kMappingBit;
  for (const auto& [base, bit] : kSubclassBits) {
    if (IsSubclass(call.context, cls, base)) flags |= bit;
  }
  return call.Return(NewInt(call.context, flags));
}

// Of the types that CPython has one of, as their __new__ has it.
bool HasTextSignature(const Class* cls) {
  const Core& c = core();
  const Class* const ones[] = {c.complex,  c.float_, c.list,   c.tuple,
                               c.property, c.module, c.method, c.cell};
  return std::find(std::begin(ones), std::end(ones), cls) != std::end(ones);
}

Result TypeTextSignature(NativeCall& call) {
  const Class* cls = As<Class>(call, call.args[0]);
  if (cls == core().object) {
    return call.Return(Value::Of(NewStr(call.context, "()")));
  }
  const Value make = DictGet(cls->dict, core().n_new);
  if (!HasTextSignature(cls) || !IsKind(make, Kind::kNative)) {
    return call.Return(Value::None());
  }
  std::string_view text =
      static_cast<Native*>(make.as_object())->data->signature;
  text.remove_prefix(std::min(text.find(' ') + 1, text.size()));  // "cls, "
  return call.Return(Value::Of(
      NewStr(call.context, absl::StrCat("(", std::string(text), ")"))));
}

Result TypePrepare(NativeCall& call) {
  return call.Return(Value::Of(NewDict(call.context)));
}

// type.mro(cls), which a metaclass's may ask: the order that the bases give.
Result TypeMroList(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  std::vector<Value> order;
  if (DefaultOrder(call.context, cls, &order) == OpResult::kRaise) {
    return Result::kRaise;
  }
  return call.Return(Value::Of(NewList(call.context, order)));
}

// has_own_order(cls)
Result HasOwnOrderOf(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  return call.Return(Value::Bool(HasOwnOrder(call.context, cls)));
}

// set_order(cls, order): what the tuple has is from mro().
Result SetOrderOf(NativeCall& call) {
  Class* cls =
      Writable(call.context, static_cast<Class*>(call.args[0].as_object()));
  const Value order = Payload(call.context, call.args[1]);
  call.result = Value::None();
  return Finish(SetOrder(call.context, cls, As<Tuple>(call, order)->span()));
}

// best_base(bases)
Result BestOfBases(NativeCall& call) {
  if (As<Tuple>(call, call.args[0])->length == 0) {
    return call.Return(Value::Of(core().object));
  }
  Class* best =
      BestBaseOrRaise(call.context, As<Tuple>(call, call.args[0])->span());
  return best ? call.Return(Value::Of(best)) : Result::kRaise;
}

// change_bases(cls, bases): without asking any mro().
Result ChangeBases(NativeCall& call) {
  Class* cls =
      Writable(call.context, static_cast<Class*>(call.args[0].as_object()));
  call.result = Value::None();
  return Finish(SetClassBases(call.context, cls, call.args[1]));
}

// The class in args[0], to be changed; null and TypeError for a builtin one,
// which has no copy of an agent's own.
Class* WritableClass(NativeCall& call, std::string_view name) {
  Class* cls = As<Class>(call, call.args[0]);
  if (!(cls->flags & kClassBuiltin)) return Writable(call.context, cls);
  RaiseTypeError(call.context, absl::StrCat("cannot set '", std::string(name),
                                            "' attribute of immutable type '",
                                            ToUtf8(cls->name), "'"));
  return nullptr;
}

template <bool is_delete>
Result TypeSetAttribute(NativeCall& call) {
  return SetAttributeBy(call, &SetAttributePlain, is_delete);
}

// type(cls).__setattr__ for the three names that are fields.
Result TypeSetField(NativeCall& call) {
  Class* cls = WritableClass(call, "__name__");
  if (cls == nullptr) return Result::kRaise;
  const Value name = Payload(call.context, call.args[1]);
  if (!IsKind(name, Kind::kStr)) {
    return RaiseTypeError(
        call.context, absl::StrCat("can only assign string to ",
                                   ToUtf8(cls->name), ".__name__, not '",
                                   TypeName(call.context, call.args[1]), "'"));
  }
  cls->name = As<Str>(call, name);
  return call.Return(Value::None());
}

Result TypeSetBases(NativeCall& call) {
  Class* cls = WritableClass(call, "__bases__");
  if (cls == nullptr) return Result::kRaise;
  const Value before = cls->bases.value();
  if (SetClassBases(call.context, cls, call.args[1]) == OpResult::kRaise) {
    return Result::kRaise;
  }
  const std::vector<Value> own = OwnOrdersFrom(call.context, cls);
  if (own.empty()) return call.Return(Value::None());
  return call.Prelude(
      "renew_orders",
      {Value::Of(cls), Value::Of(NewList(call.context, own)), before});
}

template <Str* Core::*name, Value Class::*field>
Result TypeSetDict(NativeCall& call) {
  Class* cls = WritableClass(call, ToUtf8(core().*name));
  if (cls == nullptr) return Result::kRaise;
  if (name == &Core::n_qualname && !IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(
        call.context, absl::StrCat("can only assign string to ",
                                   ToUtf8(cls->name), ".__qualname__, not '",
                                   TypeName(call.context, call.args[1]), "'"));
  }
  cls->*field = call.args[1];
  if (name != &Core::n_qualname) {
    cls->dict = Writable(call.context, cls->dict.get());
    DictSet(call.context, cls->dict, core().*name, call.args[1]);
    ClassChanged(call.context, cls);
  }
  return call.Return(Value::None());
}

// cls.__abstractmethods__ is its own, never a base's; `type` has none.
Result TypeAbstractMethods(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  const Value own = DictGet(cls->dict, core().n_abstractmethods);
  if (own.is_unbound() || cls == core().type) {
    return Raise(call.context, core().AttributeError, "__abstractmethods__");
  }
  return call.Return(own);
}

template <bool is_delete>
Result TypeSetAbstractMethods(NativeCall& call) {
  Class* cls = WritableClass(call, "__abstractmethods__");
  if (cls == nullptr) return Result::kRaise;
  Dict* dict = cls->dict = Writable(call.context, cls->dict.get());
  bool is_abstract = false;
  if (is_delete) {
    if (!DictDelete(dict, core().n_abstractmethods)) {
      return Raise(call.context, core().AttributeError, "__abstractmethods__");
    }
  } else {
    DictSet(call.context, dict, core().n_abstractmethods, call.args[1]);
    if (Truth(call.context, call.args[1], &is_abstract) != OpResult::kDone) {
      is_abstract = false;
      call.context.raised = Value();
    }
  }
  cls->flags &= ~uint32_t{kClassAbstract};
  if (is_abstract) cls->flags |= kClassAbstract;
  ClassChanged(call.context, cls);
  return call.Return(Value::None());
}

// del cls.__name__ and its kin, which can only be set; as CPython words it.
template <Str* Core::*name>
Result TypeKeepField(NativeCall& call) {
  const std::string field = ToUtf8(core().*name);
  const Class* cls = WritableClass(call, field);
  if (cls == nullptr) return Result::kRaise;
  return RaiseTypeError(
      call.context,
      absl::StrCat("cannot delete '", field, "' attribute of immutable type '",
                   ToUtf8(cls->name), "'"));
}

Result TypeInstanceCheck(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  if (IsInstance(call.context, call.args[1], cls)) {
    return call.Return(Value::True());
  }
  return call.Prelude("type_instancecheck", {call.args[0], call.args[1]});
}

// --- types as values
// ----------------------------------------------------------

Result TypeReflectedOr(NativeCall& call) {
  return call.Prelude("type_or", {call.args[1], call.args[0]});
}

// --- Tables ------------------------------------------------------------------

constexpr NativeSpec kClassGetItem = {"__class_getitem__", "cls, item, /",
                                      &InPrelude<"generic_alias", 2>};

constexpr NativeSpec kPrepare = {"__prepare__", "cls, /, *args, **kwargs",
                                 &TypePrepare};

constexpr NativeSpec kIntrinsics[] = {
    {"set_collection", "cls, bit, /", &SetCollection},
    {"type_name", "obj, /", &TypeNameOf},
    {"has_own_order", "cls, /", &HasOwnOrderOf},
    {"set_order", "cls, order, /", &SetOrderOf},
    {"best_base", "bases, /", &BestOfBases},
    {"change_bases", "cls, bases, /", &ChangeBases},
};

constexpr NativeSpec kTypeMethods[] = {
    {"__new__", "cls, object_or_name, bases=(), dict={}, /, **kwargs",
     &TypeNew},
    {"__init__", "self, /, *args, **kwargs", &TypeInit},
    {"__repr__", "self, /", &TypeRepr},
    {"__or__", "self, value, /", &InPrelude<"type_or", 2>},
    {"__ror__", "self, value, /", &TypeReflectedOr},
    {"__setattr__", "self, name, value, /", &TypeSetAttribute<false>},
    {"__delattr__", "self, name, /", &TypeSetAttribute<true>},
    {"__instancecheck__", "self, instance, /", &TypeInstanceCheck},
    {"__subclasscheck__", "self, subclass, /",
     &InPrelude<"type_subclasscheck", 2>},
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
    {"__dict__", "self", &TypeDict},
    {"__annotations__", "self", &TypeAnnotations},
    {"__abstractmethods__", "self", &TypeAbstractMethods},
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
    {"__abstractmethods__", "self, value, /", &TypeSetAbstractMethods<false>},
};

constexpr NativeSpec kTypeDeleters[] = {
    {"__annotations__", "self", &TypeSetAnnotations<true>},
    {"__abstractmethods__", "self", &TypeSetAbstractMethods<true>},
    {"__name__", "self", &TypeKeepField<&Core::n_name>},
    {"__qualname__", "self", &TypeKeepField<&Core::n_qualname>},
    {"__module__", "self", &TypeKeepField<&Core::n_module>},
    {"__doc__", "self", &TypeKeepField<&Core::n_doc>},
    {"__bases__", "self", &TypeKeepField<&Core::n_bases>},
};

}  // namespace

void RegisterTypeMethods() {
  Core& builtin = core();
  AddFunctions("_prelude", kIntrinsics);
  AddMethods(builtin.type, kTypeMethods);
  AddClassMethod(builtin.type, kPrepare);
  AddGetters(builtin.type, kTypeGetters);
  AddSetters(builtin.type, kTypeSetters);
  AddDeleters(builtin.type, kTypeDeleters);
  for (Class* cls :
       {builtin.list, builtin.tuple, builtin.dict, builtin.set,
        builtin.frozenset, builtin.regex_pattern, builtin.regex_match,
        builtin.weak_ref, builtin.async_generator}) {
    AddClassMethod(cls, kClassGetItem);
  }
}

}  // namespace midge::vm
