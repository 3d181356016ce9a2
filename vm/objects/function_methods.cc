// __call__ and __get__ of what can be called: for who asks for them by name; a
// call itself never takes this way.
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Result CallIt(NativeCall& call) {
  return call.Prelude("call_spread",
                      {call.args[0], call.args[1], call.args[2]});
}

// function.__get__(instance, owner=None)
Result Bind(NativeCall& call) {
  const Value instance = call.args[1];
  const Value owner = call.args[2];
  if (instance.is_none()) {
    if (owner.is_unbound() || owner.is_none()) {
      return RaiseTypeError(call.context, "__get__(None, None) is invalid");
    }
    return call.Return(call.args[0]);
  }
  BoundMethod* method = call.context.heap().New<BoundMethod>();
  method->function = call.args[0];
  method->self = instance;
  return call.Return(Value::Of(method));
}

Result Itself(NativeCall& call) { return call.Return(call.args[0]); }

constexpr NativeSpec kCall[] = {
    {"__call__", "self, /, *args, **kwargs", &CallIt},
};
constexpr NativeSpec kFunctionGet[] = {
    {"__get__", "self, instance, owner=None, /", &Bind},
};
constexpr NativeSpec kMethodGet[] = {
    {"__get__", "self, instance, owner=None, /", &Itself},
};

}  // namespace

void RegisterFunctionMethods() {
  AddMethods(core().function, kCall);
  AddMethods(core().function, kFunctionGet);
  AddMethods(core().method, kCall);
  AddMethods(core().method, kMethodGet);
}

}  // namespace midge::vm
