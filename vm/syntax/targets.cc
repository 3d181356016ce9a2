// What can be assigned to, looped over with, or deleted.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

// star_target !',' | star_target (',' star_target)* [',']
Expr* Parser::StarTargets() {
  size_t start = mark_;
  Expr* first = StarTarget();
  if (first == nullptr) return BackTo(start);
  if (!At(TokenKind::kComma)) return first;
  std::vector<Expr*> items{first};
  StarTargetsAfter(&items);
  return TupleOf(SpanFrom(start), items, ExprContext::kStore);
}

// (',' star_target)* [',']
void Parser::StarTargetsAfter(std::vector<Expr*>* items) {
  while (Accept(TokenKind::kComma)) {
    Expr* item = StarTarget();
    if (item == nullptr) return;
    items->push_back(item);
  }
}

// '*' (!'*' star_target) | target_with_star_atom
Expr* Parser::StarTarget() {
  return Remembered(Rule::kStarTarget, &Parser::StarTargetRule);
}

Expr* Parser::StarTargetRule() {
  size_t start = mark_;
  if (!Accept(TokenKind::kStar)) return TargetAtom();
  if (At(TokenKind::kStar)) return BackTo(start);
  Expr* value = StarTarget();
  if (value == nullptr) return BackTo(start);
  return Make<Starred>(SpanFrom(start), value, ExprContext::kStore);
}

Expr* Parser::TargetAtom() {
  return Remembered(Rule::kTargetAtom, &Parser::TargetAtomRule);
}

Expr* Parser::TargetAtomRule() {
  if (Expr* target = SubscriptOrAttribute(ExprContext::kStore)) return target;
  return StarAtom();
}

bool Parser::AtTargetTail() {
  return At(TokenKind::kLeftParen) || At(TokenKind::kLeftBracket) ||
         At(TokenKind::kDot);
}

// A primary that ends in '.' NAME or '[' slices ']'.
Expr* Parser::SubscriptOrAttribute(ExprContext ctx) {
  size_t start = mark_;
  Expr* primary = Atom();
  if (primary == nullptr || !AtTargetTail()) return BackTo(start);
  do {
    primary = Trailer(start, primary);
    if (primary == nullptr) return BackTo(start);
  } while (AtTargetTail());
  if (Is<Attribute>(primary)) {
    As<Attribute>(primary)->ctx = ctx;
  } else if (Is<Subscript>(primary)) {
    As<Subscript>(primary)->ctx = ctx;
  } else {
    return BackTo(start);
  }
  return primary;
}

// NAME | '(' target ')' | '(' [targets] ')' | '[' [targets] ']'
Expr* Parser::StarAtom() {
  size_t start = mark_;
  if (At(TokenKind::kName)) return NameTarget(ExprContext::kStore);
  if (Accept(TokenKind::kLeftBracket)) {
    std::vector<Expr*> items;
    if (Expr* first = StarTarget()) {
      items.push_back(first);
      StarTargetsAfter(&items);
    }
    if (!Accept(TokenKind::kRightBracket)) return BackTo(start);
    return Make<List>(SpanFrom(start), arena_->Copy(items),
                      ExprContext::kStore);
  }
  if (!Accept(TokenKind::kLeftParen)) return nullptr;
  Level level(this);
  Expr* inner = TargetAtom();
  if (inner != nullptr && Accept(TokenKind::kRightParen)) return inner;
  mark_ = start + 1;
  std::vector<Expr*> items;
  if (Expr* first = StarTarget()) {
    if (!At(TokenKind::kComma)) return BackTo(start);
    items.push_back(first);
    StarTargetsAfter(&items);
  }
  if (!Accept(TokenKind::kRightParen)) return BackTo(start);
  return TupleOf(SpanFrom(start), items, ExprContext::kStore);
}

// subscript or attribute | NAME | '(' single_target ')'
Expr* Parser::SingleTarget() {
  size_t start = mark_;
  if (Expr* target = SubscriptOrAttribute(ExprContext::kStore)) return target;
  if (At(TokenKind::kName)) return NameTarget(ExprContext::kStore);
  if (!Accept(TokenKind::kLeftParen)) return nullptr;
  Level level(this);
  Expr* inner = SingleTarget();
  if (inner == nullptr || !Accept(TokenKind::kRightParen)) {
    return BackTo(start);
  }
  return inner;
}

// ','.del_target+ [',']
bool Parser::DelTargets(std::vector<Expr*>* out) {
  while (Expr* target = DelTarget()) {
    out->push_back(target);
    if (!Accept(TokenKind::kComma)) break;
  }
  return !out->empty();
}

Expr* Parser::DelTarget() {
  return Remembered(Rule::kDelTarget, &Parser::DelTargetRule);
}

// NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'
Expr* Parser::DelTargetRule() {
  if (Expr* target = SubscriptOrAttribute(ExprContext::kDel)) return target;
  size_t start = mark_;
  if (At(TokenKind::kName)) return NameTarget(ExprContext::kDel);
  std::vector<Expr*> items;
  if (Accept(TokenKind::kLeftBracket)) {
    DelTargets(&items);
    if (!Accept(TokenKind::kRightBracket)) return BackTo(start);
    return Make<List>(SpanFrom(start), arena_->Copy(items), ExprContext::kDel);
  }
  if (!Accept(TokenKind::kLeftParen)) return nullptr;
  Level level(this);
  Expr* inner = DelTarget();
  if (inner != nullptr && Accept(TokenKind::kRightParen)) return inner;
  mark_ = start + 1;
  DelTargets(&items);
  if (!Accept(TokenKind::kRightParen)) return BackTo(start);
  return TupleOf(SpanFrom(start), items, ExprContext::kDel);
}

}  // namespace midge::vm::syntax
