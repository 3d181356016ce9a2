// The parser: recursive descent over the rules of Python 3.11's grammar, in
// its order, with back-tracking and a memory of what was tried.
//
// A source text is parsed once; when that fails it is parsed again with
// diagnose_ set, which turns on the Refuse… rules. They recognise common
// mistakes and word the error. A mistake that no rule knows is "invalid
// syntax" at the last token that the first pass had to look at.
//
// Every rule returns null, with the position where it was, when the text does
// not match. After an error is raised every token reads as kError, which
// matches nothing, so all rules give up at once.
//
// Ownership: borrows the source; nodes go to the given arena.
// Threads:   one at a time.
// Invariant: no more than kMaxTreeHeight levels are open at once, and no node
//            is higher; either is a RecursionError.
#ifndef MIDGE_VM_SYNTAX_PARSER_H_
#define MIDGE_VM_SYNTAX_PARSER_H_

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vm/syntax/ast.h"
#include "vm/syntax/lexer.h"
#include "vm/syntax/parse.h"
#include "vm/syntax/source.h"

namespace midge::vm::syntax {

// The rules whose results are remembered.
enum class Rule : uint8_t {
  kArguments,
  kArgs,
  kAtom,
  kBinary,
  kBlock,
  kClosedPattern,
  kComparison,
  kConjunction,
  kDelTarget,
  kDisjunction,
  kExpression,
  kFactor,
  kForIfClauses,
  kInversion,
  kNamedExpression,
  kOrPattern,
  kPrimary,
  kRefuseNamedExpression,
  kSimpleStmt,
  kStarExpression,
  kStarExpressions,
  kStarTarget,
  kStrings,
  kTargetAtom,
};

struct Param {
  Arg* arg = nullptr;
  Expr* value = nullptr;  // The default, or null.
};

// What follows the positional parameters.
struct StarParams {
  Arg* vararg = nullptr;
  std::vector<Param> keyword;
  Arg* kwarg = nullptr;
};

// Whether a parameter has a default.
enum class DefaultRule { kNone, kMaybe, kRequired };

struct StringPieces;

enum class TargetUse { kStar, kFor, kDel };

class Parser {
 public:
  // Where the text of an f-string's expression stands in the whole.
  struct Origin {
    int line = 1;
    int col = 0;
    int error_col = 0;  // What columns in its errors count from.
    bool in_fstring = false;
    int depth = 0;  // Levels open around it.
    // A string's lines, not a file's: CPython shows the lines that the lexer
    // is reading, and one that it is past without its end.
    bool is_string = false;
    // The newline that ends the text is not the source's own.
    bool is_bare = false;
    // Digits of a decimal int; 0 is no limit.
    int32_t int_digits_max = text::kIntTextDigitsMax;
  };

  Parser(const Source& source, std::string_view filename, Arena* arena,
         Origin origin);

  Module* ParseModule();
  Expression* ParseEval();
  // The parenthesised expression of an f-string's field.
  Expr* ParseField();

  const SyntaxDiagnostic& error() const { return error_; }
  // In the order of the source; also those before an error.
  std::vector<SourceWarning> TakeWarnings() { return std::move(warnings_); }

 private:
  template <typename T>
  using Method = T* (Parser::*)();

  // --- parser.cc: tokens, memory, passes.
  template <typename T>
  T* Run(Method<T> start);
  void Rewind();
  void Fetch();
  const Token& Peek();
  TokenKind Kind() { return Peek().kind; }
  bool At(TokenKind kind) { return Peek().kind == kind; }
  bool AtWord(std::string_view word);
  // The token if it is of that kind, stepping over it; else null. Good until
  // the next token is read.
  const Token* Accept(TokenKind kind);
  const Token* AcceptWord(std::string_view word);
  // Raises "expected '…'" unless the token is there.
  const Token* Force(TokenKind kind);
  const Token& Last() const {
    return failed_ ? error_token_ : tokens_[mark_ - 1];
  }
  std::nullptr_t BackTo(size_t mark) {
    mark_ = mark;
    return nullptr;
  }
  bool Undo(size_t mark) {
    mark_ = mark;
    return false;
  }
  // From token `start` to the last one that was stepped over.
  Span SpanFrom(size_t start) const;
  Identifier NameOf(const Token& token);

  template <typename T>
  T* Remembered(Rule rule, Method<T> parse);
  template <typename T, typename... Fields>
  T* Make(Span span, Fields... fields);

  // One level of recursion for as long as it lives.
  class Level {
   public:
    explicit Level(Parser* parser) : parser_(parser) {
      if (++parser_->depth_ > kMaxTreeHeight) parser_->RaiseTooDeep();
    }
    ~Level() { --parser_->depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser* const parser_;
  };

  // --- errors.cc: raising. Only the first error counts.
  void RaiseHere(std::string message);  // At the last token read.
  void RaiseIndentation(std::string message);
  void RaiseAt(const Span& span, std::string message);
  void RaiseBetween(const Span& first, const Span& last, std::string message);
  // From `first` to where the lexer has read to.
  void RaiseFrom(const Span& first, std::string message);
  void RaiseKnown(DiagnosticKind kind, std::string message, Span span);
  SyntaxDiagnostic Diagnose(DiagnosticKind kind, std::string message,
                            Span span);
  // Notes what the lexer has found of late.
  void NoteNumberWarnings();
  // Notes the escape text[at …] of the literal being read, if it is the first
  // bad one of `text`.
  void NoteEscape(std::string_view text, size_t at, bool* noted);
  void RaiseTooDeep();
  void RaiseUnclosed();
  void RaiseLexFailure();
  void RaiseGeneric(size_t last_token);
  void RaiseTargetIn(TargetUse use, const Expr* target);
  void RaiseNoBlock(const char* what, int line);
  void LexRestForErrors();
  std::string_view Shown(std::string_view text) const;
  std::string_view ErrorLine(int line) const;

  // --- statements.cc
  Module* File();
  Expression* Eval();
  Seq<Stmt*> Statements();
  bool Statement(std::vector<Stmt*>* out);
  bool SimpleStmts(std::vector<Stmt*>* out);
  Stmt* SimpleStmt();
  Stmt* SimpleStmtRule();
  Stmt* Assignment();
  Stmt* AnnotatedName();
  Stmt* AnnotatedTarget();
  Stmt* FinishAnnotated(size_t start, Expr* target, Expr* annotation,
                        int simple);
  Stmt* PlainAssignment();
  bool AcceptAugmented(BinaryOperator* op);
  Expr* YieldOrStarExpressions();
  Expr* RefusedAnnotationTarget();
  void RefuseAnnotation();
  void RefuseAssignment();
  Stmt* ReturnStmt();
  Stmt* RaiseStmt();
  Stmt* DelStmt();
  Stmt* AssertStmt();
  Stmt* ScopeStmt();
  Identifier DottedName();
  Identifier AsName();
  Stmt* ImportName();
  Stmt* ImportFromStmt();
  bool ImportTargets(std::vector<Alias*>* names);
  bool ImportAliases(std::vector<Alias*>* names);

  // --- compound.cc
  Stmt* CompoundStmt();
  bool Block(Seq<Stmt*>* body);
  Module* BlockRule();
  void RefuseMissingBlock(const char* what, int line);
  void RefuseHeader(const char* what, int line);
  Stmt* Decorated();
  Stmt* FunctionDefStmt(const Seq<Expr*>& decorators);
  void RefuseFunctionDef();
  Stmt* ClassDefStmt(const Seq<Expr*>& decorators);
  const Token* ClassHeader(Call** call);
  void RefuseClassDef();
  Stmt* IfStmt(TokenKind keyword);
  void ElseBlock(Seq<Stmt*>* body);
  Stmt* WhileStmt();
  Stmt* ForStmt();
  void RefuseForStmt();
  void RefuseForTarget();
  Stmt* WithStmt();
  bool WithItems(bool parenthesised, std::vector<WithItem*>* items);
  bool AtWithItemEnd();
  WithItem* WithItemRule();
  bool RefusedWithItems(bool parenthesised);
  void RefuseWithStmt(bool indent);

  // --- try_statement.cc
  Stmt* TryStmt();
  bool Handlers(bool star, std::vector<ExceptHandler*>* out);
  bool FinallyBlock(Seq<Stmt*>* body);
  ExceptHandler* ExceptBlock(bool star);
  void RefuseExceptIndent(bool star);
  void RefuseExcept();
  void RefuseTryStmt();
  void RefuseMixedHandlers();

  // --- params.cc
  Arguments* Params(TokenKind end);
  bool EndParam(TokenKind end);
  Arg* ParamName(TokenKind end, bool star);
  bool DefaultValue(Expr** value);
  bool OneParam(TokenKind end, DefaultRule rule, Param* out);
  int ParamRun(TokenKind end, DefaultRule rule, std::vector<Param>* out);
  bool SlashEnd(TokenKind end);
  bool SlashNoDefault(TokenKind end, std::vector<Param>* out);
  bool SlashWithDefault(TokenKind end, std::vector<Param>* out);
  Arguments* ParamList(TokenKind end);
  bool StarEtc(TokenKind end, StarParams* out);
  bool Kwds(TokenKind end, StarParams* out);
  void RefuseParams(TokenKind end);
  bool RefusedLambdaNames();
  void RefuseSlashes(TokenKind end);
  void RefuseStarEtc(TokenKind end);
  void RefuseKwds(TokenKind end);

  // --- expressions.cc
  Expr* TupleOf(const Span& span, const std::vector<Expr*>& items,
                ExprContext ctx);
  Expr* CommaSeparated(Expr* (Parser::*parse)());
  Expr* Expressions();
  Expr* StarExpressions();
  Expr* StarExpression();
  Expr* StarExpressionRule();
  Expr* StarredBitwiseOr();
  bool StarNamedExpressions(std::vector<Expr*>* out);
  Expr* StarNamedExpression();
  Expr* AssignmentExpression(bool* cut);
  Expr* NamedExpression();
  Expr* RefuseNamedExpression();
  Expr* RefuseNamedExpressionRule();
  bool AtDisplayOrConstant();
  Expr* YieldExpr();
  Expr* OneExpression();
  Expr* ExpressionRule();
  Expr* ConditionalOrLambda();
  void RefuseExpression();
  Expr* ExpressionWithoutRefusal();
  void RefuseLegacyStatement();
  Expr* Disjunction();
  Expr* DisjunctionRule();
  Expr* Conjunction();
  Expr* ConjunctionRule();
  Expr* BoolChain(TokenKind word, BoolOperator op, Expr* (Parser::*parse)());
  Expr* Inversion();
  Expr* InversionRule();
  Expr* Comparison();
  bool AcceptComparison(CompareOperator* op);
  Expr* BitwiseOr();
  Expr* BitwiseOrRule();
  Expr* Binary(int min_precedence);
  Expr* Factor();
  Expr* FactorRule();
  Expr* Power();
  Expr* LambdaRule();

  // --- atoms.cc
  Expr* AwaitPrimary();
  Expr* Primary();
  Expr* PrimaryRule();
  Expr* Trailer(size_t start, Expr* base);
  Expr* CallTrailer(size_t start, Expr* base);
  Expr* Slices();
  Expr* OneSlice();
  Expr* Atom();
  Expr* NameTarget(ExprContext ctx);
  Expr* ConstantAtom(LiteralKind kind);
  Expr* TupleDisplay();
  Expr* Group();
  Expr* Genexp();
  Expr* PlainOrNamed();
  Expr* ListDisplay();
  Expr* ListComprehension();
  Expr* SetDisplay();
  Expr* SetComprehension();
  Expr* StarredExpression();
  bool ForIfClauses(Seq<Comprehension*>* out);
  Comprehension* ForIfClause();
  void RefuseComprehension();
  bool DictItem(Expr** key, Expr** value);
  bool DictItems(std::vector<Expr*>* keys, std::vector<Expr*>* values);
  Expr* DictDisplay();
  void RefuseDictItems();
  void RefuseDictValue();
  Expr* DictComprehension();

  // --- arguments.cc
  Call* CallArguments();
  Call* CallArgumentsRule();
  Call* Args();
  Expr* PositionalArg();
  bool KeywordArgs(std::vector<Expr*>* args, std::vector<Keyword*>* keywords);
  bool KeywordArg(bool double_star, std::vector<Expr*>* args,
                  std::vector<Keyword*>* keywords);
  void RefuseKeywordArg();
  void RefuseArguments();
  void RefuseGenexpArgument();
  Span EndOf(const Seq<Comprehension*>& clauses);

  // --- targets.cc
  Expr* StarTargets();
  void StarTargetsAfter(std::vector<Expr*>* items);
  Expr* StarTarget();
  Expr* StarTargetRule();
  Expr* TargetAtom();
  Expr* TargetAtomRule();
  bool AtTargetTail();
  Expr* SubscriptOrAttribute(ExprContext ctx);
  Expr* StarAtom();
  Expr* SingleTarget();
  bool DelTargets(std::vector<Expr*>* out);
  Expr* DelTarget();
  Expr* DelTargetRule();

  // --- match_statement.cc
  Stmt* MatchStmt();
  Expr* SubjectExpr();
  MatchCase* CaseBlock();
  Expr* Guard();
  Pattern* Patterns();
  Pattern* AsPattern();
  void RefuseAsTarget();
  Pattern* OrPattern();
  Pattern* OrPatternRule();
  Pattern* ClosedPattern();
  Pattern* ClosedPatternRule();

  // --- patterns.cc
  Pattern* LiteralPattern();
  Expr* LiteralExpr();
  Expr* SignedNumber();
  Expr* ComplexNumber();
  Identifier CaptureTarget();
  Pattern* CapturePattern();
  Expr* NameOrAttr();
  Pattern* ValuePattern();
  Pattern* GroupPattern();
  Pattern* SequencePattern();
  bool OpenSequence(std::vector<Pattern*>* out);
  void MaybeSequence(std::vector<Pattern*>* out);
  Pattern* MaybeStarPattern();
  Pattern* MappingPattern();
  bool MappingItem(std::vector<Expr*>* keys, std::vector<Pattern*>* values);
  Pattern* ClassPattern();
  bool PositionalPatterns(std::vector<Pattern*>* out);
  bool KeywordPatterns(std::vector<Identifier>* names,
                       std::vector<Pattern*>* out);
  void RefuseClassArguments();

  // --- literals.cc
  Expr* NumberAtom();
  Expr* Strings();
  Expr* StringsRule();
  bool AddString(const Token& token, StringPieces* pieces);
  bool AddText(std::string_view body, bool raw, StringPieces* pieces);
  bool DecodeByteEscapes(std::string_view body, std::string* out);
  bool RefuseEscape(std::string_view body, size_t begin, size_t end,
                    const std::string& what);
  bool DecodeHexEscape(std::string_view body, size_t* at, std::string* out);
  bool DecodeNamedEscape(std::string_view body, size_t* at, std::string* out);
  bool DecodeEscapes(std::string_view body, std::string* out);

  // --- fstring.cc
  void FlushText(StringPieces* pieces);
  Expr* FinishString(StringPieces* pieces);
  bool AddFields(std::string_view* rest, bool raw, int nesting,
                 const Token& token, StringPieces* pieces);
  bool AddFieldText(std::string_view* rest, bool raw, int nesting,
                    StringPieces* pieces, bool* doubled);
  bool FindFieldEnd(std::string_view text, size_t* end);
  bool AddField(std::string_view* rest, bool raw, int nesting,
                const Token& token, StringPieces* pieces);
  bool FieldConversion(std::string_view* rest, int* conversion);
  bool FieldSpec(std::string_view* rest, bool raw, int nesting,
                 const Token& token, Expr** spec);
  Expr* FieldExpression(std::string_view text, char end, const Token& token);

  struct Memo {
    Rule rule;
    uint32_t end;
    void* node;
    Memo* next;
  };

  const Source& source_;
  const std::string_view filename_;
  Arena* const arena_;
  const Origin origin_;
  Lexer lexer_;

  std::vector<Token> tokens_;
  std::vector<Memo*> memos_;  // One list per token.
  Token error_token_;         // What Peek() gives after an error.
  size_t mark_ = 0;           // The next token.
  int depth_ = 0;             // Levels open now.
  bool diagnose_ = false;     // The second pass.
  Span literal_;              // The string token being read.
  std::vector<SourceWarning> warnings_;
  size_t number_warnings_ = 0;  // How many of the lexer's are in there.
  bool failed_ = false;
  // The error came from the lexer, which cannot go on.
  bool lexer_failed_ = false;
  SyntaxDiagnostic error_;
};

// What CPython calls an expression in messages: "function call", "literal".
const char* ExprName(const Expr* expr);

template <typename T>
T* Parser::Remembered(Rule rule, Method<T> parse) {
  Peek();
  size_t start = mark_;
  if (!failed_) {
    for (Memo* memo = memos_[start]; memo != nullptr; memo = memo->next) {
      if (memo->rule != rule) continue;
      mark_ = memo->end;
      return static_cast<T*>(memo->node);
    }
  }
  if (failed_) return nullptr;
  T* node = (this->*parse)();
  if (failed_) return nullptr;
  if (node == nullptr) mark_ = start;
  memos_[start] = arena_->New<Memo>(
      Memo{rule, static_cast<uint32_t>(mark_), node, memos_[start]});
  return node;
}

inline int HeightOf(const Node* node) {
  return node == nullptr ? 0 : node->height;
}

template <typename T>
int HeightOf(const Seq<T>& nodes) {
  if constexpr (std::is_convertible_v<T, const Node*>) {
    int height = 0;
    for (T node : nodes) height = std::max(height, HeightOf(node));
    return height;
  }
  return 0;
}

template <typename T>
requires(!std::is_convertible_v<T, const Node*>) int HeightOf(const T&) {
  return 0;
}

template <typename T, typename... Fields>
T* Parser::Make(Span span, Fields... fields) {
  int height = 1 + std::max({0, HeightOf(fields)...});
  if (height > kMaxTreeHeight) RaiseTooDeep();
  return arena_->New<T>(T{{{T::kKind, span, height}}, fields...});
}

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_PARSER_H_
