// try, except, except*, finally.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

// 'try' &&':' block (finally_block | except_block+ [else] [finally])
Stmt* Parser::TryStmt() {
  size_t start = mark_;
  if (diagnose_) RefuseTryStmt();
  mark_ = start;
  if (!Accept(TokenKind::kTry) || !Force(TokenKind::kColon)) {
    return BackTo(start);
  }
  Seq<Stmt*> body;
  if (!Block(&body)) return BackTo(start);
  Seq<Stmt*> orelse;
  Seq<Stmt*> finalbody;
  if (FinallyBlock(&finalbody)) {
    return Make<Try>(SpanFrom(start), body, Seq<ExceptHandler*>{}, orelse,
                     finalbody);
  }
  size_t handlers_start = mark_;
  std::vector<ExceptHandler*> handlers;
  bool star = false;
  if (!Handlers(star, &handlers)) {
    mark_ = handlers_start;
    star = true;
    if (!Handlers(star, &handlers)) return BackTo(start);
  }
  ElseBlock(&orelse);
  FinallyBlock(&finalbody);
  Seq<ExceptHandler*> list = arena_->Copy(handlers);
  Span span = SpanFrom(start);
  if (star) return Make<TryStar>(span, body, list, orelse, finalbody);
  return Make<Try>(span, body, list, orelse, finalbody);
}

bool Parser::Handlers(bool star, std::vector<ExceptHandler*>* out) {
  while (ExceptHandler* handler = ExceptBlock(star)) out->push_back(handler);
  return !out->empty();
}

bool Parser::FinallyBlock(Seq<Stmt*>* body) {
  size_t start = mark_;
  const Token* token = Accept(TokenKind::kFinally);
  if (token == nullptr) return false;
  int line = token->span.line;
  if (diagnose_) RefuseMissingBlock("'finally' statement", line);
  mark_ = start + 1;
  return (Force(TokenKind::kColon) && Block(body)) || Undo(start);
}

// 'except' ['*'] expression ['as' NAME] ':' block | 'except' ':' block
ExceptHandler* Parser::ExceptBlock(bool star) {
  size_t start = mark_;
  if (!At(TokenKind::kExcept)) return nullptr;
  if (diagnose_) RefuseExceptIndent(star);
  mark_ = start + 1;
  bool starred = star && Accept(TokenKind::kStar);
  Expr* type = star && !starred ? nullptr : OneExpression();
  Identifier name;
  if (type != nullptr) name = AsName();
  bool ok = type != nullptr || !star;
  Seq<Stmt*> body;
  if (ok && Accept(TokenKind::kColon) && Block(&body)) {
    return Make<ExceptHandler>(SpanFrom(start), type, name, body);
  }
  mark_ = start;
  if (diagnose_) RefuseExcept();
  return BackTo(start);
}

void Parser::RefuseExceptIndent(bool star) {
  size_t start = mark_;
  int line = Peek().span.line;
  ++mark_;
  if (star && !Accept(TokenKind::kStar)) return;
  if (OneExpression()) {
    AsName();
    RefuseMissingBlock(star ? "'except*' statement" : "'except' statement",
                       line);
  }
  if (star) return;
  mark_ = start + 1;
  RefuseMissingBlock("'except' statement", line);
}

void Parser::RefuseExcept() {
  size_t start = mark_++;
  Accept(TokenKind::kStar);
  size_t after_star = mark_;
  if (Expr* type = OneExpression()) {
    if (Accept(TokenKind::kComma) && Expressions()) {
      AsName();
      if (Accept(TokenKind::kColon)) {
        return RaiseFrom(type->span,
                         "multiple exception types must be parenthesized");
      }
    }
    mark_ = after_star;
    OneExpression();
    AsName();
    if (Accept(TokenKind::kNewline)) return RaiseHere("expected ':'");
  }
  mark_ = start + 1;
  if (Accept(TokenKind::kNewline)) return RaiseHere("expected ':'");
  if (Accept(TokenKind::kStar) &&
      (Accept(TokenKind::kNewline) || Accept(TokenKind::kColon))) {
    RaiseHere("expected one or more exception types");
  }
}

void Parser::RefuseTryStmt() {
  size_t start = mark_;
  int line = Peek().span.line;
  if (!Accept(TokenKind::kTry)) return;
  RefuseMissingBlock("'try' statement", line);
  mark_ = start + 1;
  if (!Accept(TokenKind::kColon)) return;
  Seq<Stmt*> body;
  size_t before_block = mark_;
  if (Block(&body) && !At(TokenKind::kExcept) && !At(TokenKind::kFinally)) {
    return RaiseHere("expected 'except' or 'finally' block");
  }
  mark_ = before_block;
  RefuseMixedHandlers();
}

// block* except_block+ and then an except*, or the other way round.
void Parser::RefuseMixedHandlers() {
  Seq<Stmt*> body;
  while (Block(&body)) {
  }
  size_t start = mark_;
  for (bool star : {false, true}) {
    mark_ = start;
    std::vector<ExceptHandler*> handlers;
    if (!Handlers(star, &handlers)) continue;
    size_t other = mark_;
    if (!Accept(TokenKind::kExcept)) continue;
    if (!star && !Accept(TokenKind::kStar)) continue;
    size_t last = mark_ - 1;
    if (OneExpression()) {
      AsName();
    } else if (!star) {
      continue;
    }
    if (!Accept(TokenKind::kColon)) continue;
    return RaiseBetween(
        tokens_[other].span, tokens_[last].span,
        "cannot have both 'except' and 'except*' on the same 'try'");
  }
}

}  // namespace midge::vm::syntax
