// The kinds of pattern in a match statement.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

Pattern* Parser::LiteralPattern() {
  size_t start = mark_;
  if (At(TokenKind::kNone) || At(TokenKind::kTrue) || At(TokenKind::kFalse)) {
    Expr* constant = LiteralExpr();
    return Make<MatchSingleton>(SpanFrom(start), As<Constant>(constant)->value);
  }
  Expr* value = LiteralExpr();
  if (value == nullptr) return nullptr;
  return Make<MatchValue>(SpanFrom(start), value);
}

// signed_number !('+' | '-') | complex_number | strings | constant
Expr* Parser::LiteralExpr() {
  size_t start = mark_;
  Expr* number = SignedNumber();
  if (number != nullptr && !At(TokenKind::kPlus) && !At(TokenKind::kMinus)) {
    return number;
  }
  mark_ = start;
  if (Expr* complex = ComplexNumber()) return complex;
  switch (Kind()) {
    case TokenKind::kString:
      return Strings();
    case TokenKind::kNone:
      return ConstantAtom(LiteralKind::kNone);
    case TokenKind::kTrue:
      return ConstantAtom(LiteralKind::kTrue);
    case TokenKind::kFalse:
      return ConstantAtom(LiteralKind::kFalse);
    default:
      return nullptr;
  }
}

// ['-'] NUMBER
Expr* Parser::SignedNumber() {
  size_t start = mark_;
  if (!Accept(TokenKind::kMinus)) {
    return At(TokenKind::kNumber) ? NumberAtom() : nullptr;
  }
  if (!At(TokenKind::kNumber)) return BackTo(start);
  Expr* number = NumberAtom();
  return Make<UnaryOp>(SpanFrom(start), UnaryOperator::kUSub, number);
}

namespace {

bool IsImaginary(const Expr* number) {
  if (Is<UnaryOp>(number)) number = As<UnaryOp>(number)->operand;
  return Is<Constant>(number) &&
         As<Constant>(number)->value.kind == LiteralKind::kImaginary;
}

}  // namespace

// signed_real_number ('+' | '-') imaginary_number
Expr* Parser::ComplexNumber() {
  size_t start = mark_;
  Expr* real = SignedNumber();
  if (real == nullptr) return nullptr;
  if (IsImaginary(real)) {
    RaiseAt(real->span, "real number required in complex literal");
    return BackTo(start);
  }
  BinaryOperator op = BinaryOperator::kAdd;
  if (Accept(TokenKind::kMinus)) {
    op = BinaryOperator::kSub;
  } else if (!Accept(TokenKind::kPlus)) {
    return BackTo(start);
  }
  if (!At(TokenKind::kNumber)) return BackTo(start);
  Expr* imaginary = NumberAtom();
  if (imaginary == nullptr) return BackTo(start);
  if (!IsImaginary(imaginary)) {
    RaiseAt(imaginary->span, "imaginary number required in complex literal");
    return BackTo(start);
  }
  return Make<BinOp>(SpanFrom(start), real, op, imaginary);
}

// !"_" NAME !('.' | '(' | '=')
Identifier Parser::CaptureTarget() {
  size_t start = mark_;
  if (AtWord("_")) return {};
  const Token* token = Accept(TokenKind::kName);
  if (token == nullptr) return {};
  if (At(TokenKind::kDot) || At(TokenKind::kLeftParen) ||
      At(TokenKind::kEqual)) {
    mark_ = start;
    return {};
  }
  return NameOf(tokens_[start]);
}

// A name to bind, or "_".
Pattern* Parser::CapturePattern() {
  size_t start = mark_;
  Pattern* none = nullptr;
  Identifier target = CaptureTarget();
  if (!target.empty()) return Make<MatchAs>(SpanFrom(start), none, target);
  if (!AcceptWord("_")) return nullptr;
  return Make<MatchAs>(SpanFrom(start), none, Identifier{});
}

// NAME ('.' NAME)*
Expr* Parser::NameOrAttr() {
  size_t start = mark_;
  Expr* value = NameTarget(ExprContext::kLoad);
  if (value == nullptr) return nullptr;
  for (;;) {
    size_t end = mark_;
    if (!Accept(TokenKind::kDot)) return value;
    const Token* token = Accept(TokenKind::kName);
    if (token == nullptr) {
      mark_ = end;
      return value;
    }
    Identifier attr = NameOf(*token);
    value = Make<Attribute>(SpanFrom(start), value, attr, ExprContext::kLoad);
  }
}

// attr !('.' | '(' | '=')
Pattern* Parser::ValuePattern() {
  size_t start = mark_;
  Expr* value = NameOrAttr();
  if (!Is<Attribute>(value) || At(TokenKind::kDot) ||
      At(TokenKind::kLeftParen) || At(TokenKind::kEqual)) {
    return BackTo(start);
  }
  return Make<MatchValue>(SpanFrom(start), value);
}

// '(' pattern ')'
Pattern* Parser::GroupPattern() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftParen)) return nullptr;
  Pattern* inner = AsPattern();
  if (inner == nullptr || !Accept(TokenKind::kRightParen)) {
    return BackTo(start);
  }
  return inner;
}

// '[' [maybe_sequence] ']' | '(' [open_sequence] ')'
Pattern* Parser::SequencePattern() {
  size_t start = mark_;
  std::vector<Pattern*> items;
  TokenKind close = TokenKind::kRightBracket;
  if (Accept(TokenKind::kLeftBracket)) {
    MaybeSequence(&items);
  } else if (Accept(TokenKind::kLeftParen)) {
    close = TokenKind::kRightParen;
    if (!OpenSequence(&items)) mark_ = start + 1;
  } else {
    return nullptr;
  }
  if (!Accept(close)) return BackTo(start);
  return Make<MatchSequence>(SpanFrom(start), arena_->Copy(items));
}

// maybe_star_pattern ',' [maybe_sequence]
bool Parser::OpenSequence(std::vector<Pattern*>* out) {
  size_t start = mark_;
  Pattern* first = MaybeStarPattern();
  if (first == nullptr || !Accept(TokenKind::kComma)) return Undo(start);
  out->push_back(first);
  MaybeSequence(out);
  return true;
}

// ','.maybe_star_pattern+ [',']
void Parser::MaybeSequence(std::vector<Pattern*>* out) {
  while (Pattern* item = MaybeStarPattern()) {
    out->push_back(item);
    if (!Accept(TokenKind::kComma)) return;
  }
}

// '*' (NAME | "_") | pattern
Pattern* Parser::MaybeStarPattern() {
  size_t start = mark_;
  if (!Accept(TokenKind::kStar)) return AsPattern();
  Identifier target = CaptureTarget();
  if (target.empty() && !AcceptWord("_")) return BackTo(start);
  return Make<MatchStar>(SpanFrom(start), target);
}

// '{' [items] [',' '**' NAME] [','] '}'
Pattern* Parser::MappingPattern() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftBrace)) return nullptr;
  std::vector<Expr*> keys;
  std::vector<Pattern*> values;
  Identifier rest;
  while (!At(TokenKind::kRightBrace)) {
    if (Accept(TokenKind::kStarStar)) {
      rest = CaptureTarget();
      if (rest.empty()) return BackTo(start);
      Accept(TokenKind::kComma);
      break;
    }
    if (!MappingItem(&keys, &values)) return BackTo(start);
    if (!Accept(TokenKind::kComma)) break;
  }
  if (!Accept(TokenKind::kRightBrace)) return BackTo(start);
  return Make<MatchMapping>(SpanFrom(start), arena_->Copy(keys),
                            arena_->Copy(values), rest);
}

// (literal_expr | attr) ':' pattern
bool Parser::MappingItem(std::vector<Expr*>* keys,
                         std::vector<Pattern*>* values) {
  size_t start = mark_;
  Expr* key = LiteralExpr();
  if (key == nullptr) {
    key = NameOrAttr();
    if (!Is<Attribute>(key)) return Undo(start);
  }
  if (!Accept(TokenKind::kColon)) return Undo(start);
  Pattern* value = AsPattern();
  if (value == nullptr) return Undo(start);
  keys->push_back(key);
  values->push_back(value);
  return true;
}

// name_or_attr '(' [positional] [',' keyword] [','] ')'
Pattern* Parser::ClassPattern() {
  size_t start = mark_;
  Expr* cls = NameOrAttr();
  if (cls == nullptr || !Accept(TokenKind::kLeftParen)) return BackTo(start);
  size_t inside = mark_;
  std::vector<Pattern*> positional;
  std::vector<Identifier> names;
  std::vector<Pattern*> values;
  bool comma = true;
  if (PositionalPatterns(&positional)) comma = Accept(TokenKind::kComma);
  if (comma && KeywordPatterns(&names, &values)) Accept(TokenKind::kComma);
  if (Accept(TokenKind::kRightParen)) {
    return Make<MatchClass>(SpanFrom(start), cls, arena_->Copy(positional),
                            arena_->Copy(names), arena_->Copy(values));
  }
  if (diagnose_) {
    mark_ = inside;
    RefuseClassArguments();
  }
  return BackTo(start);
}

// ','.pattern+; leaves a trailing comma unread.
bool Parser::PositionalPatterns(std::vector<Pattern*>* out) {
  for (;;) {
    size_t before = mark_;
    Pattern* pattern = AsPattern();
    // `name=…` starts the keyword patterns.
    if (pattern == nullptr) {
      if (out->empty()) return Undo(before);
      mark_ = before - 1;
      return true;
    }
    out->push_back(pattern);
    if (!Accept(TokenKind::kComma)) return true;
  }
}

// ','.(NAME '=' pattern)+; leaves a trailing comma unread.
bool Parser::KeywordPatterns(std::vector<Identifier>* names,
                             std::vector<Pattern*>* out) {
  for (;;) {
    size_t before = mark_;
    const Token* token = Accept(TokenKind::kName);
    Identifier name;
    if (token != nullptr) name = NameOf(*token);
    Pattern* pattern = nullptr;
    if (!name.empty() && Accept(TokenKind::kEqual)) pattern = AsPattern();
    if (pattern == nullptr) {
      if (out->empty()) return Undo(before);
      mark_ = before - 1;
      return true;
    }
    names->push_back(name);
    out->push_back(pattern);
    if (!Accept(TokenKind::kComma)) return true;
  }
}

// [positional ','] keyword ',' positional
void Parser::RefuseClassArguments() {
  size_t start = mark_;
  std::vector<Pattern*> positional;
  std::vector<Identifier> names;
  std::vector<Pattern*> values;
  if (!PositionalPatterns(&positional) || !Accept(TokenKind::kComma)) {
    mark_ = start;
  }
  if (!KeywordPatterns(&names, &values) || !Accept(TokenKind::kComma)) return;
  std::vector<Pattern*> misplaced;
  if (!PositionalPatterns(&misplaced)) return;
  RaiseBetween(misplaced.front()->span, misplaced.back()->span,
               "positional patterns follow keyword patterns");
}

}  // namespace midge::vm::syntax
