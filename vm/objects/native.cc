#include "vm/objects/native.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

// Fills in what `signature` says: "self, x, /, y=1, *args, z=2, **kwargs".
// The table is ours, so a slip in it is a bug and checked as one.
void ParseSignature(std::string_view signature, NativeData* data) {
  bool keyword_only = false;
  const absl::string_view text(signature.data(), signature.size());
  for (absl::string_view part : absl::StrSplit(text, ',', absl::SkipEmpty())) {
    part = absl::StripAsciiWhitespace(part);
    const bool has_default = absl::StrContains(part, "=");
    const absl::string_view name = part.substr(0, part.find('='));
    if (name == "/") {
      data->positional_only_count = data->positional_count;
    } else if (absl::StartsWith(name, "**")) {
      data->var_keywords = true;
    } else if (name == "*") {
      keyword_only = true;
    } else if (absl::StartsWith(name, "*")) {
      keyword_only = data->var_args = true;
    } else {
      data->parameters.push_back(
          {Names::Intern({name.data(), name.size()}), !has_default});
      ++(keyword_only ? data->keyword_only_count : data->positional_count);
    }
  }
}

// Which calls need no binding.
void FindDirect(NativeData* data) {
  if (data->var_args || data->var_keywords) return;
  const int count = data->positional_count;
  for (int i = 0; i < data->argument_count(); ++i) {
    if (!data->parameters[i].required) continue;
    if (i >= count) return;
    data->direct_min = i + 1;
  }
  data->direct_max = count;
  data->direct_slots = data->argument_count();
}

using NameSet = absl::flat_hash_set<std::string_view>;

// The names of CPython's slots.
bool IsSlotName(std::string_view name) {
  static const NameSet* const kNames = new NameSet{
      "__repr__",         "__hash__",    "__call__",     "__str__",
      "__getattribute__", "__getattr__", "__setattr__",  "__delattr__",
      "__lt__",           "__le__",      "__eq__",       "__ne__",
      "__gt__",           "__ge__",      "__iter__",     "__next__",
      "__get__",          "__set__",     "__delete__",   "__init__",
      "__del__",          "__await__",   "__aiter__",    "__anext__",
      "__add__",          "__radd__",    "__sub__",      "__rsub__",
      "__mul__",          "__rmul__",    "__mod__",      "__rmod__",
      "__divmod__",       "__rdivmod__", "__pow__",      "__rpow__",
      "__neg__",          "__pos__",     "__abs__",      "__bool__",
      "__invert__",       "__lshift__",  "__rlshift__",  "__rshift__",
      "__rrshift__",      "__and__",     "__rand__",     "__xor__",
      "__rxor__",         "__or__",      "__ror__",      "__int__",
      "__float__",        "__iadd__",    "__isub__",     "__imul__",
      "__imod__",         "__ipow__",    "__ilshift__",  "__irshift__",
      "__iand__",         "__ixor__",    "__ior__",      "__floordiv__",
      "__rfloordiv__",    "__truediv__", "__rtruediv__", "__ifloordiv__",
      "__itruediv__",     "__index__",   "__matmul__",   "__rmatmul__",
      "__imatmul__",      "__len__",     "__getitem__",  "__setitem__",
      "__delitem__",      "__contains__"};
  return kNames->contains(name);
}

// Those that CPython has as methods all the same.
bool IsMethodOfSlotName(std::string_view name) {
  static const NameSet* const kNames =
      new NameSet{"list.__getitem__", "dict.__getitem__", "dict.__contains__",
                  "set.__contains__", "frozenset.__contains__"};
  return kNames->contains(name);
}

CallStyle StyleOf(const NativeSpec& spec, const NativeData& data) {
  if (spec.style != CallStyle::kDerived) return spec.style;
  if (data.takes_names()) return CallStyle::kKeywords;
  const Core& c = core();
  if (data.is_slot && data.name != c.n_init && data.name != c.n_call) {
    return CallStyle::kSlot;
  }
  int least = 0;
  for (const NativeData::Parameter& one : data.parameters)
    least += one.required;
  const int self = data.is_method ? 1 : 0;
  const bool by_class = data.name == c.n_new || data.name == c.n_init;
  return least == data.positional_count && least - self <= 1 &&
                 !data.var_args && !by_class
             ? CallStyle::kCounted
             : CallStyle::kNamed;
}

}  // namespace

NativeResult NativeCall::Call(Value function,
                              std::initializer_list<Value> arguments) {
  MIDGE_CHECK(arguments.size() <= kMaxCallArguments);
  callee = function;
  call_count = static_cast<int>(arguments.size());
  std::copy(arguments.begin(), arguments.end(), call_args);
  return NativeResult::kCall;
}

NativeResult NativeCall::End(OpResult outcome, const PythonCall& python) {
  switch (outcome) {
    case OpResult::kDone:
      return NativeResult::kReturn;
    case OpResult::kRaise:
      return NativeResult::kRaise;
    case OpResult::kPython:
      break;
  }
  callee = python.function;
  call_count = python.count;
  std::copy_n(python.args, python.count, call_args);
  return NativeResult::kCall;
}

NativeResult NativeCall::Prelude(std::string_view name,
                                 std::initializer_list<Value> arguments) {
  return Call(core().PreludeFunction(name), arguments);
}

Native* MakeNative(const NativeSpec& spec, std::string_view owner,
                   std::string_view module, bool is_method) {
  NativeData* data = new NativeData;  // Lives as long as the process.
  data->name = Names::Intern(spec.name);
  data->qualified_name =
      owner.empty()
          ? data->name
          : Names::Intern(absl::StrCat(std::string(owner), ".", spec.name));
  const bool by_class =
      data->name == core().n_new || data->name == core().n_init;
  data->called_as =
      by_class && !owner.empty() ? Names::Intern(owner) : data->name;
  data->module = module.empty() ? nullptr : Names::Intern(module);
  data->signature = spec.signature;
  data->function = spec.function;
  data->is_method = is_method;
  ParseSignature(spec.signature, data);
  FindDirect(data);
  data->is_slot = data->is_method && IsSlotName(spec.name) &&
                  !IsMethodOfSlotName(ToUtf8(data->qualified_name));
  data->style = StyleOf(spec, *data);
  Native* native = core().context.heap().New<Native>();
  native->data = data;
  return native;
}

Native* MakeMethod(const NativeSpec& spec, Class* owner) {
  Native* native = MakeNative(spec, ToUtf8(owner->name), "", true);
  NativeData* data = const_cast<NativeData*>(native->data);
  data->owner = owner;
  data->takes_class = !data->parameters.empty() &&
                      data->parameters[0].name == Names::Intern("cls");
  return native;
}

}  // namespace midge::vm
