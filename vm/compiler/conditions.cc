// Truth: conditional jumps, and, or, not, comparisons and conditional
// expressions.  Where a truth value only decides a jump, none is made.
#include "vm/compiler/generator.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

// As in CPython, what follows a condition that is a comparison keeps the
// comparison's span: a failed assert shows it.
void Generator::JumpIf(const Expr* e, bool condition, Label target) {
  if (failed()) return;
  Temps temps(this);
  if (const std::optional<ConstantValue> constant = FoldConstant(e)) {
    if (IsTruthy(*constant) == condition) as_.Jump(target);
    return;
  }
  if (Is<UnaryOp>(e) && As<UnaryOp>(e)->op == syntax::UnaryOperator::kNot) {
    return JumpIf(As<UnaryOp>(e)->operand, !condition, target);
  }
  if (Is<BoolOp>(e)) return JumpIfBool(As<BoolOp>(e), condition, target);
  if (Is<Compare>(e)) {
    as_.set_span(MakeSpan(e->span));
    return JumpIfCompare(As<Compare>(e), condition, target);
  }
  // Asking for a truth value is the statement's doing, not the operand's.
  as_.JumpIf(Operand(e), condition, target);
}

void Generator::JumpIfBool(const BoolOp* e, bool condition, Label target) {
  // `or` is decided by its first true operand, `and` by its first false one.
  const bool decides = e->op == BoolOperator::kOr;
  const Label end = as_.NewLabel();
  const Label out = decides == condition ? target : end;
  const size_t last = e->values.size() - 1;
  for (size_t i = 0; i < last; ++i) {
    Maybe maybe(this, i > 0);
    JumpIf(e->values[i], decides, out);
  }
  {
    Maybe maybe(this);
    JumpIf(e->values[last], condition, target);
  }
  as_.Bind(end);
}

void Generator::JumpIfCompare(const Compare* e, bool condition, Label target) {
  CheckIdentity(e);
  const size_t last = e->ops.size() - 1;
  const Label end = as_.NewLabel();
  const int result = Push();
  int left = last == 0 ? Operand(e->left, result) : Operand(e->left);
  for (size_t i = 0; i <= last; ++i) {
    Maybe maybe(this, i > 0);
    const int right = CompareOperand(e->ops[i], e->comparators[i]);
    CompareOne(e->ops[i], result, left, right);
    if (i < last) {
      as_.JumpIf(result, false, condition ? end : target);
    } else {
      as_.JumpIf(result, condition, target);
    }
    left = right;
  }
  as_.Bind(end);
}

void Generator::BoolInto(const BoolOp* e, int dst) {
  const bool decides = e->op == BoolOperator::kOr;
  const int result = Scratch(dst);
  const Label end = as_.NewLabel();
  for (size_t i = 0; i < e->values.size(); ++i) {
    Maybe maybe(this, i > 0);
    Into(e->values[i], result);
    if (i + 1 < e->values.size()) as_.JumpIf(result, decides, end);
  }
  as_.Bind(end);
  Move(dst, result);
}

void Generator::IfInto(const IfExp* e, int dst) {
  const Label otherwise = as_.NewLabel();
  const Label end = as_.NewLabel();
  JumpIf(e->test, false, otherwise);
  Maybe maybe(this);
  Into(e->body, dst);
  as_.Jump(end);
  as_.Bind(otherwise);
  Into(e->orelse, dst);
  as_.Bind(end);
}

void Generator::CompareInto(const Compare* e, int dst) {
  CheckIdentity(e);
  if (e->ops.size() == 1) {
    const int left = Operand(e->left, dst);
    const int right = CompareOperand(e->ops[0], e->comparators[0]);
    return CompareOne(e->ops[0], dst, left, right);
  }
  const int result = Scratch(dst);
  const Label end = as_.NewLabel();
  int left = Operand(e->left);
  for (size_t i = 0; i < e->ops.size(); ++i) {
    Maybe maybe(this, i > 0);
    const int right = CompareOperand(e->ops[i], e->comparators[i]);
    CompareOne(e->ops[i], result, left, right);
    if (i + 1 < e->ops.size()) as_.JumpIf(result, false, end);
    left = right;
  }
  as_.Bind(end);
  Move(dst, result);
}

// The right side of `in` may be a constant where a display is written.
int Generator::CompareOperand(syntax::CompareOperator op, const Expr* e) {
  const bool is_in = op == syntax::CompareOperator::kIn ||
                     op == syntax::CompareOperator::kNotIn;
  if (!is_in || (!Is<List>(e) && !Is<Set>(e))) return Operand(e);
  const bool is_list = Is<List>(e);
  std::optional<ConstantValue> all = FoldItems(
      is_list ? As<List>(e)->elts : As<Set>(e)->elts,
      is_list ? ConstantValue::Kind::kTuple : ConstantValue::Kind::kFrozenSet);
  if (!all.has_value()) return Operand(e);
  At at(this, e->span);
  const int reg = Push();
  as_.LoadConstant(reg, *std::move(all));
  return reg;
}

void Generator::CompareOne(syntax::CompareOperator op, int dst, int left,
                           int right) {
  using Op = syntax::CompareOperator;
  switch (op) {
    case Op::kEq:
      return as_.Emit(Opcode::kEqual, dst, left, right);
    case Op::kNotEq:
      return as_.Emit(Opcode::kNotEqual, dst, left, right);
    case Op::kLt:
      return as_.Emit(Opcode::kLess, dst, left, right);
    case Op::kLtE:
      return as_.Emit(Opcode::kLessEqual, dst, left, right);
    case Op::kGt:
      return as_.Emit(Opcode::kGreater, dst, left, right);
    case Op::kGtE:
      return as_.Emit(Opcode::kGreaterEqual, dst, left, right);
    case Op::kIs:
      return as_.Emit(Opcode::kIs, dst, left, right);
    case Op::kIsNot:
      return as_.Emit(Opcode::kIsNot, dst, left, right);
    case Op::kIn:
      return as_.Emit(Opcode::kIn, dst, left, right);
    case Op::kNotIn:
      return as_.Emit(Opcode::kNotIn, dst, left, right);
  }
}

}  // namespace midge::vm
