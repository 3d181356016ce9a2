#include "vm/compiler/scope.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace midge::vm {
namespace {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

std::string Quote(std::string_view before, std::string_view name,
                  std::string_view after) {
  std::string out(before);
  out += '\'';
  out += name;
  out += '\'';
  return out += after;
}

const char* ComprehensionName(NodeKind kind) {
  switch (kind) {
    case NodeKind::kListComp:
      return "list comprehension";
    case NodeKind::kSetComp:
      return "set comprehension";
    case NodeKind::kDictComp:
      return "dict comprehension";
    default:
      return "generator expression";
  }
}

}  // namespace

std::string_view ScopeTable::Mangle(std::string_view private_class,
                                    std::string_view name) {
  const size_t first = private_class.find_first_not_of('_');
  if (private_class.empty() || first == std::string_view::npos ||
      !name.starts_with("__") || name.ends_with("__") ||
      name.find('.') != std::string_view::npos) {
    return name;
  }
  std::string mangled = "_";
  mangled += private_class.substr(first);
  mangled += name;
  const auto found = mangled_index_.find(mangled);
  if (found != mangled_index_.end()) return found->second;
  mangled_.push_back(std::move(mangled));
  mangled_index_.emplace(mangled_.back(), mangled_.back());
  return mangled_.back();
}

// The first pass: visits in the order in which CPython's symtable does, since
// the first error found is the one reported.
class ScopeBuilder {
 public:
  ScopeBuilder(ScopeTable* table, bool future_annotations)
      : table_(table), future_annotations_(future_annotations) {}

  CompileError Run(const Node* root, bool top_level_await) {
    Enter(root, Scope::Kind::kModule);
    current()->is_async = top_level_await;
    if (Is<Module>(root)) {
      VisitAll(As<Module>(root)->body);
    } else {
      Visit(As<Expression>(root)->body);
    }
    for (size_t i = 0; i < table_->owned_.size() && error_.ok(); ++i) {
      Resolve(table_->owned_[i].get());
    }
    for (const auto& scope : table_->owned_) {
      std::sort(scope->free_names.begin(), scope->free_names.end());
    }
    return error_;
  }

 private:
  // What only the first pass needs to know of an open scope.
  struct Open {
    Scope* scope;
    NodeKind node_kind;
    bool in_iteration_target = false;
    int iteration_expressions = 0;
  };

  void Fail(const Span& span, std::string message) {
    if (error_.ok()) error_ = {std::move(message), span, true};
  }

  // --- Scopes and symbols ---

  void Enter(const Node* node, Scope::Kind kind) {
    auto scope = std::make_unique<Scope>();
    scope->kind = kind;
    if (!open_.empty()) {
      scope->parent = open_.back().scope;
      scope->private_class = scope->parent->private_class;
    }
    const int inherited =
        open_.empty() ? 0 : open_.back().iteration_expressions;
    table_->scopes_[node] = scope.get();
    open_.push_back({scope.get(), node->kind, false, inherited});
    table_->owned_.push_back(std::move(scope));
  }
  void Leave() { open_.pop_back(); }
  Scope* current() const { return open_.back().scope; }

  std::string_view Mangle(std::string_view name) {
    return table_->Mangle(current()->private_class, name);
  }

  static Symbol& SymbolIn(Scope* scope, std::string_view mangled) {
    const auto [it, is_new] = scope->index.try_emplace(
        mangled, static_cast<int>(scope->symbols.size()));
    if (is_new) scope->symbols.emplace_back().name = mangled;
    return scope->symbols[it->second];
  }
  static uint32_t FlagsIn(const Scope* scope, std::string_view mangled) {
    return scope->Has(mangled) ? scope->Find(mangled).flags : 0;
  }

  void Define(std::string_view name, uint32_t flags, const Span& span) {
    DefineIn(&open_.back(), Mangle(name), flags, span);
  }
  void DefineIn(Open* open, std::string_view mangled, uint32_t flags,
                const Span& span) {
    Symbol& symbol = SymbolIn(open->scope, mangled);
    if (flags & kSymbolParameter && symbol.flags & kSymbolParameter) {
      Fail(span,
           Quote("duplicate argument ", mangled, " in function definition"));
    }
    if (flags & kSymbolAssigned && open->in_iteration_target) {
      if (symbol.flags & (kSymbolGlobal | kSymbolNonlocal)) {
        Fail(span, Quote("comprehension inner loop cannot rebind assignment "
                         "expression target ",
                         mangled, ""));
      }
      flags |= kSymbolIteration;
    }
    if (flags & kSymbolAssigned && !(flags & kSymbolAnnotated)) {
      flags |= kSymbolStored;
    }
    symbol.flags |= flags;
  }

  // --- Statements ---

  void VisitAll(const Seq<Stmt*>& body) {
    for (const Stmt* statement : body) {
      if (!error_.ok()) return;
      VisitStatement(statement);
    }
  }
  void VisitAll(const Seq<Expr*>& list) {
    for (const Expr* item : list) Visit(item);
  }
  void VisitAll(const Seq<Keyword*>& list) {
    for (const Keyword* item : list) Visit(item->value);
  }
  void VisitAll(const Seq<Pattern*>& list) {
    for (const Pattern* item : list) VisitPattern(item);
  }

  void VisitStatement(const Stmt* s) {
    switch (s->kind) {
      case NodeKind::kFunctionDef:
        return VisitFunction(As<FunctionDef>(s));
      case NodeKind::kAsyncFunctionDef:
        return VisitFunction(As<AsyncFunctionDef>(s));
      case NodeKind::kClassDef:
        return VisitClass(As<ClassDef>(s));
      case NodeKind::kReturn:
        return Visit(As<Return>(s)->value);
      case NodeKind::kDelete:
        return VisitAll(As<Delete>(s)->targets);
      case NodeKind::kAssign:
        VisitAll(As<Assign>(s)->targets);
        return Visit(As<Assign>(s)->value);
      case NodeKind::kAugAssign:
        Visit(As<AugAssign>(s)->target);
        return Visit(As<AugAssign>(s)->value);
      case NodeKind::kAnnAssign:
        return VisitAnnotated(As<AnnAssign>(s));
      case NodeKind::kFor:
        return VisitFor(As<For>(s));
      case NodeKind::kAsyncFor:
        current()->is_coroutine = true;
        return VisitFor(As<AsyncFor>(s));
      case NodeKind::kWhile:
        Visit(As<While>(s)->test);
        VisitAll(As<While>(s)->body);
        return VisitAll(As<While>(s)->orelse);
      case NodeKind::kIf:
        return VisitIf(As<If>(s));
      case NodeKind::kWith:
        return VisitWith(As<With>(s));
      case NodeKind::kAsyncWith:
        current()->is_coroutine = true;
        return VisitWith(As<AsyncWith>(s));
      case NodeKind::kMatch:
        return VisitMatch(As<Match>(s));
      case NodeKind::kRaise:
        Visit(As<Raise>(s)->exc);
        return Visit(As<Raise>(s)->cause);
      case NodeKind::kTry:
        return VisitTry(As<Try>(s));
      case NodeKind::kTryStar:
        return VisitTry(As<TryStar>(s));
      case NodeKind::kAssert:
        Visit(As<Assert>(s)->test);
        return Visit(As<Assert>(s)->msg);
      case NodeKind::kImport:
        return VisitAliases(As<Import>(s)->names);
      case NodeKind::kImportFrom:
        return VisitAliases(As<ImportFrom>(s)->names);
      case NodeKind::kGlobal:
        return VisitDirective(As<Global>(s)->names, s->span, true);
      case NodeKind::kNonlocal:
        return VisitDirective(As<Nonlocal>(s)->names, s->span, false);
      case NodeKind::kExprStmt:
        return Visit(As<ExprStmt>(s)->value);
      default:
        return;  // pass, break, continue
    }
  }

  template <typename Function>
  void VisitFunction(const Function* f) {
    Define(f->name, kSymbolAssigned, f->span);
    VisitDefaults(f->args);
    VisitAnnotations(f->args);
    Annotation(f->returns);
    VisitAll(f->decorator_list);
    Enter(f, Scope::Kind::kFunction);
    current()->is_async = current()->is_coroutine =
        f->kind == NodeKind::kAsyncFunctionDef;
    DefineParameters(f->args);
    VisitAll(f->body);
    Leave();
  }

  void VisitDefaults(const Arguments* args) {
    VisitAll(args->defaults);
    VisitAll(args->kw_defaults);
  }

  void VisitAnnotations(const Arguments* args) {
    ForEachArg(args, [this](const Arg* arg) { Annotation(arg->annotation); });
  }

  // Under `from __future__ import annotations` an annotation is a text: no name
  // in it counts, and what would change its scope is refused.
  void Annotation(const Expr* annotation) {
    if (!future_annotations_ || annotation == nullptr) return Visit(annotation);
    const size_t before = table_->owned_.size();
    Enter(annotation, Scope::Kind::kFunction);
    current()->is_annotation = true;
    Visit(annotation);
    Leave();
    while (table_->owned_.size() > before) {
      table_->of_annotations_.push_back(std::move(table_->owned_.back()));
      table_->owned_.pop_back();
    }
  }

  void RefuseInAnnotation(const Expr* e, const char* what) {
    if (!current()->is_annotation) return;
    Fail(e->span, absl::StrCat("'", what,
                               " expression' can not be used within an "
                               "annotation"));
  }

  void DefineParameters(const Arguments* args) {
    ForEachArg(args, [this](const Arg* arg) {
      Define(arg->arg, kSymbolParameter, arg->span);
    });
  }

  // In the order of the registers they take.
  template <typename Visitor>
  void ForEachArg(const Arguments* args, Visitor visitor) {
    for (const Arg* arg : args->posonlyargs) visitor(arg);
    for (const Arg* arg : args->args) visitor(arg);
    for (const Arg* arg : args->kwonlyargs) visitor(arg);
    if (args->vararg != nullptr) visitor(args->vararg);
    if (args->kwarg != nullptr) visitor(args->kwarg);
  }

  void VisitClass(const ClassDef* c) {
    Define(c->name, kSymbolAssigned, c->span);
    VisitAll(c->bases);
    VisitAll(c->keywords);
    VisitAll(c->decorator_list);
    Enter(c, Scope::Kind::kClass);
    current()->private_class = c->name;
    VisitAll(c->body);
    Leave();
  }

  void VisitAnnotated(const AnnAssign* s) {
    if (Is<Name>(s->target)) {
      const auto* target = As<Name>(s->target);
      const uint32_t flags = FlagsIn(current(), Mangle(target->id));
      if (flags & (kSymbolGlobal | kSymbolNonlocal) && s->simple &&
          current()->kind != Scope::Kind::kModule) {
        Fail(s->span, Quote("annotated name ", target->id,
                            flags & kSymbolGlobal ? " can't be global"
                                                  : " can't be nonlocal"));
      }
      if (s->simple) {
        const uint32_t stored = s->value != nullptr ? kSymbolStored : 0u;
        Define(target->id, kSymbolAnnotated | kSymbolAssigned | stored,
               target->span);
      } else if (s->value != nullptr) {
        Define(target->id, kSymbolAssigned, target->span);
      }
    } else {
      Visit(s->target);
    }
    Annotation(s->annotation);
    Visit(s->value);
  }

  template <typename Loop>
  void VisitFor(const Loop* s) {
    Visit(s->target);
    Visit(s->iter);
    VisitAll(s->body);
    VisitAll(s->orelse);
  }

  // An elif chain is an If inside an If's orelse, as deep as the chain is long.
  void VisitIf(const If* s) {
    for (;;) {
      Visit(s->test);
      VisitAll(s->body);
      if (s->orelse.size() != 1 || !Is<If>(s->orelse[0])) break;
      s = As<If>(s->orelse[0]);
    }
    VisitAll(s->orelse);
  }

  template <typename Statement>
  void VisitWith(const Statement* s) {
    for (const WithItem* item : s->items) {
      Visit(item->context_expr);
      Visit(item->optional_vars);
    }
    VisitAll(s->body);
  }

  template <typename Statement>
  void VisitTry(const Statement* s) {
    VisitAll(s->body);
    VisitAll(s->orelse);
    for (const ExceptHandler* handler : s->handlers) {
      Visit(handler->type);
      if (!handler->name.empty()) {
        Define(handler->name, kSymbolAssigned | kSymbolDeleted, handler->span);
      }
      VisitAll(handler->body);
    }
    VisitAll(s->finalbody);
  }

  void VisitMatch(const Match* s) {
    Visit(s->subject);
    for (const MatchCase* match_case : s->cases) {
      VisitPattern(match_case->pattern);
      Visit(match_case->guard);
      VisitAll(match_case->body);
    }
  }

  void VisitAliases(const Seq<Alias*>& names) {
    for (const Alias* alias : names) {
      if (alias->name == "*") {
        if (current()->kind != Scope::Kind::kModule) {
          Fail(alias->span, "import * only allowed at module level");
        }
        continue;
      }
      const std::string_view bound =
          alias->asname.empty() ? alias->name.substr(0, alias->name.find('.'))
                                : alias->asname;
      Define(bound, kSymbolImported, alias->span);
    }
  }

  void VisitDirective(const Seq<Identifier>& names, const Span& span,
                      bool is_global) {
    const char* kind = is_global ? "global" : "nonlocal";
    for (const Identifier name : names) {
      Symbol& symbol = SymbolIn(current(), Mangle(name));
      const std::string before = absl::StrCat(" ", kind, " declaration");
      if (symbol.flags & kSymbolParameter) {
        Fail(span,
             Quote("name ", name, absl::StrCat(" is parameter and ", kind)));
      } else if (symbol.flags & kSymbolUsed) {
        Fail(span, Quote("name ", name, " is used prior to" + before));
      } else if (symbol.flags & kSymbolAnnotated) {
        Fail(span,
             Quote("annotated name ", name, absl::StrCat(" can't be ", kind)));
      } else if (symbol.flags & kSymbolAssigned) {
        Fail(span, Quote("name ", name, " is assigned to before" + before));
      }
      symbol.flags |= is_global ? kSymbolGlobal : kSymbolNonlocal;
      // A module's own code then uses its globals for the name too, even where
      // it has a namespace apart.
      if (is_global) {
        SymbolIn(open_.front().scope, Mangle(name)).flags |= kSymbolGlobal;
      }
      if (symbol.declared.line == 0) symbol.declared = span;
    }
  }

  void VisitPattern(const Pattern* p) {
    if (p == nullptr) return;
    switch (p->kind) {
      case NodeKind::kMatchValue:
        return Visit(As<MatchValue>(p)->value);
      case NodeKind::kMatchSequence:
        return VisitAll(As<MatchSequence>(p)->patterns);
      case NodeKind::kMatchStar:
        return DefineCapture(As<MatchStar>(p)->name, p->span);
      case NodeKind::kMatchMapping:
        VisitAll(As<MatchMapping>(p)->keys);
        VisitAll(As<MatchMapping>(p)->patterns);
        return DefineCapture(As<MatchMapping>(p)->rest, p->span);
      case NodeKind::kMatchClass:
        Visit(As<MatchClass>(p)->cls);
        VisitAll(As<MatchClass>(p)->patterns);
        return VisitAll(As<MatchClass>(p)->kwd_patterns);
      case NodeKind::kMatchAs:
        VisitPattern(As<MatchAs>(p)->pattern);
        return DefineCapture(As<MatchAs>(p)->name, p->span);
      case NodeKind::kMatchOr:
        return VisitAll(As<MatchOr>(p)->patterns);
      default:
        return;
    }
  }
  void DefineCapture(Identifier name, const Span& span) {
    if (!name.empty()) Define(name, kSymbolAssigned, span);
  }

  // --- Expressions ---

  void Visit(const Expr* e) {
    if (e == nullptr || !error_.ok()) return;
    switch (e->kind) {
      case NodeKind::kBoolOp:
        return VisitAll(As<BoolOp>(e)->values);
      case NodeKind::kNamedExpr:
        return VisitNamed(As<NamedExpr>(e));
      case NodeKind::kBinOp:
        Visit(As<BinOp>(e)->left);
        return Visit(As<BinOp>(e)->right);
      case NodeKind::kUnaryOp:
        return Visit(As<UnaryOp>(e)->operand);
      case NodeKind::kLambda:
        return VisitLambda(As<Lambda>(e));
      case NodeKind::kIfExp:
        Visit(As<IfExp>(e)->test);
        Visit(As<IfExp>(e)->body);
        return Visit(As<IfExp>(e)->orelse);
      case NodeKind::kDict:
        VisitAll(As<Dict>(e)->keys);
        return VisitAll(As<Dict>(e)->values);
      case NodeKind::kSet:
        return VisitAll(As<Set>(e)->elts);
      case NodeKind::kListComp:
        return VisitComprehension(e, As<ListComp>(e)->generators,
                                  As<ListComp>(e)->elt, nullptr);
      case NodeKind::kSetComp:
        return VisitComprehension(e, As<SetComp>(e)->generators,
                                  As<SetComp>(e)->elt, nullptr);
      case NodeKind::kGeneratorExp:
        return VisitComprehension(e, As<GeneratorExp>(e)->generators,
                                  As<GeneratorExp>(e)->elt, nullptr);
      case NodeKind::kDictComp:
        return VisitComprehension(e, As<DictComp>(e)->generators,
                                  As<DictComp>(e)->key, As<DictComp>(e)->value);
      case NodeKind::kAwait:
        RefuseInAnnotation(e, "await");
        Visit(As<Await>(e)->value);
        current()->is_coroutine = true;
        return;
      case NodeKind::kYield:
        RefuseInAnnotation(e, "yield");
        Visit(As<Yield>(e)->value);
        return NoteYield(e);
      case NodeKind::kYieldFrom:
        RefuseInAnnotation(e, "yield");
        Visit(As<YieldFrom>(e)->value);
        return NoteYield(e);
      case NodeKind::kCompare:
        Visit(As<Compare>(e)->left);
        return VisitAll(As<Compare>(e)->comparators);
      case NodeKind::kCall:
        Visit(As<Call>(e)->func);
        VisitAll(As<Call>(e)->args);
        return VisitAll(As<Call>(e)->keywords);
      case NodeKind::kFormattedValue:
        Visit(As<FormattedValue>(e)->value);
        return Visit(As<FormattedValue>(e)->format_spec);
      case NodeKind::kJoinedStr:
        return VisitAll(As<JoinedStr>(e)->values);
      case NodeKind::kAttribute:
        return Visit(As<Attribute>(e)->value);
      case NodeKind::kSubscript:
        Visit(As<Subscript>(e)->value);
        return Visit(As<Subscript>(e)->slice);
      case NodeKind::kStarred:
        return Visit(As<Starred>(e)->value);
      case NodeKind::kName:
        return VisitName(As<Name>(e));
      case NodeKind::kList:
        return VisitAll(As<List>(e)->elts);
      case NodeKind::kTuple:
        return VisitAll(As<Tuple>(e)->elts);
      case NodeKind::kSlice:
        Visit(As<Slice>(e)->lower);
        Visit(As<Slice>(e)->upper);
        return Visit(As<Slice>(e)->step);
      default:
        return;  // constants
    }
  }

  void VisitName(const Name* e) {
    switch (e->ctx) {
      case ExprContext::kStore:
        return Define(e->id, kSymbolAssigned, e->span);
      case ExprContext::kDel:
        return Define(e->id, kSymbolAssigned | kSymbolDeleted, e->span);
      case ExprContext::kLoad:
        break;
    }
    Define(e->id, kSymbolUsed, e->span);
    // super() finds its class through this cell.
    if (current()->kind == Scope::Kind::kFunction && e->id == "super") {
      Define("__class__", kSymbolUsed, e->span);
    }
  }

  void VisitLambda(const Lambda* e) {
    VisitDefaults(e->args);
    Enter(e, Scope::Kind::kFunction);
    DefineParameters(e->args);
    Visit(e->body);
    Leave();
  }

  void NoteYield(const Expr* e) {
    current()->is_generator = true;
    if (current()->is_comprehension) {
      Fail(e->span, absl::StrCat("'yield' inside ",
                                 ComprehensionName(open_.back().node_kind)));
    }
  }

  void VisitNamed(const NamedExpr* e) {
    RefuseInAnnotation(e, "named");
    if (open_.back().iteration_expressions > 0) {
      Fail(e->span,
           "assignment expression cannot be used in a comprehension iterable "
           "expression");
    }
    const auto* target = As<Name>(e->target);
    if (current()->is_comprehension) BindOutside(target);
    Visit(e->value);
    Visit(target);
    if (error_.ok()) {
      SymbolIn(current(), Mangle(target->id)).flags |= kSymbolWalrus;
    }
  }

  // In a comprehension an assignment expression binds its target in the
  // function or module around all comprehensions.
  void BindOutside(const Name* target) {
    const std::string_view name = Mangle(target->id);
    for (size_t i = open_.size(); i-- > 0;) {
      Open& open = open_[i];
      const uint32_t flags = FlagsIn(open.scope, name);
      if (open.scope->is_comprehension) {
        if (!(flags & kSymbolIteration)) continue;
        return Fail(target->span,
                    Quote("assignment expression cannot rebind comprehension "
                          "iteration variable ",
                          target->id, ""));
      }
      if (open.scope->kind == Scope::Kind::kClass) {
        return Fail(target->span,
                    "assignment expression within a comprehension cannot be "
                    "used in a class body");
      }
      const bool is_global =
          open.scope->kind == Scope::Kind::kModule || flags & kSymbolGlobal;
      Symbol& here = SymbolIn(current(), name);
      here.flags |= is_global ? kSymbolGlobal : kSymbolNonlocal;
      here.declared = target->span;
      if (open.scope->kind == Scope::Kind::kFunction) {
        DefineIn(&open, name, kSymbolAssigned | kSymbolWalrus, target->span);
      }
      return;
    }
  }

  void VisitComprehension(const Expr* e, const Seq<Comprehension*>& generators,
                          const Expr* element, const Expr* value) {
    // The first iterable is evaluated outside, at once.
    ++open_.back().iteration_expressions;
    Visit(generators[0]->iter);
    --open_.back().iteration_expressions;
    Enter(e, Scope::Kind::kFunction);
    current()->is_comprehension = true;
    current()->is_generator = Is<GeneratorExp>(e);
    Define(".0", kSymbolParameter | kSymbolUsed, e->span);
    for (size_t i = 0; i < generators.size(); ++i) {
      const Comprehension* generator = generators[i];
      if (generator->is_async) current()->is_coroutine = true;
      open_.back().in_iteration_target = true;
      Visit(generator->target);
      open_.back().in_iteration_target = false;
      if (i > 0) {
        ++open_.back().iteration_expressions;
        Visit(generator->iter);
        --open_.back().iteration_expressions;
      }
      VisitAll(generator->ifs);
    }
    Visit(value);
    Visit(element);
    // What a coroutine makes must be awaited by what is around it.  A module
    // that may await is one for an asynchronous generator too, as in CPython.
    const bool is_async = current()->is_coroutine;
    const bool is_awaited = is_async && !current()->is_generator;
    Leave();
    const bool is_module = current()->kind == Scope::Kind::kModule;
    if (is_awaited || (is_async && is_module)) current()->is_coroutine = true;
  }

  // --- The second pass ---

  // Decides where every name of `scope` lives. Its parents are done.
  void Resolve(Scope* scope) {
    for (size_t i = 0; i < scope->symbols.size() && error_.ok(); ++i) {
      ResolveSymbol(scope, static_cast<int>(i));
    }
  }

  void ResolveSymbol(Scope* scope, int index) {
    Symbol& symbol = scope->symbols[index];
    if (symbol.storage != Storage::kUnresolved) return;
    const bool is_module = scope->kind == Scope::Kind::kModule;
    if (symbol.flags & kSymbolGlobal) {
      if (symbol.flags & kSymbolNonlocal) {
        Fail(symbol.declared,
             Quote("name ", symbol.name, " is nonlocal and global"));
      }
      symbol.storage = Storage::kGlobal;
    } else if (symbol.flags & kSymbolNonlocal) {
      if (is_module) {
        return Fail(symbol.declared,
                    "nonlocal declaration not allowed at module level");
      }
      if (!Capture(scope, symbol.name)) {
        return Fail(symbol.declared,
                    Quote("no binding for nonlocal ", symbol.name, " found"));
      }
    } else if (is_module) {
      symbol.storage = Storage::kGlobal;
    } else if (symbol.flags & kSymbolBound) {
      symbol.storage = Storage::kLocal;
    } else if (!Capture(scope, symbol.name)) {
      scope->symbols[index].storage = Storage::kGlobal;
    }
  }

  // Looks for a binding of `name` in the functions around `scope`. If there is
  // one, makes it a cell and lets it pass through all scopes between.
  bool Capture(Scope* scope, std::string_view name) {
    Scope* owner = scope->parent;
    for (; owner != nullptr; owner = owner->parent) {
      if (owner->kind == Scope::Kind::kModule) return false;
      if (owner->kind == Scope::Kind::kClass) {
        if (name == "__class__") break;
        continue;
      }
      if (!owner->Has(name)) continue;
      const Symbol& symbol = owner->Find(name);
      if (symbol.flags & kSymbolGlobal) return false;
      if (symbol.storage == Storage::kLocal ||
          symbol.storage == Storage::kCell) {
        break;
      }
    }
    if (owner == nullptr) return false;
    if (owner->kind == Scope::Kind::kClass) {
      owner->needs_class_cell = true;
    } else {
      SymbolIn(owner, name).storage = Storage::kCell;
    }
    for (; scope != owner; scope = scope->parent) PassThrough(scope, name);
    return true;
  }

  static void PassThrough(Scope* scope, std::string_view name) {
    Symbol& symbol = SymbolIn(scope, name);
    if (symbol.storage == Storage::kFree) return;
    if (scope->kind == Scope::Kind::kClass &&
        (symbol.flags & kSymbolBound || symbol.flags & kSymbolGlobal) &&
        !(symbol.flags & kSymbolNonlocal)) {
      if (symbol.flags & kSymbolPassedThrough) return;
      symbol.flags |= kSymbolPassedThrough;
    } else {
      symbol.storage = Storage::kFree;
    }
    scope->free_names.push_back(name);
  }

  ScopeTable* table_;
  const bool future_annotations_;
  std::vector<Open> open_;
  CompileError error_;
};

CompileError ScopeTable::Build(const Node* root, bool future_annotations,
                               bool top_level_await) {
  return ScopeBuilder(this, future_annotations).Run(root, top_level_await);
}

}  // namespace midge::vm
