#include "vm/compiler/generator.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/compiler/limits.h"

namespace midge::vm {
namespace {

// Columns beyond this are shown as unknown.
constexpr int kMaxColumn = 32767;

int16_t Column(int32_t column) {
  return column >= 0 && column <= kMaxColumn ? static_cast<int16_t>(column)
                                             : int16_t{-1};
}

// A local of which there is no more than `name: type`.
bool IsOnlyDeclared(const Symbol& symbol) {
  constexpr uint32_t kMore = kSymbolParameter | kSymbolImported |
                             kSymbolStored | kSymbolUsed | kSymbolDeleted;
  return symbol.flags & kSymbolAnnotated && !(symbol.flags & kMore);
}

}  // namespace

Generator::Generator(Compilation* compilation, const Scope* scope,
                     Generator* parent)
    : compilation_(compilation), scope_(scope), parent_(parent) {}

SourceSpan Generator::MakeSpan(const syntax::Span& span) {
  return {span.line, span.end_line, Column(span.col), Column(span.end_col)};
}

void Generator::Fail(const syntax::Span& span, std::string message) {
  if (!failed()) compilation_->error = {std::move(message), span};
}

void Generator::FailHere(std::string message) {
  const SourceSpan& at = as_.span();
  Fail({at.line, at.column, at.end_line, at.end_column}, std::move(message));
}

void Generator::BeginUnit(std::string name, int first_line) {
  unit_ = std::make_unique<CodeUnit>();
  unit_->qualified_name = QualifiedName(name);
  unit_->name = std::move(name);
  unit_->file_name = compilation_->file_name;
  unit_->first_line = first_line;
  as_.set_span({first_line, first_line, 0, 0});
  if (scope_->kind == Scope::Kind::kFunction) {
    for (const Symbol& symbol : scope_->symbols) {
      if (symbol.storage != Storage::kLocal &&
          symbol.storage != Storage::kCell) {
        continue;
      }
      if (symbol.storage == Storage::kLocal && IsOnlyDeclared(symbol)) continue;
      const int reg = static_cast<int>(unit_->local_names.size());
      registers_[symbol.name] = reg;
      unit_->local_names.emplace_back(symbol.name);
      const bool is_cell = symbol.storage == Storage::kCell;
      if (is_cell) unit_->cell_names.emplace_back(symbol.name);
      if (reg >= kNearLocals) continue;
      if (is_cell) as_.Emit(Opcode::kMakeCell, reg);
      bound_[reg] = symbol.flags & kSymbolParameter;
      deletable_[reg] = symbol.flags & kSymbolDeleted;
    }
  } else if (scope_->needs_class_cell) {
    registers_["__class__"] = 0;
    unit_->local_names = unit_->cell_names = {"__class__"};
    as_.Emit(Opcode::kMakeCell, 0);
  }
  for (const std::string_view free : scope_->free_names) {
    unit_->free_names.emplace_back(free);
  }
  if (unit_->has_far_locals()) as_.Emit(Opcode::kMakeFarCells);
  local_count_ = static_cast<int>(
      std::min<size_t>(unit_->local_names.size(), kNearLocals + 1));
  next_ = max_ = spill_from_ = local_count_;
  const syntax::Span start{first_line, 0, first_line, 0};
  if (unit_->local_names.size() > kMaxLocals) {
    Fail(start, absl::StrCat("'", unit_->name, "' has more than ", kMaxLocals,
                             " local variables"));
  }
  if (unit_->free_names.size() > kMaxFreeNames) {
    Fail(start, absl::StrCat("'", unit_->name, "' has more than ",
                             kMaxFreeNames, " free variables"));
  }
}

std::shared_ptr<const CodeUnit> Generator::EndUnit() {
  unit_->register_count =
      std::max(max_, static_cast<int>(unit_->parameter_count()));
  if (compilation_->future_annotations) {
    unit_->flags |= kCodeFutureAnnotations;
  }
  if (compilation_->is_hidden) unit_->flags |= kCodeHidden;
  if (!failed()) as_.Finish(unit_.get());
  if (as_.overflowed()) {
    const int line = unit_->first_line;
    Fail({line, 0, line, 0},
         absl::StrCat("the code of '", unit_->name, "' is too large"));
  }
  return std::move(unit_);
}

std::string Generator::QualifiedName(std::string_view name) const {
  const std::string own(name);
  if (parent_ == nullptr || parent_->scope_->kind == Scope::Kind::kModule) {
    return own;
  }
  const Scope& outer = *parent_->scope_;
  const std::string_view mangled =
      compilation_->scopes.Mangle(outer.private_class, name);
  if (outer.Has(mangled) && outer.Find(mangled).flags & kSymbolGlobal) {
    return own;
  }
  const std::string& prefix = parent_->unit_->qualified_name;
  return prefix + (outer.kind == Scope::Kind::kFunction ? ".<locals>." : ".") +
         own;
}

// --- Registers ---

int Generator::Push() { return Reserve(1); }

int Generator::Reserve(int count) {
  if (next_ + count > kMaxRegisters) {
    FailHere(absl::StrCat("expression is too complex: it needs more than ",
                          kMaxRegisters, " registers"));
    return next_ > 0 ? next_ - 1 : 0;
  }
  const int first = next_;
  next_ += count;
  max_ = std::max(max_, next_);
  return first;
}

int Generator::Top(int dst) {
  return IsTemp(dst) && dst == next_ - 1 ? dst : Push();
}

void Generator::Move(int dst, int src) {
  if (dst != src) as_.Emit(Opcode::kMove, dst, src);
}

// --- Names ---

std::string_view Generator::Mangle(std::string_view name) {
  return compilation_->scopes.Mangle(scope_->private_class, name);
}

int Generator::LocalRegister(std::string_view mangled) const {
  if (scope_->kind != Scope::Kind::kFunction || !scope_->Has(mangled) ||
      scope_->Find(mangled).storage != Storage::kLocal) {
    return -1;
  }
  const int reg = registers_.at(mangled);
  return reg < kNearLocals ? reg : -1;
}

int Generator::FarLocal(std::string_view mangled) const {
  const auto found = registers_.find(mangled);
  return found != registers_.end() && found->second >= kNearLocals
             ? found->second
             : -1;
}

void Generator::EmitFree(Opcode op, int a, std::string_view mangled) {
  const int cell = FreeIndex(mangled);
  as_.EmitNamed(op, a, cell & 0xFF, cell >> 8, mangled);
}

int Generator::FreeIndex(std::string_view mangled) const {
  const auto& names = scope_->free_names;
  return static_cast<int>(
      std::lower_bound(names.begin(), names.end(), mangled) - names.begin());
}

void Generator::CheckBound(int reg, std::string_view mangled) {
  if (bound_[reg]) return;
  as_.EmitNamed(Opcode::kCheckBound, reg, 0, 0, mangled);
  MarkBound(reg);
}

void Generator::MarkBound(int reg) {
  if (maybe_depth_ == 0) bound_.set(reg);
}

// Whether a name that is not of a function lives in the frame's namespace: in
// a class body, and in a module that is given one.
bool Generator::UsesNamespace(const Symbol& symbol) const {
  if (symbol.flags & kSymbolGlobal) return false;
  return scope_->kind == Scope::Kind::kClass ||
         (scope_->kind == Scope::Kind::kModule &&
          compilation_->separate_namespace);
}

bool Generator::RefuseDebug(std::string_view name, const syntax::Span& span,
                            const char* verb) {
  if (name != "__debug__") return false;
  Fail(span, absl::StrCat("cannot ", verb, " __debug__"));
  return true;
}

void Generator::LoadVariable(std::string_view name, int dst) {
  const std::string_view mangled = Mangle(name);
  if (mangled == "__debug__") {
    return as_.LoadConstant(dst, MakeConstant(compilation_->optimize == 0
                                                  ? Constant::Kind::kTrue
                                                  : Constant::Kind::kFalse));
  }
  static const Symbol kUnknown;
  const Symbol& symbol =
      scope_->Has(mangled) ? scope_->Find(mangled) : kUnknown;
  if (const int far = FarLocal(mangled); far >= 0) {
    return as_.EmitWide(Opcode::kLoadFar, dst, 0, 0,
                        static_cast<uint32_t>(far));
  }
  switch (symbol.storage) {
    case Storage::kCell:
      return as_.EmitNamed(Opcode::kLoadCell, dst, registers_.at(mangled), 0,
                           mangled);
    case Storage::kFree:
      return EmitFree(scope_->kind == Scope::Kind::kClass
                          ? Opcode::kLoadClassFree
                          : Opcode::kLoadFree,
                      dst, mangled);
    case Storage::kLocal:
      if (scope_->kind == Scope::Kind::kFunction) {
        const int reg = registers_.at(mangled);
        CheckBound(reg, mangled);
        return Move(dst, reg);
      }
      return as_.EmitNamed(Opcode::kLoadName, dst, 0, 0, mangled);
    case Storage::kGlobal:
    case Storage::kUnresolved:
      break;
  }
  as_.EmitNamed(UsesNamespace(symbol) ? Opcode::kLoadName : Opcode::kLoadGlobal,
                dst, 0, 0, mangled);
}

void Generator::StoreVariable(std::string_view name, int src) {
  const std::string_view mangled = Mangle(name);
  const Symbol& symbol = scope_->Find(mangled);
  if (const int far = FarLocal(mangled); far >= 0) {
    return as_.EmitWide(Opcode::kStoreFar, src, 0, 0,
                        static_cast<uint32_t>(far));
  }
  switch (symbol.storage) {
    case Storage::kCell:
      return as_.Emit(Opcode::kStoreCell, registers_.at(mangled), src);
    case Storage::kFree:
      return as_.EmitABx(Opcode::kStoreFree, src, FreeIndex(mangled));
    case Storage::kLocal:
      if (scope_->kind == Scope::Kind::kFunction) {
        const int reg = registers_.at(mangled);
        Move(reg, src);
        return MarkBound(reg);
      }
      return as_.EmitNamed(Opcode::kStoreName, src, 0, 0, mangled);
    case Storage::kGlobal:
    case Storage::kUnresolved:
      break;
  }
  as_.EmitNamed(
      UsesNamespace(symbol) ? Opcode::kStoreName : Opcode::kStoreGlobal, src, 0,
      0, mangled);
}

void Generator::DeleteVariable(std::string_view name) {
  const std::string_view mangled = Mangle(name);
  const Symbol& symbol = scope_->Find(mangled);
  if (const int far = FarLocal(mangled); far >= 0) {
    return as_.EmitWide(Opcode::kDeleteFar, 0, 0, 0,
                        static_cast<uint32_t>(far));
  }
  switch (symbol.storage) {
    case Storage::kCell:
      return as_.EmitNamed(Opcode::kDeleteCell, registers_.at(mangled), 0, 0,
                           mangled);
    case Storage::kFree:
      return EmitFree(Opcode::kDeleteFree, 0, mangled);
    case Storage::kLocal:
      if (scope_->kind == Scope::Kind::kFunction) {
        const int reg = registers_.at(mangled);
        CheckBound(reg, mangled);
        as_.Emit(Opcode::kUnbind, reg);
        bound_.reset(reg);
        return;
      }
      return as_.EmitNamed(Opcode::kDeleteName, 0, 0, 0, mangled);
    case Storage::kGlobal:
    case Storage::kUnresolved:
      break;
  }
  as_.EmitNamed(
      UsesNamespace(symbol) ? Opcode::kDeleteName : Opcode::kDeleteGlobal, 0, 0,
      0, mangled);
}

// --- Blocks ---

void Generator::PushBlock(Block block, const syntax::Span& span) {
  if (blocks_.size() >= kMaxStaticBlocks) {
    Fail(span, "too many statically nested blocks");
  }
  blocks_.push_back(std::move(block));
}

void Generator::Guard(Label handler, int handler_register) {
  Block& block = blocks_.back();
  block.guard_start = as_.position();
  block.handler = handler;
  block.handler_register = handler_register;
  spill_from_ = std::max(spill_from_, next_);
}

void Generator::CloseGuard(Block* block) {
  if (block->guard_start < 0) return;
  as_.AddHandler(block->guard_start, as_.position(), block->handler,
                 block->handler_register);
}

void Generator::PopBlock() {
  CloseGuard(&blocks_.back());
  blocks_.pop_back();
}

// The code that leaves a block is not guarded by it, nor by those inside it:
// their ranges are cut here and go on after Restore().
std::vector<Generator::Block> Generator::Unwind(size_t count) {
  std::vector<Block> left(blocks_.begin() + static_cast<ptrdiff_t>(count),
                          blocks_.end());
  while (blocks_.size() > count) {
    const Block block = blocks_.back();
    PopBlock();
    LeaveBlock(block);
  }
  return left;
}

void Generator::Restore(std::vector<Block> blocks) {
  for (Block& block : blocks) {
    if (block.guard_start >= 0) block.guard_start = as_.position();
    blocks_.push_back(std::move(block));
  }
  MarkUnreachable();
}

void Generator::LeaveBlock(const Block& block) {
  Temps temps(this);
  switch (block.kind) {
    case Block::Kind::kLoop:
    case Block::Kind::kTry:
      return;
    case Block::Kind::kFinally:
      return Body(*block.finalbody);
    case Block::Kind::kWith:
    case Block::Kind::kAsyncWith: {
      const SourceSpan saved = as_.span();
      as_.set_span(block.span);
      const int a = Reserve(kFrameHeaderSlots + 3);
      as_.Emit(Opcode::kMove, a, block.reg);
      for (int i = 0; i < 3; ++i) {
        as_.Emit(Opcode::kLoadNone, a + kFrameHeaderSlots + i);
      }
      as_.Emit(Opcode::kCall, a, 3);
      if (block.kind == Block::Kind::kAsyncWith) {
        Await(a, AwaitedBy::kAsyncExit);
      }
      as_.set_span(saved);
      return;
    }
    case Block::Kind::kHandling:
      return as_.Emit(Opcode::kEndHandling, block.reg);
    case Block::Kind::kGroupHandling:
      return FailHere(kLeavesGroup);
    case Block::Kind::kHandlerName: {
      // Bound first: the body may have deleted it already.
      const int none = Push();
      as_.Emit(Opcode::kLoadNone, none);
      StoreVariable(block.name, none);
      return DeleteVariable(block.name);
    }
  }
}

bool Generator::NeedsCleanup(size_t count) const {
  for (size_t i = count; i < blocks_.size(); ++i) {
    const Block::Kind kind = blocks_[i].kind;
    if (kind != Block::Kind::kLoop && kind != Block::Kind::kTry) return true;
  }
  return false;
}

// --- Whole texts ---

void Generator::MayAwait() {
  if (!scope_->is_coroutine || !scope_->is_async) return;
  unit_->flags |= kCodeCoroutine;
  Reserve(kNamespaceRegister + 1);
  spill_from_ = next_;
}

void Generator::ReturnAtEnd() {
  if (as_.position() > 0) as_.set_span(as_.last_span());
  as_.Emit(Opcode::kReturnNone);
}

std::shared_ptr<const CodeUnit> Generator::Module(
    const syntax::Module* module) {
  BeginUnit("<module>", 1);
  unit_->flags = kCodeNamespace;
  MayAwait();
  BeginNamespaceBody(module->body);
  const bool starts_with_doc =
      !compilation_->is_interactive && DocstringOf(module->body) != nullptr;
  Body(module->body, starts_with_doc ? 1 : 0);
  ReturnAtEnd();
  return EndUnit();
}

std::shared_ptr<const CodeUnit> Generator::Expression(
    const syntax::Expr* body) {
  BeginUnit("<module>", 1);
  unit_->flags = kCodeNamespace | kCodeExpression;
  MayAwait();
  At at(this, body->span);
  const int value = Push();
  Into(body, value);
  as_.Emit(Opcode::kReturn, value);
  return EndUnit();
}

}  // namespace midge::vm
