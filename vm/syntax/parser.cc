#include "vm/syntax/parser.h"

#include <utility>

namespace midge::vm::syntax {

Parser::Parser(const Source& source, std::string_view filename, Arena* arena,
               Origin origin)
    : source_(source),
      filename_(filename),
      arena_(arena),
      origin_(origin),
      lexer_(source.text(), origin.line, origin.is_bare),
      depth_(origin.depth) {
  error_token_.kind = TokenKind::kError;
}

Module* Parser::ParseModule() { return Run(&Parser::File); }

Expression* Parser::ParseEval() { return Run(&Parser::Eval); }

Expr* Parser::ParseField() { return Run(&Parser::StarExpressions); }

template <typename T>
T* Parser::Run(Method<T> start) {
  T* result = (this->*start)();
  if (result != nullptr && !failed_) return result;
  if (!failed_) {
    size_t last_token = tokens_.size() - 1;
    Rewind();
    diagnose_ = true;
    (this->*start)();
    if (!failed_) RaiseGeneric(last_token);
  }
  bool deep = error_.kind == DiagnosticKind::kRecursionError;
  if (!lexer_failed_ && !deep) LexRestForErrors();
  return nullptr;
}

void Parser::Rewind() {
  std::fill(memos_.begin(), memos_.end(), nullptr);
  mark_ = 0;
}

const Token& Parser::Peek() {
  if (failed_) return error_token_;
  if (mark_ == tokens_.size()) Fetch();
  return failed_ ? error_token_ : tokens_[mark_];
}

void Parser::Fetch() {
  Token token = lexer_.Next();
  if (token.span.line == origin_.line && token.span.col >= 0) {
    token.span.col += origin_.col;
  }
  if (token.span.end_line == origin_.line && token.span.end_col >= 0) {
    token.span.end_col += origin_.col;
  }
  tokens_.push_back(token);
  memos_.push_back(nullptr);
  NoteNumberWarnings();
  if (token.kind == TokenKind::kError) RaiseLexFailure();
}

bool Parser::AtWord(std::string_view word) {
  const Token& token = Peek();
  return token.kind == TokenKind::kName && token.text == word;
}

const Token* Parser::Accept(TokenKind kind) {
  if (!At(kind)) return nullptr;
  return &tokens_[mark_++];
}

const Token* Parser::AcceptWord(std::string_view word) {
  if (!AtWord(word)) return nullptr;
  return &tokens_[mark_++];
}

const Token* Parser::Force(TokenKind kind) {
  if (At(kind)) return Accept(kind);
  if (failed_) return nullptr;
  const Token& token = tokens_[mark_];
  std::string message = "expected '";
  message += TokenText(kind);
  RaiseAt(token.span, message + "'");
  return nullptr;
}

Span Parser::SpanFrom(size_t start) const {
  if (failed_ || mark_ == 0) return {};
  size_t last = mark_ - 1;
  while (last > start) {
    TokenKind kind = tokens_[last].kind;
    if (kind != TokenKind::kNewline && kind != TokenKind::kIndent &&
        kind != TokenKind::kDedent && kind != TokenKind::kEndMarker) {
      break;
    }
    --last;
  }
  Span span = tokens_[start].span;
  span.end_line = tokens_[last].span.end_line;
  span.end_col = tokens_[last].span.end_col;
  return span;
}

const char* DiagnosticKindName(DiagnosticKind kind) {
  switch (kind) {
    case DiagnosticKind::kSyntaxError:
      return "SyntaxError";
    case DiagnosticKind::kIndentationError:
      return "IndentationError";
    case DiagnosticKind::kTabError:
      return "TabError";
    case DiagnosticKind::kRecursionError:
      return "RecursionError";
  }
  return "?";
}

namespace {

// Whether `module` is what one could type at a prompt: a compound statement,
// or simple statements on one line.
bool IsSingle(const Module& module) {
  for (size_t i = 1; i < module.body.size(); ++i) {
    if (module.body[i]->span.line > module.body[i - 1]->span.end_line) {
      return false;
    }
  }
  return true;
}

// A compound statement's last line must be ended where one is typed in: this
// says whether `source` ends in the middle of one.
bool IsOpenStatement(const Module& module, std::string_view source) {
  if (module.body.empty()) return true;
  switch (module.body[0]->kind) {
    case NodeKind::kIf:
    case NodeKind::kFor:
    case NodeKind::kAsyncFor:
    case NodeKind::kWhile:
    case NodeKind::kWith:
    case NodeKind::kAsyncWith:
    case NodeKind::kTry:
    case NodeKind::kTryStar:
    case NodeKind::kMatch:
    case NodeKind::kFunctionDef:
    case NodeKind::kAsyncFunctionDef:
    case NodeKind::kClassDef:
      break;
    default:
      return false;
  }
  const Stmt* s = module.body[0];
  return s->span.line == s->span.end_line && !source.ends_with('\n');
}

// What compile(…, "single") refuses of what is right in a file.
bool CheckSingle(const Module& module, std::string_view source,
                 const Source& text, SyntaxDiagnostic* error) {
  if (IsOpenStatement(module, source)) {
    error->message = "invalid syntax";
    error->line = error->end_line = source.empty() ? 0 : 1;
  } else if (!IsSingle(module)) {
    error->message =
        "multiple statements found while compiling a single statement";
    error->line = error->end_line = module.body[0]->span.end_line;
    error->col = error->end_col =
        static_cast<int>(text.Line(error->line).size());
  } else {
    return true;
  }
  error->text = text.Line(error->line);
  const bool is_last = text.Line(error->line + 1).empty();
  if (is_last && !source.ends_with('\n') && error->text.ends_with('\n')) {
    error->text.pop_back();
  }
  error->has_text = true;
  return false;
}

}  // namespace

ParseResult Parse(std::string_view source, std::string_view filename,
                  ParseMode mode, bool is_text, int32_t int_digits_max) {
  ParseResult result;
  result.error.filename = filename;
  Source text;
  if (!text.Decode(source, filename, is_text, &result.error)) return result;
  if (!is_text && !text.text().starts_with(source)) {
    result.decoded = std::string(text.text());
  }
  auto tree = std::make_unique<Tree>();
  const bool is_bare = mode != ParseMode::kModule && !source.ends_with('\n');
  Parser parser(text, filename, &tree->arena,
                {.is_string = is_text,
                 .is_bare = is_bare,
                 .int_digits_max = int_digits_max});
  bool ok;
  if (mode != ParseMode::kExpression) {
    ok = (tree->module = parser.ParseModule()) != nullptr;
  } else {
    ok = (tree->expression = parser.ParseEval()) != nullptr;
  }
  result.warnings = parser.TakeWarnings();
  if (!ok) {
    result.error = parser.error();
    if (source.empty()) result.error.line = result.error.end_line = 0;
  } else if (mode != ParseMode::kSingle ||
             CheckSingle(*tree->module, source, text, &result.error)) {
    result.tree = std::move(tree);
  }
  return result;
}

}  // namespace midge::vm::syntax
