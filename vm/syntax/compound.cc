// The statements that hold blocks, but for try and match.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

Stmt* Parser::CompoundStmt() {
  size_t start = mark_;
  Stmt* statement = nullptr;
  switch (Kind()) {
    case TokenKind::kAt:
      statement = Decorated();
      break;
    case TokenKind::kDef:
      statement = FunctionDefStmt({});
      break;
    case TokenKind::kAsync:
      statement = FunctionDefStmt({});
      if (statement == nullptr) statement = WithStmt();
      if (statement == nullptr) statement = ForStmt();
      break;
    case TokenKind::kIf:
      statement = IfStmt(TokenKind::kIf);
      break;
    case TokenKind::kClass:
      statement = ClassDefStmt({});
      break;
    case TokenKind::kWith:
      statement = WithStmt();
      break;
    case TokenKind::kFor:
      statement = ForStmt();
      break;
    case TokenKind::kTry:
      statement = TryStmt();
      break;
    case TokenKind::kWhile:
      statement = WhileStmt();
      break;
    case TokenKind::kName:
      statement = MatchStmt();
      break;
    default:
      break;
  }
  if (statement == nullptr) mark_ = start;
  return statement;
}

bool Parser::Block(Seq<Stmt*>* body) {
  Module* block = Remembered(Rule::kBlock, &Parser::BlockRule);
  if (block == nullptr) return false;
  *body = block->body;
  return true;
}

// NEWLINE INDENT statements DEDENT | simple_stmts
Module* Parser::BlockRule() {
  size_t start = mark_;
  if (Accept(TokenKind::kNewline)) {
    if (Accept(TokenKind::kIndent)) {
      Seq<Stmt*> body = Statements();
      if (!body.empty() && Accept(TokenKind::kDedent)) {
        return Make<Module>({}, body, Seq<TypeIgnore*>{});
      }
    } else if (diagnose_) {
      RaiseIndentation("expected an indented block");
    }
    return BackTo(start);
  }
  std::vector<Stmt*> body;
  if (!SimpleStmts(&body)) return BackTo(start);
  return Make<Module>({}, arena_->Copy(body), Seq<TypeIgnore*>{});
}

// ':' NEWLINE without an indent.
void Parser::RefuseMissingBlock(const char* what, int line) {
  if (Accept(TokenKind::kColon) && Accept(TokenKind::kNewline) &&
      !At(TokenKind::kIndent)) {
    RaiseNoBlock(what, line);
  }
}

void Parser::RefuseHeader(const char* what, int line) {
  if (Accept(TokenKind::kNewline)) return RaiseHere("expected ':'");
  RefuseMissingBlock(what, line);
}

Stmt* Parser::Decorated() {
  size_t start = mark_;
  std::vector<Expr*> decorators;
  while (Accept(TokenKind::kAt)) {
    Expr* decorator = NamedExpression();
    if (decorator == nullptr || !Accept(TokenKind::kNewline)) {
      return BackTo(start);
    }
    decorators.push_back(decorator);
  }
  Seq<Expr*> list = arena_->Copy(decorators);
  Stmt* statement = nullptr;
  if (At(TokenKind::kClass)) {
    statement = ClassDefStmt(list);
  } else {
    statement = FunctionDefStmt(list);
  }
  if (statement == nullptr) mark_ = start;
  return statement;
}

// [ASYNC] 'def' NAME &&'(' [params] ')' ['->' expression] &&':' block
Stmt* Parser::FunctionDefStmt(const Seq<Expr*>& decorators) {
  size_t start = mark_;
  if (diagnose_) RefuseFunctionDef();
  mark_ = start;
  bool async = Accept(TokenKind::kAsync);
  if (!Accept(TokenKind::kDef)) return BackTo(start);
  const Token* name_token = Accept(TokenKind::kName);
  if (name_token == nullptr) return BackTo(start);
  Identifier name = NameOf(*name_token);
  if (!Force(TokenKind::kLeftParen)) return nullptr;
  Arguments* args = Params(TokenKind::kRightParen);
  if (!Accept(TokenKind::kRightParen)) return BackTo(start);
  Expr* returns = nullptr;
  size_t end = mark_;
  if (Accept(TokenKind::kArrow)) {
    returns = OneExpression();
    if (returns == nullptr) mark_ = end;
  }
  if (!Force(TokenKind::kColon)) return nullptr;
  Seq<Stmt*> body;
  if (!Block(&body)) return BackTo(start);
  if (args == nullptr) args = Make<Arguments>({});
  Span span = SpanFrom(start);
  if (async) {
    return Make<AsyncFunctionDef>(span, name, args, body, decorators, returns);
  }
  return Make<FunctionDef>(span, name, args, body, decorators, returns);
}

void Parser::RefuseFunctionDef() {
  Accept(TokenKind::kAsync);
  const Token* def = Accept(TokenKind::kDef);
  if (def == nullptr) return;
  int line = def->span.line;
  if (!Accept(TokenKind::kName) || !Accept(TokenKind::kLeftParen)) return;
  Params(TokenKind::kRightParen);
  if (!Accept(TokenKind::kRightParen)) return;
  size_t end = mark_;
  if (Accept(TokenKind::kArrow) && !OneExpression()) mark_ = end;
  RefuseMissingBlock("function definition", line);
}

// 'class' NAME ['(' [arguments] ')'] ':' block
Stmt* Parser::ClassDefStmt(const Seq<Expr*>& decorators) {
  size_t start = mark_;
  if (diagnose_) RefuseClassDef();
  mark_ = start;
  Call* call = nullptr;
  const Token* name_token = ClassHeader(&call);
  if (name_token == nullptr) return BackTo(start);
  Identifier name = NameOf(*name_token);
  Seq<Stmt*> body;
  if (!Accept(TokenKind::kColon) || !Block(&body)) return BackTo(start);
  Seq<Expr*> bases;
  Seq<Keyword*> keywords;
  if (call != nullptr) {
    bases = call->args;
    keywords = call->keywords;
  }
  return Make<ClassDef>(SpanFrom(start), name, bases, keywords, body,
                        decorators);
}

// The name, or null; `call` gets the arguments, if there are any.
const Token* Parser::ClassHeader(Call** call) {
  if (!Accept(TokenKind::kClass)) return nullptr;
  if (!Accept(TokenKind::kName)) return nullptr;
  size_t name = mark_ - 1;
  size_t end = mark_;
  if (Accept(TokenKind::kLeftParen)) {
    *call = CallArguments();
    if (!Accept(TokenKind::kRightParen)) {
      *call = nullptr;
      mark_ = end;
    }
  }
  return &tokens_[name];
}

void Parser::RefuseClassDef() {
  Call* call = nullptr;
  int line = Peek().span.line;
  if (ClassHeader(&call)) RefuseHeader("class definition", line);
}

// ('if' | 'elif') named_expression ':' block [elif_stmt | else_block]
Stmt* Parser::IfStmt(TokenKind keyword) {
  Level level(this);
  size_t start = mark_;
  if (!Accept(keyword)) return nullptr;
  bool is_if = keyword == TokenKind::kIf;
  if (diagnose_ && NamedExpression()) {
    RefuseHeader(is_if ? "'if' statement" : "'elif' statement",
                 tokens_[start].span.line);
  }
  mark_ = start + 1;
  Expr* test = NamedExpression();
  Seq<Stmt*> body;
  if (test == nullptr || !Accept(TokenKind::kColon) || !Block(&body)) {
    return BackTo(start);
  }
  Seq<Stmt*> orelse;
  Stmt* elif = At(TokenKind::kElif) ? IfStmt(TokenKind::kElif) : nullptr;
  if (elif != nullptr) {
    orelse = arena_->Copy(std::vector<Stmt*>{elif});
  } else {
    ElseBlock(&orelse);
  }
  return Make<If>(SpanFrom(start), test, body, orelse);
}

// ['else' &&':' block]
void Parser::ElseBlock(Seq<Stmt*>* body) {
  size_t start = mark_;
  const Token* token = Accept(TokenKind::kElse);
  if (token == nullptr) return;
  int line = token->span.line;
  if (diagnose_) RefuseMissingBlock("'else' statement", line);
  mark_ = start + 1;
  if (!Force(TokenKind::kColon) || !Block(body)) mark_ = start;
}

Stmt* Parser::WhileStmt() {
  size_t start = mark_;
  if (!Accept(TokenKind::kWhile)) return nullptr;
  if (diagnose_ && NamedExpression()) {
    RefuseHeader("'while' statement", tokens_[start].span.line);
  }
  mark_ = start + 1;
  Expr* test = NamedExpression();
  Seq<Stmt*> body;
  if (test == nullptr || !Accept(TokenKind::kColon) || !Block(&body)) {
    return BackTo(start);
  }
  Seq<Stmt*> orelse;
  ElseBlock(&orelse);
  return Make<While>(SpanFrom(start), test, body, orelse);
}

// [ASYNC] 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
Stmt* Parser::ForStmt() {
  size_t start = mark_;
  if (diagnose_) RefuseForStmt();
  mark_ = start;
  bool async = Accept(TokenKind::kAsync);
  if (!Accept(TokenKind::kFor)) return BackTo(start);
  Expr* target = StarTargets();
  if (target == nullptr || !Accept(TokenKind::kIn)) {
    mark_ = start;
    if (diagnose_) RefuseForTarget();
    return BackTo(start);
  }
  Expr* iter = StarExpressions();
  Seq<Stmt*> body;
  if (iter == nullptr || !Accept(TokenKind::kColon) || !Block(&body)) {
    return BackTo(start);
  }
  Seq<Stmt*> orelse;
  ElseBlock(&orelse);
  Span span = SpanFrom(start);
  if (async) return Make<AsyncFor>(span, target, iter, body, orelse);
  return Make<For>(span, target, iter, body, orelse);
}

void Parser::RefuseForStmt() {
  Accept(TokenKind::kAsync);
  int line = Peek().span.line;
  if (!Accept(TokenKind::kFor) || !StarTargets()) return;
  if (!Accept(TokenKind::kIn) || !StarExpressions()) return;
  RefuseHeader("'for' statement", line);
}

void Parser::RefuseForTarget() {
  Accept(TokenKind::kAsync);
  if (!Accept(TokenKind::kFor)) return;
  if (Expr* wrong = StarExpressions()) RaiseTargetIn(TargetUse::kFor, wrong);
}

Stmt* Parser::WithStmt() {
  size_t start = mark_;
  if (diagnose_) RefuseWithStmt(/*indent=*/true);
  for (bool parenthesised : {true, false}) {
    mark_ = start;
    bool async = Accept(TokenKind::kAsync);
    if (!Accept(TokenKind::kWith)) return BackTo(start);
    std::vector<WithItem*> items;
    Seq<Stmt*> body;
    if (!WithItems(parenthesised, &items) || !Accept(TokenKind::kColon) ||
        !Block(&body)) {
      continue;
    }
    Span span = SpanFrom(start);
    Seq<WithItem*> list = arena_->Copy(items);
    if (async) return Make<AsyncWith>(span, list, body);
    return Make<With>(span, list, body);
  }
  mark_ = start;
  if (diagnose_) RefuseWithStmt(/*indent=*/false);
  return BackTo(start);
}

// '(' ','.with_item+ [','] ')' | ','.with_item+
bool Parser::WithItems(bool parenthesised, std::vector<WithItem*>* items) {
  if (parenthesised && !Accept(TokenKind::kLeftParen)) return false;
  for (;;) {
    size_t before = mark_;
    WithItem* item = WithItemRule();
    if (item == nullptr) {
      if (items->empty()) return false;
      mark_ = before - 1;
      break;
    }
    items->push_back(item);
    if (!Accept(TokenKind::kComma)) break;
  }
  if (!parenthesised) return true;
  Accept(TokenKind::kComma);
  return Accept(TokenKind::kRightParen);
}

bool Parser::AtWithItemEnd() {
  return At(TokenKind::kComma) || At(TokenKind::kRightParen) ||
         At(TokenKind::kColon);
}

// expression ['as' star_target &(',' | ')' | ':')]
WithItem* Parser::WithItemRule() {
  size_t start = mark_;
  Expr* context = OneExpression();
  if (context == nullptr) return BackTo(start);
  size_t end = mark_;
  if (Accept(TokenKind::kAs)) {
    Expr* target = StarTarget();
    if (target != nullptr && AtWithItemEnd()) {
      return Make<WithItem>(SpanFrom(start), context, target);
    }
    mark_ = end + 1;
    if (diagnose_) {
      Expr* wrong = OneExpression();
      if (wrong != nullptr && AtWithItemEnd()) {
        RaiseTargetIn(TargetUse::kStar, wrong);
        return BackTo(start);
      }
    }
    mark_ = end;
  }
  return Make<WithItem>(SpanFrom(start), context, static_cast<Expr*>(nullptr));
}

// ','.(expression ['as' star_target])+, in parentheses or not.
bool Parser::RefusedWithItems(bool parenthesised) {
  if (parenthesised && !Accept(TokenKind::kLeftParen)) return false;
  for (bool first = true;; first = false) {
    size_t before = mark_;
    if (!(parenthesised ? Expressions() : OneExpression())) {
      if (first) return false;
      mark_ = before - 1;
      break;
    }
    size_t end = mark_;
    if (Accept(TokenKind::kAs) && !StarTarget()) mark_ = end;
    if (!Accept(TokenKind::kComma)) break;
  }
  if (!parenthesised) return true;
  Accept(TokenKind::kComma);
  return Accept(TokenKind::kRightParen);
}

// With `indent`: a header without its block; else one without its colon.
void Parser::RefuseWithStmt(bool indent) {
  size_t start = mark_;
  for (bool parenthesised : {false, true}) {
    mark_ = start;
    Accept(TokenKind::kAsync);
    int line = Peek().span.line;
    if (!Accept(TokenKind::kWith)) return;
    if (!RefusedWithItems(parenthesised)) continue;
    if (indent) {
      RefuseMissingBlock("'with' statement", line);
    } else if (Accept(TokenKind::kNewline)) {
      RaiseHere("expected ':'");
    }
  }
}

}  // namespace midge::vm::syntax
