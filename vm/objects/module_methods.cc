// module: methods and attributes.
#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// What ModuleType(name, doc) puts into the module; false if it raised.
bool FillModule(NativeCall& call, Module* module) {
  const Value name = Payload(call.context, call.args[1]);
  if (!IsKind(name, Kind::kStr)) {
    RaiseTypeError(call.context,
                   absl::StrCat("module() argument 'name' must be str, not ",
                                TypeName(call.context, call.args[1])));
    return false;
  }
  module->name = As<Str>(call, name);
  Dict* dict = Writable(call.context, module->dict.get());
  DictSet(call.context, dict, core().n_name, call.args[1]);
  DictSet(call.context, dict, core().n_doc, OrNone(call.args[2]));
  for (const char* other : {"__package__", "__loader__", "__spec__"}) {
    DictSet(call.context, dict, Names::Intern(other), Value::None());
  }
  return true;
}

Result ModuleNew(NativeCall& call) {
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  const bool plain = cls == core().module;
  if (plain && call.args[1].is_unbound()) {
    return RaiseTypeError(call.context,
                          "module() missing required argument 'name' (pos 1)");
  }
  Module* module = call.context.heap().New<Module>();
  module->name = core().empty_str;
  module->dict = NewVersionedDict(call.context);
  if (!plain) module->cls = cls;
  if (plain && !FillModule(call, module)) return Result::kRaise;
  return call.Return(Value::Of(module));
}

Result ModuleInit(NativeCall& call) {
  Module* module =
      Writable(call.context, static_cast<Module*>(call.args[0].as_object()));
  if (!FillModule(call, module)) return Result::kRaise;
  return call.Return(Value::None());
}

// A module has annotations, if only empty ones.
Result ModuleAnnotations(NativeCall& call) {
  Module* module = As<Module>(call, call.args[0]);
  const Value made = Value::Of(NewDict(call.context));
  DictSet(call.context, Writable(call.context, module->dict.get()),
          core().n_annotations, made);
  return call.Return(made);
}

template <bool is_delete>
Result ModuleSetAnnotations(NativeCall& call) {
  Module* module = As<Module>(call, call.args[0]);
  Dict* dict = Writable(call.context, module->dict.get());
  if (!is_delete) {
    DictSet(call.context, dict, core().n_annotations, call.args[1]);
  } else if (!DictDelete(dict, core().n_annotations)) {
    return Raise(call.context, core().AttributeError, "__annotations__");
  }
  return call.Return(Value::None());
}

constexpr NativeSpec kModuleMethods[] = {
    {"__dir__", "self, /", &InPrelude<"module_dir">},
    {"__new__", "cls, name=None, doc=None", &ModuleNew},
    {"__init__", "self, name, doc=None", &ModuleInit}};

}  // namespace

void RegisterModuleMethods() {
  Class* module = core().module;
  AddMethods(module, kModuleMethods);
  AddGetter(module, {"__annotations__", "self", &ModuleAnnotations});
  AddSetter(module, {"__annotations__", "self, value, /",
                     &ModuleSetAnnotations<false>});
  AddDeleter(module, {"__annotations__", "self", &ModuleSetAnnotations<true>});
}

}  // namespace midge::vm
