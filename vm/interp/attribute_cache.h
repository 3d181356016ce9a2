// Inline caches: what an instruction remembers of its last look-up.
//
// Each cache is two relaxed atomic words.  The first names what it is good for
// (its low four bits say how to read it), and everything taken from the second
// is checked against a guard in that same second word: two workers may write
// the two words of one cache at the same time.
//
//   word 0                                           word 1
//   version:32  layout:20  slot:8  kSlot             -
//   version:32  layout:20  0:8     kInClass          version:32 mro:8 entry:24
//   version:32  layout:20  0:8     kAdd              layout:20 slot:8 new:20
//   version:32  0:28               kOfClass          version:32 mro:8 entry:24
//   version:32  entry:28           kModule           -
//   version:32  entry:28           kGlobal           -
//   version:32  entry:28           kBuiltin          -
//   Kind:8 0:4 address of a Native:48 kMethod       -
//   255:8  0:4 address of a Native:48 kMethod       -     of a kind with several
//                                                         classes; its owner
//                                                         is the guard
//
// A class's version names all that look-ups through it depend on, a dict's its
// set of keys, so a version that matches makes the rest good.
#ifndef MIDGE_VM_INTERP_ATTRIBUTE_CACHE_H_
#define MIDGE_VM_INTERP_ATTRIBUTE_CACHE_H_

#include <atomic>
#include <cstdint>

#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/native.h"

namespace midge::vm {

enum class CacheUse : uint64_t {
  kNothing,
  kSlot,     // an instance's attribute
  kInClass,  // an attribute of the instance's class, not in the instance
  kAdd,      // a store that adds an attribute: from one layout to the next
  kOfClass,  // an attribute of a class
  kModule,   // an attribute of a module
  kGlobal,
  kBuiltin,
  kMethod,  // a native method of a builtin kind
};
inline constexpr uint64_t kCacheUseMask = 15;

using CacheWords = std::atomic<uint64_t>*;

// What both words held.
struct CacheEntry {
  uint64_t word0 = 0;
  uint64_t word1 = 0;
};

// The caches lie before the constants, see CodeData.
inline CacheWords CacheAt(const Value* constants, uint32_t w) {
  const size_t back = w >> 16;
  return reinterpret_cast<CacheWords>(const_cast<Value*>(constants)) - 2 -
         2 * back;
}
inline uint64_t CacheWord(CacheWords cache, int i = 0) {
  return cache[i].load(std::memory_order_relaxed);
}
inline CacheUse CacheUseOf(uint64_t word) {
  return static_cast<CacheUse>(word & kCacheUseMask);
}
// Bits 12 and up of the words that guard an instance.
inline uint64_t InstanceGuard(const Class* cls, const Instance* instance) {
  return uint64_t{cls->version} << 20 | instance->layout();
}
inline uint32_t CachedSlot(uint64_t word) { return word >> 4 & 0xFF; }
inline uint32_t CachedEntry(uint64_t word) { return word >> 4 & 0xFFFFFFF; }

// What this worker found before about attribute `name` of an instance that
// `guard` stands for: where one instruction meets many classes.  Nothing: an
// entry whose use is kNothing.  The cache may be given what is found.
CacheEntry Recall(CacheWords cache, uint64_t guard, const Str* name);
// The same for storing it.
CacheEntry RecallStore(CacheWords cache, uint64_t guard, const Str* name);

// Whether reading the class attribute `raw` through an instance gives just it.
inline bool IsPlainInClass(Value raw) {
  if (!raw.is_object()) return true;
  switch (raw.as_object()->kind()) {
    case Kind::kFunction:
    case Kind::kNative:
    case Kind::kStaticMethod:
    case Kind::kClassMethod:
    case Kind::kProperty:
    case Kind::kInstance:
    case Kind::kSuper:
      return false;
    default:
      return true;
  }
}

// The class attribute at the place that word 1 of a cache names.
// REQUIRES: word1 >> 32 is cls->version.
inline Value AtLocation(Context& context, Class* cls, uint64_t word1) {
  const uint32_t mro_index = word1 >> 24 & 0xFF;
  Class* at = cls;
  if (mro_index != 0) {
    at = context.Resolve(
        static_cast<Class*>(cls->mro.held()->items()[mro_index].as_object()));
  }
  return *DictEntryValue(at->dict.held(), word1 & 0xFFFFFF);
}

// Whether a call through an object of class `cls` may leave `raw`, found there,
// as it is and put the object first among the arguments.
inline bool IsBareMethod(Context& context, Value raw, Class* cls) {
  if (IsKind(raw, Kind::kFunction)) return true;
  if (!IsKind(raw, Kind::kNative)) return false;
  const NativeData* data = static_cast<Native*>(raw.as_object())->data;
  return data->is_method && !data->takes_class &&
         (data->owner == nullptr || IsSubclass(context, cls, data->owner));
}

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_ATTRIBUTE_CACHE_H_
