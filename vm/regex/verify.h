// Pattern code comes from outside: it is verified once, before it is run.
#ifndef MIDGE_VM_REGEX_VERIFY_H_
#define MIDGE_VM_REGEX_VERIFY_H_

#include <cstdint>
#include <span>

namespace midge::vm::regex {

// Whether `code` is well formed for a pattern of `groups` groups: every skip
// leads to where its construct ends, every group exists, every repeat's item
// is what its operator takes. The matcher reads nothing outside such code and
// always comes to its Success or fails.
bool Verify(std::span<const uint32_t> code, int64_t groups);

}  // namespace midge::vm::regex

#endif  // MIDGE_VM_REGEX_VERIFY_H_
