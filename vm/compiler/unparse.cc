#include "vm/compiler/unparse.h"

#include <vector>

#include "vm/syntax/source.h"
#include "vm/text/big_int.h"
#include "vm/text/float_text.h"
#include "vm/text/int_text.h"
#include "vm/text/repr_text.h"

namespace midge::vm {
namespace {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

// How tightly a construct binds; in parentheses where a tighter one is asked.
enum Level {
  kTuple,
  kTest,  // also lambda and if-else
  kOr,
  kAnd,
  kNot,
  kComparison,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kArithmetic,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom,
};

Level Tighter(Level level) { return static_cast<Level>(level + 1); }

Level LevelOf(syntax::BinaryOperator op) {
  using Op = syntax::BinaryOperator;
  switch (op) {
    case Op::kAdd:
    case Op::kSub:
      return kArithmetic;
    case Op::kMult:
    case Op::kMatMult:
    case Op::kDiv:
    case Op::kMod:
    case Op::kFloorDiv:
      return kTerm;
    case Op::kPow:
      return kPower;
    case Op::kLShift:
    case Op::kRShift:
      return kShift;
    case Op::kBitOr:
      return kBitOr;
    case Op::kBitXor:
      return kBitXor;
    case Op::kBitAnd:
      return kBitAnd;
  }
  return kTerm;
}

const char* SignOf(syntax::BinaryOperator op) {
  constexpr const char* kSigns[] = {"+",  "-",  "*", "@", "/", "%", "**",
                                    "<<", ">>", "|", "^", "&", "//"};
  return kSigns[static_cast<int>(op)];
}

const char* SignOf(syntax::CompareOperator op) {
  constexpr const char* kSigns[] = {"==", "!=", "<",      "<=", ">",
                                    ">=", "is", "is not", "in", "not in"};
  return kSigns[static_cast<int>(op)];
}

const char* SignOf(syntax::UnaryOperator op) {
  constexpr const char* kSigns[] = {"~", "not ", "+", "-"};
  return kSigns[static_cast<int>(op)];
}

std::string ReprString(std::string_view utf8) {
  std::vector<uint32_t> chars;
  for (size_t at = 0; at < utf8.size();) {
    chars.push_back(NextCodePoint(utf8, &at));
  }
  return text::ReprText({chars.data(), static_cast<int64_t>(chars.size()), 4});
}

// Writes one expression; the members append to out_.
class Unparser {
 public:
  std::string Run(const Expr* e) {
    Write(e, kTest);
    return std::move(out_);
  }

 private:
  void Add(std::string_view text) { out_ += text; }

  template <typename Body>
  void Enclosed(bool in_parentheses, Body body) {
    if (in_parentheses) Add("(");
    body();
    if (in_parentheses) Add(")");
  }

  void List(const Seq<Expr*>& items, Level level = kTest) {
    for (size_t i = 0; i < items.size(); ++i) {
      if (i > 0) Add(", ");
      Write(items[i], level);
    }
  }

  void Write(const Expr* e, Level level) {
    switch (e->kind) {
      case NodeKind::kBoolOp:
        return WriteBool(As<BoolOp>(e), level);
      case NodeKind::kBinOp:
        return WriteBinary(As<BinOp>(e), level);
      case NodeKind::kUnaryOp:
        return WriteUnary(As<UnaryOp>(e), level);
      case NodeKind::kLambda:
        return WriteLambda(As<Lambda>(e), level);
      case NodeKind::kIfExp:
        return WriteIf(As<IfExp>(e), level);
      case NodeKind::kDict:
        return WriteDict(As<Dict>(e));
      case NodeKind::kSet:
        Add("{");
        List(As<Set>(e)->elts);
        return Add("}");
      case NodeKind::kListComp:
        return WriteComprehension("[", As<ListComp>(e)->elt, nullptr,
                                  As<ListComp>(e)->generators, "]");
      case NodeKind::kSetComp:
        return WriteComprehension("{", As<SetComp>(e)->elt, nullptr,
                                  As<SetComp>(e)->generators, "}");
      case NodeKind::kGeneratorExp:
        return WriteComprehension("(", As<GeneratorExp>(e)->elt, nullptr,
                                  As<GeneratorExp>(e)->generators, ")");
      case NodeKind::kDictComp:
        return WriteComprehension("{", As<DictComp>(e)->key,
                                  As<DictComp>(e)->value,
                                  As<DictComp>(e)->generators, "}");
      case NodeKind::kNamedExpr:
        return Enclosed(level > kTuple, [&] {
          Write(As<NamedExpr>(e)->target, kAtom);
          Add(" := ");
          Write(As<NamedExpr>(e)->value, kAtom);
        });
      case NodeKind::kCompare:
        return WriteCompare(As<Compare>(e), level);
      case NodeKind::kCall:
        return WriteCall(As<Call>(e));
      case NodeKind::kFormattedValue:
      case NodeKind::kJoinedStr: {
        std::string body;
        AppendFormatted(e, &body);
        Add("f");
        return Add(ReprString(body));
      }
      case NodeKind::kConstant:
        return WriteConstant(As<syntax::Constant>(e));
      case NodeKind::kAttribute:
        return WriteAttribute(As<Attribute>(e));
      case NodeKind::kSubscript:
        Write(As<Subscript>(e)->value, kAtom);
        Add("[");
        Write(As<Subscript>(e)->slice, kTuple);
        return Add("]");
      case NodeKind::kSlice:
        return WriteSlice(As<Slice>(e));
      case NodeKind::kStarred:
        Add("*");
        return Write(As<Starred>(e)->value, kBitOr);
      case NodeKind::kName:
        return Add(As<Name>(e)->id);
      case NodeKind::kList:
        Add("[");
        List(As<syntax::List>(e)->elts);
        return Add("]");
      case NodeKind::kTuple:
        return WriteTuple(As<syntax::Tuple>(e), level);
      case NodeKind::kAwait:
        return Enclosed(level > kAwait, [&] {
          Add("await ");
          Write(As<Await>(e)->value, kAtom);
        });
      case NodeKind::kYieldFrom:
        Add("(yield from ");
        Write(As<YieldFrom>(e)->value, kTest);
        return Add(")");
      case NodeKind::kYield:
        Add("(yield");
        if (As<Yield>(e)->value != nullptr) {
          Add(" ");
          Write(As<Yield>(e)->value, kTest);
        }
        return Add(")");
      default:
        return;
    }
  }

  void WriteBool(const BoolOp* e, Level level) {
    const bool is_and = e->op == BoolOperator::kAnd;
    const Level own = is_and ? kAnd : kOr;
    Enclosed(level > own, [&] {
      for (size_t i = 0; i < e->values.size(); ++i) {
        if (i > 0) Add(is_and ? " and " : " or ");
        Write(e->values[i], Tighter(own));
      }
    });
  }

  void WriteBinary(const BinOp* e, Level level) {
    const Level own = LevelOf(e->op);
    const bool from_right = e->op == syntax::BinaryOperator::kPow;
    Enclosed(level > own, [&] {
      Write(e->left, from_right ? Tighter(own) : own);
      Add(" ");
      Add(SignOf(e->op));
      Add(" ");
      Write(e->right, from_right ? own : Tighter(own));
    });
  }

  void WriteUnary(const UnaryOp* e, Level level) {
    const Level own = e->op == syntax::UnaryOperator::kNot ? kNot : kFactor;
    Enclosed(level > own, [&] {
      Add(SignOf(e->op));
      Write(e->operand, own);
    });
  }

  void WriteIf(const IfExp* e, Level level) {
    Enclosed(level > kTest, [&] {
      Write(e->body, Tighter(kTest));
      Add(" if ");
      Write(e->test, Tighter(kTest));
      Add(" else ");
      Write(e->orelse, kTest);
    });
  }

  void WriteLambda(const Lambda* e, Level level) {
    Enclosed(level > kTest, [&] {
      const auto* args = e->args;
      const bool has_positional =
          !args->posonlyargs.empty() || !args->args.empty();
      Add(has_positional ? "lambda " : "lambda");
      WriteParameters(args);
      Add(": ");
      Write(e->body, kTest);
    });
  }

  void WriteParameters(const Arguments* args) {
    bool is_first = true;
    const auto separate = [&] {
      if (!is_first) Add(", ");
      is_first = false;
    };
    const size_t positional = args->posonlyargs.size() + args->args.size();
    const size_t required = positional - args->defaults.size();
    for (size_t i = 0; i < positional; ++i) {
      const size_t only = args->posonlyargs.size();
      separate();
      Add((i < only ? args->posonlyargs[i] : args->args[i - only])->arg);
      if (i >= required) {
        Add("=");
        Write(args->defaults[i - required], kTest);
      }
      if (i + 1 == only) Add(", /");
    }
    if (args->vararg != nullptr || !args->kwonlyargs.empty()) {
      separate();
      Add("*");
      if (args->vararg != nullptr) Add(args->vararg->arg);
    }
    for (size_t i = 0; i < args->kwonlyargs.size(); ++i) {
      separate();
      Add(args->kwonlyargs[i]->arg);
      if (args->kw_defaults[i] == nullptr) continue;
      Add("=");
      Write(args->kw_defaults[i], kTest);
    }
    if (args->kwarg != nullptr) {
      separate();
      Add("**");
      Add(args->kwarg->arg);
    }
  }

  void WriteDict(const Dict* e) {
    Add("{");
    for (size_t i = 0; i < e->values.size(); ++i) {
      if (i > 0) Add(", ");
      if (e->keys[i] == nullptr) {
        Add("**");
        Write(e->values[i], kBitOr);
      } else {
        Write(e->keys[i], kTest);
        Add(": ");
        Write(e->values[i], kTest);
      }
    }
    Add("}");
  }

  void WriteComprehension(const char* open, const Expr* element,
                          const Expr* value,
                          const Seq<Comprehension*>& generators,
                          const char* close) {
    Add(open);
    Write(element, kTest);
    if (value != nullptr) {
      Add(": ");
      Write(value, kTest);
    }
    for (const Comprehension* generator : generators) {
      Add(generator->is_async ? " async for " : " for ");
      Write(generator->target, kTuple);
      Add(" in ");
      Write(generator->iter, Tighter(kTest));
      for (const Expr* condition : generator->ifs) {
        Add(" if ");
        Write(condition, Tighter(kTest));
      }
    }
    Add(close);
  }

  void WriteCompare(const Compare* e, Level level) {
    Enclosed(level > kComparison, [&] {
      Write(e->left, Tighter(kComparison));
      for (size_t i = 0; i < e->ops.size(); ++i) {
        Add(" ");
        Add(SignOf(e->ops[i]));
        Add(" ");
        Write(e->comparators[i], Tighter(kComparison));
      }
    });
  }

  void WriteCall(const Call* e) {
    Write(e->func, kAtom);
    if (e->args.size() == 1 && e->keywords.empty() &&
        Is<GeneratorExp>(e->args[0])) {
      return Write(e->args[0], kTest);
    }
    Add("(");
    List(e->args);
    for (size_t i = 0; i < e->keywords.size(); ++i) {
      if (i > 0 || !e->args.empty()) Add(", ");
      const Keyword* keyword = e->keywords[i];
      Add(keyword->arg.empty() ? "**" : keyword->arg);
      if (!keyword->arg.empty()) Add("=");
      Write(keyword->value, kTest);
    }
    Add(")");
  }

  void WriteAttribute(const Attribute* e) {
    Write(e->value, kAtom);
    const bool is_int =
        Is<syntax::Constant>(e->value) &&
        As<syntax::Constant>(e->value)->value.kind == LiteralKind::kInt;
    Add(is_int ? " ." : ".");
    Add(e->attr);
  }

  void WriteSlice(const Slice* e) {
    if (e->lower != nullptr) Write(e->lower, kTest);
    Add(":");
    if (e->upper != nullptr) Write(e->upper, kTest);
    if (e->step == nullptr) return;
    Add(":");
    Write(e->step, kTest);
  }

  void WriteTuple(const syntax::Tuple* e, Level level) {
    if (e->elts.empty()) return Add("()");
    Enclosed(level > kTuple, [&] {
      List(e->elts);
      if (e->elts.size() == 1) Add(",");
    });
  }

  void WriteConstant(const syntax::Constant* e) {
    const Literal& literal = e->value;
    switch (literal.kind) {
      case LiteralKind::kNone:
        return Add("None");
      case LiteralKind::kTrue:
        return Add("True");
      case LiteralKind::kFalse:
        return Add("False");
      case LiteralKind::kEllipsis:
        return Add("...");
      case LiteralKind::kInt:
        return Add(IntText(literal));
      case LiteralKind::kFloat:
        return Add(FloatText(literal.number));
      case LiteralKind::kImaginary: {
        std::string text = FloatText(literal.number);
        if (text.ends_with(".0")) text.resize(text.size() - 2);
        return Add(text + "j");
      }
      case LiteralKind::kStr:
        if (e->kind) Add("u");
        return Add(ReprString(literal.text));
      case LiteralKind::kBytes:
        return Add(text::ReprBytes(literal.text));
    }
  }

  static std::string IntText(const Literal& literal) {
    if (literal.is_small) return std::to_string(literal.integer);
    text::BigInt value;
    std::string out;
    if (text::TextToInt(literal.text, 0, &value) != text::BigStatus::kOk ||
        text::IntToText(value, 10, &out) != text::BigStatus::kOk) {
      return std::string(literal.text);
    }
    return out;
  }

  // There is no literal for infinity but one that overflows.
  static std::string FloatText(double number) {
    const std::string text = text::ReprDouble(number);
    return text == "inf" ? "1e309" : text;
  }

  // The text between the quotes of an f-string, before they are chosen.
  void AppendFormatted(const Expr* e, std::string* body) {
    if (Is<JoinedStr>(e)) {
      for (const Expr* part : As<JoinedStr>(e)->values) {
        AppendFormatted(part, body);
      }
    } else if (Is<syntax::Constant>(e)) {
      for (const char c : As<syntax::Constant>(e)->value.text) {
        *body += c;
        if (c == '{' || c == '}') *body += c;
      }
    } else {
      AppendField(As<FormattedValue>(e), body);
    }
  }

  void AppendField(const FormattedValue* e, std::string* body) {
    Unparser inner;
    inner.Write(e->value, Tighter(kTest));
    *body += inner.out_.starts_with('{') ? "{ " : "{";
    *body += inner.out_;
    if (e->conversion > 0) {
      *body += '!';
      *body += static_cast<char>(e->conversion);
    }
    if (e->format_spec != nullptr) {
      *body += ':';
      AppendFormatted(e->format_spec, body);
    }
    *body += '}';
  }

  std::string out_;
};

}  // namespace

std::string Unparse(const Expr* expression) {
  return Unparser().Run(expression);
}

}  // namespace midge::vm
