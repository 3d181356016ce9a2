// Code that the interpreter runs: a CodeUnit with its constants made into heap
// values and its inline caches beside it.
//
// Ownership: the Program (vm/interp/loader.h) owns every CodeData of a swarm;
//            they live as long as the swarm.
// Threads:   constant after loading but for the caches, which every worker
//            reads and writes as single relaxed atomic words; a lost update
//            only costs speed, and a stale one is caught by its guard.
#ifndef MIDGE_VM_INTERP_CODE_H_
#define MIDGE_VM_INTERP_CODE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "vm/bytecode/code_unit.h"
#include "vm/objects/objects.h"

namespace midge::vm {

struct CodeData {
  Str* name;
  Str* qualified_name;
  Str* file_name;
  int32_t first_line;
  uint32_t flags;  // CodeFlags
  int32_t positional_count;
  int32_t positional_only_count;
  int32_t keyword_only_count;
  int32_t register_count;
  const Instruction* instructions;  // of `unit`
  // In `storage`, behind the caches, so that the interpreter reaches both from
  // here.
  Value* constants;
  // A call with just so many positional arguments needs no binding; -1 if the
  // code has other parameters than positional ones or is a generator.
  int32_t simple_arguments;
  // Words of `instructions`: what a call is charged.
  int32_t instruction_count;

  std::vector<Str*> local_names;
  std::vector<Str*> cell_names;
  std::vector<Str*> free_names;
  // Two words for each inline cache, the last one first, and the constants.
  std::unique_ptr<std::atomic<uint64_t>[]> storage;
  uint32_t constant_count;
  std::shared_ptr<const CodeUnit> unit;  // spans, handlers
  Code* object;  // the Code object that stands for this; shared
  // Of code compiled at run time: its place among the code of its source, each
  // before what is nested in it.
  uint32_t made_index = 0;
  // For sending by name: the module this code belongs to ("__main__", "a.b").
  Str* module_name;

  std::span<Value> constant_span() const { return {constants, constant_count}; }
  bool is(CodeFlags flag) const { return flags & flag; }
  // All parameters: positional, keyword-only, *args, **kwargs.
  int parameter_count() const {
    return positional_count + keyword_only_count + is(kCodeVarArgs) +
           is(kCodeVarKeywords);
  }
};
static_assert(sizeof(std::atomic<uint64_t>) == sizeof(Value));

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_CODE_H_
