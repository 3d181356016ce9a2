// What is known of constants at compile time.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "base/check.h"
#include "vm/compiler/generator.h"
#include "vm/text/big_int.h"
#include "vm/text/float_ops.h"
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

bool IsBool(const ConstantValue& constant) {
  return constant.kind == Kind::kTrue || constant.kind == Kind::kFalse;
}

bool IsInt(const ConstantValue& constant) {
  return constant.kind == Kind::kInt || IsBool(constant);
}

// REQUIRES: IsInt(constant).
text::BigInt ToInt(const ConstantValue& constant) {
  text::BigInt value;
  if (IsBool(constant)) return text::BigInt(constant.kind == Kind::kTrue);
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
  if (IsInt(operand)) {
    const text::BigInt value = ToInt(operand);
    if (op == syntax::UnaryOperator::kUAdd) return IntConstant(value);
    return IntConstant(op == syntax::UnaryOperator::kInvert
                           ? text::Invert(value)
                           : text::Negate(value));
  }
  if (operand.kind != Kind::kFloat || op == syntax::UnaryOperator::kInvert) {
    return std::nullopt;
  }
  if (op == syntax::UnaryOperator::kUSub) operand.number = -operand.number;
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

// What has no result, and what would be complex, is left to the program.
Folded FoldFloats(syntax::BinaryOperator op, double a, double b) {
  double result;
  switch (op) {
    case syntax::BinaryOperator::kAdd:
      return MakeFloat(Kind::kFloat, a + b);
    case syntax::BinaryOperator::kSub:
      return MakeFloat(Kind::kFloat, a - b);
    case syntax::BinaryOperator::kMult:
      return MakeFloat(Kind::kFloat, a * b);
    case syntax::BinaryOperator::kDiv:
      if (b == 0) return std::nullopt;
      return MakeFloat(Kind::kFloat, a / b);
    case syntax::BinaryOperator::kFloorDiv:
      if (b == 0) return std::nullopt;
      return MakeFloat(Kind::kFloat, text::FloatFloorDivide(a, b));
    case syntax::BinaryOperator::kMod:
      if (b == 0) return std::nullopt;
      return MakeFloat(Kind::kFloat, text::FloatModulo(a, b));
    case syntax::BinaryOperator::kPow:
      result = std::pow(a, b);
      if (!std::isfinite(result)) return std::nullopt;
      return MakeFloat(Kind::kFloat, result);
    default:
      return std::nullopt;
  }
}

// Of an int only if it is exactly a double.
std::optional<double> Double(const ConstantValue& constant) {
  if (constant.kind == Kind::kFloat) return constant.number;
  if (!IsInt(constant)) return std::nullopt;
  const text::BigInt value = ToInt(constant);
  double number;
  if (text::BitLength(value) > 53 ||
      text::ToDouble(value, &number) != BigStatus::kOk) {
    return std::nullopt;
  }
  return number;
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

bool IsBitwise(syntax::BinaryOperator op) {
  return op == syntax::BinaryOperator::kBitAnd ||
         op == syntax::BinaryOperator::kBitOr ||
         op == syntax::BinaryOperator::kBitXor;
}

Folded FoldBinary(syntax::BinaryOperator op, const ConstantValue& left,
                  const ConstantValue& right) {
  const auto is_sequence = [](const ConstantValue& constant) {
    return IsText(constant) || constant.kind == Kind::kTuple;
  };
  if (IsInt(left) && IsInt(right)) {
    const text::BigInt a = ToInt(left), b = ToInt(right);
    if (op == syntax::BinaryOperator::kDiv) return DivideInts(a, b);
    if (op != syntax::BinaryOperator::kPow || !b.negative) {
      const Folded folded = FoldInts(op, a, b);
      const bool is_bool = IsBool(left) && IsBool(right) && IsBitwise(op);
      if (!is_bool || !folded.has_value()) return folded;
      return MakeConstant(IsTruthy(*folded) ? Kind::kTrue : Kind::kFalse);
    }
  }
  if (op == syntax::BinaryOperator::kAdd && is_sequence(left)) {
    return Concatenate(left, right);
  }
  if (op == syntax::BinaryOperator::kMult) {
    if (is_sequence(left) && IsInt(right)) {
      return Repeat(left, right);
    }
    if (is_sequence(right) && IsInt(left)) {
      return Repeat(right, left);
    }
  }
  const std::optional<double> a = Double(left), b = Double(right);
  if (!a.has_value() || !b.has_value()) return std::nullopt;
  return FoldFloats(op, *a, *b);
}

// text[index], tuple[index]
Folded FoldItem(const ConstantValue& sequence, const ConstantValue& index) {
  int64_t at;
  if (!IsInt(index) || !text::FitsInt64(ToInt(index), &at)) {
    return std::nullopt;
  }
  // Of a text that is not ASCII, a character is found as the program runs.
  const bool is_plain =
      sequence.kind != Kind::kStr ||
      std::all_of(sequence.text.begin(), sequence.text.end(),
                  [](char c) { return static_cast<uint8_t>(c) < 0x80; });
  if (!is_plain) return std::nullopt;
  const int64_t size = static_cast<int64_t>(
      IsText(sequence) ? sequence.text.size() : sequence.items.size());
  if (at < 0) at += size;
  if (at < 0 || at >= size) return std::nullopt;
  const size_t place = static_cast<size_t>(at);
  switch (sequence.kind) {
    case Kind::kStr:
      return MakeConstant(Kind::kStr, sequence.text.substr(place, 1));
    case Kind::kBytes:
      return IntConstant(
          text::BigInt(static_cast<uint8_t>(sequence.text[place])));
    case Kind::kTuple:
      return sequence.items[place];
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
  if (Is<Subscript>(e)) {
    const Folded index = FoldConstant(As<Subscript>(e)->slice);
    if (!index.has_value()) return std::nullopt;
    const Folded sequence = FoldConstant(As<Subscript>(e)->value);
    return sequence.has_value() ? FoldItem(*sequence, *index) : std::nullopt;
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
