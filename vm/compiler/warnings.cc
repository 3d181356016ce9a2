// SyntaxWarnings: what compiles, but is hardly meant.
#include <algorithm>
#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "vm/compiler/generator.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

namespace {

const char* TypeOfConstant(ConstantValue::Kind kind) {
  using Kind = ConstantValue::Kind;
  switch (kind) {
    case Kind::kNone:
      return "NoneType";
    case Kind::kTrue:
    case Kind::kFalse:
      return "bool";
    case Kind::kEllipsis:
      return "ellipsis";
    case Kind::kInt:
      return "int";
    case Kind::kFloat:
      return "float";
    case Kind::kComplex:
      return "complex";
    case Kind::kStr:
      return "str";
    case Kind::kBytes:
      return "bytes";
    case Kind::kTuple:
      return "tuple";
    default:
      return nullptr;
  }
}

// The name of the type that `e` certainly has, or null.
const char* TypeOf(const Expr* e) {
  if (const std::optional<ConstantValue> constant = FoldConstant(e)) {
    return TypeOfConstant(constant->kind);
  }
  switch (e->kind) {
    case NodeKind::kTuple:
      return "tuple";
    case NodeKind::kList:
    case NodeKind::kListComp:
      return "list";
    case NodeKind::kDict:
    case NodeKind::kDictComp:
      return "dict";
    case NodeKind::kSet:
    case NodeKind::kSetComp:
      return "set";
    case NodeKind::kGeneratorExp:
      return "generator";
    case NodeKind::kLambda:
      return "function";
    case NodeKind::kJoinedStr:
    case NodeKind::kFormattedValue:
      return "str";
    default:
      return nullptr;
  }
}

bool IsOneOf(const char* type, std::initializer_list<std::string_view> types) {
  return type != nullptr &&
         std::find(types.begin(), types.end(), type) != types.end();
}

// Whether `is` with it compares what nobody promised to be one object.
bool IsValue(const Expr* e) {
  const std::optional<ConstantValue> constant = FoldConstant(e);
  if (!constant.has_value()) return false;
  switch (constant->kind) {
    case ConstantValue::Kind::kNone:
    case ConstantValue::Kind::kTrue:
    case ConstantValue::Kind::kFalse:
    case ConstantValue::Kind::kEllipsis:
      return false;
    default:
      return true;
  }
}

}  // namespace

void Generator::Warn(const Span& span, std::string message) {
  if (failed()) return;
  compilation_->warnings.push_back({std::move(message), span});
}

void Generator::CheckCaller(const Expr* callee, const Span& span) {
  if (Is<Lambda>(callee)) return;
  const char* type = TypeOf(callee);
  if (type == nullptr) return;
  Warn(span, absl::StrCat("'", type,
                          "' object is not callable; perhaps you missed a "
                          "comma?"));
}

void Generator::CheckSubscript(const Subscript* e) {
  const char* type = TypeOf(e->value);
  if (IsOneOf(type, {"set", "generator", "function", "NoneType", "bool",
                     "ellipsis", "int", "float", "complex"})) {
    return Warn(e->span, absl::StrCat("'", type,
                                      "' object is not subscriptable; perhaps "
                                      "you missed a comma?"));
  }
  const char* index = TypeOf(e->slice);
  if (!IsOneOf(type, {"tuple", "list", "str", "bytes"}) || index == nullptr ||
      IsOneOf(index, {"int", "bool"})) {
    return;
  }
  Warn(e->span, absl::StrCat(type, " indices must be integers or slices, not ",
                             index, "; perhaps you missed a comma?"));
}

void Generator::CheckIdentity(const Compare* e) {
  bool left = IsValue(e->left);
  for (size_t i = 0; i < e->ops.size(); ++i) {
    const bool right = IsValue(e->comparators[i]);
    const bool is_not = e->ops[i] == syntax::CompareOperator::kIsNot;
    if (is_not || e->ops[i] == syntax::CompareOperator::kIs) {
      if (left || right) {
        return Warn(e->span,
                    is_not ? "\"is not\" with a literal. Did you mean \"!=\"?"
                           : "\"is\" with a literal. Did you mean \"==\"?");
      }
    }
    left = right;
  }
}

void Generator::CheckAssertion(const Assert* s) {
  if (Is<Tuple>(s->test) && !As<Tuple>(s->test)->elts.empty()) {
    Warn(s->span, "assertion is always true, perhaps remove parentheses?");
  }
}

}  // namespace midge::vm
