// Names that are not registers: class bodies, globals, builtins.
#include "vm/objects/names.h"

#include "absl/strings/str_cat.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

// Where a namespace that is a dict keeps its names; null if it is another
// mapping, whose methods are Python.
Dict* PlainNamespace(Machine& m, Value space) {
  if (!IsKind(space, Kind::kDict)) return nullptr;
  return m.context.Resolve(static_cast<Dict*>(space.as_object()));
}

}  // namespace

void RaiseNameError(Context& context, Str* name) {
  Raise(context, core().NameError,
        absl::StrCat("name '", ToUtf8(name), "' is not defined"));
  static_cast<Instance*>(context.raised.as_object())->slots()[kNameErrorName] =
      Value::Of(name);
}

Flow RaiseNotDefined(Machine& m, Str* name) {
  RaiseNameError(m.context, name);
  return Flow::kRaise;
}

Dict* GlobalsOf(Machine& m) {
  return m.context.Resolve(m.function()->globals.get());
}

Value OwnNamespace(const CodeData& code, Value* base) {
  if (!code.is(kCodeNamespace)) return Value();
  return code.is(kCodeCoroutine) ? base[kNamespaceRegister] : FrameExtra(base);
}

Value NamespaceOf(Machine& m) {
  const Value own = OwnNamespace(*m.code, m.base);
  return own.is_unbound() ? Value::Of(GlobalsOf(m)) : own;
}

// The builtins that code with these globals sees: those of its own
// `__builtins__`, if a program has put some there.
Dict* BuiltinsOf(Context& context, Dict* globals) {
  const Value own = DictGet(globals, core().n_dunder_builtins);
  if (IsKind(own, Kind::kDict)) {
    return context.Resolve(static_cast<Dict*>(own.as_object()));
  }
  if (!IsKind(own, Kind::kModule)) return context.Resolve(core().builtins);
  Module* module = context.Resolve(static_cast<Module*>(own.as_object()));
  return context.Resolve(module->dict.get());
}

Value FindGlobal(Context& context, Dict* globals, Str* name) {
  const Value found = DictGet(globals, name);
  return found.is_unbound() ? DictGet(BuiltinsOf(context, globals), name)
                            : found;
}

Flow LoadName(Machine& m, int a, Str* name) {
  const Value space = NamespaceOf(m);
  Dict* dict = PlainNamespace(m, space);
  if (dict == nullptr) {
    return CallPrelude(m, "namespace_load",
                       {space, Value::Of(name), Value::Of(GlobalsOf(m))},
                       ReturnAction::kStore, a);
  }
  Value found = DictGet(dict, name);
  if (found.is_unbound()) found = FindGlobal(m.context, GlobalsOf(m), name);
  if (found.is_unbound()) return RaiseNotDefined(m, name);
  m.base[a] = found;
  return Flow::kNext;
}

Flow LoadClassFree(Machine& m, int a, int cell, Str* name) {
  const Value of = (*m.function()->closure)[static_cast<uint32_t>(cell)];
  const Value space = NamespaceOf(m);
  Dict* dict = PlainNamespace(m, space);
  if (dict == nullptr) {
    return CallPrelude(m, "namespace_load_cell", {space, Value::Of(name), of},
                       ReturnAction::kStore, a);
  }
  Value found = DictGet(dict, name);
  if (found.is_unbound()) {
    found = m.context.Resolve(static_cast<Cell*>(of.as_object()))->content;
  }
  if (found.is_unbound()) return RaiseUnbound(m, name, true);
  m.base[a] = found;
  return Flow::kNext;
}

Flow StoreName(Machine& m, Value v, Str* name) {
  const Value space = NamespaceOf(m);
  Dict* dict = PlainNamespace(m, space);
  if (dict == nullptr) return SetItemSlow(m, space, Value::Of(name), v);
  DictSet(m.context, Writable(m.context, dict), name, v);
  return Flow::kNext;
}

Flow DeleteName(Machine& m, Str* name) {
  const Value space = NamespaceOf(m);
  Dict* dict = PlainNamespace(m, space);
  if (dict == nullptr) {
    return CallPrelude(m, "namespace_delete", {space, Value::Of(name)},
                       ReturnAction::kDiscard, 0);
  }
  return DictDelete(Writable(m.context, dict), name) ? Flow::kNext
                                                     : RaiseNotDefined(m, name);
}

Flow DeleteGlobal(Machine& m, Str* name) {
  Dict* dict = Writable(m.context, m.function()->globals.get());
  return DictDelete(dict, name) ? Flow::kNext : RaiseNotDefined(m, name);
}

Flow LoadBuiltin(Machine& m, int a, Str* name) {
  m.base[a] = DictGet(BuiltinsOf(m.context, GlobalsOf(m)), name);
  if (!m.base[a].is_unbound()) return Flow::kNext;
  Raise(m.context, core().NameError, absl::StrCat(ToUtf8(name), " not found"));
  return Flow::kRaise;
}

Flow LoadBuildClass(Machine& m, int a) {
  Dict* builtins = BuiltinsOf(m.context, GlobalsOf(m));
  if (builtins != core().builtins) {
    return LoadBuiltin(m, a, Names::Intern("__build_class__"));
  }
  m.base[a] = core().prelude.find(core().n_build_class)->second;
  return Flow::kNext;
}

// `free`: a name of an enclosing function, a global or a builtin, whose case
// the code's free names tell apart.
Flow RaiseUnbound(Machine& m, Str* name, bool free) {
  if (!free) {
    Raise(m.context, core().UnboundLocalError,
          absl::StrCat("cannot access local variable '", ToUtf8(name),
                       "' where it is not associated with a value"));
    return Flow::kRaise;
  }
  for (const Str* enclosing : m.code->free_names) {
    if (enclosing != name) continue;
    Raise(m.context, core().NameError,
          absl::StrCat("cannot access free variable '", ToUtf8(name),
                       "' where it is not associated with a value in "
                       "enclosing scope"));
    static_cast<Instance*>(m.context.raised.as_object())
        ->slots()[kNameErrorName] = Value::Of(name);
    return Flow::kRaise;
  }
  return RaiseNotDefined(m, name);
}

}  // namespace midge::vm
