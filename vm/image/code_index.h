// Numbers the code of a program's modules, so that a function that has no name
// of its own can be named in bytes: every node compiles the same sources, so a
// number means the same everywhere.
//
// A module's own code is 0; the code nested in it follows in the order of the
// constants, each before what is nested in it.
//
// Threads: any.
#ifndef MIDGE_VM_IMAGE_CODE_INDEX_H_
#define MIDGE_VM_IMAGE_CODE_INDEX_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/mutex.h"
#include "vm/interp/loader.h"

namespace midge::vm {

// `code` and all that is nested in it, each before what is nested in it.
std::vector<const CodeData*> Preorder(const CodeData* code);

class CodeIndex {
 public:
  // Borrows the programs, which must outlive it; a module is looked for in
  // each in turn.
  explicit CodeIndex(std::vector<Program*> programs)
      : programs_(std::move(programs)) {}

  // False if `code` is in no module of the programs.
  bool NumberOf(const CodeData* code, uint32_t* number)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Null if there is no such code.
  const CodeData* Find(std::string_view module, uint64_t number)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  using Numbered = std::vector<const CodeData*>;
  const Numbered& ModuleLocked(std::string_view module)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::vector<Program*> programs_;
  Mutex mutex_;
  std::map<std::string, Numbered, std::less<>> modules_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<const CodeData*, uint32_t> numbers_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace midge::vm

#endif  // MIDGE_VM_IMAGE_CODE_INDEX_H_
