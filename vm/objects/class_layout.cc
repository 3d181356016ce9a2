#include "vm/objects/class_layout.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/instance_dict.h"
#include "vm/objects/layout.h"
#include "vm/objects/member_descriptors.h"

namespace midge::vm {
namespace {

// Whether the class reserves more slots than the best of its bases, but for
// that of a payload.
bool Adds(const Class& cls, const Class& base) {
  const bool wraps = (cls.flags & kClassPayload) != 0;
  return Layouts::ReservedCount(cls.root_layout) >
         std::max(Layouts::ReservedCount(base.root_layout), wraps ? 1u : 0u);
}

// Classes to the nearest class from them on that adds to the memory of
// instances: of each class that several others lead to, that is asked once.
using Solids = absl::flat_hash_map<Class*, Class*>;

Class* SolidOf(Context& context, Class* cls, Solids* known);

// The base whose instances the others' would be part of, and its solid class;
// null if there is none.
Class* BestBase(Context& context, std::span<const Value> bases, Solids* known,
                Class** solid) {
  Class* best = nullptr;
  for (Value v : bases) {
    Class* base = As<Class>(context, v);
    Class* other = SolidOf(context, base, known);
    if (best != nullptr && IsSubclass(context, *solid, other)) continue;
    if (best != nullptr && !IsSubclass(context, other, *solid)) return nullptr;
    best = base;
    *solid = other;
  }
  return best;
}

Class* SolidOf(Context& context, Class* cls, Solids* known) {
  Class* const asked = cls;
  if (const auto found = known->find(cls); found != known->end()) {
    return found->second;
  }
  while (cls->bases->length > 0) {
    Class* base = As<Class>(context, (*cls->bases)[0]);
    Class* solid = nullptr;
    if (cls->bases->length > 1) {
      Class* best = BestBase(context, cls->bases->span(), known, &solid);
      // Bases that were assigned may not go together.
      if (best != nullptr) base = best;
    }
    const bool is_kind_of_its_own =
        (cls->flags & kClassBuiltin) != 0 && !(cls->flags & kClassException);
    if (is_kind_of_its_own || Adds(*cls, *base)) break;
    cls = solid != nullptr ? solid : base;
    if (solid != nullptr) break;
  }
  (*known)[asked] = cls;
  return cls;
}

bool HasSlot(Tuple* slots, const Str* name) {
  const std::span<Value> names = slots->span();
  return std::any_of(names.begin(), names.end(), [&](Value slot) {
    return StrEqual(static_cast<Str*>(slot.as_object()), name);
  });
}

// Ints, bytes and tuples have no room for it, as in CPython.
bool HasRoomForWeakRefs(const Class& cls) {
  const auto kind = static_cast<Kind>(cls.instance_kind);
  return kind != Kind::kBigInt && kind != Kind::kBytes && kind != Kind::kTuple;
}

// As CPython names its types: with the module, but for builtins.
std::string FullName(const Class& cls) {
  const std::string name = ToUtf8(cls.name);
  if (!IsKind(cls.module, Kind::kStr)) return name;
  const std::string module = ToUtf8(static_cast<Str*>(cls.module.as_object()));
  return module == "builtins" ? name : absl::StrCat(module, ".", name);
}

// Whether they can be bases; raises if not.
bool CheckBases(Context& context, std::span<const Value> bases) {
  for (size_t i = 0; i < bases.size(); ++i) {
    const Value base = bases[i];
    if (!IsKind(base, Kind::kClass)) {
      RaiseTypeError(context, "bases must be types");
      return false;
    }
    Class* cls = As<Class>(context, base);
    if (!(cls->flags & kClassSubclassable)) {
      RaiseTypeError(context, absl::StrCat("type '", FullName(*cls),
                                           "' is not an acceptable base type"));
      return false;
    }
    for (size_t j = 0; j < i; ++j) {
      if (Identical(context, bases[j], base)) {
        RaiseTypeError(
            context, absl::StrCat("duplicate base class ", ToUtf8(cls->name)));
        return false;
      }
    }
  }
  return true;
}

template <typename Test>
bool AnyBase(Context& context, Class* cls, Test&& test) {
  const std::span<Value> bases = cls->bases->span();
  return std::any_of(bases.begin(), bases.end(),
                     [&](Value v) { return test(As<Class>(context, v)); });
}

}  // namespace

std::vector<std::vector<Str*>> MembersOf(Context& context, Class* cls) {
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

Class* BestBase(Context& context, std::span<const Value> bases) {
  Solids known;
  Class* solid = nullptr;
  return BestBase(context, bases, &known, &solid);
}

Class* BestBaseOrRaise(Context& context, std::span<const Value> bases) {
  if (!CheckBases(context, bases)) return nullptr;
  Class* best = BestBase(context, bases);
  if (best == nullptr) {
    RaiseTypeError(context, "multiple bases have instance lay-out conflict");
  }
  return best;
}

void InheritLayout(Context& context, Class* cls, const Class& base) {
  cls->flags = kClassInstances | (base.flags & kLayoutFlags);
  cls->flags |= base.flags & kClassMembers;
  cls->root_layout = base.root_layout;
  cls->instance_kind = base.instance_kind;
  for (Value v : cls->bases->span()) {
    cls->inline_slots =
        std::max(cls->inline_slots, As<Class>(context, v)->inline_slots);
  }
  if (base.flags & kClassPayload) {
    if (base.root_layout == kEmptyLayout) cls->root_layout = kPayloadLayout;
    cls->inline_slots = std::max(cls->inline_slots, uint32_t{1});
  } else if (!(base.flags & kClassInstances)) {
    cls->flags &= ~uint32_t{kClassInstances};  // A metaclass, a module's class.
  }
}

void AddInstanceAttributes(Context& context, Class* cls, const Class& base,
                           Tuple* slots) {
  const bool any = DictGet(cls->dict, core().n_slots).is_unbound();
  if (!InstancesHaveDict(&base)) {
    if (any || HasSlot(slots, core().n_dict) ||
        AnyBase(context, cls, &InstancesHaveDict)) {
      AddDictAttribute(context, cls);
    } else {
      cls->flags |= kClassSlotsOnly;
    }
  }
  if (InstancesTakeWeakRefs(&base)) {
    cls->flags |= base.flags & kClassWeakRefs;
  } else if (HasRoomForWeakRefs(base) &&
             (any || HasSlot(slots, core().n_weakref) ||
              AnyBase(context, cls, &InstancesTakeWeakRefs))) {
    AddWeakRefAttribute(context, cls);
  }
}

}  // namespace midge::vm
