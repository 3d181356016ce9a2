#include "vm/objects/names.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>

#include "absl/container/flat_hash_set.h"
#include "base/mutex.h"
#include "vm/objects/containers.h"
#include "vm/text/hash.h"

namespace midge::vm {
namespace {

struct ByContent {
  using is_transparent = void;
  size_t operator()(const Str* str) const {
    const size_t bytes = size_t{str->length} * str->width();
    return static_cast<size_t>(
        text::HashBytes({reinterpret_cast<const char*>(str->chars1()), bytes}));
  }
  bool operator()(const Str* a, const Str* b) const { return StrEqual(a, b); }
  // By ASCII text.
  size_t operator()(std::string_view ascii) const {
    return static_cast<size_t>(text::HashBytes(ascii));
  }
  bool operator()(const Str* a, std::string_view ascii) const {
    return a->width() == 1 && a->length == ascii.size() &&
           std::memcmp(a->chars1(), ascii.data(), ascii.size()) == 0;
  }
};

struct Table {
  Mutex mutex;
  absl::flat_hash_set<Str*, ByContent, ByContent> names ABSL_GUARDED_BY(mutex);
  size_t bytes ABSL_GUARDED_BY(mutex) = 0;
  std::atomic<uint32_t> version{0};
  std::atomic<uint64_t> serial{0};
};

// Never destroyed: names outlive everything that has one.
Table& table() {
  static Table* table = new Table;
  return *table;
}

size_t BytesOfCopy(const Str* str) {
  return ObjectBytes(Kind::kStr, str->length, str->width());
}

Str* CopyForever(const Str* str) {
  Str* copy = static_cast<Str*>(std::malloc(BytesOfCopy(str)));
  MIDGE_CHECK(copy != nullptr, "the process is out of memory");
  const unsigned width = static_cast<unsigned>(str->width()) >> 1;
  copy->header = Object::Header(Kind::kStr, width << kWidthShift);
  copy->header |= Names::NextSharedSerial() << 16;
  copy->length = str->length;
  copy->other = str->other;
  std::memcpy(copy->chars1(), str->chars1(), ByteCount(str));
  StrHash(copy);
  copy->set(kShared);
  copy->set(kInterned);
  return copy;
}

// The interned Str equal to `text`; null if a limit is in the way.
Str* FindOrIntern(const Str* text, bool limited) {
  if (text->is_interned()) return const_cast<Str*>(text);
  Table& names = table();
  MutexLock lock(&names.mutex);
  auto found = names.names.find(text);
  if (found != names.names.end()) return *found;
  const size_t bytes = BytesOfCopy(text);
  if (limited && (names.names.size() >= kMaxInternedNames ||
                  bytes > kMaxInternedBytes - names.bytes)) {
    return nullptr;
  }
  Str* name = CopyForever(text);
  names.names.insert(name);
  if (limited) names.bytes += bytes;
  return name;
}

}  // namespace

Str* Names::Intern(const Str* text) { return FindOrIntern(text, true); }

Str* Names::InternComputed(std::string_view utf8) {
  Context scratch(nullptr);
  return Intern(NewStr(scratch, utf8));
}

Str* Names::Intern(std::string_view utf8) {
  Context scratch(nullptr);
  return FindOrIntern(NewStr(scratch, utf8), false);
}

Str* Names::Find(const Str* text) {
  if (text->is_interned()) return const_cast<Str*>(text);
  Table& names = table();
  MutexLock lock(&names.mutex);
  auto found = names.names.find(text);
  return found == names.names.end() ? nullptr : *found;
}

Str* Names::Find(std::string_view utf8) {
  const bool ascii = std::all_of(utf8.begin(), utf8.end(),
                                 [](char c) { return (c & 0x80) == 0; });
  if (!ascii) {
    Context scratch(nullptr);
    return Find(NewStr(scratch, utf8));
  }
  Table& names = table();
  MutexLock lock(&names.mutex);
  auto found = names.names.find(utf8);
  return found == names.names.end() ? nullptr : *found;
}

uint32_t Names::NextVersion() {
  // Relaxed: only uniqueness matters.
  return table().version.fetch_add(1, std::memory_order_relaxed) + 1;
}

uint64_t Names::NextSharedSerial() {
  // Relaxed: only uniqueness matters.
  return kSharedSerials +
         table().serial.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace midge::vm
