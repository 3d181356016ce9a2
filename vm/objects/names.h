// Interned strings, versions and serials: what that all agents of a
// process share and that grows.  Nothing here is ever taken back.
//
// An interned Str is shared, immortal and equal to another interned Str only if
// it is the same object.  Every identifier in a code object and every attribute
// name is interned.
#ifndef MIDGE_VM_OBJECTS_NAMES_H_
#define MIDGE_VM_OBJECTS_NAMES_H_

#include <string_view>

#include "vm/objects/objects.h"

namespace midge::vm {

// The process interns no more names of programs (their identifiers, and what
// they hand to setattr) than this many, of this many bytes in all: then who
// wants another gets null, which its program sees as a MemoryError.
inline constexpr size_t kMaxInternedNames = 4 << 20;
inline constexpr size_t kMaxInternedBytes = 1 << 30;
inline constexpr const char kTooManyNames[] = "too many names in the process";

class Names {
 public:
  // The interned Str for UTF-8 `text`, which is ours and not a program's: for
  // these there is always room.  Any thread.
  static Str* Intern(std::string_view text);
  // The interned Str equal to `text`, made if there is none and there is room,
  // else null.  Any thread.
  static Str* Intern(const Str* text);
  // The same for UTF-8 text that is a program's.
  static Str* InternComputed(std::string_view text);
  // The interned Str equal to `text`, or null if there is none.  Any thread.
  static Str* Find(const Str* text);
  static Str* Find(std::string_view utf8);

  // A number never given out before, from 1.  Any thread.
  static uint32_t NextVersion();
  // A serial for a shared object, unlike any that an agent's heap gives out.
  // Any thread.
  static uint64_t NextSharedSerial();
};

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_NAMES_H_
