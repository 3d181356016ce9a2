#include "vm/syntax/tree_reader.h"

#include <algorithm>
#include <charconv>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "vm/syntax/limits.h"
#include "vm/text/codec.h"

namespace midge::vm::syntax {
namespace {

enum class Family : uint8_t { kStmt, kExpr, kPattern, kPart };

template <typename T>
constexpr Family FamilyOf() {
  if (std::is_base_of_v<Stmt, T>) return Family::kStmt;
  if (std::is_base_of_v<Expr, T>) return Family::kExpr;
  return std::is_base_of_v<Pattern, T> ? Family::kPattern : Family::kPart;
}

bool IsOfFamily(const Node* node, Family family) {
  switch (node->kind) {
#define AST_NODE(parent, name, text, fields) \
  case NodeKind::k##name:                    \
    return FamilyOf<name>() == family;
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
  }
  return false;
}

// Whether the node may stand where the tree has a T.
template <typename T>
bool Fits(const Node* node) {
  if constexpr (requires { T::kKind; }) {
    return node->kind == T::kKind;
  } else {
    return IsOfFamily(node, FamilyOf<T>());
  }
}

const NodeKind* KindNamed(std::string_view name) {
  static const auto* const kKinds =
      new absl::flat_hash_map<std::string_view, NodeKind>{
#define AST_NODE(family, name, text, fields) {text, NodeKind::k##name},
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
      };
  const auto found = kKinds->find(name);
  return found == kKinds->end() ? nullptr : &found->second;
}

constexpr std::string_view kContexts[] = {"Load", "Store", "Del"};
constexpr std::string_view kBoolOperators[] = {
#define BOOL_OPERATOR(name, sign) #name,
#include "vm/syntax/ast_operators.def"
};
constexpr std::string_view kUnaryOperators[] = {
#define UNARY_OPERATOR(name, sign) #name,
#include "vm/syntax/ast_operators.def"
};
constexpr std::string_view kBinaryOperators[] = {
#define BINARY_OPERATOR(name, sign) #name,
#include "vm/syntax/ast_operators.def"
};
constexpr std::string_view kCompareOperators[] = {
#define COMPARE_OPERATOR(name, sign) #name,
#include "vm/syntax/ast_operators.def"
};

// Whether the bytes are UTF-8, but that there may be surrogates.
bool IsText(std::string_view bytes) {
  size_t from = 0;
  for (size_t at = 0; at + 2 < bytes.size(); ++at) {
    const auto second = static_cast<uint8_t>(bytes[at + 1]);
    const auto third = static_cast<uint8_t>(bytes[at + 2]);
    if (static_cast<uint8_t>(bytes[at]) != 0xed || second < 0xa0 ||
        second > 0xbf || (third & 0xc0) != 0x80) {
      continue;
    }
    if (!text::ScanUtf8(bytes.substr(from, at - from)).valid) return false;
    at += 2;
    from = at + 1;
  }
  return text::ScanUtf8(bytes.substr(from)).valid;
}

class Reader {
 public:
  Reader(std::string_view text, Tree* tree, TreeFault* fault)
      : rest_(text), tree_(tree), fault_(fault) {}

  void Run() {
    Node* root = nullptr;
    Value(root);
    if (root != nullptr && root->kind == NodeKind::kModule) {
      tree_->module = As<Module>(root);
    } else if (root != nullptr && root->kind == NodeKind::kExpression) {
      tree_->expression = As<Expression>(root);
    } else {
      Corrupt();
    }
    if (!rest_.empty()) Corrupt();
  }

 private:
  void Fail(const char* error_class, std::string message) {
    if (fault_->ok()) *fault_ = {error_class, std::move(message)};
    rest_ = {};
  }
  void Corrupt() { Fail("ValueError", "not a syntax tree"); }

  // --- Words ---

  std::string_view Until(char end) {
    const size_t at = rest_.find(end);
    if (at == std::string_view::npos) {
      Corrupt();
      return {};
    }
    const std::string_view word = rest_.substr(0, at);
    rest_.remove_prefix(at + 1);
    return word;
  }
  std::string_view Word() { return Until(' '); }

  template <typename T>
  T Parse(std::string_view word) {
    T number{};
    const auto [end, error] =
        std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) Corrupt();
    return number;
  }

  std::string_view Bytes() {
    const auto size = Parse<uint32_t>(Until(':'));
    if (rest_.size() <= size || rest_[size] != ' ') {
      Corrupt();
      return {};
    }
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size_t{size} + 1);
    return bytes;
  }

  std::string_view Text() {
    const std::string_view bytes = Bytes();
    if (IsText(bytes)) return bytes;
    Corrupt();
    return {};
  }

  template <typename T, size_t count>
  void Choose(const std::string_view (&names)[count], T& out) {
    const std::string_view word = Word();
    const auto* found = std::find(std::begin(names), std::end(names), word);
    if (found == std::end(names)) return Corrupt();
    out = static_cast<T>(found - std::begin(names));
  }

  // --- Fields ---

  void Value(int& out) { out = Parse<int>(Word()); }
  void Value(bool& out) { out = Parse<int>(Word()) != 0; }
  void Value(Identifier& out) { out = tree_->arena.Intern(Text()); }
  void Value(ExprContext& out) { Choose(kContexts, out); }
  void Value(BoolOperator& out) { Choose(kBoolOperators, out); }
  void Value(UnaryOperator& out) { Choose(kUnaryOperators, out); }
  void Value(BinaryOperator& out) { Choose(kBinaryOperators, out); }
  void Value(CompareOperator& out) { Choose(kCompareOperators, out); }
  void Value(Literal& out);
  void BigLiteral(Literal& out);

  template <typename T>
  void Value(Seq<T>& out) {
    const auto count = Parse<uint32_t>(Word());
    // Each item takes two bytes of text or more.
    if (count > rest_.size() / 2) return Corrupt();
    std::vector<T> items(count);
    for (T& item : items) Value(item);
    out = tree_->arena.Copy(items);
  }

  template <typename T>
  void Value(T*& out) {
    Node* node = ReadNode();
    if (node == nullptr) return;
    if constexpr (std::is_same_v<T, Node>) {
      out = node;
    } else if (Fits<T>(node)) {
      out = static_cast<T*>(node);
    } else {
      Corrupt();
    }
  }

  Node* ReadNode();
  void ReadSpan(Node* node);
#define AST_NODE(family, name, text, fields) void Fields(name* node);
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE

  void Need(bool is_there, const char* field, const char* owner) {
    if (is_there) return;
    Fail("ValueError",
         absl::StrCat("field '", field, "' is required for ", owner));
  }
  template <typename T>
  static bool IsThere(const T& field) {
    if constexpr (std::is_pointer_v<T>) return field != nullptr;
    return true;
  }

  std::string_view rest_;
  Tree* const tree_;
  TreeFault* const fault_;
  int depth_ = 0;
  int child_height_ = 0;  // of the highest node read so far inside this one
};

void Reader::BigLiteral(Literal& out) {
  const std::string_view digits = Word();
  if (digits.empty() ||
      digits.find_first_not_of("0123456789abcdef") != digits.npos) {
    return Corrupt();
  }
  out.kind = LiteralKind::kInt;
  out.text = tree_->arena.CopyText(absl::StrCat("0x", std::string(digits)));
}

void Reader::Value(Literal& out) {
  const std::string_view word = Word();
  if (word == "int") {
    out.kind = LiteralKind::kInt;
    out.is_small = true;
    out.integer = Parse<int64_t>(Word());
    if (out.integer < 0) Corrupt();
  } else if (word == "big") {
    BigLiteral(out);
  } else if (word == "float" || word == "imaginary") {
    out.kind = word == "float" ? LiteralKind::kFloat : LiteralKind::kImaginary;
    out.number = Parse<double>(Word());
  } else if (word == "str" || word == "bytes") {
    out.kind = word == "str" ? LiteralKind::kStr : LiteralKind::kBytes;
    out.text = tree_->arena.CopyText(word == "str" ? Text() : Bytes());
  } else if (word == "True") {
    out.kind = LiteralKind::kTrue;
  } else if (word == "False") {
    out.kind = LiteralKind::kFalse;
  } else if (word == "Ellipsis") {
    out.kind = LiteralKind::kEllipsis;
  } else if (word != "None") {
    Corrupt();
  }
}

#define FIELD(type, field) \
  Value(node->field);      \
  Need(IsThere(node->field), #field, KindName(static_cast<Node*>(node)->kind));
#define NULLABLE(type, field) Value(node->field);
#define AST_NODE(family, name, text, fields) \
  void Reader::Fields(name* node) {          \
    static_cast<void>(node);                 \
    fields                                   \
  }
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
#undef NULLABLE
#undef FIELD

void Reader::ReadSpan(Node* node) {
  if (!HasPlace(node->kind)) return;
  for (int32_t* part : {&node->span.line, &node->span.col, &node->span.end_line,
                        &node->span.end_col}) {
    Value(*part);
  }
}

Node* Reader::ReadNode() {
  const std::string_view word = Word();
  if (word == "-" || !fault_->ok()) return nullptr;
  const NodeKind* kind = KindNamed(word);
  if (kind == nullptr) {
    Corrupt();
    return nullptr;
  }
  if (++depth_ > kMaxTreeHeight) {
    Fail("RecursionError",
         "maximum recursion depth exceeded during compilation");
    return nullptr;
  }
  const int height_before = std::exchange(child_height_, 0);
  Node* made = nullptr;
  switch (*kind) {
#define AST_NODE(family, name, text, fields)            \
  case NodeKind::k##name: {                             \
    auto* node = tree_->arena.New<name>();              \
    static_cast<Node*>(node)->kind = NodeKind::k##name; \
    ReadSpan(node);                                     \
    Fields(node);                                       \
    made = node;                                        \
    break;                                              \
  }
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
  }
  made->height = child_height_ + 1;
  child_height_ = std::max(height_before, made->height);
  --depth_;
  return made;
}

}  // namespace

std::unique_ptr<Tree> ReadTree(std::string_view text, TreeFault* fault) {
  auto tree = std::make_unique<Tree>();
  Reader(text, tree.get(), fault).Run();
  if (fault->ok()) *fault = CheckTree(*tree);
  if (!fault->ok()) return nullptr;
  return tree;
}

}  // namespace midge::vm::syntax
