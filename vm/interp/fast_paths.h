// What the handlers of interpreter.cc do in the common case: no calls but to
// leaves, and answers in registers.  A function here that does not apply says
// so, and the handler goes on to the general one in the files that machine.h
// lists.
#ifndef MIDGE_VM_INTERP_FAST_PATHS_H_
#define MIDGE_VM_INTERP_FAST_PATHS_H_

#include <cstdint>

#include "vm/interp/attribute_cache.h"
#include "vm/interp/machine.h"
#include "vm/interp/thread.h"
#include "vm/objects/iterators.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"

#define LIKELY(x) __builtin_expect(static_cast<bool>(x), 1)
#define UNLIKELY(x) __builtin_expect(static_cast<bool>(x), 0)

namespace midge::vm {

inline int64_t FloorDivide(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient;
}
inline int64_t FloorModulo(int64_t a, int64_t b) {
  const int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

inline bool BothInts(Value a, Value b) { return Value::BothInts(a, b); }
// A float or a small int as a double.
inline bool AsDouble(Value v, double* out) {
  if (v.is_float()) return *out = v.as_float(), true;
  if (v.is_int()) return *out = static_cast<double>(v.as_int()), true;
  return false;
}
inline bool BothNumbers(Value a, Value b, double* x, double* y) {
  return AsDouble(a, x) && AsDouble(b, y);
}

template <typename T>
inline T* As(Value v) {
  return static_cast<T*>(v.as_object());
}

// Whether a pattern for what `flag` (kClassSequence or kClassMapping) says may
// match.
inline bool IsCollection(Context& context, Value v, ClassFlags flag) {
  return context.Resolve(ClassOf(context, v))->flags & flag;
}

inline Cell* WritableCell(Machine& m, Value v) {
  return Writable(m.context, As<Cell>(v));
}

// container[key] for a list or tuple and an int in range, else unbound.
inline Value FastItem(Context& context, Value container, Value key) {
  if (!container.is_object() || !key.is_int()) return Value();
  int64_t index = key.as_int();
  const Value* items;
  int64_t size;
  Object* object = container.as_object();
  if (object->is(Kind::kList)) {
    if (UNLIKELY(context.MayBeCopied(object))) return Value();
    List* list = static_cast<List*>(object);
    size = static_cast<int64_t>(list->size);
    items = list->array.held()->items();  // Not looked at if the size is 0.
  } else if (object->is(Kind::kTuple)) {
    items = static_cast<Tuple*>(object)->items();
    size = static_cast<Tuple*>(object)->length;
  } else {
    return Value();
  }
  if (index < 0) index += size;
  if (static_cast<uint64_t>(index) >= static_cast<uint64_t>(size)) {
    return Value();
  }
  return items[index];
}

// What a dict holds under a key that needs no Python; unbound if nothing, or if
// Python may have to be asked.
[[gnu::noinline]] inline Value DictItem(Context& context, Dict* dict,
                                        Value key) {
  Value found;
  if (!key.is_int() && !IsKind(key, Kind::kStr)) return Value();
  const OpResult result = DictFind(context, dict, key, &found);
  return result == OpResult::kDone ? found : Value();
}

// container[key] for a dict, or a one-character string of a string, else
// unbound.
inline Value FastLookup(Context& context, Value container, Value key) {
  if (IsKind(container, Kind::kDict)) {
    return DictItem(context, context.Resolve(As<Dict>(container)), key);
  }
  if (!IsKind(container, Kind::kStr) || !key.is_int()) return Value();
  const Str* text = As<Str>(container);
  const int64_t index =
      key.as_int() < 0 ? key.as_int() + text->length : key.as_int();
  if (static_cast<uint64_t>(index) >= text->length) return Value();
  const uint32_t letter = text->at(static_cast<uint32_t>(index));
  return letter < 128 ? Value::Of(core().ascii[letter]) : Value();
}

// Whether `item` is in a dict or set, for the keys that need no Python; unbound
// for others.
[[gnu::noinline]] inline Value FastContains(Context& context, Value item,
                                            Value container) {
  if (!container.is_object() || !(item.is_int() || IsKind(item, Kind::kStr))) {
    return Value();
  }
  Object* object = context.Resolve(container.as_object());
  bool found = false;
  OpResult result = OpResult::kPython;
  if (object->is(Kind::kDict)) {
    Value value;
    result = DictFind(context, static_cast<Dict*>(object), item, &value);
    found = !value.is_unbound();
  } else if (object->is(Kind::kSet)) {
    result = SetFind(context, static_cast<Set*>(object), item, &found);
  }
  return result == OpResult::kDone ? Value::Bool(found) : Value();
}

inline bool FastTruth(Value v, bool* out) {
  if (v.is_bool()) return *out = v.is_true(), true;
  if (v.is_int()) return *out = v.as_int() != 0, true;
  if (v.is_none()) return *out = false, true;
  return false;
}

// An instance, its class, and what is known of the attribute that an
// instruction wants of it.
struct KnownAttribute {
  Instance* instance;
  Class* cls;
  CacheEntry entry;

  CacheUse use() const { return CacheUseOf(entry.word0); }
  // REQUIRES: kSlot.
  Value* slot() const { return instance->slot(CachedSlot(entry.word0)); }
  // What the class has; unbound if that is not known.
  Value InClass(Context& context) const {
    if (use() != CacheUse::kInClass || entry.word1 >> 32 != cls->version) {
      return Value();
    }
    return AtLocation(context, cls, entry.word1);
  }
};

// Whether the first word of a cache is about instances like this one.
inline bool IsAbout(uint64_t word, const Instance* instance, const Class* cls) {
  return LIKELY(static_cast<uint32_t>(word >> 32) == cls->version) &&
         LIKELY(static_cast<uint32_t>(word) >> 12 == instance->layout());
}

// The instance's slot that the cache knows if no instance or class in the agent
// has a copy, else null.
inline Value* CachedSlotOf(const Context& context, Value v, CacheWords cache) {
  if (UNLIKELY(!IsKind(v, Kind::kInstance)) ||
      UNLIKELY(context.has_instance_copies())) {
    return nullptr;
  }
  Instance* instance = As<Instance>(v);
  const uint64_t word = CacheWord(cache);
  const uint32_t slot = CachedSlot(word);
  return LIKELY(IsAbout(word, instance, instance->cls.held())) &&
                 LIKELY(CacheUseOf(word) == CacheUse::kSlot) &&
                 LIKELY(slot < instance->length)
             ? instance->slots() + slot
             : nullptr;
}

// The same for the method in its class; unbound if there is none.
inline Value CachedMethod(Context& context, Instance* instance,
                          CacheWords cache) {
  if (UNLIKELY(context.has_instance_copies())) return Value();
  const uint64_t word = CacheWord(cache);
  Class* cls = instance->cls.held();
  if (UNLIKELY(!IsAbout(word, instance, cls)) ||
      UNLIKELY(CacheUseOf(word) != CacheUse::kInClass)) {
    return Value();
  }
  const uint64_t word1 = CacheWord(cache, 1);
  if (UNLIKELY(static_cast<uint32_t>(word1 >> 32) != cls->version)) {
    return Value();
  }
  if (const uint32_t mro_index = word1 >> 24 & 0xFF; mro_index != 0) {
    cls = As<Class>(cls->mro.held()->items()[mro_index]);
  }
  const Array* entries = cls->dict.held()->entries.held();
  const Value raw =
      const_cast<Array*>(entries)->items()[(word1 & 0xFFFFFF) * 3 + 1];
  return LIKELY(IsBareMethod(context, raw, instance->cls.held())) ? raw
                                                                  : Value();
}

// What is known of an attribute of instance v: by the cache, or else by what
// this worker remembers.
template <CacheEntry (*recall)(CacheWords, uint64_t, const Str*)>
inline KnownAttribute FindKnown(Context& context, Value v,
                                const Value* constants, uint32_t w) {
  CacheWords cache = CacheAt(constants, w);
  Instance* instance = context.Resolve(As<Instance>(v));
  Class* cls = context.Resolve(instance->cls.held());
  const uint64_t guard = InstanceGuard(cls, instance);
  const uint64_t word = CacheWord(cache);
  if (word >> 12 == guard) {
    return {instance, cls, {word, CacheWord(cache, 1)}};
  }
  return {instance, cls, recall(cache, guard, As<Str>(constants[w & 0xFFFF]))};
}

// The module attribute that the cache knows, or null.
inline Value* CachedModuleAttribute(Context& context, Value v,
                                    CacheWords cache) {
  const uint64_t word = CacheWord(cache);
  if (CacheUseOf(word) != CacheUse::kModule || !IsKind(v, Kind::kModule)) {
    return nullptr;
  }
  Module* module = context.Resolve(As<Module>(v));
  Dict* dict = context.Resolve(module->dict.held());
  if (word >> 32 != dict->version) return nullptr;
  return DictEntryValue(dict, CachedEntry(word));
}

// The native method of a builtin kind that LoadMethod's cache knows; unbound if
// it does not.
inline Value CachedNative(Value v, CacheWords cache) {
  const uint64_t word = CacheWord(cache);
  if (CacheUseOf(word) != CacheUse::kMethod || !v.is_object() ||
      word >> 56 != static_cast<uint64_t>(v.as_object()->kind())) {
    return Value();
  }
  return Value::Of(reinterpret_cast<Object*>(word >> 4 & 0xFFFFFFFFFFFF));
}

// Stores an attribute the way that is known; false if that does not apply.
inline bool StoreKnown(const KnownAttribute& known, Value item) {
  if (LIKELY(known.use() == CacheUse::kSlot)) {
    *known.slot() = item;
    return true;
  }
  Instance* instance = known.instance;
  const uint64_t word1 = known.entry.word1;
  const uint32_t slot = word1 >> 20 & 0xFF;
  if (known.use() != CacheUse::kAdd || word1 >> 28 != instance->layout() ||
      slot >= instance->length) {
    return false;
  }
  instance->slots()[slot] = item;
  instance->set_layout(word1 & 0xFFFFF);
  return true;
}

// The place of the global or builtin that the cache knows, or null.
inline Value* CachedGlobal(Dict* globals, CacheWords cache) {
  const uint64_t word = CacheWord(cache);
  if (UNLIKELY(word >> 32 != globals->version) || UNLIKELY(word == 0)) {
    return nullptr;
  }
  Dict* from =
      CacheUseOf(word) == CacheUse::kGlobal ? globals : core().builtins;
  return &from->entries.held()->items()[CachedEntry(word) * 3 + 1];
}

// Whether v is a function that stands for itself.
inline bool IsWholeFunction(const Context& context, Value v) {
  if (UNLIKELY(!v.is_object())) return false;
  constexpr uint16_t kOwn = static_cast<uint16_t>(Kind::kFunction);
  constexpr uint16_t kImages = kOwn | kShared << 8;
  const auto header = static_cast<uint16_t>(v.as_object()->header);
  if (LIKELY(header == kOwn)) return true;
  return header == kImages && (LIKELY(!context.has_function_copies()) ||
                               !context.MayBeCopied(v.as_object()));
}

// The code of `callee` if that is a function that a call with `argc` positional
// arguments at `args` can enter as it is, else null.
inline const CodeData* EnterableCode(Machine& m, Value callee, int argc,
                                     const Value* args) {
  if (UNLIKELY(!IsWholeFunction(m.context, callee))) return nullptr;
  const CodeData* code = As<Function>(callee)->code.held()->data;
  return LIKELY(code->simple_arguments == argc) &&
                 LIKELY(args + code->register_count <= m.limit) &&
                 LIKELY(m.thread->depth < m.context.recursion_limit)
             ? code
             : nullptr;
}

// Makes the slots from `at` to `end`, and perhaps one more, unbound: which the
// stack has room for, see Machine::limit.
inline void Unbind(Value* at, const Value* end) {
  constexpr uint64_t kUnbound = Value().bits();
  for (; at < end; at += 2) {
    *reinterpret_cast<ValuePair*>(at) = ValuePair{kUnbound, kUnbound};
  }
}

// Pushes a frame at `base`, `distance` slots above that of its caller; callee
// and `argc` arguments are in place.
inline void Enter(Machine& m, Value* base, int distance, const CodeData* code,
                  int argc, int target, ReturnAction action,
                  const Instruction* ip) {
  FrameIp(base - distance) = Value::Int(ip - m.code->instructions);
  FrameExtra(base) = Value();
  FrameLinkWord(base) = FrameLink{distance, target, action}.Pack();
  Unbind(base + argc, base + code->register_count);
  m.base = base;
  m.code = code;
  ++m.thread->depth;
  m.context.budget -= code->instruction_count;
}

// Resumes a generator that a loop runs over and that is suspended in a plain
// yield: its frame goes on top of the running one.  False: not so simple.
inline bool FastResume(Machine& m, Value v, int target, const Instruction* ip) {
  if (!IsGenerator(v) || v.as_object()->shared()) return false;
  Generator* generator = As<Generator>(v);
  const CodeData* code = generator->function->code->data;
  Value* base = m.top() + kFrameHeaderSlots;
  if (!generator->is_just_suspended() || !generator->delegate.is_unbound() ||
      base + code->register_count > m.limit ||
      m.thread->depth >= m.context.recursion_limit) {
    return false;
  }
  CopyValues(generator->registers(), code->register_count, base);
  FrameIp(m.base) =
      Value::Int(static_cast<uint32_t>(ip - m.code->instructions));
  FrameCallee(base) = generator->function.value();
  FrameExtra(base) = v;
  FrameLinkWord(base) = FrameLink{static_cast<int>(base - m.base), target,
                                  ReturnAction::kNext, true}
                            .Pack();
  m.base = base;
  m.code = code;
  m.ip = code->instructions + generator->saved_ip;
  base[m.ip[-1].a()] = Value::None();  // What the yield gives.
  ++m.thread->depth;
  m.context.budget -= code->instruction_count;
  generator->set_state(Generator::kRunning);
  generator->reserved = m.thread->handling;
  return true;
}

// Yields `value` to the loop that runs over the running generator.  False: it
// was resumed by something else.
inline bool FastYield(Machine& m, Value value, const Instruction* ip) {
  const FrameLink link = FrameLink::Unpack(FrameLinkWord(m.base));
  Generator* generator = As<Generator>(FrameExtra(m.base));
  if (link.action != ReturnAction::kNext || link.watched ||
      !IsGenerator(FrameExtra(m.base)) ||
      generator->has_flag(Generator::kHandles)) {
    return false;
  }
  CopyValues(m.base, m.code->register_count, generator->registers());
  generator->saved_ip = ip - m.code->instructions;
  generator->set_state(Generator::kSuspended);
  generator->reserved = Value();
  PopFrame(m, link);
  m.base[link.target + 1] = value;
  return true;
}

// The window of a call that LoadMethod prepared at `window`.  Without an object
// to be put first it lies one slot further on.
inline Value* MethodWindow(Value* window, int* argc) {
  if (LIKELY(!window[kFrameHeaderSlots].is_unbound())) return window;
  --*argc;
  window[1] = window[0];
  return window + 1;
}

// Whether `callee` is a native that takes `argc` positional arguments as they
// stand, with room for all its parameters.  If it was not found in the class of
// args[0], a method has to look at that first.
inline const NativeData* DirectNative(Machine& m, Value callee, int argc,
                                      const Value* args, bool found) {
  if (!IsKind(callee, Kind::kNative)) return nullptr;
  const NativeData* data = As<Native>(callee)->data;
  return argc >= data->direct_min && argc <= data->direct_max &&
                 args + data->direct_slots <= m.limit &&
                 (found || data->owner == nullptr)
             ? data
             : nullptr;
}

// Calls it.
inline NativeResult CallDirect(Machine& m, const NativeData* data, Value* args,
                               int argc, const Instruction* ip) {
  m.ip = ip;
  m.Save();
  m.context.Charge(1);
  Unbind(args + argc, args + data->direct_slots);
  m.native.args = args;
  return data->function(m.native);
}

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_FAST_PATHS_H_
