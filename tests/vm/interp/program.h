// Runs a program in one context, slice by slice, without a scheduler.
#ifndef MIDGE_TESTS_VM_INTERP_PROGRAM_H_
#define MIDGE_TESTS_VM_INTERP_PROGRAM_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/interp/interpreter.h"
#include "vm/interp/loader.h"
#include "vm/objects/context.h"
#include "vm/objects/native.h"

namespace midge::vm {

// Keeps what is written, and where the C++ stack was each time.
class RecordingServices : public Services {
 public:
  void Write(Context&, int, std::string_view text) override {
    char here;
    stack_addresses.push_back(reinterpret_cast<uintptr_t>(&here));
    output += text;
  }
  void Flush(Context&, int) override {}
  int64_t MonotonicNanoseconds() override { return 0; }
  int64_t WallNanoseconds() override { return 0; }
  uint64_t Entropy() override { return 1; }
  void FillRandom(std::span<char> bytes) override {
    std::fill(bytes.begin(), bytes.end(), 'r');
  }

  std::string output;
  std::vector<uintptr_t> stack_addresses;
};

// A context whose roots are one thread and one value.
class TestContext : public Context {
 public:
  using Context::Context;
  void VisitRoots(RootVisitor& visitor) override {
    Context::VisitRoots(visitor);
    visitor.Visit(&thread);
  }
  Ref<Thread> thread;
};

class TestProgram {
 public:
  explicit TestProgram(std::string source);

  // Makes `name` a global of the program: a native of no parameters.
  void Define(std::string_view name, NativeFunction function);

  // One slice of at most `budget`.
  StopReason Slice(int64_t budget);
  // Slices until the thread stops for another reason than its budget.
  StopReason RunToStop(int64_t budget = int64_t{1} << 60);

  TestContext& context() { return context_; }
  Thread* thread() { return context_.thread; }
  const std::string& output() const { return services_.output; }
  const std::vector<uintptr_t>& stack_addresses() const {
    return services_.stack_addresses;
  }
  // The words of the longest code: a straight-line block is no longer.
  int64_t longest_code() const;
  int64_t slices() const { return slices_; }

 private:
  RecordingServices services_;
  std::vector<std::unique_ptr<NativeData>> natives_;
  Program program_;
  TestContext context_;
  const CodeData* code_ = nullptr;
  Dict* globals_ = nullptr;  // good until the first slice
  int64_t slices_ = 0;
};

}  // namespace midge::vm

#endif  // MIDGE_TESTS_VM_INTERP_PROGRAM_H_
