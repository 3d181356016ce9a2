#include "vm/heap/heap.h"

#include <algorithm>
#include <cstdlib>

namespace midge::vm {

Heap::~Heap() {
  for (const Chunk& chunk : chunks_) std::free(chunk.begin);
  for (Object* object : large_) std::free(object);
}

Object* Heap::Allocate(Kind kind, size_t length, int width) {
  const size_t bytes = ObjectBytes(kind, length, width);
  char* at;
  if (bytes <= static_cast<size_t>(limit_ - next_) &&
      bytes < kLargeObjectBytes) {
    at = next_;
    next_ += bytes;
  } else {
    at = AllocateSlow(bytes);
  }
  Object* object = reinterpret_cast<Object*>(at);
  const KindShape& shape = kKindShapes[static_cast<int>(kind)];
  const unsigned width_bits =
      shape.tail == Tail::kText ? (width >> 1) << kWidthShift : 0;
  object->header = Object::Header(
      kind, width_bits | (bytes >= kLargeObjectBytes ? kLarge : 0));
  if (shape.tail != Tail::kNone) {
    static_cast<TailedObject*>(object)->length = static_cast<uint32_t>(length);
    static_cast<TailedObject*>(object)->other = 0;
  }
  VisitValues(object, [](Value* value) { *value = Value(); });
  return object;
}

char* Heap::AllocateSlow(size_t bytes) {
  MIDGE_CHECK(!frozen_, "allocation in a frozen heap");
  if (bytes >= kLargeObjectBytes) {
    char* at = static_cast<char*>(std::malloc(bytes));
    MIDGE_CHECK(at != nullptr, "the process is out of memory");
    large_.push_back(reinterpret_cast<Object*>(at));
    closed_bytes_ += bytes;
    if (used_bytes() >= threshold_bytes_) RequestCollection();
    return at;
  }
  OpenChunk(bytes);
  if (used_bytes() >= threshold_bytes_) RequestCollection();
  char* at = next_;
  next_ += bytes;
  return at;
}

void Heap::OpenChunk(size_t at_least) {
  CloseChunk();
  size_t bytes = chunks_.empty()
                     ? kFirstChunkBytes
                     : std::min(chunks_.back().bytes * 2, kMaxChunkBytes);
  bytes = std::max(bytes, at_least);
  char* begin = static_cast<char*>(std::malloc(bytes));
  MIDGE_CHECK(begin != nullptr, "the process is out of memory");
  chunks_.push_back({begin, begin, bytes});
  chunk_begin_ = next_ = begin;
  limit_ = begin + bytes;
}

// Moves the count of what the current chunk holds into closed_bytes_.  The
// chunk itself stays open: allocation may go on in it.
void Heap::CloseChunk() {
  if (chunks_.empty()) return;
  chunks_.back().end = next_;
  closed_bytes_ += static_cast<size_t>(next_ - chunk_begin_);
  stats_.allocated_bytes += static_cast<size_t>(next_ - chunk_begin_);
  chunk_begin_ = next_;
}

void Heap::UpdateThreshold() {
  threshold_bytes_ =
      std::max(used_bytes() * 2, used_bytes() + kFirstCollectionBytes);
  threshold_bytes_ = std::min(threshold_bytes_,
                              std::max(limit_bytes_, used_bytes() + 4096));
  collection_due_ = stress_;
}

// A Cheney scan.  New objects are found by walking the new chunks in order; a
// large object is scanned from a work list when it is first marked.
class Heap::Collector : public RootVisitor {
 public:
  explicit Collector(Heap& to) : to_(to) {}

  void Visit(Value* value) override {
    if (!value->is_object()) return;
    *value = Value::Of(Forward(value->as_object()));
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
    object->header = uint64_t{kForwarded} << 8 |
                     reinterpret_cast<uint64_t>(copy) >> 3 << 16;
    return copy;
  }

  bool ScanNextCopied() {
    while (chunk_ < to_.chunks_.size()) {
      const bool current = chunk_ + 1 == to_.chunks_.size();
      const Chunk& chunk = to_.chunks_[chunk_];
      if (at_ == nullptr) at_ = chunk.begin;
      char* end = current ? to_.next_ : chunk.end;
      if (at_ < end) {
        Object* object = reinterpret_cast<Object*>(at_);
        at_ += ObjectBytes(object);
        VisitValues(object, [this](Value* value) { Visit(value); });
        return true;
      }
      if (current) return false;
      ++chunk_;
      at_ = nullptr;
    }
    return false;
  }

  Heap& to_;
  std::vector<Object*> marked_;  // large objects still to scan
  size_t chunk_ = 0;
  char* at_ = nullptr;
};

void Heap::Collect(Roots& roots) {
  MIDGE_CHECK(!frozen_, "collection of a frozen heap");
  CloseChunk();
  std::vector<Chunk> old_chunks;
  old_chunks.swap(chunks_);
  const size_t size_hint =
      std::min(std::max(closed_bytes_ / 4, kFirstChunkBytes), kMaxChunkBytes);
  next_ = limit_ = chunk_begin_ = nullptr;
  closed_bytes_ = 0;
  if (old_chunks.size() > 4) OpenChunk(size_hint);

  Collector collector(*this);
  roots.VisitRoots(collector);
  collector.Scan();

  for (const Chunk& chunk : old_chunks) std::free(chunk.begin);
  std::erase_if(large_, [this](Object* object) {
    if (!object->has(kMarked)) {
      std::free(object);
      return true;
    }
    object->clear(kMarked);
    closed_bytes_ += ObjectBytes(object);
    return false;
  });
  ++stats_.collections;
  UpdateThreshold();
}

uint64_t Heap::SerialOf(Object* object) {
  if (object->serial() == 0) object->header |= next_serial_++ << 16;
  return object->serial();
}

void Heap::Freeze(uint64_t (*next_serial)()) {
  ForEachObject([next_serial](Object* object) {
    object->header = object->header << 48 >> 48 | next_serial() << 16;
    object->set(kShared);
  });
  frozen_ = true;
}

}  // namespace midge::vm
