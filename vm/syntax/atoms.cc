// What operators work on: names, constants, displays, comprehensions, and
// their attributes, subscripts and calls.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

// NAME, to its NFKC form.
Identifier Parser::NameOf(const Token& token) {
  for (char c : token.text) {
    if (static_cast<uint8_t>(c) >= 0x80) {
      return arena_->Intern(NormalizedName(token.text));
    }
  }
  return arena_->Intern(token.text);
}

// ['await'] primary
Expr* Parser::AwaitPrimary() {
  size_t start = mark_;
  if (!Accept(TokenKind::kAwait)) return Primary();
  Expr* value = Primary();
  if (value == nullptr) return BackTo(start);
  return Make<Await>(SpanFrom(start), value);
}

Expr* Parser::Primary() {
  return Remembered(Rule::kPrimary, &Parser::PrimaryRule);
}

Expr* Parser::PrimaryRule() {
  size_t start = mark_;
  Expr* primary = Atom();
  while (primary != nullptr) {
    Expr* longer = Trailer(start, primary);
    if (longer == nullptr) return primary;
    primary = longer;
  }
  return nullptr;
}

// '.' NAME | genexp | '(' [arguments] ')' | '[' slices ']', after `base`.
Expr* Parser::Trailer(size_t start, Expr* base) {
  size_t before = mark_;
  // The rules for a generator refuse other comprehensions too.
  if (diagnose_ && !At(TokenKind::kLeftParen)) {
    RefuseComprehension();
    mark_ = before;
  }
  switch (Kind()) {
    case TokenKind::kDot: {
      ++mark_;
      const Token* name = Accept(TokenKind::kName);
      if (name == nullptr) return BackTo(before);
      Identifier attr = NameOf(*name);
      return Make<Attribute>(SpanFrom(start), base, attr, ExprContext::kLoad);
    }
    case TokenKind::kLeftParen:
      return CallTrailer(start, base);
    case TokenKind::kLeftBracket: {
      ++mark_;
      Expr* slice = Slices();
      if (slice == nullptr || !Accept(TokenKind::kRightBracket)) {
        return BackTo(before);
      }
      return Make<Subscript>(SpanFrom(start), base, slice, ExprContext::kLoad);
    }
    default:
      return nullptr;
  }
}

Expr* Parser::CallTrailer(size_t start, Expr* base) {
  size_t before = mark_;
  if (Expr* genexp = Genexp()) {
    Seq<Expr*> args = arena_->Copy(std::vector<Expr*>{genexp});
    return Make<Call>(SpanFrom(start), base, args, Seq<Keyword*>{});
  }
  if (!Accept(TokenKind::kLeftParen)) return BackTo(before);
  Call* call = CallArguments();
  if (!Accept(TokenKind::kRightParen)) return BackTo(before);
  if (call == nullptr) {
    return Make<Call>(SpanFrom(start), base, Seq<Expr*>{}, Seq<Keyword*>{});
  }
  return Make<Call>(SpanFrom(start), base, call->args, call->keywords);
}

// slice !',' | ','.(slice | starred_expression)+ [',']
Expr* Parser::Slices() {
  size_t start = mark_;
  Expr* first = OneSlice();
  if (first != nullptr && !At(TokenKind::kComma)) return first;
  if (first == nullptr) first = StarredExpression();
  if (first == nullptr) return BackTo(start);
  std::vector<Expr*> items{first};
  while (Accept(TokenKind::kComma)) {
    Expr* item = OneSlice();
    if (item == nullptr) item = StarredExpression();
    if (item == nullptr) break;
    items.push_back(item);
  }
  return TupleOf(SpanFrom(start), items, ExprContext::kLoad);
}

// [expression] ':' [expression] [':' [expression]] | named_expression
Expr* Parser::OneSlice() {
  size_t start = mark_;
  Expr* lower = OneExpression();
  if (!Accept(TokenKind::kColon)) {
    mark_ = start;
    return NamedExpression();
  }
  Expr* upper = OneExpression();
  Expr* step = nullptr;
  if (Accept(TokenKind::kColon)) step = OneExpression();
  return Make<Slice>(SpanFrom(start), lower, upper, step);
}

Expr* Parser::Atom() {
  size_t start = mark_;
  Expr* atom = nullptr;
  switch (Kind()) {
    case TokenKind::kName:
      return NameTarget(ExprContext::kLoad);
    case TokenKind::kTrue:
      return ConstantAtom(LiteralKind::kTrue);
    case TokenKind::kFalse:
      return ConstantAtom(LiteralKind::kFalse);
    case TokenKind::kNone:
      return ConstantAtom(LiteralKind::kNone);
    case TokenKind::kEllipsis:
      return ConstantAtom(LiteralKind::kEllipsis);
    case TokenKind::kString:
      return Strings();
    case TokenKind::kNumber:
      return NumberAtom();
    case TokenKind::kLeftParen: {
      Level level(this);
      atom = TupleDisplay();
      if (atom == nullptr) atom = Group();
      if (atom == nullptr) atom = Genexp();
      break;
    }
    case TokenKind::kLeftBracket: {
      Level level(this);
      atom = ListDisplay();
      if (atom == nullptr) atom = ListComprehension();
      break;
    }
    case TokenKind::kLeftBrace: {
      Level level(this);
      atom = DictDisplay();
      if (atom == nullptr) atom = SetDisplay();
      if (atom == nullptr) atom = DictComprehension();
      if (atom == nullptr) atom = SetComprehension();
      break;
    }
    default:
      break;
  }
  if (atom == nullptr) mark_ = start;
  return atom;
}

Expr* Parser::NameTarget(ExprContext ctx) {
  const Token* token = Accept(TokenKind::kName);
  if (token == nullptr) return nullptr;
  return Make<Name>(token->span, NameOf(*token), ctx);
}

Expr* Parser::ConstantAtom(LiteralKind kind) {
  Span span = tokens_[mark_++].span;
  Literal value;
  value.kind = kind;
  return Make<Constant>(span, value, false);
}

// '(' [star_named_expression ',' [star_named_expressions]] ')'
Expr* Parser::TupleDisplay() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftParen)) return nullptr;
  std::vector<Expr*> items;
  Expr* first = StarNamedExpression();
  if (first != nullptr) {
    if (!Accept(TokenKind::kComma)) return BackTo(start);
    items.push_back(first);
    StarNamedExpressions(&items);
  }
  if (!Accept(TokenKind::kRightParen)) return BackTo(start);
  return TupleOf(SpanFrom(start), items, ExprContext::kLoad);
}

// '(' (yield_expr | named_expression) ')'
Expr* Parser::Group() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftParen)) return nullptr;
  Expr* inner = YieldExpr();
  if (inner == nullptr) inner = NamedExpression();
  if (inner != nullptr && Accept(TokenKind::kRightParen)) return inner;
  if (diagnose_) {
    mark_ = start + 1;
    Expr* starred = StarredExpression();
    if (starred != nullptr && Accept(TokenKind::kRightParen)) {
      RaiseAt(starred->span, "cannot use starred expression here");
    }
    mark_ = start + 1;
    if (Accept(TokenKind::kStarStar) && OneExpression() &&
        Accept(TokenKind::kRightParen)) {
      RaiseAt(tokens_[start + 1].span,
              "cannot use double starred expression here");
    }
  }
  return BackTo(start);
}

// '(' (assignment_expression | expression !':=') for_if_clauses ')'
Expr* Parser::Genexp() {
  size_t start = mark_;
  Seq<Comprehension*> clauses;
  if (Accept(TokenKind::kLeftParen)) {
    Expr* element = PlainOrNamed();
    if (element != nullptr && ForIfClauses(&clauses) &&
        Accept(TokenKind::kRightParen)) {
      return Make<GeneratorExp>(SpanFrom(start), element, clauses);
    }
  }
  mark_ = start;
  if (diagnose_) RefuseComprehension();
  return BackTo(start);
}

// assignment_expression | expression !':='
Expr* Parser::PlainOrNamed() {
  size_t start = mark_;
  bool cut;
  Expr* value = AssignmentExpression(&cut);
  if (value != nullptr || cut) return value;
  value = OneExpression();
  if (value != nullptr && At(TokenKind::kColonEqual)) return BackTo(start);
  return value;
}

Expr* Parser::ListDisplay() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftBracket)) return nullptr;
  std::vector<Expr*> items;
  StarNamedExpressions(&items);
  if (!Accept(TokenKind::kRightBracket)) return BackTo(start);
  return Make<List>(SpanFrom(start), arena_->Copy(items), ExprContext::kLoad);
}

Expr* Parser::ListComprehension() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftBracket)) return nullptr;
  Expr* element = NamedExpression();
  Seq<Comprehension*> clauses;
  if (element != nullptr && ForIfClauses(&clauses) &&
      Accept(TokenKind::kRightBracket)) {
    return Make<ListComp>(SpanFrom(start), element, clauses);
  }
  mark_ = start;
  if (diagnose_) RefuseComprehension();
  return BackTo(start);
}

Expr* Parser::SetDisplay() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftBrace)) return nullptr;
  std::vector<Expr*> items;
  if (!StarNamedExpressions(&items) || !Accept(TokenKind::kRightBrace)) {
    return BackTo(start);
  }
  return Make<Set>(SpanFrom(start), arena_->Copy(items));
}

Expr* Parser::SetComprehension() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftBrace)) return nullptr;
  Expr* element = NamedExpression();
  Seq<Comprehension*> clauses;
  if (element != nullptr && ForIfClauses(&clauses) &&
      Accept(TokenKind::kRightBrace)) {
    return Make<SetComp>(SpanFrom(start), element, clauses);
  }
  mark_ = start;
  if (diagnose_) RefuseComprehension();
  return BackTo(start);
}

// '*' expression
Expr* Parser::StarredExpression() {
  size_t start = mark_;
  if (!Accept(TokenKind::kStar)) return nullptr;
  Expr* value = OneExpression();
  if (value == nullptr) return BackTo(start);
  return Make<Starred>(SpanFrom(start), value, ExprContext::kLoad);
}

// for_if_clause+
bool Parser::ForIfClauses(Seq<Comprehension*>* out) {
  std::vector<Comprehension*> clauses;
  while (Comprehension* clause = ForIfClause()) clauses.push_back(clause);
  *out = arena_->Copy(clauses);
  return !clauses.empty();
}

// [ASYNC] 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
Comprehension* Parser::ForIfClause() {
  size_t start = mark_;
  int async = Accept(TokenKind::kAsync) != nullptr;
  if (!Accept(TokenKind::kFor)) return BackTo(start);
  Expr* target = StarTargets();
  if (target == nullptr || !Accept(TokenKind::kIn)) {
    mark_ = start;
    if (diagnose_) RefuseForTarget();
    return BackTo(start);
  }
  Expr* iter = Disjunction();
  if (iter == nullptr) return BackTo(start);
  std::vector<Expr*> ifs;
  size_t end = mark_;
  while (Accept(TokenKind::kIf)) {
    Expr* test = Disjunction();
    if (test == nullptr) break;
    ifs.push_back(test);
    end = mark_;
  }
  mark_ = end;
  return Make<Comprehension>(SpanFrom(start), target, iter, arena_->Copy(ifs),
                             async);
}

void Parser::RefuseComprehension() {
  size_t start = mark_;
  bool paren = At(TokenKind::kLeftParen);
  if (!paren && !At(TokenKind::kLeftBracket) && !At(TokenKind::kLeftBrace)) {
    return;
  }
  ++mark_;
  Seq<Comprehension*> clauses;
  Expr* starred = StarredExpression();
  if (starred != nullptr && ForIfClauses(&clauses)) {
    return RaiseAt(starred->span,
                   "iterable unpacking cannot be used in comprehension");
  }
  if (paren) return;
  const char* message =
      "did you forget parentheses around the comprehension target?";
  mark_ = start + 1;
  Expr* first = StarNamedExpression();
  if (first == nullptr || !Accept(TokenKind::kComma)) return;
  Span comma = Last().span;
  size_t after_comma = mark_;
  std::vector<Expr*> rest;
  if (StarNamedExpressions(&rest) && ForIfClauses(&clauses)) {
    return RaiseBetween(first->span, rest.back()->span, message);
  }
  mark_ = after_comma;
  if (ForIfClauses(&clauses)) RaiseBetween(first->span, comma, message);
}

// '**' bitwise_or | expression ':' expression
bool Parser::DictItem(Expr** key, Expr** value) {
  size_t start = mark_;
  *key = nullptr;
  if (Accept(TokenKind::kStarStar)) {
    *value = BitwiseOr();
    return *value != nullptr || Undo(start);
  }
  *key = OneExpression();
  if (*key == nullptr || !Accept(TokenKind::kColon)) return Undo(start);
  *value = OneExpression();
  return *value != nullptr || Undo(start);
}

// ','.item*; whether there is one. Leaves a trailing comma unread.
bool Parser::DictItems(std::vector<Expr*>* keys, std::vector<Expr*>* values) {
  for (;;) {
    Expr* key;
    Expr* value;
    size_t before = mark_;
    if (!DictItem(&key, &value)) {
      if (keys->empty()) return false;
      mark_ = before - 1;
      return true;
    }
    keys->push_back(key);
    values->push_back(value);
    if (!Accept(TokenKind::kComma)) return true;
  }
}

Expr* Parser::DictDisplay() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftBrace)) return nullptr;
  std::vector<Expr*> keys;
  std::vector<Expr*> values;
  if (DictItems(&keys, &values)) Accept(TokenKind::kComma);
  if (Accept(TokenKind::kRightBrace)) {
    return Make<Dict>(SpanFrom(start), arena_->Copy(keys),
                      arena_->Copy(values));
  }
  // As in CPython, this rule does not wait for the second pass.
  mark_ = start + 1;
  RefuseDictItems();
  return BackTo(start);
}

void Parser::RefuseDictItems() {
  size_t start = mark_;
  std::vector<Expr*> keys;
  std::vector<Expr*> values;
  if (DictItems(&keys, &values) && Accept(TokenKind::kComma)) {
    size_t last = mark_;
    Expr* key = OneExpression();
    if (key != nullptr && !At(TokenKind::kColon)) {
      Span span = key->span;
      RaiseKnown(DiagnosticKind::kSyntaxError,
                 "':' expected after dictionary key",
                 {span.line, span.end_col, span.end_line, 0});
      return;
    }
    mark_ = last;
    RefuseDictValue();
  }
  mark_ = start;
  RefuseDictValue();
}

// expression ':' and then no value.
void Parser::RefuseDictValue() {
  if (!OneExpression() || !Accept(TokenKind::kColon)) return;
  size_t colon = mark_ - 1;
  if (At(TokenKind::kRightBrace) || At(TokenKind::kComma)) {
    return RaiseAt(tokens_[colon].span,
                   "expression expected after dictionary key and ':'");
  }
  if (Accept(TokenKind::kStar) && BitwiseOr()) {
    RaiseFrom(tokens_[colon + 1].span,
              "cannot use a starred expression in a dictionary value");
  }
}

// '{' expression ':' expression for_if_clauses '}'
Expr* Parser::DictComprehension() {
  size_t start = mark_;
  if (!Accept(TokenKind::kLeftBrace)) return nullptr;
  Expr* key = nullptr;
  Expr* value = nullptr;
  Seq<Comprehension*> clauses;
  if (!At(TokenKind::kStarStar) && DictItem(&key, &value) &&
      ForIfClauses(&clauses) && Accept(TokenKind::kRightBrace)) {
    return Make<DictComp>(SpanFrom(start), key, value, clauses);
  }
  if (diagnose_) {
    mark_ = start + 1;
    if (Accept(TokenKind::kStarStar) && BitwiseOr() && ForIfClauses(&clauses) &&
        Accept(TokenKind::kRightBrace)) {
      RaiseAt(tokens_[start + 1].span,
              "dict unpacking cannot be used in dict comprehension");
    }
  }
  return BackTo(start);
}

}  // namespace midge::vm::syntax
