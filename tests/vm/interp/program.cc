#include "tests/vm/interp/program.h"

#include <algorithm>

#include "base/check.h"
#include "vm/interp/intrinsics.h"
#include "vm/lib/start_up.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

int64_t LongestCode(const CodeUnit& unit) {
  int64_t longest = static_cast<int64_t>(unit.instructions.size());
  for (const Constant& constant : unit.constants) {
    if (constant.code != nullptr) {
      longest = std::max(longest, LongestCode(*constant.code));
    }
  }
  return longest;
}

std::vector<SourceFile> OneFile(std::string source) {
  StartUp();
  return {{"__main__", "test.py", std::move(source), false}};
}

}  // namespace

TestProgram::TestProgram(std::string source)
    : program_(OneFile(std::move(source)), &CompileModule),
      context_(&services_) {
  context_.program = &program_;
  context_.modules = NewDict(context_);
  CompiledSource error;
  code_ = program_.Module("__main__", &error);
  MIDGE_CHECK(code_ != nullptr, error.message);
  globals_ = NewVersionedDict(context_);
  DictSet(context_, globals_, core().n_name, Value::Of(core().n_main));
  Function* body = NewModuleFunction(context_, code_, globals_);
  context_.thread =
      NewThread(context_, Value::Of(body), core().empty_tuple, nullptr);
}

void TestProgram::Define(std::string_view name, NativeFunction function) {
  natives_.push_back(std::make_unique<NativeData>());
  NativeData* data = natives_.back().get();
  data->name = data->qualified_name = Names::Intern(name);
  data->module = nullptr;
  data->function = function;
  Native* native = context_.heap().New<Native>();
  native->data = data;
  DictSet(context_, globals_, Names::Intern(name), Value::Of(native));
}

StopReason TestProgram::Slice(int64_t budget) {
  context_.budget = budget;
  ++slices_;
  return Run(context_, context_.thread);
}

StopReason TestProgram::RunToStop(int64_t budget) {
  for (;;) {
    const StopReason reason = Slice(budget);
    if (reason != StopReason::kBudgetSpent) return reason;
  }
}

int64_t TestProgram::longest_code() const { return LongestCode(*code_->unit); }

}  // namespace midge::vm
