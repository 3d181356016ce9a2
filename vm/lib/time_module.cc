// Module time: clocks, and sleep, which parks the microthread.
#include "vm/lib/modules.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Result Seconds(NativeCall& call, int64_t nanos) {
  return call.Return(Value::Float(static_cast<double>(nanos) / 1e9));
}

Result Time(NativeCall& call) {
  return Seconds(call, call.context.services().WallNanoseconds());
}
Result TimeNs(NativeCall& call) {
  return call.Return(
      NewInt(call.context, call.context.services().WallNanoseconds()));
}
Result Monotonic(NativeCall& call) {
  return Seconds(call, call.context.services().MonotonicNanoseconds());
}
Result MonotonicNs(NativeCall& call) {
  return call.Return(
      NewInt(call.context, call.context.services().MonotonicNanoseconds()));
}
Result ProcessTime(NativeCall& call) {
  return Seconds(call, call.context.services().ProcessorNanoseconds());
}
Result ProcessTimeNs(NativeCall& call) {
  return call.Return(
      NewInt(call.context, call.context.services().ProcessorNanoseconds()));
}

constexpr NativeSpec kFunctions[] = {
    {"time", "", &Time},
    {"time_ns", "", &TimeNs},
    {"monotonic", "", &Monotonic},
    {"monotonic_ns", "", &MonotonicNs},
    {"perf_counter", "", &Monotonic},
    {"perf_counter_ns", "", &MonotonicNs},
    {"process_time", "", &ProcessTime},
    {"process_time_ns", "", &ProcessTimeNs},
};

}  // namespace

void RegisterTime() {
  AddFunctions("time", kFunctions);
  // The same for the library's time.py, which programs import as `time`.
  Dict* functions = CoreModule("time")->dict;
  for (const NativeSpec& spec : kFunctions) {
    AddConstant("_clock", spec.name,
                DictGet(functions, Names::Intern(spec.name)));
  }
  // vm/lib/midge_module.cc has made it: it parks.
  AddConstant("_clock", "sleep", DictGet(functions, Names::Intern("sleep")));
}

}  // namespace midge::vm
