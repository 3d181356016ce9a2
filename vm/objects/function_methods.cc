// Functions, methods and cells: methods and attributes.  A call itself never
// takes the way of __call__, which is for who asks for it by name.
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"

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

// --- Functions ---------------------------------------------------------------

template <Value Function::*field>
Result FunctionField(NativeCall& call) {
  return call.Return(OrNone(As<Function>(call, call.args[0])->*field));
}

template <typename T, Ref<T> Function::*field>
Result FunctionRef(NativeCall& call) {
  return call.Return(
      OrNone((As<Function>(call, call.args[0])->*field).value()));
}

// The prelude's natives trust their callers: nobody else sees its globals.
Result FunctionGlobals(NativeCall& call) {
  static const Dict* const trusted = CoreModule("_prelude")->dict;
  Function* function = As<Function>(call, call.args[0]);
  if (function->globals.get() == trusted) {
    return Raise(call.context, core().AttributeError,
                 "'builtin_function_or_method' object has no attribute "
                 "'__globals__'");
  }
  return call.Return(function->globals.value());
}

Result FunctionAnnotations(NativeCall& call) {
  Function* function =
      Writable(call.context, static_cast<Function*>(call.args[0].as_object()));
  if (!function->annotations) function->annotations = NewDict(call.context);
  return call.Return(function->annotations.value());
}

// --- Methods -----------------------------------------------------------------

Result MethodFunction(NativeCall& call) {
  return call.Return(As<BoundMethod>(call, call.args[0])->function);
}

Result MethodSelf(NativeCall& call) {
  return call.Return(As<BoundMethod>(call, call.args[0])->self);
}

Result MethodNew(NativeCall& call) {
  const Value function = call.args[1];
  const bool callable =
      IsKind(function, Kind::kFunction) || IsKind(function, Kind::kNative) ||
      IsKind(function, Kind::kBoundMethod) || IsKind(function, Kind::kClass) ||
      !FindSpecial(call.context, function, core().n_call).is_unbound();
  if (!callable) {
    return RaiseTypeError(call.context, "first argument must be callable");
  }
  if (call.args[2].is_none()) {
    return RaiseTypeError(call.context, "instance must not be None");
  }
  BoundMethod* method = call.context.heap().New<BoundMethod>();
  method->function = call.args[1];
  method->self = call.args[2];
  return call.Return(Value::Of(method));
}

// What a method has not itself it takes from its function.
template <Str* Core::*name>
Result MethodForward(NativeCall& call) {
  PythonCall python;
  const OpResult result =
      GetAttribute(call.context, As<BoundMethod>(call, call.args[0])->function,
                   core().*name, &call.result, &python);
  return call.End(result, python);
}

// --- Cells -------------------------------------------------------------------

Result CellContents(NativeCall& call) {
  const Value content = As<Cell>(call, call.args[0])->content;
  if (content.is_unbound()) {
    return RaiseValueError(call.context, "Cell is empty");
  }
  return call.Return(content);
}

template <bool is_delete>
Result SetCellContents(NativeCall& call) {
  Cell* cell =
      Writable(call.context, static_cast<Cell*>(call.args[0].as_object()));
  cell->content = is_delete ? Value() : call.args[1];
  return call.Return(Value::None());
}

Result CellNew(NativeCall& call) {
  Cell* cell = call.context.heap().New<Cell>();
  cell->content = call.args[1];
  return call.Return(Value::Of(cell));
}

// --- Tables ------------------------------------------------------------------

constexpr NativeSpec kCall[] = {
    {"__call__", "self, /, *args, **kwargs", &CallIt},
};
constexpr NativeSpec kFunctionGet[] = {
    {"__get__", "self, instance, owner=None, /", &Bind},
};
constexpr NativeSpec kMethodGet[] = {
    {"__get__", "self, instance, owner=None, /", &Itself},
};

constexpr NativeSpec kFunctionGetters[] = {
    {"__name__", "self", &FunctionField<&Function::name>},
    {"__qualname__", "self", &FunctionField<&Function::qualified_name>},
    {"__module__", "self", &FunctionField<&Function::module>},
    {"__doc__", "self", &FunctionField<&Function::doc>},
    {"__code__", "self", &FunctionRef<Code, &Function::code>},
    {"__globals__", "self", &FunctionGlobals},
    {"__defaults__", "self", &FunctionRef<Tuple, &Function::defaults>},
    {"__kwdefaults__", "self", &FunctionRef<Dict, &Function::keyword_defaults>},
    {"__closure__", "self", &FunctionRef<Tuple, &Function::closure>},
    {"__annotations__", "self", &FunctionAnnotations},
};
constexpr NativeSpec kMethodGetters[] = {
    {"__func__", "self", &MethodFunction},
    {"__self__", "self", &MethodSelf},
    {"__name__", "self", &MethodForward<&Core::n_name>},
    {"__qualname__", "self", &MethodForward<&Core::n_qualname>},
    {"__module__", "self", &MethodForward<&Core::n_module>},
    {"__doc__", "self", &MethodForward<&Core::n_doc>},
};
constexpr NativeSpec kMethodMethods[] = {
    {"__new__", "cls, function, instance, /", &MethodNew}};
constexpr NativeSpec kCellMethods[] = {
    {"__new__", "cls, contents=None, /", &CellNew}};

}  // namespace

void RegisterFunctionMethods() {
  Core& builtin = core();
  AddMethods(builtin.function, kCall);
  AddMethods(builtin.function, kFunctionGet);
  AddGetters(builtin.function, kFunctionGetters);
  AddMethods(builtin.method, kCall);
  AddMethods(builtin.method, kMethodGet);
  AddMethods(builtin.method, kMethodMethods);
  AddGetters(builtin.method, kMethodGetters);
  AddMethods(builtin.cell, kCellMethods);
  AddGetter(builtin.cell, {"cell_contents", "self", &CellContents});
  AddSetter(builtin.cell,
            {"cell_contents", "self, value, /", &SetCellContents<false>});
  AddDeleter(builtin.cell, {"cell_contents", "self", &SetCellContents<true>});
}

}  // namespace midge::vm
