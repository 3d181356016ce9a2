// The builtin functions ascii() and format().
#include "absl/strings/str_cat.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/formatting.h"
#include "vm/objects/methods.h"

namespace midge::vm {
namespace {

NativeResult Ascii(NativeCall& call) {
  const OpResult result =
      ConvertValue(call.context, 'a', call.args[0], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("ascii_of", {call.args[0]});
  }
  return Finish(result);
}

NativeResult FormatFunction(NativeCall& call) {
  Context& context = call.context;
  Value spec = Value::Of(core().empty_str);
  if (!call.args[1].is_unbound()) spec = Payload(context, call.args[1]);
  if (!IsKind(spec, Kind::kStr)) {
    return RaiseTypeError(
        context, absl::StrCat("format() argument 2 must be str, not ",
                              ArgumentTypeName(context, call.args[1])));
  }
  const OpResult result = Format(
      context, call.args[0], static_cast<Str*>(spec.as_object()), &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("format_of", {call.args[0], spec});
  }
  return Finish(result);
}

constexpr NativeSpec kFunctions[] = {
    {"ascii", "obj, /", &Ascii},
    {"format", "value, format_spec='', /", &FormatFunction},
};

// __format__ of the builtin values that have one of their own.
NativeResult FormatMethod(NativeCall& call) {
  Context& context = call.context;
  Text spec;
  if (!GetStr(context, call.args[1], &spec)) {
    return RaiseTypeError(
        context, absl::StrCat("__format__() argument must be str, "
                              "not ",
                              ArgumentTypeName(context, call.args[1])));
  }
  const Value self = Payload(context, call.args[0]);
  if (spec.view.size() == 0) {
    // What a subclass has as its __str__.
    const OpResult result = ToStr(context, call.args[0], &call.result);
    if (result == OpResult::kPython) {
      return call.Prelude("str_new", {Value::Of(core().str), call.args[0]});
    }
    return Finish(result);
  }
  return Finish(FormatScalar(context, self, spec.view, TypeName(context, self),
                             &call.result));
}

}  // namespace

void RegisterTextFunctions() {
  AddFunctions("builtins", kFunctions);
  constexpr NativeSpec kFormat = {"__format__", "self, format_spec, /",
                                  &FormatMethod};
  for (Class* cls : {core().int_, core().float_, core().str}) {
    AddMethods(cls, {&kFormat, 1});
  }
}

}  // namespace midge::vm
