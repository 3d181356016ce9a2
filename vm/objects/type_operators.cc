#include "vm/objects/type_operators.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/builtin_descriptors.h"
#include "vm/objects/complex_numbers.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/numbers.h"
#include "vm/objects/regex_values.h"

namespace midge::vm {
namespace {

using Op = BinaryOperator;

OpResult Done(Value* out, Value value) {
  *out = value;
  return OpResult::kDone;
}

bool IsSet(Value v) {
  return IsKind(v, Kind::kSet) || IsKind(v, Kind::kFrozenSet);
}

std::string_view ByteText(Context& context, Value v) {
  if (IsKind(v, Kind::kBytes)) {
    Bytes* bytes = As<Bytes>(context, v);
    return {reinterpret_cast<const char*>(bytes->data()), bytes->length};
  }
  ByteArray* array = As<ByteArray>(context, v);
  if (!array->buffer) return {};
  return {reinterpret_cast<const char*>(array->buffer->data()), array->size};
}

bool IsBytesLike(Value v) {
  return IsKind(v, Kind::kBytes) || IsKind(v, Kind::kByteArray);
}

// How many times something is repeated: an int operand clamped at 0, or -1 if
// it is no int.
int64_t RepeatCount(Value v) {
  if (!IsInt(v)) return -1;
  int64_t count = 0;
  ToInt64(v, &count);
  return std::max<int64_t>(count, 0);
}

// Whether it is an int that says no number of times; then raised.
bool RaiseRepeatTooBig(Context& context, Value v) {
  int64_t count;
  if (!IsInt(v) || ToInt64(v, &count)) return false;
  RaiseOverflowError(context, "cannot fit 'int' into an index-sized integer");
  return true;
}

// `a` times `b`, neither of them an int.
OpResult RaiseNoCount(Context& context, Value a, Value b) {
  const bool left = IsBytesLike(a) || IsKind(a, Kind::kStr) ||
                    IsKind(a, Kind::kList) || IsKind(a, Kind::kTuple);
  RaiseTypeError(context,
                 absl::StrCat("can't multiply sequence by non-int of type '",
                              TypeName(context, left ? b : a), "'"));
  return OpResult::kRaise;
}

// Room for `count` times `bytes`, or MemoryError.
bool CheckRoom(Context& context, int64_t count, uint64_t bytes) {
  if (bytes == 0 || count == 0) return true;
  if (static_cast<uint64_t>(count) <=
          UINT32_MAX / std::max<uint64_t>(bytes, 1) &&
      context.heap().HasRoomFor(static_cast<uint64_t>(count) * bytes)) {
    context.Charge(static_cast<uint64_t>(count) * bytes / 64);
    return true;
  }
  RaiseMemoryError(context);
  return false;
}

OpResult Repeat(Context& context, Value sequence, int64_t count, Value* out) {
  const bool is_list = IsKind(sequence, Kind::kList);
  std::span<const Value> items;
  if (is_list) {
    List* list = As<List>(context, sequence);
    items = {list->items(), list->size};
  } else {
    items = As<Tuple>(context, sequence)->span();
  }
  if (!CheckRoom(context, count, items.size() * sizeof(Value))) {
    return OpResult::kRaise;
  }
  const uint64_t length = items.size() * static_cast<uint64_t>(count);
  Value* to;
  if (is_list) {
    List* list = NewList(context);
    ListReserve(context, list, length);
    list->size = length;
    to = list->items();
    *out = Value::Of(list);
  } else {
    Tuple* tuple = NewTuple(context, static_cast<uint32_t>(length));
    to = tuple->items();
    *out = Value::Of(tuple);
  }
  if (items.size() <= 1) {
    std::fill_n(to, length, items.empty() ? Value() : items[0]);
    return OpResult::kDone;
  }
  for (int64_t i = 0; i < count; ++i) {
    to = std::copy(items.begin(), items.end(), to);
  }
  return OpResult::kDone;
}

OpResult RaiseConcat(Context& context, const char* kind, Value b) {
  RaiseTypeError(context,
                 absl::StrCat("can only concatenate ", kind, " (not \"",
                              TypeName(context, b), "\") to ", kind));
  return OpResult::kRaise;
}

// Below, copying is cheaper than a second object.
constexpr size_t kAppendedBytesMin = 1024;

// A Str that begins as `start` does and has room for twice `length` characters.
// Null if the heap has not.
Str* NewWhole(Context& context, const Str* start, uint64_t length) {
  const uint64_t capacity = std::min<uint64_t>(length * 2, UINT32_MAX);
  if (!context.heap().HasRoomFor(capacity * start->width())) return nullptr;
  Str* whole =
      NewStrRaw(context, static_cast<uint32_t>(capacity), start->width());
  CopyStr(whole, 0, start);
  return whole;
}

// x + y, where x is long and y is not: x may have been made by adding, and more
// may be added.  So that who builds a text of many pieces copies each of them
// once or twice, and not again with every later one, the result is a prefix of
// a whole with room; of the whole that x is a prefix of, if nothing has been
// written behind x yet.  Null: not so, or there is no room.
Str* Appended(Context& context, Str* x, Str* y) {
  const uint64_t length = uint64_t{x->length} + y->length;
  if (ByteCount(x) < kAppendedBytesMin || y->length > x->length ||
      y->width() > x->width()) {
    return nullptr;
  }
  Str* whole = x->has(kPrefix) ? x->whole() : nullptr;
  if (whole == nullptr || whole->shared() || whole->other != x->length ||
      length > whole->length) {
    whole = NewWhole(context, x, length);
  }
  if (whole == nullptr || length > whole->length) return nullptr;
  CopyStr(whole, x->length, y);
  whole->other = static_cast<uint32_t>(length);
  return NewPrefix(context, whole, whole->other);
}

OpResult ConcatTuples(Context& context, Value a, Value b, Value* out) {
  if (!IsKind(b, Kind::kTuple)) return RaiseConcat(context, "tuple", b);
  Tuple *x = As<Tuple>(context, a), *y = As<Tuple>(context, b);
  if (!CheckRoom(context, 1, (uint64_t{x->length} + y->length) * 8)) {
    return OpResult::kRaise;
  }
  Tuple* both = NewTuple(context, x->length + y->length);
  std::copy_n(y->items(), y->length,
              std::copy_n(x->items(), x->length, both->items()));
  return Done(out, Value::Of(both));
}

OpResult ConcatLists(Context& context, Value a, Value b, Value* out) {
  if (!IsKind(b, Kind::kList)) return RaiseConcat(context, "list", b);
  List *x = As<List>(context, a), *y = As<List>(context, b);
  if (!CheckRoom(context, 1, (x->size + y->size) * 8)) return OpResult::kRaise;
  List* both = NewList(context);
  if (x->size + y->size > 0) ListReserve(context, both, x->size + y->size);
  std::copy_n(y->items(), y->size,
              std::copy_n(x->items(), x->size, both->items()));
  both->size = x->size + y->size;
  return Done(out, Value::Of(both));
}

}  // namespace

bool IsNativeMethod(const Native* native) {
  // A __new__ is a static method.
  return native->data->is_method && !native->data->takes_class;
}

Class* ClassOfObject(Object* object) {
  switch (object->kind()) {
    case Kind::kInstance:
      return static_cast<Instance*>(object)->cls;
    case Kind::kClass:
      return static_cast<Class*>(object)->metaclass;
    case Kind::kNative:
      return ClassOfNative(*static_cast<Native*>(object)->data);
    case Kind::kBoundMethod:
      return ClassOfMethod(*static_cast<BoundMethod*>(object));
    case Kind::kClassMethod:
      return ClassOfClassMethod(*static_cast<ClassMethod*>(object));
    case Kind::kProperty:
      return ClassOfProperty(*static_cast<Property*>(object));
    case Kind::kModule:
      if (Class* cls = static_cast<Module*>(object)->cls) return cls;
      return core().module;
    case Kind::kGenerator:
      if (static_cast<Generator*>(object)->type() == Generator::kNamedItems) {
        return static_cast<Class*>(
            static_cast<Generator*>(object)->name.as_object());
      }
      return core().class_of_generator[static_cast<Generator*>(object)->type()];
    case Kind::kIterator:
      return core().class_of_iterator[static_cast<Iterator*>(object)->type];
    case Kind::kDictView:
      return core().class_of_view[static_cast<DictView*>(object)->type];
    default:
      return core().class_of_kind[static_cast<int>(object->kind())];
  }
}

bool HasOwnEquality(Context& context, Value v) {
  if (!v.is_object()) return true;  // A builtin value: it may compare equal.
  if (!IsKind(v, Kind::kInstance) && !IsKind(v, Kind::kClass)) return true;
  ClassLocation where;
  Class* cls = context.Resolve(ClassOf(context, v));
  for (Str* name : {core().n_eq, core().n_ne}) {
    const Value found = FindInClass(context, cls, name, &where);
    if (!found.is_unbound() && where.mro_index + 1 < cls->mro->length) {
      return true;
    }
  }
  return false;
}

bool HasOwnTruth(Context& context, Value v) {
  return !FindSpecial(context, v, core().n_bool).is_unbound() ||
         !FindSpecial(context, v, core().n_len).is_unbound();
}

OpResult TypeEquals(Context& context, Value a, Value b, bool* out) {
  *out = false;
  if (IsBytesLike(a) && IsBytesLike(b)) {
    *out = ByteText(context, a) == ByteText(context, b);
    return OpResult::kDone;
  }
  if (a.as_object()->kind() != b.as_object()->kind()) return OpResult::kDone;
  switch (a.as_object()->kind()) {
    case Kind::kAgentHandle:
      *out = As<AgentHandle>(context, a)->id == As<AgentHandle>(context, b)->id;
      return OpResult::kDone;
    case Kind::kMailboxHandle:
    case Kind::kSemaphoreHandle:
      *out = As<MailboxHandle>(context, a)->id ==
             As<MailboxHandle>(context, b)->id;
      return OpResult::kDone;
    case Kind::kAgentRange: {
      auto *x = As<AgentRange>(context, a), *y = As<AgentRange>(context, b);
      *out = x->first_id == y->first_id && x->count == y->count &&
             x->spread == y->spread;
      return OpResult::kDone;
    }
    case Kind::kRange:
      return RangesEqual(context, As<Range>(context, a), As<Range>(context, b),
                         out);
    case Kind::kBoundMethod: {
      auto *x = As<BoundMethod>(context, a), *y = As<BoundMethod>(context, b);
      *out = Identical(context, x->function, y->function) &&
             Identical(context, x->self, y->self);
      return OpResult::kDone;
    }
    case Kind::kWeakRef:
      return WeakRefsEqual(context, static_cast<WeakRef*>(a.as_object()),
                           static_cast<WeakRef*>(b.as_object()), out);
    case Kind::kRegexPattern:
      return PatternsEqual(context, As<RegexPattern>(context, a),
                           As<RegexPattern>(context, b), out);
    default:
      *out = Identical(context, a, b);
      return OpResult::kDone;
  }
}

OpResult TypeCompare(Context& context, CompareOperator op, Value a, Value b,
                     Value* out, bool* supported) {
  if (IsSet(a) && IsSet(b)) return CompareSets(context, op, a, b, out);
  if (IsBytesLike(a) && IsBytesLike(b)) {
    const int order = ByteText(context, a).compare(ByteText(context, b));
    return Done(
        out, Value::Bool(NumberCompare(op, Value::Int(order), Value::Int(0))));
  }
  *supported = false;
  return OpResult::kDone;
}

OpResult TypeBinary(Context& context, BinaryOperator op, bool in_place, Value a,
                    Value b, Value* out, bool* supported) {
  const auto is = [](Value v, Kind kind) { return IsKind(v, kind); };
  const bool of_sets = op == Op::kSubtract || op == Op::kBitAnd ||
                       op == Op::kBitOr || op == Op::kBitXor;
  if (of_sets && (is(a, Kind::kDictView) || is(b, Kind::kDictView))) {
    return OpResult::kPython;
  }
  const bool repeats = op == Op::kMultiply;
  if (repeats && in_place &&
      (IsSet(a) || is(a, Kind::kDict) || is(a, Kind::kRange))) {
    *supported = false;  // What holds items is not multiplied by a sequence.
    return OpResult::kDone;
  }
  const bool is_count = repeats && !IsNumber(b) && !is(b, Kind::kComplex);
  if ((is(a, Kind::kComplex) && !is_count) ||
      (is(b, Kind::kComplex) && IsNumber(a))) {
    return ComplexBinary(context, op, a, b, out, supported);
  }
  if (is(a, Kind::kStr) || (is(b, Kind::kStr) && op == Op::kMultiply)) {
    return StrBinary(context, op, a, b, out, supported);
  }
  if (is(a, Kind::kList) || is(a, Kind::kTuple) ||
      (op == Op::kMultiply && (is(b, Kind::kList) || is(b, Kind::kTuple)))) {
    return SequenceBinary(context, op, in_place, a, b, out, supported);
  }
  if (IsSet(a) && !repeats) {
    return SetBinary(context, op, in_place, a, b, out, supported);
  }
  if (is(a, Kind::kDict) && !repeats) {
    return DictBinary(context, op, in_place, a, b, out, supported);
  }
  if (IsBytesLike(a) || (IsBytesLike(b) && op == Op::kMultiply)) {
    return BytesBinary(context, op, in_place, a, b, out, supported);
  }
  *supported = false;
  return OpResult::kDone;
}

OpResult TypeTruth(Context& context, Value a, bool* out) {
  *out = true;
  switch (a.as_object()->kind()) {
    case Kind::kRange:
      *out = RangeSize(context, As<Range>(context, a)) != Value::Int(0);
      return OpResult::kDone;
    case Kind::kByteArray:
    case Kind::kDictView:
    case Kind::kAgentRange: {
      int64_t length;
      const OpResult result = Length(context, a, &length);
      *out = length != 0;
      return result;
    }
    case Kind::kComplex: {
      Complex* complex = As<Complex>(context, a);
      *out = complex->real != 0 || complex->imaginary != 0;
      return OpResult::kDone;
    }
    default:
      return OpResult::kDone;
  }
}

OpResult SequenceBinary(Context& context, Op op, bool in_place, Value a,
                        Value b, Value* out, bool* supported) {
  if (op == Op::kAdd) {
    if (IsKind(a, Kind::kTuple)) return ConcatTuples(context, a, b, out);
    if (in_place) {
      *out = a;
      return ListExtend(context, a, b);
    }
    return ConcatLists(context, a, b, out);
  }
  if (op == Op::kMultiply) {
    const bool left = IsKind(a, Kind::kList) || IsKind(a, Kind::kTuple);
    const Value sequence = left ? a : b, factor = left ? b : a;
    if (RaiseRepeatTooBig(context, factor)) return OpResult::kRaise;
    const int64_t count = RepeatCount(factor);
    if (count < 0) {
      return RaiseNoCount(context, a, b);
    }
    const OpResult result = Repeat(context, sequence, count, out);
    if (result == OpResult::kDone && in_place && IsKind(a, Kind::kList)) {
      List* changed = WritableList(context, a);
      List* repeated = static_cast<List*>(out->as_object());
      changed->array = repeated->array;
      changed->size = repeated->size;
      *out = a;
    }
    return result;
  }
  *supported = false;
  return OpResult::kDone;
}

OpResult StrBinary(Context& context, Op op, Value a, Value b, Value* out,
                   bool* supported) {
  if (op == Op::kAdd) {
    if (!IsKind(b, Kind::kStr)) return RaiseConcat(context, "str", b);
    Str *x = As<Str>(context, a), *y = As<Str>(context, b);
    if (y->length == 0) return Done(out, a);
    if (x->length == 0) return Done(out, b);
    const int width = std::max(x->width(), y->width());
    const uint64_t length = uint64_t{x->length} + y->length;
    if (!CheckRoom(context, 1, length * width)) return OpResult::kRaise;
    if (Str* both = Appended(context, x, y)) return Done(out, Value::Of(both));
    Str* both = NewStrRaw(context, static_cast<uint32_t>(length), width);
    CopyStr(both, 0, x);
    CopyStr(both, x->length, y);
    return Done(out, Value::Of(both));
  }
  if (op == Op::kMultiply) {
    const bool left = IsKind(a, Kind::kStr);
    Str* str = As<Str>(context, left ? a : b);
    if (RaiseRepeatTooBig(context, left ? b : a)) return OpResult::kRaise;
    const int64_t count = RepeatCount(left ? b : a);
    if (count < 0) {
      return RaiseNoCount(context, a, b);
    }
    if (!CheckRoom(context, count, uint64_t{str->length} * str->width())) {
      return OpResult::kRaise;
    }
    if (count == 0 || str->length == 0) {
      return Done(out, Value::Of(core().empty_str));
    }
    const uint32_t times = static_cast<uint32_t>(count);
    Str* repeated = NewStrRaw(context, str->length * times, str->width());
    for (uint32_t i = 0; i < times; ++i) {
      CopyStr(repeated, i * str->length, str);
    }
    return Done(out, Value::Of(repeated));
  }
  if (op == Op::kModulo) return StrPercent(context, a, b, out);
  *supported = false;
  return OpResult::kDone;
}

OpResult BytesBinary(Context& context, Op op, bool in_place, Value a, Value b,
                     Value* out, bool* supported) {
  in_place = in_place && IsKind(a, Kind::kByteArray);
  const auto make = [&](Value like, std::string_view text) {
    return IsKind(like, Kind::kBytes) ? Value::Of(NewBytes(context, text))
                                      : Value::Of(NewByteArray(context, text));
  };
  if (op == Op::kAdd) {
    if (!IsBytesLike(b)) {
      RaiseTypeError(context,
                     absl::StrCat("can't concat ", TypeName(context, b), " to ",
                                  TypeName(context, a)));
      return OpResult::kRaise;
    }
    const std::string_view x = ByteText(context, a), y = ByteText(context, b);
    if (in_place) {
      *out = a;
      return ExtendByteArray(context, WritableByteArray(context, a),
                             std::string(y))
                 ? OpResult::kDone
                 : OpResult::kRaise;
    }
    if (!CheckRoom(context, 1, x.size() + y.size())) return OpResult::kRaise;
    return Done(out, make(a, std::string(x) + std::string(y)));
  }
  if (op == Op::kModulo) return StrPercent(context, a, b, out);
  if (op == Op::kMultiply) {
    const bool left = IsBytesLike(a);
    if (RaiseRepeatTooBig(context, left ? b : a)) return OpResult::kRaise;
    const int64_t count = RepeatCount(left ? b : a);
    const std::string_view text = ByteText(context, left ? a : b);
    if (count >= 0) {
      if (!CheckRoom(context, count, text.size())) return OpResult::kRaise;
      std::string repeated;
      if (!text.empty()) repeated.reserve(text.size() * count);
      for (int64_t i = 0; i < count && !text.empty(); ++i) repeated += text;
      *out = make(left ? a : b, repeated);
      if (!in_place) return OpResult::kDone;
      ByteArray* changed = WritableByteArray(context, a);
      const ByteArray* made = static_cast<ByteArray*>(out->as_object());
      if (made->size != changed->size && !MayResize(context, changed)) {
        return OpResult::kRaise;
      }
      changed->buffer = made->buffer;
      changed->size = made->size;
      return Done(out, a);
    }
    return RaiseNoCount(context, a, b);
  }
  *supported = false;
  return OpResult::kDone;
}

}  // namespace midge::vm
