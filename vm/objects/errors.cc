#include "vm/objects/errors.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_join.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/exception_fields.h"

namespace midge::vm {

Instance* NewExceptionWith(Context& context, Class* cls, Tuple* args) {
  Instance* exception = NewInstance(context, cls);
  exception->slots()[kExceptionArgs] = Value::Of(args);
  return exception;
}

Instance* NewException(Context& context, Class* cls, std::string_view message) {
  const Value text = Value::Of(NewStr(context, message));
  return NewExceptionWith(context, cls, NewTuple(context, {&text, 1}));
}

NativeResult Raise(Context& context, Class* cls, std::string_view message) {
  context.raised = Value::Of(NewException(context, cls, message));
  return NativeResult::kRaise;
}

NativeResult RaiseValue(Context& context, Class* cls, Value argument) {
  Tuple* args = NewTuple(context, {&argument, 1});
  context.raised = Value::Of(NewExceptionWith(context, cls, args));
  return NativeResult::kRaise;
}

NativeResult RaiseTypeError(Context& context, std::string_view message) {
  return Raise(context, core().TypeError, message);
}

NativeResult RaiseValueError(Context& context, std::string_view message) {
  return Raise(context, core().ValueError, message);
}

NativeResult RaiseIndexError(Context& context, std::string_view message) {
  return Raise(context, core().IndexError, message);
}

NativeResult RaiseOverflowError(Context& context, std::string_view message) {
  return Raise(context, core().OverflowError, message);
}

NativeResult RaiseKeyError(Context& context, Value key) {
  return RaiseValue(context, core().KeyError, key);
}

NativeResult RaiseAbstract(Context& context, Class* cls) {
  const Value methods = FindInClass(context, cls, core().n_abstractmethods);
  std::vector<std::string> names;
  if (IsKind(methods, Kind::kFrozenSet) || IsKind(methods, Kind::kSet)) {
    Set* set = context.Resolve(static_cast<Set*>(methods.as_object()));
    Value name;
    for (int64_t at = 0; SetNext(set, &at, &name);) {
      if (!IsKind(name, Kind::kStr)) continue;
      names.push_back(ToUtf8(static_cast<Str*>(name.as_object())));
    }
  }
  std::sort(names.begin(), names.end());
  return RaiseTypeError(
      context,
      absl::StrCat("Can't instantiate abstract class ", ToUtf8(cls->name),
                   " with abstract method", names.size() == 1 ? " " : "s ",
                   absl::StrJoin(names, ", ")));
}

NativeResult RaiseMemoryError(Context& context) {
  // Whoever catches it shall find what the raising gave up collected.
  context.heap().RequestCollection();
  context.collection_may_help = true;
  context.raised = Value::Of(
      NewExceptionWith(context, core().MemoryError, core().empty_tuple));
  return NativeResult::kRaise;
}

NativeResult RaiseZeroDivision(Context& context, std::string_view message) {
  return Raise(context, core().ZeroDivisionError, message);
}

NativeResult RaiseStopIteration(Context& context, Value value) {
  Tuple* args =
      value.is_unbound() ? core().empty_tuple : NewTuple(context, {&value, 1});
  Instance* stop = NewExceptionWith(context, core().StopIteration, args);
  stop->slots()[kStopValue] = value.is_unbound() ? Value::None() : value;
  context.raised = Value::Of(stop);
  return NativeResult::kRaise;
}

namespace {

// What CPython has in C outside of builtins: errors name these classes with
// their module. A module ends with a dot where all its classes are such.
constexpr std::string_view kNamedInFull[] = {
    "_contextvars.",
    "_csv.",
    "_io.",
    "_queue.",
    "_struct.",
    "_thread.",
    "array.",
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.deque",
    "datetime.date",
    "datetime.datetime",
    "datetime.time",
    "datetime.timedelta",
    "datetime.timezone",
    "decimal.Context",
    "decimal.Decimal",
    "functools.KeyWrapper",
    "functools._lru_cache_wrapper",
    "functools.partial",
    "itertools.",
    "operator.",
    "os.stat_result",
    "sys.flags",
    "sys.float_info",
    "sys.hash_info",
    "sys.int_info",
    "sys.thread_info",
    "sys.version_info",
    "time.struct_time",
    "types.GenericAlias",
    "types.SimpleNamespace",
    "types.UnionType",
    "weakref.CallableProxyType",
    "weakref.ProxyType",
    "weakref.ReferenceType",
    "zlib.",
};

bool IsNamedInFull(std::string_view module, std::string_view full_name) {
  for (std::string_view known : kNamedInFull) {
    if (known.ends_with('.') ? known.substr(0, known.size() - 1) == module
                             : known == full_name) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string ClassName(const Class* cls) {
  std::string name = ToUtf8(cls->name);
  if (!IsKind(cls->module, Kind::kStr) || cls->flags & kClassException) {
    return name;
  }
  const std::string module = ToUtf8(static_cast<Str*>(cls->module.as_object()));
  const std::string full_name = absl::StrCat(module, ".", name);
  return IsNamedInFull(module, full_name) ? full_name : name;
}

std::string TypeName(Context& context, Value value) {
  // Those that CPython names with their module.
  if (IsKind(value, Kind::kRegexPattern)) return "re.Pattern";
  if (IsKind(value, Kind::kRegexMatch)) return "re.Match";
  if (IsKind(value, Kind::kRegexScanner)) return "_sre.SRE_Scanner";
  return ClassName(context.Resolve(ClassOf(context, value)));
}

std::string ArgumentTypeName(Context& context, Value value) {
  return value.is_none() ? "None" : TypeName(context, value);
}

}  // namespace midge::vm
