#include "vm/literal.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "vm/image/codec.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/numbers.h"
#include "vm/syntax/parse.h"
#include "vm/text/int_text.h"

namespace midge::vm {
namespace {

// The parser bounds how deep a literal nests, so a recursion over its tree is
// bounded too.
class LiteralReader {
 public:
  explicit LiteralReader(Context& context) : context_(context) {}

  absl::Status Read(const syntax::Expr* expr, Value* out);

 private:
  absl::Status ReadConstant(const syntax::Literal& literal, Value* out);
  absl::Status ReadItems(const syntax::Seq<syntax::Expr*>& items,
                         std::vector<Value>* out);
  absl::Status ReadDict(const syntax::Dict* dict, Value* out);
  absl::Status ReadSet(const syntax::Set* set, Value* out);
  absl::Status ReadSign(const syntax::UnaryOp* unary, Value* out);

  Context& context_;
};

absl::Status NotALiteral() {
  return absl::InvalidArgumentError(
      "only literals can be sent: numbers, text, bytes, None, True, False, "
      "and tuples, lists, sets and dicts of them");
}

absl::Status LiteralReader::ReadConstant(const syntax::Literal& literal,
                                         Value* out) {
  switch (literal.kind) {
    case syntax::LiteralKind::kNone:
      *out = Value::None();
      return absl::OkStatus();
    case syntax::LiteralKind::kTrue:
    case syntax::LiteralKind::kFalse:
      *out = Value::Bool(literal.kind == syntax::LiteralKind::kTrue);
      return absl::OkStatus();
    case syntax::LiteralKind::kEllipsis:
      *out = Value::Ellipsis();
      return absl::OkStatus();
    case syntax::LiteralKind::kInt: {
      if (literal.is_small) {
        *out = NewInt(context_, literal.integer);
        return absl::OkStatus();
      }
      text::BigInt big;
      if (text::TextToInt(literal.text, 0, &big) != text::BigStatus::kOk) {
        return absl::InvalidArgumentError("int with too many digits");
      }
      *out = MakeInt(context_, big);
      return absl::OkStatus();
    }
    case syntax::LiteralKind::kFloat:
      *out = Value::Float(literal.number);
      return absl::OkStatus();
    case syntax::LiteralKind::kImaginary: {
      Complex* complex = context_.heap().New<Complex>();
      complex->real = 0;
      complex->imaginary = literal.number;
      *out = Value::Of(complex);
      return absl::OkStatus();
    }
    case syntax::LiteralKind::kStr:
      *out = Value::Of(NewStr(context_, literal.text));
      return absl::OkStatus();
    case syntax::LiteralKind::kBytes:
      *out = Value::Of(NewBytes(context_, literal.text));
      return absl::OkStatus();
  }
  return NotALiteral();
}

absl::Status LiteralReader::ReadItems(const syntax::Seq<syntax::Expr*>& items,
                                      std::vector<Value>* out) {
  for (const syntax::Expr* item : items) {
    Value value;
    MIDGE_RETURN_IF_ERROR(Read(item, &value));
    out->push_back(value);
  }
  return absl::OkStatus();
}

absl::Status LiteralReader::ReadDict(const syntax::Dict* dict, Value* out) {
  Dict* made = NewDict(context_);
  for (size_t i = 0; i < dict->keys.size(); ++i) {
    if (dict->keys[i] == nullptr) return NotALiteral();
    Value key, value;
    MIDGE_RETURN_IF_ERROR(Read(dict->keys[i], &key));
    MIDGE_RETURN_IF_ERROR(Read(dict->values[i], &value));
    if (DictStore(context_, made, key, value) != OpResult::kDone) {
      return absl::InvalidArgumentError("a key that cannot be hashed");
    }
  }
  *out = Value::Of(made);
  return absl::OkStatus();
}

absl::Status LiteralReader::ReadSet(const syntax::Set* set, Value* out) {
  std::vector<Value> items;
  MIDGE_RETURN_IF_ERROR(ReadItems(set->elts, &items));
  Set* made = NewSet(context_);
  for (const Value item : items) {
    bool added;
    if (SetInsert(context_, made, item, &added) != OpResult::kDone) {
      return absl::InvalidArgumentError("an item that cannot be hashed");
    }
  }
  *out = Value::Of(made);
  return absl::OkStatus();
}

absl::Status LiteralReader::ReadSign(const syntax::UnaryOp* unary, Value* out) {
  Value operand;
  MIDGE_RETURN_IF_ERROR(Read(unary->operand, &operand));
  const bool number = operand.is_int() || operand.is_float() ||
                      IsKind(operand, Kind::kBigInt) ||
                      IsKind(operand, Kind::kComplex);
  if (!number) return NotALiteral();
  OpResult result = OpResult::kPython;
  if (unary->op == syntax::UnaryOperator::kUSub) {
    result = Negative(context_, operand, out);
  } else if (unary->op == syntax::UnaryOperator::kUAdd) {
    result = Positive(context_, operand, out);
  }
  return result == OpResult::kDone ? absl::OkStatus() : NotALiteral();
}

absl::Status LiteralReader::Read(const syntax::Expr* expr, Value* out) {
  std::vector<Value> items;
  switch (expr->kind) {
    case syntax::NodeKind::kConstant:
      return ReadConstant(syntax::As<syntax::Constant>(expr)->value, out);
    case syntax::NodeKind::kTuple:
      MIDGE_RETURN_IF_ERROR(
          ReadItems(syntax::As<syntax::Tuple>(expr)->elts, &items));
      *out = Value::Of(NewTuple(context_, items));
      return absl::OkStatus();
    case syntax::NodeKind::kList:
      MIDGE_RETURN_IF_ERROR(
          ReadItems(syntax::As<syntax::List>(expr)->elts, &items));
      *out = Value::Of(NewList(context_, items));
      return absl::OkStatus();
    case syntax::NodeKind::kDict:
      return ReadDict(syntax::As<syntax::Dict>(expr), out);
    case syntax::NodeKind::kSet:
      return ReadSet(syntax::As<syntax::Set>(expr), out);
    case syntax::NodeKind::kUnaryOp:
      return ReadSign(syntax::As<syntax::UnaryOp>(expr), out);
    default:
      return NotALiteral();
  }
}

}  // namespace

absl::StatusOr<std::string> EncodeLiteral(std::string_view literal) {
  const syntax::ParseResult parsed =
      syntax::Parse(literal, "<literal>", syntax::ParseMode::kExpression);
  if (!parsed.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("not a literal: ", parsed.error.message));
  }
  Context context(nullptr);
  Value value;
  MIDGE_RETURN_IF_ERROR(
      LiteralReader(context).Read(parsed.tree->expression->body, &value));
  std::string bytes;
  if (Encode(context, CodecOptions(), value, &bytes) != OpResult::kDone) {
    return absl::InvalidArgumentError("the literal is too large");
  }
  return bytes;
}

}  // namespace midge::vm
