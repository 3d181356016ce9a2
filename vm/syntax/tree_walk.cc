#include "vm/syntax/tree_walk.h"

#include "vm/syntax/limits.h"

namespace midge::vm::syntax {
namespace {

class Walker {
 public:
  explicit Walker(TreeSink* sink) : sink_(sink) {}

  bool Run(const Tree& tree) {
    const Node* top = tree.module;
    if (top == nullptr) top = tree.expression;
    Value(top);
    return !too_deep_;
  }

 private:
#define AST_NODE(family, name, text, fields) void Fields(const name& node);
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE

  void Value(const Node* node);
  template <typename T>
  void Value(const Seq<T>& items) {
    for (const T& item : items) Value(item);
    sink_->TakeList(items.size());
  }
  void Value(Identifier text) { sink_->TakeText(text); }
  void Value(int number) { sink_->TakeNumber(number); }
  void Value(bool) { sink_->TakeText("u"); }  // Constant.kind
  void Value(const Literal& literal) { sink_->TakeLiteral(literal); }

  void Value(ExprContext ctx) {
    constexpr const char* kNames[] = {"Load", "Store", "Del"};
    sink_->TakeNode(kNames[static_cast<int>(ctx)], nullptr);
  }
  void Value(BoolOperator op) {
    constexpr const char* kNames[] = {
#define BOOL_OPERATOR(name, sign) #name,
#include "vm/syntax/ast_operators.def"
    };
    sink_->TakeNode(kNames[static_cast<int>(op)], nullptr);
  }
  void Value(UnaryOperator op) {
    constexpr const char* kNames[] = {
#define UNARY_OPERATOR(name, sign) #name,
#include "vm/syntax/ast_operators.def"
    };
    sink_->TakeNode(kNames[static_cast<int>(op)], nullptr);
  }
  void Value(BinaryOperator op) {
    constexpr const char* kNames[] = {
#define BINARY_OPERATOR(name, sign) #name,
#include "vm/syntax/ast_operators.def"
    };
    sink_->TakeNode(kNames[static_cast<int>(op)], nullptr);
  }
  void Value(CompareOperator op) {
    constexpr const char* kNames[] = {
#define COMPARE_OPERATOR(name, sign) #name,
#include "vm/syntax/ast_operators.def"
    };
    sink_->TakeNode(kNames[static_cast<int>(op)], nullptr);
  }

  static bool IsThere(const Node* node) { return node != nullptr; }
  static bool IsThere(Identifier name) { return !name.empty(); }
  static bool IsThere(bool flag) { return flag; }
  template <typename T>
  void Optional(const T& value) {
    if (IsThere(value)) {
      Value(value);
    } else {
      sink_->TakeNone();
    }
  }

  TreeSink* const sink_;
  int depth_ = 0;
  bool too_deep_ = false;
};

#define FIELD(type, field) Value(node.field);
#define NULLABLE(type, field) Optional(node.field);
#define AST_NODE(family, name, text, fields) \
  void Walker::Fields(const name& node) {    \
    static_cast<void>(node);                 \
    fields                                   \
  }
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
#undef NULLABLE
#undef FIELD

void Walker::Value(const Node* node) {
  if (node == nullptr) return sink_->TakeNone();
  if (depth_ >= kMaxTreeHeight) too_deep_ = true;
  if (too_deep_) return sink_->TakeNone();
  ++depth_;
  switch (node->kind) {
#define AST_NODE(family, name, text, fields) \
  case NodeKind::k##name:                    \
    Fields(*static_cast<const name*>(node)); \
    break;
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
  }
  --depth_;
  sink_->TakeNode(KindName(node->kind),
                  HasPlace(node->kind) ? &node->span : nullptr);
}

}  // namespace

bool WalkTree(const Tree& tree, TreeSink* sink) {
  return Walker(sink).Run(tree);
}

}  // namespace midge::vm::syntax
