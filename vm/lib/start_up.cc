#include "vm/lib/start_up.h"

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/compiler/compiler.h"
#include "vm/compiler/trees.h"
#include "vm/interp/intrinsics.h"
#include "vm/lib/modules.h"
#include "vm/objects/builtin_descriptors.h"
#include "vm/objects/core.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/instance_dict.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/os_error.h"
#include "vm/prelude/prelude.h"

namespace midge::vm {
namespace {

void RegisterTypes() {
  RegisterObjectMethods();
  RegisterInstanceDicts();
  RegisterModuleMethods();
  RegisterTypeMethods();
  RegisterDescriptorMethods();
  RegisterExceptionMethods();
  RegisterOsError();
  // Operators first: a type's own file may know better.
  RegisterOperatorMethods();
  RegisterIntMethods();
  RegisterFloatMethods();
  RegisterComplexMethods();
  RegisterNumberFunctions();
  RegisterTextFunctions();
  RegisterStrMethods();
  RegisterBytesMethods();
  RegisterByteArrayMethods();
  RegisterListMethods();
  RegisterTupleMethods();
  RegisterDictMethods();
  RegisterSetMethods();
  RegisterRangeMethods();
  RegisterWeakRefs();
  RegisterSizes();
}

void StartUpOnce() {
  MakeCore();
  RegisterBuiltinDescriptors();
  RegisterMemberDescriptors();
  RegisterExceptionFields();
  RegisterTypes();
  RegisterBuiltins();
  RegisterIteratorClasses();
  RegisterFunctionMethods();
  RegisterSys();
  RegisterMath();
  RegisterComplexMath();
  RegisterMidge();
  RegisterLocks();
  RegisterTime();
  RegisterJson();
  RegisterArray();
  RegisterBase64();
  RegisterZlib();
  RegisterDigests();
  RegisterLayout();
  RegisterRandom();
  RegisterSyntaxTrees();
  RegisterUnicodeData();
  RegisterGc();
  RegisterRegex();
  RegisterDeque();
  RegisterItertools();
  RegisterOrderedDict();
  RegisterInterpreter();
  LoadPrelude(&CompileModule);
  // The parts of sys that are Python.
  for (const char* name : {"exception",
                           "audit",
                           "addaudithook",
                           "call_tracing",
                           "get_asyncgen_hooks",
                           "set_asyncgen_hooks",
                           "get_coroutine_origin_tracking_depth",
                           "set_coroutine_origin_tracking_depth",
                           "getswitchinterval",
                           "setswitchinterval",
                           "gettrace",
                           "settrace",
                           "getprofile",
                           "setprofile",
                           "is_finalizing",
                           "implementation",
                           "flags",
                           "version_info",
                           "float_info",
                           "int_info",
                           "hash_info",
                           "thread_info",
                           "getdefaultencoding",
                           "getfilesystemencoding",
                           "getfilesystemencodeerrors",
                           "builtin_module_names",
                           "meta_path"}) {
    AddConstant("sys", name, core().prelude.at(Names::Intern(name)));
  }
  // Builtins that are Python: what programs call them, and the prelude.
  constexpr std::string_view kPython[][2] = {
      {"open", "open_file"},
      {"__import__", "import_function"},
      {"__build_class__", "build_class"},
      {"breakpoint", "breakpoint_function"},
      {"input", "input_function"},
      {"exit", "exit_builtin"},
      {"quit", "quit_builtin"}};
  for (const auto& [name, function] : kPython) {
    AddConstant("builtins", name, core().prelude.at(Names::Intern(function)));
  }
  for (const char* name : {"infj", "nanj"}) {
    AddConstant("cmath", name,
                core().prelude.at(Names::Intern(absl::StrCat("cmath_", name))));
  }
  AddConstantTo(core().BaseException, "__setstate__",
                core().prelude.at(Names::Intern("exception_setstate")));
  // What programs may replace, under both of its names.
  for (const char* name : {"unraisablehook", "excepthook", "displayhook",
                           "breakpointhook", "stdin", "stdout", "stderr"}) {
    const Value original = core().prelude.at(Names::Intern(name));
    AddConstant("sys", name, original);
    AddConstant("sys", absl::StrCat("__", name, "__"), original);
  }
  SealCore();
}

}  // namespace

std::vector<CompiledSource> SourceWarnings(
    const std::vector<syntax::SourceWarning>& warnings) {
  std::vector<CompiledSource> made;
  for (const syntax::SourceWarning& warning : warnings) {
    made.push_back(SourceError(warning.error));
    made.back().error_class =
        warning.is_deprecation ? "DeprecationWarning" : "SyntaxWarning";
  }
  return made;
}

CompiledSource SourceError(const syntax::SyntaxDiagnostic& error) {
  CompiledSource compiled;
  compiled.error_class = syntax::DiagnosticKindName(error.kind);
  compiled.message = error.message;
  compiled.file_name = error.filename;
  compiled.line = error.line;
  compiled.column = error.col;
  compiled.end_line = error.end_line;
  compiled.end_column = error.end_col;
  compiled.has_end_column = error.end_col != syntax::kNoColumn;
  compiled.text = error.text;
  compiled.has_text = error.has_text;
  compiled.has_message_only = error.has_message_only;
  return compiled;
}

CompiledSource CompileModule(std::string_view source,
                             std::string_view file_name,
                             const SourceOptions& options) {
  syntax::ParseMode mode = syntax::ParseMode::kModule;
  if (options.mode == SourceOptions::Mode::kEval) {
    mode = syntax::ParseMode::kExpression;
  } else if (options.mode == SourceOptions::Mode::kSingle) {
    mode = syntax::ParseMode::kSingle;
  }
  const CompileOptions how = {
      .is_interactive = mode == syntax::ParseMode::kSingle,
      .separate_namespace = options.at_run_time,
      .optimize = options.optimize,
      .future_annotations = options.future_annotations,
      .top_level_await = options.top_level_await,
      .is_text = options.is_text,
      .int_digits_max = options.int_digits_max,
      .has_file = !options.at_run_time};
  CompiledSource compiled;
  CompileResult result;
  if (options.is_tree) {
    syntax::TreeFault fault;
    result = CompileTree(source, file_name, how, &fault);
    if (!fault.ok()) {
      compiled.error_class = fault.error_class;
      compiled.message = fault.message;
      return compiled;
    }
  } else {
    result = CompileSource(source, file_name, mode, how);
  }
  if (!result.ok()) compiled = SourceError(result.error);
  compiled.unit = result.unit;
  compiled.warnings = SourceWarnings(result.warnings);
  compiled.decoded = std::move(result.decoded);
  return compiled;
}

void StartUp() {
  static std::once_flag once;
  std::call_once(once, &StartUpOnce);
}

}  // namespace midge::vm
