// Making classes: the C3 order, what a class inherits, versions.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/layout.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

// Flags that come from the builtin base.
constexpr uint32_t kInheritedFlags =
    kClassException | kClassPayload | kClassSubclassable;

Class* AsClass(Context& context, Value v) {
  return context.Resolve(static_cast<Class*>(v.as_object()));
}

OpResult Fail(NativeResult) { return OpResult::kRaise; }

// The merge step of C3: repeatedly takes the first head that is in no tail.
bool MergeC3(Context& context, std::vector<std::vector<Value>> lists,
             std::vector<Value>* order) {
  for (;;) {
    std::erase_if(lists, [](const auto& list) { return list.empty(); });
    if (lists.empty()) return true;
    bool taken = false;
    for (const auto& list : lists) {
      const Value head = list.front();
      const bool in_a_tail =
          std::any_of(lists.begin(), lists.end(), [&](const auto& other) {
            return std::any_of(other.begin() + 1, other.end(), [&](Value v) {
              return Identical(context, v, head);
            });
          });
      if (in_a_tail) continue;
      order->push_back(head);
      for (auto& other : lists) {
        if (Identical(context, other.front(), head)) other.erase(other.begin());
      }
      taken = true;
      break;
    }
    if (!taken) return false;
  }
}

OpResult RaiseNoOrder(Context& context, Tuple* bases) {
  std::string names;
  for (Value base : bases->span()) {
    absl::StrAppend(&names, names.empty() ? "" : ", ",
                    ToUtf8(AsClass(context, base)->name));
  }
  return Fail(RaiseTypeError(
      context,
      absl::StrCat("Cannot create a consistent method resolution\norder (MRO) "
                   "for bases ",
                   names)));
}

OpResult ComputeMro(Context& context, Class* cls, Tuple* bases) {
  std::vector<std::vector<Value>> lists;
  for (Value base : bases->span()) {
    const std::span<Value> mro = AsClass(context, base)->mro->span();
    lists.emplace_back(mro.begin(), mro.end());
  }
  lists.emplace_back(bases->span().begin(), bases->span().end());
  std::vector<Value> order{Value::Of(cls)};
  if (!MergeC3(context, std::move(lists), &order)) {
    return RaiseNoOrder(context, bases);
  }
  cls->mro = NewTuple(context, order);
  return OpResult::kDone;
}

OpResult CheckBases(Context& context, Tuple* bases) {
  for (uint32_t i = 0; i < bases->length; ++i) {
    const Value base = (*bases)[i];
    if (!IsKind(base, Kind::kClass)) {
      return Fail(RaiseTypeError(context, "bases must be types"));
    }
    Class* cls = AsClass(context, base);
    if (!(cls->flags & kClassSubclassable)) {
      return Fail(RaiseTypeError(
          context, absl::StrCat("type '", ToUtf8(cls->name),
                                "' is not an acceptable base type")));
    }
    for (uint32_t j = 0; j < i; ++j) {
      if (Identical(context, (*bases)[j], base)) {
        return Fail(RaiseTypeError(
            context,
            absl::StrCat("duplicate base class ", ToUtf8(cls->name))));
      }
    }
  }
  return OpResult::kDone;
}

// Takes over what the builtin bases say of the instances' memory.
OpResult InheritLayout(Context& context, Class* cls, Tuple* bases) {
  cls->flags = kClassInstances | kClassSubclassable;
  cls->root_layout = kEmptyLayout;
  cls->instance_kind = static_cast<uint64_t>(Kind::kInstance);
  Class* solid = nullptr;
  for (Value base_value : bases->span()) {
    Class* base = AsClass(context, base_value);
    cls->inline_slots = std::max(cls->inline_slots, base->inline_slots);
    if ((base->flags & kClassInstances) &&
        !(base->flags & (kClassPayload | kClassException))) {
      continue;
    }
    if (solid != nullptr && solid->instance_kind != base->instance_kind) {
      return Fail(RaiseTypeError(
          context, "multiple bases have instance lay-out conflict"));
    }
    solid = base;
  }
  if (solid == nullptr) return OpResult::kDone;
  cls->flags |= solid->flags & kInheritedFlags;
  cls->instance_kind = solid->instance_kind;
  if (solid->flags & kClassException) {
    cls->root_layout = kExceptionLayout;
  } else if (solid->flags & kClassPayload) {
    cls->root_layout = kPayloadLayout;
    cls->inline_slots = std::max(cls->inline_slots, uint32_t{1});
  } else {
    cls->flags &= ~uint32_t{kClassInstances};  // A metaclass, a property ...
  }
  return OpResult::kDone;
}

// Whether the class that defines `name` for `cls` is not a builtin one.
bool IsOverridden(Context& context, Class* cls, Str* name) {
  ClassLocation where;
  if (FindInClass(context, cls, name, &where).is_unbound()) return false;
  return !(AsClass(context, (*cls->mro)[where.mro_index])->flags &
           kClassBuiltin);
}

void ComputeHooks(Context& context, Class* cls) {
  const auto set = [&](uint32_t flag, Str* name) {
    cls->flags &= ~flag;
    if (IsOverridden(context, cls, name)) cls->flags |= flag;
  };
  set(kClassGetAttribute, core().n_getattribute);
  set(kClassGetAttr, core().n_getattr);
  set(kClassSetAttr, core().n_setattr);
  set(kClassDelAttr, core().n_delattr);
  set(kClassFinalizer, core().n_del);
  set(kClassDisguised, core().n_class);
  if (cls->flags & kClassGetAttribute) cls->flags |= kClassDisguised;
}

// Whether instances of the class have a __dict__ by its own doing.
bool HasDict(Context& context, Class* cls) {
  const Value slots = DictGet(cls->dict, core().n_slots);
  if (slots.is_unbound()) return true;
  if (IsKind(slots, Kind::kStr)) {
    return StrEqual(static_cast<Str*>(slots.as_object()), core().n_dict);
  }
  bool found = false;
  return Contains(context, slots, Value::Of(core().n_dict), &found) ==
             OpResult::kDone &&
         found;
}

// A class takes attributes other than its __slots__ if any class of its mro,
// object apart, lacks __slots__.
void ComputeSlotsOnly(Context& context, Class* cls) {
  for (Value at : cls->mro->span()) {
    Class* base = AsClass(context, at);
    if (base == core().object) continue;
    if (HasDict(context, base)) return;
  }
  cls->flags |= kClassSlotsOnly;
}

Value TakeFrom(Dict* dict, Str* name) {
  const Value value = DictGet(dict, name);
  DictDelete(dict, name);
  return value;
}

// Gives `cls` a dict of its own.  False if an exception was raised.
bool CopyNamespace(Context& context, Class* cls, Dict* name_space) {
  Dict* dict = NewVersionedDict(context);
  Value key, value;
  for (int64_t at = 0; DictNext(name_space, &at, &key, &value);) {
    if (!IsKind(key, Kind::kStr)) continue;
    Str* name = InternOrRaise(context, static_cast<Str*>(key.as_object()));
    if (name == nullptr) return false;
    DictSet(context, dict, name, value);
  }
  cls->dict = dict;
  return true;
}

// What type.__new__ makes of some names in a class's dict.
void TakeSpecialNames(Context& context, Class* cls) {
  Dict* dict = cls->dict;
  const Value qualified = TakeFrom(dict, core().n_qualname);
  cls->qualified_name =
      qualified.is_unbound() ? cls->name.value() : qualified;
  const Value cell = TakeFrom(dict, core().n_classcell);
  if (IsKind(cell, Kind::kCell)) {
    static_cast<Cell*>(cell.as_object())->content = Value::Of(cls);
  }
  const Value module = DictGet(dict, core().n_module);
  cls->module = module.is_unbound() ? Value::None() : module;
  const Value doc = DictGet(dict, core().n_doc);
  cls->doc = doc.is_unbound() ? Value::None() : doc;
  if (!DictGet(dict, core().n_eq).is_unbound() &&
      DictGet(dict, core().n_hash).is_unbound()) {
    DictSet(context, dict, core().n_hash, Value::None());
  }
  for (Str* name : {core().n_init_subclass, core().n_class_getitem}) {
    const Value function = DictGet(dict, name);
    if (!IsKind(function, Kind::kFunction)) continue;
    ClassMethod* method = context.heap().New<ClassMethod>();
    method->function = function;
    DictSet(context, dict, name, Value::Of(method));
  }
  const Value creator = DictGet(dict, core().n_new);
  if (IsKind(creator, Kind::kFunction)) {
    StaticMethod* method = context.heap().New<StaticMethod>();
    method->function = creator;
    DictSet(context, dict, core().n_new, Value::Of(method));
  }
}

}  // namespace

OpResult NewClass(Context& context, Class* metaclass, Str* name, Tuple* bases,
                  Dict* name_space, Value* out) {
  if (CheckBases(context, bases) == OpResult::kRaise) return OpResult::kRaise;
  if (bases->length == 0) {
    const Value object = Value::Of(core().object);
    bases = NewTuple(context, {&object, 1});
  }
  Class* cls = context.heap().New<Class>();
  cls->inline_slots = 0;
  cls->name = name;
  cls->bases = bases;
  cls->metaclass = metaclass;
  if (ComputeMro(context, cls, bases) == OpResult::kRaise ||
      InheritLayout(context, cls, bases) == OpResult::kRaise) {
    return OpResult::kRaise;
  }
  if (metaclass != core().type) cls->flags |= kClassMeta;
  if (!CopyNamespace(context, cls, name_space)) return OpResult::kRaise;
  TakeSpecialNames(context, cls);
  cls->version = Names::NextVersion();
  ComputeHooks(context, cls);
  ComputeSlotsOnly(context, cls);
  for (Value base_value : bases->span()) {
    Class* base = AsClass(context, base_value);
    if (base->shared()) continue;
    if (!base->subclasses) base->subclasses = NewList(context);
    ListPush(context, base->subclasses, Value::Of(cls));
  }
  *out = Value::Of(cls);
  return OpResult::kDone;
}

void ClassChanged(Context& context, Class* cls) {
  cls->version = Names::NextVersion();
  ComputeHooks(context, cls);
  List* subclasses = cls->subclasses;
  if (subclasses == nullptr) return;
  for (uint64_t i = 0; i < subclasses->size; ++i) {
    ClassChanged(context, AsClass(context, subclasses->items()[i]));
  }
}

}  // namespace midge::vm
