// What the parser sees to in the trees that it makes, and nobody in those that
// programs put together: CPython's checks with CPython's words, and some more
// where our compiler counts on what CPython finds out later.
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "vm/syntax/tree_reader.h"

namespace midge::vm::syntax {
namespace {

const char* NameOf(ExprContext ctx) {
  constexpr const char* kNames[] = {"Load", "Store", "Del"};
  return kNames[static_cast<int>(ctx)];
}

class Checker {
 public:
  TreeFault Run(const Tree& tree) {
    if (tree.module != nullptr) {
      CheckAll(tree.module->body);
    } else {
      Check(tree.expression->body);
    }
    return std::move(fault_);
  }

 private:
  using Ctx = ExprContext;

  void Fail(std::string message, const char* error_class = "ValueError") {
    if (fault_.ok()) fault_ = {error_class, std::move(message)};
  }
  void Expect(bool holds, const char* message) {
    if (!holds) Fail(message);
  }
  template <typename T>
  void Need(const Seq<T>& items, const char* what, const char* owner) {
    if (items.empty()) Fail(absl::StrCat("empty ", what, " on ", owner));
  }

  // --- Lists ---

  void CheckAll(const Seq<Expr*>& items, Ctx ctx = Ctx::kLoad,
                bool may_be_null = false) {
    for (const Expr* item : items) {
      if (item != nullptr) {
        Check(item, ctx);
      } else if (!may_be_null) {
        Fail("None disallowed in expression list");
      }
    }
  }
  void CheckAll(const Seq<Stmt*>& body) {
    for (const Stmt* item : body) {
      if (item == nullptr) return Fail("None disallowed in statement list");
      Check(item);
    }
  }
  void CheckAll(const Seq<syntax::Pattern*>& items, bool star_ok) {
    for (const syntax::Pattern* item : items) {
      if (item == nullptr) return Fail("None disallowed in pattern list");
      Check(item, star_ok);
    }
  }
  template <typename T>
  bool NoneMissing(const Seq<T*>& items, const char* what) {
    for (const T* item : items) {
      if (item != nullptr) continue;
      Fail(absl::StrCat("expected some sort of ", what, ", but got None"),
           "TypeError");
      return false;
    }
    return true;
  }
  void CheckBody(const Seq<Stmt*>& body, const char* owner) {
    Need(body, "body", owner);
    CheckAll(body);
  }
  void CheckTargets(const Seq<Expr*>& targets, Ctx ctx, const char* owner) {
    Need(targets, "targets", owner);
    CheckAll(targets, ctx);
  }
  void CheckKeywords(const Seq<Keyword*>& keywords) {
    if (!NoneMissing(keywords, "keyword")) return;
    for (const Keyword* keyword : keywords) Check(keyword->value);
  }
  void CheckGenerators(const Seq<Comprehension*>& generators) {
    Expect(!generators.empty(), "comprehension with no generators");
    if (!NoneMissing(generators, "comprehension")) return;
    for (const Comprehension* generator : generators) {
      Check(generator->target, Ctx::kStore);
      Check(generator->iter);
      CheckAll(generator->ifs);
    }
  }
  void CheckArgs(const Seq<Arg*>& args) {
    if (!NoneMissing(args, "arg")) return;
    for (const Arg* arg : args) CheckAnnotation(arg);
  }
  void CheckAnnotation(const Arg* arg) {
    if (arg != nullptr) CheckOptional(arg->annotation);
  }
  void CheckArguments(const Arguments* args) {
    CheckArgs(args->posonlyargs);
    CheckArgs(args->args);
    CheckAnnotation(args->vararg);
    CheckArgs(args->kwonlyargs);
    CheckAnnotation(args->kwarg);
    Expect(
        args->defaults.size() <= args->posonlyargs.size() + args->args.size(),
        "more positional defaults than args on arguments");
    Expect(args->kw_defaults.size() == args->kwonlyargs.size(),
           "length of kwonlyargs is not the same as kw_defaults on arguments");
    CheckAll(args->defaults);
    CheckAll(args->kw_defaults, Ctx::kLoad, true);
  }
  void CheckOptional(const Expr* e) {
    if (e != nullptr) Check(e);
  }

  // --- Expressions ---

  void CheckContext(const Expr* e, Ctx wanted) {
    Ctx ctx = Ctx::kLoad;
    switch (e->kind) {
      case NodeKind::kAttribute:
        ctx = As<Attribute>(e)->ctx;
        break;
      case NodeKind::kSubscript:
        ctx = As<Subscript>(e)->ctx;
        break;
      case NodeKind::kStarred:
        ctx = As<Starred>(e)->ctx;
        break;
      case NodeKind::kName:
        ctx = As<Name>(e)->ctx;
        CheckName(As<Name>(e)->id);
        break;
      case NodeKind::kList:
        ctx = As<List>(e)->ctx;
        break;
      case NodeKind::kTuple:
        ctx = As<Tuple>(e)->ctx;
        break;
      default:
        if (wanted == Ctx::kLoad) return;
        return Fail(absl::StrCat("expression which can't be assigned to in ",
                                 NameOf(wanted), " context"));
    }
    if (ctx == wanted) return;
    Fail(absl::StrCat("expression must have ", NameOf(wanted),
                      " context but has ", NameOf(ctx), " instead"));
  }

  void CheckName(Identifier name) {
    for (const char* constant : {"None", "True", "False"}) {
      if (name != constant) continue;
      Fail(absl::StrCat("identifier field can't represent '", constant,
                        "' constant"));
    }
  }

  void Check(const Expr* e, Ctx ctx = Ctx::kLoad) {
    if (!fault_.ok()) return;
    CheckContext(e, ctx);
    switch (e->kind) {
      case NodeKind::kBoolOp:
        Expect(As<BoolOp>(e)->values.size() >= 2,
               "BoolOp with less than 2 values");
        return CheckAll(As<BoolOp>(e)->values);
      case NodeKind::kNamedExpr:
        if (!Is<Name>(As<NamedExpr>(e)->target)) {
          return Fail("NamedExpr target must be a Name", "TypeError");
        }
        Check(As<NamedExpr>(e)->target, Ctx::kStore);
        return Check(As<NamedExpr>(e)->value);
      case NodeKind::kBinOp:
        Check(As<BinOp>(e)->left);
        return Check(As<BinOp>(e)->right);
      case NodeKind::kUnaryOp:
        return Check(As<UnaryOp>(e)->operand);
      case NodeKind::kLambda:
        CheckArguments(As<Lambda>(e)->args);
        return Check(As<Lambda>(e)->body);
      case NodeKind::kIfExp:
        Check(As<IfExp>(e)->test);
        Check(As<IfExp>(e)->body);
        return Check(As<IfExp>(e)->orelse);
      case NodeKind::kDict:
        return CheckDict(As<Dict>(e));
      case NodeKind::kSet:
        return CheckAll(As<Set>(e)->elts);
      case NodeKind::kListComp:
        CheckGenerators(As<ListComp>(e)->generators);
        return Check(As<ListComp>(e)->elt);
      case NodeKind::kSetComp:
        CheckGenerators(As<SetComp>(e)->generators);
        return Check(As<SetComp>(e)->elt);
      case NodeKind::kGeneratorExp:
        CheckGenerators(As<GeneratorExp>(e)->generators);
        return Check(As<GeneratorExp>(e)->elt);
      case NodeKind::kDictComp:
        CheckGenerators(As<DictComp>(e)->generators);
        Check(As<DictComp>(e)->key);
        return Check(As<DictComp>(e)->value);
      default:
        return CheckMore(e, ctx);
    }
  }

  void CheckMore(const Expr* e, Ctx ctx) {
    switch (e->kind) {
      case NodeKind::kAwait:
        return Check(As<Await>(e)->value);
      case NodeKind::kYield:
        return CheckOptional(As<Yield>(e)->value);
      case NodeKind::kYieldFrom:
        return Check(As<YieldFrom>(e)->value);
      case NodeKind::kCompare:
        return CheckCompare(As<Compare>(e));
      case NodeKind::kCall:
        Check(As<Call>(e)->func);
        CheckAll(As<Call>(e)->args);
        return CheckKeywords(As<Call>(e)->keywords);
      case NodeKind::kFormattedValue:
        return CheckFormatted(As<FormattedValue>(e));
      case NodeKind::kJoinedStr:
        return CheckJoined(As<JoinedStr>(e));
      case NodeKind::kAttribute:
        return Check(As<Attribute>(e)->value);
      case NodeKind::kSubscript:
        Check(As<Subscript>(e)->slice);
        return Check(As<Subscript>(e)->value);
      case NodeKind::kStarred:
        return Check(As<Starred>(e)->value, ctx);
      case NodeKind::kList:
        return CheckAll(As<List>(e)->elts, ctx);
      case NodeKind::kTuple:
        return CheckAll(As<Tuple>(e)->elts, ctx);
      case NodeKind::kSlice:
        CheckOptional(As<Slice>(e)->lower);
        CheckOptional(As<Slice>(e)->upper);
        return CheckOptional(As<Slice>(e)->step);
      default:
        return;
    }
  }

  void CheckDict(const Dict* e) {
    Expect(e->keys.size() == e->values.size(),
           "Dict doesn't have the same number of keys as values");
    CheckAll(e->keys, Ctx::kLoad, true);
    CheckAll(e->values);
  }

  void CheckCompare(const Compare* e) {
    Expect(!e->comparators.empty(), "Compare with no comparators");
    Expect(e->comparators.size() == e->ops.size(),
           "Compare has a different number of comparators and operands");
    CheckAll(e->comparators);
    Check(e->left);
  }

  static bool IsText(const Expr* e) {
    return Is<Constant>(e) && As<Constant>(e)->value.kind == LiteralKind::kStr;
  }

  // What is joined is a str without another look.
  void CheckJoined(const JoinedStr* e) {
    CheckAll(e->values);
    for (const Expr* item : e->values) {
      if (IsText(item) || Is<FormattedValue>(item)) continue;
      return Fail("JoinedStr values must be str constants or FormattedValue",
                  "TypeError");
    }
  }
  void CheckFormatted(const FormattedValue* e) {
    Check(e->value);
    CheckOptional(e->format_spec);
    if (e->format_spec == nullptr || IsText(e->format_spec) ||
        Is<JoinedStr>(e->format_spec)) {
      return;
    }
    Fail("FormattedValue format_spec must be a JoinedStr", "TypeError");
  }

  // --- Statements ---

  template <typename Function>
  void CheckFunction(const Function* s, const char* owner) {
    CheckBody(s->body, owner);
    CheckArguments(s->args);
    CheckAll(s->decorator_list);
    CheckOptional(s->returns);
  }
  template <typename Loop>
  void CheckFor(const Loop* s, const char* owner) {
    Check(s->target, Ctx::kStore);
    Check(s->iter);
    CheckBody(s->body, owner);
    CheckAll(s->orelse);
  }
  template <typename Statement>
  void CheckWith(const Statement* s, const char* owner) {
    Need(s->items, "items", owner);
    if (!NoneMissing(s->items, "withitem")) return;
    for (const WithItem* item : s->items) {
      Check(item->context_expr);
      if (item->optional_vars != nullptr) {
        Check(item->optional_vars, Ctx::kStore);
      }
    }
    CheckBody(s->body, owner);
  }
  template <typename Statement>
  void CheckTry(const Statement* s, const std::string& owner) {
    CheckBody(s->body, owner.c_str());
    if (s->handlers.empty() && s->finalbody.empty()) {
      Fail(owner + " has neither except handlers nor finalbody");
    }
    if (s->handlers.empty() && !s->orelse.empty()) {
      Fail(owner + " has orelse but no except handlers");
    }
    if (!NoneMissing(s->handlers, "excepthandler")) return;
    for (size_t i = 0; i < s->handlers.size(); ++i) {
      const ExceptHandler* handler = s->handlers[i];
      CheckOptional(handler->type);
      CheckBody(handler->body, "ExceptHandler");
    }
    CheckAll(s->orelse);
    CheckAll(s->finalbody);
    for (size_t i = 0; i < s->handlers.size(); ++i) {
      if (s->handlers[i]->type != nullptr || owner != "TryStar") continue;
      Fail("field 'type' is required for ExceptHandler of TryStar");
    }
  }
  void CheckAnnotated(const AnnAssign* s) {
    if (!Is<Name>(s->target) && s->simple != 0) {
      return Fail("AnnAssign with simple non-Name target", "TypeError");
    }
    if (!Is<Name>(s->target) && !Is<Attribute>(s->target) &&
        !Is<Subscript>(s->target)) {
      return Fail("invalid node type for annotated assignment", "TypeError");
    }
    Check(s->target, Ctx::kStore);
    CheckOptional(s->value);
    Check(s->annotation);
  }
  void CheckAugmented(const AugAssign* s) {
    if (!Is<Name>(s->target) && !Is<Attribute>(s->target) &&
        !Is<Subscript>(s->target)) {
      return Fail("invalid node type for augmented assignment", "TypeError");
    }
    Check(s->target, Ctx::kStore);
    Check(s->value);
  }
  void CheckMatch(const Match* s) {
    Check(s->subject);
    Need(s->cases, "cases", "Match");
    if (!NoneMissing(s->cases, "match_case")) return;
    for (const MatchCase* match_case : s->cases) {
      Check(match_case->pattern, false);
      CheckOptional(match_case->guard);
      CheckBody(match_case->body, "match_case");
    }
  }

  void Check(const Stmt* s) {
    if (!fault_.ok()) return;
    switch (s->kind) {
      case NodeKind::kFunctionDef:
        return CheckFunction(As<FunctionDef>(s), "FunctionDef");
      case NodeKind::kAsyncFunctionDef:
        return CheckFunction(As<AsyncFunctionDef>(s), "AsyncFunctionDef");
      case NodeKind::kClassDef:
        CheckBody(As<ClassDef>(s)->body, "ClassDef");
        CheckAll(As<ClassDef>(s)->bases);
        CheckKeywords(As<ClassDef>(s)->keywords);
        return CheckAll(As<ClassDef>(s)->decorator_list);
      case NodeKind::kFor:
        return CheckFor(As<For>(s), "For");
      case NodeKind::kAsyncFor:
        return CheckFor(As<AsyncFor>(s), "AsyncFor");
      case NodeKind::kWhile:
        Check(As<While>(s)->test);
        CheckBody(As<While>(s)->body, "While");
        return CheckAll(As<While>(s)->orelse);
      case NodeKind::kIf:
        Check(As<If>(s)->test);
        CheckBody(As<If>(s)->body, "If");
        return CheckAll(As<If>(s)->orelse);
      case NodeKind::kWith:
        return CheckWith(As<With>(s), "With");
      case NodeKind::kAsyncWith:
        return CheckWith(As<AsyncWith>(s), "AsyncWith");
      case NodeKind::kMatch:
        return CheckMatch(As<Match>(s));
      case NodeKind::kTry:
        return CheckTry(As<Try>(s), "Try");
      case NodeKind::kTryStar:
        return CheckTry(As<TryStar>(s), "TryStar");
      default:
        return CheckSimple(s);
    }
  }

  void CheckSimple(const Stmt* s) {
    switch (s->kind) {
      case NodeKind::kReturn:
        return CheckOptional(As<Return>(s)->value);
      case NodeKind::kDelete:
        return CheckTargets(As<Delete>(s)->targets, Ctx::kDel, "Delete");
      case NodeKind::kAssign:
        CheckTargets(As<Assign>(s)->targets, Ctx::kStore, "Assign");
        return Check(As<Assign>(s)->value);
      case NodeKind::kAugAssign:
        return CheckAugmented(As<AugAssign>(s));
      case NodeKind::kAnnAssign:
        return CheckAnnotated(As<AnnAssign>(s));
      case NodeKind::kRaise:
        CheckOptional(As<Raise>(s)->exc);
        CheckOptional(As<Raise>(s)->cause);
        return Expect(
            As<Raise>(s)->exc != nullptr || As<Raise>(s)->cause == nullptr,
            "Raise with cause but no exception");
      case NodeKind::kAssert:
        Check(As<Assert>(s)->test);
        return CheckOptional(As<Assert>(s)->msg);
      case NodeKind::kImport:
        Need(As<Import>(s)->names, "names", "Import");
        NoneMissing(As<Import>(s)->names, "alias");
        return;
      case NodeKind::kImportFrom:
        Expect(As<ImportFrom>(s)->level >= 0, "Negative ImportFrom level");
        Need(As<ImportFrom>(s)->names, "names", "ImportFrom");
        NoneMissing(As<ImportFrom>(s)->names, "alias");
        return;
      case NodeKind::kGlobal:
        return Need(As<Global>(s)->names, "names", "Global");
      case NodeKind::kNonlocal:
        return Need(As<Nonlocal>(s)->names, "names", "Nonlocal");
      case NodeKind::kExprStmt:
        return Check(As<ExprStmt>(s)->value);
      default:
        return;
    }
  }

  // --- Patterns ---

  // `name` is captured, or empty.
  void CheckCapture(Identifier name) {
    CheckName(name);
    Expect(name != "_", "can't capture name '_' in patterns");
  }

  // A literal or a dotted name.
  void CheckPatternValue(const Expr* e) {
    Check(e);
    const Expr* at = e;
    switch (e->kind) {
      case NodeKind::kConstant:
        switch (As<Constant>(e)->value.kind) {
          case LiteralKind::kNone:
          case LiteralKind::kTrue:
          case LiteralKind::kFalse:
          case LiteralKind::kEllipsis:
            return Fail("unexpected constant inside of a literal pattern");
          default:
            return;
        }
      case NodeKind::kAttribute:
        while (Is<Attribute>(at)) at = As<Attribute>(at)->value;
        if (Is<Name>(at)) return;
        break;
      case NodeKind::kUnaryOp:
        at = As<UnaryOp>(e)->operand;
        if (As<UnaryOp>(e)->op == UnaryOperator::kUSub && IsNumber(at)) return;
        break;
      case NodeKind::kBinOp:
        if (IsComplexSum(As<BinOp>(e))) return;
        break;
      case NodeKind::kJoinedStr:
        return;  // The compiler refuses it in CPython's words.
      default:
        break;
    }
    Fail("patterns may only match literals and attribute lookups");
  }
  static bool IsNumber(const Expr* e) {
    if (!Is<Constant>(e)) return false;
    const LiteralKind kind = As<Constant>(e)->value.kind;
    return kind == LiteralKind::kInt || kind == LiteralKind::kFloat ||
           kind == LiteralKind::kImaginary;
  }
  static bool IsComplexSum(const BinOp* e) {
    const Expr* real = e->left;
    if (Is<UnaryOp>(real)) real = As<UnaryOp>(real)->operand;
    return (e->op == BinaryOperator::kAdd || e->op == BinaryOperator::kSub) &&
           IsNumber(real) && IsNumber(e->right);
  }

  void CheckKey(const Expr* key) {
    const bool is_singleton =
        Is<Constant>(key) &&
        (As<Constant>(key)->value.kind == LiteralKind::kNone ||
         As<Constant>(key)->value.kind == LiteralKind::kTrue ||
         As<Constant>(key)->value.kind == LiteralKind::kFalse);
    if (!is_singleton) CheckPatternValue(key);
  }

  void CheckMapping(const MatchMapping* p) {
    Expect(p->keys.size() == p->patterns.size(),
           "MatchMapping doesn't have the same number of keys as patterns");
    CheckCapture(p->rest);
    for (const Expr* key : p->keys) {
      if (key == nullptr) return Fail("None disallowed in expression list");
      CheckKey(key);
    }
    CheckAll(p->patterns, false);
  }

  void CheckClass(const MatchClass* p) {
    Expect(p->kwd_attrs.size() == p->kwd_patterns.size(),
           "MatchClass doesn't have the same number of keyword attributes as "
           "patterns");
    Check(p->cls);
    const Expr* at = p->cls;
    while (Is<Attribute>(at)) at = As<Attribute>(at)->value;
    Expect(Is<Name>(at),
           "MatchClass cls field can only contain Name or Attribute nodes.");
    for (const Identifier name : p->kwd_attrs) CheckName(name);
    CheckAll(p->patterns, false);
    CheckAll(p->kwd_patterns, false);
  }

  void Check(const syntax::Pattern* p, bool star_ok) {
    if (!fault_.ok()) return;
    switch (p->kind) {
      case NodeKind::kMatchValue:
        return CheckPatternValue(As<MatchValue>(p)->value);
      case NodeKind::kMatchSingleton: {
        const LiteralKind kind = As<MatchSingleton>(p)->value.kind;
        return Expect(kind == LiteralKind::kNone ||
                          kind == LiteralKind::kTrue ||
                          kind == LiteralKind::kFalse,
                      "MatchSingleton can only contain True, False and None");
      }
      case NodeKind::kMatchSequence:
        return CheckAll(As<MatchSequence>(p)->patterns, true);
      case NodeKind::kMatchMapping:
        return CheckMapping(As<MatchMapping>(p));
      case NodeKind::kMatchClass:
        return CheckClass(As<MatchClass>(p));
      case NodeKind::kMatchStar:
        Expect(star_ok, "can't use MatchStar here");
        return CheckCapture(As<MatchStar>(p)->name);
      case NodeKind::kMatchAs:
        CheckCapture(As<MatchAs>(p)->name);
        if (As<MatchAs>(p)->pattern == nullptr) return;
        Expect(!As<MatchAs>(p)->name.empty(),
               "MatchAs must specify a target name if a pattern is given");
        return Check(As<MatchAs>(p)->pattern, false);
      case NodeKind::kMatchOr:
        Expect(As<MatchOr>(p)->patterns.size() >= 2,
               "MatchOr requires at least 2 patterns");
        return CheckAll(As<MatchOr>(p)->patterns, false);
      default:
        return;
    }
  }

  TreeFault fault_;
};

}  // namespace

TreeFault CheckTree(const Tree& tree) { return Checker().Run(tree); }

}  // namespace midge::vm::syntax
