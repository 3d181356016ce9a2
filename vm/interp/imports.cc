// import, as far as it needs no Python; the rest is vm/prelude/imports.py.
#include "absl/strings/str_cat.h"
#include "vm/interp/loader.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

Module* AsModule(Context& context, Value v) {
  return context.Resolve(static_cast<Module*>(v.as_object()));
}

// sys.modules[name], or unbound.
Value Loaded(Machine& m, Str* name) {
  if (m.context.modules.get() == nullptr) return Value();
  return DictGet(m.context.Resolve(m.context.modules.get()), name);
}

Flow RaiseCannotImport(Machine& m, Module* module, Str* name) {
  Dict* dict = m.context.Resolve(module->dict.get());
  const Value file = DictGet(dict, core().n_file);
  const std::string where = IsKind(file, Kind::kStr)
                                ? ToUtf8(static_cast<Str*>(file.as_object()))
                                : "unknown location";
  const std::string from = ToUtf8(module->name);
  Raise(m.context, core().ImportError,
        IsKind(file, Kind::kStr) && IsBeingMade(m.context, module)
            ? absl::StrCat("cannot import name '", ToUtf8(name),
                           "' from partially initialized module '", from,
                           "' (most likely due to a circular import) (", where,
                           ")")
            : absl::StrCat("cannot import name '", ToUtf8(name), "' from '",
                           from, "' (", where, ")"));
  Instance* error = static_cast<Instance*>(m.context.raised.as_object());
  Value* slots = error->slots();
  slots[kImportMessage] =
      (*static_cast<Tuple*>(slots[kExceptionArgs].as_object()))[0];
  slots[kImportName] = module->name.value();
  if (IsKind(file, Kind::kStr)) slots[kImportPath] = file;
  return Flow::kRaise;
}

bool HasDot(const Str* name) {
  for (uint64_t i = 0; i < name->length; ++i) {
    if (name->at(i) == '.') return true;
  }
  return false;
}

// Whether nothing but its dict says what a module has.
bool HasOnlyItsDict(Module* module, Dict* dict) {
  return module->cls.get() == nullptr &&
         DictGet(dict, core().n_getattr).is_unbound();
}

// What the import gives when there is nothing to find, to make or to wait for;
// unbound if there may be.
Value Ready(Machine& m, Str* name, Value wanted, Value level) {
  if (level != Value::Int(0)) return Value();
  const Value found = Loaded(m, name);
  if (!IsKind(found, Kind::kModule)) return Value();
  Module* module = AsModule(m.context, found);
  Dict* dict = m.context.Resolve(module->dict.get());
  const bool is_whole = wanted.is_none()
                            ? !HasDot(name)
                            : HasOnlyItsDict(module, dict) &&
                                  DictGet(dict, core().n_path).is_unbound();
  return is_whole && !IsBeingMade(m.context, module) ? found : Value();
}

bool IsPublic(const Str* name) {
  return name->length == 0 || name->at(0) != '_';
}

// Copies the public names of a module that lists none; false if that takes
// Python.
bool CopyPublic(Machine& m, Value from, Dict* target) {
  if (!IsKind(from, Kind::kModule)) return false;
  Module* module = AsModule(m.context, from);
  Dict* source = m.context.Resolve(module->dict.get());
  if (!HasOnlyItsDict(module, source)) return false;
  if (!DictGet(source, core().n_all).is_unbound()) return false;
  target = Writable(m.context, target);
  Value key, value;
  for (int64_t at = 0; DictNext(source, &at, &key, &value);) {
    if (!IsKind(key, Kind::kStr)) return false;
    Str* name = static_cast<Str*>(key.as_object());
    if (IsPublic(name)) DictSet(m.context, target, name, value);
  }
  return true;
}

}  // namespace

Flow ImportName(Machine& m, int a, Str* name) {
  const Value level = m.base[a];
  const Value wanted = m.base[a + 1];
  if (name == core().n_prelude && m.code->is(kCodeHidden)) {
    // Our own modules reach what programs may not.
    m.base[a] = Value::Of(core().modules.at(name));
    return Flow::kNext;
  }
  Dict* builtins = BuiltinsOf(m.context, GlobalsOf(m));
  if (builtins != core().builtins) {
    const Value import = DictGet(builtins, Names::Intern("__import__"));
    if (import.is_unbound()) {
      Raise(m.context, core().ImportError, "__import__ not found");
      return Flow::kRaise;
    }
    const Value args[] = {Value::Of(name), Value::Of(GlobalsOf(m)),
                          NamespaceOf(m), wanted, level};
    return CallWith(m, import, args, ReturnAction::kStore, a);
  }
  const Value ready = Ready(m, name, wanted, level);
  if (!ready.is_unbound()) {
    m.base[a] = ready;
    return Flow::kNext;
  }
  return CallPrelude(m, "import_name",
                     {Value::Of(name), Value::Of(GlobalsOf(m)), wanted, level},
                     ReturnAction::kStore, a);
}

Flow ImportFrom(Machine& m, int a, Value from, Str* name) {
  PythonCall call;
  switch (GetAttribute(m.context, from, name, &m.base[a], &call)) {
    case OpResult::kDone:
      return Flow::kNext;
    case OpResult::kPython:
      return CallPrelude(m, "import_from", {from, Value::Of(name)},
                         ReturnAction::kStore, a);
    case OpResult::kRaise:
      break;
  }
  if (!IsInstance(m.context, m.context.raised, core().AttributeError)) {
    return Flow::kRaise;
  }
  m.context.raised = Value();
  if (!IsKind(from, Kind::kModule)) {
    return CallPrelude(m, "import_from", {from, Value::Of(name)},
                       ReturnAction::kStore, a);
  }
  Module* module = AsModule(m.context, from);
  const Value submodule = Loaded(
      m,
      NewStr(m.context, absl::StrCat(ToUtf8(module->name), ".", ToUtf8(name))));
  if (submodule.is_unbound()) return RaiseCannotImport(m, module, name);
  m.base[a] = submodule;
  return Flow::kNext;
}

Flow ImportStar(Machine& m, Value from) {
  const Value space = NamespaceOf(m);
  if (!IsKind(space, Kind::kDict) ||
      !CopyPublic(m, from, static_cast<Dict*>(space.as_object()))) {
    return CallPrelude(m, "import_all", {from, space}, ReturnAction::kDiscard,
                       0);
  }
  return Flow::kNext;
}

}  // namespace midge::vm
