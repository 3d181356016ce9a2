// What natives do first: get at self.
#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {

Value SelfOf(NativeCall& call, Kind kind, bool writable) {
  const Value self = Payload(call.context, call.args[0]);
  if (IsKind(self, kind)) {
    Object* object = self.as_object();
    return Value::Of(writable ? Writable(call.context, object)
                              : call.context.Resolve(object));
  }
  const Class* expected = core().class_of_kind[static_cast<int>(kind)];
  RaiseTypeError(
      call.context,
      absl::StrCat("descriptor requires a '", ToUtf8(expected->name),
                   "' object but received a '",
                   TypeName(call.context, call.args[0]), "'"));
  return Value();
}

Value AsInstanceOf(Context& context, Class* cls, Class* builtin,
                   Value value) {
  if (cls == builtin) return value;
  Instance* instance = NewInstance(context, context.Resolve(cls));
  instance->payload() = value;
  return Value::Of(instance);
}

List* WritableList(Context& context, Value list) {
  return Writable(context, static_cast<List*>(list.as_object()));
}

}  // namespace midge::vm
