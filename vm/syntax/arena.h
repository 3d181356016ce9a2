// Memory for one syntax tree: nodes, their lists and their texts.
//
// Ownership: everything made here dies with the arena; nothing in it has a
//            destructor.
// Threads:   one at a time.
// Invariant: equal identifiers share one text, so they can be compared by
//            data().
#ifndef MIDGE_VM_SYNTAX_ARENA_H_
#define MIDGE_VM_SYNTAX_ARENA_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace midge::vm::syntax {

// A list whose elements live in an arena.
template <typename T>
struct Seq {
  T* data = nullptr;
  uint32_t count = 0;

  T* begin() const { return data; }
  T* end() const { return data + count; }
  uint32_t size() const { return count; }
  bool empty() const { return count == 0; }
  T& operator[](size_t index) const { return data[index]; }
  T& front() const { return data[0]; }
  T& back() const { return data[count - 1]; }
};

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void* Allocate(size_t bytes) {
    bytes = (bytes + kAlignment - 1) & ~(kAlignment - 1);
    if (bytes > static_cast<size_t>(limit_ - next_)) Grow(bytes);
    void* result = next_;
    next_ += bytes;
    return result;
  }

  template <typename T, typename... Args>
  T* New(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= kAlignment);
    return new (Allocate(sizeof(T))) T(std::forward<Args>(args)...);
  }

  template <typename T>
  Seq<T> Copy(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    auto* data = static_cast<T*>(Allocate(items.size() * sizeof(T)));
    std::memcpy(static_cast<void*>(data), items.data(),
                items.size() * sizeof(T));
    return {data, static_cast<uint32_t>(items.size())};
  }

  std::string_view CopyText(std::string_view text) {
    if (text.empty()) return {};
    auto* data = static_cast<char*>(Allocate(text.size()));
    std::memcpy(data, text.data(), text.size());
    return {data, text.size()};
  }

  std::string_view Intern(std::string_view text) {
    auto found = names_.find(text);
    if (found != names_.end()) return *found;
    return *names_.insert(CopyText(text)).first;
  }

 private:
  static constexpr size_t kAlignment = 8;
  static constexpr size_t kBlockBytes = 16 << 10;

  void Grow(size_t bytes) {
    size_t size = bytes > kBlockBytes ? bytes : kBlockBytes;
    blocks_.push_back(std::make_unique<char[]>(size));
    next_ = blocks_.back().get();
    limit_ = next_ + size;
  }

  char* next_ = nullptr;
  char* limit_ = nullptr;
  std::vector<std::unique_ptr<char[]>> blocks_;
  absl::flat_hash_set<std::string_view> names_;
};

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_ARENA_H_
