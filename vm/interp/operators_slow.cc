// Operators whose operands are not both builtin.
//
// A user's method is called by pushing its frame with the ReturnAction that
// takes the result; when it answers NotImplemented, or the shape is a rare one,
// the rest of the protocol is Python: vm/prelude/operators.py.
#include "absl/strings/str_cat.h"
#include "vm/interp/intrinsics.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {

Str* BinaryName(BinaryOperator op, BinaryForm form) {
  const Core& c = core();
  Str* const names[3][13] = {
      {c.n_add, c.n_sub, c.n_mul, c.n_truediv, c.n_floordiv, c.n_mod, c.n_pow,
       c.n_matmul, c.n_lshift, c.n_rshift, c.n_and, c.n_or, c.n_xor},
      {c.n_radd, c.n_rsub, c.n_rmul, c.n_rtruediv, c.n_rfloordiv, c.n_rmod,
       c.n_rpow, c.n_rmatmul, c.n_rlshift, c.n_rrshift, c.n_rand, c.n_ror,
       c.n_rxor},
      {c.n_iadd, c.n_isub, c.n_imul, c.n_itruediv, c.n_ifloordiv, c.n_imod,
       c.n_ipow, c.n_imatmul, c.n_ilshift, c.n_irshift, c.n_iand, c.n_ior,
       c.n_ixor}};
  return names[static_cast<int>(form)][static_cast<int>(op)];
}

Str* CompareName(CompareOperator op) {
  const Core& c = core();
  Str* const names[] = {c.n_lt, c.n_le, c.n_eq, c.n_ne, c.n_gt, c.n_ge};
  return names[static_cast<int>(op)];
}

namespace {

Value OperatorValue(BinaryOperator op) {
  return Value::Int(static_cast<int>(op));
}
Value OperatorValue(CompareOperator op) {
  return Value::Int(static_cast<int>(op));
}

// A user's function that `v`'s class has as special method `name`.
Value UserMethod(Machine& m, Value v, Str* name) {
  if (!IsKind(v, Kind::kInstance)) return Value();
  const Value method = FindSpecial(m.context, v, name);
  return IsKind(method, Kind::kFunction) ? method : Value();
}

// What `v`'s class has as special method `name`, if it can be called as it is:
// a function, or a native that a subclass of a builtin inherits.
Value PlainMethod(Machine& m, Value v, Str* name) {
  if (!IsKind(v, Kind::kInstance)) return Value();
  const Value method = FindSpecial(m.context, v, name);
  const bool plain =
      IsKind(method, Kind::kFunction) || IsKind(method, Kind::kNative);
  return plain ? method : Value();
}

// Whether the right operand's class derives from the left's, so that its
// reflected method goes first.
bool RightGoesFirst(Machine& m, Value left, Value right) {
  Class* a = m.context.Resolve(ClassOf(m.context, left));
  Class* b = m.context.Resolve(ClassOf(m.context, right));
  return a != b && IsSubclass(m.context, b, a);
}

// Takes the answer of an operator on builtin values.
bool Answered(OpResult result, Flow* flow) {
  *flow = result == OpResult::kDone ? Flow::kNext : Flow::kRaise;
  return result != OpResult::kPython;
}

}  // namespace

Flow BinarySlow(Machine& m, BinaryOperator op, bool in_place, int a, Value left,
                Value right) {
  Flow flow;
  Value out;
  if (in_place && op == BinaryOperator::kAdd && IsKind(left, Kind::kList) &&
      !IsKind(right, Kind::kList)) {
    return CallPrelude(m, "list_add_in_place", {left, right},
                       ReturnAction::kStore, a);
  }
  if (in_place && op == BinaryOperator::kBitOr && IsKind(left, Kind::kDict) &&
      !IsKind(right, Kind::kDict)) {
    return CallPrelude(m, "dict_or_in_place", {left, right},
                       ReturnAction::kStore, a);
  }
  OpResult result = Binary(m.context, op, in_place, left, right, &out);
  if (result == OpResult::kRaise && CollectAndRetry(m)) {
    const Instruction word = m.ip[-1];
    left = m.base[word.b()];
    if (right.is_object()) right = m.base[word.c()];
    result = Binary(m.context, op, in_place, left, right, &out);
    m.context.collection_may_help = false;
  }
  if (Answered(result, &flow)) {
    if (flow == Flow::kNext) m.base[a] = out;
    return flow;
  }
  const Value args[] = {left, right};
  if (in_place) {
    const Value method =
        PlainMethod(m, left, BinaryName(op, BinaryForm::kInPlace));
    if (IsKind(method, Kind::kFunction)) {
      return CallWith(m, method, args, ReturnAction::kOperator, a);
    }
    // Of a builtin that the class derives from: it goes before __add__, but for
    // repetition, which is no operator of numbers.
    if (!method.is_unbound() && op != BinaryOperator::kMultiply) {
      return CallPrelude(m, "binary",
                         {OperatorValue(op), Value::True(), left, right},
                         ReturnAction::kStore, a);
    }
  }
  const Value method = UserMethod(m, left, BinaryName(op, BinaryForm::kPlain));
  if (!method.is_unbound() && !RightGoesFirst(m, left, right)) {
    return CallWith(m, method, args, ReturnAction::kOperator, a);
  }
  return CallPrelude(m, "binary",
                     {OperatorValue(op), Value::Bool(in_place), left, right},
                     ReturnAction::kStore, a);
}

Flow AddIntSlow(Machine& m, bool in_place, int a, Value left, int c) {
  return BinarySlow(m, c < 0 ? BinaryOperator::kSubtract : BinaryOperator::kAdd,
                    in_place, a, left, Value::Int(c < 0 ? -c : c));
}

Flow LengthSlow(Machine& m, int a, Value v) {
  int64_t length;
  switch (Length(m.context, v, &length)) {
    case OpResult::kDone:
      m.base[a] = Value::Int(length);
      return Flow::kNext;
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      break;
  }
  // A native's answer needs no check.
  const Value method = PlainMethod(m, v, core().n_len);
  if (IsKind(method, Kind::kNative)) {
    return CallWith(m, method, {&v, 1}, ReturnAction::kStore, a);
  }
  return CallPrelude(m, "length", {v}, ReturnAction::kStore, a);
}

namespace {

// Of two strings.
bool CompareText(CompareOperator op, const Str* left, const Str* right) {
  switch (op) {
    case CompareOperator::kEqual:
      return left == right || StrEqual(left, right);
    case CompareOperator::kNotEqual:
      return left != right && !StrEqual(left, right);
    case CompareOperator::kLess:
      return StrCompare(left, right) < 0;
    case CompareOperator::kLessEqual:
      return StrCompare(left, right) <= 0;
    case CompareOperator::kGreater:
      return StrCompare(left, right) > 0;
    case CompareOperator::kGreaterEqual:
      return StrCompare(left, right) >= 0;
  }
  return false;
}

// object's != asks __eq__.
bool HasNotEqualOfObject(Machine& m, Value v) {
  const Value method = FindSpecial(m.context, v, core().n_ne);
  return IsKind(method, Kind::kNative) &&
         static_cast<Native*>(method.as_object())->data->owner == core().object;
}

}  // namespace

Flow CompareSlow(Machine& m, CompareOperator op, int a, Value left,
                 Value right) {
  if (IsKind(left, Kind::kStr) && IsKind(right, Kind::kStr)) {
    m.base[a] =
        Value::Bool(CompareText(op, static_cast<const Str*>(left.as_object()),
                                static_cast<const Str*>(right.as_object())));
    return Flow::kNext;
  }
  Flow flow;
  Value out;
  if (Answered(Compare(m.context, op, left, right, &out), &flow)) {
    if (flow == Flow::kNext) m.base[a] = out;
    return flow;
  }
  const Value args[] = {left, right};
  if (!RightGoesFirst(m, left, right)) {
    Value method = UserMethod(m, left, CompareName(op));
    if (!method.is_unbound()) {
      return CallWith(m, method, args, ReturnAction::kOperator, a);
    }
    if (op == CompareOperator::kNotEqual && HasNotEqualOfObject(m, left)) {
      method = UserMethod(m, left, core().n_eq);
      if (!method.is_unbound()) {
        return CallWith(m, method, args, ReturnAction::kNotEqual, a);
      }
    }
  }
  return CallPrelude(m, "compare", {OperatorValue(op), left, right},
                     ReturnAction::kStore, a);
}

Flow OperatorRefused(Machine& m) {
  const Instruction word = m.ip[-1];
  constexpr Opcode kInPlace = Opcode::kInplaceAdd;
  const Value left = m.base[word.b()];
  if (word.op() >= Opcode::kLess && word.op() <= Opcode::kGreaterEqual) {
    const int compare =
        static_cast<int>(word.op()) - static_cast<int>(Opcode::kLess);
    return CallPrelude(m, "compare_rest",
                       {Value::Int(compare), left, m.base[word.c()]},
                       ReturnAction::kStore, word.a());
  }
  BinaryOperator op;
  bool in_place;
  Value right;
  if (word.op() == Opcode::kAddInt || word.op() == Opcode::kInplaceAddInt) {
    const int c = word.sc();
    op = c < 0 ? BinaryOperator::kSubtract : BinaryOperator::kAdd;
    in_place = word.op() == Opcode::kInplaceAddInt;
    right = Value::Int(c < 0 ? -c : c);
  } else {
    in_place = word.op() >= kInPlace;
    op = static_cast<BinaryOperator>(
        static_cast<int>(word.op()) -
        static_cast<int>(in_place ? kInPlace : Opcode::kAdd));
    right = m.base[word.c()];
  }
  const bool tried_in_place =
      in_place &&
      !UserMethod(m, left, BinaryName(op, BinaryForm::kInPlace)).is_unbound();
  return CallPrelude(m, tried_in_place ? "binary_plain" : "binary_rest",
                     {OperatorValue(op), Value::Bool(in_place), left, right},
                     ReturnAction::kStore, word.a());
}

Flow UnarySlow(Machine& m, Opcode op, int a, Value operand) {
  Flow flow = Flow::kNext;
  Value* out = &m.base[a];
  Str* name = core().n_invert;
  const char* symbol = "~";
  OpResult result;
  switch (op) {
    case Opcode::kNegative:
      result = Negative(m.context, operand, out);
      name = core().n_neg;
      symbol = "-";
      break;
    case Opcode::kPositive:
      result = Positive(m.context, operand, out);
      name = core().n_pos;
      symbol = "+";
      break;
    default:
      result = Invert(m.context, operand, out);
      break;
  }
  if (Answered(result, &flow)) return flow;
  const Value method = FindSpecial(m.context, operand, name);
  if (!method.is_unbound()) {
    if (!IsKind(method, Kind::kFunction) && !IsKind(method, Kind::kNative)) {
      return CallPrelude(m, "call_special", {Value::Of(name), operand},
                         ReturnAction::kStore, a);
    }
    return CallWith(m, method, {&operand, 1}, ReturnAction::kStore, a);
  }
  RaiseTypeError(m.context,
                 absl::StrCat("bad operand type for unary ", symbol, ": '",
                              std::string(TypeName(m.context, operand)), "'"));
  return Flow::kRaise;
}

void Branch(Machine& m, bool condition) {
  const Instruction jump = m.ip[-1];
  if (condition == (jump.op() == Opcode::kJumpIfTrue)) m.ip += jump.sbx();
}

namespace {

// The action that takes the answer of __bool__ where `action` takes any truth.
ReturnAction BoolAction(ReturnAction action) {
  switch (action) {
    case ReturnAction::kTruthNot:
      return ReturnAction::kBoolNot;
    case ReturnAction::kTruthBranch:
      return ReturnAction::kBoolBranch;
    default:
      return ReturnAction::kBool;
  }
}

}  // namespace

Flow TruthSlow(Machine& m, Value v, ReturnAction action, int target) {
  bool truth;
  switch (Truth(m.context, v, &truth)) {
    case OpResult::kDone:
      return Deliver(m, BoolAction(action), target, Value::Bool(truth));
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      break;
  }
  const Value method = FindSpecial(m.context, v, core().n_bool);
  if (IsKind(method, Kind::kFunction)) {
    return CallWith(m, method, {&v, 1}, BoolAction(action), target);
  }
  if (method.is_unbound()) {
    const Value length = PlainMethod(m, v, core().n_len);
    if (IsKind(length, Kind::kNative)) {
      return CallWith(m, length, {&v, 1}, action, target);
    }
  }
  return CallPrelude(m, "truth", {v}, BoolAction(action), target);
}

Flow ContainsSlow(Machine& m, int a, Value item, Value container, bool negate) {
  bool found;
  const ReturnAction action =
      negate ? ReturnAction::kTruthNot : ReturnAction::kTruth;
  switch (Contains(m.context, container, item, &found)) {
    case OpResult::kDone:
      m.base[a] = Value::Bool(found != negate);
      return Flow::kNext;
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      break;
  }
  const Value method = PlainMethod(m, container, core().n_contains);
  if (!method.is_unbound()) {
    const Value args[] = {container, item};
    return CallWith(m, method, args, action, a);
  }
  const char* contains = IsKind(container, Kind::kDict)  ? "dict_contains"
                         : IsKind(container, Kind::kSet) ? "set_contains"
                                                         : "contains";
  return CallPrelude(m, contains, {container, item}, action, a);
}

Flow GetItemSlow(Machine& m, int a, Value container, Value key) {
  Flow flow;
  Value out;
  if (Answered(GetItem(m.context, container, key, &out), &flow)) {
    if (flow == Flow::kNext) m.base[a] = out;
    return flow;
  }
  const Value method = PlainMethod(m, container, core().n_getitem);
  if (!method.is_unbound()) {
    const Value args[] = {container, key};
    return CallWith(m, method, args, ReturnAction::kStore, a);
  }
  const bool is_dict = IsKind(container, Kind::kDict);
  return CallPrelude(m, is_dict ? "dict_getitem" : "getitem", {container, key},
                     ReturnAction::kStore, a);
}

Flow SetItemSlow(Machine& m, Value container, Value key, Value item) {
  Flow flow;
  if (Answered(SetItem(m.context, container, key, item), &flow)) return flow;
  const Value method = PlainMethod(m, container, core().n_setitem);
  if (!method.is_unbound()) {
    const Value args[] = {container, key, item};
    return CallWith(m, method, args, ReturnAction::kDiscard, 0);
  }
  const bool is_dict = IsKind(container, Kind::kDict);
  return CallPrelude(m, is_dict ? "dict_set" : "setitem",
                     {container, key, item}, ReturnAction::kDiscard, 0);
}

Flow DeleteItemSlow(Machine& m, Value container, Value key) {
  Flow flow;
  if (Answered(DeleteItem(m.context, container, key), &flow)) return flow;
  const Value method = PlainMethod(m, container, core().n_delitem);
  if (!method.is_unbound()) {
    const Value args[] = {container, key};
    return CallWith(m, method, args, ReturnAction::kDiscard, 0);
  }
  return CallPrelude(m, "delitem", {container, key}, ReturnAction::kDiscard, 0);
}

Flow FormatValueSlow(Machine& m, int a, Value v, int conversion, Value spec) {
  Value text = v;
  OpResult result = OpResult::kDone;
  if (conversion == 1) result = ToStr(m.context, v, &text);
  if (conversion == 2) result = Repr(m.context, v, &text);
  if (conversion == 3) result = OpResult::kPython;
  Value out;
  if (result == OpResult::kDone) {
    result = Format(m.context, text, static_cast<Str*>(spec.as_object()), &out);
  }
  Flow flow;
  if (Answered(result, &flow)) {
    if (flow == Flow::kNext) m.base[a] = out;
    return flow;
  }
  return CallPrelude(m, "format_value", {v, Value::Int(conversion), spec},
                     ReturnAction::kStore, a);
}

}  // namespace midge::vm
