#include "vm/heap/heap.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace midge::vm {
namespace {

size_t WholePages(size_t bytes) {
  static const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return (bytes + page - 1) / page * page;
}

}  // namespace

Heap::~Heap() {
  if (frozen_) Protect(false);
  FreeChunks(oldest_);
  if (large_ == nullptr) return;
  for (Object* object : *large_) std::free(object);
}

Object* Heap::Allocate(Kind kind, size_t length, int width) {
  return AllocateInline(kind, length, width);
}

char* Heap::AllocateSlow(size_t bytes) {
  MIDGE_CHECK(!frozen_, "allocation in a frozen heap");
  if (bytes >= kLargeObjectBytes) {
    char* at = static_cast<char*>(GetMemory(bytes));
    if (large_ == nullptr) large_ = std::make_unique<std::vector<Object*>>();
    large_->push_back(reinterpret_cast<Object*>(at));
    closed_bytes_ += bytes;
    if (used_bytes() >= threshold_bytes_) RequestCollection();
    return at;
  }
  UncutChunk();
  if (bytes > static_cast<size_t>(limit_ - next_)) OpenChunk(bytes);
  char* at = next_;
  next_ += bytes;
  if (used_bytes() >= threshold_bytes_) RequestCollection();
  CutChunk();
  return at;
}

void* Heap::GetMemory(size_t bytes) const {
  void* memory = kFrozenIsReadOnly && will_freeze_
                     ? std::aligned_alloc(WholePages(1), WholePages(bytes))
                     : std::malloc(bytes);
  MIDGE_CHECK(memory != nullptr, "the process is out of memory");
  return memory;
}

void Heap::CutChunk() {
  if (stress_bytes_ == 0 || used_bytes() >= threshold_bytes_) return;
  limit_ = std::min(limit_, next_ + (threshold_bytes_ - used_bytes()));
}

void Heap::UncutChunk() {
  if (chunk_ != nullptr) {
    limit_ = reinterpret_cast<char*>(chunk_) + chunk_->bytes;
  }
}

void Heap::OpenChunk(size_t at_least) {
  size_t bytes = kFirstChunkBytes;
  if (chunk_ != nullptr) {
    bytes = std::clamp(capacity_bytes_, kLaterChunkBytes, kMaxChunkBytes);
  }
  bytes = std::max(bytes, at_least + sizeof(Chunk));
  Chunk* chunk = static_cast<Chunk*>(GetMemory(bytes));
  *chunk = {{nullptr}, static_cast<uint32_t>(bytes), 0};
  AddChunk(chunk);
}

void Heap::AddChunk(Chunk* chunk) {
  if (chunk_ == nullptr) {
    oldest_ = chunk;
  } else {
    NoteUsed();
    closed_bytes_ += chunk_->used;
    chunk_->newer = chunk;
  }
  chunk_ = chunk;
  next_ = chunk->begin() + chunk->used;
  UncutChunk();
  capacity_bytes_ += chunk->bytes;
}

Heap::Chunk* Heap::TakeChunks() {
  Chunk* oldest = oldest_;
  next_ = limit_ = nullptr;
  chunk_ = oldest_ = nullptr;
  closed_bytes_ = capacity_bytes_ = 0;
  return oldest;
}

void Heap::FreeChunks(Chunk* oldest) {
  while (oldest != nullptr) {
    Chunk* newer = oldest->newer;
    std::free(oldest);
    oldest = newer;
  }
}

void Heap::NoteUsed() {
  if (chunk_ == nullptr) return;
  chunk_->used = static_cast<uint32_t>(next_ - chunk_->begin());
}

void Heap::UpdateThreshold() {
  const size_t used = used_bytes();
  threshold_bytes_ = used + std::max({used, std::min(used * 3, kRoomyBytes),
                                      kFirstCollectionBytes});
  threshold_bytes_ =
      std::min(threshold_bytes_, std::max(limit_bytes_, used_bytes() + 4096));
  if (stress_bytes_ != 0) threshold_bytes_ = used_bytes() + stress_bytes_;
  collection_due_ = stress_;
  CutChunk();
}

// A Cheney scan.  New objects are found by walking the new chunks in order; a
// large object is scanned from a work list when it is first marked.
class Heap::Collector final : public RootVisitor {
 public:
  explicit Collector(Heap& to) : to_(to) {}

  void Visit(Value* value) override {
    if (!value->is_object()) return;
    *value = Value::Of(Forward(value->as_object()));
  }

  // Whether `object` has been reached so far.
  static bool Reached(const Object* object) {
    return object->has(kForwarded) || object->shared() ||
           (object->has(kLarge) && object->has(kMarked));
  }
  // Where it is now.  REQUIRES: Reached(object).
  template <typename T>
  T* Moved(T* object) {
    return static_cast<T*>(Forward(object));
  }

  void Scan() {
    for (;;) {
      if (!marked_.empty()) {
        Object* object = marked_.back();
        marked_.pop_back();
        VisitValues(object, [this](Value* value) { Visit(value); });
      } else if (!ScanNextCopied()) {
        return;
      }
    }
  }

 private:
  Object* Forward(Object* object) {
    if (object->has(kForwarded)) {
      return reinterpret_cast<Object*>(object->header >> 16 << 3);
    }
    if (object->shared()) return object;
    if (object->has(kLarge)) {
      if (!object->has(kMarked)) {
        object->set(kMarked);
        marked_.push_back(object);
      }
      return object;
    }
    return Copy(object);
  }

  Object* Copy(Object* object) {
    const size_t bytes = ObjectBytes(object);
    if (bytes > static_cast<size_t>(to_.limit_ - to_.next_)) {
      to_.OpenChunk(bytes);
    }
    Object* copy = reinterpret_cast<Object*>(to_.next_);
    to_.next_ += bytes;
    std::memcpy(copy, object, bytes);
    object->header =
        uint64_t{kForwarded} << 8 | reinterpret_cast<uint64_t>(copy) >> 3 << 16;
    return copy;
  }

  bool ScanNextCopied() {
    if (chunk_ == nullptr) {
      chunk_ = to_.oldest_;
      if (chunk_ == nullptr) return false;
      at_ = chunk_->begin();
    }
    for (;;) {
      const bool current = chunk_ == to_.chunk_;
      if (at_ < (current ? to_.next_ : chunk_->begin() + chunk_->used)) {
        Object* object = reinterpret_cast<Object*>(at_);
        at_ += ObjectBytes(object);
        VisitValues(object, [this](Value* value) { Visit(value); });
        return true;
      }
      if (current) return false;
      chunk_ = chunk_->newer;
      at_ = chunk_->begin();
    }
  }

  Heap& to_;
  std::vector<Object*> marked_;  // large objects still to scan
  Chunk* chunk_ = nullptr;       // where the scan is
  char* at_ = nullptr;
};

// After a Collector's scan, while the old objects are still there.
class Heap::Forwarded : public Survivors {
 public:
  Object* Find(Object* object) const override {
    if (object->has(kForwarded)) {
      return reinterpret_cast<Object*>(object->header >> 16 << 3);
    }
    const bool stays = object->shared() || object->has(kMarked);
    return stays ? object : nullptr;
  }
};

// Points what pointed into one piece of memory to where that was moved.
class Heap::Mover final : public RootVisitor, public Survivors {
 public:
  Mover(const char* from, size_t bytes, const char* to)
      : from_(reinterpret_cast<uintptr_t>(from)),
        bytes_(bytes),
        to_(reinterpret_cast<uintptr_t>(to)) {}

  void Visit(Value* value) override {
    if (value->is_object()) *value = Value::Of(Find(value->as_object()));
  }
  Object* Find(Object* object) const override { return Moved(object); }
  template <typename T>
  T* Moved(T* object) const {
    const uintptr_t offset = reinterpret_cast<uintptr_t>(object) - from_;
    return offset < bytes_ ? reinterpret_cast<T*>(to_ + offset) : object;
  }

 private:
  const uintptr_t from_;
  const size_t bytes_;
  const uintptr_t to_;
};

WeakLinks& Heap::weak() {
  if (weak_ == nullptr) weak_ = std::make_unique<WeakLinks>();
  return *weak_;
}

void Heap::AddWeakRef(WeakRef* ref) {
  if (!ref->referent->shared()) SerialOf(ref->referent);
  weak().Add(ref);
}

WeakRef* Heap::NewestWeakRef(const Object* object) const {
  return weak_ == nullptr ? nullptr : weak_->NewestTo(object->serial());
}

// What is dead is known once the roots have been followed.  References to it
// are cleared first, so that no finalizer can be seen through one; then what
// has a finalizer comes back to life, with all that it reaches; then the lists
// are brought up to date.
void Heap::FollowWeakLinks(Roots& roots, Collector& collector) {
  WeakLinks& weak = *weak_;
  const size_t moved = weak.due_.size();          // the rest are old addresses
  for (size_t i = weak.refs_.size(); i-- > 0;) {  // the newest callback first
    WeakRef* old = weak.refs_[i];
    const bool reached = Collector::Reached(old);
    WeakRef* ref = reached ? collector.Moved(old) : old;
    if (ref->referent == nullptr || Collector::Reached(ref->referent)) continue;
    ref->referent = nullptr;
    if (!reached || ref->callback.is_none()) continue;
    Object* const self = ref->owner != nullptr && Collector::Reached(ref->owner)
                             ? ref->owner
                             : old;
    weak.due_.push_back({Value::Of(self), true});
  }
  std::erase_if(weak.finalizable_, [&](Object*& object) {
    if (Collector::Reached(object)) {
      object = collector.Moved(object);
      return false;
    }
    if (roots.WantsFinalizer(object)) {
      weak.due_.push_back({Value::Of(object), false});
    }
    return true;
  });
  for (size_t i = moved; i < weak.due_.size(); ++i) {
    collector.Visit(&weak.due_[i].object);
  }
  collector.Scan();

  weak.newest_.clear();
  std::vector<WeakRef*> refs;
  refs.swap(weak.refs_);
  for (WeakRef* ref : refs) {
    if (!Collector::Reached(ref)) continue;
    ref = collector.Moved(ref);
    if (ref->owner != nullptr) {
      ref->owner = Collector::Reached(ref->owner) ? collector.Moved(ref->owner)
                                                  : nullptr;
    }
    ref->next = nullptr;
    if (ref->referent == nullptr) {
      ref->owner = nullptr;
      continue;
    }
    ref->referent = collector.Moved(ref->referent);
    weak.Add(ref);
  }
  if (weak.empty()) weak_ = nullptr;
}

// REQUIRES: all objects have been moved already.
void Heap::MoveWeakLinks(Mover& mover) {
  for (DueCall& call : weak_->due_) mover.Visit(&call.object);
  for (Object*& object : weak_->finalizable_) object = mover.Moved(object);
  weak_->newest_.clear();
  std::vector<WeakRef*> refs;
  refs.swap(weak_->refs_);
  for (WeakRef* ref : refs) {
    ref = mover.Moved(ref);
    ref->owner = mover.Moved(ref->owner);
    ref->referent = mover.Moved(ref->referent);
    weak_->Add(ref);
  }
}

// Copies all that is live.
void Heap::Follow(Roots& roots, Collector& collector) {
  roots.VisitRoots(collector);
  if (weak_ != nullptr) {
    for (DueCall& call : weak_->due_) collector.Visit(&call.object);
  }
  collector.Scan();
  if (weak_ != nullptr) FollowWeakLinks(roots, collector);
}

void Heap::Collect(Roots& roots) {
  MIDGE_CHECK(!frozen_, "collection of a frozen heap");
  const size_t size_hint = std::min(used_bytes() / 4, kMaxChunkBytes);
  Chunk* const old_chunks = TakeChunks();
  if (size_hint > kFirstChunkBytes) OpenChunk(size_hint);

  Collector collector(*this);
  Follow(roots, collector);
  roots.Collected(Forwarded());

  FreeChunks(old_chunks);
  if (large_ != nullptr) {
    std::erase_if(*large_, [this](Object* object) {
      if (!object->has(kMarked)) {
        std::free(object);
        return true;
      }
      object->clear(kMarked);
      closed_bytes_ += ObjectBytes(object);
      return false;
    });
    if (large_->empty()) large_ = nullptr;
  }
  UpdateThreshold();
}

// How much is live is known when all has been copied.  So the copy goes to a
// place of the worker's own first, and from there, in one piece, to a chunk of
// its size.
void Heap::Compact(Roots& roots) {
  MIDGE_CHECK(!frozen_ && large_ == nullptr && used_bytes() <= kCompactBytesMax,
              "only a small heap is compacted");
  static thread_local const std::unique_ptr<char[]> scratch(
      new char[sizeof(Chunk) + kCompactBytesMax]);
  Chunk* const copy = reinterpret_cast<Chunk*>(scratch.get());
  *copy = {{nullptr}, sizeof(Chunk) + kCompactBytesMax, 0};
  Chunk* const old_chunks = TakeChunks();
  AddChunk(copy);
  Collector collector(*this);
  Follow(roots, collector);
  roots.Collected(Forwarded());
  FreeChunks(old_chunks);

  NoteUsed();
  const size_t bytes = sizeof(Chunk) + copy->used;
  TakeChunks();
  if (copy->used > 0) {
    Chunk* chunk = static_cast<Chunk*>(GetMemory(bytes));
    std::memcpy(chunk, copy, bytes);
    chunk->bytes = static_cast<uint32_t>(bytes);
    AddChunk(chunk);
    Mover mover(copy->begin(), copy->used, chunk->begin());
    roots.VisitRoots(mover);
    ForEachObject([&mover](Object* object) {
      VisitValues(object, [&mover](Value* value) { mover.Visit(value); });
    });
    roots.Collected(mover);
    if (weak_ != nullptr) MoveWeakLinks(mover);
  }
  compact_bytes_ = capacity_bytes_;
  UpdateThreshold();
}

void Heap::CountExternal(size_t bytes) {
  closed_bytes_ += bytes;
  if (used_bytes() >= threshold_bytes_) RequestCollection();
}

HeapChunk* Heap::Fold() {
  NoteUsed();
  HeapChunk* const chunk = TakeChunks();
  chunk->next_serial = next_serial_;
  Reset();
  return chunk;
}

void Heap::Unfold(HeapChunk* chunk) {
  FreeChunks(TakeChunks());
  next_serial_ = chunk->next_serial;
  chunk->newer = nullptr;
  AddChunk(chunk);
  compact_bytes_ = capacity_bytes_;
  UpdateThreshold();
}

void Heap::Free(HeapChunk* folded) { std::free(folded); }

void Heap::Reset() {
  Chunk* chunk = TakeChunks();
  // The next user will want one just so.
  if (chunk != nullptr && chunk->newer == nullptr &&
      chunk->bytes == kFirstChunkBytes) {
    chunk->used = 0;
    AddChunk(chunk);
  } else {
    FreeChunks(chunk);
  }
  if (large_ != nullptr) {
    for (Object* object : *large_) std::free(object);
    large_ = nullptr;
  }
  weak_ = nullptr;
  compact_bytes_ = 0;
  threshold_bytes_ = kFirstCollectionBytes;
  next_serial_ = 1;
  collection_due_ = false;
}

uint64_t Heap::SerialOf(Object* object) {
  if (object->serial() == 0) object->header |= next_serial_++ << 16;
  return object->serial();
}

void Heap::PrepareToFreeze(uint64_t first_serial) {
  MIDGE_CHECK(used_bytes() == 0 && next_serial_ == 1, "the heap is in use");
  FreeChunks(TakeChunks());
  next_serial_ = first_serial;
  will_freeze_ = true;
}

// Dicts and sets have placed keys by the serials that those have already.
void Heap::Freeze() {
  ForEachObject([this](Object* object) {
    SerialOf(object);
    object->set(kShared);
  });
  frozen_ = true;
  weak_ = nullptr;  // Nothing here dies any more.
  Protect(true);
}

void Heap::Protect(bool read_only) {
  if (!kFrozenIsReadOnly) return;
  const auto protect = [read_only](void* memory, size_t bytes) {
    const int how = read_only ? PROT_READ : PROT_READ | PROT_WRITE;
    MIDGE_CHECK(mprotect(memory, WholePages(bytes), how) == 0,
                "the memory of a heap is not its own");
  };
  for (Chunk* chunk = oldest_; chunk != nullptr; chunk = chunk->newer) {
    protect(chunk, chunk->bytes);
  }
  if (large_ == nullptr) return;
  for (Object* object : *large_) protect(object, ObjectBytes(object));
}

}  // namespace midge::vm
