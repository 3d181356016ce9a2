// try and with.
//
// A guarded range sends an exception to its handler's label, in the register
// that was the first free one when the range began; only what lies below it is
// still of use there.  The handler then owns three registers:
//
//   r      the exception; BeginHandling r makes it the one being handled
//   r + 1  what was being handled before, which EndHandling r brings back
//   r + 2  an exception raised while r is being handled: a second range over
//          the handler ends the handling and lets that exception go on
//
// A finally body is generated once for each way into it: the normal end, an
// exception, and every return, break and continue that leaves the try (see
// Generator::Unwind).  So a finally body needs no state of its own.
#include <type_traits>

#include "vm/compiler/generator.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

void Generator::TryStatement(const Try* s) {
  const auto inner = [&] {
    if (s->handlers.empty()) return Body(s->body);
    TryExcept(s);
  };
  if (s->finalbody.empty()) return inner();
  TryFinally(s->finalbody, s->span, inner);
}

void Generator::TryStarStatement(const TryStar* s) {
  const auto inner = [&] { TryExceptStar(s); };
  if (s->finalbody.empty()) return inner();
  TryFinally(s->finalbody, s->span, inner);
}

template <typename Inner>
void Generator::TryFinally(const Seq<Stmt*>& finalbody, const Span& span,
                           Inner inner) {
  const Label handler = as_.NewLabel();
  const Label end = as_.NewLabel();
  const Bound before = bound_;
  Block block{};
  block.kind = Block::Kind::kFinally;
  block.finalbody = &finalbody;
  PushBlock(block, span);
  Guard(handler, next_);
  inner();
  PopBlock();
  Body(finalbody);
  as_.Jump(end);

  const Bound after = bound_;
  bound_ = before;
  ForgetDeletable();
  as_.Bind(handler);
  {
    Temps temps(this);
    const int exception = Reserve(3);
    const Label cleanup = as_.NewLabel();
    as_.Emit(Opcode::kBeginHandling, exception);
    PushHandling(Block::Kind::kHandling, exception, cleanup, span);
    Body(finalbody);
    PopBlock();
    as_.Emit(Opcode::kEndHandling, exception);
    as_.Emit(Opcode::kReraise, exception);
    EndFailedHandling(exception, cleanup);
  }
  bound_ = after;
  as_.Bind(end);
}

// The block in which R[exception] is being handled.
void Generator::PushHandling(Block::Kind kind, int exception, Label cleanup,
                             const Span& span) {
  Block handling{};
  handling.kind = kind;
  handling.reg = exception;
  PushBlock(handling, span);
  Guard(cleanup, exception + 2);
}

// Where an exception goes that is raised while another is being handled.
void Generator::EndFailedHandling(int exception, Label cleanup) {
  as_.Bind(cleanup);
  as_.Emit(Opcode::kEndHandling, exception);
  as_.Emit(Opcode::kReraise, exception + 2);
}

// The body of a try with its else, up to where its handlers begin.  What was
// bound before it is bound in those.
template <typename TryNode>
void Generator::GuardedBody(const TryNode* s, Label end) {
  const Label handlers = as_.NewLabel();
  Block block{};
  block.kind = Block::Kind::kTry;
  PushBlock(block, s->span);
  Guard(handlers, next_);
  Body(s->body);
  PopBlock();
  Body(s->orelse);
  as_.Jump(end);
  as_.Bind(handlers);
}

void Generator::TryExcept(const Try* s) {
  const Label end = as_.NewLabel();
  const Bound before = bound_;
  GuardedBody(s, end);
  Bound after = bound_;
  Temps temps(this);
  const int exception = Reserve(3);
  const Label cleanup = as_.NewLabel();
  as_.Emit(Opcode::kBeginHandling, exception);
  PushHandling(Block::Kind::kHandling, exception, cleanup, s->span);
  for (size_t i = 0; i < s->handlers.size() && !failed(); ++i) {
    const ExceptHandler* handler = s->handlers[i];
    if (handler->type == nullptr && i + 1 < s->handlers.size()) {
      Fail(handler->span, "default 'except:' must be last");
    }
    bound_ = before;
    ForgetDeletable();
    const Label next = as_.NewLabel();
    Handler(handler, exception, end, next);
    after &= bound_;
    as_.Bind(next);
  }
  as_.Emit(Opcode::kReraise, exception);
  PopBlock();
  EndFailedHandling(exception, cleanup);
  bound_ = after;
  as_.Bind(end);
}

// One except clause; goes to `next` if it does not match, to `end` when done.
void Generator::Handler(const ExceptHandler* handler, int exception, Label end,
                        Label next) {
  Temps temps(this);
  At at(this, handler->span);
  if (handler->type != nullptr) {
    Temps type_temps(this);
    const int matches = Push();
    const int type = Operand(handler->type, matches);
    as_.Emit(Opcode::kMatchException, matches, exception, type);
    as_.JumpIf(matches, false, next);
  }
  if (handler->name.empty()) {
    Body(handler->body);
  } else {
    HandlerBody(handler, exception);
  }
  // Only the end of the handling is left, which no exception can come from.
  std::vector<Block> blocks = Unwind(blocks_.size() - 1);
  as_.Jump(end);
  const Bound after = bound_;
  Restore(std::move(blocks));
  bound_ = after;
}

// The body of `except … as name`, which unbinds the name whichever way it is
// left.
void Generator::HandlerBody(const ExceptHandler* handler, int exception) {
  if (RefuseDebug(handler->name, handler->span)) return;
  StoreVariable(handler->name, exception);
  const Label cleanup = as_.NewLabel();
  const Label end = as_.NewLabel();
  Block block{};
  block.kind = Block::Kind::kHandlerName;
  block.name = handler->name;
  PushBlock(block, handler->span);
  const int raised = Push();
  Guard(cleanup, raised);
  Body(handler->body);
  const Block done = blocks_.back();
  PopBlock();
  const Bound bound = bound_;
  LeaveBlock(done);
  as_.Jump(end);
  const Bound after = bound_;
  as_.Bind(cleanup);
  bound_ = bound;
  LeaveBlock(done);
  as_.Emit(Opcode::kReraise, raised);
  as_.Bind(end);
  bound_ = after;
}

// The clauses of except* all run; what they raise and what they leave is
// gathered in a list and raised together at the end.
void Generator::TryExceptStar(const TryStar* s) {
  const Label end = as_.NewLabel();
  const Bound before = bound_;
  GuardedBody(s, end);
  bound_ = before;
  ForgetDeletable();
  Temps temps(this);
  const int exception = Reserve(3);
  const int results = Push();
  const Label cleanup = as_.NewLabel();
  as_.Emit(Opcode::kBeginHandling, exception);
  PushHandling(Block::Kind::kGroupHandling, exception, cleanup, s->span);
  as_.Emit(Opcode::kBuildList, results);
  GroupHandlers(s, exception, results);
  as_.Emit(Opcode::kJoinGroups, results, exception, results);
  PopBlock();
  as_.Emit(Opcode::kEndHandling, exception);
  JumpIfNone(results, end);
  as_.Emit(Opcode::kReraise, results);
  EndFailedHandling(exception, cleanup);
  as_.Bind(end);
}

void Generator::JumpIfNone(int reg, Label target) {
  Temps temps(this);
  const int none = Push();
  as_.Emit(Opcode::kLoadNone, none);
  as_.Emit(Opcode::kIs, none, reg, none);
  as_.JumpIf(none, true, target);
}

void Generator::GroupHandlers(const TryStar* s, int exception, int results) {
  const int rest = Push();
  as_.Emit(Opcode::kMove, rest, exception);
  for (const ExceptHandler* handler : s->handlers) {
    GroupHandler(handler, rest, results);
  }
  const Label done = as_.NewLabel();
  JumpIfNone(rest, done);
  as_.Emit(Opcode::kListAppend, results, rest);
  as_.Bind(done);
}

// One except* clause: R[rest] becomes what it leaves of R[rest].
void Generator::GroupHandler(const ExceptHandler* handler, int rest,
                             int results) {
  if (failed() || RefuseDebug(handler->name, handler->span)) return;
  Temps temps(this);
  At at(this, handler->span);
  const Label next = as_.NewLabel();
  const Label caught = as_.NewLabel();
  const int match = Reserve(2);
  const int type = Operand(handler->type);
  as_.Emit(Opcode::kSplitGroup, match, rest, type);
  as_.Emit(Opcode::kUnpackSequence, match, match, 2);
  as_.Emit(Opcode::kMove, rest, match + 1);
  JumpIfNone(match, next);
  as_.Emit(Opcode::kBeginHandling, match);
  const Bound before = bound_;
  if (!handler->name.empty()) StoreVariable(handler->name, match);
  Block block{};
  block.kind =
      handler->name.empty() ? Block::Kind::kTry : Block::Kind::kHandlerName;
  block.name = handler->name;
  PushBlock(block, handler->span);
  const int raised = Push();
  Guard(caught, raised);
  Body(handler->body);
  PopBlock();
  LeaveBlock(block);
  as_.Emit(Opcode::kEndHandling, match);
  as_.Jump(next);
  as_.Bind(caught);
  LeaveBlock(block);
  as_.Emit(Opcode::kEndHandling, match);
  as_.Emit(Opcode::kListAppend, results, raised);
  bound_ = before;
  ForgetDeletable();
  as_.Bind(next);
}

// with a as b, c as d: body is with a as b: with c as d: body.
template <typename With>
void Generator::WithStatement(const With* s, size_t index) {
  constexpr bool kIsAsync = std::is_same_v<With, AsyncWith>;
  if (failed()) return;
  if (index == s->items.size()) return Body(s->body);
  const WithItem* item = s->items[index];
  Temps temps(this);
  const int exit = Push();
  const int manager = Operand(item->context_expr, exit);
  const int enter = Reserve(kFrameHeaderSlots);
  as_.Emit(Opcode::kLoadWith, enter, manager, kIsAsync ? 2 : 0);
  as_.Emit(Opcode::kLoadWith, exit, manager, kIsAsync ? 3 : 1);
  as_.Emit(Opcode::kCall, enter, 0);
  if (kIsAsync) Await(enter, AwaitedBy::kAsyncEnter);

  const Label handler = as_.NewLabel();
  const Label end = as_.NewLabel();
  const Bound before = bound_;
  Block block{};
  block.kind = kIsAsync ? Block::Kind::kAsyncWith : Block::Kind::kWith;
  block.reg = exit;
  block.span = as_.span();
  PushBlock(block, s->span);
  next_ = enter + 1;
  Guard(handler, enter);
  if (item->optional_vars != nullptr) Store(item->optional_vars, enter);
  next_ = enter;
  WithStatement(s, index + 1);
  const Block done = blocks_.back();
  PopBlock();
  LeaveBlock(done);
  as_.Jump(end);

  as_.Bind(handler);
  const Bound after = bound_;
  bound_ = before;
  ForgetDeletable();
  WithHandler(exit, Reserve(3), kIsAsync, end);
  bound_ &= after;
  as_.Bind(end);
}

template void Generator::WithStatement(const With* s, size_t index);
template void Generator::WithStatement(const AsyncWith* s, size_t index);

// An exception in a with body: __exit__ says whether it ends here.
void Generator::WithHandler(int exit, int exception, bool is_async, Label end) {
  const Label cleanup = as_.NewLabel();
  const Label swallowed = as_.NewLabel();
  as_.Emit(Opcode::kBeginHandling, exception);
  const int start = as_.position();
  {
    Temps temps(this);
    const int a = Reserve(kFrameHeaderSlots + 3);
    as_.Emit(Opcode::kMove, a, exit);
    as_.Emit(Opcode::kExceptionInfo, a + kFrameHeaderSlots, exception);
    as_.Emit(Opcode::kCall, a, 3);
    if (is_async) Await(a, AwaitedBy::kAsyncExit);
    as_.JumpIf(a, true, swallowed);
  }
  as_.AddHandler(start, as_.position(), cleanup, exception + 2);
  as_.Emit(Opcode::kEndHandling, exception);
  as_.Emit(Opcode::kReraise, exception);
  as_.Bind(swallowed);
  as_.Emit(Opcode::kEndHandling, exception);
  as_.Jump(end);
  as_.Bind(cleanup);
  as_.Emit(Opcode::kEndHandling, exception);
  as_.Emit(Opcode::kReraise, exception + 2);
}

}  // namespace midge::vm
