// The code generator: one pass over the body of one unit.
//
// Registers: parameters and locals have theirs for the whole unit and are used
// as operands where they stand; temporaries are a stack above them.  A method
// that takes `dst` leaves its value there; it may use a temporary dst as
// scratch before, but it writes a local only with its last instruction, so that
// an expression may still read the local, and an exception leaves it as it was.
//
// Errors: the first Fail() wins; generation goes on, its result is dropped.
//
// Ownership: one Generator per unit, on the stack of the one that encloses it.
#ifndef MIDGE_VM_COMPILER_GENERATOR_H_
#define MIDGE_VM_COMPILER_GENERATOR_H_

#include <bitset>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vm/bytecode/code_unit.h"
#include "vm/compiler/assembler.h"
#include "vm/compiler/future.h"
#include "vm/compiler/scope.h"
#include "vm/syntax/ast.h"

namespace midge::vm {

// What the units of one source text share.
struct Compilation {
  ScopeTable scopes;
  std::string file_name;
  bool is_interactive = false;      // expression statements are displayed
  bool separate_namespace = false;  // the module's names live in a dict of
                                    // their own, as for exec() with locals
  bool future_annotations = false;  // annotations are kept as text
  bool is_hidden = false;           // kCodeHidden
  int last_future_line = -1;        // of FutureImports
  int optimize = 0;                 // see CompileOptions
  CompileError error;
  std::vector<CompileError> warnings;  // SyntaxWarnings
};

// A constant of the unit; inside vm/syntax a Constant is a node.
using ConstantValue = Constant;

inline constexpr char kLeavesGroup[] =
    "'break', 'continue' and 'return' cannot appear in an except* block";

// The constant that an expression is, if it is one: numbers and tuples of
// constants, and simple arithmetic on numbers.
std::optional<Constant> FoldConstant(const syntax::Expr* expression);
// The constant of `kind`, a tuple or frozenset, of items that all are
// constants.
std::optional<Constant> FoldItems(const syntax::Seq<syntax::Expr*>& items,
                                  Constant::Kind kind);
Constant MakeLiteral(const syntax::Literal& literal);
// bool() of a constant.
bool IsTruthy(const Constant& constant);
// Whether a call's arguments must be gathered in a tuple and a dict.
bool NeedsSpread(const syntax::Seq<syntax::Expr*>& args,
                 const syntax::Seq<syntax::Keyword*>& keywords);
// The docstring that a body starts with, or null.
const syntax::Constant* DocstringOf(const syntax::Seq<syntax::Stmt*>& body);

class Generator {
 public:
  Generator(Compilation* compilation, const Scope* scope, Generator* parent);

  // The whole of a source text.
  std::shared_ptr<const CodeUnit> Module(const syntax::Module* module);
  std::shared_ptr<const CodeUnit> Expression(const syntax::Expr* body);

 private:
  using Bound = std::bitset<kNearLocals>;

  // GetAwaitable's C.
  enum class AwaitedBy { kAwait, kAsyncEnter, kAsyncExit };

  // A construct around the code being generated that a jump out of it must
  // leave properly.
  struct Block {
    enum class Kind {
      kLoop,
      kTry,            // guards, but nothing to do on the way out
      kFinally,        // run finalbody
      kWith,           // call R[reg](None, None, None)
      kAsyncWith,      // the same, and await what it gives
      kHandling,       // EndHandling reg
      kHandlerName,    // unbind the name of `except … as name`
      kGroupHandling,  // EndHandling reg; but no jump may leave an except*
    };
    Kind kind;
    Label continue_label, break_label;
    const syntax::Seq<syntax::Stmt*>* finalbody = nullptr;
    int reg = -1;
    std::string_view name;
    SourceSpan span;
    // The open part of the guarded range; -1 if the block guards nothing.
    int guard_start = -1;
    Label handler;
    int handler_register = -1;
  };

  // Frees the temporaries made while it lives.
  class Temps {
   public:
    explicit Temps(Generator* g) : g_(g), saved_(g->next_) {}
    ~Temps() { g_->next_ = saved_; }

   private:
    Generator* g_;
    int saved_;
  };
  // While it lives, the temporaries made so far stay where they are.
  class Keep {
   public:
    explicit Keep(Generator* g) : g_(g), saved_(g->spill_from_) {
      g->spill_from_ = g->next_;
    }
    ~Keep() { g_->spill_from_ = saved_; }

   private:
    Generator* g_;
    int saved_;
  };
  // Gives the instructions made while it lives the span of a node.
  class At {
   public:
    At(Generator* g, const syntax::Span& span) : g_(g), saved_(g->as_.span()) {
      g->as_.set_span(MakeSpan(span));
    }
    ~At() { g_->as_.set_span(saved_); }

   private:
    Generator* g_;
    SourceSpan saved_;
  };
  // While it lives, code may be skipped at run time: what it binds is not
  // known to be bound afterwards.
  class Maybe {
   public:
    explicit Maybe(Generator* g, bool on = true) : g_(on ? g : nullptr) {
      if (g_ != nullptr) ++g_->maybe_depth_;
    }
    ~Maybe() {
      if (g_ != nullptr) --g_->maybe_depth_;
    }

   private:
    Generator* g_;
  };

  // What a pattern captures: the name and the register of its value, or the
  // place of that in the list of a wide pattern.
  struct Capture {
    std::string_view name;
    int reg;
    syntax::Span span;
  };
  using Captures = std::vector<Capture>;

  // --- generator.cc: the unit, registers, names, blocks ---
  static SourceSpan MakeSpan(const syntax::Span& span);
  void Fail(const syntax::Span& span, std::string message);
  // At the span of the instructions being generated.
  void FailHere(std::string message);
  bool failed() const { return !compilation_->error.ok(); }
  void BeginUnit(std::string name, int first_line);
  // The docstring to keep of a body that starts with one, or null.
  const syntax::Constant* KeptDocstring(
      const syntax::Seq<syntax::Stmt*>& body) const;
  std::shared_ptr<const CodeUnit> EndUnit();
  std::string QualifiedName(std::string_view name) const;
  // A module that awaits is a coroutine.
  void MayAwait();
  // The body is over: the line stays that of its last instruction.
  void ReturnAtEnd();

  int Push();
  int Reserve(int count);
  bool IsTemp(int reg) const { return reg >= local_count_; }
  // A register at the top of the stack, for a window or a row of items whose
  // result goes to dst: dst itself if it is at the top.
  int Top(int dst);
  int Scratch(int dst) { return IsTemp(dst) ? dst : Push(); }
  void Move(int dst, int src);

  std::string_view Mangle(std::string_view name);
  // The register of a plain local, or -1; far locals have none.
  int LocalRegister(std::string_view mangled) const;
  // The index of a far local, plain or in a closure, or -1.
  int FarLocal(std::string_view mangled) const;
  void EmitFree(Opcode op, int a, std::string_view mangled);
  void CheckBound(int reg, std::string_view mangled);
  void MarkBound(int reg);
  void LoadVariable(std::string_view name, int dst);
  void StoreVariable(std::string_view name, int src);
  void DeleteVariable(std::string_view name);
  int FreeIndex(std::string_view mangled) const;
  bool UsesNamespace(const Symbol& symbol) const;
  bool RefuseDebug(std::string_view name, const syntax::Span& span,
                   const char* verb = "assign to");

  void PushBlock(Block block, const syntax::Span& span);
  // Opens the guarded range of the block on top.  The handler finds the
  // temporaries made before where they are.
  void Guard(Label handler, int handler_register);
  void PopBlock();
  void CloseGuard(Block* block);
  // Leaves the blocks above `count`: what they need is generated.  Restore()
  // puts them back when the jump has been generated.
  std::vector<Block> Unwind(size_t count);
  void Restore(std::vector<Block> blocks);
  void LeaveBlock(const Block& block);
  bool NeedsCleanup(size_t count) const;

  // --- expressions.cc ---
  void Into(const syntax::Expr* e, int dst);
  void IntoRegister(const syntax::Expr* e, int dst);
  // As Into(), with the temporaries of the statement put aside.
  void SpillInto(const syntax::Expr* e, int dst);
  // The register that holds e: a local's own, `hint` if it is a temporary, or
  // a new temporary.
  int Operand(const syntax::Expr* e, int hint = -1);
  void Effect(const syntax::Expr* e);
  void UnaryInto(const syntax::UnaryOp* e, int dst);
  void BinaryInto(const syntax::BinOp* e, int dst);
  void NamedInto(const syntax::NamedExpr* e, int dst);
  void AttributeInto(const syntax::Attribute* e, int dst);
  void SubscriptInto(const syntax::Subscript* e, int dst);
  void SliceInto(const syntax::Slice* e, int dst);
  void YieldInto(const syntax::Yield* e, int dst);
  void YieldFromInto(const syntax::YieldFrom* e, int dst);
  void AwaitInto(const syntax::Await* e, int dst);
  void Drive(int iterator, int dst);
  // R[reg] := await R[reg]; reg is temporary.
  void Await(int reg, AwaitedBy by = AwaitedBy::kAwait);
  void Binary(syntax::BinaryOperator op, bool in_place, int dst, int left,
              const syntax::Expr* right);
  syntax::Span AttributeSpan(const syntax::Attribute* e,
                             const syntax::Span& whole) const;

  // --- conditions.cc ---
  void JumpIf(const syntax::Expr* e, bool condition, Label target);
  void JumpIfBool(const syntax::BoolOp* e, bool condition, Label target);
  void JumpIfCompare(const syntax::Compare* e, bool condition, Label target);
  void BoolInto(const syntax::BoolOp* e, int dst);
  void IfInto(const syntax::IfExp* e, int dst);
  void CompareInto(const syntax::Compare* e, int dst);
  void CompareOne(syntax::CompareOperator op, int dst, int left, int right);
  int CompareOperand(syntax::CompareOperator op, const syntax::Expr* e);

  // --- displays.cc ---
  // Evaluates items into a row of registers and returns the first.
  int Row(const syntax::Seq<syntax::Expr*>& items, int dst);
  void ListInto(const syntax::Seq<syntax::Expr*>& items, int dst);
  void TupleInto(const syntax::Seq<syntax::Expr*>& items, int dst);
  void SetInto(const syntax::Seq<syntax::Expr*>& items, int dst);
  // R[list] := a list of the items, starred ones spread.  R[list] is temporary.
  void GrowList(const syntax::Seq<syntax::Expr*>& items, int list);
  void DictInto(const syntax::Dict* e, int dst);
  void JoinedInto(const syntax::JoinedStr* e, int dst);
  void FormattedInto(const syntax::FormattedValue* e, int dst);

  // --- calls.cc ---
  void CallInto(const syntax::Call* e, int dst);
  // Evaluates into the window at `a`; returns how many arguments there are.
  int Arguments(const syntax::Call* e);
  void SpreadCall(const syntax::Seq<syntax::Expr*>& args,
                  const syntax::Seq<syntax::Keyword*>& keywords, int a);
  void SpreadKeywords(const syntax::Seq<syntax::Keyword*>& keywords, int dict,
                      int callee);
  void CheckKeywords(const syntax::Seq<syntax::Keyword*>& keywords,
                     const syntax::Span& span);
  Constant KeywordNames(const syntax::Seq<syntax::Keyword*>& keywords);

  // --- functions.cc ---
  template <typename Function>
  void DefineFunction(const Function* s);
  void DefineClass(const syntax::ClassDef* s);
  void ClassCall(const syntax::ClassDef* s, int a, int body);
  void LambdaInto(const syntax::Lambda* e, int dst);
  void ComprehensionInto(const syntax::Expr* e, int dst);
  void ComprehensionLoop(const syntax::Expr* e, size_t index, int result);
  void ComprehensionElement(const syntax::Expr* e, int result);
  std::shared_ptr<const CodeUnit> FunctionUnit(
      std::string_view name, const syntax::Arguments* args,
      const syntax::Seq<syntax::Stmt*>& body, int first_line);
  std::shared_ptr<const CodeUnit> LambdaUnit(const syntax::Lambda* e);
  std::shared_ptr<const CodeUnit> ClassUnit(const syntax::ClassDef* s,
                                            int first_line);
  std::shared_ptr<const CodeUnit> ComprehensionUnit(const syntax::Expr* e);
  void TakeParameters(const syntax::Arguments* args);
  void SetGeneratorFlags();
  void CheckParameters(const syntax::Arguments* args, const syntax::Span& span);
  // R[a] := function of `unit`; a .. a+4 are reserved, and what `extras` says
  // is in a+1, a+2 and a+4 already.
  void MakeFunction(int a, std::shared_ptr<const CodeUnit> unit, int extras);
  int FunctionExtras(const syntax::Arguments* args, int a);
  bool AnnotationsInto(const syntax::Arguments* args,
                       const syntax::Expr* returns, int dst);
  // Evaluates decorators; returns the register the definition goes to.
  int Decorators(const syntax::Seq<syntax::Expr*>& decorators, int dst);
  // Returns the register of what the first one gave.
  int CallDecorators(const syntax::Seq<syntax::Expr*>& decorators, int last);
  void ClosureInto(const CodeUnit& unit, int dst);
  void CellInto(std::string_view name, int dst);

  // --- statements.cc ---
  void Body(const syntax::Seq<syntax::Stmt*>& body, size_t from = 0);
  void Statement(const syntax::Stmt* s);
  void ReturnStatement(const syntax::Return* s);
  void AssignStatement(const syntax::Assign* s);
  bool AssignPairwise(const syntax::Assign* s);
  void AugAssignStatement(const syntax::AugAssign* s);
  void AnnAssignStatement(const syntax::AnnAssign* s);
  int AnnotationOperand(const syntax::Expr* annotation, int hint = -1);
  void RecordAnnotation(const syntax::AnnAssign* s);
  void Store(const syntax::Expr* target, int src);
  void Unpack(const syntax::Seq<syntax::Expr*>& targets,
              const syntax::Span& span, int src);
  void UnpackMany(const syntax::Seq<syntax::Expr*>& targets, size_t star,
                  int src);
  void DeleteTarget(const syntax::Expr* target);
  void ImportStatement(const syntax::Import* s);
  void ImportFromStatement(const syntax::ImportFrom* s);
  void RaiseStatement(const syntax::Raise* s);
  void AssertStatement(const syntax::Assert* s);
  void ExpressionStatement(const syntax::ExprStmt* s);
  void DisplayValue(int src);
  void BeginNamespaceBody(const syntax::Seq<syntax::Stmt*>& body);
  bool HasAnnotations(const syntax::Seq<syntax::Stmt*>& body) const;

  // --- control.cc ---
  void IfStatement(const syntax::If* s);
  void WhileStatement(const syntax::While* s);
  template <typename Advance, typename Turn>
  void Loop(const syntax::Span& span, const syntax::Seq<syntax::Stmt*>& orelse,
            Advance advance, Turn turn);
  // For and AsyncFor.
  template <typename EachItem>
  void ForStatement(const EachItem* s);
  // R[iterator] := iter(iterable), or aiter() of it.
  void BeginIteration(const syntax::Expr* iterable, int iterator,
                      bool is_async);
  // R[iterator + 1] := the next item, or goes to `end`.
  void NextItem(int iterator, Label end, bool is_async);
  void AsyncForIter(int iterator, Label end);
  void BreakStatement(const syntax::Stmt* s);
  void ContinueStatement(const syntax::Stmt* s);
  const Block* InnermostLoop(size_t* above) const;
  // Of a break or continue that is in no loop.
  void FailOutsideLoop(const syntax::Stmt* s, const char* message);
  void MatchStatement(const syntax::Match* s);
  void ForgetDeletable() { bound_ &= ~deletable_; }
  void MarkUnreachable() { bound_.set(); }

  // --- exceptions.cc ---
  void TryStatement(const syntax::Try* s);
  void TryExcept(const syntax::Try* s);
  template <typename TryNode>
  void GuardedBody(const TryNode* s, Label end);
  void Handler(const syntax::ExceptHandler* handler, int exception, Label end,
               Label next);
  void HandlerBody(const syntax::ExceptHandler* handler, int exception);
  void TryStarStatement(const syntax::TryStar* s);
  void TryExceptStar(const syntax::TryStar* s);
  void GroupHandlers(const syntax::TryStar* s, int exception, int results);
  void GroupHandler(const syntax::ExceptHandler* handler, int rest,
                    int results);
  template <typename Inner>
  void TryFinally(const syntax::Seq<syntax::Stmt*>& finalbody,
                  const syntax::Span& span, Inner inner);
  void PushHandling(Block::Kind kind, int exception, Label cleanup,
                    const syntax::Span& span);
  void EndFailedHandling(int exception, Label cleanup);
  void JumpIfNone(int reg, Label target);
  // Both also of async with.
  template <typename With>
  void WithStatement(const With* s, size_t index);
  void WithHandler(int exit, int exception, bool is_async, Label end);

  // --- warnings.cc ---
  void Warn(const syntax::Span& span, std::string message);
  void CheckCaller(const syntax::Expr* callee, const syntax::Span& span);
  void CheckSubscript(const syntax::Subscript* e);
  void CheckIdentity(const syntax::Compare* e);
  void CheckAssertion(const syntax::Assert* s);

  // --- patterns.cc ---
  void CasePattern(const syntax::MatchCase* match_case, bool is_last,
                   int subject, Label fail, Captures* captures);
  void Subpattern(const syntax::Pattern* p, int subject, Label fail,
                  Captures* captures);
  // Goes to `fail` unless R[subject] matches.
  void Pattern(const syntax::Pattern* p, int subject, Label fail,
               Captures* captures);
  void SequencePattern(const syntax::MatchSequence* p, int subject, Label fail,
                       Captures* captures);
  void ItemPatterns(const syntax::MatchSequence* p, int star, int subject,
                    Label fail, Captures* captures);
  void MappingPattern(const syntax::MatchMapping* p, int subject, Label fail,
                      Captures* captures);
  void ClassPattern(const syntax::MatchClass* p, int subject, Label fail,
                    Captures* captures);
  void OrPattern(const syntax::MatchOr* p, int subject, Label fail,
                 Captures* captures);
  void AsPattern(const syntax::MatchAs* p, int subject, Label fail,
                 Captures* captures);
  void CaptureName(std::string_view name, int reg, Captures* captures);
  void AddCapture(std::string_view name, int reg, Captures* captures);
  void StoreCaptures(const Captures& captures);
  void AlignCaptures(const Captures& own, const Captures& common);
  void CheckMappingKeys(const syntax::MatchMapping* p);
  void UnpackOrFail(int values, const syntax::Seq<syntax::Pattern*>& first,
                    const syntax::Seq<syntax::Pattern*>& second, Label fail,
                    Captures* captures);

  // --- wide_patterns.cc ---
  bool IsWide(const syntax::Pattern* p) const;
  void BeginWidePattern(const syntax::Pattern* p);
  // Puts R[reg] where `name` has its place in the list of captures.
  int CaptureItem(std::string_view name, int reg);
  // A new register that holds what is in that place.
  int CapturedItem(int place);
  void ItemInto(int list, int index, int dst);
  void WideSequence(const syntax::MatchSequence* p, int star, int subject,
                    Label fail, Captures* captures);
  // The patterns are for the items of R[items] from `index` on; returns the
  // index behind them.
  int WideItems(int items, const syntax::Seq<syntax::Pattern*>& patterns,
                int index, Label fail, Captures* captures);
  // As Pattern(), with the temporaries of the patterns around it put aside.
  void SpillPattern(const syntax::Pattern* p, int subject, Label fail,
                    Captures* captures);

  Compilation* const compilation_;
  const Scope* const scope_;
  Generator* const parent_;
  Assembler as_;
  std::unique_ptr<CodeUnit> unit_;
  absl::flat_hash_map<std::string_view, int> registers_;  // of locals and cells
  int local_count_ = 0;
  int next_ = 0;        // the first free register
  int spill_from_ = 0;  // temporaries before this one are never put aside
  int max_ = 0;         // the most there were in use
  int maybe_depth_ = 0;
  Bound bound_;      // locals known to be bound here
  Bound deletable_;  // locals that some `del` unbinds
  std::vector<Block> blocks_;
  bool may_match_all_ = false;  // the pattern may be one that always matches
  syntax::Span pattern_span_;   // of the last pattern; errors show it
  // Of a wide pattern: the register of the list of what it captures, the names
  // by their places there, and the first register that it may put aside.
  int captured_ = -1;
  std::vector<std::string_view> captured_names_;
  int pattern_spill_from_ = 0;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_GENERATOR_H_
