// What is known of constants at compile time.
#include <algorithm>
#include <optional>
#include <string>

#include "base/check.h"
#include "vm/compiler/generator.h"
#include "vm/text/big_int.h"
#include "vm/text/int_text.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

using Kind = ConstantValue::Kind;
using text::BigStatus;
using Folded = std::optional<ConstantValue>;

namespace {

// Hexadecimal digits of a 0x, 0o or 0b literal, with 0x before them.
std::string ToHex(std::string_view literal) {
  const char base = static_cast<char>(literal[1] | 0x20);
  const std::string_view digits = literal.substr(2);
  if (base == 'x') return "0x" + std::string(digits);
  const size_t bits_per_digit = base == 'o' ? 3 : 1;
  std::string bits;
  for (const char digit : digits) {
    for (size_t bit = bits_per_digit; bit-- > 0;) {
      bits += (digit - '0') >> bit & 1 ? '1' : '0';
    }
  }
  bits.insert(0, (4 - bits.size() % 4) % 4, '0');
  std::string hex = "0x";
  for (size_t i = 0; i < bits.size(); i += 4) {
    const int value = std::stoi(bits.substr(i, 4), nullptr, 2);
    hex += "0123456789abcdef"[value];
  }
  return hex;
}

std::string IntText(const Literal& literal) {
  if (literal.is_small) return std::to_string(literal.integer);
  const std::string_view text = literal.text;
  const bool is_decimal =
      text.size() < 2 || text[0] != '0' || (text[1] >= '0' && text[1] <= '9');
  return is_decimal ? std::string(text) : ToHex(text);
}

text::BigInt ToInt(const ConstantValue& constant) {
  text::BigInt value;
  std::string_view digits = constant.text;
  const bool is_negative = digits[0] == '-';
  digits.remove_prefix(is_negative ? 1 : 0);
  const int base = digits.starts_with("0x") ? 16 : 10;
  // The lexer has seen to it that these are digits, and not too many.
  MIDGE_CHECK(text::TextToInt(digits, base, &value, 0) == BigStatus::kOk);
  return is_negative ? text::Negate(value) : value;
}

Folded IntConstant(const text::BigInt& value) {
  int64_t small;
  if (text::FitsInt64(value, &small)) {
    return MakeConstant(Kind::kInt, std::to_string(small));
  }
  std::string digits;
  MIDGE_CHECK(text::IntToText(text::Absolute(value), 16, &digits) ==
              BigStatus::kOk);
  return MakeConstant(Kind::kInt, (value.negative ? "-0x" : "0x") + digits);
}

Folded FoldUnary(syntax::UnaryOperator op, ConstantValue operand) {
  if (op == syntax::UnaryOperator::kNot) {
    return MakeConstant(IsTruthy(operand) ? Kind::kFalse : Kind::kTrue);
  }
  if (op == syntax::UnaryOperator::kInvert) {
    if (operand.kind != Kind::kInt) return std::nullopt;
    return IntConstant(text::Invert(ToInt(operand)));
  }
  if (operand.kind == Kind::kComplex) return std::nullopt;
  if (operand.kind != Kind::kInt && operand.kind != Kind::kFloat) {
    return std::nullopt;
  }
  if (op == syntax::UnaryOperator::kUAdd) return operand;
  operand.number = operand.kind == Kind::kFloat ? -operand.number : 0;
  if (operand.kind == Kind::kFloat) return operand;
  if (operand.text[0] == '-') {
    operand.text.erase(0, 1);
  } else if (operand.text.find_first_not_of("0x") != std::string::npos) {
    operand.text.insert(0, "-");
  }
  return operand;
}

// What is larger is computed each time it is needed, as in CPython.
constexpr int64_t kFoldedBitsMax = 128;
constexpr size_t kFoldedTextMax = 4096;
constexpr size_t kFoldedItemsMax = 256;

// Of a * b, a << b and a ** b, whether the result may be too large.
bool IsLarge(syntax::BinaryOperator op, const text::BigInt& a,
             const text::BigInt& b) {
  const int64_t bits = text::BitLength(a);
  if (op == syntax::BinaryOperator::kMult) {
    return bits + text::BitLength(b) > kFoldedBitsMax;
  }
  int64_t count;
  if (!text::FitsInt64(b, &count) || count > kFoldedBitsMax) return true;
  return op == syntax::BinaryOperator::kLShift
             ? bits + count > kFoldedBitsMax
             : bits > 0 && count > kFoldedBitsMax / bits;
}

Folded FoldInts(syntax::BinaryOperator op, const text::BigInt& a,
                const text::BigInt& b) {
  text::BigInt result;
  BigStatus status = BigStatus::kOk;
  switch (op) {
    case syntax::BinaryOperator::kAdd:
      status = text::Add(a, b, &result);
      break;
    case syntax::BinaryOperator::kSub:
      status = text::Subtract(a, b, &result);
      break;
    case syntax::BinaryOperator::kMult:
      if (IsLarge(op, a, b)) return std::nullopt;
      status = text::Multiply(a, b, &result);
      break;
    case syntax::BinaryOperator::kFloorDiv:
      status = text::DivMod(a, b, &result, nullptr);
      break;
    case syntax::BinaryOperator::kMod:
      status = text::DivMod(a, b, nullptr, &result);
      break;
    case syntax::BinaryOperator::kLShift:
      if (IsLarge(op, a, b)) return std::nullopt;
      status = text::ShiftLeft(a, b, &result);
      break;
    case syntax::BinaryOperator::kRShift:
      status = text::ShiftRight(a, b, &result);
      break;
    case syntax::BinaryOperator::kBitOr:
      result = text::Or(a, b);
      break;
    case syntax::BinaryOperator::kBitAnd:
      result = text::And(a, b);
      break;
    case syntax::BinaryOperator::kBitXor:
      result = text::Xor(a, b);
      break;
    case syntax::BinaryOperator::kPow:
      if (b.negative || IsLarge(op, a, b)) return std::nullopt;
      status = text::Power(a, b, &result);
      break;
    default:
      return std::nullopt;
  }
  return status == BigStatus::kOk ? IntConstant(result) : std::nullopt;
}

Folded DivideInts(const text::BigInt& a, const text::BigInt& b) {
  double quotient;
  if (text::TrueDivide(a, b, &quotient) != BigStatus::kOk) return std::nullopt;
  return MakeFloat(Kind::kFloat, quotient);
}

// Of an int only if it is exactly a double.
std::optional<double> Double(const ConstantValue& constant) {
  if (constant.kind == Kind::kFloat) return constant.number;
  if (constant.kind != Kind::kInt) return std::nullopt;
  const text::BigInt value = ToInt(constant);
  double number;
  if (text::BitLength(value) > 53 ||
      text::ToDouble(value, &number) != BigStatus::kOk) {
    return std::nullopt;
  }
  return number;
}

bool IsText(const ConstantValue& constant) {
  return constant.kind == Kind::kStr || constant.kind == Kind::kBytes;
}

// text + text, tuple + tuple.
Folded Concatenate(ConstantValue left, const ConstantValue& right) {
  if (left.kind != right.kind) return std::nullopt;
  if (IsText(left)) {
    // Two halves of a surrogate pair do not become one character.
    left.text += right.text;
    return left;
  }
  if (left.kind != Kind::kTuple) return std::nullopt;
  left.items.insert(left.items.end(), right.items.begin(), right.items.end());
  return left;
}

// text * int, tuple * int.
Folded Repeat(const ConstantValue& sequence, const ConstantValue& times) {
  int64_t count;
  if (!text::FitsInt64(ToInt(times), &count)) return std::nullopt;
  count = std::max<int64_t>(count, 0);
  const size_t size =
      IsText(sequence) ? sequence.text.size() : sequence.items.size();
  const size_t most = IsText(sequence) ? kFoldedTextMax : kFoldedItemsMax;
  if (size > 0 && static_cast<size_t>(count) > most / size) {
    return std::nullopt;
  }
  ConstantValue all;
  all.kind = sequence.kind;
  for (int64_t i = 0; size > 0 && i < count; ++i) {
    all = *Concatenate(std::move(all), sequence);
  }
  return all;
}

Folded FoldBinary(syntax::BinaryOperator op, const ConstantValue& left,
                  const ConstantValue& right) {
  const auto is_sequence = [](const ConstantValue& constant) {
    return IsText(constant) || constant.kind == Kind::kTuple;
  };
  if (left.kind == Kind::kInt && right.kind == Kind::kInt) {
    const text::BigInt a = ToInt(left), b = ToInt(right);
    return op == syntax::BinaryOperator::kDiv ? DivideInts(a, b)
                                              : FoldInts(op, a, b);
  }
  if (op == syntax::BinaryOperator::kAdd && is_sequence(left)) {
    return Concatenate(left, right);
  }
  if (op == syntax::BinaryOperator::kMult) {
    if (is_sequence(left) && right.kind == Kind::kInt) {
      return Repeat(left, right);
    }
    if (is_sequence(right) && left.kind == Kind::kInt) {
      return Repeat(right, left);
    }
  }
  const std::optional<double> a = Double(left), b = Double(right);
  if (!a.has_value() || !b.has_value()) return std::nullopt;
  switch (op) {
    case syntax::BinaryOperator::kAdd:
      return MakeFloat(Kind::kFloat, *a + *b);
    case syntax::BinaryOperator::kSub:
      return MakeFloat(Kind::kFloat, *a - *b);
    case syntax::BinaryOperator::kMult:
      return MakeFloat(Kind::kFloat, *a * *b);
    case syntax::BinaryOperator::kDiv:
      if (*b == 0) return std::nullopt;
      return MakeFloat(Kind::kFloat, *a / *b);
    default:
      return std::nullopt;
  }
}

}  // namespace

ConstantValue MakeLiteral(const Literal& literal) {
  switch (literal.kind) {
    case LiteralKind::kNone:
      return MakeConstant(Kind::kNone);
    case LiteralKind::kTrue:
      return MakeConstant(Kind::kTrue);
    case LiteralKind::kFalse:
      return MakeConstant(Kind::kFalse);
    case LiteralKind::kEllipsis:
      return MakeConstant(Kind::kEllipsis);
    case LiteralKind::kInt:
      return MakeConstant(Kind::kInt, IntText(literal));
    case LiteralKind::kFloat:
      return MakeFloat(Kind::kFloat, literal.number);
    case LiteralKind::kImaginary:
      return MakeFloat(Kind::kComplex, literal.number);
    case LiteralKind::kStr:
      return MakeConstant(Kind::kStr, std::string(literal.text));
    case LiteralKind::kBytes:
      return MakeConstant(Kind::kBytes, std::string(literal.text));
  }
  return MakeConstant(Kind::kNone);
}

bool IsTruthy(const ConstantValue& constant) {
  switch (constant.kind) {
    case Kind::kNone:
    case Kind::kFalse:
      return false;
    case Kind::kInt:
      return constant.text.find_first_not_of("-0x") != std::string::npos;
    case Kind::kFloat:
    case Kind::kComplex:
      return constant.number != 0;
    case Kind::kStr:
    case Kind::kName:
    case Kind::kBytes:
      return !constant.text.empty();
    case Kind::kTuple:
    case Kind::kFrozenSet:
      return !constant.items.empty();
    default:
      return true;
  }
}

Folded FoldConstant(const Expr* e) {
  if (Is<syntax::Constant>(e)) {
    return MakeLiteral(As<syntax::Constant>(e)->value);
  }
  if (Is<UnaryOp>(e)) {
    Folded operand = FoldConstant(As<UnaryOp>(e)->operand);
    if (!operand.has_value()) return std::nullopt;
    return FoldUnary(As<UnaryOp>(e)->op, *std::move(operand));
  }
  if (Is<BinOp>(e)) {
    const Folded right = FoldConstant(As<BinOp>(e)->right);
    if (!right.has_value()) return std::nullopt;
    const Folded left = FoldConstant(As<BinOp>(e)->left);
    if (!left.has_value()) return std::nullopt;
    return FoldBinary(As<BinOp>(e)->op, *left, *right);
  }
  if (!Is<Tuple>(e)) return std::nullopt;
  std::vector<ConstantValue> items;
  for (const Expr* element : As<Tuple>(e)->elts) {
    Folded item = FoldConstant(element);
    if (!item.has_value()) return std::nullopt;
    items.push_back(*std::move(item));
  }
  return MakeTuple(std::move(items));
}

Folded FoldItems(const syntax::Seq<Expr*>& items, ConstantValue::Kind kind) {
  ConstantValue all;
  all.kind = kind;
  for (const Expr* item : items) {
    Folded constant = FoldConstant(item);
    if (!constant.has_value()) return std::nullopt;
    all.items.push_back(*std::move(constant));
  }
  return all;
}

}  // namespace midge::vm
