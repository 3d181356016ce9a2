#include "vm/objects/operators.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/complex_numbers.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

constexpr const char* kBinarySymbols[] = {"+", "-",           "*", "/",  "//",
                                          "%", "** or pow()", "@", "<<", ">>",
                                          "&", "|",           "^"};
constexpr const char* kCompareSymbols[] = {"<", "<=", "==", "!=", ">", ">="};

OpResult Done(Value* out, Value value) {
  *out = value;
  return OpResult::kDone;
}

bool IsInstanceKind(Value v) { return IsKind(v, Kind::kInstance); }

// What a user's class may decide about: an instance, or a class (whose
// metaclass may have its say); and dict views, whose operators are Python.
bool MayRunPython(Value v) {
  return IsInstanceKind(v) || IsKind(v, Kind::kClass) ||
         IsKind(v, Kind::kDictView);
}

}  // namespace

const char* OldPrintHint(BinaryOperator op, Value a) {
  const bool is_print = op == BinaryOperator::kRightShift &&
                        a == DictGet(core().builtins, Names::Intern("print"));
  return is_print ? ". Did you mean \"print(<message>, file=<output_stream>)\"?"
                  : "";
}

namespace {

OpResult Unsupported(Context& context, BinaryOperator op, bool in_place,
                     Value a, Value b) {
  std::string symbol = kBinarySymbols[static_cast<int>(op)];
  if (in_place) {
    symbol = op == BinaryOperator::kPower ? "**=" : symbol + "=";
  }
  RaiseTypeError(context, absl::StrCat("unsupported operand type(s) for ",
                                       symbol, ": '", TypeName(context, a),
                                       "' and '", TypeName(context, b), "'",
                                       in_place ? "" : OldPrintHint(op, a)));
  return OpResult::kRaise;
}

// Compares two sequences item by item.  `*decided` is the index of the first
// pair that differs, or the shorter length.
OpResult FirstDifference(Context& context, std::span<Value> a,
                         std::span<Value> b, size_t* index);

OpResult SequencesEqual(Context& context, std::span<Value> a,
                        std::span<Value> b, bool* out) {
  *out = a.size() == b.size();
  if (!*out) return OpResult::kDone;
  size_t index;
  const OpResult result = FirstDifference(context, a, b, &index);
  *out = index == a.size();
  return result;
}

OpResult FirstDifference(Context& context, std::span<Value> a,
                         std::span<Value> b, size_t* index) {
  const size_t common = std::min(a.size(), b.size());
  context.Charge(common / 8);
  for (*index = 0; *index < common; ++*index) {
    bool equal;
    const OpResult result = Equals(context, a[*index], b[*index], &equal);
    if (result != OpResult::kDone) return result;
    if (!equal) break;
  }
  return OpResult::kDone;
}

OpResult DictsEqual(Context& context, Dict* a, Dict* b, bool* out) {
  *out = a->live_count == b->live_count;
  Value key, value, other;
  for (int64_t at = 0; *out && DictNext(a, &at, &key, &value);) {
    OpResult result = DictFind(context, b, key, &other);
    if (result != OpResult::kDone) return result;
    if (other.is_unbound()) return *out = false, OpResult::kDone;
    result = EqualsOther(context, value, other, out);
    if (result != OpResult::kDone) return result;
  }
  return OpResult::kDone;
}

OpResult SetsEqual(Context& context, Set* a, Set* b, bool* out) {
  *out = a->live_count == b->live_count;
  Value item;
  int64_t hash;
  for (int64_t at = 0; *out && SetNextHashed(a, &at, &item, &hash);) {
    const OpResult result = SetFindHashed(context, b, item, hash, out);
    if (result != OpResult::kDone) return result;
  }
  return OpResult::kDone;
}

bool IsSet(Value v) {
  return IsKind(v, Kind::kSet) || IsKind(v, Kind::kFrozenSet);
}

std::span<Value> Items(Context& context, Value v) {
  if (IsKind(v, Kind::kTuple)) return As<Tuple>(context, v)->span();
  if (IsKind(v, Kind::kSlice)) return {&As<Slice>(context, v)->start, 3};
  List* list = As<List>(context, v);
  return {list->items(), list->size};
}

// Two objects of builtin kinds, not identical, not both numbers.
OpResult ObjectsEqual(Context& context, Value a, Value b, bool* out) {
  *out = false;
  if (IsKind(a, Kind::kComplex) || IsKind(b, Kind::kComplex)) {
    *out = ComplexEquals(a, b);
    return OpResult::kDone;
  }
  if (!a.is_object() || !b.is_object()) return OpResult::kDone;
  if (IsSet(a) && IsSet(b)) {
    Set* x = As<Set>(context, a);
    const Nesting nesting(context, x->live_count);
    if (nesting.too_much()) return OpResult::kPython;
    return SetsEqual(context, x, As<Set>(context, b), out);
  }
  const Kind kind = a.as_object()->kind();
  if (kind != b.as_object()->kind()) {
    return TypeEquals(context, a, b, out);
  }
  switch (kind) {
    case Kind::kStr:
      *out = StrEqual(As<Str>(context, a), As<Str>(context, b));
      return OpResult::kDone;
    case Kind::kTuple:
    case Kind::kList:
    case Kind::kSlice: {
      const std::span<Value> x = Items(context, a);
      const Nesting nesting(context, x.size());
      if (nesting.too_much()) return OpResult::kPython;
      return SequencesEqual(context, x, Items(context, b), out);
    }
    case Kind::kDict: {
      Dict* x = As<Dict>(context, a);
      const Nesting nesting(context, x->live_count);
      if (nesting.too_much()) return OpResult::kPython;
      return DictsEqual(context, x, As<Dict>(context, b), out);
    }
    default:
      return TypeEquals(context, a, b, out);
  }
}

}  // namespace

OpResult EqualsOther(Context& context, Value a, Value b, bool* out) {
  if (a == b) return *out = true, OpResult::kDone;
  if (IsNumber(a) && IsNumber(b)) {
    *out = NumberCompare(CompareOperator::kEqual, a, b);
    return OpResult::kDone;
  }
  if (MayRunPython(a) || MayRunPython(b)) {
    if (Identical(context, a, b)) return *out = true, OpResult::kDone;
    if (!HasOwnEquality(context, a) && !HasOwnEquality(context, b)) {
      return *out = false, OpResult::kDone;
    }
    return OpResult::kPython;
  }
  return ObjectsEqual(context, a, b, out);
}

namespace {

// <, <=, >, >= of two lists, tuples or slices.
OpResult CompareSequences(Context& context, CompareOperator op, Value a,
                          Value b, Value* out) {
  std::span<Value> x = Items(context, a), y = Items(context, b);
  size_t index;
  const OpResult result = FirstDifference(context, x, y, &index);
  if (result != OpResult::kDone) return result;
  if (index < std::min(x.size(), y.size())) {
    return Compare(context, op, x[index], y[index], out);
  }
  return Done(out, Value::Bool(NumberCompare(
                       op, Value::Int(static_cast<int64_t>(x.size())),
                       Value::Int(static_cast<int64_t>(y.size())))));
}

}  // namespace

OpResult Binary(Context& context, BinaryOperator op, bool in_place, Value a,
                Value b, Value* out) {
  if (IsNumber(a) && IsNumber(b)) {
    const OpResult result = NumberBinary(context, op, a, b, out);
    if (result == OpResult::kPython) {
      return Unsupported(context, op, in_place, a, b);
    }
    return result;
  }
  if (MayRunPython(a) || MayRunPython(b)) return OpResult::kPython;
  bool supported = true;
  const OpResult result =
      TypeBinary(context, op, in_place, a, b, out, &supported);
  return supported ? result : Unsupported(context, op, in_place, a, b);
}

OpResult Negative(Context& context, Value a, Value* out) {
  if (a.is_float()) return Done(out, Value::Float(-a.as_float()));
  if (IsInt(a)) {
    return NumberBinary(context, BinaryOperator::kSubtract, Value::Int(0), a,
                        out);
  }
  if (IsKind(a, Kind::kComplex)) {
    const Complex* complex = As<Complex>(context, a);
    return Done(out,
                NewComplex(context, {-complex->real, -complex->imaginary}));
  }
  return UnaryUnsupported(context, "-", a);
}

OpResult Positive(Context& context, Value a, Value* out) {
  if (a.is_bool()) return Done(out, Value::Int(a.is_true()));
  if (IsNumber(a) || IsKind(a, Kind::kComplex)) return Done(out, a);
  return UnaryUnsupported(context, "+", a);
}

OpResult Invert(Context& context, Value a, Value* out) {
  if (IsInt(a)) {
    return NumberBinary(context, BinaryOperator::kSubtract, Value::Int(-1), a,
                        out);
  }
  return UnaryUnsupported(context, "~", a);
}

OpResult UnaryUnsupported(Context& context, const char* symbol, Value a) {
  if (MayRunPython(a)) return OpResult::kPython;
  RaiseTypeError(context, absl::StrCat("bad operand type for unary ", symbol,
                                       ": '", TypeName(context, a), "'"));
  return OpResult::kRaise;
}

OpResult Compare(Context& context, CompareOperator op, Value a, Value b,
                 Value* out) {
  if (IsNumber(a) && IsNumber(b)) {
    return Done(out, Value::Bool(NumberCompare(op, a, b)));
  }
  if (MayRunPython(a) || MayRunPython(b)) {
    if (op == CompareOperator::kEqual || op == CompareOperator::kNotEqual) {
      if (!HasOwnEquality(context, a) && !HasOwnEquality(context, b)) {
        const bool same = Identical(context, a, b);
        return Done(out, Value::Bool(same == (op == CompareOperator::kEqual)));
      }
    }
    return OpResult::kPython;
  }
  if (op == CompareOperator::kEqual || op == CompareOperator::kNotEqual) {
    bool equal;
    const OpResult result = EqualsOther(context, a, b, &equal);
    if (result != OpResult::kDone) return result;
    return Done(out, Value::Bool(equal == (op == CompareOperator::kEqual)));
  }
  if (a.is_object() && b.is_object()) {
    const Kind kind = a.as_object()->kind();
    if (kind == b.as_object()->kind()) {
      if (kind == Kind::kStr) {
        const int order = StrCompare(As<Str>(context, a), As<Str>(context, b));
        return Done(out, Value::Bool(NumberCompare(op, Value::Int(order),
                                                   Value::Int(0))));
      }
      if (kind == Kind::kList || kind == Kind::kTuple || kind == Kind::kSlice) {
        return CompareSequences(context, op, a, b, out);
      }
    }
  }
  bool supported = true;
  const OpResult result = TypeCompare(context, op, a, b, out, &supported);
  if (supported) return result;
  RaiseTypeError(
      context,
      absl::StrCat("'", kCompareSymbols[static_cast<int>(op)],
                   "' not supported between instances of '",
                   TypeName(context, a), "' and '", TypeName(context, b), "'"));
  return OpResult::kRaise;
}

OpResult Truth(Context& context, Value a, bool* out) {
  if (a.is_bool()) return *out = a.is_true(), OpResult::kDone;
  if (a.is_none()) return *out = false, OpResult::kDone;
  if (a.is_int()) return *out = a.as_int() != 0, OpResult::kDone;
  if (a.is_float()) return *out = a.as_float() != 0, OpResult::kDone;
  *out = true;
  if (!a.is_object()) {
    // The prelude warns.
    return a == Value::NotImplemented() ? OpResult::kPython : OpResult::kDone;
  }
  switch (a.as_object()->kind()) {
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kTuple:
      *out = static_cast<TailedObject*>(a.as_object())->length != 0;
      return OpResult::kDone;
    case Kind::kList:
      *out = As<List>(context, a)->size != 0;
      return OpResult::kDone;
    case Kind::kDict:
      *out = As<Dict>(context, a)->live_count != 0;
      return OpResult::kDone;
    case Kind::kSet:
    case Kind::kFrozenSet:
      *out = As<Set>(context, a)->live_count != 0;
      return OpResult::kDone;
    case Kind::kInstance:
    case Kind::kClass:
      return HasOwnTruth(context, a) ? OpResult::kPython : OpResult::kDone;
    default:
      return TypeTruth(context, a, out);
  }
}

bool Identical(Context& context, Value a, Value b) {
  if (a == b) return true;
  if (!context.has_copies() || !a.is_object() || !b.is_object()) {
    return false;
  }
  return context.Resolve(a.as_object()) == context.Resolve(b.as_object());
}

Value Payload(Context& context, Value a) {
  if (!IsInstanceKind(a)) return a;
  Instance* instance = As<Instance>(context, a);
  return instance->cls->flags & kClassPayload ? instance->payload() : a;
}

Class* ClassOf(Context& context, Value a) {
  Core& builtin = core();
  if (a.is_float()) return builtin.float_;
  if (a.is_int()) return builtin.int_;
  if (a.is_bool()) return builtin.bool_;
  if (a.is_object()) return ClassOfObject(context.Resolve(a.as_object()));
  if (a == Value::Ellipsis()) return builtin.ellipsis_type;
  if (a == Value::NotImplemented()) return builtin.not_implemented_type;
  return builtin.none_type;
}

}  // namespace midge::vm
