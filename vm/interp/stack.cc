#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "vm/interp/code_maker.h"
#include "vm/interp/machine.h"
#include "vm/interp/thread.h"
#include "vm/objects/errors.h"

namespace midge::vm {

namespace {

// How much of the stack is opened at once past what is asked for.
constexpr size_t kSlackSlots = 16;

// Lets calls use the stack up to slot `needed` and a little more.
void OpenStack(Machine& m, size_t needed) {
  Array* stack = m.thread->stack;
  m.limit = stack->items() +
            std::min<size_t>(needed + kSlackSlots, stack->capacity() - 1);
}

// The first slot that no frame of the thread has: a caller may have more
// registers than end its callee's, by no more than the widest frame has.
Value* EndOfFrames(Machine& m) {
  Value* const bottom = m.thread->stack->items();
  Value* end = m.top();
  for (Value* at = m.base;;) {
    at -= FrameLink::Unpack(FrameLinkWord(at)).caller_distance;
    if (at <= bottom || at + WidestFrame() <= end) return end;
    const Function* function =
        static_cast<Function*>(FrameCallee(at).as_object());
    end = std::max(end, at + function->code->data->register_count);
  }
}

}  // namespace

void Machine::Load() {
  base = thread->stack->items() + thread->base;
  code = function()->code->data;
  OpenStack(*this,
            static_cast<size_t>(EndOfFrames(*this) - thread->stack->items()));
  ip = code->instructions + SavedIp::Unpack(FrameIp(base)).ip;
}

bool EnsureStack(Machine& m, Value*& at, size_t slots) {
  if (static_cast<ptrdiff_t>(slots) <= m.limit - at) return true;
  Array* old = m.thread->stack;
  const size_t at_index = static_cast<size_t>(at - old->items());
  const size_t base_index = static_cast<size_t>(m.base - old->items());
  const size_t needed = at_index + slots + 1;
  if (needed <= old->capacity()) {
    OpenStack(m, needed);
    return true;
  }
  const size_t capacity =
      std::max(needed, std::min(size_t{old->capacity()} * 2, kMaxStackSlots));
  if (needed > kMaxStackSlots || !m.heap().HasRoomFor(capacity * 8)) {
    RaiseMemoryError(m.context);
    return false;
  }
  Array* stack = m.heap().New<Array>(capacity);
  std::copy_n(old->items(), old->capacity(), stack->items());
  m.thread->stack = stack;
  m.base = stack->items() + base_index;
  OpenStack(m, needed);
  at = stack->items() + at_index;
  return true;
}

void ClearStaleSlots(Machine& m) { std::fill(m.top(), m.limit, Value()); }

namespace {

// What CPython's own code does where ours is the prelude's; "" for others.
std::string_view TaskOf(const CodeData& code) {
  if (!code.is(kCodeHidden)) return "";
  const std::string name = ToUtf8(code.name);
  if (name.starts_with("repr_")) return " while getting the repr of an object";
  const bool compares = name.starts_with("compare") || name == "dicts_equal";
  return compares ? " in comparison" : "";
}

// Too deep to call what is in `site`.
Flow RaiseTooDeep(Machine& m, const CallSite& site) {
  const auto* callee =
      static_cast<const Function*>(FrameCallee(site.args()).as_object());
  std::string_view task = TaskOf(*callee->code->data);
  if (task.empty()) task = TaskOf(*m.code);
  Raise(m.context, core().RecursionError,
        absl::StrCat("maximum recursion depth exceeded", std::string(task)));
  return Flow::kRaise;
}

}  // namespace

Flow PushFrame(Machine& m, const CallSite& site) {
  if (m.thread->depth >= m.context.recursion_limit) {
    return RaiseTooDeep(m, site);
  }
  Value* base = site.args();
  FrameIp(m.base) = Value::Int(m.ip_index());
  FrameExtra(base) = site.extra;
  FrameLinkWord(base) =
      FrameLink{static_cast<int>(base - m.base), site.target, site.action}
          .Pack();
  m.base = base;
  m.code = m.function()->code->data;
  m.ip = m.code->instructions;
  ++m.thread->depth;
  m.context.Charge(static_cast<size_t>(m.code->instruction_count));
  return Flow::kNext;
}

void PopFrame(Machine& m, const FrameLink& link) {
  Value* dead = m.base - kFrameHeaderSlots + 1;
  m.base -= link.caller_distance;
  m.code = m.function()->code->data;
  m.ip = m.code->instructions + SavedIp::Unpack(FrameIp(m.base)).ip;
  --m.thread->depth;
  // What it held of the caller's registers would keep garbage alive.
  if (dead < m.top()) MakeUnbound(dead, static_cast<size_t>(m.top() - dead));
}

namespace {

// REQUIRES: what lies on the stack from `end` on is nothing.
void CollectNow(Machine& m, Value* end) {
  m.Save();
  const ptrdiff_t used = end - m.base;
  std::fill(end, m.limit, Value());
  m.context.running = m.thread;
  m.context.CollectHeap();
  m.thread = m.context.running;
  m.native.thread = m.thread;
  m.Load();
  m.limit = std::max(m.limit, m.base + used);
}

}  // namespace

bool CollectAndRetry(Machine& m) {
  if (!m.context.collection_may_help) return false;
  m.context.collection_may_help = false;
  m.context.raised = Value();
  CollectNow(m, m.top());
  return true;
}

bool CollectAndRetry(Machine& m, CallSite& site, int argc) {
  // What a call site holds besides its window would have to be a root.
  const bool movable = site.extra.is_unbound() &&
                       (site.names == nullptr || site.names->shared());
  if (!m.context.collection_may_help || site.retried || !movable) return false;
  m.context.collection_may_help = false;
  m.context.raised = Value();
  site.retried = true;
  std::fill(site.window + 1, site.args(), Value());
  const ptrdiff_t at = site.window - m.base;
  CollectNow(m, std::max(m.top(), site.args() + argc));
  site.window = m.base + at;
  return true;
}

Flow Safepoint(Machine& m) {
  if (m.thread->flags & kThreadKilled) {
    m.thread->state = static_cast<uint32_t>(ThreadState::kFailed);
    m.thread->value = Value::None();
    m.stop = StopReason::kFailed;
    return Flow::kStop;
  }
  if (m.heap().collection_due()) {
    CollectNow(m, m.top());
    if (m.heap().over_limit()) {
      RaiseMemoryError(m.context);
      return Flow::kRaise;
    }
  }
  if (m.heap().has_due_calls()) PushDueCalls(m);
  if (m.context.budget > 0) return Flow::kNext;
  m.Save();
  m.stop = StopReason::kBudgetSpent;
  return Flow::kStop;
}

}  // namespace midge::vm
