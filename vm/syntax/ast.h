// The tree that the parser makes of a source text: Python 3.11's grammar,
// with the node and field names of Python's own `ast` module.
//
// The nodes are plain structs, made from ast_nodes.def. `node->kind` tells
// which one it is; `As<BinOp>(node)` casts after checking.
//
// Ownership: a Tree owns all its nodes and texts, in one arena.
// Threads:   immutable once parsed.
// Invariant: no tree is higher than kMaxTreeHeight, so it may be walked by
//            recursion.
#ifndef MIDGE_VM_SYNTAX_AST_H_
#define MIDGE_VM_SYNTAX_AST_H_

#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "vm/syntax/arena.h"

namespace midge::vm::syntax {

// Where a node stands. Lines count from 1; columns are offsets in UTF-8 bytes
// from the line's start, the end exclusive, as in CPython.
struct Span {
  int32_t line = 0;
  int32_t col = 0;
  int32_t end_line = 0;
  int32_t end_col = 0;
};

enum class NodeKind : uint8_t {
#define AST_NODE(family, name, text, fields) k##name,
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
};

enum class BoolOperator : uint8_t {
#define BOOL_OPERATOR(name, sign) k##name,
#include "vm/syntax/ast_operators.def"
};
enum class UnaryOperator : uint8_t {
#define UNARY_OPERATOR(name, sign) k##name,
#include "vm/syntax/ast_operators.def"
};
enum class BinaryOperator : uint8_t {
#define BINARY_OPERATOR(name, sign) k##name,
#include "vm/syntax/ast_operators.def"
};
enum class CompareOperator : uint8_t {
#define COMPARE_OPERATOR(name, sign) k##name,
#include "vm/syntax/ast_operators.def"
};
enum class ExprContext : uint8_t { kLoad, kStore, kDel };

// An interned name: NFKC-normalised UTF-8, equal names share their data().
// Empty where Python has None.
using Identifier = std::string_view;

enum class LiteralKind : uint8_t {
  kNone,
  kTrue,
  kFalse,
  kEllipsis,
  kInt,
  kFloat,
  kImaginary,
  kStr,
  kBytes,
};

// The value of a constant.
struct Literal {
  LiteralKind kind = LiteralKind::kNone;
  // kInt: it fits an int64_t, and `integer` holds it.
  bool is_small = false;
  // kInt: the digits as written, with 0x/0o/0b prefix, without underscores.
  // kStr: UTF-8, a lone surrogate as its three WTF-8 bytes. kBytes: the bytes.
  std::string_view text;
  // kInt if is_small.
  int64_t integer = 0;
  // kFloat; kImaginary: the imaginary part.
  double number = 0;
};

struct Node {
  NodeKind kind;
  Span span;
  // Levels of nodes from here down; a leaf has 1.
  int32_t height = 1;
};

struct Stmt : Node {};
struct Expr : Node {};
struct Pattern : Node {};
struct Part : Node {};

#define AST_NODE(family, name, text, fields) struct name;
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE

#define FIELD(type, name) type name{};
#define NULLABLE(type, name) type name{};
#define AST_NODE(family, name, text, fields)             \
  struct name : family {                                 \
    static constexpr NodeKind kKind = NodeKind::k##name; \
    fields                                               \
  };
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
#undef NULLABLE
#undef FIELD

template <typename T>
bool Is(const Node* node) {
  return node != nullptr && node->kind == T::kKind;
}

// REQUIRES: Is<T>(node).
template <typename T>
const T* As(const Node* node) {
  MIDGE_DCHECK(Is<T>(node));
  return static_cast<const T*>(node);
}

template <typename T>
T* As(Node* node) {
  MIDGE_DCHECK(Is<T>(node));
  return static_cast<T*>(node);
}

// The name of a node's kind as `ast` spells it ("BinOp", "Expr").
const char* KindName(NodeKind kind);

// Whether `ast` gives nodes of the kind a line and a column.
bool HasPlace(NodeKind kind);

// One parsed source text.
struct Tree {
  Arena arena;
  // For ParseMode::kModule.
  Module* module = nullptr;
  // For ParseMode::kExpression.
  Expression* expression = nullptr;
};

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_AST_H_
