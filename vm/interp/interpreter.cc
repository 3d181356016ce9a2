// The interpreter loop.
//
// Rules for whoever touches it:
//
//  1. The loop is never re-entered.  What must run Python pushes a frame and
//     goes on.
//  2. `base`, `ip` and `constants` are locals.  SLOW() writes ip to the machine
//     before a slow function, and everything is reloaded after it; the
//     machine's own `base` and `code` are always right.
//  3. A handler that reads W does so first, so that ip is behind the whole
//     instruction when something is raised: ip - 1 names the instruction, for
//     handler ranges, tracebacks and the deliveries of calls.
//  4. No pointer into the heap is kept over a safepoint.  Safepoints are the
//     SLOW() calls, frame pushes and JumpBack, all through `check`.
//  5. An object read from a Value may be shared: a list, dict, class, module,
//     instance or cell is resolved before it is looked into, and never written
//     unless it is this agent's own.
//  6. A handler keeps the fast path, 15 lines or less; the rest is a named
//     function in the files that machine.h lists.
//  7. A frame's registers are all initialized before it runs, because the
//     collector visits the whole stack.
#include "vm/interp/interpreter.h"

#include <algorithm>

#include "base/check.h"
#include "vm/interp/attribute_cache.h"
#include "vm/interp/machine.h"
#if MIDGE_COUNT_OPCODES
#include "vm/interp/opcode_counts.h"
#endif
#include "vm/interp/thread.h"
#include "vm/objects/private_copy.h"

#define LIKELY(x) __builtin_expect(static_cast<bool>(x), 1)
#define UNLIKELY(x) __builtin_expect(static_cast<bool>(x), 0)

namespace midge::vm {
namespace {

// a + b and a - b of small ints; false if the result is not a small int.
inline bool AddInts(Value a, Value b, Value* out) {
  int64_t sum;
  if (__builtin_add_overflow(static_cast<int64_t>(a.bits() << 16),
                             static_cast<int64_t>(b.bits() << 16), &sum)) {
    return false;
  }
  *out = Value::Int(sum >> 16);
  return true;
}
inline bool SubtractInts(Value a, Value b, Value* out) {
  int64_t difference;
  if (__builtin_sub_overflow(static_cast<int64_t>(a.bits() << 16),
                             static_cast<int64_t>(b.bits() << 16),
                             &difference)) {
    return false;
  }
  *out = Value::Int(difference >> 16);
  return true;
}
inline bool MultiplyInts(Value a, Value b, Value* out) {
  int64_t product;
  if (__builtin_mul_overflow(a.as_int(), b.as_int(), &product) ||
      !Value::FitsSmallInt(product)) {
    return false;
  }
  *out = Value::Int(product);
  return true;
}

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
T* As(Value v) {
  return static_cast<T*>(v.as_object());
}

// What a sequence pattern matches.
bool IsMatchSequence(Context& context, Value v) {
  const Value inside = Payload(context, v);
  return IsKind(inside, Kind::kList) || IsKind(inside, Kind::kTuple) ||
         IsKind(inside, Kind::kRange);
}

inline Cell* WritableCell(Machine& m, Value v) {
  return Writable(m.context, As<Cell>(v));
}

// R[b][R[c]] for a list or tuple and an int in range.
inline bool FastItem(Context& context, Value container, Value key, Value* out) {
  if (!container.is_object() || !key.is_int()) return false;
  int64_t index = key.as_int();
  const Value* items;
  int64_t size;
  Object* object = container.as_object();
  if (object->is(Kind::kList)) {
    List* list = context.Resolve(static_cast<List*>(object));
    items = list->items();
    size = static_cast<int64_t>(list->size);
  } else if (object->is(Kind::kTuple)) {
    items = static_cast<Tuple*>(object)->items();
    size = static_cast<Tuple*>(object)->length;
  } else {
    return false;
  }
  if (index < 0) index += size;
  if (index < 0 || index >= size) return false;
  *out = items[index];
  return true;
}

// container[key] for a dict, or a one-character string of a string.
inline bool FastLookup(Context& context, Value container, Value key,
                       Value* out) {
  if (IsKind(container, Kind::kDict)) {
    Dict* dict = context.Resolve(As<Dict>(container));
    return (key.is_int() || IsKind(key, Kind::kStr)) &&
           DictFind(context, dict, key, out) == OpResult::kDone &&
           !out->is_unbound();
  }
  if (!IsKind(container, Kind::kStr) || !key.is_int()) return false;
  const Str* text = As<Str>(container);
  const int64_t index =
      key.as_int() < 0 ? key.as_int() + text->length : key.as_int();
  if (static_cast<uint64_t>(index) >= text->length) return false;
  const uint32_t letter = text->at(static_cast<uint32_t>(index));
  if (letter >= 128) return false;
  *out = Value::Of(core().ascii[letter]);
  return true;
}

// Whether `item` is in a dict or set, for the keys that need no Python.
inline bool FastContains(Context& context, Value item, Value container,
                         bool* found) {
  if (!container.is_object() || !(item.is_int() || IsKind(item, Kind::kStr))) {
    return false;
  }
  Object* object = context.Resolve(container.as_object());
  if (object->is(Kind::kDict)) {
    Value value;
    if (DictFind(context, static_cast<Dict*>(object), item, &value) !=
        OpResult::kDone) {
      return false;
    }
    *found = !value.is_unbound();
    return true;
  }
  return object->is(Kind::kSet) && SetFind(context, static_cast<Set*>(object),
                                           item, found) == OpResult::kDone;
}

// The next item of the iterators that loops mostly run over.
inline bool FastNext(Context& context, Value v, Value* out) {
  Iterator* iterator = As<Iterator>(v);
  if (iterator->type == Iterator::kRange) {
    const int64_t left = iterator->of.as_int();
    if (left == 0) return false;
    *out = Value::Int(iterator->position);
    iterator->position += iterator->extra.as_int();
    iterator->of = Value::Int(left - 1);
    return true;
  }
  if (iterator->type == Iterator::kList && iterator->of.is_object()) {
    List* list = context.Resolve(As<List>(iterator->of));
    const uint64_t at = static_cast<uint64_t>(iterator->position);
    if (at >= list->size) return false;
    *out = list->items()[at];
    ++iterator->position;
    return true;
  }
  if (iterator->type == Iterator::kTuple && iterator->of.is_object()) {
    Tuple* tuple = As<Tuple>(iterator->of);
    const uint64_t at = static_cast<uint64_t>(iterator->position);
    if (at >= tuple->length) return false;
    *out = tuple->items()[at];
    ++iterator->position;
    return true;
  }
  return false;
}

inline bool FastTruth(Value v, bool* out) {
  if (v.is_bool()) return *out = v.is_true(), true;
  if (v.is_int()) return *out = v.as_int() != 0, true;
  if (v.is_none()) return *out = false, true;
  return false;
}

// An instance, its class, and what is known of the attribute that an
// instruction wants of it: from its cache, or else from what this worker
// remembers.
struct KnownAttribute {
  Instance* instance;
  Class* cls;
  CacheEntry entry;

  CacheUse use() const { return CacheUseOf(entry.word0); }
  // REQUIRES: kSlot.
  Value* slot() const { return instance->slot(CachedSlot(entry.word0)); }
  // What the class has; unbound if that is not known.
  Value InClass(Context& context) const {
    if (use() != CacheUse::kInClass ||
        UNLIKELY(entry.word1 >> 32 != cls->version)) {
      return Value();
    }
    return AtLocation(context, cls, entry.word1);
  }
};

// REQUIRES: v is an instance.
template <CacheEntry (*recall)(CacheWords, uint64_t, const Str*)>
inline KnownAttribute FindKnown(Context& context, Value v,
                                const Value* constants, uint32_t w) {
  CacheWords cache = CacheAt(constants, w);
  Instance* instance = context.Resolve(As<Instance>(v));
  Class* cls = context.Resolve(instance->cls.held());
  const uint64_t guard = InstanceGuard(cls, instance);
  const uint64_t word = CacheWord(cache);
  if (LIKELY(word >> 12 == guard)) {
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
inline Value* CachedGlobal(Context& context, Value* base, CacheWords cache) {
  const uint64_t word = CacheWord(cache);
  Dict* globals =
      context.Resolve(As<Function>(FrameCallee(base))->globals.held());
  if (word >> 32 != globals->version || word == 0) return nullptr;
  Dict* from =
      CacheUseOf(word) == CacheUse::kGlobal ? globals : core().builtins;
  return &from->entries.held()->items()[CachedEntry(word) * 3 + 1];
}

// The code of `callee` if that is a function that a call with `argc` positional
// arguments at `args` can enter as it is, else null.
inline const CodeData* EnterableCode(Machine& m, Value callee, int argc,
                                     const Value* args) {
  if (UNLIKELY(!IsKind(callee, Kind::kFunction))) return nullptr;
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
  using Pair __attribute__((vector_size(16), aligned(8), may_alias)) = uint64_t;
  constexpr uint64_t kUnbound = Value().bits();
  for (; at < end; at += 2) {
    *reinterpret_cast<Pair*>(at) = Pair{kUnbound, kUnbound};
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

// Takes what woke the thread as the result of the call it parked in.
Flow TakeWake(Machine& m, const SavedIp& saved) {
  const Value value = m.thread->value;
  const bool raises = m.thread->flags & kThreadWakeRaises;
  m.thread->flags &= ~uint64_t{kThreadWoken | kThreadWakeRaises};
  m.thread->value = Value();
  if (!raises) return Deliver(m, saved.action, saved.target, value);
  m.context.raised = value;
  return CallRaised(m, saved.action, saved.target);
}

// Resumes a generator that a loop runs over and that is suspended in a plain
// yield: its frame goes on top of the running one.  False: not so simple.
inline bool FastResume(Machine& m, Value v, int target, const Instruction* ip) {
  if (!IsGenerator(v) || v.as_object()->shared()) return false;
  Generator* generator = As<Generator>(v);
  const CodeData* code = generator->function->code->data;
  Value* base = m.top() + kFrameHeaderSlots;
  if (generator->state() != Generator::kSuspended ||
      !generator->delegate.is_unbound() || !generator->handling.is_unbound() ||
      base + code->register_count > m.limit ||
      m.thread->depth >= m.context.recursion_limit) {
    return false;
  }
  const Value* registers = generator->registers();
  for (int i = 0; i < code->register_count; ++i) base[i] = registers[i];
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
  if (link.action != ReturnAction::kNext || !IsGenerator(FrameExtra(m.base)) ||
      m.thread->handling != generator->reserved) {
    return false;
  }
  Value* registers = generator->registers();
  for (int i = 0; i < m.code->register_count; ++i) registers[i] = m.base[i];
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
// stand, with room for all its parameters.
inline const NativeData* DirectNative(Machine& m, Value callee, int argc,
                                      const Value* args) {
  if (!IsKind(callee, Kind::kNative)) return nullptr;
  const NativeData* data = As<Native>(callee)->data;
  return argc >= data->direct_min && argc <= data->direct_max &&
                 args + data->direct_slots <= m.limit
             ? data
             : nullptr;
}

// Calls it.  True if it returned, and only the result is to be stored.
inline bool CallDirect(Machine& m, const NativeData* data, Value* args,
                       int argc, const Instruction* ip, NativeResult* result) {
  m.ip = ip;
  m.Save();
  m.context.Charge(1);
  Unbind(args + argc, args + data->direct_slots);
  m.native.args = args;
  *result = data->function(m.native);
  if (UNLIKELY(*result != NativeResult::kReturn)) return false;
  Unbind(args, args + argc);
  return true;
}

// How a slice begins: where the thread was left.
Flow Begin(Machine& m) {
  MIDGE_CHECK(m.thread->state == static_cast<uint32_t>(ThreadState::kReady),
              "only a ready thread runs");
  m.Load();
  const SavedIp saved = SavedIp::Unpack(FrameIp(m.base));
  if (m.thread->flags & kThreadKilled) return Safepoint(m);
  if (m.thread->flags & kThreadWoken) return TakeWake(m, saved);
  return Flow::kNext;
}

#if MIDGE_COUNT_OPCODES
#define COUNT(next) CountOpcodePair(word.op(), (next)->op())
#else
#define COUNT(next) static_cast<void>(0)
#endif

#if MIDGE_COMPUTED_GOTO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#define HANDLER(name) op_##name:
#define DISPATCH()                   \
  do {                               \
    COUNT(ip);                       \
    word = *ip++;                    \
    goto* kLabels[word.word & 0xFF]; \
  } while (0)
#else
#define HANDLER(name) case Opcode::k##name:
#define DISPATCH() goto dispatch
#endif

#define NEXT() DISPATCH()
#define R(i) base[i]
#define A word.a()
#define B word.b()
#define C word.c()
#define READ_W() const uint32_t w = (ip++)->word
#define NAME(w) As<Str>(constants[(w)&0xFFFF])
#define CACHE(w) CacheAt(constants, w)
// Leaves the loop's locals for a function that may do anything.  What follows
// it in the common case stands here, so that each handler dispatches by a jump
// of its own, which the processor predicts better.
#define SLOW(call)                                                     \
  do {                                                                 \
    m.ip = ip;                                                         \
    flow = (call);                                                     \
    if (UNLIKELY(flow != Flow::kNext) || SAFEPOINT_DUE()) goto follow; \
    base = m.base;                                                     \
    ip = m.ip;                                                         \
    constants = m.code->constants;                                     \
    NEXT();                                                            \
  } while (0)
#define SAFEPOINT_DUE() \
  UNLIKELY(m.context.budget <= 0 || m.heap().collection_due())

// Calls the native `data`; what is not a plain return goes the general way.
#define CALL_DIRECT(data, args, count)                                       \
  do {                                                                       \
    NativeResult answer;                                                     \
    if (LIKELY(CallDirect(m, data, args, count, ip, &answer))) {             \
      R(A) = m.native.result;                                                \
      if (LIKELY(!SAFEPOINT_DUE())) NEXT();                                  \
      goto check;                                                            \
    }                                                                        \
    SLOW(NativeAnswered(                                                     \
        m,                                                                   \
        {.window = args - kFrameHeaderSlots, .argc = count, .target = A},    \
        answer));                                                            \
  } while (0)

// Runs on in a frame that is pushed at `at`, as for Enter().
#define ENTER(at, distance, code_entered, count, action)                     \
  do {                                                                       \
    Value* const callee_base = (at);                                         \
    const CodeData* const entered = (code_entered);                          \
    Enter(m, callee_base, distance, entered, count, A, ReturnAction::action, \
          ip);                                                               \
    if (SAFEPOINT_DUE()) {                                                   \
      m.ip = entered->instructions;                                          \
      goto check;                                                            \
    }                                                                        \
    base = callee_base;                                                      \
    ip = entered->instructions;                                              \
    constants = entered->constants;                                          \
    NEXT();                                                                  \
  } while (0)

// R[A] := condition; the jump that tests it next is made on the way.
#define STORE_TRUTH(condition)                              \
  do {                                                      \
    const bool holds = (condition);                         \
    R(A) = Value::Bool(holds);                              \
    if (ip->op() == Opcode::kJumpIfFalse && ip->a() == A) { \
      ip += holds ? 1 : 1 + ip->sbx();                      \
    }                                                       \
    NEXT();                                                 \
  } while (0)

// The arithmetic handlers: small ints, floats, then everything else.
#define ARITHMETIC(name, ints, operation)                     \
  HANDLER(name) {                                             \
    const Value x = R(B), y = R(C);                           \
    Value out;                                                \
    if (LIKELY(BothInts(x, y)) && LIKELY(ints(x, y, &out))) { \
      R(A) = out;                                             \
      NEXT();                                                 \
    }                                                         \
    double p, q;                                              \
    if (!BothInts(x, y) && BothNumbers(x, y, &p, &q)) {       \
      R(A) = Value::Float(p operation q);                     \
      NEXT();                                                 \
    }                                                         \
    BINARY_SLOW(name);                                        \
  }
#define BINARY_SLOW(name) SLOW(BinaryAt(m, word, R(B), R(C)))
#define BINARY(name) \
  HANDLER(name) { BINARY_SLOW(name); }
#define COMPARE(name, operation)                             \
  HANDLER(name) {                                            \
    const Value x = R(B), y = R(C);                          \
    double p, q;                                             \
    if (LIKELY(BothInts(x, y))) {                            \
      STORE_TRUTH(x.as_int() operation y.as_int());          \
    }                                                        \
    if (BothNumbers(x, y, &p, &q)) {                         \
      STORE_TRUTH(p operation q);                            \
    }                                                        \
    SLOW(CompareSlow(m, CompareOperator::k##name, A, x, y)); \
  }
#define BITWISE(name, operation)                          \
  HANDLER(name) {                                         \
    const Value x = R(B), y = R(C);                       \
    if (LIKELY(BothInts(x, y))) {                         \
      R(A) = Value::Int(x.as_int() operation y.as_int()); \
      NEXT();                                             \
    }                                                     \
    BINARY_SLOW(name);                                    \
  }

#define TRUE_DIVIDE(name)                            \
  HANDLER(name) {                                    \
    double p, q;                                     \
    if (BothNumbers(R(B), R(C), &p, &q) && q != 0) { \
      R(A) = Value::Float(p / q);                    \
      NEXT();                                        \
    }                                                \
    BINARY_SLOW(name);                               \
  }
// Of small ints, with an operand on the right that `fits`.
#define INT_ONLY(name, fits, result)       \
  HANDLER(name) {                          \
    const Value left = R(B), right = R(C); \
    if (LIKELY(BothInts(left, right))) {   \
      const int64_t x = left.as_int();     \
      const int64_t y = right.as_int();    \
      if (LIKELY(fits)) {                  \
        R(A) = Value::Int(result);         \
        NEXT();                            \
      }                                    \
    }                                      \
    BINARY_SLOW(name);                     \
  }
#define FLOOR_DIVIDE(name) INT_ONLY(name, y > 0, FloorDivide(x, y))
#define MODULO(name) INT_ONLY(name, y > 0, FloorModulo(x, y))
#define SHIFT_LEFT(name) \
  INT_ONLY(name, y >= 0 && y < 47 && x >= 0 && x <= kSmallIntMax >> y, x << y)
#define SHIFT_RIGHT(name) INT_ONLY(name, y >= 0 && y < 48, x >> y)

// x + c where c is in the instruction; a negative one stands for x - -c.
#define ADD_INT(name, in_place)                                          \
  HANDLER(name) {                                                        \
    const Value x = R(B);                                                \
    const int c = word.sc();                                             \
    Value out;                                                           \
    if (LIKELY(x.is_int()) && LIKELY(AddInts(x, Value::Int(c), &out))) { \
      R(A) = out;                                                        \
      NEXT();                                                            \
    }                                                                    \
    if (x.is_float()) {                                                  \
      R(A) = Value::Float(x.as_float() + c);                             \
      NEXT();                                                            \
    }                                                                    \
    SLOW(AddIntSlow(m, in_place, A, x, c));                              \
  }

// A binary operator's instruction as BinarySlow() takes it.
Flow BinaryAt(Machine& m, Instruction word, Value x, Value y) {
  constexpr int kPlain = static_cast<int>(Opcode::kAdd);
  constexpr int kInPlace = static_cast<int>(Opcode::kInplaceAdd);
  const int op = static_cast<int>(word.op());
  const bool in_place = op >= kInPlace;
  return BinarySlow(
      m, static_cast<BinaryOperator>(op - (in_place ? kInPlace : kPlain)),
      in_place, word.a(), x, y);
}

// The formatter cannot know that a HANDLER() is a label or a case.
// clang-format off
StopReason RunLoop(Machine& m) {
#if MIDGE_COMPUTED_GOTO
  static const void* const kLabels[] = {
#define OPCODE(name, format, operands) &&op_##name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
  };
#endif
  Context& context = m.context;
  Value* base;
  const Instruction* ip;
  const Value* constants;
  Instruction word;
  Value value;  // being returned
  Flow flow = Begin(m);

follow:
  // After a slow function: takes its flow and reloads the locals.
  if (UNLIKELY(flow != Flow::kNext)) {
    if (flow == Flow::kStop) return m.stop;
    flow = Unwind(m, flow == Flow::kRaise);
    goto follow;
  }
check:
  // REQUIRES: m.ip, m.base and m.code say where to go on.
  if (SAFEPOINT_DUE()) {
    flow = Safepoint(m);
    if (flow == Flow::kStop) return m.stop;
    if (flow == Flow::kRaise) goto follow;
  }
  base = m.base;
  ip = m.ip;
  constants = m.code->constants;
  DISPATCH();

#if !MIDGE_COMPUTED_GOTO
dispatch:
  COUNT(ip);
  word = *ip++;
  switch (word.op()) {
#endif

  // --- Registers, constants, cells -------------------------------------------
  HANDLER(Move) {
    R(A) = R(B);
    NEXT();
  }
  HANDLER(LoadConst) {
    R(A) = constants[word.bx()];
    NEXT();
  }
  HANDLER(LoadConstWide) {
    READ_W();
    R(A) = constants[w];
    NEXT();
  }
  HANDLER(LoadInt) {
    R(A) = Value::Int(word.sbx());
    NEXT();
  }
  HANDLER(LoadNone) {
    R(A) = Value::None();
    NEXT();
  }
  HANDLER(Unbind) {
    R(A) = Value();
    NEXT();
  }
  HANDLER(CheckBound) {
    READ_W();
    if (LIKELY(!R(A).is_unbound())) NEXT();
    SLOW(RaiseUnbound(m, NAME(w), false));
  }
  HANDLER(MakeCell) {
    Cell* cell = m.heap().New<Cell>();
    cell->content = R(A);
    R(A) = Value::Of(cell);
    NEXT();
  }
  HANDLER(LoadCell) {
    READ_W();
    const Value content = context.Resolve(As<Cell>(R(B)))->content;
    if (UNLIKELY(content.is_unbound())) {
      SLOW(RaiseUnbound(m, NAME(w), false));
    }
    R(A) = content;
    NEXT();
  }
  HANDLER(StoreCell) {
    WritableCell(m, R(A))->content = R(B);
    NEXT();
  }
  HANDLER(DeleteCell) {
    READ_W();
    Cell* cell = WritableCell(m, R(A));
    if (UNLIKELY(cell->content.is_unbound())) {
      SLOW(RaiseUnbound(m, NAME(w), false));
    }
    cell->content = Value();
    NEXT();
  }
  HANDLER(LoadClosure) {
    R(A) = (*m.function()->closure)[static_cast<uint32_t>(B)];
    NEXT();
  }
  HANDLER(LoadFree) {
    READ_W();
    const Value cell = (*m.function()->closure)[static_cast<uint32_t>(B)];
    const Value content = context.Resolve(As<Cell>(cell))->content;
    if (UNLIKELY(content.is_unbound())) SLOW(RaiseUnbound(m, NAME(w), true));
    R(A) = content;
    NEXT();
  }
  HANDLER(StoreFree) {
    const Value cell = (*m.function()->closure)[static_cast<uint32_t>(B)];
    WritableCell(m, cell)->content = R(A);
    NEXT();
  }
  HANDLER(DeleteFree) {
    READ_W();
    const Value at = (*m.function()->closure)[static_cast<uint32_t>(B)];
    Cell* cell = WritableCell(m, at);
    if (UNLIKELY(cell->content.is_unbound())) {
      SLOW(RaiseUnbound(m, NAME(w), true));
    }
    cell->content = Value();
    NEXT();
  }

  // --- Globals and class-body names ------------------------------------------
  HANDLER(LoadGlobal) {
    READ_W();
    if (const Value* at = CachedGlobal(context, base, CACHE(w)); LIKELY(at != nullptr)) {
      R(A) = *at;
      NEXT();
    }
    SLOW(LoadGlobalSlow(m, A, w));
  }
  HANDLER(StoreGlobal) {
    READ_W();
    Value* at = CachedGlobal(context, base, CACHE(w));
    if (LIKELY(at != nullptr) && !GlobalsOf(m)->shared()) {
      *at = R(A);
      NEXT();
    }
    SLOW(StoreGlobalSlow(m, R(A), w));
  }
  HANDLER(DeleteGlobal) {
    READ_W();
    SLOW(DeleteGlobal(m, NAME(w)));
  }
  HANDLER(LoadName) {
    READ_W();
    SLOW(LoadName(m, A, NAME(w)));
  }
  HANDLER(StoreName) {
    READ_W();
    SLOW(StoreName(m, R(A), NAME(w)));
  }
  HANDLER(DeleteName) {
    READ_W();
    SLOW(DeleteName(m, NAME(w)));
  }
  HANDLER(LoadClassFree) {
    READ_W();
    SLOW(LoadClassFree(m, A, B, NAME(w)));
  }
  HANDLER(LoadNamespace) {
    R(A) = NamespaceOf(m);
    NEXT();
  }
  HANDLER(LoadBuiltin) {
    READ_W();
    SLOW(LoadBuiltin(m, A, NAME(w)));
  }

  // --- Attributes and items --------------------------------------------------
  HANDLER(LoadAttr) {
    READ_W();
    const Value v = R(B);
    if (LIKELY(IsKind(v, Kind::kInstance))) {
      const KnownAttribute known = FindKnown<Recall>(context, v, constants, w);
      if (LIKELY(known.use() == CacheUse::kSlot)) {
        R(A) = *known.slot();
        NEXT();
      }
      const Value raw = known.InClass(context);
      if (raw.is_unbound()) SLOW(LoadAttrSlow(m, A, v, w));
      if (IsPlainInClass(raw)) {
        R(A) = raw;
        NEXT();
      }
      if (IsKind(raw, Kind::kProperty)) {
        const Value getter = As<Property>(raw)->getter;
        const int distance = m.code->register_count + kFrameHeaderSlots;
        Value* args = base + distance;
        const CodeData* code = EnterableCode(m, getter, 1, args);
        if (LIKELY(code != nullptr)) {
          FrameCallee(args) = getter;
          args[0] = v;
          ENTER(args, distance, code, 1, kStore);
        }
      }
    } else if (const Value* at = CachedModuleAttribute(context, v, CACHE(w))) {
      R(A) = *at;
      NEXT();
    }
    SLOW(LoadAttrSlow(m, A, v, w));
  }
  HANDLER(StoreAttr) {
    READ_W();
    const Value v = R(A);
    if (LIKELY(IsKind(v, Kind::kInstance)) &&
        LIKELY(!v.as_object()->shared()) &&
        LIKELY(StoreKnown(FindKnown<RecallStore>(context, v, constants, w),
                          R(B)))) {
      NEXT();
    }
    SLOW(StoreAttrSlow(m, v, R(B), w));
  }
  HANDLER(DeleteAttr) {
    READ_W();
    SLOW(DeleteAttr(m, R(A), w));
  }
  HANDLER(LoadMethod) {
    READ_W();
    const Value v = R(B);
    Value method;
    if (LIKELY(IsKind(v, Kind::kInstance))) {
      const Value raw =
          FindKnown<Recall>(context, v, constants, w).InClass(context);
      if (LIKELY(IsBareMethod(raw))) method = raw;
    } else {
      method = CachedNative(v, CACHE(w));
    }
    if (LIKELY(!method.is_unbound())) {
      R(A + kFrameHeaderSlots) = v;
      R(A) = method;
      NEXT();
    }
    if (const Value* at = CachedModuleAttribute(context, v, CACHE(w))) {
      R(A + kFrameHeaderSlots) = Value();
      R(A) = *at;
      NEXT();
    }
    SLOW(LoadMethodSlow(m, A, v, w));
  }
  HANDLER(LoadItem) {
    Value out;
    if (LIKELY(FastItem(context, R(B), R(C), &out))) {
      R(A) = out;
      NEXT();
    }
    if (FastLookup(context, R(B), R(C), &out)) {
      R(A) = out;
      NEXT();
    }
    SLOW(GetItemSlow(m, A, R(B), R(C)));
  }
  HANDLER(StoreItem) {
    const Value container = R(A), key = R(B);
    if (IsKind(container, Kind::kList) && key.is_int() &&
        !container.as_object()->shared() && key.as_int() >= 0 &&
        static_cast<uint64_t>(key.as_int()) < As<List>(container)->size) {
      As<List>(container)->items()[key.as_int()] = R(C);
      NEXT();
    }
    if (IsKind(container, Kind::kDict) && !container.as_object()->shared() &&
        (key.is_int() || IsKind(key, Kind::kStr)) &&
        DictStore(context, As<Dict>(container), key, R(C)) ==
            OpResult::kDone) {
      NEXT();
    }
    SLOW(SetItemSlow(m, container, key, R(C)));
  }
  HANDLER(DeleteItem) { SLOW(DeleteItemSlow(m, R(A), R(B))); }
  HANDLER(BuildSlice) {
    Slice* slice = m.heap().New<Slice>();
    slice->start = R(B);
    slice->stop = R(B + 1);
    slice->step = R(B + 2);
    R(A) = Value::Of(slice);
    NEXT();
  }

  // --- Operators -------------------------------------------------------------
  ARITHMETIC(Add, AddInts, +)
  ARITHMETIC(Subtract, SubtractInts, -)
  ARITHMETIC(Multiply, MultiplyInts, *)
  ARITHMETIC(InplaceAdd, AddInts, +)
  ARITHMETIC(InplaceSubtract, SubtractInts, -)
  ARITHMETIC(InplaceMultiply, MultiplyInts, *)
  TRUE_DIVIDE(TrueDivide)
  FLOOR_DIVIDE(FloorDivide)
  MODULO(Modulo)
  BINARY(Power)
  BINARY(MatrixMultiply)
  SHIFT_LEFT(LeftShift)
  SHIFT_RIGHT(RightShift)
  BITWISE(BitAnd, &)
  BITWISE(BitOr, |)
  BITWISE(BitXor, ^)
  TRUE_DIVIDE(InplaceTrueDivide)
  FLOOR_DIVIDE(InplaceFloorDivide)
  MODULO(InplaceModulo)
  BINARY(InplacePower)
  BINARY(InplaceMatrixMultiply)
  SHIFT_LEFT(InplaceLeftShift)
  SHIFT_RIGHT(InplaceRightShift)
  BITWISE(InplaceBitAnd, &)
  BITWISE(InplaceBitOr, |)
  BITWISE(InplaceBitXor, ^)
  ADD_INT(AddInt, false)
  ADD_INT(InplaceAddInt, true)
  HANDLER(Negative) {
    const Value x = R(B);
    if (LIKELY(x.is_int() && x.as_int() > kSmallIntMin)) {
      R(A) = Value::Int(-x.as_int());
      NEXT();
    }
    if (x.is_float()) {
      R(A) = Value::Float(-x.as_float());
      NEXT();
    }
    SLOW(UnarySlow(m, Opcode::kNegative, A, R(B)));
  }
  HANDLER(Positive) { SLOW(UnarySlow(m, Opcode::kPositive, A, R(B))); }
  HANDLER(Invert) { SLOW(UnarySlow(m, Opcode::kInvert, A, R(B))); }
  HANDLER(Not) {
    bool truth;
    if (LIKELY(FastTruth(R(B), &truth))) {
      STORE_TRUTH(!truth);
    }
    SLOW(TruthSlow(m, R(B), ReturnAction::kTruthNot, A));
  }
  COMPARE(Less, <)
  COMPARE(LessEqual, <=)
  COMPARE(Equal, ==)
  COMPARE(NotEqual, !=)
  COMPARE(Greater, >)
  COMPARE(GreaterEqual, >=)
  HANDLER(Is) {
    STORE_TRUTH(R(B) == R(C) || Identical(context, R(B), R(C)));
  }
  HANDLER(IsNot) {
    STORE_TRUTH(R(B) != R(C) && !Identical(context, R(B), R(C)));
  }
  HANDLER(In) {
    bool found;
    if (FastContains(context, R(B), R(C), &found)) {
      STORE_TRUTH(found);
    }
    SLOW(ContainsSlow(m, A, R(B), R(C), false));
  }
  HANDLER(NotIn) {
    bool found;
    if (FastContains(context, R(B), R(C), &found)) {
      STORE_TRUTH(!found);
    }
    SLOW(ContainsSlow(m, A, R(B), R(C), true));
  }

  // --- Jumps and loops -------------------------------------------------------
  HANDLER(Jump) {
    ip += word.ax();
    NEXT();
  }
  HANDLER(JumpBack) {
    context.budget += word.ax();
    ip += word.ax();
    if (LIKELY(!SAFEPOINT_DUE())) NEXT();
    m.ip = ip;
    goto check;
  }
  HANDLER(JumpIfTrue) {
    bool truth;
    if (UNLIKELY(!FastTruth(R(A), &truth))) {
      SLOW(TruthSlow(m, R(A), ReturnAction::kTruthBranch, 0));
    }
    if (truth) ip += word.sbx();
    NEXT();
  }
  HANDLER(JumpIfFalse) {
    bool truth;
    if (UNLIKELY(!FastTruth(R(A), &truth))) {
      SLOW(TruthSlow(m, R(A), ReturnAction::kTruthBranch, 0));
    }
    if (!truth) ip += word.sbx();
    NEXT();
  }
  HANDLER(GetIter) { SLOW(GetIter(m, A, R(B))); }
  HANDLER(ForIter) {
    Value item;
    if (IsKind(R(A), Kind::kIterator) && FastNext(context, R(A), &item)) {
      R(A + 1) = item;
      NEXT();
    }
    if (FastResume(m, R(A), A, ip)) goto check;
    SLOW(ForIter(m, A));
  }

  // --- Building --------------------------------------------------------------
  HANDLER(BuildTuple) {
    R(A) = Value::Of(
        NewTuple(context, {base + B, static_cast<size_t>(C)}));
    NEXT();
  }
  HANDLER(BuildList) {
    R(A) = Value::Of(NewList(context, {base + B, static_cast<size_t>(C)}));
    NEXT();
  }
  HANDLER(BuildSet) { SLOW(BuildSet(m, A, B, C)); }
  HANDLER(BuildMap) { SLOW(BuildMap(m, A, B, C)); }
  HANDLER(BuildString) {
    BuildString(m, A, B, C);
    NEXT();
  }
  HANDLER(ListAppend) {
    ListPush(context, context.Resolve(As<List>(R(A))), R(B));
    NEXT();
  }
  HANDLER(ListExtend) {
    SLOW(ListExtend(m, R(A), R(B), Value::None()));
  }
  HANDLER(ListSpread) { SLOW(ListExtend(m, R(A), R(B), R(C))); }
  HANDLER(ListToTuple) {
    List* list = context.Resolve(As<List>(R(B)));
    R(A) = Value::Of(NewTuple(context, {list->items(), list->size}));
    NEXT();
  }
  HANDLER(SetAdd) { SLOW(SetAdd(m, R(A), R(B))); }
  HANDLER(SetUpdate) { SLOW(SetUpdate(m, R(A), R(B))); }
  HANDLER(MapAdd) { SLOW(MapAdd(m, R(A), R(B), R(C))); }
  HANDLER(MapUpdate) { SLOW(MapUpdate(m, R(A), R(B))); }
  HANDLER(MapMerge) { SLOW(MapMerge(m, R(A), R(B), R(C))); }
  HANDLER(UnpackSequence) {
    if (IsKind(R(B), Kind::kTuple) &&
        As<Tuple>(R(B))->length == static_cast<uint32_t>(C)) {
      Tuple* tuple = As<Tuple>(R(B));
      for (int i = 0; i < C; ++i) R(A + i) = (*tuple)[static_cast<uint32_t>(i)];
      NEXT();
    }
    SLOW(UnpackSequence(m, A, R(B), C));
  }
  HANDLER(UnpackStar) {
    READ_W();
    SLOW(UnpackStar(m, A, R(B), C, static_cast<int>(w)));
  }
  HANDLER(FormatValue) {
    const Value spec = C & 4 ? R(B + 1) : Value::Of(core().empty_str);
    SLOW(FormatValueSlow(m, A, R(B), C & 3, spec));
  }

  // --- Calls -----------------------------------------------------------------
  HANDLER(Call) {
    Value* window = base + A;
    const CodeData* code =
        EnterableCode(m, window[0], B, window + kFrameHeaderSlots);
    if (LIKELY(code != nullptr)) {
      ENTER(window + kFrameHeaderSlots, A + kFrameHeaderSlots, code, B, kStore);
    }
    Value* args = window + kFrameHeaderSlots;
    if (const NativeData* data = DirectNative(m, window[0], B, args)) {
      CALL_DIRECT(data, args, B);
    }
    SLOW(CallValue(m, {.window = window, .argc = B, .target = A}));
  }
  HANDLER(CallNamed) {
    READ_W();
    SLOW(CallValue(m, {.window = base + A,
                       .argc = B,
                       .names = As<Tuple>(constants[w & 0xFFFF]),
                       .target = A}));
  }
  HANDLER(CallSpread) { SLOW(SpreadCall(m, A)); }
  HANDLER(CallMethod) {
    int count = B;
    Value* const window = MethodWindow(base + A, &count);
    Value* const args = window + kFrameHeaderSlots;
    const CodeData* code = EnterableCode(m, window[0], count, args);
    if (LIKELY(code != nullptr)) {
      ENTER(args, static_cast<int>(args - base), code, count, kStore);
    }
    if (const NativeData* data = DirectNative(m, window[0], count, args)) {
      CALL_DIRECT(data, args, count);
    }
    SLOW(CallValue(m, {.window = window, .argc = count, .target = A}));
  }
  HANDLER(CallMethodNamed) {
    READ_W();
    int count = B;
    Value* const window = MethodWindow(base + A, &count);
    SLOW(CallValue(m, {.window = window,
                       .argc = count,
                       .names = As<Tuple>(constants[w & 0xFFFF]),
                       .target = A}));
  }
  HANDLER(ReturnNone) {
    value = Value::None();
    goto returning;
  }
  HANDLER(Return) {
    value = R(A);
  returning:
    const FrameLink link = FrameLink::Unpack(FrameLinkWord(base));
    if (UNLIKELY(!link.is_plain())) SLOW(ReturnFrom(m, value));
    Value* dead = base;
    m.base = base = base - link.caller_distance;
    m.code = As<Function>(FrameCallee(base))->code.held()->data;
    --m.thread->depth;
    // What it held of the caller's registers would keep garbage alive.
    Unbind(dead, base + m.code->register_count);
    ip = m.code->instructions + static_cast<uint32_t>(FrameIp(base).as_int());
    constants = m.code->constants;
    R(link.target) = value;
    NEXT();
  }
  HANDLER(Yield) {
    if (FastYield(m, R(B), ip)) {
      if (SAFEPOINT_DUE()) goto check;
      base = m.base;
      ip = m.ip;
      constants = m.code->constants;
      NEXT();
    }
    SLOW(YieldValue(m, R(B)));
  }
  HANDLER(GetYieldFromIter) { SLOW(GetYieldFromIter(m, A, R(B))); }
  HANDLER(YieldFrom) { SLOW(YieldFrom(m, A, B)); }

  HANDLER(GetAwaitable) { SLOW(GetAwaitable(m, A, R(B), C)); }
  HANDLER(GetAsyncIter) { SLOW(GetAsyncIter(m, A, R(B))); }
  HANDLER(GetAsyncNext) { SLOW(GetAsyncNext(m, A, R(B))); }
  HANDLER(EndAsyncFor) { SLOW(EndAsyncFor(m, R(A))); }

  // --- Functions, classes, imports -------------------------------------------
  HANDLER(MakeFunction) {
    READ_W();
    MakeFunction(m, A, B, As<Code>(constants[w & 0xFFFF]));
    NEXT();
  }
  HANDLER(LoadBuildClass) {
    SLOW(LoadBuildClass(m, A));
  }
  HANDLER(ImportName) {
    READ_W();
    SLOW(ImportName(m, A, NAME(w)));
  }
  HANDLER(ImportFrom) {
    READ_W();
    SLOW(ImportFrom(m, A, R(B), NAME(w)));
  }
  HANDLER(ImportStar) { SLOW(ImportStar(m, R(A))); }

  // --- Exceptions and with ---------------------------------------------------
  HANDLER(Raise) { SLOW(RaiseStatement(m, R(A))); }
  HANDLER(RaiseFrom) { SLOW(RaiseFrom(m, R(A), R(B))); }
  HANDLER(RaiseAgain) { SLOW(RaiseAgain(m)); }
  HANDLER(Reraise) {
    context.raised = R(A);
    SLOW(Flow::kReraise);
  }
  HANDLER(BeginHandling) {
    R(A + 1) = m.thread->handling;
    m.thread->handling = R(A);
    NEXT();
  }
  HANDLER(EndHandling) {
    m.thread->handling = R(A + 1);
    NEXT();
  }
  HANDLER(MatchException) { SLOW(MatchException(m, A, R(B), R(C))); }
  HANDLER(LoadWith) { SLOW(LoadWith(m, A, R(B), C)); }
  HANDLER(ExceptionInfo) {
    ExceptionInfo(m, A, R(B));
    NEXT();
  }
  HANDLER(LoadAssertionError) {
    R(A) = Value::Of(core().AssertionError);
    NEXT();
  }

  // --- match -----------------------------------------------------------------
  HANDLER(IsSequence) {
    R(A) = Value::Bool(IsMatchSequence(context, R(B)));
    NEXT();
  }
  HANDLER(IsMapping) {
    R(A) = Value::Bool(IsKind(Payload(context, R(B)), Kind::kDict));
    NEXT();
  }
  HANDLER(Length) { SLOW(LengthSlow(m, A, R(B))); }
  HANDLER(SplitGroup) {
    SLOW(CallPrelude(m, "split_group", {R(B), R(C)}, ReturnAction::kStore, A));
  }
  HANDLER(JoinGroups) {
    SLOW(CallPrelude(m, "join_groups", {R(B), R(C)}, ReturnAction::kStore, A));
  }
  HANDLER(MatchKeys) {
    SLOW(CallPrelude(m, "match_keys", {R(B), R(C)}, ReturnAction::kStore, A));
  }
  HANDLER(MatchRest) {
    SLOW(CallPrelude(m, "match_rest", {R(B), R(C)}, ReturnAction::kStore, A));
  }
  HANDLER(MatchClass) {
    READ_W();
    SLOW(CallPrelude(
        m, "match_class",
        {R(B), R(B + 1), Value::Int(C), constants[w & 0xFFFF]},
        ReturnAction::kStore, A));
  }

#if !MIDGE_COMPUTED_GOTO
  }
  MIDGE_CHECK(false, "no such opcode");
  return StopReason::kFailed;
#endif
}

// clang-format on

#undef HANDLER
#undef DISPATCH
#undef COUNT
#undef NEXT
#undef R
#undef A
#undef B
#undef C
#undef READ_W
#undef NAME
#undef CACHE
#undef SLOW
#undef SAFEPOINT_DUE
#undef CALL_DIRECT
#undef ENTER
#undef STORE_TRUTH
#undef TRUE_DIVIDE
#undef FLOOR_DIVIDE
#undef MODULO
#undef SHIFT_LEFT
#undef SHIFT_RIGHT
#undef INT_ONLY
#undef ARITHMETIC
#undef ADD_INT
#undef BINARY_SLOW
#undef BINARY
#undef COMPARE
#undef BITWISE
#undef LIKELY
#undef UNLIKELY
#if MIDGE_COMPUTED_GOTO
#pragma GCC diagnostic pop
#endif

}  // namespace

StopReason Run(Context& context, Thread* thread) {
  context.running = thread;
  Machine m{.context = context,
            .thread = thread,
            .base = nullptr,
            .limit = nullptr,
            .ip = nullptr,
            .code = nullptr,
            .native = {.context = context, .thread = thread, .args = nullptr}};
  const StopReason reason = RunLoop(m);
  if (reason == StopReason::kBudgetSpent || reason == StopReason::kParked) {
    ClearStaleSlots(m);
  } else {
    m.thread->stack = nullptr;
  }
  context.running = nullptr;
  return reason;
}

}  // namespace midge::vm
