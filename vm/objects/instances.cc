// Instances of class statements' classes: where their attributes are kept.
#include <algorithm>
#include <atomic>

#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/layout.h"
#include "vm/objects/member_descriptors.h"

namespace midge::vm {
namespace {

// Room that the first instance of a class gets.
constexpr uint32_t kFirstInlineSlots = 4;

// How many inline slots new instances of `cls` get is a guess that all workers
// share: relaxed, because any value is right.
std::atomic_ref<uint32_t> InlineSlots(Class* cls) {
  return std::atomic_ref<uint32_t>(cls->inline_slots);
}

// The one write to a shared object, and so not where that is a crash.
void LearnInlineSlots(Class* cls, uint32_t count) {
  if (Heap::kFrozenIsReadOnly && cls->shared()) return;
  InlineSlots(cls).store(count, std::memory_order_relaxed);
}

void GrowOverflow(Context& context, Instance* instance, uint32_t room) {
  Array* old = instance->overflow.is_object()
                   ? static_cast<Array*>(instance->overflow.as_object())
                   : nullptr;
  const uint32_t had = old ? old->capacity() : 0;
  if (room <= had) return;
  Array* grown = context.heap().New<Array>(std::max(room, had * 2));
  if (old) std::copy_n(old->items(), had, grown->items());
  instance->overflow = Value::Of(grown);
}

// The reserved slot of the attribute; -1: it has none.
inline int MemberOf(Context& context, Instance* instance, const Str* name) {
  Class* cls = context.Resolve(instance->cls.get());
  return cls->flags & kClassMembers ? MemberSlotOf(context, cls, name) : -1;
}

Dict* DictOf(Instance* instance) {
  return static_cast<Dict*>(instance->overflow.as_object());
}

}  // namespace

Instance* NewInstance(Context& context, Class* cls) {
  uint32_t room = InlineSlots(cls).load(std::memory_order_relaxed);
  const bool exception = cls->flags & kClassException;
  if (!exception && room < kFirstInlineSlots) room = kFirstInlineSlots;
  Instance* instance = context.heap().New<Instance>(room);
  instance->cls = cls;
  instance->set_layout(cls->root_layout);
  if (cls->flags & kClassFinalizer) context.heap().AddFinalizable(instance);
  if (exception) {
    Value* slots = instance->slots();
    slots[kExceptionArgs] = Value::Of(core().empty_tuple);
    slots[kExceptionTraceback] = Value::None();
    slots[kExceptionCause] = Value::None();
    slots[kExceptionContext] = Value::None();
    slots[kExceptionSuppressContext] = Value::False();
  }
  return instance;
}

Value InstanceGet(Context& context, Instance* instance, const Str* name) {
  instance = context.Resolve(instance);
  if (const int member = MemberOf(context, instance, name); member >= 0) {
    return instance->slots()[member];
  }
  if (instance->layout() == kDictLayout) {
    return DictGet(context.Resolve(DictOf(instance)), const_cast<Str*>(name));
  }
  const int slot = Layouts::SlotOf(instance->layout(), name);
  return slot < 0 ? Value() : *instance->slot(static_cast<uint32_t>(slot));
}

void InstanceSet(Context& context, Instance* instance, Str* name, Value value) {
  if (const int member = MemberOf(context, instance, name); member >= 0) {
    return SetReserved(instance, member, value);
  }
  if (instance->layout() != kDictLayout) {
    const int slot = Layouts::SlotOf(instance->layout(), name);
    if (slot >= 0) {
      *instance->slot(static_cast<uint32_t>(slot)) = value;
      return;
    }
    const LayoutId layout = Layouts::With(instance->layout(), name);
    if (layout != kDictLayout) {
      const uint32_t added = Layouts::SlotCount(layout) - 1;
      if (added >= instance->length) {
        GrowOverflow(context, instance, added - instance->length + 1);
        LearnInlineSlots(instance->cls, added + 1);
      }
      instance->set_layout(layout);
      *instance->slot(added) = value;
      return;
    }
    InstanceDict(context, instance);
  }
  DictSet(context, DictOf(instance), name, value);
}

Value SpecAttribute(Context& context, Module* module, const Str* name) {
  Dict* dict = context.Resolve(module->dict.get());
  const Value spec = DictGet(dict, core().n_spec);
  if (!IsKind(spec, Kind::kInstance)) return Value();
  return InstanceGet(context, static_cast<Instance*>(spec.as_object()), name);
}

bool IsBeingMade(Context& context, Module* module) {
  return SpecAttribute(context, module, core().n_initializing).is_true();
}

bool InstanceDelete(Context& context, Instance* instance, const Str* name) {
  if (InstanceGet(context, instance, name).is_unbound()) return false;
  if (const int member = MemberOf(context, instance, name); member >= 0) {
    UnsetReserved(context, instance, member);
    return true;
  }
  // Layouts only grow, so an instance that loses an attribute gets a dict.
  return DictDelete(InstanceDict(context, instance), const_cast<Str*>(name));
}

Dict* InstanceDict(Context& context, Instance* instance) {
  if (instance->layout() == kDictLayout) return DictOf(instance);
  Dict* dict = NewDict(context);
  const std::span<Str* const> names = Layouts::SlotNames(instance->layout());
  const uint32_t reserved = Layouts::ReservedCount(instance->layout());
  for (uint32_t i = reserved; i < names.size(); ++i) {
    DictSet(context, dict, names[i], *instance->slot(i));
  }
  for (uint32_t i = reserved; i < instance->length; ++i) {
    instance->slots()[i] = Value();
  }
  instance->overflow = Value::Of(dict);
  instance->set_layout(kDictLayout);
  return dict;
}

}  // namespace midge::vm
