// Frame objects: what programs see of frames (sys._getframe(), gi_frame, and
// tb_frame of tracebacks).
//
// A frame has one from when somebody asks for it, or a traceback goes through
// it; the many that have none pay nothing.  It is always the same one: while
// the frame is on a stack its link says `watched` and the object is in its
// thread's list, which has the innermost first; while it is suspended the
// object is what its generator keeps as `reserved`, with kFramed.  When the
// frame ends, the object takes over what its locals were.
//
// Frames of the prelude's hidden code have none.
#ifndef MIDGE_VM_INTERP_FRAME_OBJECTS_H_
#define MIDGE_VM_INTERP_FRAME_OBJECTS_H_

#include "vm/interp/machine.h"

namespace midge::vm {

// One frame on a stack, or none.
struct Place {
  Value* base = nullptr;

  Function* function() const {
    return static_cast<Function*>(FrameCallee(base).as_object());
  }
  const CodeData& code() const { return *function()->code->data; }
  FrameLink link() const { return FrameLink::Unpack(FrameLinkWord(base)); }
  Place Caller() const;
  // This frame or the next one outward that is not the prelude's.
  Place Visible() const;
};

// The innermost frame of the running thread that is not the prelude's.
Place Innermost(NativeCall& call);

// The object of the frame at `place` of `thread`'s stack, made now if there is
// none.  `inner`: an object of a frame further in, to begin the search at.
Frame* FrameObjectAt(Context& context, Thread* thread, Place place,
                     Frame* inner = nullptr);
// The object of a generator that does not run; nothing if it has ended.
Frame* FrameObjectOf(Context& context, Generator* generator);

// The same of one that may be running; null if it has ended, or another thread
// runs it.
Frame* FrameOfGenerator(NativeCall& call, Generator* generator);
// Ends a native with `frame`, or None, for the program to see.
NativeResult ReturnFrame(NativeCall& call, Frame* frame);

// The running frame, which is watched, is about to be left for good.
Frame* EndFrameObject(Machine& m);
// An exception is about to leave the running frame, which is not watched: its
// object, as it is after the frame's end.
Frame* MakeEndedFrame(Machine& m);
// The running frame, which is watched, is suspended as `generator`'s.
void SuspendFrameObject(Machine& m, Generator* generator);
// The frame of `generator`, which has an object, is now the running one.
void ResumeFrameObject(Machine& m, Generator* generator);

// Where the frame is on a stack, if it is.
Place PlaceOf(const Frame* frame);
// What locals() gives in the frame at `place`: of a module or class body the
// namespace itself.
Value LocalsAt(Context& context, Thread* thread, Place place);
// What f_locals gives.
Value LocalsOf(Context& context, Frame* frame);

// The index of the instruction that a frame executes, or has executed last; -1
// if it has not begun.
int64_t InstructionOf(const Frame* frame);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_FRAME_OBJECTS_H_
