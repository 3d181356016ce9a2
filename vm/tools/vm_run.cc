// midge-vm-run: runs one Python file on the VM alone, as python3 would.
//
//   midge-vm-run [run] [--slice N] [--gc-stress] [--workers N] FILE [-- ARG...]
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "vm/interp/interpreter.h"
#include "vm/interp/loader.h"
#include "vm/lib/start_up.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

namespace fs = std::filesystem;

struct Options {
  int64_t slice = 0;  // opcodes; 0: no end
  bool gc_stress = false;
  std::string file;
  std::vector<std::string> arguments;
};

class StandardServices : public Services {
 public:
  void Write(Context&, int stream, std::string_view text) override {
    FILE* file = stream == 1 ? stdout : stderr;
    if (stream != 1) std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), file);
  }
  int64_t MonotonicNanoseconds() override {
    return clock_.MonotonicNanos();
  }
  int64_t WallNanoseconds() override { return clock_.WallNanos(); }
  uint64_t Entropy() override {
    std::random_device device;
    return uint64_t{device()} << 32 | device();
  }

 private:
  RealClock clock_;
};

bool ReadFile(const fs::path& path, std::string* text) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  *text = out.str();
  return static_cast<bool>(in);
}

// Every module below `folder`: "a.py" is a, "p/__init__.py" is p, "p/b.py" p.b.
void AddModules(const fs::path& folder, const std::string& prefix,
                std::vector<SourceFile>* files) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path& path = entry.path();
    SourceFile file;
    file.file_name = fs::absolute(path).string();
    if (entry.is_directory()) {
      const fs::path init = path / "__init__.py";
      if (!fs::exists(init)) continue;
      file.file_name = fs::absolute(init).string();
      file.module_name = prefix + path.filename().string();
      file.is_package = true;
      if (!ReadFile(init, &file.text)) continue;
      const std::string package = file.module_name + ".";
      files->push_back(std::move(file));
      AddModules(path, package, files);
    } else if (path.extension() == ".py" && path.stem() != "__init__") {
      file.module_name = prefix + path.stem().string();
      if (ReadFile(path, &file.text)) files->push_back(std::move(file));
    }
  }
}

std::vector<SourceFile> ReadProgram(const Options& options,
                                    std::string main_text) {
  std::vector<SourceFile> files;
  files.push_back({"__main__", fs::absolute(options.file).string(),
                   std::move(main_text), false});
  const fs::path folder = fs::absolute(options.file).parent_path();
  AddModules(folder, "", &files);
  return files;
}

void SetArguments(Context& context, const Options& options) {
  List* arguments = NewList(context);
  ListPush(context, arguments, Value::Of(NewStr(context, options.file)));
  for (const std::string& argument : options.arguments) {
    ListPush(context, arguments, Value::Of(NewStr(context, argument)));
  }
  Module* sys = core().modules.at(Names::Intern("sys"));
  PythonCall call;
  SetAttribute(context, Value::Of(sys), Names::Intern("argv"),
               Value::Of(arguments), &call);
}

// The exit status of a program that an exception ended; prints what python3
// prints.
int ExitStatus(Context& context, Value exception) {
  if (!IsInstance(context, exception, core().SystemExit)) {
    context.services().Write(context, 2, FormatException(context, exception));
    return 1;
  }
  const Value args = *static_cast<Instance*>(exception.as_object())
                          ->slot(kExceptionArgs);
  Tuple* given = static_cast<Tuple*>(args.as_object());
  const Value code = given->length == 0 ? Value::None() : (*given)[0];
  if (code.is_none()) return 0;
  if (code.is_int()) return static_cast<int>(code.as_int() & 0xFF);
  if (code.is_bool()) return code.is_true();
  Value text;
  if (ToStr(context, code, &text) == OpResult::kDone) {
    context.services().Write(
        context, 2, ToUtf8(static_cast<Str*>(text.as_object())) + "\n");
  }
  return 1;
}

// Keeps the thread that is run alive between slices.
class Agent : public Context {
 public:
  using Context::Context;
  Ref<Thread> thread;
  void VisitRoots(RootVisitor& visitor) override {
    Context::VisitRoots(visitor);
    visitor.Visit(&thread);
  }
};

int RunProgram(const Options& options, std::string main_text) {
  StartUp();
  Program program(ReadProgram(options, std::move(main_text)), &CompileModule);
  StandardServices services;
  Agent agent(&services);
  agent.program = &program;
  agent.modules = NewDict(agent);
  SetArguments(agent, options);
  agent.heap().set_stress(options.gc_stress);
  const Value name = Value::Of(core().n_main);
  agent.thread =
      NewThread(agent, core().prelude.at(Names::Intern("run_main")),
                NewTuple(agent, {&name, 1}), nullptr);
  for (;;) {
    agent.budget = options.slice > 0 ? options.slice
                                     : std::numeric_limits<int64_t>::max() / 2;
    switch (Run(agent, agent.thread)) {
      case StopReason::kBudgetSpent:
        continue;
      case StopReason::kFinished:
        return 0;
      case StopReason::kFailed:
        return ExitStatus(agent, agent.thread->result);
      case StopReason::kParked:
        std::fprintf(stderr, "midge-vm-run: the program waits, and nothing "
                             "else runs here\n");
        return 1;
    }
  }
}

int Usage() {
  std::fprintf(stderr,
               "usage: midge-vm-run [--slice N] [--gc-stress] [--workers N] "
               "FILE [-- ARG...]\n");
  return 2;
}

bool ParseOptions(int argc, char** argv, Options* options) {
  int i = 1;
  // tests/lang/run.py drives this program and `midge` alike.
  if (i < argc && std::string_view(argv[i]) == "run") ++i;
  for (; i < argc && argv[i][0] == '-'; ++i) {
    const std::string_view flag = argv[i];
    if (flag == "--gc-stress") {
      options->gc_stress = true;
    } else if (flag == "--slice" && i + 1 < argc) {
      options->slice = std::atoll(argv[++i]);
    } else if (flag == "--workers" && i + 1 < argc) {
      ++i;
    } else {
      return false;
    }
  }
  if (i == argc) return false;
  options->file = argv[i++];
  if (i < argc && std::string_view(argv[i]) == "--") ++i;
  for (; i < argc; ++i) options->arguments.push_back(argv[i]);
  return true;
}

int Main(int argc, char** argv) {
  Options options;
  if (!ParseOptions(argc, argv, &options)) return Usage();
  std::string text;
  if (!ReadFile(options.file, &text)) {
    std::fprintf(stderr, "midge-vm-run: can't open file '%s'\n",
                 options.file.c_str());
    return 2;
  }
  const int status = RunProgram(options, std::move(text));
  std::fflush(stdout);
  return status;
}

}  // namespace
}  // namespace midge::vm

int main(int argc, char** argv) { return midge::vm::Main(argc, argv); }
