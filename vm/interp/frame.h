// How frames lie on a thread's stack.
//
// A frame is its registers, R[0] ... R[register_count - 1], and four slots
// before them.  A call's window in the caller's registers is the callee's frame:
// nothing is copied.
//
//        caller's R[A]     base[-4]  callee: the Function that runs
//        caller's R[A+1]   base[-3]  extra:  the Generator that this frame
//                                    belongs to, the namespace of a class body,
//                                    the instance an __init__ makes, or unbound
//        caller's R[A+2]   base[-2]  link:   how to return, see FrameLink
//        caller's R[A+3]   base[-1]  ip:     index of the next instruction word,
//                                    saved while the frame does not run
//        caller's R[A+4]   base[0]   R[0], the first argument
//
// The first frame of a thread has base kFrameHeaderSlots and link kThreadExit.
// SYNC: frame-layout (kFrameHeaderSlots in vm/bytecode/code_unit.h).
#ifndef MIDGE_VM_INTERP_FRAME_H_
#define MIDGE_VM_INTERP_FRAME_H_

#include "vm/bytecode/code_unit.h"
#include "vm/objects/objects.h"

namespace midge::vm {

inline Value& FrameCallee(Value* base) { return base[-4]; }
inline Value& FrameExtra(Value* base) { return base[-3]; }
inline Value& FrameLinkWord(Value* base) { return base[-2]; }
inline Value& FrameIp(Value* base) { return base[-1]; }

// What becomes of the value that a frame returns.
enum class ReturnAction : uint8_t {
  kStore,         // R[target] of the caller
  kStoreBool,     // bool(it): a comparison or `in` in boolean place
  kStoreNot,      // not bool(it)
  kBranch,        // bool(it) decides the caller's JumpIfTrue / JumpIfFalse
  kDiscard,       // e.g. __setattr__
  kInitialized,   // __init__: must be None; the instance (extra) is stored
  kReflected,     // a binary operator's first try: NotImplemented goes on with
                  // the other operand's method
  kNext,          // __next__ for ForIter
  kThreadExit,    // the thread is finished
};

// Fits a small int: distance from the caller's base : 24, target register : 8,
// action : 8.
struct FrameLink {
  int caller_distance;  // callee base - caller base, in slots
  int target;
  ReturnAction action;

  Value Pack() const {
    return Value::Int(int64_t{caller_distance} << 16 | target << 8 |
                      static_cast<int>(action));
  }
  static FrameLink Unpack(Value word) {
    const int64_t bits = word.as_int();
    return {static_cast<int>(bits >> 16), static_cast<int>(bits >> 8 & 0xFF),
            static_cast<ReturnAction>(bits & 0xFF)};
  }
};

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_FRAME_H_
