// A swarm's code: its source modules and the Code objects made of them.
//
// vm/interp does not know the compiler; it is given one as a function.
#ifndef MIDGE_VM_INTERP_LOADER_H_
#define MIDGE_VM_INTERP_LOADER_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "base/mutex.h"
#include "vm/interp/code.h"
#include "vm/objects/context.h"

namespace midge::vm {

// What the compiler answers: a unit, or the pieces of a SyntaxError.
struct CompiledSource {
  std::shared_ptr<const CodeUnit> unit;  // null on error
  std::string error_class;  // "SyntaxError", "IndentationError" ...
  std::string message;
  std::string file_name;
  int line = 0, column = 0, end_line = 0, end_column = 0;
  bool has_end_column = true;
  std::string text;  // the source line
  bool has_text = false;
  bool has_message_only = false;  // the exception's one argument
  // SyntaxWarnings and DeprecationWarnings, which error_class tells apart,
  // each as the SyntaxError that it may become.
  std::vector<CompiledSource> warnings;
  // The whole text in UTF-8, where the source is in another encoding or has
  // other ends of lines.
  std::string decoded;
};

// How a source text is to be compiled: as a module of the program, or as
// compile() was told.
struct SourceOptions {
  enum class Mode : uint8_t { kExec, kEval, kSingle };
  Mode mode = Mode::kExec;
  // Compiled by a running program: names live in a namespace of their own.
  bool at_run_time = false;
  // The source is a str: no encoding that it names is meant.
  bool is_text = false;
  int optimize = 0;
  bool future_annotations = false;
  bool top_level_await = false;
  // Of a tree: comments that give types are in it, or refused.
  bool type_comments = false;
  // Digits of a decimal int; 0 is no limit.
  int32_t int_digits_max = text::kIntTextDigitsMax;
  // The source is a tree's text; see vm/syntax/tree_reader.h.
  bool is_tree = false;
};
using CompileFunction = std::function<CompiledSource(
    std::string_view source, std::string_view file_name,
    const SourceOptions& options)>;

// One file of a program's bundle.
struct SourceFile {
  std::string module_name;  // "__main__", "ants.colony"
  std::string file_name;    // as tracebacks show it
  std::string text;
  bool is_package = false;
  bool is_hidden = false;  // the library's: not a file that a program sees
  // What the text was compiled to when the program was built (DecodeUnit()), in
  // memory that stays; empty if it was not.
  std::string_view code = {};
};

// All code of one swarm on one node.
//
// Ownership: owns the CodeData and the shared heap of their constants.
// Threads:   any; loading takes a lock.
class Program {
 public:
  Program(std::vector<SourceFile> files, CompileFunction compile);
  ~Program();

  // The code of module `name`: compiled and loaded once.  Null and *error_out
  // filled in if it does not compile, or has names too many; null with an empty
  // error_class if the program has no such module.  Its warnings are there when
  // it was compiled just now.
  const CodeData* Module(std::string_view name, CompiledSource* error_out)
      ABSL_LOCKS_EXCLUDED(mutex_);
  const SourceFile* File(std::string_view module_name) const;
  // Line `line` (from 1) of the file that tracebacks call `file_name`; "" if
  // there is none.
  std::string_view SourceLine(std::string_view file_name, int line) const
      ABSL_LOCKS_EXCLUDED(mutex_);

  // For what is compiled at run time.
  CompiledSource Compile(std::string_view source, std::string_view file_name,
                         const SourceOptions& options) const {
    return compile_(source, file_name, options);
  }

  // Makes a unit and all nested in it into code.  Null if the process interns
  // no more names.
  const CodeData* Load(std::shared_ptr<const CodeUnit> unit,
                       std::string_view module_name)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  CompiledSource CompileFile(const SourceFile& file) const;
  const CodeData* LoadLocked(std::shared_ptr<const CodeUnit> unit,
                             std::string_view module_name)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ShareConstants() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::vector<SourceFile> files_;
  const CompileFunction compile_;
  mutable Mutex mutex_;
  // Whose heap the constants are in; all shared.
  Context context_ ABSL_GUARDED_BY(mutex_){nullptr};
  std::vector<std::unique_ptr<CodeData>> codes_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, const CodeData*, std::less<>> modules_
      ABSL_GUARDED_BY(mutex_);
  // Texts of files in other encodings; never taken away.
  std::map<std::string, const std::string, std::less<>> decoded_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_LOADER_H_
