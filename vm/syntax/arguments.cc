// The arguments of a call or a class definition. Here they are the args and
// keywords of a Call without a function.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

Call* Parser::CallArguments() {
  return Remembered(Rule::kArguments, &Parser::CallArgumentsRule);
}

// args [','] &')'
Call* Parser::CallArgumentsRule() {
  size_t start = mark_;
  Call* call = Args();
  if (call != nullptr) {
    Accept(TokenKind::kComma);
    if (At(TokenKind::kRightParen)) return call;
  }
  mark_ = start;
  if (diagnose_) RefuseArguments();
  return BackTo(start);
}

// ','.positional+ [',' kwargs] | kwargs
Call* Parser::Args() {
  size_t start = mark_;
  std::vector<Expr*> args;
  std::vector<Keyword*> keywords;
  while (Expr* arg = PositionalArg()) {
    args.push_back(arg);
    if (!Accept(TokenKind::kComma)) break;
  }
  bool after_comma = mark_ > start && Last().kind == TokenKind::kComma;
  if (args.empty() || after_comma) {
    size_t before = mark_;
    if (!KeywordArgs(&args, &keywords)) {
      if (args.empty()) return BackTo(start);
      mark_ = before - 1;  // The comma is not of these arguments.
    }
  }
  return Make<Call>(SpanFrom(start), static_cast<Expr*>(nullptr),
                    arena_->Copy(args), arena_->Copy(keywords));
}

// starred_expression | (assignment_expression | expression !':=') !'='
Expr* Parser::PositionalArg() {
  if (At(TokenKind::kStar)) return StarredExpression();
  size_t start = mark_;
  Expr* value = PlainOrNamed();
  if (value != nullptr && At(TokenKind::kEqual)) return BackTo(start);
  return value;
}

// ','.kwarg_or_starred+ [',' ','.kwarg_or_double_starred+], or the latter.
bool Parser::KeywordArgs(std::vector<Expr*>* args,
                         std::vector<Keyword*>* keywords) {
  size_t start = mark_;
  bool double_star = false;
  bool any = false;
  for (;;) {
    size_t before = mark_;
    if (!KeywordArg(double_star, args, keywords)) {
      mark_ = before;
      if (!double_star) {
        double_star = true;
        continue;
      }
      if (any) mark_ = before - 1;
      return any || Undo(start);
    }
    any = true;
    if (!Accept(TokenKind::kComma)) return true;
  }
}

// NAME '=' expression | '*' expression, or '**' expression if `double_star`.
bool Parser::KeywordArg(bool double_star, std::vector<Expr*>* args,
                        std::vector<Keyword*>* keywords) {
  size_t start = mark_;
  if (diagnose_) RefuseKeywordArg();
  mark_ = start;
  const Token* token = Accept(TokenKind::kName);
  if (token != nullptr && At(TokenKind::kEqual)) {
    Identifier name = NameOf(tokens_[start]);
    ++mark_;
    Expr* value = OneExpression();
    if (value == nullptr) return Undo(start);
    keywords->push_back(Make<Keyword>(SpanFrom(start), name, value));
    return true;
  }
  mark_ = start;
  if (!double_star) {
    Expr* starred = StarredExpression();
    if (starred == nullptr) return Undo(start);
    args->push_back(starred);
    return true;
  }
  if (!Accept(TokenKind::kStarStar)) return Undo(start);
  Expr* value = OneExpression();
  if (value == nullptr) return Undo(start);
  keywords->push_back(Make<Keyword>(SpanFrom(start), Identifier{}, value));
  return true;
}

void Parser::RefuseKeywordArg() {
  size_t start = mark_;
  const Token first = Peek();
  bool constant = first.kind == TokenKind::kTrue ||
                  first.kind == TokenKind::kFalse ||
                  first.kind == TokenKind::kNone;
  if (constant) {
    ++mark_;
    if (Accept(TokenKind::kEqual)) {
      return RaiseBetween(first.span, Last().span,
                          "cannot assign to " + std::string(first.text));
    }
  }
  mark_ = start;
  if (Accept(TokenKind::kName) && Accept(TokenKind::kEqual)) {
    Seq<Comprehension*> clauses;
    if (OneExpression() && ForIfClauses(&clauses)) {
      RaiseBetween(first.span, tokens_[start + 1].span,
                   "invalid syntax. Maybe you meant '==' or ':=' instead of "
                   "'='?");
    }
    return;
  }
  mark_ = start;
  Expr* value = OneExpression();
  if (value != nullptr && Accept(TokenKind::kEqual)) {
    RaiseBetween(value->span, Last().span,
                 "expression cannot contain assignment, perhaps you meant "
                 "\"==\"?");
  }
}

void Parser::RefuseArguments() {
  size_t start = mark_;
  Call* call = Args();
  if (call != nullptr && Accept(TokenKind::kComma) &&
      Accept(TokenKind::kStar)) {
    return RaiseAt(call->span,
                   "iterable argument unpacking follows keyword argument "
                   "unpacking");
  }
  mark_ = start;
  RefuseGenexpArgument();
  mark_ = start;
  call = Args();
  if (call != nullptr && Accept(TokenKind::kComma) && Args()) {
    bool unpacking = false;
    for (const Keyword* keyword : call->keywords) {
      if (keyword->arg.empty()) unpacking = true;
    }
    RaiseHere(unpacking
                  ? "positional argument follows keyword argument unpacking"
                  : "positional argument follows keyword argument");
  }
}

// A generator without parentheses beside other arguments.
void Parser::RefuseGenexpArgument() {
  const char* message = "Generator expression must be parenthesized";
  size_t start = mark_;
  Seq<Comprehension*> clauses;
  Expr* element = OneExpression();
  if (element != nullptr && ForIfClauses(&clauses) &&
      Accept(TokenKind::kComma)) {
    size_t after = mark_;
    Seq<Comprehension*> more;
    if (!Args()) {
      mark_ = after;
      if (!OneExpression() || !ForIfClauses(&more)) mark_ = after;
    }
    return RaiseBetween(element->span, EndOf(clauses), message);
  }
  mark_ = start;
  if (Accept(TokenKind::kName) && Accept(TokenKind::kEqual) &&
      OneExpression() && ForIfClauses(&clauses)) {
    return RaiseBetween(tokens_[start].span, tokens_[start + 1].span,
                        "invalid syntax. Maybe you meant '==' or ':=' instead "
                        "of '='?");
  }
  mark_ = start;
  Call* call = Args();
  if (call == nullptr) return;
  size_t end = mark_;
  if (ForIfClauses(&clauses)) {
    // The rule that refuses this looks at positional arguments only.
    if (call->args.size() > 1) {
      RaiseBetween(call->args.back()->span, EndOf(clauses), message);
    }
    return;
  }
  mark_ = end;
  if (!Accept(TokenKind::kComma)) return;
  element = OneExpression();
  if (element != nullptr && ForIfClauses(&clauses)) {
    RaiseBetween(element->span, clauses.back()->target->span, message);
  }
}

// The end of the last clause: its last condition, or what it iterates.
Span Parser::EndOf(const Seq<Comprehension*>& clauses) {
  const Comprehension* last = clauses.back();
  return last->ifs.empty() ? last->iter->span : last->ifs.back()->span;
}

}  // namespace midge::vm::syntax
