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
#include "vm/compiler/generator.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

void Generator::TryStatement(const Try* s) {
  if (s->finalbody.empty()) return TryExcept(s);
  TryFinally(s);
}

void Generator::TryFinally(const Try* s) {
  const Label handler = as_.NewLabel();
  const Label end = as_.NewLabel();
  const Bound before = bound_;
  Block block{};
  block.kind = Block::Kind::kFinally;
  block.finalbody = &s->finalbody;
  PushBlock(block, s->span);
  Guard(handler, next_);
  if (s->handlers.empty()) {
    Body(s->body);
  } else {
    TryExcept(s);
  }
  PopBlock();
  Body(s->finalbody);
  as_.Jump(end);

  const Bound after = bound_;
  bound_ = before;
  ForgetDeletable();
  as_.Bind(handler);
  {
    Temps temps(this);
    const int exception = Reserve(3);
    as_.Emit(Opcode::kBeginHandling, exception);
    const Label cleanup = as_.NewLabel();
    Block handling{};
    handling.kind = Block::Kind::kHandling;
    handling.reg = exception;
    PushBlock(handling, s->span);
    Guard(cleanup, exception + 2);
    Body(s->finalbody);
    PopBlock();
    as_.Emit(Opcode::kEndHandling, exception);
    as_.Emit(Opcode::kReraise, exception);
    as_.Bind(cleanup);
    as_.Emit(Opcode::kEndHandling, exception);
    as_.Emit(Opcode::kReraise, exception + 2);
  }
  bound_ = after;
  as_.Bind(end);
}

void Generator::TryExcept(const Try* s) {
  const Label handler_label = as_.NewLabel();
  const Label end = as_.NewLabel();
  const Bound before = bound_;
  Block block{};
  block.kind = Block::Kind::kTry;
  PushBlock(block, s->span);
  Guard(handler_label, next_);
  Body(s->body);
  PopBlock();
  Body(s->orelse);
  as_.Jump(end);
  Bound after = bound_;

  as_.Bind(handler_label);
  Temps temps(this);
  const int exception = Reserve(3);
  const Label cleanup = as_.NewLabel();
  as_.Emit(Opcode::kBeginHandling, exception);
  Block handling{};
  handling.kind = Block::Kind::kHandling;
  handling.reg = exception;
  PushBlock(handling, s->span);
  Guard(cleanup, exception + 2);
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
  as_.Bind(cleanup);
  as_.Emit(Opcode::kEndHandling, exception);
  as_.Emit(Opcode::kReraise, exception + 2);
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

// with a as b, c as d: body is with a as b: with c as d: body.
void Generator::WithStatement(const With* s, size_t index) {
  if (failed()) return;
  if (index == s->items.size()) return Body(s->body);
  const WithItem* item = s->items[index];
  Temps temps(this);
  const int exit = Push();
  const int manager = Operand(item->context_expr, exit);
  const int enter = Reserve(kFrameHeaderSlots);
  as_.Emit(Opcode::kLoadWith, enter, manager, 0);
  as_.Emit(Opcode::kLoadWith, exit, manager, 1);
  as_.Emit(Opcode::kCall, enter, 0);

  const Label handler = as_.NewLabel();
  const Label end = as_.NewLabel();
  const Bound before = bound_;
  Block block{};
  block.kind = Block::Kind::kWith;
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
  WithHandler(exit, Reserve(3), end);
  bound_ &= after;
  as_.Bind(end);
}

// An exception in a with body: __exit__ says whether it ends here.
void Generator::WithHandler(int exit, int exception, Label end) {
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
