// Runs one microthread for one slice.
//
// The loop is never re-entered: calls, generators, operators with user methods
// and imports push frames on the thread's own stack.  So at every safepoint the
// whole state of the thread is data in its agent's heap.
#ifndef MIDGE_VM_INTERP_INTERPRETER_H_
#define MIDGE_VM_INTERP_INTERPRETER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vm/interp/thread.h"
#include "vm/objects/context.h"

namespace midge::vm {

enum class StopReason {
  kBudgetSpent,  // at a safepoint; Run() again to go on
  kParked,       // state kParked, its wait record is filled in
  kFinished,     // state kFinished, `result` is the value
  kFailed,       // state kFailed, `result` is the exception; None if the
                 // thread was killed
};

// Runs `thread` until it stops.  Collects context's heap at safepoints when
// due, so no caller may hold pointers into it across this call but through
// roots. `context.budget` says how many opcodes it may run; it may overrun by
// one straight-line block. REQUIRES: the state is kReady.
StopReason Run(Context& context, Thread* thread);

// One line of a live stack, innermost last.
struct StackEntry {
  std::string file;
  int line = 0;
  std::string function;  // qualified name
  std::string source;    // the line's text, without indentation; may be empty
};
// The Python stack of a thread that is not running; hidden frames left out.
std::vector<StackEntry> StackOf(Context& context, Thread* thread);

// The number of a traceback's source line, or -1.
int LineOf(const Traceback& at);

// Exceptions in one chain of causes and contexts that are printed.
inline constexpr size_t kMaxExceptionChain = 100;
// Where say_exception in the prelude keeps an exception's text.
inline constexpr char kKeptText[] = "<text>";
// And its notes, where they are not simply a list of strings.
inline constexpr char kKeptNotes[] = "<notes>";

// The text python3 prints for an uncaught exception: traceback, chained
// exceptions, notes.  Never runs Python code: an exception whose str() is user
// code is shown as `<exception str() failed>`.
std::string FormatException(Context& context, Value exception);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_INTERPRETER_H_
