// if, while, for and match.
//
// What is known of bound locals after a statement holds on every way to its
// end; on the way into a loop or a handler whatever a `del` might have unbound
// is forgotten.
#include <type_traits>

#include "vm/compiler/generator.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

void Generator::IfStatement(const If* s) {
  const Label end = as_.NewLabel();
  Bound after;
  after.set();
  // An elif chain is an If inside an If's orelse, as deep as it is long.
  for (;;) {
    const bool has_else = !s->orelse.empty();
    const Label otherwise = has_else ? as_.NewLabel() : end;
    JumpIf(s->test, false, otherwise);
    const Bound before = bound_;
    Body(s->body);
    after &= bound_;
    bound_ = before;
    if (!has_else) break;
    as_.Jump(end);
    as_.Bind(otherwise);
    if (s->orelse.size() != 1 || !Is<If>(s->orelse[0])) {
      Body(s->orelse);
      break;
    }
    s = As<If>(s->orelse[0]);
    as_.set_span(MakeSpan(s->span));
  }
  bound_ &= after;
  as_.Bind(end);
}

// A loop: advance(end) begins its next turn or goes to `end`, turn() is what is
// done each time.
template <typename Advance, typename Turn>
void Generator::Loop(const Span& span, const Seq<Stmt*>& orelse,
                     Advance advance, Turn turn) {
  Block loop{};
  loop.kind = Block::Kind::kLoop;
  loop.continue_label = as_.NewLabel();
  loop.break_label = as_.NewLabel();
  const Label otherwise = as_.NewLabel();
  ForgetDeletable();
  as_.Bind(loop.continue_label);
  PushBlock(loop, span);
  advance(otherwise);
  const Bound before = bound_;
  turn();
  as_.JumpBack(loop.continue_label);
  PopBlock();
  bound_ = before;
  as_.Bind(otherwise);
  Body(orelse);
  bound_ = before;
  ForgetDeletable();
  as_.Bind(loop.break_label);
}

void Generator::WhileStatement(const While* s) {
  Loop(
      s->span, s->orelse, [&](Label end) { JumpIf(s->test, false, end); },
      [&] { Body(s->body); });
}

template <typename EachItem>
void Generator::ForStatement(const EachItem* s) {
  constexpr bool kIsAsync = std::is_same_v<EachItem, AsyncFor>;
  if (kIsAsync && !scope_->is_async) {
    return Fail(s->span, "'async for' outside async function");
  }
  const int iterator = Push();
  BeginIteration(s->iter, iterator, kIsAsync);
  const int item = Push();
  Loop(
      s->span, s->orelse, [&](Label end) { NextItem(iterator, end, kIsAsync); },
      [&] {
        Store(s->target, item);
        Body(s->body);
      });
}

template void Generator::ForStatement(const For* s);
template void Generator::ForStatement(const AsyncFor* s);

void Generator::BeginIteration(const Expr* iterable, int iterator,
                               bool is_async) {
  if (!is_async && Is<Set>(iterable)) {
    // Its order may differ from that of a set made of it: see SetInto().
    if (auto all = FoldItems(As<Set>(iterable)->elts,
                             ConstantValue::Kind::kFrozenSet)) {
      At at(this, iterable->span);
      as_.LoadConstant(iterator, *std::move(all));
      return as_.Emit(Opcode::kGetIter, iterator, iterator);
    }
  }
  const int from = Operand(iterable, iterator);
  as_.Emit(is_async ? Opcode::kGetAsyncIter : Opcode::kGetIter, iterator, from);
}

void Generator::NextItem(int iterator, Label end, bool is_async) {
  if (is_async) return AsyncForIter(iterator, end);
  as_.ForIter(iterator, end);
}

void Generator::AsyncForIter(int iterator, Label end) {
  Temps temps(this);
  const int item = iterator + 1;
  const int awaited = Push();
  const Label handler = as_.NewLabel();
  const Label next = as_.NewLabel();
  const int start = as_.position();
  as_.Emit(Opcode::kGetAsyncNext, awaited, iterator);
  as_.Emit(Opcode::kLoadNone, item);
  as_.Emit(Opcode::kYieldFrom, item, awaited);
  as_.AddHandler(start, as_.position(), handler, awaited);
  as_.Jump(next);
  as_.Bind(handler);
  as_.Emit(Opcode::kEndAsyncFor, awaited);
  as_.Jump(end);
  as_.Bind(next);
}

const Generator::Block* Generator::InnermostLoop(size_t* above) const {
  for (size_t i = blocks_.size(); i-- > 0;) {
    if (blocks_[i].kind != Block::Kind::kLoop) continue;
    *above = i + 1;
    return &blocks_[i];
  }
  return nullptr;
}

void Generator::FailOutsideLoop(const Stmt* s, const char* message) {
  for (const Block& block : blocks_) {
    if (block.kind == Block::Kind::kGroupHandling) message = kLeavesGroup;
  }
  Fail(s->span, message);
}

void Generator::BreakStatement(const Stmt* s) {
  size_t above = 0;
  const Block* loop = InnermostLoop(&above);
  if (loop == nullptr) return FailOutsideLoop(s, "'break' outside loop");
  const Label target = loop->break_label;
  std::vector<Block> blocks = Unwind(above);
  as_.Jump(target);
  Restore(std::move(blocks));
}

void Generator::ContinueStatement(const Stmt* s) {
  size_t above = 0;
  const Block* loop = InnermostLoop(&above);
  if (loop == nullptr) {
    return FailOutsideLoop(s, "'continue' not properly in loop");
  }
  const Label target = loop->continue_label;
  std::vector<Block> blocks = Unwind(above);
  as_.JumpBack(target);
  Restore(std::move(blocks));
}

// Names are bound only when a whole pattern has matched.
void Generator::MatchStatement(const Match* s) {
  const int subject = Push();
  Into(s->subject, subject);
  const Label end = as_.NewLabel();
  Bound after;
  after.set();
  for (size_t i = 0; i < s->cases.size() && !failed(); ++i) {
    const MatchCase* match_case = s->cases[i];
    Temps temps(this);
    At at(this, match_case->pattern->span);
    const Label fail = as_.NewLabel();
    const Bound before = bound_;
    Captures captures;
    CasePattern(match_case, i + 1 == s->cases.size(), subject, fail, &captures);
    StoreCaptures(captures);
    if (match_case->guard != nullptr) JumpIf(match_case->guard, false, fail);
    Body(match_case->body);
    as_.Jump(end);
    after &= bound_;
    bound_ = before;
    as_.Bind(fail);
  }
  bound_ &= after;
  as_.Bind(end);
}

}  // namespace midge::vm
