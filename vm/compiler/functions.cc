// Functions, lambdas, classes and comprehensions: code of their own, and the
// instructions around it that make it into an object.
#include "vm/compiler/generator.h"
#include "vm/compiler/limits.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

namespace {

// The bits of MakeFunction's B.
constexpr int kHasDefaults = 1;
constexpr int kHasKeywordDefaults = 2;
constexpr int kHasClosure = 4;
constexpr int kHasAnnotations = 8;

ConstantValue NameConstant(std::string_view name) {
  return MakeConstant(ConstantValue::Kind::kName, std::string(name));
}

// A definition starts at its first decorator.
template <typename Definition>
int FirstLine(const Definition* s) {
  return s->decorator_list.empty() ? s->span.line
                                   : s->decorator_list[0]->span.line;
}

const Seq<Comprehension*>& GeneratorsOf(const Expr* e) {
  switch (e->kind) {
    case NodeKind::kListComp:
      return As<ListComp>(e)->generators;
    case NodeKind::kSetComp:
      return As<SetComp>(e)->generators;
    case NodeKind::kDictComp:
      return As<DictComp>(e)->generators;
    default:
      return As<GeneratorExp>(e)->generators;
  }
}

const char* ComprehensionName(const Expr* e) {
  switch (e->kind) {
    case NodeKind::kListComp:
      return "<listcomp>";
    case NodeKind::kSetComp:
      return "<setcomp>";
    case NodeKind::kDictComp:
      return "<dictcomp>";
    default:
      return "<genexpr>";
  }
}

}  // namespace

// --- The pieces of a function ---

void Generator::CheckParameters(const syntax::Arguments* args,
                                const Span& span) {
  const auto check = [&](const Arg* arg) {
    if (arg != nullptr) RefuseDebug(arg->arg, span);
  };
  for (const Arg* arg : args->posonlyargs) check(arg);
  for (const Arg* arg : args->args) check(arg);
  for (const Arg* arg : args->kwonlyargs) check(arg);
  check(args->vararg);
  check(args->kwarg);
}

void Generator::TakeParameters(const syntax::Arguments* args) {
  unit_->positional_only_count = static_cast<int>(args->posonlyargs.size());
  unit_->positional_count =
      static_cast<int>(args->posonlyargs.size() + args->args.size());
  unit_->keyword_only_count = static_cast<int>(args->kwonlyargs.size());
  if (args->vararg != nullptr) unit_->flags |= kCodeVarArgs;
  if (args->kwarg != nullptr) unit_->flags |= kCodeVarKeywords;
  SetGeneratorFlags();
}

void Generator::SetGeneratorFlags() {
  if (scope_->is_generator) {
    unit_->flags |= scope_->is_coroutine ? kCodeAsyncGenerator : kCodeGenerator;
  } else if (scope_->is_coroutine) {
    unit_->flags |= kCodeCoroutine;
  }
}

// Evaluates the defaults of a function made at R[a].
int Generator::FunctionExtras(const syntax::Arguments* args, int a) {
  int extras = 0;
  if (!args->defaults.empty()) {
    Temps temps(this);
    TupleInto(args->defaults, a + 1);
    extras |= kHasDefaults;
  }
  bool is_first = true;
  for (size_t i = 0; i < args->kwonlyargs.size(); ++i) {
    if (args->kw_defaults[i] == nullptr) continue;
    Temps temps(this);
    if (is_first) as_.Emit(Opcode::kBuildMap, a + 2);
    is_first = false;
    const int name = Push();
    as_.LoadConstant(name, NameConstant(Mangle(args->kwonlyargs[i]->arg)));
    as_.Emit(Opcode::kMapAdd, a + 2, name, Operand(args->kw_defaults[i]));
    extras |= kHasKeywordDefaults;
  }
  return extras;
}

// R[dst] := the dict of annotations; false if there are none.
bool Generator::AnnotationsInto(const syntax::Arguments* args,
                                const Expr* returns, int dst) {
  bool any = false;
  const auto add = [&](std::string_view name, const Expr* annotation) {
    if (annotation == nullptr) return;
    Temps temps(this);
    if (!any) as_.Emit(Opcode::kBuildMap, dst);
    any = true;
    const int key = Push();
    as_.LoadConstant(key, NameConstant(Mangle(name)));
    if (Is<Starred>(annotation) && !compilation_->future_annotations) {
      // def f(*args: *Ts): the one item of the tuple that *Ts unpacks to.
      const int item = Push();
      const int value = Operand(As<Starred>(annotation)->value);
      as_.Emit(Opcode::kUnpackSequence, item, value, 1);
      as_.Emit(Opcode::kMapAdd, dst, key, item);
    } else {
      as_.Emit(Opcode::kMapAdd, dst, key, AnnotationOperand(annotation));
    }
  };
  for (const Arg* arg : args->args) add(arg->arg, arg->annotation);
  for (const Arg* arg : args->posonlyargs) add(arg->arg, arg->annotation);
  if (args->vararg != nullptr) add(args->vararg->arg, args->vararg->annotation);
  for (const Arg* arg : args->kwonlyargs) add(arg->arg, arg->annotation);
  if (args->kwarg != nullptr) add(args->kwarg->arg, args->kwarg->annotation);
  add("return", returns);
  return any;
}

// R[dst] := the cell of `name`, which a function inside refers to.
void Generator::CellInto(std::string_view name, int dst) {
  if (const int far = FarLocal(name); far >= 0) {
    return as_.EmitWide(Opcode::kLoadFarCell, dst, 0, 0,
                        static_cast<uint32_t>(far));
  }
  const auto cell = registers_.find(name);
  if (cell != registers_.end() &&
      (scope_->kind == Scope::Kind::kClass ||
       scope_->Find(name).storage == Storage::kCell)) {
    return as_.Emit(Opcode::kMove, dst, cell->second);
  }
  as_.EmitABx(Opcode::kLoadClosure, dst, FreeIndex(name));
}

// R[dst] := the tuple of cells that is the closure of `unit`.
void Generator::ClosureInto(const CodeUnit& unit, int dst) {
  Temps temps(this);
  const int count = static_cast<int>(unit.free_names.size());
  if (count <= kMaxItemsInRegisters) {
    const int first = Reserve(count);
    for (int i = 0; i < count; ++i) CellInto(unit.free_names[i], first + i);
    return as_.Emit(Opcode::kBuildTuple, dst, first, count);
  }
  const int cell = Push();
  as_.Emit(Opcode::kBuildList, dst);
  for (const std::string& name : unit.free_names) {
    CellInto(name, cell);
    as_.Emit(Opcode::kListAppend, dst, cell);
  }
  as_.Emit(Opcode::kListToTuple, dst, dst);
}

void Generator::MakeFunction(int a, std::shared_ptr<const CodeUnit> unit,
                             int extras) {
  if (unit == nullptr || failed()) return;
  if (!unit->free_names.empty()) {
    ClosureInto(*unit, a + 3);
    extras |= kHasClosure;
  }
  ConstantValue code = MakeConstant(ConstantValue::Kind::kCode);
  code.code = std::move(unit);
  const int index = as_.AddConstant(std::move(code));
  as_.EmitWide(Opcode::kMakeFunction, a, extras, 0,
               Instruction::NameWord(index, 0).word);
}

// --- def and lambda ---

std::shared_ptr<const CodeUnit> Generator::FunctionUnit(
    std::string_view name, const syntax::Arguments* args,
    const Seq<Stmt*>& body, int first_line) {
  BeginUnit(std::string(name), first_line);
  TakeParameters(args);
  const bool starts_with_doc = DocstringOf(body) != nullptr;
  if (const syntax::Constant* doc = KeptDocstring(body)) {
    unit_->docstring = as_.AddConstant(MakeLiteral(doc->value));
  }
  Body(body, starts_with_doc ? 1 : 0);
  ReturnAtEnd();
  return EndUnit();
}

template <typename Function>
void Generator::DefineFunction(const Function* s) {
  if (RefuseDebug(s->name, s->span)) return;
  CheckParameters(s->args, s->span);
  Temps temps(this);
  const int a = Decorators(s->decorator_list, -1);
  {
    Temps extras_temps(this);
    Reserve(4);
    int extras = FunctionExtras(s->args, a);
    if (AnnotationsInto(s->args, s->returns, a + 4)) extras |= kHasAnnotations;
    Generator inner(compilation_, &compilation_->scopes.Of(s), this);
    MakeFunction(a, inner.FunctionUnit(s->name, s->args, s->body, FirstLine(s)),
                 extras);
  }
  StoreVariable(s->name, CallDecorators(s->decorator_list, a));
}

template void Generator::DefineFunction(const FunctionDef* s);
template void Generator::DefineFunction(const AsyncFunctionDef* s);

std::shared_ptr<const CodeUnit> Generator::LambdaUnit(const Lambda* e) {
  BeginUnit("<lambda>", e->span.line);
  TakeParameters(e->args);
  At at(this, e->body->span);
  as_.Emit(Opcode::kReturn, Operand(e->body));
  return EndUnit();
}

void Generator::LambdaInto(const Lambda* e, int dst) {
  CheckParameters(e->args, e->span);
  const int a = Top(dst);
  Reserve(4);
  const int extras = FunctionExtras(e->args, a);
  Generator inner(compilation_, &compilation_->scopes.Of(e), this);
  MakeFunction(a, inner.LambdaUnit(e), extras);
  Move(dst, a);
}

// --- Decorators ---

// Each decorator's value is the callee of a window whose only argument is
// where the next decorator, and at last the definition, is evaluated.  Many
// wait in a list before a single such window.
int Generator::Decorators(const Seq<Expr*>& decorators, int dst) {
  int a = dst >= 0 ? Top(dst) : Push();
  if (decorators.size() > kMaxDecoratorWindows) {
    GrowList(decorators, a);
    return Reserve(kFrameHeaderSlots + 1) + kFrameHeaderSlots;
  }
  for (const Expr* decorator : decorators) {
    Into(decorator, a);
    a = Reserve(kFrameHeaderSlots) + kFrameHeaderSlots - 1;
  }
  return a;
}

int Generator::CallDecorators(const Seq<Expr*>& decorators, int last) {
  const bool is_list = decorators.size() > kMaxDecoratorWindows;
  for (size_t i = decorators.size(); i-- > 0;) {
    At at(this, decorators[i]->span);
    const int a = last - kFrameHeaderSlots;
    if (is_list) {
      as_.LoadConstant(
          a, MakeConstant(ConstantValue::Kind::kInt, std::to_string(i)));
      as_.Emit(Opcode::kLoadItem, a, a - 1, a);
    }
    as_.Emit(Opcode::kCall, a, 1);
    if (is_list) {
      as_.Emit(Opcode::kMove, last, a);
    } else {
      last = a;
    }
  }
  return last;
}

// --- class ---

std::shared_ptr<const CodeUnit> Generator::ClassUnit(const ClassDef* s,
                                                     int first_line) {
  BeginUnit(std::string(s->name), first_line);
  unit_->flags = kCodeNamespace;
  {
    Temps temps(this);
    const int value = Push();
    as_.EmitNamed(Opcode::kLoadName, value, 0, 0, "__name__");
    as_.EmitNamed(Opcode::kStoreName, value, 0, 0, "__module__");
    as_.LoadConstant(
        value, MakeConstant(ConstantValue::Kind::kStr, unit_->qualified_name));
    as_.EmitNamed(Opcode::kStoreName, value, 0, 0, "__qualname__");
  }
  BeginNamespaceBody(s->body);
  Body(s->body);
  as_.set_span({first_line, first_line, 0, 0});
  if (scope_->needs_class_cell) {
    const int cell = Push();
    as_.Emit(Opcode::kMove, cell, 0);
    as_.EmitNamed(Opcode::kStoreName, cell, 0, 0, "__classcell__");
  }
  as_.Emit(Opcode::kReturnNone);
  return EndUnit();
}

// A class statement is a call: build_class(body, name, *bases, **keywords).
void Generator::DefineClass(const ClassDef* s) {
  if (RefuseDebug(s->name, s->span)) return;
  CheckKeywords(s->keywords, s->span);
  Temps temps(this);
  const int a = Decorators(s->decorator_list, -1);
  as_.Emit(Opcode::kLoadBuildClass, a);
  const int body = Reserve(kFrameHeaderSlots) + kFrameHeaderSlots - 1;
  {
    Temps body_temps(this);
    Reserve(4);
    Generator inner(compilation_, &compilation_->scopes.Of(s), this);
    MakeFunction(body, inner.ClassUnit(s, FirstLine(s)), 0);
  }
  const int name = Push();
  as_.LoadConstant(
      name, MakeConstant(ConstantValue::Kind::kStr, std::string(s->name)));
  ClassCall(s, a, body);
  StoreVariable(s->name, CallDecorators(s->decorator_list, a));
}

// The arguments after body and name, and the call.
void Generator::ClassCall(const ClassDef* s, int a, int body) {
  if (!NeedsSpread(s->bases, s->keywords)) {
    for (const Expr* base : s->bases) {
      const int reg = Push();
      Into(base, reg);
    }
    for (const Keyword* keyword : s->keywords) {
      const int reg = Push();
      Into(keyword->value, reg);
    }
    const int count = static_cast<int>(s->bases.size() + s->keywords.size());
    if (s->keywords.empty()) return as_.Emit(Opcode::kCall, a, count + 2);
    const int names = as_.AddConstant(KeywordNames(s->keywords));
    return as_.EmitWide(Opcode::kCallNamed, a, count + 2, 0,
                        Instruction::NameWord(names, 0).word);
  }
  const int list = Push();
  as_.Emit(Opcode::kBuildList, list, body, 2);
  for (const Expr* base : s->bases) {
    Temps temps(this);
    const bool is_star = Is<Starred>(base);
    const int reg = Operand(is_star ? As<Starred>(base)->value : base);
    as_.Emit(is_star ? Opcode::kListExtend : Opcode::kListAppend, list, reg);
  }
  // The list replaces body and name as the window's first argument.
  as_.Emit(Opcode::kListToTuple, body, list);
  if (s->keywords.empty()) {
    as_.Emit(Opcode::kUnbind, body + 1);
  } else {
    SpreadKeywords(s->keywords, body + 1, a);
  }
  as_.Emit(Opcode::kCallSpread, a);
}

// --- Comprehensions ---

void Generator::ComprehensionInto(const Expr* e, int dst) {
  const auto& generators = GeneratorsOf(e);
  const Scope& inner_scope = compilation_->scopes.Of(e);
  const bool is_awaited = inner_scope.is_coroutine && !inner_scope.is_generator;
  if (is_awaited && !scope_->is_async && !scope_->is_comprehension) {
    return Fail(e->span,
                "asynchronous comprehension outside of an asynchronous "
                "function");
  }
  const int a = Top(dst);
  {
    Temps temps(this);
    Reserve(4);
    Generator inner(compilation_, &inner_scope, this);
    MakeFunction(a, inner.ComprehensionUnit(e), 0);
  }
  const int iterator = Reserve(kFrameHeaderSlots) + kFrameHeaderSlots - 1;
  BeginIteration(generators[0]->iter, iterator, generators[0]->is_async);
  as_.Emit(Opcode::kCall, a, 1);
  if (is_awaited) Await(a);
  Move(dst, a);
}

std::shared_ptr<const CodeUnit> Generator::ComprehensionUnit(const Expr* e) {
  BeginUnit(ComprehensionName(e), e->span.line);
  unit_->positional_count = unit_->positional_only_count = 1;
  At at(this, e->span);
  int result = -1;
  SetGeneratorFlags();
  if (!Is<GeneratorExp>(e)) {
    result = Push();
    as_.Emit(Is<ListComp>(e)  ? Opcode::kBuildList
             : Is<SetComp>(e) ? Opcode::kBuildSet
                              : Opcode::kBuildMap,
             result);
  }
  ComprehensionLoop(e, 0, result);
  if (result >= 0) {
    as_.Emit(Opcode::kReturn, result);
  } else {
    as_.Emit(Opcode::kReturnNone);
  }
  return EndUnit();
}

// The loop of the index-th `for`, with all further ones inside it.
void Generator::ComprehensionLoop(const Expr* e, size_t index, int result) {
  const auto& generators = GeneratorsOf(e);
  if (index == generators.size()) return ComprehensionElement(e, result);
  const Comprehension* generator = generators[index];
  Temps temps(this);
  const int iterator = Push();
  if (index == 0) {
    as_.Emit(Opcode::kMove, iterator, 0);  // the parameter .0
  } else {
    BeginIteration(generator->iter, iterator, generator->is_async);
  }
  Push();  // the item, always iterator + 1
  const Label head = as_.NewLabel();
  const Label end = as_.NewLabel();
  const Bound before = bound_;
  as_.Bind(head);
  NextItem(iterator, end, generator->is_async);
  Store(generator->target, iterator + 1);
  const Label next = as_.NewLabel();
  for (const Expr* condition : generator->ifs) JumpIf(condition, false, next);
  ComprehensionLoop(e, index + 1, result);
  as_.Bind(next);
  as_.JumpBack(head);
  as_.Bind(end);
  bound_ = before;
}

void Generator::ComprehensionElement(const Expr* e, int result) {
  Temps temps(this);
  if (Is<DictComp>(e)) {
    const int key = Operand(As<DictComp>(e)->key);
    as_.Emit(Opcode::kMapAdd, result, key, Operand(As<DictComp>(e)->value));
  } else if (Is<GeneratorExp>(e)) {
    const int value = Operand(As<GeneratorExp>(e)->elt);
    as_.Emit(Opcode::kYield, Push(), value);
  } else {
    const Expr* element =
        Is<ListComp>(e) ? As<ListComp>(e)->elt : As<SetComp>(e)->elt;
    const int value = Operand(element);
    as_.Emit(Is<ListComp>(e) ? Opcode::kListAppend : Opcode::kSetAdd, result,
             value);
  }
}

}  // namespace midge::vm
