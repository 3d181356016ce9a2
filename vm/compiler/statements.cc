// Simple statements: assignments, deletions, imports, return, raise, assert.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/compiler/generator.h"
#include "vm/compiler/limits.h"
#include "vm/compiler/unparse.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

using Kind = ConstantValue::Kind;

const syntax::Constant* DocstringOf(const Seq<Stmt*>& body) {
  if (body.empty() || !Is<ExprStmt>(body[0])) return nullptr;
  const Expr* value = As<ExprStmt>(body[0])->value;
  if (!Is<syntax::Constant>(value)) return nullptr;
  const auto* constant = As<syntax::Constant>(value);
  return constant->value.kind == LiteralKind::kStr ? constant : nullptr;
}

const syntax::Constant* Generator::KeptDocstring(const Seq<Stmt*>& body) const {
  return compilation_->optimize >= 2 ? nullptr : DocstringOf(body);
}

void Generator::Body(const Seq<Stmt*>& body, size_t from) {
  for (size_t i = from; i < body.size() && !failed(); ++i) Statement(body[i]);
}

void Generator::Statement(const Stmt* s) {
  At at(this, s->span);
  Temps temps(this);
  Keep keep(this);
  if (as_.position() > kMaxUnitWords) {
    return Fail(s->span,
                absl::StrCat("the code of '", unit_->name, "' is too large"));
  }
  switch (s->kind) {
    case NodeKind::kExprStmt:
      return ExpressionStatement(As<ExprStmt>(s));
    case NodeKind::kAssign:
      return AssignStatement(As<Assign>(s));
    case NodeKind::kAugAssign:
      return AugAssignStatement(As<AugAssign>(s));
    case NodeKind::kAnnAssign:
      return AnnAssignStatement(As<AnnAssign>(s));
    case NodeKind::kReturn:
      return ReturnStatement(As<Return>(s));
    case NodeKind::kDelete:
      for (const Expr* target : As<Delete>(s)->targets) DeleteTarget(target);
      return;
    case NodeKind::kIf:
      return IfStatement(As<If>(s));
    case NodeKind::kWhile:
      return WhileStatement(As<While>(s));
    case NodeKind::kFor:
      return ForStatement(As<For>(s));
    case NodeKind::kBreak:
      return BreakStatement(s);
    case NodeKind::kContinue:
      return ContinueStatement(s);
    case NodeKind::kTry:
      return TryStatement(As<Try>(s));
    case NodeKind::kWith:
      return WithStatement(As<With>(s), 0);
    case NodeKind::kMatch:
      return MatchStatement(As<Match>(s));
    case NodeKind::kRaise:
      return RaiseStatement(As<Raise>(s));
    case NodeKind::kAssert:
      return AssertStatement(As<Assert>(s));
    case NodeKind::kImport:
      return ImportStatement(As<Import>(s));
    case NodeKind::kImportFrom:
      return ImportFromStatement(As<ImportFrom>(s));
    case NodeKind::kFunctionDef:
      return DefineFunction(As<FunctionDef>(s));
    case NodeKind::kClassDef:
      return DefineClass(As<ClassDef>(s));
    case NodeKind::kGlobal:
    case NodeKind::kNonlocal:
    case NodeKind::kPass:
      return;
    case NodeKind::kAsyncFunctionDef:
      return DefineFunction(As<AsyncFunctionDef>(s));
    case NodeKind::kAsyncFor:
      return ForStatement(As<AsyncFor>(s));
    case NodeKind::kAsyncWith:
      if (!scope_->is_async) {
        return Fail(s->span, "'async with' outside async function");
      }
      return WithStatement(As<AsyncWith>(s), 0);
    case NodeKind::kTryStar:
      return TryStarStatement(As<TryStar>(s));
    default:
      return Fail(s->span, "statement is not supported yet");
  }
}

// --- Namespaces ---

bool Generator::HasAnnotations(const Seq<Stmt*>& body) const {
  const auto any = [this](const Seq<Stmt*>& inner) {
    return HasAnnotations(inner);
  };
  for (const Stmt* s : body) {
    switch (s->kind) {
      case NodeKind::kAnnAssign:
        return true;
      case NodeKind::kIf: {
        // An elif chain is too long to recurse into.
        const If* branch = As<If>(s);
        while (!any(branch->body)) {
          if (branch->orelse.size() != 1 || !Is<If>(branch->orelse[0])) {
            if (any(branch->orelse)) return true;
            branch = nullptr;
            break;
          }
          branch = As<If>(branch->orelse[0]);
        }
        if (branch != nullptr) return true;
        break;
      }
      case NodeKind::kFor:
        if (any(As<For>(s)->body) || any(As<For>(s)->orelse)) return true;
        break;
      case NodeKind::kWhile:
        if (any(As<While>(s)->body) || any(As<While>(s)->orelse)) return true;
        break;
      case NodeKind::kWith:
        if (any(As<With>(s)->body)) return true;
        break;
      case NodeKind::kTry: {
        const Try* t = As<Try>(s);
        if (any(t->body) || any(t->orelse) || any(t->finalbody)) return true;
        for (const ExceptHandler* handler : t->handlers) {
          if (any(handler->body)) return true;
        }
        break;
      }
      case NodeKind::kTryStar: {
        const TryStar* t = As<TryStar>(s);
        if (any(t->body) || any(t->orelse) || any(t->finalbody)) return true;
        for (const ExceptHandler* handler : t->handlers) {
          if (any(handler->body)) return true;
        }
        break;
      }
      case NodeKind::kMatch:
        for (const MatchCase* match_case : As<Match>(s)->cases) {
          if (any(match_case->body)) return true;
        }
        break;
      default:
        break;
    }
  }
  return false;
}

// A module or class body starts with its __annotations__ and its __doc__.
void Generator::BeginNamespaceBody(const Seq<Stmt*>& body) {
  const bool by_name =
      scope_->kind == Scope::Kind::kClass || compilation_->separate_namespace;
  const Opcode store = by_name ? Opcode::kStoreName : Opcode::kStoreGlobal;
  Temps temps(this);
  if (HasAnnotations(body)) {
    // What runs twice in one namespace keeps what it has.
    const int found = Push();
    const int name = Push();
    const int space = Push();
    const Label done = as_.NewLabel();
    as_.LoadConstant(name, MakeConstant(Kind::kName, "__annotations__"));
    as_.Emit(Opcode::kLoadNamespace, space);
    as_.Emit(Opcode::kIn, found, name, space);
    as_.JumpIf(found, true, done);
    as_.Emit(Opcode::kBuildMap, found);
    as_.EmitNamed(store, found, 0, 0, "__annotations__");
    as_.Bind(done);
  }
  if (const syntax::Constant* doc = KeptDocstring(body)) {
    At at(this, doc->span);
    const int value = Push();
    as_.LoadConstant(value, MakeLiteral(doc->value));
    as_.EmitNamed(store, value, 0, 0, "__doc__");
  }
}

// --- Expressions, return, raise, assert ---

void Generator::ExpressionStatement(const ExprStmt* s) {
  const bool is_constant = FoldConstant(s->value).has_value();
  if (compilation_->is_interactive && scope_->kind == Scope::Kind::kModule) {
    const int value = Push();
    Into(s->value, value);
    return DisplayValue(value);
  }
  if (!is_constant) Effect(s->value);
}

// sys.displayhook(R[src])
void Generator::DisplayValue(int src) {
  const int a = Reserve(kFrameHeaderSlots + 2);
  as_.LoadConstant(a, MakeConstant(Kind::kInt, "0"));
  as_.Emit(Opcode::kLoadNone, a + 1);
  as_.EmitNamed(Opcode::kImportName, a, 0, 0, "sys");
  as_.EmitNamed(Opcode::kLoadMethod, a, a, 0, "displayhook");
  as_.Emit(Opcode::kMove, a + kFrameHeaderSlots + 1, src);
  as_.Emit(Opcode::kCallMethod, a, 2);
}

void Generator::ReturnStatement(const Return* s) {
  if (scope_->kind != Scope::Kind::kFunction) {
    return Fail(s->span, "'return' outside function");
  }
  if (s->value == nullptr) {
    std::vector<Block> blocks = Unwind(0);
    as_.Emit(Opcode::kReturnNone);
    return Restore(std::move(blocks));
  }
  if (scope_->is_async && scope_->is_generator) {
    return Fail(s->span, "'return' with value in async generator");
  }
  // What runs on the way out must not change the value.
  int value;
  if (NeedsCleanup(0)) {
    value = Push();
    Into(s->value, value);
  } else {
    value = Operand(s->value);
  }
  // As CPython, which has a constant returned at the constant's own place.
  if (Is<syntax::Constant>(s->value)) as_.set_span(MakeSpan(s->value->span));
  std::vector<Block> blocks = Unwind(0);
  as_.Emit(Opcode::kReturn, value);
  Restore(std::move(blocks));
}

void Generator::RaiseStatement(const Raise* s) {
  if (s->exc == nullptr) {
    as_.Emit(Opcode::kRaiseAgain);
  } else {
    const int exception = Operand(s->exc);
    if (s->cause == nullptr) {
      as_.Emit(Opcode::kRaise, exception);
    } else {
      as_.Emit(Opcode::kRaiseFrom, exception, Operand(s->cause));
    }
  }
  MarkUnreachable();
}

void Generator::AssertStatement(const Assert* s) {
  CheckAssertion(s);
  if (compilation_->optimize > 0) return;
  const Label passed = as_.NewLabel();
  JumpIf(s->test, true, passed);
  const Bound before = bound_;
  const int a = Push();
  as_.Emit(Opcode::kLoadAssertionError, a);
  if (s->msg != nullptr) {
    Maybe maybe(this);
    const int message = Reserve(kFrameHeaderSlots) + kFrameHeaderSlots - 1;
    Into(s->msg, message);
    as_.Emit(Opcode::kCall, a, 1);
  }
  as_.Emit(Opcode::kRaise, a);
  as_.Bind(passed);
  bound_ = before;
}

// --- Assignment ---

void Generator::AssignStatement(const Assign* s) {
  if (s->targets.size() == 1) {
    if (AssignPairwise(s)) return;
    const Expr* target = s->targets[0];
    const int reg =
        Is<Name>(target) ? LocalRegister(Mangle(As<Name>(target)->id)) : -1;
    if (reg >= 0 && As<Name>(target)->id != "__debug__") {
      Into(s->value, reg);
      return MarkBound(reg);
    }
  }
  // A copy: the first target may be the very local that is the value.
  const int value = s->targets.size() == 1 ? Operand(s->value) : Push();
  if (s->targets.size() > 1) Into(s->value, value);
  for (const Expr* target : s->targets) Store(target, value);
}

// a, b = b, a needs no tuple: all values are evaluated, then all are stored.
bool Generator::AssignPairwise(const Assign* s) {
  const Expr* target = s->targets[0];
  if (!Is<Tuple>(target) || !Is<Tuple>(s->value)) return false;
  const auto& targets = As<Tuple>(target)->elts;
  const auto& values = As<Tuple>(s->value)->elts;
  if (targets.size() != values.size() || targets.empty() ||
      targets.size() > kMaxItemsInRegisters) {
    return false;
  }
  const auto is_star = [](const Expr* e) { return Is<Starred>(e); };
  if (std::any_of(targets.begin(), targets.end(), is_star) ||
      std::any_of(values.begin(), values.end(), is_star)) {
    return false;
  }
  const int first = Row(values, -1);
  for (size_t i = 0; i < targets.size(); ++i) {
    Store(targets[i], first + static_cast<int>(i));
  }
  return true;
}

void Generator::Store(const Expr* target, int src) {
  if (failed()) return;
  At at(this, target->span);
  Temps temps(this);
  switch (target->kind) {
    case NodeKind::kName:
      if (RefuseDebug(As<Name>(target)->id, target->span)) return;
      return StoreVariable(As<Name>(target)->id, src);
    case NodeKind::kAttribute: {
      const auto* attribute = As<Attribute>(target);
      if (RefuseDebug(attribute->attr, target->span)) return;
      const int object = Operand(attribute->value);
      At attribute_at(this, AttributeSpan(attribute, attribute->span));
      return as_.EmitNamed(Opcode::kStoreAttr, object, src, 0,
                           Mangle(attribute->attr));
    }
    case NodeKind::kSubscript: {
      const int object = Operand(As<Subscript>(target)->value);
      const int index = Operand(As<Subscript>(target)->slice);
      return as_.Emit(Opcode::kStoreItem, object, index, src);
    }
    case NodeKind::kTuple:
      return Unpack(As<Tuple>(target)->elts, target->span, src);
    case NodeKind::kList:
      return Unpack(As<List>(target)->elts, target->span, src);
    case NodeKind::kStarred:
      return Fail(target->span,
                  "starred assignment target must be in a list or tuple");
    default:
      return Fail(target->span, "cannot assign to expression");
  }
}

void Generator::Unpack(const Seq<Expr*>& targets, const Span& span, int src) {
  const size_t count = targets.size();
  size_t star = count;
  for (size_t i = 0; i < count; ++i) {
    if (!Is<Starred>(targets[i])) continue;
    if (star != count) {
      return Fail(span, "multiple starred expressions in assignment");
    }
    star = i;
  }
  if (star != count && star > 255) {
    return Fail(span, "too many expressions in star-unpacking assignment");
  }
  if (count > kMaxItemsInRegisters) return UnpackMany(targets, star, src);
  const int first = count == 0 ? 0 : Reserve(static_cast<int>(count));
  if (failed()) return;
  if (star == count) {
    as_.Emit(Opcode::kUnpackSequence, first, src, static_cast<int>(count));
  } else {
    as_.EmitWide(Opcode::kUnpackStar, first, src, static_cast<int>(star),
                 static_cast<uint32_t>(count - star - 1));
  }
  for (size_t i = 0; i < count; ++i) {
    const Expr* target =
        i == star ? As<Starred>(targets[i])->value : targets[i];
    Store(target, first + static_cast<int>(i));
  }
}

// By a tuple, since the items are too many for registers.  `star` is the index
// of the starred target, or how many targets there are.
void Generator::UnpackMany(const Seq<Expr*>& targets, size_t star, int src) {
  const size_t count = targets.size();
  const int items = Push();
  if (star == count) {
    as_.EmitWide(Opcode::kUnpackTuple, items, src, 0,
                 static_cast<uint32_t>(count));
  } else {
    as_.EmitWide(Opcode::kUnpackStarTuple, items, src, static_cast<int>(star),
                 static_cast<uint32_t>(count - star - 1));
  }
  const int item = Push();
  for (size_t i = 0; i < count; ++i) {
    as_.LoadConstant(
        item, MakeConstant(ConstantValue::Kind::kInt, std::to_string(i)));
    as_.Emit(Opcode::kLoadItem, item, items, item);
    Store(i == star ? As<Starred>(targets[i])->value : targets[i], item);
  }
}

// The target's object and index are evaluated once.
void Generator::AugAssignStatement(const AugAssign* s) {
  const Expr* target = s->target;
  if (Is<Name>(target)) {
    const std::string_view name = As<Name>(target)->id;
    if (RefuseDebug(name, target->span)) return;
    const int reg = LocalRegister(Mangle(name));
    const int old = Operand(target);
    if (reg >= 0) return Binary(s->op, true, reg, old, s->value);
    Binary(s->op, true, old, old, s->value);
    At at(this, target->span);
    return StoreVariable(name, old);
  }
  const int value = Push();
  if (Is<Attribute>(target)) {
    const auto* attribute = As<Attribute>(target);
    const std::string_view name = Mangle(attribute->attr);
    const int object = Operand(attribute->value);
    const Span span = AttributeSpan(attribute, attribute->span);
    {
      At at(this, span);
      as_.EmitNamed(Opcode::kLoadAttr, value, object, 0, name);
    }
    Binary(s->op, true, value, value, s->value);
    At at(this, span);
    return as_.EmitNamed(Opcode::kStoreAttr, object, value, 0, name);
  }
  const auto* subscript = As<Subscript>(target);
  const int object = Operand(subscript->value);
  const int index = Operand(subscript->slice);
  {
    At at(this, target->span);
    as_.Emit(Opcode::kLoadItem, value, object, index);
  }
  Binary(s->op, true, value, value, s->value);
  At at(this, target->span);
  as_.Emit(Opcode::kStoreItem, object, index, value);
}

void Generator::AnnAssignStatement(const AnnAssign* s) {
  const Expr* target = s->target;
  if (s->value != nullptr) {
    const int reg =
        Is<Name>(target) ? LocalRegister(Mangle(As<Name>(target)->id)) : -1;
    if (reg >= 0 && As<Name>(target)->id != "__debug__") {
      Into(s->value, reg);
      MarkBound(reg);
    } else {
      Store(target, Operand(s->value));
    }
  } else if (Is<Attribute>(target)) {
    if (RefuseDebug(As<Attribute>(target)->attr, s->span)) return;
    Effect(As<Attribute>(target)->value);
  } else if (Is<Subscript>(target)) {
    Effect(As<Subscript>(target)->value);
    Effect(As<Subscript>(target)->slice);
  } else if (RefuseDebug(As<Name>(target)->id, s->span)) {
    return;
  }
  // A function's annotations of its locals are not evaluated.
  if (scope_->kind != Scope::Kind::kFunction) RecordAnnotation(s);
}

int Generator::AnnotationOperand(const Expr* annotation, int hint) {
  if (!compilation_->future_annotations) return Operand(annotation, hint);
  const int reg = hint >= 0 ? hint : Push();
  as_.LoadConstant(reg, MakeConstant(Kind::kStr, Unparse(annotation)));
  return reg;
}

void Generator::RecordAnnotation(const AnnAssign* s) {
  if (!s->simple || !Is<Name>(s->target)) {
    if (!compilation_->future_annotations) Effect(s->annotation);
    return;
  }
  const int annotation = AnnotationOperand(s->annotation);
  const int all = Push();
  const bool by_name =
      scope_->kind == Scope::Kind::kClass || compilation_->separate_namespace;
  as_.EmitNamed(by_name ? Opcode::kLoadName : Opcode::kLoadGlobal, all, 0, 0,
                "__annotations__");
  const int name = Push();
  as_.LoadConstant(
      name,
      MakeConstant(Kind::kName, std::string(Mangle(As<Name>(s->target)->id))));
  as_.Emit(Opcode::kStoreItem, all, name, annotation);
}

// --- del ---

void Generator::DeleteTarget(const Expr* target) {
  At at(this, target->span);
  Temps temps(this);
  switch (target->kind) {
    case NodeKind::kName:
      if (RefuseDebug(As<Name>(target)->id, target->span, "delete")) return;
      return DeleteVariable(As<Name>(target)->id);
    case NodeKind::kAttribute: {
      const auto* attribute = As<Attribute>(target);
      const int object = Operand(attribute->value);
      At attribute_at(this, AttributeSpan(attribute, attribute->span));
      return as_.EmitNamed(Opcode::kDeleteAttr, object, 0, 0,
                           Mangle(attribute->attr));
    }
    case NodeKind::kSubscript: {
      const int object = Operand(As<Subscript>(target)->value);
      return as_.Emit(Opcode::kDeleteItem, object,
                      Operand(As<Subscript>(target)->slice));
    }
    case NodeKind::kTuple:
      for (const Expr* e : As<Tuple>(target)->elts) DeleteTarget(e);
      return;
    case NodeKind::kList:
      for (const Expr* e : As<List>(target)->elts) DeleteTarget(e);
      return;
    default:
      return Fail(target->span, "cannot delete expression");
  }
}

// --- import ---

void Generator::ImportStatement(const Import* s) {
  for (const Alias* alias : s->names) {
    Temps temps(this);
    const int module = Reserve(2);
    as_.LoadConstant(module, MakeConstant(Kind::kInt, "0"));
    as_.Emit(Opcode::kLoadNone, module + 1);
    as_.EmitNamed(Opcode::kImportName, module, 0, 0, alias->name);
    const size_t dot = alias->name.find('.');
    if (alias->asname.empty()) {
      const std::string_view top = alias->name.substr(0, dot);
      if (RefuseDebug(top, s->span)) return;
      StoreVariable(top, module);
      continue;
    }
    // import a.b.c as d: the import gives a, d is a's b's c.
    for (size_t at = dot; at != std::string_view::npos;) {
      const size_t end = alias->name.find('.', at + 1);
      const std::string_view part =
          end == std::string_view::npos
              ? alias->name.substr(at + 1)
              : alias->name.substr(at + 1, end - at - 1);
      as_.EmitNamed(Opcode::kImportFrom, module, module, 0, part);
      at = end;
    }
    if (RefuseDebug(alias->asname, s->span)) return;
    StoreVariable(alias->asname, module);
  }
}

void Generator::ImportFromStatement(const ImportFrom* s) {
  if (IsFutureImport(s) && s->span.line > compilation_->last_future_line) {
    return Fail(s->span, kLateFutureImport);
  }
  std::vector<ConstantValue> names;
  for (const Alias* alias : s->names) {
    names.push_back(MakeConstant(Kind::kName, std::string(alias->name)));
  }
  const int module = Reserve(2);
  as_.LoadConstant(module, MakeConstant(Kind::kInt, std::to_string(s->level)));
  as_.LoadConstant(module + 1, MakeTuple(std::move(names)));
  as_.EmitNamed(Opcode::kImportName, module, 0, 0, s->module);
  for (const Alias* alias : s->names) {
    if (alias->name == "*") {
      as_.Emit(Opcode::kImportStar, module);
      return;
    }
    Temps temps(this);
    const int value = Push();
    as_.EmitNamed(Opcode::kImportFrom, value, module, 0, alias->name);
    const std::string_view target =
        alias->asname.empty() ? alias->name : alias->asname;
    if (RefuseDebug(target, s->span)) return;
    StoreVariable(target, value);
  }
}

}  // namespace midge::vm
