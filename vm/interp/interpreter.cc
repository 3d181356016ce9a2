// The interpreter loop.
//
// Rules for whoever touches it:
//
//  1. The loop is never re-entered.  What must run Python pushes a frame and
//     goes on.
//  2. `base`, `ip`, `constants` and the instruction `word` are parameters.
//     SLOW() writes ip to the machine before a slow function, and everything is
//     reloaded after it; the machine's own `base` and `code` are always right.
//  3. A handler that reads W does so first, so that ip is behind the whole
//     instruction when something is raised: ip - 1 names the instruction, for
//     handler ranges, tracebacks and the deliveries of calls.
//  4. No pointer into the heap is kept over a safepoint.  Safepoints are the
//     SLOW() calls, frame pushes and JumpBack, all through Follow().
//  5. An object read from a Value may be shared: a list, dict, class, module,
//     instance or cell is resolved before it is looked into, and never written
//     unless it is this agent's own.
//  6. A handler keeps the fast path, 15 lines or less; the rest is a named
//     function in the files that machine.h lists.  The fast path makes no call
//     but in its place, so that it needs no stack; one that is not quite so
//     fast and does is a function ...Other of the same parameters.  The address
//     of a local variable is never taken: its handler would not jump to the
//     next but call it.
//  7. A frame's registers are all initialized before it runs, because the
//     collector visits the whole stack.
#include "vm/interp/interpreter.h"

#include <algorithm>

#include "base/check.h"
#include "vm/interp/fast_paths.h"
#if MIDGE_COUNT_OPCODES
#include "vm/interp/opcode_counts.h"
#endif

namespace midge::vm {
namespace {

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

// A handler is a function that ends by calling that of the next instruction,
// with all that both need in registers.  Where the compiler makes a jump of
// every such call, the handlers are one loop; elsewhere each returns to
// RunLoop(), with the place in the machine.
// The order of parameters puts the instruction where its bytes are read most
// cheaply.
#define PARAMETERS                                           \
  [[maybe_unused]] Machine &m, [[maybe_unused]] Value *base, \
      [[maybe_unused]] Instruction word,                     \
      [[maybe_unused]] const Value *constants,               \
      [[maybe_unused]] const Instruction *ip
#define ARGUMENTS m, base, word, constants, ip
using Handler = bool (*)(PARAMETERS);  // false: leave Run() with m.stop
extern const Handler kHandlers[];

#define HANDLER(name) bool Handle##name(PARAMETERS)
#if MIDGE_TAIL_CALLS
#define NEXT()                                                            \
  do {                                                                    \
    COUNT(ip);                                                            \
    const Instruction next = *ip;                                         \
    return kHandlers[next.word & 0xFF](m, base, next, constants, ip + 1); \
  } while (0)
#else
#define NEXT()   \
  do {           \
    COUNT(ip);   \
    m.ip = ip;   \
    return true; \
  } while (0)
#endif
#define R(i) base[i]
#define A word.a()
#define B word.b()
#define C word.c()
#define BX word.bx()  // B + 256 C
#define TAKE_W() ++ip
#define W (ip[-1].word)  // after TAKE_W()
#define CLOSURE(i) As<Function>(FrameCallee(base))->closure.held()->items()[i]
#define NAME(w) As<Str>(constants[(w)&0xFFFF])
#define CACHE(w) CacheAt(constants, w)
// Goes on where the machine says.
inline bool GoOn(Machine& m) {
#if MIDGE_TAIL_CALLS
  const Instruction next = *m.ip;
  return kHandlers[next.word & 0xFF](m, m.base, next, m.code->constants,
                                     m.ip + 1);
#else
  static_cast<void>(m);
  return true;
#endif
}
#define RESUME()    \
  do {              \
    COUNT(m.ip);    \
    return GoOn(m); \
  } while (0)
// Takes the flow of a function that may do anything.  That is called in a
// function of its own, so that the handler needs no stack: the call may use
// nothing but a handler's parameters.  What follows in the common case stands
// here, so that each dispatches by a jump of its own, which the processor
// predicts better.
#define SLOW(...)                                                   \
  do {                                                              \
    [[maybe_unused]] constexpr auto call = [](PARAMETERS) -> Flow { \
      return __VA_ARGS__;                                           \
    };                                                              \
    return RunSlow<decltype(call)>(ARGUMENTS);                      \
  } while (0)
// The same for one that always does what it is for.
#define DO(...)                                                     \
  do {                                                              \
    [[maybe_unused]] constexpr auto call = [](PARAMETERS) -> void { \
      __VA_ARGS__;                                                  \
    };                                                              \
    return RunSimple<decltype(call)>(ARGUMENTS);                    \
  } while (0)
#define SAFEPOINT_DUE() \
  UNLIKELY(m.context.budget <= 0 || m.heap().collection_due())

// Runs on in a frame that is pushed at `at`, as for Enter().
#define ENTER(at, distance, code_entered, count, action)                     \
  do {                                                                       \
    Value* const callee_base = (at);                                         \
    const CodeData* const entered = (code_entered);                          \
    Enter(m, callee_base, distance, entered, count, A, ReturnAction::action, \
          ip);                                                               \
    if (SAFEPOINT_DUE()) {                                                   \
      m.ip = entered->instructions;                                          \
      return Check(m);                                                       \
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
#define COMPARE(name, operation)                                   \
  HANDLER(name) {                                                  \
    const Value x = R(B), y = R(C);                                \
    double p, q;                                                   \
    if (LIKELY(BothInts(x, y))) {                                  \
      STORE_TRUTH(x.as_int() operation y.as_int());                \
    }                                                              \
    if (BothNumbers(x, y, &p, &q)) {                               \
      STORE_TRUTH(p operation q);                                  \
    }                                                              \
    SLOW(CompareSlow(m, CompareOperator::k##name, A, R(B), R(C))); \
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
    SLOW(AddIntSlow(m, in_place, A, R(B), word.sc()));                   \
  }

// Back to the caller with v.
#define RETURN_VALUE(v)                                                        \
  do {                                                                         \
    const FrameLink link = FrameLink::Unpack(FrameLinkWord(base));             \
    if (UNLIKELY(!link.is_plain())) SLOW(ReturnFrom(m, v));                    \
    const Value value = (v);                                                   \
    Value* dead = base;                                                        \
    m.base = base = base - link.caller_distance;                               \
    const CodeData* code = As<Function>(FrameCallee(base))->code.held()->data; \
    m.code = code;                                                             \
    --m.thread->depth;                                                         \
    /* What it held of the caller's registers would keep garbage alive. */     \
    Unbind(dead, base + code->register_count);                                 \
    ip = code->instructions + static_cast<uint32_t>(FrameIp(base).as_int());   \
    constants = code->constants;                                               \
    R(link.target) = value;                                                    \
    NEXT();                                                                    \
  } while (0)

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

Flow CallAt(Machine& m, int a, int argc) {
  return CallValue(m, {.window = m.base + a, .argc = argc, .target = a});
}
Flow CallNamedAt(Machine& m, int a, int argc, Tuple* names) {
  return CallValue(
      m, {.window = m.base + a, .argc = argc, .names = names, .target = a});
}
Flow CallMethodAt(Machine& m, int a, int argc, Tuple* names) {
  Value* const window = MethodWindow(m.base + a, &argc);
  return CallValue(
      m, {.window = window, .argc = argc, .names = names, .target = a});
}
// The native that the instruction before ip has called gave no plain result.
Flow NativeAnsweredAt(Machine& m, int argc, NativeResult answer) {
  return NativeAnswered(m,
                        {.window = m.native.args - kFrameHeaderSlots,
                         .argc = argc,
                         .target = m.ip[-1].a()},
                        answer);
}
Flow CallPreludeAt(Machine& m, const char* name, int a, Value x, Value y) {
  return CallPrelude(m, name, {x, y}, ReturnAction::kStore, a);
}
Flow MatchClassAt(Machine& m, int a, int b, int count, Value names) {
  return CallPrelude(m, "match_class",
                     {m.base[b], m.base[b + 1], Value::Int(count), names},
                     ReturnAction::kStore, a);
}

void MakeCell(Machine& m, int a) {
  Cell* cell = m.heap().New<Cell>();
  cell->content = m.base[a];
  m.base[a] = Value::Of(cell);
}
// R[a] := the content of a cell that may have a copy or be empty.
Flow LoadCellSlow(Machine& m, int a, Value v, Str* name, bool free) {
  const Value content = m.context.Resolve(As<Cell>(v))->content;
  if (content.is_unbound()) return RaiseUnbound(m, name, free);
  m.base[a] = content;
  return Flow::kNext;
}
Flow DeleteCell(Machine& m, Value v, Str* name, bool free) {
  Cell* cell = WritableCell(m, v);
  if (cell->content.is_unbound()) return RaiseUnbound(m, name, free);
  cell->content = Value();
  return Flow::kNext;
}
void BuildSlice(Machine& m, int a, int b) {
  Slice* slice = m.heap().New<Slice>();
  slice->start = m.base[b];
  slice->stop = m.base[b + 1];
  slice->step = m.base[b + 2];
  m.base[a] = Value::Of(slice);
}
void BuildTuple(Machine& m, int a, int b, int count) {
  m.base[a] =
      Value::Of(NewTuple(m.context, {m.base + b, static_cast<size_t>(count)}));
}
void BuildList(Machine& m, int a, int b, int count) {
  m.base[a] =
      Value::Of(NewList(m.context, {m.base + b, static_cast<size_t>(count)}));
}
void ListToTuple(Machine& m, int a, Value v) {
  List* list = m.context.Resolve(As<List>(v));
  m.base[a] = Value::Of(NewTuple(m.context, {list->items(), list->size}));
}
// Whether two different words may be an object and its copy.
inline bool MayBeTwoOfOne(Value x, Value y) {
  return x != y && x.is_object() && y.is_object() &&
         (x.as_object()->shared() || y.as_object()->shared());
}

// Takes the flow of a slow function and goes on.
[[gnu::noinline]] bool Follow(Machine& m, Flow flow) {
  while (UNLIKELY(flow != Flow::kNext) || SAFEPOINT_DUE()) {
    if (flow == Flow::kStop) return false;
    if (flow == Flow::kNext) {
      flow = Safepoint(m);
      if (flow == Flow::kNext) break;
    } else {
      flow = Unwind(m, flow == Flow::kRaise);
    }
  }
  return GoOn(m);
}

// What SLOW() and DO() go on to.  Not within the handler: GCC never jumps to a
// function that is defined in the one that calls it.
template <typename Call>
[[gnu::noinline]] bool RunSlow(PARAMETERS) {
  m.ip = ip;
  const Flow flow = Call{}(ARGUMENTS);
  if (UNLIKELY(flow != Flow::kNext) || SAFEPOINT_DUE()) return Follow(m, flow);
  RESUME();
}
template <typename Call>
[[gnu::noinline]] bool RunSimple(PARAMETERS) {
  m.ip = ip;
  Call{}(ARGUMENTS);
  RESUME();
}

// Goes on where the machine says, after a safepoint if that is due.
[[gnu::noinline]] bool Check(Machine& m) { return Follow(m, Flow::kNext); }

// Calls the native `data` for the instruction `word`.
#define CALL_DIRECT(data, args, count)                               \
  do {                                                               \
    const int argc = (count);                                        \
    const NativeResult answer = CallDirect(m, data, args, argc, ip); \
    if (UNLIKELY(answer != NativeResult::kReturn)) {                 \
      return Follow(m, NativeAnsweredAt(m, argc, answer));           \
    }                                                                \
    Unbind(m.native.args, m.native.args + argc);                     \
    m.base[m.ip[-1].a()] = m.native.result;                          \
    if (SAFEPOINT_DUE()) return Check(m);                            \
    RESUME();                                                        \
  } while (0)

// What Call and CallMethod do with other callees than simple functions.
[[gnu::noinline]] bool CallOther(PARAMETERS) {
  Value* args = base + A + kFrameHeaderSlots;
  const bool found = word.op() == Opcode::kCallMethod;
  const NativeData* data = DirectNative(m, R(A), B, args, found);
  if (LIKELY(data != nullptr)) CALL_DIRECT(data, args, B);
  SLOW(CallAt(m, A, B));
}

// CallMethod of what is no method: no object goes first.
[[gnu::noinline]] bool CallNoMethod(PARAMETERS) {
  const int count = B - 1;
  R(A + 1) = R(A);
  Value* args = base + A + 1 + kFrameHeaderSlots;
  const CodeData* code = EnterableCode(m, R(A), count, args);
  if (code != nullptr) {
    ENTER(args, A + 1 + kFrameHeaderSlots, code, count, kStore);
  }
  const NativeData* data = DirectNative(m, R(A), count, args, false);
  if (LIKELY(data != nullptr)) CALL_DIRECT(data, args, count);
  SLOW(CallMethodAt(m, A, B, nullptr));
}

[[gnu::noinline]] bool LoadGlobalCopied(PARAMETERS) {
  const Value* at = CachedGlobal(GlobalsOf(m), CACHE(W));
  if (UNLIKELY(at == nullptr)) SLOW(LoadGlobalSlow(m, A, W));
  R(A) = *at;
  NEXT();
}

// What LoadAttr does but for an instance's slot that its cache knows.
[[gnu::noinline]] bool LoadAttrOther(PARAMETERS) {
  const Value v = R(B);
  if (LIKELY(IsKind(v, Kind::kInstance))) {
    const KnownAttribute known = FindKnown<Recall>(m.context, v, constants, W);
    if (known.use() == CacheUse::kSlot) {
      R(A) = *known.slot();
      NEXT();
    }
    const Value raw = known.InClass(m.context);
    if (raw.is_unbound()) SLOW(LoadAttrSlow(m, A, R(B), W));
    if (IsPlainInClass(raw)) {
      R(A) = raw;
      NEXT();
    }
    if (IsKind(raw, Kind::kProperty)) {
      const Value getter = m.context.Resolve(As<Property>(raw))->getter;
      const int distance = m.code->register_count + kFrameHeaderSlots;
      Value* args = base + distance;
      const CodeData* code = EnterableCode(m, getter, 1, args);
      if (LIKELY(code != nullptr)) {
        FrameCallee(args) = getter;
        args[0] = v;
        ENTER(args, distance, code, 1, kStore);
      }
    }
  } else if (const Value* at = CachedModuleAttribute(m.context, v, CACHE(W))) {
    R(A) = *at;
    NEXT();
  }
  SLOW(LoadAttrSlow(m, A, R(B), W));
}

[[gnu::noinline]] bool StoreAttrOther(PARAMETERS) {
  const Value v = R(A);
  if (LIKELY(IsKind(v, Kind::kInstance)) && !v.as_object()->shared() &&
      StoreKnown(FindKnown<RecallStore>(m.context, v, constants, W), R(B))) {
    NEXT();
  }
  SLOW(StoreAttrSlow(m, R(A), R(B), W));
}

[[gnu::noinline]] bool LoadMethodOther(PARAMETERS) {
  const Value v = R(B);
  if (IsKind(v, Kind::kInstance)) {
    const KnownAttribute known = FindKnown<Recall>(m.context, v, constants, W);
    const Value raw = known.InClass(m.context);
    if (LIKELY(IsBareMethod(m.context, raw, known.cls))) {
      R(A + kFrameHeaderSlots) = v;
      R(A) = raw;
      NEXT();
    }
  } else if (const Value* at = CachedModuleAttribute(m.context, v, CACHE(W))) {
    R(A + kFrameHeaderSlots) = Value();
    R(A) = *at;
    NEXT();
  }
  SLOW(LoadMethodSlow(m, A, R(B), W));
}

[[gnu::noinline]] bool LoadItemOther(PARAMETERS) {
  const Value found = FastLookup(m.context, R(B), R(C));
  if (found.is_unbound()) SLOW(GetItemSlow(m, A, R(B), R(C)));
  R(A) = found;
  NEXT();
}

[[gnu::noinline]] bool StoreItemOther(PARAMETERS) {
  const Value container = R(A), key = R(B);
  if (IsKind(container, Kind::kDict) && !container.as_object()->shared() &&
      (key.is_int() || IsKind(key, Kind::kStr)) &&
      DictStore(m.context, As<Dict>(container), key, R(C)) == OpResult::kDone) {
    NEXT();
  }
  SLOW(SetItemSlow(m, R(A), R(B), R(C)));
}

// Is and IsNot of what may be an object and its copy.
[[gnu::noinline]] bool IsOther(PARAMETERS) {
  const bool same = Identical(m.context, R(B), R(C));
  STORE_TRUTH(same == (word.op() == Opcode::kIs));
}

[[gnu::noinline]] bool InOther(PARAMETERS) {
  const Value found = FastContains(m.context, R(B), R(C));
  if (UNLIKELY(found.is_unbound())) {
    SLOW(ContainsSlow(m, A, R(B), R(C), word.op() == Opcode::kNotIn));
  }
  STORE_TRUTH(found.is_true() == (word.op() == Opcode::kIn));
}

// What ForIter does with other iterators than those of FastNext().
[[gnu::noinline]] bool ForIterOther(PARAMETERS) {
  if (FastResume(m, R(A), A, ip)) {
    if (SAFEPOINT_DUE()) return Check(m);
    RESUME();
  }
  SLOW(ForIter(m, A));
}

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
  TAKE_W();
  R(A) = constants[W];
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
  TAKE_W();
  if (LIKELY(!R(A).is_unbound())) NEXT();
  SLOW(RaiseUnbound(m, NAME(W), false));
}
HANDLER(MakeCell) { DO(MakeCell(m, A)); }
HANDLER(LoadCell) {
  TAKE_W();
  Cell* cell = As<Cell>(R(B));
  if (UNLIKELY(m.context.MayBeCopied(cell)) ||
      UNLIKELY(cell->content.is_unbound())) {
    SLOW(LoadCellSlow(m, A, R(B), NAME(W), false));
  }
  R(A) = cell->content;
  NEXT();
}
HANDLER(StoreCell) {
  Cell* cell = As<Cell>(R(A));
  if (UNLIKELY(cell->shared())) DO(WritableCell(m, R(A))->content = R(B));
  cell->content = R(B);
  NEXT();
}
HANDLER(DeleteCell) {
  TAKE_W();
  SLOW(DeleteCell(m, R(A), NAME(W), false));
}
HANDLER(MakeFarCells) { DO(MakeFarCells(m)); }
HANDLER(LoadFar) {
  TAKE_W();
  SLOW(LoadFar(m, A, W));
}
HANDLER(StoreFar) {
  TAKE_W();
  DO(StoreFar(m, A, W));
}
HANDLER(DeleteFar) {
  TAKE_W();
  SLOW(DeleteFar(m, W));
}
HANDLER(LoadFarCell) {
  TAKE_W();
  DO(LoadFarCell(m, A, W));
}
HANDLER(LoadClosure) {
  R(A) = CLOSURE(BX);
  NEXT();
}
HANDLER(LoadFree) {
  TAKE_W();
  Cell* cell = As<Cell>(CLOSURE(BX));
  if (UNLIKELY(m.context.MayBeCopied(cell)) ||
      UNLIKELY(cell->content.is_unbound())) {
    SLOW(LoadCellSlow(m, A, CLOSURE(BX), NAME(W), true));
  }
  R(A) = cell->content;
  NEXT();
}
HANDLER(StoreFree) {
  Cell* cell = As<Cell>(CLOSURE(BX));
  if (UNLIKELY(cell->shared()))
    DO(WritableCell(m, CLOSURE(BX))->content = R(A));
  cell->content = R(A);
  NEXT();
}
HANDLER(DeleteFree) {
  TAKE_W();
  SLOW(DeleteCell(m, CLOSURE(BX), NAME(W), true));
}

// --- Globals and class-body names ------------------------------------------
HANDLER(LoadGlobal) {
  TAKE_W();
  Dict* globals = As<Function>(FrameCallee(base))->globals.held();
  if (UNLIKELY(m.context.MayBeCopied(globals))) {
    return LoadGlobalCopied(ARGUMENTS);
  }
  const Value* at = CachedGlobal(globals, CACHE(W));
  if (UNLIKELY(at == nullptr)) SLOW(LoadGlobalSlow(m, A, W));
  R(A) = *at;
  NEXT();
}
HANDLER(StoreGlobal) {
  TAKE_W();
  Dict* globals = GlobalsOf(m);
  Value* at = CachedGlobal(globals, CACHE(W));
  if (LIKELY(at != nullptr) && !globals->shared()) {
    *at = R(A);
    NEXT();
  }
  SLOW(StoreGlobalSlow(m, R(A), W));
}
HANDLER(DeleteGlobal) {
  TAKE_W();
  SLOW(DeleteGlobal(m, NAME(W)));
}
HANDLER(LoadName) {
  TAKE_W();
  SLOW(LoadName(m, A, NAME(W)));
}
HANDLER(StoreName) {
  TAKE_W();
  SLOW(StoreName(m, R(A), NAME(W)));
}
HANDLER(DeleteName) {
  TAKE_W();
  SLOW(DeleteName(m, NAME(W)));
}
HANDLER(LoadClassFree) {
  TAKE_W();
  SLOW(LoadClassFree(m, A, BX, NAME(W)));
}
HANDLER(LoadNamespace) { DO(R(A) = NamespaceOf(m)); }
HANDLER(LoadBuiltin) {
  TAKE_W();
  SLOW(LoadBuiltin(m, A, NAME(W)));
}

// --- Attributes and items --------------------------------------------------
HANDLER(LoadAttr) {
  TAKE_W();
  const Value* at = CachedSlotOf(m.context, R(B), CACHE(W));
  if (UNLIKELY(at == nullptr)) return LoadAttrOther(ARGUMENTS);
  R(A) = *at;
  NEXT();
}
HANDLER(StoreAttr) {
  TAKE_W();
  // Nothing has a copy, but the instance may be about to get one.
  Value* at = CachedSlotOf(m.context, R(A), CACHE(W));
  if (UNLIKELY(at == nullptr) || UNLIKELY(R(A).as_object()->shared())) {
    return StoreAttrOther(ARGUMENTS);
  }
  *at = R(B);
  NEXT();
}
HANDLER(DeleteAttr) {
  TAKE_W();
  SLOW(DeleteAttr(m, R(A), W));
}
HANDLER(LoadMethod) {
  TAKE_W();
  const Value v = R(B);
  if (UNLIKELY(!v.is_object())) return LoadMethodOther(ARGUMENTS);
  const Value method = LIKELY(v.as_object()->is(Kind::kInstance))
                           ? CachedMethod(m.context, As<Instance>(v), CACHE(W))
                           : CachedNative(v, CACHE(W));
  if (UNLIKELY(method.is_unbound())) return LoadMethodOther(ARGUMENTS);
  R(A + kFrameHeaderSlots) = v;
  R(A) = method;
  NEXT();
}
HANDLER(LoadItem) {
  const Value found = FastItem(m.context, R(B), R(C));
  if (UNLIKELY(found.is_unbound())) return LoadItemOther(ARGUMENTS);
  R(A) = found;
  NEXT();
}
HANDLER(StoreItem) {
  const Value container = R(A), key = R(B);
  if (LIKELY(IsKind(container, Kind::kList)) && LIKELY(key.is_int()) &&
      !container.as_object()->shared() &&
      static_cast<uint64_t>(key.as_int()) < As<List>(container)->size) {
    As<List>(container)->array.held()->items()[key.as_int()] = R(C);
    NEXT();
  }
  return StoreItemOther(ARGUMENTS);
}
HANDLER(DeleteItem) { SLOW(DeleteItemSlow(m, R(A), R(B))); }
HANDLER(BuildSlice) { DO(BuildSlice(m, A, B)); }

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
  if (UNLIKELY(MayBeTwoOfOne(R(B), R(C)))) return IsOther(ARGUMENTS);
  STORE_TRUTH(R(B) == R(C));
}
HANDLER(IsNot) {
  if (UNLIKELY(MayBeTwoOfOne(R(B), R(C)))) return IsOther(ARGUMENTS);
  STORE_TRUTH(R(B) != R(C));
}
HANDLER(In) { return InOther(ARGUMENTS); }
HANDLER(NotIn) { return InOther(ARGUMENTS); }

// --- Jumps and loops -------------------------------------------------------
HANDLER(Jump) {
  ip += word.ax();
  NEXT();
}
HANDLER(JumpBack) {
  m.context.budget += word.ax();
  ip += word.ax();
  if (LIKELY(!SAFEPOINT_DUE())) NEXT();
  m.ip = ip;
  return Check(m);
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
  if (LIKELY(IsKind(R(A), Kind::kIterator))) {
    const Value item = FastNext(m.context, As<Iterator>(R(A)));
    if (LIKELY(!item.is_unbound())) {
      R(A + 1) = item;
      if (ip->op() == Opcode::kMove && ip->b() == A + 1) {
        R(ip->a()) = item;
        ++ip;
      }
      NEXT();
    }
  }
  return ForIterOther(ARGUMENTS);
}

// --- Building --------------------------------------------------------------
HANDLER(BuildTuple) { DO(BuildTuple(m, A, B, C)); }
HANDLER(BuildList) { DO(BuildList(m, A, B, C)); }
HANDLER(BuildSet) { SLOW(BuildSet(m, A, B, C)); }
HANDLER(BuildMap) { SLOW(BuildMap(m, A, B, C)); }
HANDLER(BuildString) { DO(BuildString(m, A, B, C)); }
HANDLER(ListAppend) {
  List* list = As<List>(R(A));
  if (UNLIKELY(list->shared()) || UNLIKELY(!list->array) ||
      UNLIKELY(list->size == list->array.held()->capacity())) {
    DO(ListPush(m.context, m.context.Resolve(As<List>(R(A))), R(B)));
  }
  list->array.held()->items()[list->size++] = R(B);
  NEXT();
}
HANDLER(ListExtend) { SLOW(ListExtend(m, R(A), R(B), Value::None())); }
HANDLER(ListSpread) { SLOW(ListExtend(m, R(A), R(B), R(C))); }
HANDLER(ListToTuple) { DO(ListToTuple(m, A, R(B))); }
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
  TAKE_W();
  SLOW(UnpackStar(m, A, R(B), C, static_cast<int>(W)));
}
HANDLER(UnpackTuple) {
  TAKE_W();
  SLOW(UnpackTuple(m, A, R(B), W));
}
HANDLER(UnpackStarTuple) {
  TAKE_W();
  SLOW(UnpackStarTuple(m, A, R(B), C, W));
}
HANDLER(FormatValue) {
  SLOW(FormatValueSlow(m, A, R(B), C & 3,
                       C & 4 ? R(B + 1) : Value::Of(core().empty_str)));
}

// --- Calls -----------------------------------------------------------------
HANDLER(Call) {
  Value* args = base + A + kFrameHeaderSlots;
  const CodeData* code = EnterableCode(m, R(A), B, args);
  if (LIKELY(code != nullptr)) {
    ENTER(args, A + kFrameHeaderSlots, code, B, kStore);
  }
  return CallOther(ARGUMENTS);
}
HANDLER(CallNamed) {
  TAKE_W();
  SLOW(CallNamedAt(m, A, B, As<Tuple>(constants[W & 0xFFFF])));
}
HANDLER(CallSpread) { SLOW(SpreadCall(m, A)); }
HANDLER(CallMethod) {
  Value* args = base + A + kFrameHeaderSlots;
  if (UNLIKELY(args[0].is_unbound())) return CallNoMethod(ARGUMENTS);
  const CodeData* code = EnterableCode(m, R(A), B, args);
  if (LIKELY(code != nullptr)) {
    ENTER(args, A + kFrameHeaderSlots, code, B, kStore);
  }
  return CallOther(ARGUMENTS);
}
HANDLER(CallMethodNamed) {
  TAKE_W();
  SLOW(CallMethodAt(m, A, B, As<Tuple>(constants[W & 0xFFFF])));
}
HANDLER(ReturnNone) { RETURN_VALUE(Value::None()); }
HANDLER(Return) { RETURN_VALUE(R(A)); }
HANDLER(Yield) {
  if (LIKELY(FastYield(m, R(B), ip))) {
    if (SAFEPOINT_DUE()) return Check(m);
    RESUME();
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
  TAKE_W();
  DO(MakeFunction(m, A, B, As<Code>(constants[W & 0xFFFF])));
}
HANDLER(LoadBuildClass) { SLOW(LoadBuildClass(m, A)); }
HANDLER(ImportName) {
  TAKE_W();
  SLOW(ImportName(m, A, NAME(W)));
}
HANDLER(ImportFrom) {
  TAKE_W();
  SLOW(ImportFrom(m, A, R(B), NAME(W)));
}
HANDLER(ImportStar) { SLOW(ImportStar(m, R(A))); }

// --- Exceptions and with ---------------------------------------------------
HANDLER(Raise) { SLOW(RaiseStatement(m, R(A))); }
HANDLER(RaiseFrom) { SLOW(RaiseFrom(m, R(A), R(B))); }
HANDLER(RaiseAgain) { SLOW(RaiseAgain(m)); }
HANDLER(Reraise) {
  m.context.raised = R(A);
  SLOW(Flow::kReraise);
}
HANDLER(BeginHandling) {
  if (FrameLink::Unpack(FrameLinkWord(base)).generator) {
    DO(BeginHandlingInGenerator(m, A));
  }
  R(A + 1) = m.thread->handling;
  m.thread->handling = R(A);
  NEXT();
}
HANDLER(EndHandling) {
  if (FrameLink::Unpack(FrameLinkWord(base)).generator) {
    DO(EndHandlingInGenerator(m, A));
  }
  m.thread->handling = R(A + 1);
  NEXT();
}
HANDLER(MatchException) { SLOW(MatchException(m, A, R(B), R(C))); }
HANDLER(LoadWith) { SLOW(LoadWith(m, A, R(B), C)); }
HANDLER(ExceptionInfo) { DO(ExceptionInfo(m, A, R(B))); }
HANDLER(LoadAssertionError) {
  R(A) = Value::Of(core().AssertionError);
  NEXT();
}

// --- match -----------------------------------------------------------------
HANDLER(IsSequence) {
  DO(R(A) = Value::Bool(IsCollection(m.context, R(B), kClassSequence)));
}
HANDLER(IsMapping) {
  DO(R(A) = Value::Bool(IsCollection(m.context, R(B), kClassMapping)));
}
HANDLER(Length) { SLOW(LengthSlow(m, A, R(B))); }
HANDLER(SplitGroup) { SLOW(CallPreludeAt(m, "split_group", A, R(B), R(C))); }
HANDLER(JoinGroups) { SLOW(CallPreludeAt(m, "join_groups", A, R(B), R(C))); }
HANDLER(MatchKeys) { SLOW(CallPreludeAt(m, "match_keys", A, R(B), R(C))); }
HANDLER(MatchRest) { SLOW(CallPreludeAt(m, "match_rest", A, R(B), R(C))); }
HANDLER(MatchClass) {
  TAKE_W();
  SLOW(MatchClassAt(m, A, B, C, constants[W & 0xFFFF]));
}

const Handler kHandlers[] = {
#define OPCODE(name, format, operands) &Handle##name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};

StopReason RunLoop(Machine& m) {
#if MIDGE_TAIL_CALLS
  Follow(m, Begin(m));
#else
  bool going = Follow(m, Begin(m));
  while (going) {
    const Instruction word = *m.ip;
    going = kHandlers[word.word & 0xFF](m, m.base, word, m.code->constants,
                                        m.ip + 1);
  }
#endif
  return m.stop;
}

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
