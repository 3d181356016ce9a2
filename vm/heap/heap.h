// The memory of one agent: bump allocation in chunks, and a copying collector.
//
// Allocation never collects and never fails: it marks a collection due, and the
// next safepoint runs Collect().  So natives and opcode handlers hold raw
// pointers freely between safepoints.  The overshoot is bounded: whoever makes
// something big asks HasRoomFor() first and raises MemoryError.
//
// Collect() copies what the roots reach into fresh chunks and frees the old
// ones.  Objects of kLargeObjectBytes and more have allocations of their own and
// are marked, not copied.  Shared objects (image, core) are never looked into.
//
// Ownership: a Heap lives in its agent and owns its chunks.
// Threads:   only the worker that runs the agent.
#ifndef MIDGE_VM_HEAP_HEAP_H_
#define MIDGE_VM_HEAP_HEAP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "vm/heap/object.h"

namespace midge::vm {

inline constexpr size_t kFirstChunkBytes = 512;
inline constexpr size_t kMaxChunkBytes = 256 << 10;
inline constexpr size_t kLargeObjectBytes = 64 << 10;
// A heap is collected when it has grown by this since the last collection, or
// to twice what was live then, whichever is more.
inline constexpr size_t kFirstCollectionBytes = 64 << 10;
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

class Roots {
 public:
  virtual ~Roots() = default;
  // Calls visitor.Visit() for every root, each time a collection runs.
  virtual void VisitRoots(RootVisitor& visitor) = 0;
};

struct HeapStats {
  uint64_t collections = 0;
  uint64_t allocated_bytes = 0;  // ever, by objects
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
    return static_cast<T*>(Allocate(T::kKind, length));
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

  // Frees what `roots` do not reach and moves what they do.
  // REQUIRES: at a safepoint.
  void Collect(Roots& roots);

  // After Collect(): whether what is live is over the limit.
  bool over_limit() const { return used_bytes() > limit_bytes_; }
  size_t used_bytes() const {
    return closed_bytes_ + static_cast<size_t>(next_ - chunk_begin_);
  }
  size_t limit_bytes() const { return limit_bytes_; }
  void set_limit_bytes(size_t bytes) { limit_bytes_ = bytes; }
  const HeapStats& stats() const { return stats_; }

  // The object's serial, given now if it has none.  REQUIRES: not shared.
  uint64_t SerialOf(Object* object);

  // Marks every object of this heap shared, gives each a serial from
  // `next_serial`, and closes the heap: nothing may be allocated any more.
  void Freeze(uint64_t (*next_serial)());

  // Calls visit(Object*) for every object in the heap, live or not.
  template <typename Visit>
  void ForEachObject(Visit&& visit);

 private:
  class Collector;
  struct Chunk {
    char* begin;
    char* end;   // of what is used; for the current chunk see next_
    size_t bytes;
  };

  char* AllocateSlow(size_t bytes);
  void OpenChunk(size_t at_least);
  void CloseChunk();
  void UpdateThreshold();

  char* next_ = nullptr;
  char* limit_ = nullptr;        // end of the current chunk
  char* chunk_begin_ = nullptr;
  size_t closed_bytes_ = 0;      // used in closed chunks and large objects
  size_t limit_bytes_;
  size_t threshold_bytes_ = kFirstCollectionBytes;
  uint64_t next_serial_ = 1;
  bool collection_due_ = false;
  bool collects_ = true;
  bool stress_ = false;
  bool frozen_ = false;
  std::vector<Chunk> chunks_;    // the last one is current
  std::vector<Object*> large_;
  HeapStats stats_;
};

template <typename Visit>
void Heap::ForEachObject(Visit&& visit) {
  CloseChunk();
  for (const Chunk& chunk : chunks_) {
    for (char* at = chunk.begin; at < chunk.end;) {
      Object* object = reinterpret_cast<Object*>(at);
      at += ObjectBytes(object);
      visit(object);
    }
  }
  for (Object* object : large_) visit(object);
}

}  // namespace midge::vm

#endif  // MIDGE_VM_HEAP_HEAP_H_
