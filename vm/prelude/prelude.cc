#include "vm/prelude/prelude.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "vm/bytecode/unit_codec.h"
#include "vm/interp/interpreter.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"
#include "vm/prelude/prelude_sources.h"

namespace midge::vm {
namespace {

void RunFile(Program& program, const PreludeSource& source, Dict* globals) {
  std::shared_ptr<CodeUnit> unit = DecodeUnit(source.code);
  MIDGE_CHECK(unit != nullptr, std::string(source.file_name));
  Context& context = core().context;
  Function* body = context.heap().New<Function>();
  const CodeData* code = program.Load(std::move(unit), source.module);
  body->code = code->object;
  body->globals = globals;
  body->name = body->qualified_name = Value::Of(code->name);
  body->module = Value::Of(Names::Intern(source.module));
  Thread* thread =
      NewThread(context, Value::Of(body), core().empty_tuple, nullptr);
  context.budget = std::numeric_limits<int64_t>::max() / 2;
  const StopReason stopped = Run(context, thread);
  MIDGE_CHECK(stopped == StopReason::kFinished,
              absl::StrCat(std::string(source.file_name), ": ",
                           stopped == StopReason::kFailed
                               ? FormatException(context, thread->value)
                               : "did not finish"));
}

// Later files, and what they call, may need what the files so far defined.
void Publish(Dict* globals) {
  Value name, value;
  for (int64_t at = 0; DictNext(globals, &at, &name, &value);) {
    Str* const interned = Names::Intern(static_cast<Str*>(name.as_object()));
    core().prelude[interned] = value;
    // Names are ASCII and stay where they are.
    const std::string_view text(
        reinterpret_cast<const char*>(interned->chars1()), interned->length);
    core().prelude_by_text[text] = value;
  }
}

// Classes that say so too, but that only their instances know.
bool IsHiddenBuiltin(Str* name) {
  static constexpr std::string_view kHidden[] = {
      "coroutine_wrapper", "anext_awaitable", "async_generator_asend",
      "async_generator_athrow", "generic_alias_iterator", "mappingproxy"};
  return std::find(std::begin(kHidden), std::end(kHidden), ToUtf8(name)) !=
         std::end(kHidden);
}

// A class of the prelude that says its __module__ is builtins is a builtin.
void PublishBuiltins() {
  Context& context = core().context;
  Dict* to = CoreModule("builtins")->dict;
  Value name, value;
  for (int64_t at = 0;
       DictNext(CoreModule("_prelude")->dict, &at, &name, &value);) {
    if (!IsKind(value, Kind::kClass)) continue;
    Class* cls = static_cast<Class*>(value.as_object());
    const Value module = FindInClass(context, cls, core().n_module);
    if (IsKind(module, Kind::kStr) && !IsHiddenBuiltin(cls->name) &&
        ToUtf8(static_cast<Str*>(module.as_object())) == "builtins") {
      DictSet(context, to, static_cast<Str*>(name.as_object()), value);
    }
  }
}

}  // namespace

void LoadPrelude(const CompileFunction& compile) {
  // Owns the prelude's code, which lives as long as the process.
  static Program* const program = new Program({}, compile);
  core().context.modules = NewDict(core().context);
  for (const PreludeSource& source : kPreludeSources) {
    Dict* globals = CoreModule(source.module)->dict;
    RunFile(*program, source, globals);
    if (source.module == "_prelude") Publish(globals);
  }
  PublishBuiltins();
}

const std::vector<SourceFile>& LibraryFiles() {
  static const auto* const files = [] {
    auto* made = new std::vector<SourceFile>;
    for (const PreludeSource& source : kLibrarySources) {
      SourceFile file;
      file.module_name = source.module;
      file.file_name = source.file_name;
      file.text = source.text;
      file.code = source.code;
      file.is_hidden = true;
      made->push_back(std::move(file));
    }
    return made;
  }();
  return *files;
}

}  // namespace midge::vm
