// The builtin functions that are not about numbers, text or frames: those are
// beside their types in vm/objects/ and vm/interp/.
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/methods.h"
#include "vm/objects/missing_attribute.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/type_operators.h"
#include "vm/text/codec.h"
#include "vm/text/hash.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

bool IsUnset(Value v) { return v.is_unbound() || v.is_none(); }

Tuple* RestOf(NativeCall& call, int i) {
  return static_cast<Tuple*>(call.args[i].as_object());
}

// --- Asking about a value
// -----------------------------------------------------

Result Len(NativeCall& call) {
  int64_t length;
  const OpResult result = Length(call.context, call.args[0], &length);
  if (result == OpResult::kPython) {
    return call.Prelude("len_of", {call.args[0]});
  }
  if (result == OpResult::kRaise) return Result::kRaise;
  return call.Return(NewInt(call.context, length));
}

Result ReprFunction(NativeCall& call) {
  const OpResult result = Repr(call.context, call.args[0], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("repr_of", {call.args[0]});
  }
  return Finish(result);
}

Result HashFunction(NativeCall& call) {
  int64_t hash;
  const OpResult result = Hash(call.context, call.args[0], &hash);
  if (result == OpResult::kPython) {
    const Value method = FindSpecial(call.context, call.args[0], core().n_hash);
    if (IsKind(method, Kind::kFunction)) {
      return call.Prelude("hash_by", {method, call.args[0]});
    }
    return call.Prelude("hash_of", {call.args[0]});
  }
  if (result == OpResult::kRaise) return Result::kRaise;
  return call.Return(NewInt(call.context, hash));
}

// hash_word(result): the hash that a __hash__ has returned.
Result HashWordOf(NativeCall& call) {
  const Value word = Payload(call.context, call.args[0]);
  int64_t hash;
  if (!IsInt(word)) {
    return RaiseTypeError(call.context,
                          "__hash__ method should return an integer");
  }
  // What fits a machine's word is the hash as it is.
  if (!ToInt64(word, &hash)) hash = NumberHash(word);
  return call.Return(NewInt(call.context, hash == -1 ? -2 : hash));
}

Result Id(NativeCall& call) {
  return call.Return(NewInt(call.context, IdOf(call.context, call.args[0])));
}

// hash_tuple, hash_frozenset: of a list of the items' hashes, for the prelude.
template <typename Hasher>
Result HashOfHashes(NativeCall& call) {
  List* hashes = static_cast<List*>(call.args[0].as_object());
  call.context.Charge(hashes->size / 8);
  Hasher hasher;
  for (uint32_t i = 0; i < hashes->size; ++i) {
    int64_t hash = 0;
    ToInt64(hashes->items()[i], &hash);
    hasher.Add(hash);
  }
  return call.Return(NewInt(call.context, hasher.Finish(hashes->size)));
}

Result Callable(NativeCall& call) {
  const Value v = call.args[0];
  bool callable = false;
  if (v.is_object()) {
    switch (v.as_object()->kind()) {
      case Kind::kFunction:
      case Kind::kNative:
      case Kind::kBoundMethod:
      case Kind::kClass:
      case Kind::kStaticMethod:
        callable = true;
        break;
      default:
        callable = !FindSpecial(call.context, v, core().n_call).is_unbound();
    }
  }
  return call.Return(Value::Bool(callable));
}

// Whether `cls`, a class or a tuple of them in any nest, holds for `test`.
// kPython where a metaclass decides, or an error must be worded.
template <typename Test>
OpResult AnyClass(Context& context, Value cls, Test&& test, bool* out) {
  if (IsKind(cls, Kind::kClass)) {
    Class* found = context.Resolve(static_cast<Class*>(cls.as_object()));
    if (found->flags & kClassMeta) return OpResult::kPython;
    *out = test(found);
    return OpResult::kDone;
  }
  if (!IsKind(cls, Kind::kTuple)) return OpResult::kPython;
  const Nesting nesting(context, static_cast<Tuple*>(cls.as_object())->length);
  if (nesting.too_much()) return OpResult::kPython;
  *out = false;
  for (Value one : static_cast<Tuple*>(cls.as_object())->span()) {
    const OpResult result = AnyClass(context, one, test, out);
    if (result != OpResult::kDone || *out) return result;
  }
  return OpResult::kDone;
}

// Whether its __class__ may be another than its class.
bool IsDisguised(Context& context, Value v) {
  return IsKind(v, Kind::kInstance) &&
         (context.Resolve(ClassOf(context, v))->flags & kClassDisguised);
}

Result IsInstanceFunction(NativeCall& call) {
  bool is = false;
  const OpResult result = AnyClass(
      call.context, call.args[1],
      [&](Class* cls) { return IsInstance(call.context, call.args[0], cls); },
      &is);
  if (result == OpResult::kPython ||
      (!is && IsDisguised(call.context, call.args[0]))) {
    return call.Prelude("isinstance_of", {call.args[0], call.args[1]});
  }
  return call.Return(Value::Bool(is));
}

Result IsSubclassFunction(NativeCall& call) {
  bool is = false;
  if (!IsKind(call.args[0], Kind::kClass)) {
    return call.Prelude("issubclass_of", {call.args[0], call.args[1]});
  }
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  const OpResult result = AnyClass(
      call.context, call.args[1],
      [&](Class* base) { return IsSubclass(call.context, cls, base); }, &is);
  if (result == OpResult::kPython) {
    return call.Prelude("issubclass_of", {call.args[0], call.args[1]});
  }
  return call.Return(Value::Bool(is));
}

// plain_isinstance, plain_issubclass: by the mro alone, for the prelude.
Result PlainIsInstance(NativeCall& call) {
  return call.Return(
      Value::Bool(IsInstance(call.context, call.args[0],
                             static_cast<Class*>(call.args[1].as_object()))));
}

Result PlainIsSubclass(NativeCall& call) {
  return call.Return(Value::Bool(
      IsSubclass(call.context, static_cast<Class*>(call.args[0].as_object()),
                 static_cast<Class*>(call.args[1].as_object()))));
}

// --- Attributes
// ---------------------------------------------------------------

// As GetAttribute(); but if the attribute is `*missing`, nothing is raised.
OpResult LookUp(NativeCall& call, Str* name, PythonCall* python,
                bool* missing) {
  Context& context = call.context;
  context.drops_missing = true;
  const OpResult result =
      GetAttribute(context, call.args[0], name, &call.result, python);
  context.drops_missing = false;
  *missing = result == OpResult::kRaise && RaisedMissing(context);
  if (*missing) context.raised = Value();
  return result;
}

Result GetAttr(NativeCall& call) {
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return Result::kRaise;
  const Value absent = call.args[2];
  PythonCall python;
  if (absent.is_unbound()) {
    const OpResult result =
        GetAttribute(call.context, call.args[0], name, &call.result, &python);
    return call.End(result, python);
  }
  bool missing;
  const OpResult result = LookUp(call, name, &python, &missing);
  if (missing) return call.Return(absent);
  if (result == OpResult::kPython) {
    return call.Prelude("getattr_or", {call.args[0], Value::Of(name), absent});
  }
  return Finish(result);
}

Result HasAttr(NativeCall& call) {
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return Result::kRaise;
  PythonCall python;
  bool missing;
  const OpResult result = LookUp(call, name, &python, &missing);
  if (missing) return call.Return(Value::False());
  if (result == OpResult::kPython) {
    return call.Prelude("hasattr_of", {call.args[0], Value::Of(name)});
  }
  call.result = Value::True();
  return Finish(result);
}

template <bool is_delete>
Result SetAttr(NativeCall& call) {
  return SetAttributeBy(call, &SetAttribute, is_delete);
}

// --- Iteration
// ------------------------------------------------------------------

Result Iter(NativeCall& call) {
  if (!call.args[1].is_unbound()) {
    return call.Prelude("iter_until", {call.args[0], call.args[1]});
  }
  const OpResult result = GetIterator(call.context, call.args[0], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("iter_function", {call.args[0]});
  }
  return Finish(result);
}

Class* ClassCalled(NativeCall& call) {
  return call.context.Resolve(static_cast<Class*>(call.args[0].as_object()));
}

// What __new__ of a class of iterators returns.
Result ReturnIterator(NativeCall& call, Iterator* iterator) {
  return call.Return(AsInstanceOf(call.context, ClassCalled(call),
                                  core().class_of_iterator[iterator->type],
                                  Value::Of(iterator)));
}

Result ReversedFunction(NativeCall& call) {
  const Value v = call.args[1];
  if (IsKind(v, Kind::kList) && ClassCalled(call)->flags & kClassBuiltin) {
    Iterator* iterator = NewIterator(call.context, Iterator::kListReversed, v);
    int64_t length;
    Length(call.context, v, &length);
    iterator->position = length - 1;
    return call.Return(Value::Of(iterator));
  }
  return call.Prelude("reversed_of", {call.args[0], v});
}

Result Enumerate(NativeCall& call) {
  Value start = call.args[2].is_unbound() ? Value::Int(0) : call.args[2];
  if (start.is_bool()) start = Value::Int(start.is_true());
  // Where to start is looked at before what to count.
  if (!IsInt(start)) {
    return call.Prelude("enumerate_of", {call.args[0], call.args[1], start});
  }
  Value inner;
  const OpResult result = GetIterator(call.context, call.args[1], &inner);
  if (result == OpResult::kRaise) return Result::kRaise;
  if (result == OpResult::kPython || !IsKind(inner, Kind::kIterator)) {
    return call.Prelude("enumerate_of", {call.args[0], call.args[1], start});
  }
  Iterator* iterator = NewIterator(call.context, Iterator::kEnumerate, inner);
  iterator->extra = start;
  return ReturnIterator(call, iterator);
}

Result Zip(NativeCall& call) {
  const Value strict = call.args[1];
  const Value all = call.args[2];
  std::vector<Value> parts;
  bool native = strict.is_unbound() || strict.is_false();
  for (Value iterable : static_cast<Tuple*>(all.as_object())->span()) {
    Value part;
    const OpResult result = GetIterator(call.context, iterable, &part);
    if (result == OpResult::kRaise) {
      // What stands before it is asked first.
      if (native) return Result::kRaise;
      call.context.raised = Value();
    }
    native =
        native && result == OpResult::kDone && IsKind(part, Kind::kIterator);
    parts.push_back(part);
  }
  if (!native) {
    return call.Prelude(
        "zip_of",
        {call.args[0], all, strict.is_unbound() ? Value::False() : strict});
  }
  return ReturnIterator(call,
                        NewIterator(call.context, Iterator::kZip,
                                    Value::Of(NewTuple(call.context, parts))));
}

Result MapFunction(NativeCall& call) {
  const std::span<Value> args = RestOf(call, 1)->span();
  if (args.size() < 2) {
    return RaiseTypeError(call.context,
                          "map() must have at least two arguments.");
  }
  return call.Prelude("map_of",
                      {call.args[0], args[0],
                       Value::Of(NewTuple(call.context, args.subspan(1)))});
}

// --- Reductions
// -------------------------------------------------------------------

Result Sorted(NativeCall& call) {
  const Value key = call.args[1].is_unbound() ? Value::None() : call.args[1];
  const Value reverse =
      call.args[2].is_unbound() ? Value::False() : call.args[2];
  return call.Prelude("sorted_of", {call.args[0], key, reverse});
}

// Whether a reduction may go through `iterable` natively: not through one that
// is gone if the prelude has to begin anew, nor through what costs nothing to
// make so long.
bool IsReducible(NativeCall& call, Value iterable) {
  constexpr int64_t kLengthMax = 1 << 17;
  if (!IsKind(iterable, Kind::kRange)) {
    return !IsKind(iterable, Kind::kIterator);
  }
  int64_t length;
  return RangeLength(As<Range>(call.context, iterable), &length) &&
         length <= kLengthMax;
}

// min() and max() of builtin values without a key; the rest is the prelude's.
template <CompareOperator better>
Result Extreme(NativeCall& call) {
  const char* name = better == CompareOperator::kLess ? "min" : "max";
  const Value key = call.args[0], absent = call.args[1];
  Tuple* given = RestOf(call, 2);
  if (given->length == 0) {
    return RaiseTypeError(
        call.context,
        absl::StrCat(name, " expected at least 1 argument, got 0"));
  }
  if (given->length > 1 && !absent.is_unbound()) {
    return RaiseTypeError(call.context,
                          absl::StrCat("Cannot specify a default for ", name,
                                       "() with multiple positional "
                                       "arguments"));
  }
  const Value iterable = given->length == 1 ? (*given)[0] : Value::Of(given);
  OpResult result = OpResult::kPython;
  Value best;
  if (IsUnset(key) && IsReducible(call, iterable)) {
    result = ForEachItem(call.context, iterable, [&](Value item) {
      Value is_better = Value::True();
      if (Value::BothInts(item, best)) {
        const int64_t a = item.as_int(), b = best.as_int();
        is_better =
            Value::Bool(better == CompareOperator::kLess ? a < b : a > b);
      } else if (!best.is_unbound()) {
        const OpResult compared =
            Compare(call.context, better, item, best, &is_better);
        if (compared != OpResult::kDone) return compared;
      }
      if (is_better.is_true()) best = item;
      return OpResult::kDone;
    });
  }
  if (result == OpResult::kPython) {
    return call.Prelude(better == CompareOperator::kLess ? "min_of" : "max_of",
                        {iterable, IsUnset(key) ? Value::None() : key,
                         Value::Bool(!absent.is_unbound()),
                         absent.is_unbound() ? Value::None() : absent});
  }
  if (result == OpResult::kRaise) return Result::kRaise;
  if (!best.is_unbound()) return call.Return(best);
  if (!absent.is_unbound()) return call.Return(absent);
  return RaiseValueError(call.context,
                         absl::StrCat(name, "() arg is an empty sequence"));
}

Result Sum(NativeCall& call) {
  const Value start = call.args[1].is_unbound() ? Value::Int(0) : call.args[1];
  const Value iterable = call.args[0];
  Value total = start;
  OpResult result = OpResult::kPython;
  if (IsNumber(start) && IsReducible(call, iterable)) {
    result = ForEachItem(call.context, iterable, [&](Value item) {
      if (Value::BothInts(total, item) && AddInts(total, item, &total)) {
        return OpResult::kDone;
      }
      if (!IsNumber(item)) return OpResult::kPython;
      return Binary(call.context, BinaryOperator::kAdd, false, total, item,
                    &total);
    });
  }
  if (result == OpResult::kPython) {
    return call.Prelude("sum_of", {iterable, start});
  }
  call.result = total;
  return Finish(result);
}

template <bool wanted>
Result AnyAll(NativeCall& call) {
  const Value iterable = call.args[0];
  bool found = false;
  OpResult result = OpResult::kPython;
  if (IsReducible(call, iterable)) {
    // What is found ends the walk, as an item that needs Python does.
    result = ForEachItem(call.context, iterable, [&](Value item) {
      bool truth = false;
      const OpResult tested = Truth(call.context, item, &truth);
      found = tested == OpResult::kDone && truth == wanted;
      return found ? OpResult::kPython : tested;
    });
  }
  if (!found && result == OpResult::kPython) {
    return call.Prelude(wanted ? "any_of" : "all_of", {iterable});
  }
  if (!found && result == OpResult::kRaise) return Result::kRaise;
  return call.Return(Value::Bool(found == wanted));
}

// --- Output
// -----------------------------------------------------------------------

// write(stream, text), for the prelude and sys: stream is 1 or 2.
Result WriteFunction(NativeCall& call) {
  if (!IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("write() argument must be str, not ",
                     ArgumentTypeName(call.context, call.args[1])));
  }
  Str* text = static_cast<Str*>(call.args[1].as_object());
  const std::string utf8 = ToUtf8(text);
  if (call.args[0] == Value::Int(1) && text::HasSurrogates(utf8)) {
    return call.Prelude("refuse_surrogates", {call.args[1]});
  }
  call.context.Charge(utf8.size() / 16);
  call.context.services().Write(call.context,
                                static_cast<int>(call.args[0].as_int()), utf8);
  return call.Return(Value::Int(text->length));
}

// flush(stream): what was written is to be seen at once.
// take_input(): some of the program's input, None if nothing has come yet, b""
// at its end.
Result TakeInputFunction(NativeCall& call) {
  const std::optional<std::string> input = call.context.services().TakeInput();
  if (!input.has_value()) return call.Return(Value::None());
  call.context.Charge(input->size() / 16);
  return call.Return(Value::Of(NewBytes(call.context, *input)));
}

Result FlushFunction(NativeCall& call) {
  call.context.services().Flush(call.context,
                                static_cast<int>(call.args[0].as_int()));
  return call.Return(Value::None());
}

// Whether sys.stdout is what it was when the agent began.
bool IsStdoutOurs(Context& context) {
  static Str* const kSys = Names::Intern("sys");
  static Str* const kStdout = Names::Intern("stdout");
  if (context.modules.get() == nullptr) return true;
  const Value sys = DictGet(context.Resolve(context.modules.get()), kSys);
  if (!IsKind(sys, Kind::kModule)) return true;
  Module* module = context.Resolve(static_cast<Module*>(sys.as_object()));
  const Value now = DictGet(context.Resolve(module->dict.get()), kStdout);
  return !now.is_unbound() &&
         Identical(context, now, core().prelude.at(kStdout));
}

// Anything but what says no may say yes.
bool ToBeFlushed(Value v) { return !IsUnset(v) && v != Value::False(); }

Result Print(NativeCall& call) {
  const Value sep = call.args[0], end = call.args[1], file = call.args[2];
  const Value values = call.args[4];
  std::string text;
  bool native = IsUnset(file) && !ToBeFlushed(call.args[3]) &&
                IsStdoutOurs(call.context) &&
                (IsUnset(sep) || IsKind(sep, Kind::kStr)) &&
                (IsUnset(end) || IsKind(end, Kind::kStr));
  bool first = true;
  for (Value v : static_cast<Tuple*>(values.as_object())->span()) {
    if (!native) break;
    Value printed;
    const OpResult result = ToStr(call.context, v, &printed);
    // What goes before an error is written all the same.
    if (result == OpResult::kRaise) call.context.raised = Value();
    native = result == OpResult::kDone;
    if (!native) break;
    if (!first) {
      absl::StrAppend(&text, IsUnset(sep)
                                 ? " "
                                 : ToUtf8(static_cast<Str*>(sep.as_object())));
    }
    first = false;
    absl::StrAppend(&text, ToUtf8(static_cast<Str*>(printed.as_object())));
  }
  if (native) {
    absl::StrAppend(&text, IsUnset(end)
                               ? "\n"
                               : ToUtf8(static_cast<Str*>(end.as_object())));
  }
  if (!native || text::HasSurrogates(text)) {
    const auto or_none = [](Value v) {
      return v.is_unbound() ? Value::None() : v;
    };
    return call.Prelude("print_values", {values, or_none(sep), or_none(end),
                                         or_none(file), or_none(call.args[3])});
  }
  call.context.Charge(text.size() / 16);
  call.context.services().Write(call.context, 1, text);
  return call.Return(Value::None());
}

// names_of(x): what dir() lists, unsorted, for the prelude.
void AddKeys(Context& context, Dict* dict, List* names) {
  Value key, value;
  for (int64_t at = 0; DictNext(dict, &at, &key, &value);) {
    ListPush(context, names, key);
  }
}

Result NamesOf(NativeCall& call) {
  const Value v = call.args[0];
  Context& context = call.context;
  List* names = NewList(context);
  const bool is_class = IsKind(v, Kind::kClass);
  Class* cls = context.Resolve(is_class ? static_cast<Class*>(v.as_object())
                                        : ClassOf(context, v));
  for (Value base : cls->mro->span()) {
    AddKeys(context,
            context.Resolve(static_cast<Class*>(base.as_object()))->dict,
            names);
  }
  return call.Return(Value::Of(names));
}

// vars(x) and dir(x); without x vars() is locals().
Result Vars(NativeCall& call) {
  if (call.args[0].is_unbound()) {
    return call.Call(DictGet(core().builtins, Names::Intern("locals")), {});
  }
  return call.Prelude("vars_of", {call.args[0]});
}

Result Dir(NativeCall& call) {
  if (call.args[0].is_unbound()) return call.Prelude("dir_of_locals", {});
  return call.Prelude("dir_of", {call.args[0]});
}

constexpr NativeSpec kBuiltins[] = {
    {"vars", "obj=None, /", &Vars},
    {"dir", "obj=None, /", &Dir},
    {"len", "obj, /", &Len},
    {"repr", "obj, /", &ReprFunction},
    {"hash", "obj, /", &HashFunction},
    {"id", "obj, /", &Id},
    {"callable", "obj, /", &Callable},
    {"isinstance", "obj, class_or_tuple, /", &IsInstanceFunction},
    {"issubclass", "cls, class_or_tuple, /", &IsSubclassFunction},
    {"getattr", "obj, name, default=None, /", &GetAttr},
    {"hasattr", "obj, name, /", &HasAttr},
    {"setattr", "obj, name, value, /", &SetAttr<false>},
    {"delattr", "obj, name, /", &SetAttr<true>},
    {"iter", "obj, sentinel=None, /", &Iter},
    {"sorted", "iterable, /, *, key=None, reverse=False", &Sorted,
     CallStyle::kNamed},
    {"min", "*args, key=None, default=None", &Extreme<CompareOperator::kLess>},
    {"max", "*args, key=None, default=None",
     &Extreme<CompareOperator::kGreater>},
    {"sum", "iterable, /, start=0", &Sum},
    {"any", "iterable, /", &AnyAll<true>},
    {"all", "iterable, /", &AnyAll<false>},
    {"print", "*args, sep=' ', end='\\n', file=None, flush=False", &Print},
};

constexpr NativeSpec kEnumerateNew[] = {
    {"__new__", "cls, iterable, start=0", &Enumerate}};
constexpr NativeSpec kZipNew[] = {
    {"__new__", "cls, /, *iterables, strict=False", &Zip}};
constexpr NativeSpec kMapNew[] = {{"__new__", "cls, /, *args", &MapFunction}};
constexpr NativeSpec kFilterNew[] = {
    {"__new__", "cls, function, iterable, /", &InPrelude<"filter_of", 3>}};
constexpr NativeSpec kReversedNew[] = {
    {"__new__", "cls, sequence, /", &ReversedFunction}};

constexpr NativeSpec kPreludeFunctions[] = {
    {"write", "stream, text, /", &WriteFunction},
    {"flush", "stream, /", &FlushFunction},
    {"take_input", "", &TakeInputFunction},
    {"names_of", "obj, /", &NamesOf},
    {"hash_word", "result, /", &HashWordOf},
    {"hash_tuple", "hashes, /", &HashOfHashes<text::TupleHash>},
    {"hash_frozenset", "hashes, /", &HashOfHashes<text::FrozensetHash>},
    {"plain_isinstance", "obj, cls, /", &PlainIsInstance},
    {"plain_issubclass", "cls, base, /", &PlainIsSubclass},
};

}  // namespace

void RegisterBuiltins() {
  AddFunctions("builtins", kBuiltins);
  AddFunctions("_prelude", kPreludeFunctions);
  const auto add = [](const char* name, std::span<const NativeSpec> specs) {
    Class* cls = AddClass("builtins", name, core().object);
    cls->instance_kind = static_cast<uint64_t>(Kind::kGenerator);
    AddMethods(cls, specs);
  };
  add("enumerate", kEnumerateNew);
  add("zip", kZipNew);
  add("map", kMapNew);
  add("filter", kFilterNew);
  add("reversed", kReversedNew);
}

}  // namespace midge::vm
