// Names that are not registers: class bodies, globals, builtins.
#include "absl/strings/str_cat.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

// A namespace that a metaclass's __prepare__ made may be any mapping; those
// other than dicts are refused when the class is built, so this is a Dict.
Dict* NamespaceDict(Machine& m) {
  return m.context.Resolve(static_cast<Dict*>(NamespaceOf(m).as_object()));
}

Flow RaiseNotDefined(Machine& m, Str* name) {
  Raise(m.context, core().NameError,
        absl::StrCat("name '", ToUtf8(name), "' is not defined"));
  Instance* error = static_cast<Instance*>(m.context.raised.as_object());
  InstanceSet(m.context, error, core().n_attribute_name, Value::Of(name));
  return Flow::kRaise;
}

}  // namespace

Dict* GlobalsOf(Machine& m) {
  return m.context.Resolve(m.function()->globals.get());
}

Value NamespaceOf(Machine& m) {
  const Value extra = FrameExtra(m.base);
  if (m.code->is(kCodeNamespace) && IsKind(extra, Kind::kDict)) return extra;
  return Value::Of(GlobalsOf(m));
}

Flow LoadName(Machine& m, int a, Str* name) {
  Value found = DictGet(NamespaceDict(m), name);
  if (found.is_unbound()) found = DictGet(GlobalsOf(m), name);
  if (found.is_unbound()) found = DictGet(core().builtins, name);
  if (found.is_unbound()) return RaiseNotDefined(m, name);
  m.base[a] = found;
  return Flow::kNext;
}

Flow LoadClassFree(Machine& m, int a, int cell, Str* name) {
  Value found = DictGet(NamespaceDict(m), name);
  if (found.is_unbound()) {
    Value of = (*m.function()->closure)[static_cast<uint32_t>(cell)];
    found = m.context.Resolve(static_cast<Cell*>(of.as_object()))->content;
  }
  if (found.is_unbound()) return RaiseUnbound(m, name, true);
  m.base[a] = found;
  return Flow::kNext;
}

Flow StoreName(Machine& m, Value v, Str* name) {
  Dict* dict =
      Writable(m.context, static_cast<Dict*>(NamespaceOf(m).as_object()));
  DictSet(m.context, dict, name, v);
  return Flow::kNext;
}

Flow DeleteName(Machine& m, Str* name) {
  Dict* dict =
      Writable(m.context, static_cast<Dict*>(NamespaceOf(m).as_object()));
  return DictDelete(dict, name) ? Flow::kNext : RaiseNotDefined(m, name);
}

Flow DeleteGlobal(Machine& m, Str* name) {
  Dict* dict = Writable(m.context, m.function()->globals.get());
  return DictDelete(dict, name) ? Flow::kNext : RaiseNotDefined(m, name);
}

Flow LoadBuiltin(Machine& m, int a, Str* name) {
  m.base[a] = DictGet(core().builtins, name);
  return m.base[a].is_unbound() ? RaiseNotDefined(m, name) : Flow::kNext;
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
    return Flow::kRaise;
  }
  return RaiseNotDefined(m, name);
}

}  // namespace midge::vm
