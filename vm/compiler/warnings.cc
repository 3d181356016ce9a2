// SyntaxWarnings: what compiles, but is hardly meant.
#include <algorithm>
#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "vm/compiler/generator.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

namespace {

const char* TypeOfLiteral(LiteralKind kind) {
  switch (kind) {
    case LiteralKind::kNone:
      return "NoneType";
    case LiteralKind::kTrue:
    case LiteralKind::kFalse:
      return "bool";
    case LiteralKind::kEllipsis:
      return "ellipsis";
    case LiteralKind::kInt:
      return "int";
    case LiteralKind::kFloat:
      return "float";
    case LiteralKind::kImaginary:
      return "complex";
    case LiteralKind::kStr:
      return "str";
    case LiteralKind::kBytes:
      return "bytes";
  }
  return "object";
}

// The name of the type that `e` certainly has, or null.
const char* TypeOf(const Expr* e) {
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
    case NodeKind::kConstant:
      return TypeOfLiteral(As<syntax::Constant>(e)->value.kind);
    default:
      return nullptr;
  }
}

bool IsLiteral(const Expr* e, std::initializer_list<LiteralKind> kinds) {
  if (!Is<syntax::Constant>(e)) return false;
  const LiteralKind kind = As<syntax::Constant>(e)->value.kind;
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
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
  using L = LiteralKind;
  const Expr* value = e->value;
  const bool has_none =
      Is<Set>(value) || Is<SetComp>(value) || Is<GeneratorExp>(value) ||
      Is<Lambda>(value) ||
      IsLiteral(value, {L::kNone, L::kTrue, L::kFalse, L::kEllipsis, L::kInt,
                        L::kFloat, L::kImaginary});
  if (has_none) {
    return Warn(e->span, absl::StrCat("'", TypeOf(value),
                                      "' object is not subscriptable; perhaps "
                                      "you missed a comma?"));
  }
  const bool is_sequence = Is<Tuple>(value) || Is<List>(value) ||
                           Is<ListComp>(value) || Is<JoinedStr>(value) ||
                           Is<FormattedValue>(value) ||
                           IsLiteral(value, {L::kStr, L::kBytes});
  const char* index = TypeOf(e->slice);
  if (!is_sequence || index == nullptr ||
      IsLiteral(e->slice, {L::kInt, L::kTrue, L::kFalse})) {
    return;
  }
  Warn(e->span,
       absl::StrCat(TypeOf(value), " indices must be integers or slices, not ",
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
