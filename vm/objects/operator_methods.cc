// The operators of builtin types as methods: what `super().__add__(x)`,
// `(3).__add__(4)` and subclasses of builtins find.
//
// Each unwraps the builtin value inside an instance of a subclass and asks the
// operator itself.
#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;
using Op = BinaryOperator;
using CompareOp = CompareOperator;

// Payloads of the operands.  An operand that is a user's instance without one
// stays as it is, and the operator answers kPython for it.
Value Argument(NativeCall& call, int i) {
  return Payload(call.context, call.args[i]);
}

// What an operator method answers: NotImplemented where the operator itself
// would raise TypeError or ask Python.
Result FinishOperator(NativeCall& call, OpResult result) {
  if (result == OpResult::kDone) return Result::kReturn;
  if (result == OpResult::kRaise &&
      !IsInstance(call.context, call.context.raised, core().TypeError)) {
    return Result::kRaise;
  }
  call.context.raised = Value();
  return call.Return(Value::NotImplemented());
}

// Whether the methods of a builtin know nothing of `other`: an int's do not of
// a float, it is the float's that mix.
bool IsForeign(Value self, Value other) {
  if (IsInt(self)) return !IsInt(other);
  if (self.is_float()) return !IsNumber(other);
  if (!self.is_object()) return false;
  switch (self.as_object()->kind()) {
    case Kind::kStr:
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kDict:
    case Kind::kRange:
    case Kind::kSlice:
    case Kind::kBytes:
      return !IsKind(other, self.as_object()->kind());
    case Kind::kByteArray:
      return !IsKind(other, Kind::kByteArray) && !IsKind(other, Kind::kBytes);
    case Kind::kComplex:
      return !IsNumber(other) && !IsKind(other, Kind::kComplex);
    case Kind::kSet:
    case Kind::kFrozenSet:
      return !IsKind(other, Kind::kSet) && !IsKind(other, Kind::kFrozenSet) &&
             !IsKind(other, Kind::kInstance);
    default:
      return false;
  }
}

// Whether the type's own methods may have to ask items for their methods.
bool IsContainer(Value v) {
  return IsKind(v, Kind::kList) || IsKind(v, Kind::kTuple) ||
         IsKind(v, Kind::kDict) || IsKind(v, Kind::kSet) ||
         IsKind(v, Kind::kFrozenSet) || IsKind(v, Kind::kStr) ||
         IsKind(v, Kind::kBytes) || IsKind(v, Kind::kByteArray);
}

Result Answer(NativeCall& call, Op op, bool reflected, Value self,
              Value other) {
  if (IsNumber(self) && IsForeign(self, other)) {
    return call.Return(Value::NotImplemented());
  }
  const Value left = reflected ? other : self;
  const Value right = reflected ? self : other;
  const OpResult result =
      Binary(call.context, op, false, left, right, &call.result);
  if (result == OpResult::kPython && IsContainer(self)) {
    return call.Prelude("container_binary", {Value::Int(static_cast<int>(op)),
                                             Value::Bool(false), left, right});
  }
  return FinishOperator(call, result);
}

template <Op op, bool reflected>
Result BinaryMethod(NativeCall& call) {
  return Answer(call, op, reflected, Argument(call, 0), Argument(call, 1));
}

// + and * of sequences, which in CPython are no operators of numbers: called as
// methods they refuse what they cannot do, and know no NotImplemented.
template <Op op>
Result SequenceMethod(NativeCall& call) {
  const Value self = Argument(call, 0), other = Argument(call, 1);
  const Value code = Value::Int(static_cast<int>(op));
  if (op == Op::kMultiply && !IsInt(other)) {
    return call.Prelude("sequence_binary", {code, self, other});
  }
  const OpResult result =
      Binary(call.context, op, false, self, other, &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("sequence_binary", {code, self, other});
  }
  return Finish(result);
}

// sequence_answer(op, reflected, self, other): what they answer to an operator.
Result SequenceAnswer(NativeCall& call) {
  return Answer(call, static_cast<Op>(call.args[0].as_int()),
                call.args[1].is_true(), Argument(call, 2), Argument(call, 3));
}

// __getnewargs__ of immutable values: what __new__ is to be called with.
Result NewArguments(NativeCall& call) {
  Value self = Argument(call, 0);
  if (self.is_bool()) self = Value::Int(self.is_true());
  return call.Return(Value::Of(NewTuple(call.context, {&self, 1})));
}

// self ** value, or pow(self, value, mod).
template <bool reflected>
Result PowerMethod(NativeCall& call) {
  if (call.args[2].is_unbound() || call.args[2].is_none()) {
    return BinaryMethod<Op::kPower, reflected>(call);
  }
  const Value self = Argument(call, 0), other = Argument(call, 1);
  const Value mod = Argument(call, 2);
  if (IsInt(self)) {
    if (!IsInt(other) || !IsInt(mod)) {
      return call.Return(Value::NotImplemented());
    }
    const Value pow = DictGet(core().builtins, Names::Intern("pow"));
    if (reflected) return call.Call(pow, {other, self, mod});
    return call.Call(pow, {self, other, mod});
  }
  if (IsNumber(self)) {
    return RaiseTypeError(call.context,
                          "pow() 3rd argument not allowed unless all "
                          "arguments are integers");
  }
  if (!IsNumber(other) && !IsKind(other, Kind::kComplex)) {
    return call.Return(Value::NotImplemented());
  }
  return RaiseValueError(call.context, "complex modulo");
}

template <Op op>
Result InplaceMethod(NativeCall& call) {
  const Value self = Argument(call, 0);
  const OpResult result =
      Binary(call.context, op, true, self, Argument(call, 1), &call.result);
  if (result == OpResult::kPython && IsContainer(self)) {
    return call.Prelude("container_binary_in_place",
                        {Value::Int(static_cast<int>(op)), call.args[0], self,
                         Argument(call, 1)});
  }
  if (result == OpResult::kRaise && op == Op::kAdd &&
      IsKind(self, Kind::kList)) {
    return Result::kRaise;  // It takes any iterable, and knows no other way.
  }
  // x += y on a subclass's instance keeps the instance.
  const Result answer = FinishOperator(call, result);
  if (answer == Result::kReturn && call.result == Argument(call, 0)) {
    call.result = call.args[0];
  }
  return answer;
}

template <CompareOp op>
Result CompareMethod(NativeCall& call) {
  if (IsForeign(Argument(call, 0), Argument(call, 1))) {
    return call.Return(Value::NotImplemented());
  }
  const OpResult result = Compare(call.context, op, Argument(call, 0),
                                  Argument(call, 1), &call.result);
  if (result == OpResult::kPython && IsContainer(Argument(call, 0))) {
    return call.Prelude("compare_containers",
                        {Value::Int(static_cast<int>(op)), Argument(call, 0),
                         Argument(call, 1)});
  }
  // Two sequences compare; it is their items that did not.
  const Value self = Argument(call, 0);
  if (IsKind(self, Kind::kList) || IsKind(self, Kind::kTuple) ||
      IsKind(self, Kind::kSlice)) {
    if (result == OpResult::kRaise) return Result::kRaise;
  }
  return FinishOperator(call, result);
}

template <OpResult (*op)(Context&, Value, Value*)>
Result UnaryMethod(NativeCall& call) {
  return Finish(op(call.context, Argument(call, 0), &call.result));
}

Result AbsMethod(NativeCall& call) {
  const Value v = Argument(call, 0);
  if (v.is_float())
    return call.Return(Value::Float(__builtin_fabs(v.as_float())));
  if (NumberCompare(CompareOp::kLess, v, Value::Int(0))) {
    return Finish(Negative(call.context, v, &call.result));
  }
  return Finish(Positive(call.context, v, &call.result));
}

Result BoolMethod(NativeCall& call) {
  bool truth;
  const OpResult result = Truth(call.context, Argument(call, 0), &truth);
  call.result = Value::Bool(truth);
  return Finish(result);
}

Result HashMethod(NativeCall& call) {
  int64_t hash;
  const OpResult result = Hash(call.context, Argument(call, 0), &hash);
  if (result == OpResult::kPython) {
    return call.Prelude("hash_of", {Argument(call, 0)});
  }
  if (result == OpResult::kRaise) return Result::kRaise;
  return call.Return(NewInt(call.context, hash));
}

Result LengthMethod(NativeCall& call) {
  int64_t length;
  const OpResult result = Length(call.context, Argument(call, 0), &length);
  if (result == OpResult::kRaise) return Result::kRaise;
  return call.Return(NewInt(call.context, length));
}

Result ReprMethod(NativeCall& call) {
  const OpResult result = Repr(call.context, Argument(call, 0), &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("repr_of", {Argument(call, 0)});
  }
  return Finish(result);
}

// int.__repr__(True) is "1".
Result IntReprMethod(NativeCall& call) {
  if (call.args[0].is_bool()) {
    return Finish(
        Repr(call.context, Value::Int(call.args[0].is_true()), &call.result));
  }
  return ReprMethod(call);
}

// set.__repr__ of a subclass's instance, which its class's name comes before.
Result SetReprMethod(NativeCall& call) {
  const Value inner = Argument(call, 0);
  if (inner == call.args[0]) return ReprMethod(call);
  Str* name = call.context.Resolve(ClassOf(call.context, call.args[0]))->name;
  const OpResult result = ReprOfSet(
      call.context, call.context.Resolve(static_cast<Set*>(inner.as_object())),
      name, &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("repr_of_set", {inner, Value::Of(name)});
  }
  return Finish(result);
}

// bytearray.__repr__, which says the class of a subclass's instance.
Result ByteArrayReprMethod(NativeCall& call) {
  constexpr std::string_view kOwn = "bytearray";
  const Value inner = Argument(call, 0);
  const OpResult result = Repr(call.context, inner, &call.result);
  if (result != OpResult::kDone || inner == call.args[0]) return Finish(result);
  const std::string text = ToUtf8(static_cast<Str*>(call.result.as_object()));
  return call.Return(
      Value::Of(NewStr(call.context, TypeName(call.context, call.args[0]) +
                                         text.substr(kOwn.size()))));
}

// str.__str__ is the text itself, whatever a subclass's __repr__ says.
Result StrMethod(NativeCall& call) { return call.Return(Argument(call, 0)); }

// d[key] of a subclass of dict with __missing__.
Result CallMissing(NativeCall& call, Value missing) {
  call.context.raised = Value();
  if (!IsKind(missing, Kind::kFunction) && !IsKind(missing, Kind::kNative)) {
    return call.Prelude("call_special", {Value::Of(core().n_missing),
                                         call.args[0], call.args[1]});
  }
  return call.Call(missing, {call.args[0], call.args[1]});
}

Result GetItemMethod(NativeCall& call) {
  const OpResult result =
      GetItem(call.context, Argument(call, 0), call.args[1], &call.result);
  if (result == OpResult::kPython) {
    if (IsKind(Argument(call, 0), Kind::kDict)) {
      return call.Prelude("dict_or_missing",
                          {call.args[0], Argument(call, 0), call.args[1]});
    }
    return call.Prelude("getitem", {Argument(call, 0), call.args[1]});
  }
  if (result == OpResult::kRaise && IsKind(Argument(call, 0), Kind::kDict) &&
      IsInstance(call.context, call.context.raised, core().KeyError)) {
    const Value missing =
        FindSpecial(call.context, call.args[0], core().n_missing);
    if (!missing.is_unbound()) return CallMissing(call, missing);
  }
  return Finish(result);
}

Result SetItemMethod(NativeCall& call) {
  const OpResult result =
      SetItem(call.context, Argument(call, 0), call.args[1], call.args[2]);
  if (result == OpResult::kPython) {
    return call.Prelude("setitem",
                        {Argument(call, 0), call.args[1], call.args[2]});
  }
  call.result = Value::None();
  return Finish(result);
}

Result DeleteItemMethod(NativeCall& call) {
  const OpResult result =
      DeleteItem(call.context, Argument(call, 0), call.args[1]);
  if (result == OpResult::kPython) {
    return call.Prelude("delitem", {Argument(call, 0), call.args[1]});
  }
  call.result = Value::None();
  return Finish(result);
}

Result ContainsMethod(NativeCall& call) {
  bool found = false;
  const OpResult result =
      Contains(call.context, Argument(call, 0), call.args[1], &found);
  if (result == OpResult::kPython) {
    return call.Prelude("contains", {Argument(call, 0), call.args[1]});
  }
  call.result = Value::Bool(found);
  return Finish(result);
}

Result IterMethod(NativeCall& call) {
  return Finish(GetIterator(call.context, Argument(call, 0), &call.result));
}

template <Op op, bool reflected>
Result ViewBinary(NativeCall& call) {
  return call.Prelude("view_binary", {Value::Int(static_cast<int>(op)),
                                      call.args[reflected ? 1 : 0],
                                      call.args[reflected ? 0 : 1]});
}

template <CompareOp op>
Result ViewCompare(NativeCall& call) {
  return call.Prelude("view_compare", {Value::Int(static_cast<int>(op)),
                                       call.args[0], call.args[1]});
}

#define BINARY(name, op)                                          \
  {"__" name "__", "self, value, /", &BinaryMethod<op, false>}, { \
    "__r" name "__", "self, value, /", &BinaryMethod<op, true>    \
  }
constexpr NativeSpec kIntOperators[] = {
    BINARY("add", Op::kAdd),
    BINARY("sub", Op::kSubtract),
    BINARY("mul", Op::kMultiply),
    BINARY("truediv", Op::kTrueDivide),
    BINARY("floordiv", Op::kFloorDivide),
    BINARY("mod", Op::kModulo),
    BINARY("lshift", Op::kLeftShift),
    BINARY("rshift", Op::kRightShift),
    BINARY("and", Op::kBitAnd),
    BINARY("or", Op::kBitOr),
    BINARY("xor", Op::kBitXor),
};
constexpr NativeSpec kPower[] = {
    {"__pow__", "self, value, mod=None, /", &PowerMethod<false>},
    {"__rpow__", "self, value, mod=None, /", &PowerMethod<true>},
};
constexpr NativeSpec kInvert[] = {
    {"__invert__", "self, /", &UnaryMethod<&Invert>},
};
constexpr NativeSpec kFloatOperators[] = {
    BINARY("add", Op::kAdd),
    BINARY("sub", Op::kSubtract),
    BINARY("mul", Op::kMultiply),
    BINARY("truediv", Op::kTrueDivide),
    BINARY("floordiv", Op::kFloorDivide),
    BINARY("mod", Op::kModulo),
};
constexpr NativeSpec kComplexOperators[] = {
    BINARY("add", Op::kAdd),
    BINARY("sub", Op::kSubtract),
    BINARY("mul", Op::kMultiply),
    BINARY("truediv", Op::kTrueDivide),
};
constexpr NativeSpec kNumberOperators[] = {
    {"__neg__", "self, /", &UnaryMethod<&Negative>},
    {"__pos__", "self, /", &UnaryMethod<&Positive>},
    {"__abs__", "self, /", &AbsMethod},
    {"__bool__", "self, /", &BoolMethod},
};
constexpr NativeSpec kTruth[] = {{"__bool__", "self, /", &BoolMethod}};
constexpr NativeSpec kEquality[] = {
    {"__eq__", "self, value, /", &CompareMethod<CompareOp::kEqual>},
    {"__ne__", "self, value, /", &CompareMethod<CompareOp::kNotEqual>},
};
constexpr NativeSpec kOrder[] = {
    {"__lt__", "self, value, /", &CompareMethod<CompareOp::kLess>},
    {"__le__", "self, value, /", &CompareMethod<CompareOp::kLessEqual>},
    {"__gt__", "self, value, /", &CompareMethod<CompareOp::kGreater>},
    {"__ge__", "self, value, /", &CompareMethod<CompareOp::kGreaterEqual>},
};
constexpr NativeSpec kHash[] = {{"__hash__", "self, /", &HashMethod}};
constexpr NativeSpec kRepr[] = {{"__repr__", "self, /", &ReprMethod}};
constexpr NativeSpec kIntRepr[] = {{"__repr__", "self, /", &IntReprMethod}};
constexpr NativeSpec kSetRepr[] = {{"__repr__", "self, /", &SetReprMethod}};
constexpr NativeSpec kByteArrayRepr[] = {
    {"__repr__", "self, /", &ByteArrayReprMethod}};
// Others have object's, which is their __repr__.
constexpr NativeSpec kStr[] = {{"__str__", "self, /", &StrMethod}};
constexpr NativeSpec kBytesStr[] = {{"__str__", "self, /", &ReprMethod}};
constexpr NativeSpec kByteArrayStr[] = {
    {"__str__", "self, /", &ByteArrayReprMethod}};
constexpr NativeSpec kContainer[] = {
    {"__len__", "self, /", &LengthMethod},
    {"__contains__", "self, key, /", &ContainsMethod},
    {"__iter__", "self, /", &IterMethod},
};
constexpr NativeSpec kIndexed[] = {
    {"__getitem__", "self, key, /", &GetItemMethod},
};
constexpr NativeSpec kMutable[] = {
    {"__setitem__", "self, key, value, /", &SetItemMethod},
    {"__delitem__", "self, key, /", &DeleteItemMethod},
};
constexpr NativeSpec kSequence[] = {
    {"__add__", "self, value, /", &SequenceMethod<Op::kAdd>},
    {"__mul__", "self, value, /", &SequenceMethod<Op::kMultiply>},
    {"__rmul__", "self, value, /", &SequenceMethod<Op::kMultiply>},
};
constexpr NativeSpec kIntrinsics[] = {
    {"sequence_answer", "op, reflected, self, other, /", &SequenceAnswer},
};
constexpr NativeSpec kNewArguments[] = {
    {"__getnewargs__", "self, /", &NewArguments},
};
constexpr NativeSpec kListInplace[] = {
    {"__iadd__", "self, value, /", &InplaceMethod<Op::kAdd>},
    {"__imul__", "self, value, /", &InplaceMethod<Op::kMultiply>},
};
constexpr NativeSpec kSetOperators[] = {
    BINARY("sub", Op::kSubtract),
    BINARY("and", Op::kBitAnd),
    BINARY("or", Op::kBitOr),
    BINARY("xor", Op::kBitXor),
};
constexpr NativeSpec kSetInplace[] = {
    {"__isub__", "self, value, /", &InplaceMethod<Op::kSubtract>},
    {"__iand__", "self, value, /", &InplaceMethod<Op::kBitAnd>},
    {"__ior__", "self, value, /", &InplaceMethod<Op::kBitOr>},
    {"__ixor__", "self, value, /", &InplaceMethod<Op::kBitXor>},
};
constexpr NativeSpec kDictOperators[] = {
    BINARY("or", Op::kBitOr),
    {"__ior__", "self, value, /", &InplaceMethod<Op::kBitOr>},
};
#undef BINARY

constexpr NativeSpec kViewOperators[] = {
    {"__sub__", "self, value, /", &ViewBinary<Op::kSubtract, false>},
    {"__rsub__", "self, value, /", &ViewBinary<Op::kSubtract, true>},
    {"__and__", "self, value, /", &ViewBinary<Op::kBitAnd, false>},
    {"__rand__", "self, value, /", &ViewBinary<Op::kBitAnd, true>},
    {"__or__", "self, value, /", &ViewBinary<Op::kBitOr, false>},
    {"__ror__", "self, value, /", &ViewBinary<Op::kBitOr, true>},
    {"__xor__", "self, value, /", &ViewBinary<Op::kBitXor, false>},
    {"__rxor__", "self, value, /", &ViewBinary<Op::kBitXor, true>},
    {"__eq__", "self, value, /", &ViewCompare<CompareOp::kEqual>},
    {"__ne__", "self, value, /", &ViewCompare<CompareOp::kNotEqual>},
    {"__lt__", "self, value, /", &ViewCompare<CompareOp::kLess>},
    {"__le__", "self, value, /", &ViewCompare<CompareOp::kLessEqual>},
    {"__gt__", "self, value, /", &ViewCompare<CompareOp::kGreater>},
    {"__ge__", "self, value, /", &ViewCompare<CompareOp::kGreaterEqual>},
};

}  // namespace

void RegisterOperatorMethods() {
  Core& builtin = core();
  const auto add = [](std::initializer_list<Class*> classes,
                      std::initializer_list<std::span<const NativeSpec>> all) {
    for (Class* cls : classes) {
      for (std::span<const NativeSpec> specs : all) AddMethods(cls, specs);
    }
  };
  AddFunctions("_prelude", kIntrinsics);
  add({builtin.int_}, {kIntOperators});
  AddMethods(builtin.int_, kInvert);
  for (Class* cls : {builtin.int_, builtin.float_, builtin.complex}) {
    AddMethods(cls, kNumberOperators);
    AddMethods(cls, kPower);
  }
  add({builtin.float_}, {kFloatOperators});
  add({builtin.complex}, {kComplexOperators, kEquality, kOrder, kHash, kRepr});
  add({builtin.int_, builtin.float_}, {kEquality, kOrder, kHash});
  add({builtin.int_}, {kIntRepr});
  add({builtin.bool_, builtin.float_}, {kRepr});
  add({builtin.str, builtin.bytes, builtin.tuple},
      {kContainer, kIndexed, kSequence, kEquality, kOrder, kHash, kRepr});
  add({builtin.list, builtin.bytearray},
      {kContainer, kIndexed, kMutable, kSequence, kListInplace, kEquality,
       kOrder});
  add({builtin.list}, {kRepr});
  add({builtin.bytearray}, {kByteArrayRepr});
  add({builtin.dict},
      {kContainer, kIndexed, kMutable, kDictOperators, kEquality, kRepr});
  add({builtin.set, builtin.frozenset},
      {kContainer, kSetOperators, kEquality, kOrder, kSetRepr});
  add({builtin.set}, {kSetInplace});
  add({builtin.frozenset}, {kHash});
  add({builtin.str}, {kStr});
  add({builtin.bytes}, {kBytesStr});
  add({builtin.bytearray}, {kByteArrayStr});
  add({builtin.int_, builtin.float_, builtin.str, builtin.bytes, builtin.tuple},
      {kNewArguments});
  add({builtin.range}, {kContainer, kIndexed, kEquality, kHash, kRepr});
  add({builtin.range, builtin.none_type}, {kTruth});
  add({builtin.slice}, {kEquality, kOrder, kRepr});
  const char* const views[] = {"dict_keys", "dict_values", "dict_items"};
  for (size_t i = 0; i < std::size(views); ++i) {
    Class* cls = builtin.class_of_view[i] = AddHiddenClass(views[i]);
    add({cls}, {kContainer, kRepr});
    if (i != DictView::kValues) {
      add({cls}, {kViewOperators});
      AddConstantTo(cls, "__hash__", Value::None());
    }
  }
  add({builtin.agent_range}, {kContainer, kIndexed, kEquality, kRepr});
  for (Class* cls : {builtin.list, builtin.dict, builtin.set, builtin.bytearray,
                     builtin.slice}) {
    AddConstantTo(cls, "__hash__", Value::None());
  }
}

}  // namespace midge::vm
