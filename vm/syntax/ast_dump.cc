#include "vm/syntax/ast_dump.h"

#include <cstdio>
#include <string_view>

#include "vm/syntax/source.h"
#include "vm/text/float_text.h"
#include "vm/text/int_text.h"
#include "vm/text/unicode.h"

namespace midge::vm::syntax {
namespace {

class Dumper {
 public:
  explicit Dumper(bool positions) : positions_(positions) {}

  // The node with its fields; None for null.
  void Value(const Node* node);

  std::string Take() { return std::move(out_); }

 private:
#define AST_NODE(family, name, text, fields) void Fields(const name& node);
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE

  template <typename T>
  void Field(std::string_view name, const T& value) {
    if (!first_) out_ += ", ";
    out_ += name;
    out_ += '=';
    Value(value);
    first_ = false;
  }

  static bool Present(const Node* node) { return node != nullptr; }
  static bool Present(Identifier name) { return !name.empty(); }
  static bool Present(bool flag) { return flag; }

  template <typename T>
  void Value(const Seq<T>& items) {
    out_ += '[';
    bool first = true;
    for (const T& item : items) {
      if (!first) out_ += ", ";
      first = false;
      Value(item);
    }
    out_ += ']';
  }
  void Value(Identifier text) { Quote(text, /*bytes=*/false); }
  void Value(int number) { out_ += std::to_string(number); }
  void Value(bool) { out_ += "'u'"; }  // Constant.kind
  void Value(const Literal& literal);
  void Value(ExprContext ctx);
  void Value(BoolOperator op);
  void Value(UnaryOperator op);
  void Value(BinaryOperator op);
  void Value(CompareOperator op);
  void Quote(std::string_view text, bool bytes);
  void QuoteCodePoint(uint32_t c, bool bytes);
  void Integer(std::string_view digits);
  void Position(const Span& span);

  const bool positions_;
  bool first_ = true;
  std::string out_;
};

#define FIELD(type, name) Field(#name, node.name);
#define NULLABLE(type, name) \
  if (Present(node.name)) Field(#name, node.name);
#define AST_NODE(family, name, text, fields) \
  void Dumper::Fields(const name& node) {    \
    static_cast<void>(node);                 \
    fields                                   \
  }
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
#undef NULLABLE
#undef FIELD

void Dumper::Value(const Node* node) {
  if (node == nullptr) {
    out_ += "None";
    return;
  }
  bool first = first_;
  first_ = true;
  out_ += KindName(node->kind);
  out_ += '(';
  switch (node->kind) {
#define AST_NODE(family, name, text, fields) \
  case NodeKind::k##name:                    \
    Fields(*static_cast<const name*>(node)); \
    break;
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
  }
  if (positions_ && HasPlace(node->kind)) Position(node->span);
  out_ += ')';
  first_ = first;
}

void Dumper::Position(const Span& span) {
  Field("lineno", span.line);
  Field("col_offset", span.col);
  Field("end_lineno", span.end_line);
  Field("end_col_offset", span.end_col);
}

void Dumper::Value(ExprContext ctx) {
  constexpr const char* kNames[] = {"Load()", "Store()", "Del()"};
  out_ += kNames[static_cast<int>(ctx)];
}

void Dumper::Value(BoolOperator op) {
  constexpr const char* kNames[] = {
#define BOOL_OPERATOR(name, sign) #name "()",
#include "vm/syntax/ast_operators.def"
  };
  out_ += kNames[static_cast<int>(op)];
}

void Dumper::Value(UnaryOperator op) {
  constexpr const char* kNames[] = {
#define UNARY_OPERATOR(name, sign) #name "()",
#include "vm/syntax/ast_operators.def"
  };
  out_ += kNames[static_cast<int>(op)];
}

void Dumper::Value(BinaryOperator op) {
  constexpr const char* kNames[] = {
#define BINARY_OPERATOR(name, sign) #name "()",
#include "vm/syntax/ast_operators.def"
  };
  out_ += kNames[static_cast<int>(op)];
}

void Dumper::Value(CompareOperator op) {
  constexpr const char* kNames[] = {
#define COMPARE_OPERATOR(name, sign) #name "()",
#include "vm/syntax/ast_operators.def"
  };
  out_ += kNames[static_cast<int>(op)];
}

void Dumper::Integer(std::string_view digits) {
  text::BigInt value;
  std::string decimal;
  if (text::TextToInt(digits, 0, &value) != text::BigStatus::kOk ||
      text::IntToText(value, 10, &decimal) != text::BigStatus::kOk) {
    decimal = digits;
  }
  out_ += decimal;
}

void Dumper::Value(const Literal& literal) {
  switch (literal.kind) {
    case LiteralKind::kNone:
      out_ += "None";
      break;
    case LiteralKind::kTrue:
      out_ += "True";
      break;
    case LiteralKind::kFalse:
      out_ += "False";
      break;
    case LiteralKind::kEllipsis:
      out_ += "Ellipsis";
      break;
    case LiteralKind::kInt:
      Integer(literal.text);
      break;
    case LiteralKind::kFloat:
      out_ += text::ReprDouble(literal.number);
      break;
    case LiteralKind::kImaginary:
      out_ += text::FormatDouble(literal.number, {}) + "j";
      break;
    case LiteralKind::kStr:
      Quote(literal.text, /*bytes=*/false);
      break;
    case LiteralKind::kBytes:
      out_ += 'b';
      Quote(literal.text, /*bytes=*/true);
      break;
  }
}

void Dumper::QuoteCodePoint(uint32_t c, bool bytes) {
  char escape[16];
  bool printable = bytes ? c >= 0x20 && c < 0x7f : text::IsPrintable(c);
  if (c == '\n' || c == '\r' || c == '\t') {
    out_ += c == '\n' ? "\\n" : (c == '\r' ? "\\r" : "\\t");
    return;
  }
  if (printable) return AppendUtf8(c, &out_);
  const char* format =
      c < 0x100 ? "\\x%02x" : (c < 0x10000 ? "\\u%04x" : "\\U%08x");
  std::snprintf(escape, sizeof(escape), format, c);
  out_ += escape;
}

void Dumper::Quote(std::string_view text, bool bytes) {
  bool single = text.find('\'') != text.npos;
  char quote = single && text.find('"') == text.npos ? '"' : '\'';
  out_ += quote;
  for (size_t at = 0; at < text.size();) {
    auto byte = static_cast<uint8_t>(text[at]);
    bool surrogate = byte == 0xed && at + 2 < text.size() &&
                     static_cast<uint8_t>(text[at + 1]) >= 0xa0;
    uint32_t c = byte;
    if (!bytes && surrogate) {
      c = 0xd000u | ((text[at + 1] & 0x3fu) << 6) | (text[at + 2] & 0x3fu);
      at += 3;
    } else if (!bytes) {
      c = NextCodePoint(text, &at);
    } else {
      ++at;
    }
    if (c == static_cast<uint32_t>(quote) || c == '\\') out_ += '\\';
    QuoteCodePoint(c, bytes);
  }
  out_ += quote;
}

}  // namespace

std::string DumpTree(const Tree& tree, bool positions) {
  Dumper dumper(positions);
  const Node* top = tree.module;
  if (top == nullptr) top = tree.expression;
  dumper.Value(top);
  return dumper.Take();
}

}  // namespace midge::vm::syntax
