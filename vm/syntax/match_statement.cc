// The match statement and its patterns down to alternatives; patterns.cc has
// the kinds of pattern.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

// "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
Stmt* Parser::MatchStmt() {
  size_t start = mark_;
  if (!AcceptWord("match")) return nullptr;
  Expr* subject = SubjectExpr();
  if (subject != nullptr && Accept(TokenKind::kColon) &&
      Accept(TokenKind::kNewline) && Accept(TokenKind::kIndent)) {
    std::vector<MatchCase*> cases;
    while (MatchCase* block = CaseBlock()) cases.push_back(block);
    if (!cases.empty() && Accept(TokenKind::kDedent)) {
      return Make<Match>(SpanFrom(start), subject, arena_->Copy(cases));
    }
  }
  if (diagnose_) {
    mark_ = start + 1;
    if (SubjectExpr()) {
      RefuseHeader("'match' statement", tokens_[start].span.line);
    }
  }
  return BackTo(start);
}

// star_named_expression ',' [star_named_expressions] | named_expression
Expr* Parser::SubjectExpr() {
  size_t start = mark_;
  Expr* first = StarNamedExpression();
  if (first != nullptr && Accept(TokenKind::kComma)) {
    std::vector<Expr*> items{first};
    StarNamedExpressions(&items);
    return TupleOf(SpanFrom(start), items, ExprContext::kLoad);
  }
  mark_ = start;
  return NamedExpression();
}

// "case" patterns ['if' named_expression] ':' block
MatchCase* Parser::CaseBlock() {
  size_t start = mark_;
  if (!AcceptWord("case")) return nullptr;
  if (diagnose_ && Patterns()) {
    Guard();
    RefuseHeader("'case' statement", tokens_[start].span.line);
  }
  mark_ = start + 1;
  Pattern* pattern = Patterns();
  if (pattern == nullptr) return BackTo(start);
  Expr* guard = Guard();
  Seq<Stmt*> body;
  if (!Accept(TokenKind::kColon) || !Block(&body)) return BackTo(start);
  return Make<MatchCase>(SpanFrom(start), pattern, guard, body);
}

Expr* Parser::Guard() {
  size_t start = mark_;
  if (!Accept(TokenKind::kIf)) return nullptr;
  Expr* test = NamedExpression();
  if (test == nullptr) return BackTo(start);
  return test;
}

// open_sequence_pattern | pattern
Pattern* Parser::Patterns() {
  size_t start = mark_;
  std::vector<Pattern*> items;
  if (OpenSequence(&items)) {
    return Make<MatchSequence>(SpanFrom(start), arena_->Copy(items));
  }
  mark_ = start;
  return AsPattern();
}

// or_pattern ['as' NAME]
Pattern* Parser::AsPattern() {
  size_t start = mark_;
  Pattern* pattern = OrPattern();
  if (pattern == nullptr) return nullptr;
  size_t end = mark_;
  if (!Accept(TokenKind::kAs)) return pattern;
  Identifier target = CaptureTarget();
  if (!target.empty()) {
    return Make<MatchAs>(SpanFrom(start), pattern, target);
  }
  mark_ = end + 1;
  if (diagnose_) RefuseAsTarget();
  mark_ = end;
  return pattern;
}

void Parser::RefuseAsTarget() {
  if (AtWord("_")) {
    ++mark_;
    return RaiseAt(Last().span, "cannot use '_' as a target");
  }
  if (At(TokenKind::kName)) return;
  if (Expr* wrong = OneExpression()) {
    RaiseAt(wrong->span, "invalid pattern target");
  }
}

// '|'.closed_pattern+
Pattern* Parser::OrPattern() {
  return Remembered(Rule::kOrPattern, &Parser::OrPatternRule);
}

Pattern* Parser::OrPatternRule() {
  size_t start = mark_;
  Pattern* first = ClosedPattern();
  if (first == nullptr || !At(TokenKind::kVBar)) return first;
  std::vector<Pattern*> choices{first};
  size_t end = mark_;
  while (Accept(TokenKind::kVBar)) {
    Pattern* choice = ClosedPattern();
    if (choice == nullptr) break;
    choices.push_back(choice);
    end = mark_;
  }
  mark_ = end;
  if (choices.size() == 1) return first;
  return Make<MatchOr>(SpanFrom(start), arena_->Copy(choices));
}

Pattern* Parser::ClosedPattern() {
  return Remembered(Rule::kClosedPattern, &Parser::ClosedPatternRule);
}

Pattern* Parser::ClosedPatternRule() {
  Level level(this);
  if (Pattern* pattern = LiteralPattern()) return pattern;
  if (Pattern* pattern = CapturePattern()) return pattern;
  if (Pattern* pattern = ValuePattern()) return pattern;
  if (Pattern* pattern = GroupPattern()) return pattern;
  if (Pattern* pattern = SequencePattern()) return pattern;
  if (Pattern* pattern = MappingPattern()) return pattern;
  return ClassPattern();
}

}  // namespace midge::vm::syntax
