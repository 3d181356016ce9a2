// The methods of threading's Lock and Semaphore that every use of one calls.
//
// Both are _Waitables (vm/prelude/library/threading.py): what acquires and
// releases them without a timeout is native to its end; all else is Python over
// local_acquire and local_release.
#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/sched/local_semaphore.h"
#include "vm/sched/waits.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// The _Waitable whose method was called; null with TypeError raised if it was
// called on anything else.
Instance* WaitableOf(NativeCall& call) {
  if (IsKind(call.args[0], Kind::kInstance)) {
    // The agent's own, once it has one: the image has locks too.
    Instance* self =
        call.context.Resolve(static_cast<Instance*>(call.args[0].as_object()));
    if (IsWaitable(call.context, self)) return self;
  }
  RaiseTypeError(call.context,
                 absl::StrCat("expected a lock, not '",
                              TypeName(call.context, call.args[0]), "'"));
  return nullptr;
}

// Calls self.name(arguments…), which is Python.
Result CallMethod(NativeCall& call, const char* name,
                  std::initializer_list<Value> arguments) {
  const Value method =
      FindSpecial(call.context, call.args[0], Names::Intern(name));
  if (method.is_unbound()) {
    return Raise(call.context, core().AttributeError, name);
  }
  return call.Call(method, arguments);
}

// local_acquire(waitable, timeout)
Result AcquireWithin(NativeCall& call) {
  Instance* self = WaitableOf(call);
  int64_t timeout;
  if (self == nullptr || !ParseTimeout(call.context, call.args[1], &timeout)) {
    return Result::kRaise;
  }
  return LocalAcquire(call, self, timeout);
}

// local_release(waitable, n)
Result ReleaseMany(NativeCall& call) {
  Instance* self = WaitableOf(call);
  if (self == nullptr) return Result::kRaise;
  int64_t n;
  if (!ToInt64(call.args[1], &n) || n < 0) {
    return RaiseTypeError(call.context, "local_release() needs a count");
  }
  return LocalRelease(call, self, n);
}

// acquire(self, blocking=True, timeout=…)
Result Acquire(NativeCall& call) {
  Instance* self = WaitableOf(call);
  if (self == nullptr) return Result::kRaise;
  const Value blocking = call.args[1], timeout = call.args[2];
  if ((blocking.is_unbound() || blocking.is_true()) && timeout.is_unbound()) {
    return LocalAcquire(call, self, kNoTimeout);
  }
  return CallMethod(
      call, "_acquire_within",
      {call.args[0], blocking.is_unbound() ? Value::True() : blocking,
       timeout.is_unbound() ? Value::None() : timeout});
}

// Lock.release(self), Lock.__exit__(self, …)
Result LockRelease(NativeCall& call) {
  Instance* self = WaitableOf(call);
  if (self == nullptr) return Result::kRaise;
  if (LocalValue(call.context, self) > 0) {
    return Raise(call.context, core().RuntimeError, "release unlocked lock");
  }
  return LocalRelease(call, self, 1);
}

// Semaphore.release(self, n=1)
Result SemaphoreRelease(NativeCall& call) {
  Instance* self = WaitableOf(call);
  if (self == nullptr) return Result::kRaise;
  int64_t n = 1;
  if (!call.args[1].is_unbound() && !ToInt64(call.args[1], &n)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("'<' not supported between instances of '",
                     TypeName(call.context, call.args[1]), "' and 'int'"));
  }
  if (n < 1) return RaiseValueError(call.context, "n must be one or more");
  return LocalRelease(call, self, n);
}

bool IsSemaphoreRelease(Value method) {
  return IsKind(method, Kind::kNative) &&
         static_cast<Native*>(method.as_object())->data->function ==
             &SemaphoreRelease;
}

// Semaphore.__exit__(self, …): self.release(), which may be a subclass's.
Result SemaphoreExit(NativeCall& call) {
  static Str* const release_name = Names::Intern("release");
  Instance* self = WaitableOf(call);
  if (self == nullptr) return Result::kRaise;
  const Value release = FindSpecial(call.context, call.args[0], release_name);
  if (IsSemaphoreRelease(release)) return LocalRelease(call, self, 1);
  return call.Call(release, {call.args[0]});
}

// Of classes in Python, which take them from _prelude.
struct MethodSpec {
  const char* name;  // in _prelude
  const char* owner;
  NativeSpec native;
};

constexpr MethodSpec kMethods[] = {
    {"lock_acquire",
     "lock",
     {"acquire", "self, blocking=True, timeout=-1", &Acquire}},
    {"lock_release", "lock", {"release", "self, /", &LockRelease}},
    {"lock_exit",
     "lock",
     {"__exit__", "self, type, value, traceback, /", &LockRelease}},
    {"semaphore_acquire",
     "Semaphore",
     {"acquire", "self, blocking=True, timeout=None", &Acquire}},
    {"semaphore_release",
     "Semaphore",
     {"release", "self, n=1", &SemaphoreRelease}},
    {"semaphore_exit",
     "Semaphore",
     {"__exit__", "self, type, value, traceback, /", &SemaphoreExit}},
};

constexpr NativeSpec kFunctions[] = {
    {"local_acquire", "waitable, timeout, /", &AcquireWithin},
    {"local_release", "waitable, n, /", &ReleaseMany},
};

}  // namespace

void RegisterLocks() {
  AddFunctions("_prelude", kFunctions);
  for (const MethodSpec& spec : kMethods) {
    AddConstant("_prelude", spec.name,
                Value::Of(MakeNative(spec.native, spec.owner, "", true)));
  }
}

}  // namespace midge::vm
