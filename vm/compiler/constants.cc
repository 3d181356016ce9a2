// What is known of constants at compile time.
#include <cmath>
#include <optional>
#include <string>

#include "vm/compiler/generator.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

using Kind = ConstantValue::Kind;
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

// The value of an int constant that fits an int64_t.
std::optional<int64_t> SmallInt(const ConstantValue& constant) {
  if (constant.kind != Kind::kInt || constant.text.size() > 18 ||
      constant.text.find('x') != std::string::npos) {
    return std::nullopt;
  }
  return std::stoll(constant.text);
}

Folded IntConstant(int64_t value) {
  return MakeConstant(Kind::kInt, std::to_string(value));
}

Folded FoldUnary(syntax::UnaryOperator op, ConstantValue operand) {
  if (op == syntax::UnaryOperator::kNot) {
    return MakeConstant(IsTruthy(operand) ? Kind::kFalse : Kind::kTrue);
  }
  if (op == syntax::UnaryOperator::kInvert) {
    const std::optional<int64_t> value = SmallInt(operand);
    return value.has_value() ? IntConstant(~*value) : std::nullopt;
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

Folded FoldInts(syntax::BinaryOperator op, int64_t a, int64_t b) {
  int64_t result = 0;
  bool overflows = false;
  switch (op) {
    case syntax::BinaryOperator::kAdd:
      overflows = __builtin_add_overflow(a, b, &result);
      break;
    case syntax::BinaryOperator::kSub:
      overflows = __builtin_sub_overflow(a, b, &result);
      break;
    case syntax::BinaryOperator::kMult:
      overflows = __builtin_mul_overflow(a, b, &result);
      break;
    case syntax::BinaryOperator::kLShift:
      if (a < 0 || b < 0 || b > 62 || a > (INT64_MAX >> b)) return std::nullopt;
      result = a << b;
      break;
    case syntax::BinaryOperator::kBitOr:
      result = a | b;
      break;
    case syntax::BinaryOperator::kBitAnd:
      result = a & b;
      break;
    case syntax::BinaryOperator::kBitXor:
      result = a ^ b;
      break;
    case syntax::BinaryOperator::kPow:
      if (b < 0 || b > 64) return std::nullopt;
      result = 1;
      for (int64_t i = 0; i < b && !overflows; ++i) {
        overflows = __builtin_mul_overflow(result, a, &result);
      }
      break;
    default:
      return std::nullopt;
  }
  return overflows ? std::nullopt : IntConstant(result);
}

// Ints beyond this are not exactly doubles.
constexpr int64_t kMaxExactInt = int64_t{1} << 53;

std::optional<double> Double(const ConstantValue& constant) {
  if (constant.kind == Kind::kFloat) return constant.number;
  const std::optional<int64_t> value = SmallInt(constant);
  if (!value.has_value() || std::abs(*value) > kMaxExactInt) {
    return std::nullopt;
  }
  return static_cast<double>(*value);
}

Folded FoldBinary(syntax::BinaryOperator op, const ConstantValue& left,
                  const ConstantValue& right) {
  const bool ints = left.kind == Kind::kInt && right.kind == Kind::kInt;
  if (ints && op != syntax::BinaryOperator::kDiv) {
    const std::optional<int64_t> a = SmallInt(left), b = SmallInt(right);
    if (!a.has_value() || !b.has_value()) return std::nullopt;
    return FoldInts(op, *a, *b);
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
