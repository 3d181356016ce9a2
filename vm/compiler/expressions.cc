// Expressions but for calls, conditions, displays and functions.
#include <algorithm>
#include <cstdlib>

#include "vm/compiler/generator.h"
#include "vm/compiler/limits.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

namespace {

Opcode OpcodeOf(syntax::BinaryOperator op, bool in_place) {
  using Op = syntax::BinaryOperator;
  switch (op) {
    case Op::kAdd:
      return in_place ? Opcode::kInplaceAdd : Opcode::kAdd;
    case Op::kSub:
      return in_place ? Opcode::kInplaceSubtract : Opcode::kSubtract;
    case Op::kMult:
      return in_place ? Opcode::kInplaceMultiply : Opcode::kMultiply;
    case Op::kMatMult:
      return in_place ? Opcode::kInplaceMatrixMultiply
                      : Opcode::kMatrixMultiply;
    case Op::kDiv:
      return in_place ? Opcode::kInplaceTrueDivide : Opcode::kTrueDivide;
    case Op::kMod:
      return in_place ? Opcode::kInplaceModulo : Opcode::kModulo;
    case Op::kPow:
      return in_place ? Opcode::kInplacePower : Opcode::kPower;
    case Op::kLShift:
      return in_place ? Opcode::kInplaceLeftShift : Opcode::kLeftShift;
    case Op::kRShift:
      return in_place ? Opcode::kInplaceRightShift : Opcode::kRightShift;
    case Op::kBitOr:
      return in_place ? Opcode::kInplaceBitOr : Opcode::kBitOr;
    case Op::kBitXor:
      return in_place ? Opcode::kInplaceBitXor : Opcode::kBitXor;
    case Op::kBitAnd:
      return in_place ? Opcode::kInplaceBitAnd : Opcode::kBitAnd;
    case Op::kFloorDiv:
      return in_place ? Opcode::kInplaceFloorDivide : Opcode::kFloorDivide;
  }
  return Opcode::kAdd;
}

Opcode OpcodeOf(syntax::UnaryOperator op) {
  switch (op) {
    case syntax::UnaryOperator::kInvert:
      return Opcode::kInvert;
    case syntax::UnaryOperator::kNot:
      return Opcode::kNot;
    case syntax::UnaryOperator::kUAdd:
      return Opcode::kPositive;
    case syntax::UnaryOperator::kUSub:
      return Opcode::kNegative;
  }
  return Opcode::kNot;
}

// Whether `right` is a literal that AddInt can hold, for + and -.
bool IsIntStep(syntax::BinaryOperator op, const Expr* right, int* step) {
  if (!Is<syntax::Constant>(right)) return false;
  const Literal& literal = As<syntax::Constant>(right)->value;
  if (literal.kind != LiteralKind::kInt || !literal.is_small ||
      literal.integer > 127) {
    return false;
  }
  const int value = static_cast<int>(literal.integer);
  if (op == syntax::BinaryOperator::kAdd) {
    *step = value;
    return true;
  }
  *step = -value;
  return op == syntax::BinaryOperator::kSub && value != 0;
}

}  // namespace

int Generator::Operand(const Expr* e, int hint) {
  if (Is<Name>(e)) {
    const std::string_view mangled = Mangle(As<Name>(e)->id);
    const int reg = LocalRegister(mangled);
    // The target of an assignment expression may change before the operand is
    // used, as in x + (x := 1).
    if (reg >= 0 && !(scope_->Find(mangled).flags & kSymbolWalrus)) {
      At at(this, e->span);
      CheckBound(reg, mangled);
      return reg;
    }
  }
  const int reg = hint >= 0 && IsTemp(hint) ? hint : Push();
  Into(e, reg);
  return reg;
}

void Generator::Effect(const Expr* e) {
  Temps temps(this);
  Operand(e);
}

void Generator::Into(const Expr* e, int dst) {
  const bool is_leaf = Is<Name>(e) || Is<syntax::Constant>(e);
  // What would free a few registers only is not worth it.
  const bool is_crowded = next_ > kMaxRegisters - kSpareRegisters &&
                          next_ < kMaxRegisters &&
                          next_ - spill_from_ > kFrameHeaderSlots;
  return is_crowded && !is_leaf ? SpillInto(e, dst) : IntoRegister(e, dst);
}

// The temporaries go into a tuple and come back out of it.
void Generator::SpillInto(const Expr* e, int dst) {
  if (failed()) return;
  const int first = spill_from_;
  const int count = next_ - first;
  const int result = next_;
  as_.Emit(Opcode::kBuildTuple, first, first, count);
  next_ = first + 1;
  {
    Temps temps(this);
    Keep keep(this);
    const int value = Push();
    IntoRegister(e, value);
    as_.Emit(Opcode::kMove, result, value);
  }
  as_.Emit(Opcode::kUnpackSequence, first, first, count);
  next_ = first + count;
  max_ = std::max(max_, result + 1);
  Move(dst, result);
}

void Generator::IntoRegister(const Expr* e, int dst) {
  if (failed()) return;
  At at(this, e->span);
  Temps temps(this);
  if (std::optional<ConstantValue> constant = FoldConstant(e)) {
    return as_.LoadConstant(dst, *std::move(constant));
  }
  switch (e->kind) {
    case NodeKind::kName:
      return LoadVariable(As<Name>(e)->id, dst);
    case NodeKind::kUnaryOp:
      return UnaryInto(As<UnaryOp>(e), dst);
    case NodeKind::kBinOp:
      return BinaryInto(As<BinOp>(e), dst);
    case NodeKind::kBoolOp:
      return BoolInto(As<BoolOp>(e), dst);
    case NodeKind::kCompare:
      return CompareInto(As<Compare>(e), dst);
    case NodeKind::kIfExp:
      return IfInto(As<IfExp>(e), dst);
    case NodeKind::kNamedExpr:
      return NamedInto(As<NamedExpr>(e), dst);
    case NodeKind::kCall:
      return CallInto(As<syntax::Call>(e), dst);
    case NodeKind::kAttribute:
      return AttributeInto(As<Attribute>(e), dst);
    case NodeKind::kSubscript:
      return SubscriptInto(As<Subscript>(e), dst);
    case NodeKind::kSlice:
      return SliceInto(As<Slice>(e), dst);
    case NodeKind::kList:
      return ListInto(As<List>(e)->elts, dst);
    case NodeKind::kTuple:
      return TupleInto(As<Tuple>(e)->elts, dst);
    case NodeKind::kSet:
      return SetInto(As<Set>(e)->elts, dst);
    case NodeKind::kDict:
      return DictInto(As<Dict>(e), dst);
    case NodeKind::kJoinedStr:
      return JoinedInto(As<JoinedStr>(e), dst);
    case NodeKind::kFormattedValue:
      return FormattedInto(As<FormattedValue>(e), dst);
    case NodeKind::kLambda:
      return LambdaInto(As<Lambda>(e), dst);
    case NodeKind::kListComp:
    case NodeKind::kSetComp:
    case NodeKind::kDictComp:
    case NodeKind::kGeneratorExp:
      return ComprehensionInto(e, dst);
    case NodeKind::kYield:
      return YieldInto(As<Yield>(e), dst);
    case NodeKind::kYieldFrom:
      return YieldFromInto(As<YieldFrom>(e), dst);
    case NodeKind::kAwait:
      return AwaitInto(As<syntax::Await>(e), dst);
    case NodeKind::kStarred:
      return Fail(e->span, "can't use starred expression here");
    default:
      return Fail(e->span, "expression is not supported yet");
  }
}

void Generator::UnaryInto(const UnaryOp* e, int dst) {
  const int operand = Operand(e->operand, dst);
  as_.Emit(OpcodeOf(e->op), dst, operand);
}

void Generator::BinaryInto(const BinOp* e, int dst) {
  const int left = Operand(e->left, dst);
  Binary(e->op, false, dst, left, e->right);
}

void Generator::Binary(syntax::BinaryOperator op, bool in_place, int dst,
                       int left, const Expr* right) {
  int step = 0;
  if (IsIntStep(op, right, &step)) {
    as_.Emit(in_place ? Opcode::kInplaceAddInt : Opcode::kAddInt, dst, left,
             step);
    return;
  }
  Temps temps(this);
  as_.Emit(OpcodeOf(op, in_place), dst, left, Operand(right));
}

void Generator::NamedInto(const NamedExpr* e, int dst) {
  const auto* target = As<Name>(e->target);
  if (RefuseDebug(target->id, target->span)) return;
  const int reg = LocalRegister(Mangle(target->id));
  if (reg >= 0) {
    Into(e->value, reg);
    MarkBound(reg);
    return Move(dst, reg);
  }
  Into(e->value, dst);
  At at(this, target->span);
  StoreVariable(target->id, dst);
}

// CPython shows an attribute that stands on a later line than its object by
// its name alone.
Span Generator::AttributeSpan(const Attribute* e, const Span& whole) const {
  Span span = whole;
  if (span.line == e->span.end_line) return span;
  span.line = e->span.end_line;
  span.col = e->span.end_col - static_cast<int32_t>(e->attr.size());
  if (span.col < 0) span.col = span.end_col = -1;
  return span;
}

void Generator::AttributeInto(const Attribute* e, int dst) {
  const int object = Operand(e->value, dst);
  At at(this, AttributeSpan(e, e->span));
  as_.EmitNamed(Opcode::kLoadAttr, dst, object, 0, Mangle(e->attr));
}

void Generator::SubscriptInto(const Subscript* e, int dst) {
  CheckSubscript(e);
  const int object = Operand(e->value, dst);
  as_.Emit(Opcode::kLoadItem, dst, object, Operand(e->slice));
}

void Generator::SliceInto(const Slice* e, int dst) {
  const int first = Top(dst);
  const int rest = Reserve(2);
  const Expr* const parts[] = {e->lower, e->upper, e->step};
  for (int i = 0; i < 3; ++i) {
    const int reg = i == 0 ? first : rest + i - 1;
    if (parts[i] != nullptr) {
      Into(parts[i], reg);
    } else {
      as_.Emit(Opcode::kLoadNone, reg);
    }
  }
  as_.Emit(Opcode::kBuildSlice, dst, first);
}

void Generator::YieldInto(const Yield* e, int dst) {
  if (scope_->kind != Scope::Kind::kFunction) {
    return Fail(e->span, "'yield' outside function");
  }
  int value;
  if (e->value != nullptr) {
    value = Operand(e->value, dst);
  } else {
    as_.Emit(Opcode::kLoadNone, value = Scratch(dst));
  }
  as_.Emit(Opcode::kYield, dst, value);
}

void Generator::YieldFromInto(const YieldFrom* e, int dst) {
  if (scope_->kind != Scope::Kind::kFunction) {
    return Fail(e->span, "'yield' outside function");
  }
  if (scope_->is_async) {
    return Fail(e->span, "'yield from' inside async function");
  }
  const int iterator = Push();
  as_.Emit(Opcode::kGetYieldFromIter, iterator, Operand(e->value, iterator));
  Drive(iterator, dst);
}

// R[dst] := what the iterator in R[iterator] returns, when we have yielded all
// that it yields.
void Generator::Drive(int iterator, int dst) {
  Temps temps(this);
  const int sent = Scratch(dst);
  as_.Emit(Opcode::kLoadNone, sent);
  as_.Emit(Opcode::kYieldFrom, sent, iterator);
  Move(dst, sent);
}

void Generator::Await(int reg, AwaitedBy by) {
  Temps temps(this);
  const int iterator = Push();
  as_.Emit(Opcode::kGetAwaitable, iterator, reg, static_cast<int>(by));
  Drive(iterator, reg);
}

void Generator::AwaitInto(const syntax::Await* e, int dst) {
  if (scope_->kind != Scope::Kind::kFunction && !scope_->is_async) {
    return Fail(e->span, "'await' outside function");
  }
  if (!scope_->is_async && !scope_->is_comprehension) {
    return Fail(e->span, "'await' outside async function");
  }
  const int iterator = Push();
  as_.Emit(Opcode::kGetAwaitable, iterator, Operand(e->value, iterator));
  Drive(iterator, dst);
}

}  // namespace midge::vm
