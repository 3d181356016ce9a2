// What a heap knows of its objects beyond reachability: weak references, and
// objects that want to be told of their end.
//
// A collection clears the weak references to what it finds dead, keeps those
// dead objects alive that have a finalizer, and queues both for the
// interpreter, which calls them at a safepoint.  So nothing here runs Python,
// and an object's finalizer runs once: it is forgotten when it is queued.
//
// Ownership: in its Heap, made when the first weak reference or finalizer is.
// Threads:   only the worker that runs the agent.
#ifndef MIDGE_VM_HEAP_WEAK_H_
#define MIDGE_VM_HEAP_WEAK_H_

#include <deque>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "vm/heap/object.h"

namespace midge::vm {

struct WeakRef : Object {
  static constexpr Kind kKind = Kind::kWeakRef;
  Value callback;    // None if there is none, or it was called
  Object* referent;  // never traced; null once it has died
  Object* owner;     // the instance of a subclass that this is the value of, or
                     // null; it dies with this
  WeakRef* next;     // the next older reference to the same object
  int64_t hash;      // kNoHash: not computed yet
  static constexpr int64_t kNoHash = -1;  // which no object has

  // What programs know it by.
  Value self() const {
    return Value::Of(owner != nullptr ? owner
                                      : static_cast<const Object*>(this));
  }
};

// A call that the interpreter owes.
struct DueCall {
  Value object;
  bool is_callback;  // `object` is a weak reference whose callback is called;
                     // else the finalizer of `object` is
};

class WeakLinks {
 public:
  void Add(WeakRef* ref);
  void AddFinalizable(Object* object) { finalizable_.push_back(object); }
  // What is registered and has not been found dead, in the order it was made.
  std::span<Object* const> finalizable() const { return finalizable_; }
  // The newest weak reference to the object with this serial; may be null.
  WeakRef* NewestTo(uint64_t serial) const;

  bool empty() const {
    return refs_.empty() && finalizable_.empty() && due_.empty();
  }
  bool has_due() const { return !due_.empty(); }
  // REQUIRES: has_due().
  DueCall TakeDue();

 private:
  friend class Heap;

  std::vector<WeakRef*> refs_;        // in the order they were made
  std::vector<Object*> finalizable_;  // likewise
  std::deque<DueCall> due_;           // roots
  absl::flat_hash_map<uint64_t, WeakRef*> newest_;  // by the referent's serial
};

}  // namespace midge::vm

#endif  // MIDGE_VM_HEAP_WEAK_H_
