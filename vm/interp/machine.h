// The state of the interpreter while it runs one slice of one thread, and the
// functions that the loop (interpreter.cc) calls for what is too long for a
// handler.
//
// A slow function finds the running frame in the machine, with `ip` behind the
// instruction, and answers with a Flow.  It may push or pop frames by changing
// the machine; the loop reloads what it keeps in locals.
//
// Ownership: on the C++ stack of Run(); holds nothing across slices.
#ifndef MIDGE_VM_INTERP_MACHINE_H_
#define MIDGE_VM_INTERP_MACHINE_H_

#include <initializer_list>
#include <span>
#include <string_view>

#include "vm/interp/code.h"
#include "vm/interp/frame.h"
#include "vm/interp/interpreter.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/native.h"

namespace midge::vm {

enum class Flow : uint8_t {
  kNext,     // go on at machine.ip
  kRaise,    // context.raised is a new exception of this instruction
  kReraise,  // context.raised goes on unwinding: no traceback line, no context
  kStop,     // leave Run() with machine.stop
};

struct Machine {
  Context& context;
  Thread* thread;
  Value* base;  // R[0] of the running frame
  // How far calls may use the stack before they ask EnsureStack(): what lies
  // from there on is unbound, so that a stack that was deep once costs nothing
  // later.  Above all frames, and at least one slot below the stack's end.
  Value* limit;
  const Instruction* ip;  // the next instruction
  const CodeData* code;   // of the running frame
  NativeCall native;      // used again for every native call
  StopReason stop = StopReason::kFinished;

  Heap& heap() { return context.heap(); }
  Function* function() {
    return static_cast<Function*>(FrameCallee(base).as_object());
  }
  uint32_t ip_index() const {
    return static_cast<uint32_t>(ip - code->instructions);
  }
  // The first slot above the running frame.
  Value* top() { return base + code->register_count; }
  // Writes where the running frame is into the thread.
  void Save() {
    FrameIp(base) = Value::Int(ip_index());
    thread->base = static_cast<int32_t>(base - thread->stack->items());
  }
  // Reads it back: base, limit, code and ip.
  void Load();
};

// A call being made: callee in window[0], arguments from
// window[kFrameHeaderSlots]; the last `names->length` of them have names.
struct CallSite {
  Value* window;
  int argc;
  Tuple* names = nullptr;
  ReturnAction action = ReturnAction::kStore;
  int target = 0;
  Value extra = {};  // FrameExtra of the frame, if a Python function is called
  bool retried = false;  // by CollectAndRetry()

  Value* args() const { return window + kFrameHeaderSlots; }
};

// --- stack.cc ----------------------------------------------------------------
// The stack of one thread may have at most so many slots (8 bytes each).
inline constexpr size_t kMaxStackSlots = size_t{16} << 20;

// Makes sure that `slots` slots from `at` on are on the stack, which may move:
// then `at` moves along.  False: raised.
bool EnsureStack(Machine& m, Value*& at, size_t slots);
// Makes every stale slot above the running frame unbound.
void ClearStaleSlots(Machine& m);
// Makes the function in `window`, whose arguments are bound, the running frame.
Flow PushFrame(Machine& m, const CallSite& site);
// Back to the caller of the running frame.  REQUIRES: there is one.
void PopFrame(Machine& m, const FrameLink& link);
// An operation that has changed nothing yet has raised what a collection may
// help (Context::collection_may_help): drops what it raised and collects, and
// then it may be tried once more.  False if a collection does not help.
// Operands are to be read again.
bool CollectAndRetry(Machine& m);
// The same in the middle of a call: its window, with `argc` arguments in place,
// moves along.  Once for a call.
bool CollectAndRetry(Machine& m, CallSite& site, int argc);
// What happens between two instructions when a collection is due, the budget is
// spent, or the thread is to be killed.
Flow Safepoint(Machine& m);

// --- finalizers.cc -----------------------------------------------------------
// Pushes the frame that makes the calls which the collector found due, if there
// are any and it can.
void PushDueCalls(Machine& m);

// --- calls.cc ----------------------------------------------------------------
// By reference, here and below: the site was written a moment ago field by
// field, and to copy it in bigger pieces would wait for those writes.
Flow CallValue(Machine& m, CallSite&& site);
// Takes what the native called in `site` has answered.
Flow NativeAnswered(Machine& m, CallSite&& site, NativeResult result);
// The same for a callee and arguments that are not in a window yet.
Flow CallWith(Machine& m, Value callee, std::span<const Value> args,
              ReturnAction action, int target);
Flow CallPrelude(Machine& m, std::string_view name,
                 std::initializer_list<Value> args, ReturnAction action,
                 int target);
Flow CallPython(Machine& m, const PythonCall& call, ReturnAction action,
                int target);
// R[a](*tuple, **dict), see CallSpread in opcodes.def.
Flow SpreadCall(Machine& m, int a);
// Takes what a call gave for the instruction that made it.
Flow Deliver(Machine& m, ReturnAction action, int target, Value value);
// A call made for the running frame's instruction raised.
Flow CallRaised(Machine& m, ReturnAction action, int target);
// Return from the running frame, when it is not a plain kStore.
Flow ReturnFrom(Machine& m, Value value);

// --- class_calls.cc ----------------------------------------------------------
Flow CallClass(Machine& m, CallSite&& site);

// --- bind.cc -----------------------------------------------------------------
// Lays the arguments out as the parameters of `function`.  False: raised.
bool BindArguments(Machine& m, Function* function, CallSite& site);
// Whether a keyword is a parameter's name.
inline bool SameName(const Str* a, const Str* b) {
  return a == b || (!(a->is_interned() && b->is_interned()) && StrEqual(a, b));
}

// --- bind_natives.cc ---------------------------------------------------------
// The same for a native.
bool BindNative(Machine& m, const NativeData& data, CallSite& site);

// --- generators.cc -----------------------------------------------------------
// R[target] := a generator for the function in `site`, arguments bound.
Flow MakeGenerator(Machine& m, const CallSite& site);
// BeginHandling and EndHandling, see opcodes.def, in the frame of a generator.
void BeginHandlingInGenerator(Machine& m, int a);
void EndHandlingInGenerator(Machine& m, int a);
// Runs on a suspended generator, with `sent` as the value of its yield.
Flow ResumeGenerator(Machine& m, Generator* generator, Value sent,
                     ReturnAction action, int target);
// The same, raising `exception` at its yield.
Flow ThrowIntoGenerator(Machine& m, Generator* generator, Value exception,
                        ReturnAction action, int target);
// The running generator's frame gives `value`.
Flow YieldValue(Machine& m, Value value);
Flow YieldFrom(Machine& m, int a, int b);
Flow GetYieldFromIter(Machine& m, int a, Value from);
// R[a] := what `await of` drives; `by` as GetAwaitable's C.
Flow GetAwaitable(Machine& m, int a, Value of, int by);
Flow GetAsyncIter(Machine& m, int a, Value of);
Flow GetAsyncNext(Machine& m, int a, Value of);
Flow EndAsyncFor(Machine& m, Value exception);
// The running generator's frame returns.
Flow GeneratorReturned(Machine& m, Value value);
// The frame of a generator ends by the exception in context.raised.
// REQUIRES: its frame is still the running one.
void GeneratorRaised(Machine& m);
// The iterator that a YieldFrom drives has ended with `value`.
Flow DelegateEnded(Machine& m, int target, Value value);

// --- iteration.cc ------------------------------------------------------------
Flow GetIter(Machine& m, int a, Value of);
Flow ForIter(Machine& m, int a);
// The iterator of the ForIter that ip is behind has ended: takes its jump.
Flow EndLoop(Machine& m);
Flow UnpackSequence(Machine& m, int a, Value from, int count);
Flow UnpackStar(Machine& m, int a, Value from, int before, int after);
Flow UnpackTuple(Machine& m, int a, Value from, uint32_t count);
Flow UnpackStarTuple(Machine& m, int a, Value from, int before, uint32_t after);

// --- operators_slow.cc -------------------------------------------------------
Flow BinarySlow(Machine& m, BinaryOperator op, bool in_place, int a, Value left,
                Value right);
// left + c, or left - -c if c is negative.
Flow AddIntSlow(Machine& m, bool in_place, int a, Value left, int c);
Flow LengthSlow(Machine& m, int a, Value v);
Flow CompareSlow(Machine& m, CompareOperator op, int a, Value left,
                 Value right);
Flow UnarySlow(Machine& m, Opcode op, int a, Value operand);
Flow TruthSlow(Machine& m, Value v, ReturnAction action, int target);
Flow ContainsSlow(Machine& m, int a, Value item, Value container, bool negate);
Flow GetItemSlow(Machine& m, int a, Value container, Value key);
Flow SetItemSlow(Machine& m, Value container, Value key, Value item);
Flow DeleteItemSlow(Machine& m, Value container, Value key);
Flow FormatValueSlow(Machine& m, int a, Value v, int conversion, Value spec);
// An operator's first method answered NotImplemented.
Flow OperatorRefused(Machine& m);
Flow NotEqualAnswered(Machine& m, Value answer);
// Takes or leaves the conditional jump that ip is behind.
void Branch(Machine& m, bool condition);

// --- attributes_cache.cc -----------------------------------------------------
Flow LoadAttrSlow(Machine& m, int a, Value v, uint32_t w);
Flow LoadMethodSlow(Machine& m, int a, Value v, uint32_t w);
Flow StoreAttrSlow(Machine& m, Value v, Value item, uint32_t w);
Flow DeleteAttr(Machine& m, Value v, uint32_t w);
Flow LoadGlobalSlow(Machine& m, int a, uint32_t w);
Flow StoreGlobalSlow(Machine& m, Value v, uint32_t w);
// `which`: as LoadWith's C.
Flow LoadWith(Machine& m, int a, Value v, int which);

// --- names.cc ----------------------------------------------------------------
// The namespace of a module's or class body's frame; unbound if that is the
// globals.
Value OwnNamespace(const CodeData& code, Value* base);
// The frame's namespace: a class body's, else the globals.
Value NamespaceOf(Machine& m);
Dict* GlobalsOf(Machine& m);
// A global or builtin called `name`; unbound if there is none.
Value FindGlobal(Context& context, Dict* globals, Str* name);
void RaiseNameError(Context& context, Str* name);
Dict* BuiltinsOf(Context& context, Dict* globals);
Flow LoadName(Machine& m, int a, Str* name);
Flow LoadClassFree(Machine& m, int a, int cell, Str* name);
Flow StoreName(Machine& m, Value v, Str* name);
Flow DeleteName(Machine& m, Str* name);
Flow DeleteGlobal(Machine& m, Str* name);
Flow LoadBuiltin(Machine& m, int a, Str* name);
Flow LoadBuildClass(Machine& m, int a);
Flow RaiseUnbound(Machine& m, Str* name, bool free);
Flow RaiseNotDefined(Machine& m, Str* name);

// --- far_locals.cc -----------------------------------------------------------
void MakeFarCells(Machine& m);
Flow LoadFar(Machine& m, int a, uint32_t local);
void StoreFar(Machine& m, int a, uint32_t local);
Flow DeleteFar(Machine& m, uint32_t local);
void LoadFarCell(Machine& m, int a, uint32_t local);
// What a local of a frame or generator holds, wherever it lives; unbound if
// nothing.
Value LocalIn(Context& context, const CodeData& code, Value* registers,
              size_t local);

// --- building.cc -------------------------------------------------------------
Flow BuildSet(Machine& m, int a, int b, int count);
Flow BuildMap(Machine& m, int a, int b, int count);
void BuildString(Machine& m, int a, int b, int count);
// `callee` is what f(*from) calls, or None for a display.
Flow ListExtend(Machine& m, Value list, Value from, Value callee);
Flow SetAdd(Machine& m, Value set, Value item);
Flow SetUpdate(Machine& m, Value set, Value from);
Flow MapAdd(Machine& m, Value map, Value key, Value item);
Flow MapUpdate(Machine& m, Value map, Value from);
Flow MapMerge(Machine& m, Value map, Value from, Value callee);
void MakeFunction(Machine& m, int a, int parts, Code* code);

// --- imports.cc --------------------------------------------------------------
Flow ImportName(Machine& m, int a, Str* name);
Flow ImportFrom(Machine& m, int a, Value module, Str* name);
Flow ImportStar(Machine& m, Value module);

// --- unwind.cc ---------------------------------------------------------------
// Finds who handles context.raised.  `fresh`: it was raised by the instruction
// before ip, and not passed on by it.
Flow Unwind(Machine& m, bool fresh);
// One line more in front of the traceback of context.raised.
void AddTraceback(Machine& m, Frame* frame, int32_t last, int32_t number);
// Raises here what was made elsewhere, whose context stays what it is.
Flow RaiseAsItIs(Machine& m, Value exception);
// Ends the thread with m.context.raised.
Flow ThreadFailed(Machine& m);
Flow RaiseStatement(Machine& m, Value v);
Flow RaiseFrom(Machine& m, Value v, Value cause);
Flow RaiseAgain(Machine& m);
Flow RaiseDelivered(Machine& m, Value v);
Flow MatchException(Machine& m, int a, Value exception, Value filter);
void ExceptionInfo(Machine& m, int a, Value exception);
bool IsException(Value v);
// The slot of an exception; written only through WritableException.
Value GetExceptionSlot(Context& context, Value exception, ExceptionSlot slot);
Instance* WritableException(Context& context, Value exception);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_MACHINE_H_
