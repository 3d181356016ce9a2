#include "vm/objects/missing_attribute.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/names.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

// "module 'm'", as the words of an error name it.
std::string ModuleSubject(Context& context, Module* module) {
  Dict* dict = context.Resolve(module->dict.get());
  const Value name = DictGet(dict, core().n_name);
  if (!IsKind(name, Kind::kStr)) return "module";
  return absl::StrCat(
      IsBeingMade(context, module) ? "partially initialized " : "", "module '",
      ToUtf8(static_cast<Str*>(name.as_object())), "'");
}

// Whether sys.modules has module.name, whose body is running.
bool IsSubmoduleBeingMade(Context& context, Module* module, Str* name) {
  Dict* dict = context.Resolve(module->dict.get());
  const Value of = DictGet(dict, core().n_name);
  if (!IsKind(of, Kind::kStr) || context.modules.get() == nullptr) return false;
  const Value found = DictGet(
      context.Resolve(context.modules.get()),
      NewStr(context, absl::StrCat(ToUtf8(static_cast<Str*>(of.as_object())),
                                   ".", ToUtf8(name))));
  return IsKind(found, Kind::kModule) &&
         IsBeingMade(context,
                     context.Resolve(static_cast<Module*>(found.as_object())));
}

// The same, with the object and the name that it does not have.
OpResult RaiseAttributeOf(Context& context, Value v, Str* name,
                          std::string_view message) {
  Raise(context, core().AttributeError, message);
  Value* slots = static_cast<Instance*>(context.raised.as_object())->slots();
  slots[kAttributeErrorName] = Value::Of(name);
  slots[kAttributeErrorObject] = v;
  return OpResult::kRaise;
}

OpResult RaiseMissingIn(Context& context, Module* module, Str* name) {
  constexpr const char* kCircle = " (most likely due to a circular import)";
  const std::string subject = ModuleSubject(context, module);
  std::string text;
  if (subject.starts_with('p')) {
    text = absl::StrCat(subject, " has no attribute '", ToUtf8(name), "'",
                        kCircle);
  } else if (IsSubmoduleBeingMade(context, module, name)) {
    text = absl::StrCat("cannot access submodule '", ToUtf8(name), "' of ",
                        subject, kCircle);
  } else {
    text = absl::StrCat(subject, " has no attribute '", ToUtf8(name), "'");
  }
  return RaiseAttributeOf(context, Value::Of(module), name, text);
}

}  // namespace

bool RaisedMissing(Context& context) {
  Class* error = core().AttributeError;
  return context.raised == Value::Of(error) ||
         IsInstance(context, context.raised, error);
}

OpResult RaiseMissing(Context& context, Value v, Str* name) {
  if (context.drops_missing) {
    context.raised = Value::Of(core().AttributeError);
    return OpResult::kRaise;
  }
  if (IsKind(v, Kind::kModule)) {
    return RaiseMissingIn(
        context, context.Resolve(static_cast<Module*>(v.as_object())), name);
  }
  std::string subject;
  if (IsKind(v, Kind::kClass)) {
    subject = absl::StrCat(
        "type object '",
        ClassName(context.Resolve(static_cast<Class*>(v.as_object()))), "'");
  } else if (IsKind(v, Kind::kSuper)) {
    subject = "'super' object";
  } else {
    subject = absl::StrCat("'", TypeName(context, v), "' object");
  }
  return RaiseAttributeOf(
      context, v, name,
      absl::StrCat(subject, " has no attribute '", ToUtf8(name), "'"));
}

}  // namespace midge::vm
