// Making classes: the C3 order, what a class inherits, versions.
#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_attributes.h"
#include "vm/objects/class_layout.h"
#include "vm/objects/class_order.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/layout.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

OpResult Fail(NativeResult) { return OpResult::kRaise; }

// The merge step of C3: repeatedly takes the first head that is in no tail.
// False: what is left in `lists` has none.
bool MergeC3(Context& context, std::vector<std::vector<Value>>* left,
             std::vector<Value>* order) {
  std::vector<std::vector<Value>>& lists = *left;
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

OpResult RaiseNoOrder(Context& context,
                      const std::vector<std::vector<Value>>& left) {
  std::string names;
  std::vector<Value> heads;
  for (const auto& list : left) {
    const Value head = list.front();
    if (std::find(heads.begin(), heads.end(), head) != heads.end()) continue;
    heads.push_back(head);
    absl::StrAppend(&names, names.empty() ? "" : ", ",
                    ToUtf8(As<Class>(context, head)->name));
  }
  return Fail(RaiseTypeError(
      context,
      absl::StrCat("Cannot create a consistent method resolution\norder (MRO) "
                   "for bases ",
                   names)));
}

OpResult ComputeMro(Context& context, Class* cls) {
  std::vector<Value> order;
  const OpResult result = DefaultOrder(context, cls, &order);
  if (result == OpResult::kDone) cls->mro = NewTuple(context, order);
  return result;
}

// The order of a new class; where mro() is going to say, some order.
OpResult FirstOrder(Context& context, Class* cls) {
  const OpResult result = ComputeMro(context, cls);
  if (result == OpResult::kDone || !HasOwnOrder(context, cls)) return result;
  context.raised = Value();
  std::vector<Value> order{Value::Of(cls)};
  const std::span<Value> bases = cls->bases->span();
  order.insert(order.end(), bases.begin(), bases.end());
  cls->mro = NewTuple(context, order);
  return OpResult::kDone;
}

// What `match` takes instances for is what the first base says that does.
void InheritCollection(Context& context, Class* cls) {
  for (Value at : cls->mro->span()) {
    const uint32_t found = As<Class>(context, at)->flags & kClassCollection;
    if (found == 0) continue;
    cls->flags |= found;
    return;
  }
}

// Whether the class that defines `name` for `cls` is not a builtin one.
bool IsOverridden(Context& context, Class* cls, Str* name) {
  ClassLocation where;
  if (FindInClass(context, cls, name, &where).is_unbound()) return false;
  return !(As<Class>(context, (*cls->mro)[where.mro_index])->flags &
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
    DictSet(context, dict, name, AsClassAttribute(context, value));
  }
  cls->dict = dict;
  return true;
}

// What type.__new__ makes of some names in a class's dict.
OpResult TakeSpecialNames(Context& context, Class* cls) {
  Dict* dict = cls->dict;
  const Value qualified = TakeFrom(dict, core().n_qualname);
  if (!qualified.is_unbound() && !IsKind(qualified, Kind::kStr)) {
    return Fail(RaiseTypeError(
        context, absl::StrCat("type __qualname__ must be a str, not ",
                              TypeName(context, qualified))));
  }
  cls->qualified_name = qualified.is_unbound() ? cls->name.value() : qualified;
  const Value cell = TakeFrom(dict, core().n_classcell);
  if (IsKind(cell, Kind::kCell)) {
    static_cast<Cell*>(cell.as_object())->content = Value::Of(cls);
  } else if (!cell.is_unbound()) {
    return Fail(RaiseTypeError(
        context, absl::StrCat("__classcell__ must be a nonlocal cell, not "
                              "<class '",
                              TypeName(context, cell), "'>")));
  }
  const Value module = DictGet(dict, core().n_module);
  cls->module = module.is_unbound() ? Value::None() : module;
  for (Str* name : {core().n_init_subclass, core().n_class_getitem}) {
    const Value function = DictGet(dict, name);
    if (!IsKind(function, Kind::kFunction)) continue;
    ClassMethod* method = context.heap().New<ClassMethod>();
    method->function = function;
    method->attributes = Value::None();
    DictSet(context, dict, name, Value::Of(method));
  }
  const Value creator = DictGet(dict, core().n_new);
  if (IsKind(creator, Kind::kFunction)) {
    StaticMethod* method = context.heap().New<StaticMethod>();
    method->function = creator;
    method->attributes = Value::None();
    DictSet(context, dict, core().n_new, Value::Of(method));
  }
  return OpResult::kDone;
}

// The attributes that come behind those of the class body.
bool AddAttributes(Context& context, Class* cls, const Class& base,
                   Tuple* slots) {
  std::vector<Str*> members;
  for (Value v : slots->span()) {
    Str* name = static_cast<Str*>(v.as_object());
    if (!StrEqual(name, core().n_dict) && !StrEqual(name, core().n_weakref)) {
      members.push_back(name);
    }
  }
  std::sort(members.begin(), members.end(),
            [](Str* a, Str* b) { return StrCompare(a, b) < 0; });
  for (Str* member : members) {
    if (!AddMember(context, cls, member, MemberType::kSlot)) return false;
  }
  AddInstanceAttributes(context, cls, base, slots);
  Dict* dict = cls->dict;
  const Value doc = DictGet(dict, core().n_doc);
  cls->doc = doc.is_unbound() ? Value::None() : doc;
  if (doc.is_unbound()) DictSet(context, dict, core().n_doc, Value::None());
  if (!DictGet(dict, core().n_eq).is_unbound() &&
      DictGet(dict, core().n_hash).is_unbound()) {
    DictSet(context, dict, core().n_hash, Value::None());
  }
  return true;
}

// Of an image's class only the list is copied.  The core's take in none: they
// would keep every class that an agent ever makes.
void AddSubclass(Context& context, Class* base, Class* cls) {
  if (base->shared() && (base->flags & kClassBuiltin)) return;
  if (!base->subclasses) return;
  ListPush(context, Writable(context, base->subclasses.get()), Value::Of(cls));
}

}  // namespace

OpResult NewClass(Context& context, Class* metaclass, Str* name, Tuple* bases,
                  Dict* name_space, Tuple* slots, Value* out) {
  if (bases->length == 0) {
    const Value object = Value::Of(core().object);
    bases = NewTuple(context, {&object, 1});
  }
  const Class* base = BestBaseOrRaise(context, bases->span());
  if (base == nullptr) return OpResult::kRaise;
  Class* cls = context.heap().New<Class>();
  cls->inline_slots = 0;
  cls->name = name;
  cls->bases = bases;
  cls->metaclass = metaclass;
  cls->subclasses = NewList(context);
  if (FirstOrder(context, cls) == OpResult::kRaise) return OpResult::kRaise;
  InheritLayout(context, cls, *base);
  InheritCollection(context, cls);
  if (metaclass != core().type) cls->flags |= kClassMeta;
  cls->version = Names::NextVersion();
  if (!CopyNamespace(context, cls, name_space)) return OpResult::kRaise;
  if (TakeSpecialNames(context, cls) == OpResult::kRaise ||
      !AddAttributes(context, cls, *base, slots)) {
    return OpResult::kRaise;
  }
  cls->version = Names::NextVersion();
  ComputeHooks(context, cls);
  for (Value base_value : bases->span()) {
    AddSubclass(context, As<Class>(context, base_value), cls);
  }
  *out = Value::Of(cls);
  return OpResult::kDone;
}

namespace {

void DropSubclass(Context& context, Class* base, Class* cls) {
  if (!base->subclasses) return;
  std::vector<Value> kept;
  List* list = Writable(context, base->subclasses.get());
  for (uint64_t i = 0; i < list->size; ++i) {
    if (As<Class>(context, list->items()[i]) != cls) {
      kept.push_back(list->items()[i]);
    }
  }
  List* left = NewList(context, kept);
  list->array = left->array;
  list->size = left->size;
}

OpResult CheckSameLayout(Context& context, Class* from, Class* to) {
  constexpr uint32_t kSame = kLayoutFlags | kClassInstances | kClassSlotsOnly;
  const char* what = nullptr;
  if (from == to) return OpResult::kDone;
  const Class* const kPlain[] = {core().int_, core().float_, core().complex,
                                 core().str, core().bytes};
  if (from == core().object || to == core().object) {
    what = std::ranges::find(kPlain, to) == std::end(kPlain) ? "deallocator"
                                                             : "object layout";
  } else if (from->instance_kind != to->instance_kind ||
             from->root_layout != to->root_layout ||
             ((from->flags ^ to->flags) & kSame) != 0 ||
             MembersOf(context, from) != MembersOf(context, to)) {
    what = "object layout";
  }
  if (what == nullptr) return OpResult::kDone;
  return Fail(RaiseTypeError(
      context, absl::StrCat("__bases__ assignment: '", ToUtf8(to->name), "' ",
                            what, " differs from '", ToUtf8(from->name), "'")));
}

// Whether `cls` is reached from `from` by bases, whatever its order says.
bool HasAmongBases(Context& context, Class* from, Class* cls) {
  absl::flat_hash_set<Class*> seen = {from};
  std::vector<Class*> left = {from};
  while (!left.empty()) {
    Class* at = left.back();
    left.pop_back();
    if (at == cls) return true;
    for (Value v : at->bases->span()) {
      Class* base = As<Class>(context, v);
      if (seen.insert(base).second) left.push_back(base);
    }
  }
  return false;
}

OpResult CheckNewBases(Context& context, Class* cls, Value value) {
  const std::string name = ToUtf8(cls->name);
  if (!IsKind(value, Kind::kTuple)) {
    return Fail(RaiseTypeError(
        context, absl::StrCat("can only assign tuple to ", name,
                              ".__bases__, not ", TypeName(context, value))));
  }
  Tuple* bases = static_cast<Tuple*>(value.as_object());
  if (bases->length == 0) {
    return Fail(RaiseTypeError(
        context, absl::StrCat("can only assign non-empty tuple to ", name,
                              ".__bases__, not ()")));
  }
  for (Value base : bases->span()) {
    if (!IsKind(base, Kind::kClass)) {
      return Fail(RaiseTypeError(
          context,
          absl::StrCat(name, ".__bases__ must be tuple of classes, not '",
                       TypeName(context, base), "'")));
    }
    if (IsSubclass(context, As<Class>(context, base), cls) ||
        HasAmongBases(context, As<Class>(context, base), cls)) {
      return Fail(RaiseTypeError(
          context, "a __bases__ item causes an inheritance cycle"));
    }
  }
  Class* best = BestBaseOrRaise(context, bases->span());
  if (best == nullptr) return OpResult::kRaise;
  Class* before = BestBase(context, cls->bases->span());
  return before ? CheckSameLayout(context, before, best) : OpResult::kDone;
}

using OldOrders = std::vector<std::pair<Class*, Tuple*>>;

OpResult RenewOrdersBelow(Context& context, Class* cls, OldOrders* old);

// Anew the orders of the class and all that derive from it.
OpResult RenewOrders(Context& context, Class* cls, OldOrders* old) {
  if (HasOwnOrder(context, cls)) return OpResult::kDone;  // mro() is to come.
  old->emplace_back(cls, cls->mro.get());
  if (ComputeMro(context, cls) == OpResult::kRaise) return OpResult::kRaise;
  return RenewOrdersBelow(context, cls, old);
}

OpResult RenewOrdersBelow(Context& context, Class* cls, OldOrders* old) {
  List* subclasses = cls->subclasses;
  if (subclasses == nullptr) return OpResult::kDone;
  for (uint64_t i = 0; i < subclasses->size; ++i) {
    Class* subclass = As<Class>(context, subclasses->items()[i]);
    if (RenewOrders(context, subclass, old) == OpResult::kRaise) {
      return OpResult::kRaise;
    }
  }
  return OpResult::kDone;
}

}  // namespace

OpResult DefaultOrder(Context& context, Class* cls, std::vector<Value>* order) {
  std::vector<std::vector<Value>> lists;
  const std::span<Value> bases = cls->bases->span();
  for (Value base : bases) {
    const std::span<Value> mro = As<Class>(context, base)->mro->span();
    lists.emplace_back(mro.begin(), mro.end());
  }
  lists.emplace_back(bases.begin(), bases.end());
  order->assign({Value::Of(cls)});
  if (!MergeC3(context, &lists, order)) return RaiseNoOrder(context, lists);
  return OpResult::kDone;
}

bool HasOwnOrder(Context& context, Class* cls) {
  return cls->metaclass.get() != core().type &&
         IsOverridden(context, context.Resolve(cls->metaclass.get()),
                      Names::Intern("mro"));
}

OpResult SetOrder(Context& context, Class* cls, std::span<const Value> order) {
  constexpr uint32_t kLayoutFlags = kClassPayload | kClassException;
  for (Value v : order) {
    if (!IsKind(v, Kind::kClass)) {
      return Fail(
          RaiseTypeError(context, absl::StrCat("mro() returned a non-class ('",
                                               TypeName(context, v), "')")));
    }
    // The methods of a builtin class are for instances with its memory.
    Class* base = As<Class>(context, v);
    const bool plain =
        (base->flags & kClassInstances) && !(base->flags & kLayoutFlags);
    const bool has_its_slots =
        !(base->flags & kClassMembers) || HasAmongBases(context, cls, base);
    const bool fits =
        (plain && has_its_slots) ||
        (base->instance_kind == cls->instance_kind &&
         (base->flags & kLayoutFlags & ~cls->flags) == 0 && has_its_slots);
    if (!fits) {
      return Fail(RaiseTypeError(
          context, absl::StrCat("mro() returned base with unsuitable layout ('",
                                ToUtf8(base->name), "')")));
    }
  }
  Tuple* before = cls->mro;
  cls->mro = NewTuple(context, order);
  OldOrders old;
  if (RenewOrdersBelow(context, cls, &old) == OpResult::kRaise) {
    cls->mro = before;
    for (const auto& [changed, mro] : old) changed->mro = mro;
    return OpResult::kRaise;
  }
  ClassChanged(context, cls);
  return OpResult::kDone;
}

std::vector<Value> OwnOrdersFrom(Context& context, Class* cls) {
  std::vector<Value> found;
  if (HasOwnOrder(context, cls)) found.push_back(Value::Of(cls));
  List* subclasses = cls->subclasses;
  const uint64_t count = subclasses == nullptr ? 0 : subclasses->size;
  for (uint64_t i = 0; i < count; ++i) {
    Class* subclass = As<Class>(context, subclasses->items()[i]);
    for (Value v : OwnOrdersFrom(context, subclass)) found.push_back(v);
  }
  return found;
}

OpResult SetClassBases(Context& context, Class* cls, Value value) {
  if (CheckNewBases(context, cls, value) == OpResult::kRaise) {
    return OpResult::kRaise;
  }
  Tuple* before = cls->bases;
  Tuple* bases = static_cast<Tuple*>(value.as_object());
  OldOrders old;
  cls->bases = bases;
  if (RenewOrders(context, cls, &old) == OpResult::kRaise) {
    cls->bases = before;
    for (const auto& [changed, mro] : old) changed->mro = mro;
    return OpResult::kRaise;
  }
  for (Value v : before->span())
    DropSubclass(context, As<Class>(context, v), cls);
  for (Value v : bases->span())
    AddSubclass(context, As<Class>(context, v), cls);
  ClassChanged(context, cls);
  return OpResult::kDone;
}

void ClassChanged(Context& context, Class* cls) {
  cls->version = Names::NextVersion();
  ComputeHooks(context, cls);
  List* subclasses = cls->subclasses;
  if (subclasses == nullptr) return;
  for (uint64_t i = 0; i < subclasses->size; ++i) {
    ClassChanged(context, As<Class>(context, subclasses->items()[i]));
  }
}

}  // namespace midge::vm
