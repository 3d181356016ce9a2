// The statements that fit on a line.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

// file: [statements] ENDMARKER
Module* Parser::File() {
  Seq<Stmt*> body = Statements();
  if (!Accept(TokenKind::kEndMarker)) return nullptr;
  return Make<Module>({}, body, Seq<TypeIgnore*>{});
}

// eval: expressions NEWLINE* ENDMARKER
Expression* Parser::Eval() {
  Expr* body = Expressions();
  if (body == nullptr) return nullptr;
  while (Accept(TokenKind::kNewline)) {
  }
  if (!Accept(TokenKind::kEndMarker)) return nullptr;
  return Make<Expression>({}, body);
}

Seq<Stmt*> Parser::Statements() {
  std::vector<Stmt*> body;
  while (Statement(&body)) {
  }
  return arena_->Copy(body);
}

bool Parser::Statement(std::vector<Stmt*>* out) {
  if (Stmt* compound = CompoundStmt()) {
    out->push_back(compound);
    return true;
  }
  return SimpleStmts(out);
}

// simple_stmts: ';'.simple_stmt+ [';'] NEWLINE
bool Parser::SimpleStmts(std::vector<Stmt*>* out) {
  size_t start = mark_;
  size_t size = out->size();
  while (Stmt* statement = SimpleStmt()) {
    out->push_back(statement);
    if (!Accept(TokenKind::kSemicolon)) break;
  }
  if (out->size() > size && Accept(TokenKind::kNewline)) return true;
  out->resize(size);
  return Undo(start);
}

Stmt* Parser::SimpleStmt() {
  return Remembered(Rule::kSimpleStmt, &Parser::SimpleStmtRule);
}

Stmt* Parser::SimpleStmtRule() {
  size_t start = mark_;
  switch (Kind()) {
    case TokenKind::kReturn:
      return ReturnStmt();
    case TokenKind::kImport:
      return ImportName();
    case TokenKind::kFrom:
      return ImportFromStmt();
    case TokenKind::kRaise:
      return RaiseStmt();
    case TokenKind::kPass:
      ++mark_;
      return Make<Pass>(SpanFrom(start));
    case TokenKind::kDel:
      return DelStmt();
    case TokenKind::kAssert:
      return AssertStmt();
    case TokenKind::kBreak:
      ++mark_;
      return Make<Break>(SpanFrom(start));
    case TokenKind::kContinue:
      ++mark_;
      return Make<Continue>(SpanFrom(start));
    case TokenKind::kGlobal:
    case TokenKind::kNonlocal:
      return ScopeStmt();
    default:
      break;
  }
  if (Stmt* assignment = Assignment()) return assignment;
  Expr* value = StarExpressions();
  if (value == nullptr && At(TokenKind::kYield)) value = YieldExpr();
  if (value == nullptr) return BackTo(start);
  return Make<ExprStmt>(SpanFrom(start), value);
}

Stmt* Parser::Assignment() {
  size_t start = mark_;
  if (Stmt* statement = AnnotatedName()) return statement;
  if (Stmt* statement = AnnotatedTarget()) return statement;
  if (Stmt* statement = PlainAssignment()) return statement;
  Expr* target = SingleTarget();
  BinaryOperator op;
  if (target != nullptr && AcceptAugmented(&op)) {
    Expr* value = YieldOrStarExpressions();
    if (value == nullptr) return BackTo(start);
    return Make<AugAssign>(SpanFrom(start), target, op, value);
  }
  mark_ = start;
  if (diagnose_) RefuseAssignment();
  return BackTo(start);
}

// NAME ':' expression ['=' annotated_rhs]
Stmt* Parser::AnnotatedName() {
  size_t start = mark_;
  Expr* target = NameTarget(ExprContext::kStore);
  if (target == nullptr || !Accept(TokenKind::kColon)) return BackTo(start);
  Expr* annotation = OneExpression();
  if (annotation == nullptr) return BackTo(start);
  return FinishAnnotated(start, target, annotation, 1);
}

// ('(' single_target ')' | subscript or attribute) ':' expression ['=' …]
Stmt* Parser::AnnotatedTarget() {
  size_t start = mark_;
  Expr* target = nullptr;
  if (Accept(TokenKind::kLeftParen)) {
    target = SingleTarget();
    if (target == nullptr || !Accept(TokenKind::kRightParen)) {
      target = nullptr;
      mark_ = start;
    }
  }
  if (target == nullptr) target = SubscriptOrAttribute(ExprContext::kStore);
  if (target == nullptr || !Accept(TokenKind::kColon)) return BackTo(start);
  Expr* annotation = OneExpression();
  if (annotation == nullptr) return BackTo(start);
  return FinishAnnotated(start, target, annotation, 0);
}

Stmt* Parser::FinishAnnotated(size_t start, Expr* target, Expr* annotation,
                              int simple) {
  Expr* value = nullptr;
  size_t end = mark_;
  if (Accept(TokenKind::kEqual)) {
    value = YieldOrStarExpressions();
    if (value == nullptr) mark_ = end;
  }
  return Make<AnnAssign>(SpanFrom(start), target, annotation, value, simple);
}

// (star_targets '=')+ (yield_expr | star_expressions) !'='
Stmt* Parser::PlainAssignment() {
  size_t start = mark_;
  std::vector<Expr*> targets;
  for (;;) {
    size_t before = mark_;
    Expr* target = StarTargets();
    if (target == nullptr || !Accept(TokenKind::kEqual)) {
      mark_ = before;
      break;
    }
    targets.push_back(target);
  }
  if (targets.empty()) return BackTo(start);
  Expr* value = YieldOrStarExpressions();
  if (value == nullptr || At(TokenKind::kEqual)) return BackTo(start);
  return Make<Assign>(SpanFrom(start), arena_->Copy(targets), value);
}

bool Parser::AcceptAugmented(BinaryOperator* op) {
  switch (Kind()) {
    case TokenKind::kPlusEqual:
      *op = BinaryOperator::kAdd;
      break;
    case TokenKind::kMinusEqual:
      *op = BinaryOperator::kSub;
      break;
    case TokenKind::kStarEqual:
      *op = BinaryOperator::kMult;
      break;
    case TokenKind::kAtEqual:
      *op = BinaryOperator::kMatMult;
      break;
    case TokenKind::kSlashEqual:
      *op = BinaryOperator::kDiv;
      break;
    case TokenKind::kPercentEqual:
      *op = BinaryOperator::kMod;
      break;
    case TokenKind::kAmperEqual:
      *op = BinaryOperator::kBitAnd;
      break;
    case TokenKind::kVBarEqual:
      *op = BinaryOperator::kBitOr;
      break;
    case TokenKind::kCaretEqual:
      *op = BinaryOperator::kBitXor;
      break;
    case TokenKind::kLeftShiftEqual:
      *op = BinaryOperator::kLShift;
      break;
    case TokenKind::kRightShiftEqual:
      *op = BinaryOperator::kRShift;
      break;
    case TokenKind::kStarStarEqual:
      *op = BinaryOperator::kPow;
      break;
    case TokenKind::kSlashSlashEqual:
      *op = BinaryOperator::kFloorDiv;
      break;
    default:
      return false;
  }
  ++mark_;
  return true;
}

Expr* Parser::YieldOrStarExpressions() {
  if (Expr* yield = YieldExpr()) return yield;
  return StarExpressions();
}

// A list or tuple, perhaps in parentheses.
Expr* Parser::RefusedAnnotationTarget() {
  Level level(this);
  if (Expr* list = ListDisplay()) return list;
  if (Expr* tuple = TupleDisplay()) return tuple;
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftParen)) return nullptr;
  Expr* inner = RefusedAnnotationTarget();
  if (inner == nullptr || !Accept(TokenKind::kRightParen)) {
    return BackTo(start);
  }
  return inner;
}

void Parser::RefuseAnnotation() {
  size_t start = mark_;
  Expr* target = RefusedAnnotationTarget();
  if (target != nullptr && Accept(TokenKind::kColon) && OneExpression()) {
    return RaiseAt(target->span, std::string("only single target (not ") +
                                     ExprName(target) + ") can be annotated");
  }
  mark_ = start;
  target = StarNamedExpression();
  if (target != nullptr && Accept(TokenKind::kComma)) {
    std::vector<Expr*> rest;
    while (StarNamedExpressions(&rest)) {
    }
    if (Accept(TokenKind::kColon) && OneExpression()) {
      return RaiseAt(target->span,
                     "only single target (not tuple) can be annotated");
    }
  }
  mark_ = start;
  target = OneExpression();
  if (target != nullptr && Accept(TokenKind::kColon) && OneExpression()) {
    return RaiseAt(target->span, "illegal target for annotation");
  }
  mark_ = start;
}

void Parser::RefuseAssignment() {
  size_t start = mark_;
  RefuseAnnotation();
  auto skip_targets = [this, start] {
    mark_ = start;
    for (;;) {
      size_t before = mark_;
      if (StarTargets() && Accept(TokenKind::kEqual)) continue;
      mark_ = before;
      return;
    }
  };
  skip_targets();
  Expr* value = StarExpressions();
  if (value != nullptr && Accept(TokenKind::kEqual)) {
    return RaiseTargetIn(TargetUse::kStar, value);
  }
  skip_targets();
  value = YieldExpr();
  if (value != nullptr && Accept(TokenKind::kEqual)) {
    return RaiseAt(value->span, "assignment to yield expression not possible");
  }
  mark_ = start;
  value = StarExpressions();
  BinaryOperator op;
  if (value != nullptr && AcceptAugmented(&op) && YieldOrStarExpressions()) {
    RaiseAt(value->span, std::string("'") + ExprName(value) +
                             "' is an illegal expression for augmented "
                             "assignment");
  }
}

Stmt* Parser::ReturnStmt() {
  size_t start = mark_++;
  Expr* value = StarExpressions();
  return Make<Return>(SpanFrom(start), value);
}

// 'raise' expression ['from' expression] | 'raise'
Stmt* Parser::RaiseStmt() {
  size_t start = mark_++;
  Expr* exception = OneExpression();
  Expr* cause = nullptr;
  size_t end = mark_;
  if (exception != nullptr && Accept(TokenKind::kFrom)) {
    cause = OneExpression();
    if (cause == nullptr) mark_ = end;
  }
  return Make<Raise>(SpanFrom(start), exception, cause);
}

// 'del' del_targets &(';' | NEWLINE)
Stmt* Parser::DelStmt() {
  size_t start = mark_++;
  std::vector<Expr*> targets;
  if (DelTargets(&targets) &&
      (At(TokenKind::kSemicolon) || At(TokenKind::kNewline))) {
    return Make<Delete>(SpanFrom(start), arena_->Copy(targets));
  }
  if (diagnose_) {
    mark_ = start + 1;
    if (Expr* wrong = StarExpressions()) RaiseTargetIn(TargetUse::kDel, wrong);
  }
  return BackTo(start);
}

Stmt* Parser::AssertStmt() {
  size_t start = mark_++;
  Expr* test = OneExpression();
  if (test == nullptr) return BackTo(start);
  Expr* message = nullptr;
  size_t end = mark_;
  if (Accept(TokenKind::kComma)) {
    message = OneExpression();
    if (message == nullptr) mark_ = end;
  }
  return Make<Assert>(SpanFrom(start), test, message);
}

// ('global' | 'nonlocal') ','.NAME+
Stmt* Parser::ScopeStmt() {
  size_t start = mark_;
  bool global = At(TokenKind::kGlobal);
  ++mark_;
  std::vector<Identifier> names;
  for (;;) {
    const Token* name = Accept(TokenKind::kName);
    if (name == nullptr) return BackTo(start);
    names.push_back(NameOf(*name));
    size_t end = mark_;
    if (!Accept(TokenKind::kComma)) break;
    if (!At(TokenKind::kName)) {
      mark_ = end;
      break;
    }
  }
  if (global) return Make<Global>(SpanFrom(start), arena_->Copy(names));
  return Make<Nonlocal>(SpanFrom(start), arena_->Copy(names));
}

Identifier Parser::DottedName() {
  const Token* name = Accept(TokenKind::kName);
  if (name == nullptr) return {};
  std::string dotted(NameOf(*name));
  for (;;) {
    size_t end = mark_;
    if (!Accept(TokenKind::kDot)) break;
    name = Accept(TokenKind::kName);
    if (name == nullptr) {
      mark_ = end;
      break;
    }
    dotted += '.';
    dotted += NameOf(*name);
  }
  return arena_->Intern(dotted);
}

// ['as' NAME], for imports and handlers.
Identifier Parser::AsName() {
  size_t start = mark_;
  if (!Accept(TokenKind::kAs)) return {};
  const Token* name = Accept(TokenKind::kName);
  if (name == nullptr) {
    mark_ = start;
    return {};
  }
  return NameOf(*name);
}

// 'import' ','.(dotted_name ['as' NAME])+
Stmt* Parser::ImportName() {
  size_t start = mark_++;
  std::vector<Alias*> names;
  for (;;) {
    size_t first = mark_;
    Identifier name = DottedName();
    if (name.empty()) {
      mark_ = first == start + 1 ? start : first - 1;
      break;
    }
    Identifier as = AsName();
    names.push_back(Make<Alias>(SpanFrom(first), name, as));
    if (!Accept(TokenKind::kComma)) break;
  }
  if (names.empty()) return BackTo(start);
  return Make<Import>(SpanFrom(start), arena_->Copy(names));
}

// 'from' ('.' | '...')* [dotted_name] 'import' targets
Stmt* Parser::ImportFromStmt() {
  size_t start = mark_++;
  int level = 0;
  for (;;) {
    if (Accept(TokenKind::kDot)) {
      ++level;
    } else if (Accept(TokenKind::kEllipsis)) {
      level += 3;
    } else {
      break;
    }
  }
  Identifier module = DottedName();
  if (module.empty() && level == 0) return BackTo(start);
  std::vector<Alias*> names;
  if (!Accept(TokenKind::kImport) || !ImportTargets(&names)) {
    return BackTo(start);
  }
  return Make<ImportFrom>(SpanFrom(start), module, arena_->Copy(names), level);
}

bool Parser::ImportTargets(std::vector<Alias*>* names) {
  size_t start = mark_;
  if (Accept(TokenKind::kLeftParen)) {
    if (ImportAliases(names)) {
      Accept(TokenKind::kComma);
      if (Accept(TokenKind::kRightParen)) return true;
    }
    return Undo(start);
  }
  if (ImportAliases(names)) {
    if (!At(TokenKind::kComma)) return true;
    ++mark_;
    if (diagnose_ && At(TokenKind::kNewline)) {
      ++mark_;
      RaiseHere("trailing comma not allowed without surrounding parentheses");
    }
    return Undo(start);
  }
  if (Accept(TokenKind::kStar)) {
    names->push_back(
        Make<Alias>(SpanFrom(start), arena_->Intern("*"), Identifier{}));
    return true;
  }
  return Undo(start);
}

// ','.(NAME ['as' NAME])+
bool Parser::ImportAliases(std::vector<Alias*>* names) {
  names->clear();
  for (;;) {
    size_t first = mark_;
    const Token* name = Accept(TokenKind::kName);
    if (name == nullptr) {
      if (names->empty()) return Undo(first);
      mark_ = first - 1;
      return true;
    }
    Identifier id = NameOf(*name);
    Identifier as = AsName();
    names->push_back(Make<Alias>(SpanFrom(first), id, as));
    if (!Accept(TokenKind::kComma)) return true;
  }
}

}  // namespace midge::vm::syntax
