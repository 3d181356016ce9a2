// The memory of one agent: bump allocation in chunks, and a copying collector.
//
// Allocation never collects and never fails: it marks a collection due, and the
// next safepoint runs Collect().  So natives and opcode handlers hold raw
// pointers freely between safepoints.  The overshoot is bounded: whoever makes
// something big asks HasRoomFor() first and raises MemoryError.
//
// Collect() copies what the roots reach into fresh chunks and frees the old
// ones.  Objects of kLargeObjectBytes and more have allocations of their own
// and are marked, not copied.  Shared objects (image, core) are never looked
// into.
//
// A swarm is mostly agents that wait, so what counts is how small one that does
// nothing is: Compact() leaves a small heap in one chunk of exactly its size.
//
// Ownership: a Heap lives in its agent and owns its chunks.
// Threads:   only the worker that runs the agent.
#ifndef MIDGE_VM_HEAP_HEAP_H_
#define MIDGE_VM_HEAP_HEAP_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "vm/heap/object.h"
#include "vm/heap/weak.h"

namespace midge::vm {

// Chunks, with their headers.
inline constexpr size_t kFirstChunkBytes = 512;
inline constexpr size_t kLaterChunkBytes = 256;  // at least
inline constexpr size_t kMaxChunkBytes = 256 << 10;
// What Compact() looks at.
inline constexpr size_t kCompactBytesMax = 8 << 10;
inline constexpr size_t kLargeObjectBytes = 64 << 10;
// From a collection to the next, a heap grows by as much as was live then; by
// this at least; and a small one, so that fewer copies are made, by three times
// what was live, up to kRoomyBytes.
inline constexpr size_t kFirstCollectionBytes = 64 << 10;
inline constexpr size_t kRoomyBytes = 4 << 20;
inline constexpr size_t kDefaultHeapLimitBytes = size_t{1} << 30;

// Hands each place that holds a root Value to Visit().
class RootVisitor {
 public:
  virtual ~RootVisitor() = default;
  virtual void Visit(Value* value) = 0;
  template <typename T>
  void Visit(Ref<T>* ref) {
    Visit(reinterpret_cast<Value*>(ref));
  }
};

// Tells what became of objects in a collection that is about to end.
class Survivors {
 public:
  virtual ~Survivors() = default;
  // Where `object`, as it was called before the collection, is now; null if
  // nothing reached it.
  virtual Object* Find(Object* object) const = 0;
};

class Roots {
 public:
  virtual ~Roots() = default;
  // Calls visitor.Visit() for every root, each time a collection runs.
  virtual void VisitRoots(RootVisitor& visitor) = 0;
  // All that the roots reach is found, the rest is not freed yet: the time to
  // shed what C++ keeps beside objects that are gone, to follow those that
  // moved, and to CountExternal() what is left.  A collection that moves twice
  // calls it twice.
  virtual void Collected(const Survivors&) {}
  // Whether `object`, registered with AddFinalizable() and found dead, still
  // has a finalizer to run.
  virtual bool WantsFinalizer(const Object*) const { return true; }
};

// The header of a chunk's memory.
struct HeapChunk {
  union {
    HeapChunk* newer;
    uint64_t next_serial;  // the heap's, while it is folded
  };
  uint32_t bytes;  // all, with this header
  uint32_t used;   // by objects; of the current chunk, the heap knows

  char* begin() { return reinterpret_cast<char*>(this + 1); }
};

class Heap {
 public:
  explicit Heap(size_t limit_bytes = kDefaultHeapLimitBytes)
      : limit_bytes_(limit_bytes) {}
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Memory for an object of `kind`; header, length and `other` (0) are set,
  // fields and a kValues tail are unbound, the rest is undefined.
  // `width` is a Str's bytes per character.
  Object* Allocate(Kind kind, size_t length = 0, int width = 1);

  template <typename T>
  T* New(size_t length = 0) {
    return static_cast<T*>(AllocateInline(T::kKind, length, 1));
  }

  // Whether `bytes` more stay below the limit.
  bool HasRoomFor(size_t bytes) const {
    return bytes <= limit_bytes_ && used_bytes() <= limit_bytes_ - bytes;
  }
  bool collection_due() const { return collection_due_; }
  void RequestCollection() { collection_due_ = collects_; }
  // For a heap whose objects nothing but C++ refers to: no collection is due,
  // ever.
  void NeverCollect() { collects_ = false; }
  // Makes every safepoint collect (a test mode).
  void set_stress(bool stress) {
    stress_ = stress;
    collection_due_ = stress;
  }

  // Makes every safepoint collect before which so many bytes were allocated
  // since the last collection (a test mode of long programs); 0: off.
  void set_stress_bytes(size_t bytes) {
    stress_bytes_ = bytes;
    if (bytes == 0) return;
    threshold_bytes_ = used_bytes() + bytes;
    CutChunk();
  }

  // Frees what `roots` do not reach and moves what they do.
  // REQUIRES: at a safepoint.
  void Collect(Roots& roots);

  // The same for a heap that is_loose(): what is live is in one chunk then that
  // has no room for more.
  void Compact(Roots& roots);
  // Whether the heap is small, and has chunks for more than twice what it had
  // after the last Compact(): so the time that Compact() takes is paid for by
  // allocation.
  bool is_loose() const {
    return (capacity_bytes_ > 2 * compact_bytes_ + kLaterChunkBytes ||
            stress_) &&
           used_bytes() <= kCompactBytesMax;
  }

  // Whether the heap is one chunk, with `first` at its begin, and nothing else.
  bool CanFold(const Object* first) const {
    return chunk_ != nullptr && chunk_ == oldest_ && large_ == nullptr &&
           weak_ == nullptr &&
           reinterpret_cast<const char*>(first) == chunk_->begin();
  }
  // Takes the chunk out; the heap is as new.  REQUIRES: CanFold().
  HeapChunk* Fold();
  // Takes it back.  REQUIRES: the heap is as new.
  void Unfold(HeapChunk* chunk);
  static void Free(HeapChunk* folded);
  // Frees all objects; the heap is as new.
  void Reset();

  // After Collect(): whether what is live is over the limit.
  bool over_limit() const { return used_bytes() > limit_bytes_; }
  size_t used_bytes() const {
    return closed_bytes_ + (chunk_ == nullptr
                                ? 0
                                : static_cast<size_t>(next_ - chunk_->begin()));
  }
  // Counts `bytes` that C++ keeps beside objects of this heap as used, until
  // the next collection: its Collected() counts anew.
  void CountExternal(size_t bytes);
  size_t limit_bytes() const { return limit_bytes_; }
  void set_limit_bytes(size_t bytes) { limit_bytes_ = bytes; }

  // --- Weak references and finalizers (see weak.h) ---
  void AddWeakRef(WeakRef* ref);
  // The next collection that finds `object` dead queues its finalizer.
  void AddFinalizable(Object* object) { weak().AddFinalizable(object); }
  // The newest weak reference to `object`; null if there is none.
  WeakRef* NewestWeakRef(const Object* object) const;
  std::span<Object* const> finalizable() const {
    if (weak_ == nullptr) return {};
    return weak_->finalizable();
  }
  bool has_due_calls() const { return weak_ != nullptr && weak_->has_due(); }
  // REQUIRES: has_due_calls().
  DueCall TakeDueCall() { return weak_->TakeDue(); }

  // The object's serial, given now if it has none.  REQUIRES: not shared.
  uint64_t SerialOf(Object* object);

  // For a heap that will be frozen: its serials begin at `first_serial`, which
  // is apart from those of other heaps.  REQUIRES: the heap is as new.
  void PrepareToFreeze(uint64_t first_serial);
  // Marks every object of this heap shared, each with the serial that it has or
  // with a new one, and closes the heap: nothing may be allocated any more.
  void Freeze();
  // Whether the memory of a frozen heap is read-only indeed, so that a write to
  // it is a crash there and then, and not a change that other agents see.  So
  // it is where MIDGE_DCHECK is on: in debug and sanitizer builds.
#ifdef NDEBUG
  static constexpr bool kFrozenIsReadOnly = false;
#else
  static constexpr bool kFrozenIsReadOnly = true;
#endif

  // Calls visit(Object*) for every object in the heap, live or not.
  template <typename Visit>
  void ForEachObject(Visit&& visit);

 private:
  class Collector;
  class Forwarded;
  class Mover;
  using Chunk = HeapChunk;

  // Allocate() where the caller's kind is a constant.
  __attribute__((always_inline)) Object* AllocateInline(Kind kind,
                                                        size_t length,
                                                        int width);
  char* AllocateSlow(size_t bytes);
  // Never null.  Whole pages, if Protect() will want them.
  void* GetMemory(size_t bytes) const;
  // Makes all memory read-only, or writable again, if kFrozenIsReadOnly.
  void Protect(bool read_only);
  void OpenChunk(size_t at_least);
  void AddChunk(Chunk* chunk);
  // Takes all chunks away; `closed_bytes_` is 0 then.
  Chunk* TakeChunks();
  static void FreeChunks(Chunk* oldest);
  // Writes down how much of the current chunk is used.
  void NoteUsed();
  void UpdateThreshold();
  // Under set_stress_bytes(), ends the current chunk where the threshold is, so
  // that passing it is seen at once; and gives the chunk its own end again.
  void CutChunk();
  void UncutChunk();
  WeakLinks& weak();
  void Follow(Roots& roots, Collector& collector);
  void FollowWeakLinks(Roots& roots, Collector& collector);
  void MoveWeakLinks(Mover& mover);

  char* next_ = nullptr;
  char* limit_ = nullptr;   // end of the current chunk, or CutChunk()'s
  Chunk* chunk_ = nullptr;  // the current one, which is the newest
  Chunk* oldest_ = nullptr;
  size_t capacity_bytes_ = 0;  // of all chunks
  size_t compact_bytes_ = 0;   // capacity_bytes_ after the last Compact()
  // Used in closed chunks and large objects, and what is external.
  size_t closed_bytes_ = 0;
  size_t limit_bytes_;
  size_t threshold_bytes_ = kFirstCollectionBytes;
  size_t stress_bytes_ = 0;
  uint64_t next_serial_ : 48 = 1;
  bool collection_due_ = false;
  bool collects_ : 1 = true;
  bool stress_ : 1 = false;
  bool will_freeze_ : 1 = false;
  bool frozen_ : 1 = false;
  std::unique_ptr<std::vector<Object*>> large_;  // null: none
  std::unique_ptr<WeakLinks> weak_;              // null: none
};

inline Object* Heap::AllocateInline(Kind kind, size_t length, int width) {
  const size_t bytes = ObjectBytes(kind, length, width);
  char* at = next_;
  if (__builtin_expect(bytes <= static_cast<size_t>(limit_ - at) &&
                           bytes < kLargeObjectBytes,
                       true)) {
    next_ = at + bytes;
  } else {
    at = AllocateSlow(bytes);
  }
  Object* object = reinterpret_cast<Object*>(at);
  const KindShape& shape = kKindShapes[static_cast<int>(kind)];
  const unsigned width_bits =
      shape.tail == Tail::kText ? (width >> 1) << kWidthShift : 0;
  object->header = Object::Header(
      kind, width_bits | (bytes >= kLargeObjectBytes ? kLarge : 0));
  Value* field = reinterpret_cast<Value*>(object) + 1;
  if (shape.tail != Tail::kNone) {
    static_cast<TailedObject*>(object)->length = static_cast<uint32_t>(length);
    static_cast<TailedObject*>(object)->other = 0;
    ++field;
  }
  for (int i = 0; i < shape.field_count; ++i) field[i] = Value();
  if (shape.tail == Tail::kValues) {
    MakeUnbound(field + shape.field_count + shape.raw_count, length);
  }
  return object;
}

template <typename Visit>
void Heap::ForEachObject(Visit&& visit) {
  NoteUsed();
  for (Chunk* chunk = oldest_; chunk != nullptr; chunk = chunk->newer) {
    char* const end = chunk->begin() + chunk->used;
    for (char* at = chunk->begin(); at < end;) {
      Object* object = reinterpret_cast<Object*>(at);
      at += ObjectBytes(object);
      visit(object);
    }
  }
  if (large_ == nullptr) return;
  for (Object* object : *large_) visit(object);
}

}  // namespace midge::vm

#endif  // MIDGE_VM_HEAP_HEAP_H_
