// How frames lie on a thread's stack.
//
// A frame is its registers, R[0] ... R[register_count - 1], and four slots
// before them.  A call's window in the caller's registers is the callee's
// frame: nothing is copied.
//
//        caller's R[A]     base[-4]  callee: the Function that runs
//        caller's R[A+1]   base[-3]  extra:  the Generator that this frame
//                                    belongs to, the namespace of a class body,
//                                    the instance an __init__ makes, or unbound
//        caller's R[A+2]   base[-2]  link:   how to return, see FrameLink
//        caller's R[A+3]   base[-1]  ip:     index of the next instruction
//        word,
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

// What becomes of the value that a call gives.  Most calls are calls in the
// program and store it; the others are made on behalf of an instruction.
enum class ReturnAction : uint8_t {
  kStore,        // R[target] of the caller
  kDiscard,      // dropped: __setattr__ and the like
  kTruth,        // R[target] := bool(it)
  kTruthNot,     // R[target] := not bool(it)
  kTruthBranch,  // bool(it) decides the caller's JumpIfTrue / JumpIfFalse
  kBool,         // as the three before, for a __bool__: it must be a bool
  kBoolNot,
  kBoolBranch,
  kInitialized,   // __init__: must be None; the instance (extra) is stored
  kOperator,      // the first method tried for an operator: NotImplemented goes
                  // on in the prelude, anything else is stored
  kNotEqual,      // as kOperator, for an __eq__ that stands for __ne__
  kIterator,      // __iter__: must be an iterator; stored
  kNext,          // __next__ for ForIter: stored in R[target + 1]
  kYieldFrom,     // what the iterator of a YieldFrom gave: yielded
  kSpread,        // a tuple: its items to R[target] and the registers after it
  kLoadMethod,    // R[target] := it, and arg[0] of its window unbound
  kRaise,         // raised: `raise SomeClass`
  kThreadExit,    // the thread is finished
  kThreadFailed,  // the exception that ends the thread, its text made
};

// How a frame returns.  Fits a small int: distance from the caller's base : 24,
// target register : 8, generator : 1, watched : 1, action : 6.
struct FrameLink {
  int caller_distance;  // callee base - caller base, in slots
  int target;
  ReturnAction action;
  bool generator = false;  // `extra` is the Generator this frame belongs to
  bool watched = false;    // the frame has an object, see frame_objects.h

  // A call in the program, whose result is stored.
  bool is_plain() const {
    return action == ReturnAction::kStore && !generator && !watched;
  }

  Value Pack() const {
    return Value::Int(int64_t{caller_distance} << 16 | target << 8 |
                      generator << 7 | watched << 6 | static_cast<int>(action));
  }
  static FrameLink Unpack(Value word) {
    const int64_t bits = word.as_int();
    return {static_cast<int>(bits >> 16), static_cast<int>(bits >> 8 & 0xFF),
            static_cast<ReturnAction>(bits & 0x3F), (bits & 0x80) != 0,
            (bits & 0x40) != 0};
  }
};

// The saved ip of a frame.  While its thread is parked in a native, what
// becomes of the native's result stands beside it.
struct SavedIp {
  uint32_t ip;
  int target = 0;
  ReturnAction action = ReturnAction::kStore;

  Value Pack() const {
    return Value::Int(int64_t{target} << 39 |
                      int64_t{static_cast<int>(action)} << 32 | ip);
  }
  static SavedIp Unpack(Value word) {
    const int64_t bits = word.as_int();
    return {static_cast<uint32_t>(bits), static_cast<int>(bits >> 39 & 0xFF),
            static_cast<ReturnAction>(bits >> 32 & 0x7F)};
  }
};

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_FRAME_H_
