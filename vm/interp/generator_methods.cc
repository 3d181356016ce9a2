// The methods and attributes of generators, coroutines and asynchronous
// generators, and what the prelude needs to drive the last (see async.py).
#include "absl/strings/str_cat.h"
#include "vm/interp/code.h"
#include "vm/interp/frame_objects.h"
#include "vm/interp/intrinsics.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Generator* GeneratorIn(NativeCall& call, int i = 0) {
  return call.context.Resolve(
      static_cast<Generator*>(call.args[i].as_object()));
}

// --- Driving -----------------------------------------------------------------

// Whether self is of the type whose method was called; raises if not.
bool CheckSelf(NativeCall& call, Generator::Type type, const char* method) {
  if (IsKind(call.args[0], Kind::kGenerator) &&
      GeneratorIn(call)->type() == type) {
    return true;
  }
  RaiseTypeError(
      call.context,
      absl::StrCat("descriptor '", method, "' for '",
                   type == Generator::kCoroutine ? "coroutine" : "generator",
                   "' objects doesn't apply to a '",
                   TypeName(call.context, call.args[0]), "' object"));
  return false;
}

Result Resume(NativeCall& call, Value sent) {
  call.callee = call.args[0];
  call.call_args[0] = sent;
  return Result::kSend;
}

Result Next(NativeCall& call) {
  if (!CheckSelf(call, Generator::kPlain, "__next__")) return Result::kRaise;
  return Resume(call, Value::None());
}

template <Generator::Type type>
Result Send(NativeCall& call) {
  if (!CheckSelf(call, type, "send")) return Result::kRaise;
  return Resume(call, call.args[1]);
}

// What throw() was given: a tuple of one to three.
Value Thrown(NativeCall& call) {
  size_t count = 1;
  while (count < 3 && !call.args[count + 1].is_unbound()) ++count;
  return Value::Of(NewTuple(call.context, {&call.args[1], count}));
}

template <Generator::Type type>
Result Throw(NativeCall& call) {
  if (!CheckSelf(call, type, "throw")) return Result::kRaise;
  return call.Prelude("generator_throw", {call.args[0], Thrown(call)});
}

template <Generator::Type type>
Result Close(NativeCall& call) {
  if (!CheckSelf(call, type, "close")) return Result::kRaise;
  if (GeneratorIn(call)->state() == Generator::kClosed) {
    return call.Return(Value::None());
  }
  return call.Prelude("generator_close", {call.args[0]});
}

Result Itself(NativeCall& call) { return call.Return(call.args[0]); }

Result AsyncNext(NativeCall& call) {
  return call.Prelude("async_generator_asend", {call.args[0], Value::None()});
}
Result AsyncThrow(NativeCall& call) {
  return call.Prelude("async_generator_athrow", {call.args[0], Thrown(call)});
}
Result AsyncClose(NativeCall& call) {
  return call.Prelude("async_generator_athrow", {call.args[0], Value::None()});
}

// --- For the prelude ---------------------------------------------------------

// resume_generator(generator, value): its send(), whatever its type.
Result ResumeGenerator(NativeCall& call) { return Resume(call, call.args[1]); }

// throw_into(generator, exception), past what it delegates to.
Result ThrowInto(NativeCall& call) {
  call.callee = call.args[0];
  call.call_args[0] = call.args[1];
  return Result::kThrow;
}

// delegate_of(generator): what its `yield from` or `await` drives, or None.
Result DelegateOf(NativeCall& call) {
  return call.Return(OrNone(GeneratorIn(call)->delegate));
}

// An iterator of the prelude or the library, whatever class shows; null:
// raised.
Generator* NamedIterator(NativeCall& call) {
  const Value self = Payload(call.context, call.args[0]);
  if (IsGenerator(self)) {
    auto* generator =
        call.context.Resolve(static_cast<Generator*>(self.as_object()));
    if (generator->is_iterator()) return generator;
  }
  RaiseTypeError(call.context, "an iterator that is a generator is required");
  return nullptr;
}

// parameters_of(iterator): as they are now, which is all of its state.
Result ParametersOf(NativeCall& call) {
  Generator* self = NamedIterator(call);
  if (self == nullptr) return Result::kRaise;
  const CodeData& code = *self->function->code->data;
  return call.Return(Value::Of(NewTuple(
      call.context,
      {self->registers(), static_cast<size_t>(code.positional_count)})));
}

// begin_anew(iterator, parameters)
Result BeginAnew(NativeCall& call) {
  Generator* self = NamedIterator(call);
  if (self == nullptr) return Result::kRaise;
  const CodeData& code = *self->function->code->data;
  if (!IsKind(call.args[1], Kind::kTuple)) {
    return RaiseTypeError(call.context, "parameters must be a tuple");
  }
  auto* parameters = static_cast<Tuple*>(call.args[1].as_object());
  if (parameters->length != static_cast<uint32_t>(code.positional_count)) {
    return RaiseTypeError(call.context, "wrong number of parameters");
  }
  if (self->state() == Generator::kRunning) {
    return RaiseValueError(call.context, "generator already executing");
  }
  RestartGenerator(Writable(call.context, self), parameters->span());
  return call.Return(Value::None());
}

// end_delegate(generator, value): its `yield from` is over and gives `value`.
Result EndDelegate(NativeCall& call) {
  Generator* self = Writable(call.context, GeneratorIn(call));
  self->delegate = Value();
  return Resume(call, call.args[1]);
}

// has_yielded(generator): whether an asynchronous generator stands at a `yield`
// of its own, and not at an `await`.
Result HasYielded(NativeCall& call) {
  const Generator* self = GeneratorIn(call);
  return call.Return(Value::Bool(self->state() == Generator::kSuspended &&
                                 self->delegate.is_unbound()));
}

// is_coroutine(x): whether `await x` drives x itself.
Result IsCoroutine(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kGenerator)) {
    return call.Return(Value::False());
  }
  const Generator* self = GeneratorIn(call);
  return call.Return(
      Value::Bool(self->type() == Generator::kCoroutine ||
                  self->function->code->data->is(kCodeIterableCoroutine)));
}

// is_generator(x): whether x is a generator of any type.
Result IsAnyGenerator(NativeCall& call) {
  return call.Return(Value::Bool(IsKind(call.args[0], Kind::kGenerator)));
}

Result IsClosed(NativeCall& call) {
  return call.Return(
      Value::Bool(GeneratorIn(call)->state() == Generator::kClosed));
}

template <Generator::Flag flag>
Result GetFlag(NativeCall& call) {
  return call.Return(Value::Bool(GeneratorIn(call)->has_flag(flag)));
}

template <Generator::Flag flag>
Result SetFlag(NativeCall& call) {
  Writable(call.context, GeneratorIn(call))
      ->set_flag(flag, call.args[1].is_true());
  return call.Return(Value::None());
}

// --- Attributes --------------------------------------------------------------

template <Generator::State state>
Result IsInState(NativeCall& call) {
  return call.Return(Value::Bool(GeneratorIn(call)->state() == state));
}

Result CodeOf(NativeCall& call) {
  return call.Return(GeneratorIn(call)->function->code.value());
}

Result FrameOf(NativeCall& call) {
  return ReturnFrame(call, FrameOfGenerator(call, GeneratorIn(call)));
}

Result NoOrigin(NativeCall& call) { return call.Return(Value::None()); }

template <Value Generator::*field>
Result GetName(NativeCall& call) {
  return call.Return(GeneratorIn(call)->*field);
}

Result SetNameField(NativeCall& call, Value Generator::*field,
                    const char* name) {
  if (!IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(
        call.context, absl::StrCat(name, " must be set to a string object"));
  }
  Writable(call.context, GeneratorIn(call))->*field = call.args[1];
  return call.Return(Value::None());
}
Result SetName(NativeCall& call) {
  return SetNameField(call, &Generator::name, "__name__");
}
Result SetQualifiedName(NativeCall& call) {
  return SetNameField(call, &Generator::qualified_name, "__qualname__");
}

constexpr NativeSpec kGeneratorMethods[] = {
    {"__next__", "self, /", &Next},
    {"__iter__", "self, /", &Itself},
    {"send", "self, arg, /", &Send<Generator::kPlain>},
    {"throw", "self, typ, val=None, tb=None, /", &Throw<Generator::kPlain>},
    {"close", "self, /", &Close<Generator::kPlain>},
};

constexpr NativeSpec kCoroutineMethods[] = {
    {"__await__", "self, /", &InPrelude<"coroutine_wrapper">},
    {"send", "self, arg, /", &Send<Generator::kCoroutine>},
    {"throw", "self, typ, val=None, tb=None, /", &Throw<Generator::kCoroutine>},
    {"close", "self, /", &Close<Generator::kCoroutine>},
};

constexpr NativeSpec kAsyncGeneratorMethods[] = {
    {"__aiter__", "self, /", &Itself},
    {"__anext__", "self, /", &AsyncNext},
    {"asend", "self, arg, /", &InPrelude<"async_generator_asend", 2>},
    {"athrow", "self, typ, val=None, tb=None, /", &AsyncThrow},
    {"aclose", "self, /", &AsyncClose},
};

constexpr NativeSpec kGeneratorAttributes[] = {
    {"gi_running", "self, /", &IsInState<Generator::kRunning>},
    {"gi_suspended", "self, /", &IsInState<Generator::kSuspended>},
    {"gi_yieldfrom", "self, /", &DelegateOf},
    {"gi_code", "self, /", &CodeOf},
    {"gi_frame", "self, /", &FrameOf},
};

constexpr NativeSpec kCoroutineAttributes[] = {
    {"cr_running", "self, /", &IsInState<Generator::kRunning>},
    {"cr_suspended", "self, /", &IsInState<Generator::kSuspended>},
    {"cr_await", "self, /", &DelegateOf},
    {"cr_code", "self, /", &CodeOf},
    {"cr_frame", "self, /", &FrameOf},
    {"cr_origin", "self, /", &NoOrigin},
};

constexpr NativeSpec kAsyncGeneratorAttributes[] = {
    {"ag_running", "self, /", &GetFlag<Generator::kAwaited>},
    {"ag_await", "self, /", &DelegateOf},
    {"ag_code", "self, /", &CodeOf},
    {"ag_frame", "self, /", &FrameOf},
};

constexpr NativeSpec kNameAttributes[] = {
    {"__name__", "self, /", &GetName<&Generator::name>},
    {"__qualname__", "self, /", &GetName<&Generator::qualified_name>},
};

Result DeleteName(NativeCall& call) {
  return RaiseTypeError(call.context,
                        "__name__ must be set to a string object");
}
Result DeleteQualifiedName(NativeCall& call) {
  return RaiseTypeError(call.context,
                        "__qualname__ must be set to a string object");
}

constexpr NativeSpec kNameDeleters[] = {
    {"__name__", "self, /", &DeleteName},
    {"__qualname__", "self, /", &DeleteQualifiedName},
};

constexpr NativeSpec kNameSetters[] = {
    {"__name__", "self, value, /", &SetName},
    {"__qualname__", "self, value, /", &SetQualifiedName},
};

Result AsyncNextBuiltin(NativeCall& call) {
  if (call.args[1].is_unbound()) {
    return call.Prelude("anext_of", {call.args[0]});
  }
  return call.Prelude("anext_or", {call.args[0], call.args[1]});
}

constexpr NativeSpec kBuiltins[] = {
    {"aiter", "async_iterable, /", &InPrelude<"aiter_of">},
    {"anext", "aiterator, default=None, /", &AsyncNextBuiltin},
};

// Also for the library's itertools.
constexpr NativeSpec kOfIterators[] = {
    {"parameters_of", "iterator, /", &ParametersOf},
    {"begin_anew", "iterator, parameters, /", &BeginAnew},
};

constexpr NativeSpec kIntrinsics[] = {
    {"resume_generator", "generator, value, /", &ResumeGenerator},
    {"throw_into", "generator, exception, /", &ThrowInto},
    {"delegate_of", "generator, /", &DelegateOf},
    {"end_delegate", "generator, value, /", &EndDelegate},
    {"has_yielded", "generator, /", &HasYielded},
    {"is_coroutine", "x, /", &IsCoroutine},
    {"is_generator", "x, /", &IsAnyGenerator},
    {"is_closed", "generator, /", &IsClosed},
    {"is_awaited", "generator, /", &GetFlag<Generator::kAwaited>},
    {"set_awaited", "generator, on, /", &SetFlag<Generator::kAwaited>},
    {"is_async_closed", "generator, /", &GetFlag<Generator::kAsyncClosed>},
    {"set_async_closed", "generator, on, /", &SetFlag<Generator::kAsyncClosed>},
    {"is_hooked", "generator, /", &GetFlag<Generator::kHooked>},
    {"set_hooked", "generator, on, /", &SetFlag<Generator::kHooked>},
};

void Register(Class* cls, std::span<const NativeSpec> methods,
              std::span<const NativeSpec> attributes) {
  AddMethods(cls, methods);
  AddGetters(cls, attributes);
  AddGetters(cls, kNameAttributes);
  AddSetters(cls, kNameSetters);
  AddDeleters(cls, kNameDeleters);
}

}  // namespace

void RegisterGeneratorMethods() {
  AddFunctions("_prelude", kIntrinsics);
  AddFunctions("_prelude", kOfIterators);
  AddFunctions("_itertools", kOfIterators);
  AddFunctions("builtins", kBuiltins);
  Register(core().generator, kGeneratorMethods, kGeneratorAttributes);
  Register(core().coroutine, kCoroutineMethods, kCoroutineAttributes);
  Register(core().async_generator, kAsyncGeneratorMethods,
           kAsyncGeneratorAttributes);
}

}  // namespace midge::vm
