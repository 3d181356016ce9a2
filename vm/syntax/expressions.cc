// Expressions, from the loosest binding (commas, yield) to the tightest
// operator (**).
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

Expr* Parser::TupleOf(const Span& span, const std::vector<Expr*>& items,
                      ExprContext ctx) {
  return Make<Tuple>(span, arena_->Copy(items), ctx);
}

// `parse` (',' `parse`)* [',']: one alone stays itself.
Expr* Parser::CommaSeparated(Expr* (Parser::*parse)()) {
  size_t start = mark_;
  Expr* first = (this->*parse)();
  if (first == nullptr) return BackTo(start);
  if (!At(TokenKind::kComma)) return first;
  std::vector<Expr*> items{first};
  while (Accept(TokenKind::kComma)) {
    Expr* item = (this->*parse)();
    if (item == nullptr) break;
    items.push_back(item);
  }
  return TupleOf(SpanFrom(start), items, ExprContext::kLoad);
}

Expr* Parser::Expressions() { return CommaSeparated(&Parser::OneExpression); }

Expr* Parser::StarExpressions() {
  return CommaSeparated(&Parser::StarExpression);
}

// '*' bitwise_or | expression
Expr* Parser::StarExpression() {
  return Remembered(Rule::kStarExpression, &Parser::StarExpressionRule);
}

Expr* Parser::StarExpressionRule() {
  if (At(TokenKind::kStar)) return StarredBitwiseOr();
  return OneExpression();
}

Expr* Parser::StarredBitwiseOr() {
  size_t start = mark_;
  if (!Accept(TokenKind::kStar)) return nullptr;
  Expr* value = BitwiseOr();
  if (value == nullptr) return BackTo(start);
  return Make<Starred>(SpanFrom(start), value, ExprContext::kLoad);
}

// ','.star_named_expression+ [',']
bool Parser::StarNamedExpressions(std::vector<Expr*>* out) {
  size_t before = out->size();
  while (Expr* item = StarNamedExpression()) {
    out->push_back(item);
    if (!Accept(TokenKind::kComma)) break;
  }
  return out->size() > before;
}

Expr* Parser::StarNamedExpression() {
  if (At(TokenKind::kStar)) return StarredBitwiseOr();
  return NamedExpression();
}

// NAME ':=' ~ expression
Expr* Parser::AssignmentExpression(bool* cut) {
  size_t start = mark_;
  *cut = false;
  if (!At(TokenKind::kName)) return nullptr;
  ++mark_;
  if (!Accept(TokenKind::kColonEqual)) return BackTo(start);
  *cut = true;
  Identifier name = NameOf(tokens_[start]);
  Expr* value = OneExpression();
  if (value == nullptr) return BackTo(start);
  Expr* target = Make<Name>(tokens_[start].span, name, ExprContext::kStore);
  return Make<NamedExpr>(SpanFrom(start), target, value);
}

// assignment_expression | expression !':='
Expr* Parser::NamedExpression() {
  size_t start = mark_;
  bool cut;
  Expr* named = AssignmentExpression(&cut);
  if (named != nullptr) return named;
  if (diagnose_) RefuseNamedExpression();
  mark_ = start;
  Expr* value = OneExpression();
  if (value == nullptr || At(TokenKind::kColonEqual)) return BackTo(start);
  return value;
}

Expr* Parser::RefuseNamedExpression() {
  return Remembered(Rule::kRefuseNamedExpression,
                    &Parser::RefuseNamedExpressionRule);
}

// Always null: what matters is the error.
Expr* Parser::RefuseNamedExpressionRule() {
  size_t start = mark_;
  Expr* left = OneExpression();
  if (left != nullptr && Accept(TokenKind::kColonEqual) && OneExpression()) {
    RaiseAt(left->span, std::string("cannot use assignment expressions with ") +
                            ExprName(left));
    return nullptr;
  }
  auto at_assignment = [this] {
    return At(TokenKind::kEqual) || At(TokenKind::kColonEqual);
  };
  mark_ = start;
  if (Accept(TokenKind::kName) && Accept(TokenKind::kEqual)) {
    Expr* right = BitwiseOr();
    if (right != nullptr && !at_assignment()) {
      RaiseBetween(tokens_[start].span, right->span,
                   "invalid syntax. Maybe you meant '==' or ':=' instead of "
                   "'='?");
      return nullptr;
    }
  }
  mark_ = start;
  if (AtDisplayOrConstant()) return BackTo(start);
  left = BitwiseOr();
  if (left != nullptr && Accept(TokenKind::kEqual) && BitwiseOr() &&
      !at_assignment()) {
    RaiseAt(left->span, std::string("cannot assign to ") + ExprName(left) +
                            " here. Maybe you meant '==' instead of '='?");
  }
  return BackTo(start);
}

// &(list | tuple | genexp | 'True' | 'None' | 'False')
bool Parser::AtDisplayOrConstant() {
  size_t start = mark_;
  bool found = ListDisplay() || TupleDisplay() || Genexp() ||
               At(TokenKind::kTrue) || At(TokenKind::kNone) ||
               At(TokenKind::kFalse);
  mark_ = start;
  return found;
}

// 'yield' 'from' expression | 'yield' [star_expressions]
Expr* Parser::YieldExpr() {
  size_t start = mark_;
  if (!Accept(TokenKind::kYield)) return nullptr;
  if (Accept(TokenKind::kFrom)) {
    Expr* value = OneExpression();
    if (value != nullptr) return Make<YieldFrom>(SpanFrom(start), value);
    mark_ = start + 1;
  }
  Expr* value = StarExpressions();
  return Make<Yield>(SpanFrom(start), value);
}

Expr* Parser::OneExpression() {
  return Remembered(Rule::kExpression, &Parser::ExpressionRule);
}

Expr* Parser::ExpressionRule() {
  size_t start = mark_;
  if (diagnose_) {
    RefuseExpression();
    mark_ = start;
    RefuseLegacyStatement();
    mark_ = start;
  }
  return ConditionalOrLambda();
}

// disjunction ['if' disjunction 'else' expression] | lambdef
Expr* Parser::ConditionalOrLambda() {
  size_t start = mark_;
  Expr* body = Disjunction();
  if (body == nullptr) return LambdaRule();
  size_t end = mark_;
  if (!Accept(TokenKind::kIf)) return body;
  Level level(this);
  Expr* test = Disjunction();
  if (test != nullptr && Accept(TokenKind::kElse)) {
    if (Expr* orelse = OneExpression()) {
      return Make<IfExp>(SpanFrom(start), test, body, orelse);
    }
  }
  mark_ = end;
  return body;
}

namespace {

bool IsLegacyStatement(const Expr* expr) {
  if (!Is<Name>(expr)) return false;
  Identifier id = As<Name>(expr)->id;
  return id == "print" || id == "exec";
}

}  // namespace

namespace {

// CPython 3.11 takes the start of a soft keyword for one here.
bool BeginsSoftKeyword(std::string_view word) {
  for (std::string_view keyword : {"_", "case", "match"}) {
    if (keyword.starts_with(word)) return true;
  }
  return false;
}

}  // namespace

// Two expressions side by side inside brackets: a comma is missing.
void Parser::RefuseExpression() {
  size_t start = mark_;
  bool named = At(TokenKind::kName);
  if (named) {
    ++mark_;
    bool string_prefix = At(TokenKind::kString);
    --mark_;
    named = string_prefix || BeginsSoftKeyword(Peek().text);
  }
  if (!named) {
    Expr* left = Disjunction();
    Expr* right = left != nullptr ? ExpressionWithoutRefusal() : nullptr;
    if (right != nullptr) {
      if (!IsLegacyStatement(left) && Last().level != 0) {
        RaiseBetween(left->span, right->span,
                     "invalid syntax. Perhaps you forgot a comma?");
      }
      return;
    }
  }
  mark_ = start;
  Expr* body = Disjunction();
  if (body == nullptr || !Accept(TokenKind::kIf)) return;
  Expr* test = Disjunction();
  if (test == nullptr || At(TokenKind::kElse) || At(TokenKind::kColon)) return;
  RaiseBetween(body->span, test->span, "expected 'else' after 'if' expression");
}

Expr* Parser::ExpressionWithoutRefusal() {
  bool diagnose = diagnose_;
  diagnose_ = false;
  Expr* result = ConditionalOrLambda();
  diagnose_ = diagnose;
  return result;
}

// `print x`, `exec x`. What follows any other name is parsed too: an error in
// it is worded where CPython words it.
void Parser::RefuseLegacyStatement() {
  if (!At(TokenKind::kName) || depth_ >= kMaxTreeHeight / 2) return;
  Level level(this);
  const Token name = Peek();
  ++mark_;
  if (At(TokenKind::kLeftParen)) return;
  Expr* rest = StarExpressions();
  std::string word(name.text);
  if (rest == nullptr || (word != "print" && word != "exec")) return;
  RaiseBetween(name.span, rest->span,
               "Missing parentheses in call to '" + word + "'. Did you mean " +
                   word + "(...)?");
}

Expr* Parser::Disjunction() {
  return Remembered(Rule::kDisjunction, &Parser::DisjunctionRule);
}

Expr* Parser::DisjunctionRule() {
  return BoolChain(TokenKind::kOr, BoolOperator::kOr, &Parser::Conjunction);
}

Expr* Parser::Conjunction() {
  return Remembered(Rule::kConjunction, &Parser::ConjunctionRule);
}

Expr* Parser::ConjunctionRule() {
  return BoolChain(TokenKind::kAnd, BoolOperator::kAnd, &Parser::Inversion);
}

// `parse` (`word` `parse`)*
Expr* Parser::BoolChain(TokenKind word, BoolOperator op,
                        Expr* (Parser::*parse)()) {
  size_t start = mark_;
  Expr* first = (this->*parse)();
  if (first == nullptr || !At(word)) return first;
  std::vector<Expr*> values{first};
  size_t end = mark_;
  while (Accept(word)) {
    Expr* value = (this->*parse)();
    if (value == nullptr) break;
    values.push_back(value);
    end = mark_;
  }
  mark_ = end;
  if (values.size() == 1) return first;
  return Make<BoolOp>(SpanFrom(start), op, arena_->Copy(values));
}

// 'not' inversion | comparison
Expr* Parser::Inversion() {
  return Remembered(Rule::kInversion, &Parser::InversionRule);
}

Expr* Parser::InversionRule() {
  size_t start = mark_;
  if (!Accept(TokenKind::kNot)) return Comparison();
  Level level(this);
  Expr* operand = Inversion();
  if (operand == nullptr) return BackTo(start);
  return Make<UnaryOp>(SpanFrom(start), UnaryOperator::kNot, operand);
}

// bitwise_or (operator bitwise_or)*
Expr* Parser::Comparison() {
  size_t start = mark_;
  Expr* left = BitwiseOr();
  if (left == nullptr) return nullptr;
  std::vector<CompareOperator> ops;
  std::vector<Expr*> comparators;
  size_t end = mark_;
  CompareOperator op;
  while (AcceptComparison(&op)) {
    Expr* right = BitwiseOr();
    if (right == nullptr) break;
    ops.push_back(op);
    comparators.push_back(right);
    end = mark_;
  }
  mark_ = end;
  if (ops.empty()) return left;
  return Make<Compare>(SpanFrom(start), left, arena_->Copy(ops),
                       arena_->Copy(comparators));
}

bool Parser::AcceptComparison(CompareOperator* op) {
  size_t start = mark_;
  TokenKind kind = Kind();
  switch (kind) {
    case TokenKind::kEqualEqual:
      *op = CompareOperator::kEq;
      break;
    case TokenKind::kNotEqual:
      *op = CompareOperator::kNotEq;
      break;
    case TokenKind::kLess:
      *op = CompareOperator::kLt;
      break;
    case TokenKind::kLessEqual:
      *op = CompareOperator::kLtE;
      break;
    case TokenKind::kGreater:
      *op = CompareOperator::kGt;
      break;
    case TokenKind::kGreaterEqual:
      *op = CompareOperator::kGtE;
      break;
    case TokenKind::kIn:
      *op = CompareOperator::kIn;
      break;
    case TokenKind::kIs:
    case TokenKind::kNot: {
      ++mark_;
      bool is = kind == TokenKind::kIs;
      bool more = Accept(is ? TokenKind::kNot : TokenKind::kIn);
      if (!is && !more) return Undo(start);
      *op = !is ? CompareOperator::kNotIn
                : (more ? CompareOperator::kIsNot : CompareOperator::kIs);
      return true;
    }
    default:
      return false;
  }
  ++mark_;
  return true;
}

namespace {

struct Operator {
  int precedence;
  BinaryOperator op;
};

// Precedence 0: not a binary operator.
Operator OperatorOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kVBar:
      return {1, BinaryOperator::kBitOr};
    case TokenKind::kCaret:
      return {2, BinaryOperator::kBitXor};
    case TokenKind::kAmper:
      return {3, BinaryOperator::kBitAnd};
    case TokenKind::kLeftShift:
      return {4, BinaryOperator::kLShift};
    case TokenKind::kRightShift:
      return {4, BinaryOperator::kRShift};
    case TokenKind::kPlus:
      return {5, BinaryOperator::kAdd};
    case TokenKind::kMinus:
      return {5, BinaryOperator::kSub};
    case TokenKind::kStar:
      return {6, BinaryOperator::kMult};
    case TokenKind::kSlash:
      return {6, BinaryOperator::kDiv};
    case TokenKind::kSlashSlash:
      return {6, BinaryOperator::kFloorDiv};
    case TokenKind::kPercent:
      return {6, BinaryOperator::kMod};
    case TokenKind::kAt:
      return {6, BinaryOperator::kMatMult};
    default:
      return {0, BinaryOperator::kAdd};
  }
}

}  // namespace

Expr* Parser::BitwiseOr() {
  return Remembered(Rule::kBinary, &Parser::BitwiseOrRule);
}

Expr* Parser::BitwiseOrRule() { return Binary(1); }

// The left-associative operators that bind at least as `min_precedence`.
Expr* Parser::Binary(int min_precedence) {
  size_t start = mark_;
  Expr* left = Factor();
  if (left == nullptr) return nullptr;
  for (;;) {
    size_t end = mark_;
    Operator found = OperatorOf(Kind());
    if (found.precedence < min_precedence) return left;
    ++mark_;
    Expr* right = Binary(found.precedence + 1);
    if (right == nullptr) {
      mark_ = end;
      return left;
    }
    left = Make<BinOp>(SpanFrom(start), left, found.op, right);
  }
}

// ('+' | '-' | '~') factor | power
Expr* Parser::Factor() {
  return Remembered(Rule::kFactor, &Parser::FactorRule);
}

Expr* Parser::FactorRule() {
  size_t start = mark_;
  UnaryOperator op;
  switch (Kind()) {
    case TokenKind::kPlus:
      op = UnaryOperator::kUAdd;
      break;
    case TokenKind::kMinus:
      op = UnaryOperator::kUSub;
      break;
    case TokenKind::kTilde:
      op = UnaryOperator::kInvert;
      break;
    default:
      return Power();
  }
  ++mark_;
  Level level(this);
  Expr* operand = Factor();
  if (operand == nullptr) return BackTo(start);
  return Make<UnaryOp>(SpanFrom(start), op, operand);
}

// await_primary ['**' factor]
Expr* Parser::Power() {
  size_t start = mark_;
  Expr* base = AwaitPrimary();
  if (base == nullptr) return nullptr;
  size_t end = mark_;
  if (!Accept(TokenKind::kStarStar)) return base;
  Level level(this);
  Expr* exponent = Factor();
  if (exponent == nullptr) {
    mark_ = end;
    return base;
  }
  return Make<BinOp>(SpanFrom(start), base, BinaryOperator::kPow, exponent);
}

// 'lambda' [lambda_params] ':' expression
Expr* Parser::LambdaRule() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLambda)) return nullptr;
  Level level(this);
  Arguments* args = Params(TokenKind::kColon);
  if (!Accept(TokenKind::kColon)) return BackTo(start);
  Expr* body = OneExpression();
  if (body == nullptr) return BackTo(start);
  if (args == nullptr) args = Make<Arguments>({});
  return Make<Lambda>(SpanFrom(start), args, body);
}

}  // namespace midge::vm::syntax
