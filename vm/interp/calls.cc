#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "vm/interp/frame_objects.h"
#include "vm/interp/intrinsics.h"
#include "vm/interp/machine.h"
#include "vm/interp/thread.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

constexpr int kArgs = kFrameHeaderSlots;

// Makes room for one more argument in front and puts `self` there.
bool InsertSelf(Machine& m, CallSite& site, Value self) {
  if (!EnsureStack(m, site.window, kArgs + site.argc + 1)) return false;
  std::memmove(site.args() + 1, site.args(), sizeof(Value) * site.argc);
  site.args()[0] = self;
  ++site.argc;
  return true;
}

// Lays out the call that a native hands over to.
bool HandOver(Machine& m, CallSite& site) {
  const int count = m.native.call_count;
  if (!EnsureStack(m, site.window, kArgs + count)) return false;
  site.window[0] = m.native.callee;
  std::copy_n(m.native.call_args, count, site.args());
  site.argc = count;
  site.names = nullptr;
  return true;
}

Flow Park(Machine& m, const CallSite& site) {
  MIDGE_CHECK(site.action != ReturnAction::kInitialized,
              "a native __init__ cannot park");
  m.Save();
  FrameIp(m.base) = SavedIp{m.ip_index(), site.target, site.action}.Pack();
  m.thread->state = static_cast<uint32_t>(ThreadState::kParked);
  m.stop = StopReason::kParked;
  return Flow::kStop;
}

Flow DeliverNative(Machine& m, const CallSite& site, Value value) {
  if (site.action == ReturnAction::kInitialized) {
    return Deliver(m, ReturnAction::kStore, site.target, site.extra);
  }
  return Deliver(m, site.action, site.target, value);
}

// Calls the native in site.window, which has raised, once more if a collection
// may help it.
bool CallAgainCollected(Machine& m, CallSite& site, NativeResult* result) {
  if (!m.context.collection_may_help ||
      !IsKind(site.window[0], Kind::kNative) || m.native.args != site.args()) {
    return false;
  }
  const NativeData& data =
      *static_cast<Native*>(site.window[0].as_object())->data;
  if (!CollectAndRetry(m, site, data.argument_count())) return false;
  m.native.args = site.args();
  *result = data.function(m.native);
  m.context.collection_may_help = false;
  return true;
}

// Turns the call of the native in site.window, which has raised, into one of
// the prelude that makes a number of an argument and calls the native again.
bool ConvertArgument(Machine& m, CallSite& site) {
  const Value wanted = std::exchange(m.context.unconverted, Value());
  if (wanted.is_unbound() || !IsKind(site.window[0], Kind::kNative) ||
      m.native.args != site.args() ||
      !IsInstance(m.context, m.context.raised, core().TypeError)) {
    return false;
  }
  const NativeData& data =
      *static_cast<Native*>(site.window[0].as_object())->data;
  List* args = NewList(m.context);
  Dict* named = NewDict(m.context);
  const int count = static_cast<int>(data.parameters.size());
  for (int i = 0; i < count; ++i) {
    const Value arg = m.native.args[i];
    if (arg.is_unbound()) continue;
    if (args->size == static_cast<uint64_t>(i) && i < data.positional_count) {
      ListPush(m.context, args, arg);
    } else {  // After one that was not given.
      DictSet(m.context, named, data.parameters[i].name, arg);
    }
  }
  if (data.var_keywords) return false;
  if (data.var_args) {
    for (Value arg :
         static_cast<Tuple*>(m.native.args[count].as_object())->span())
      ListPush(m.context, args, arg);
  }
  m.context.raised = Value();
  m.native.Prelude("call_converted",
                   {site.window[0], wanted, Value::Of(args), Value::Of(named),
                    Value::Bool(m.context.unconverted_to_float)});
  return HandOver(m, site);
}

// Takes what the native in site.window answered.  True if the call is over, as
// `*flow` says; false if the native hands over to the call now in `site`.
bool TakeAnswer(Machine& m, NativeResult result, CallSite& site, Flow* flow) {
  switch (result) {
    case NativeResult::kReturn:
      // As for frames: the arguments are not to outlive the call.
      std::fill_n(site.args(), site.argc, Value());
      *flow = DeliverNative(m, site, m.native.result);
      return true;
    case NativeResult::kRaise:
      if (CallAgainCollected(m, site, &result)) {
        return TakeAnswer(m, result, site, flow);
      }
      if (!m.context.unconverted.is_unbound() && ConvertArgument(m, site)) {
        return false;
      }
      *flow = CallRaised(m, site.action, site.target);
      return true;
    case NativeResult::kPark:
      *flow = Park(m, site);
      return true;
    case NativeResult::kSend:
      *flow = ResumeGenerator(
          m, static_cast<Generator*>(m.native.callee.as_object()),
          m.native.call_args[0], site.action, site.target);
      return true;
    case NativeResult::kThrow:
      *flow = ThrowIntoGenerator(
          m, static_cast<Generator*>(m.native.callee.as_object()),
          m.native.call_args[0], site.action, site.target);
      return true;
    case NativeResult::kCallIn:
      site.extra = m.native.call_namespace;
      [[fallthrough]];
    case NativeResult::kCall:
      if (HandOver(m, site)) return false;
      *flow = Flow::kRaise;
      return true;
  }
  return true;
}

// Calls the native in site.window; the answer is as TakeAnswer's.
bool CallNative(Machine& m, const NativeData& data, CallSite& site,
                Flow* flow) {
  if (!BindNative(m, data, site)) {
    *flow = Flow::kRaise;
    return true;
  }
  m.Save();
  m.context.Charge(1);
  m.native.args = site.args();
  return TakeAnswer(m, data.function(m.native), site, flow);
}

Flow CallFunction(Machine& m, Function* function, CallSite& site) {
  function = m.context.Resolve(function);
  site.window[0] = Value::Of(function);
  if (!BindArguments(m, function, site)) return Flow::kRaise;
  constexpr uint32_t kSuspendable =
      kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator;
  if (function->code->data->flags & kSuspendable) return MakeGenerator(m, site);
  return PushFrame(m, site);
}

Flow RaiseNotCallable(Machine& m, Value callee) {
  RaiseTypeError(m.context,
                 absl::StrCat("'", std::string(TypeName(m.context, callee)),
                              "' object is not callable"));
  return Flow::kRaise;
}

// Turns the call of an object with __call__ into the call of that; false if it
// has none, or raised.
bool ResolveCallMethod(Machine& m, CallSite& site, Flow* flow) {
  const Value self = site.window[0];
  const Value method = FindSpecial(m.context, self, core().n_call);
  if (method.is_unbound()) {
    *flow = RaiseNotCallable(m, self);
    return false;
  }
  const bool plain =
      IsKind(method, Kind::kFunction) || IsKind(method, Kind::kNative);
  // These may have a __get__ in Python.
  const bool descriptor =
      IsKind(method, Kind::kInstance) || IsKind(method, Kind::kProperty);
  if (plain || descriptor) {
    *flow = Flow::kRaise;
    if (!InsertSelf(m, site, self)) return false;
    site.window[0] = plain ? method : core().PreludeFunction("call_object");
    return true;
  }
  PythonCall call;
  const OpResult bound =
      BindAttribute(m.context, method, self, ClassOf(m.context, self),
                    &site.window[0], &call);
  if (bound == OpResult::kDone) return true;
  *flow = bound == OpResult::kRaise ? Flow::kRaise : RaiseNotCallable(m, self);
  return false;
}

}  // namespace

Flow CallValue(Machine& m, CallSite&& site) {
  for (;;) {
    const Value callee = site.window[0];
    if (!callee.is_object()) return RaiseNotCallable(m, callee);
    Object* object = callee.as_object();
    Flow flow = Flow::kRaise;
    switch (object->kind()) {
      case Kind::kFunction:
        return CallFunction(m, static_cast<Function*>(object), site);
      case Kind::kNative:
        if (CallNative(m, *static_cast<Native*>(object)->data, site, &flow)) {
          return flow;
        }
        break;
      case Kind::kBoundMethod: {
        BoundMethod* method = static_cast<BoundMethod*>(object);
        if (!InsertSelf(m, site, method->self)) return Flow::kRaise;
        site.window[0] = method->function;
        break;
      }
      case Kind::kStaticMethod:
        site.window[0] = static_cast<StaticMethod*>(object)->function;
        break;
      case Kind::kClass:
        return CallClass(m, std::move(site));
      default:
        if (!ResolveCallMethod(m, site, &flow)) return flow;
        break;
    }
  }
}

Flow NativeAnswered(Machine& m, CallSite&& site, NativeResult result) {
  Flow flow;
  return TakeAnswer(m, result, site, &flow) ? flow
                                            : CallValue(m, std::move(site));
}

Flow CallWith(Machine& m, Value callee, std::span<const Value> args,
              ReturnAction action, int target) {
  Value* window = m.top();
  if (!EnsureStack(m, window, kArgs + args.size())) return Flow::kRaise;
  window[0] = callee;
  std::copy(args.begin(), args.end(), window + kArgs);
  return CallValue(m, {.window = window,
                       .argc = static_cast<int>(args.size()),
                       .action = action,
                       .target = target});
}

Flow CallPrelude(Machine& m, std::string_view name,
                 std::initializer_list<Value> args, ReturnAction action,
                 int target) {
  return CallWith(m, core().PreludeFunction(name), {args.begin(), args.size()},
                  action, target);
}

Flow CallPython(Machine& m, const PythonCall& call, ReturnAction action,
                int target) {
  return CallWith(m, call.function,
                  {call.args, static_cast<size_t>(call.count)}, action, target);
}

Flow SpreadCall(Machine& m, int a) {
  CallSite site{.window = m.base + a, .argc = 0, .target = a};
  Tuple* positional = static_cast<Tuple*>(site.args()[0].as_object());
  Dict* named = nullptr;
  if (!site.args()[1].is_unbound()) {
    named = m.context.Resolve(static_cast<Dict*>(site.args()[1].as_object()));
  }
  const uint32_t named_count = named ? named->live_count : 0;
  const size_t count = size_t{positional->length} + named_count;
  if (!EnsureStack(m, site.window, kArgs + count)) return Flow::kRaise;
  std::copy_n(positional->items(), positional->length, site.args());
  if (named_count != 0) {
    site.names = NewTuple(m.context, named_count);
    Value* at = site.args() + positional->length;
    int64_t position = 0;
    for (uint32_t i = 0; i < named_count; ++i) {
      DictNext(named, &position, site.names->items() + i, at + i);
      if (!IsKind((*site.names)[i], Kind::kStr)) {
        RaiseTypeError(m.context, "keywords must be strings");
        return Flow::kRaise;
      }
    }
  }
  site.argc = static_cast<int>(count);
  m.context.Charge(count);
  return CallValue(m, std::move(site));
}

namespace {

// What `v` means as a truth, if that needs no Python.
bool KnownTruth(Machine& m, Value v, bool* truth, Flow* flow) {
  switch (Truth(m.context, v, truth)) {
    case OpResult::kDone:
      return true;
    case OpResult::kRaise:
      *flow = Flow::kRaise;
      return false;
    case OpResult::kPython:
      return false;
  }
  return false;
}

Flow DeliverTruth(Machine& m, ReturnAction action, int target, bool truth) {
  switch (action) {
    case ReturnAction::kTruthNot:
    case ReturnAction::kBoolNot:
      m.base[target] = Value::Bool(!truth);
      return Flow::kNext;
    case ReturnAction::kTruthBranch:
    case ReturnAction::kBoolBranch:
      Branch(m, truth);
      return Flow::kNext;
    default:
      m.base[target] = Value::Bool(truth);
      return Flow::kNext;
  }
}

Flow DeliverBool(Machine& m, ReturnAction action, int target, Value value) {
  if (value.is_bool()) return DeliverTruth(m, action, target, value.is_true());
  RaiseTypeError(m.context,
                 absl::StrCat("__bool__ should return bool, returned ",
                              std::string(TypeName(m.context, value))));
  return Flow::kRaise;
}

Flow DeliverIterator(Machine& m, int target, Value value) {
  if (!IsIterator(m.context, value)) {
    RaiseTypeError(m.context,
                   absl::StrCat("iter() returned non-iterator of type '",
                                std::string(TypeName(m.context, value)), "'"));
    return Flow::kRaise;
  }
  m.base[target] = value;
  return Flow::kNext;
}

}  // namespace

Flow Deliver(Machine& m, ReturnAction action, int target, Value value) {
  switch (action) {
    case ReturnAction::kStore:
      m.base[target] = value;
      return Flow::kNext;
    case ReturnAction::kDiscard:
      return Flow::kNext;
    case ReturnAction::kTruth:
    case ReturnAction::kTruthNot:
    case ReturnAction::kTruthBranch: {
      bool truth;
      Flow flow = Flow::kNext;
      if (KnownTruth(m, value, &truth, &flow)) {
        return DeliverTruth(m, action, target, truth);
      }
      return flow == Flow::kRaise ? flow : TruthSlow(m, value, action, target);
    }
    case ReturnAction::kBool:
    case ReturnAction::kBoolNot:
    case ReturnAction::kBoolBranch:
      return DeliverBool(m, action, target, value);
    case ReturnAction::kInitialized:
      m.base[target] = value;
      return Flow::kNext;
    case ReturnAction::kOperator:
      if (value == Value::NotImplemented()) return OperatorRefused(m);
      m.base[target] = value;
      return Flow::kNext;
    case ReturnAction::kNotEqual:
      if (value == Value::NotImplemented()) return OperatorRefused(m);
      return Deliver(m, ReturnAction::kTruthNot, target, value);
    case ReturnAction::kIterator:
      return DeliverIterator(m, target, value);
    case ReturnAction::kNext:
      m.base[target + 1] = value;
      return Flow::kNext;
    case ReturnAction::kYieldFrom:
      return YieldValue(m, value);
    case ReturnAction::kSpread: {
      Tuple* tuple = static_cast<Tuple*>(value.as_object());
      std::copy_n(tuple->items(), tuple->length, m.base + target);
      return Flow::kNext;
    }
    case ReturnAction::kLoadMethod:
      m.base[target] = value;
      m.base[target + kArgs] = Value();
      return Flow::kNext;
    case ReturnAction::kRaise:
      return RaiseDelivered(m, value);
    case ReturnAction::kThreadFailed:
      m.context.raised = value;
      return ThreadFailed(m);
    case ReturnAction::kThreadExit:
      break;
  }
  MIDGE_CHECK(false, "a call cannot return so");
  return Flow::kStop;
}

namespace {

// The `value` of a StopIteration.
Value ValueOfStop(Machine& m, Value exception) {
  auto* stop = static_cast<Instance*>(exception.as_object());
  return FieldOf(m.context.Resolve(stop), kStopValue);
}

}  // namespace

Flow CallRaised(Machine& m, ReturnAction action, int target) {
  const bool ends =
      action == ReturnAction::kNext || action == ReturnAction::kYieldFrom;
  if (!ends || !IsInstance(m.context, m.context.raised, core().StopIteration)) {
    return Flow::kRaise;
  }
  const Value exception = m.context.raised;
  m.context.raised = Value();
  if (action == ReturnAction::kNext) return EndLoop(m);
  return DelegateEnded(m, target, ValueOfStop(m, exception));
}

Flow ReturnFrom(Machine& m, Value value) {
  const FrameLink link = FrameLink::Unpack(FrameLinkWord(m.base));
  if (link.watched) EndFrameObject(m);
  if (link.generator) return GeneratorReturned(m, value);
  if (link.action == ReturnAction::kThreadExit) {
    m.thread->state = static_cast<uint32_t>(ThreadState::kFinished);
    m.thread->value = value;
    m.stop = StopReason::kFinished;
    return Flow::kStop;
  }
  const Value extra = FrameExtra(m.base);
  PopFrame(m, link);
  if (link.action == ReturnAction::kInitialized) {
    if (!value.is_none()) {
      RaiseTypeError(
          m.context,
          absl::StrCat("__init__() should return None, not '",
                       std::string(TypeName(m.context, value)), "'"));
      return Flow::kRaise;
    }
    value = extra;
  }
  return Deliver(m, link.action, link.target, value);
}

}  // namespace midge::vm
