// The operators of Python on builtin values.
//
// Each takes its operands, writes `*out` and says how it went.  kPython means
// that a user-defined method decides: the interpreter then calls it by pushing
// a frame, and natives hand over to the prelude.  Nothing here runs Python.
//
// Operands are resolved inside (see Context::Resolve).
#ifndef MIDGE_VM_OBJECTS_OPERATORS_H_
#define MIDGE_VM_OBJECTS_OPERATORS_H_

#include "vm/bytecode/opcode.h"
#include "vm/objects/context.h"

namespace midge::vm {

enum class OpResult : uint8_t {
  kDone,
  kRaise,   // context.raised is set
  kPython,  // ask the interpreter or the prelude; nothing has happened yet
};

// Held by whoever looks into the `size` items of a container.  A native goes
// no deeper, and looks at no more items below the outermost container, than
// this: C++'s stack is short, few objects can make a nest without end, and no
// native runs for long.  The prelude goes on instead, on the thread's own stack
// and with a safepoint at every step.
class Nesting {
 public:
  static constexpr int kDepthMax = 50;
  static constexpr size_t kItemsMax = 1 << 20;

  Nesting(Context& context, size_t size) : context_(context) {
    context.nested_items =
        context.nesting == 0 ? 0 : context.nested_items + size + 1;
    ++context.nesting;
  }
  ~Nesting() { --context_.nesting; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

  bool too_much() const {
    return context_.nesting > kDepthMax || context_.nested_items > kItemsMax;
  }

 private:
  Context& context_;
};

// The object that is read for `v`: see Context::Resolve.
// REQUIRES: v is a T.
template <typename T>
T* As(Context& context, Value v) {
  return context.Resolve(static_cast<T*>(v.as_object()));
}

// a op b.  With `in_place`, lists, sets, dicts and bytearrays on the left are
// changed.  Raises TypeError for builtin operands that do not go together.
OpResult Binary(Context& context, BinaryOperator op, bool in_place, Value a,
                Value b, Value* out);
OpResult Negative(Context& context, Value a, Value* out);
OpResult Positive(Context& context, Value a, Value* out);
OpResult Invert(Context& context, Value a, Value* out);

// a op b, a bool.
OpResult Compare(Context& context, CompareOperator op, Value a, Value b,
                 Value* out);
// a == b as containers ask it: identical is equal.
OpResult EqualsOther(Context& context, Value a, Value b, bool* out);
inline OpResult Equals(Context& context, Value a, Value b, bool* out) {
  *out = a == b;
  return *out || Value::BothInts(a, b) ? OpResult::kDone
                                       : EqualsOther(context, a, b, out);
}
OpResult Truth(Context& context, Value a, bool* out);
OpResult Hash(Context& context, Value a, int64_t* out);
OpResult Length(Context& context, Value a, int64_t* out);
// item in container
OpResult Contains(Context& context, Value container, Value item, bool* out);

OpResult GetItem(Context& context, Value container, Value key, Value* out);
OpResult SetItem(Context& context, Value container, Value key, Value item);
OpResult DeleteItem(Context& context, Value container, Value key);

// iter(a), and next(): `*out` unbound at the end.
OpResult GetIterator(Context& context, Value a, Value* out);
OpResult IteratorNext(Context& context, Value iterator, Value* out);

// Texts.  A Str in `*out`.  kPython if a user's __repr__ or __str__ has a say,
// at any depth.
OpResult Repr(Context& context, Value a, Value* out);
OpResult ToStr(Context& context, Value a, Value* out);
// format(a, spec)
OpResult Format(Context& context, Value a, Str* spec, Value* out);

// `a is b`, seeing through private copies.
bool Identical(Context& context, Value a, Value b);

// id(a)
int64_t IdOf(Context& context, Value a);
// hash() of what has none of its own, object.__hash__() of anything.
int64_t IdentityHash(Context& context, Value a);

// The class of any value; never null.  Not resolved: may be the image's.
Class* ClassOf(Context& context, Value a);

// The builtin value inside an instance of a class that derives from a builtin
// (class MyList(list)), else `a` itself.
Value Payload(Context& context, Value a);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_OPERATORS_H_
