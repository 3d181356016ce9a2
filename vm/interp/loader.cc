#include "vm/interp/loader.h"

#include <set>
#include <utility>

#include "base/check.h"
#include "vm/bytecode/unit_codec.h"
#include "vm/interp/code_maker.h"
#include "vm/interp/library_names.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

// The folder, with its slash, of the package whose name is the first `length`
// bytes of that of `file`; empty if it has none.
std::string FolderAbove(const SourceFile& file, size_t length) {
  std::string folder = file.file_name;
  const auto up = [&] {
    const size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
  };
  if (file.is_package) up();
  for (size_t i = length; i < file.module_name.size(); ++i) {
    if (file.module_name[i] == '.') up();
  }
  return folder.empty() ? folder : folder + "/";
}

// Adds the packages that are folders without an __init__.py: empty modules with
// a __path__ and no __file__.
std::vector<SourceFile> WithNamespaces(std::vector<SourceFile> files) {
  std::set<std::string> known;
  for (const SourceFile& file : files) known.insert(file.module_name);
  for (size_t i = 0, count = files.size(); i < count; ++i) {
    const std::string name = files[i].module_name;
    for (size_t dot = name.find('.'); dot != std::string::npos;
         dot = name.find('.', dot + 1)) {
      const std::string parent = name.substr(0, dot);
      Str* interned = Names::InternComputed(parent);
      if (interned == nullptr || core().modules.contains(interned) ||
          !known.insert(parent).second) {
        continue;
      }
      SourceFile package;
      package.module_name = parent;
      package.is_package = true;
      package.is_hidden = true;
      package.file_name = FolderAbove(files[i], dot);
      files.push_back(std::move(package));
    }
  }
  return files;
}

}  // namespace

Program::Program(std::vector<SourceFile> files, CompileFunction compile)
    : files_(WithNamespaces(std::move(files))), compile_(std::move(compile)) {}

Program::~Program() = default;

const SourceFile* Program::File(std::string_view module_name) const {
  for (const SourceFile& file : files_) {
    if (file.module_name == module_name) return &file;
  }
  return nullptr;
}

std::string_view Program::SourceLine(std::string_view file_name,
                                     int line) const {
  for (const SourceFile& file : files_) {
    if (file.file_name != file_name) continue;
    std::string_view text = file.text;
    {
      MutexLock lock(&mutex_);
      const auto decoded = decoded_.find(file_name);
      if (decoded != decoded_.end()) text = decoded->second;
    }
    for (int at = 1; at < line; ++at) {
      const size_t end = text.find('\n');
      if (end == std::string_view::npos) return {};
      text.remove_prefix(end + 1);
    }
    std::string_view found = text.substr(0, text.find('\n'));
    if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
    return found;
  }
  return {};
}

CompiledSource Program::CompileFile(const SourceFile& file) const {
  if (file.code.empty()) {
    return compile_(file.text,
                    NameInTracebacks(file.module_name, file.file_name), {});
  }
  CompiledSource compiled;
  compiled.unit = DecodeUnit(file.code);
  MIDGE_CHECK(compiled.unit != nullptr, file.file_name);
  return compiled;
}

const CodeData* Program::Module(std::string_view name,
                                CompiledSource* error_out) {
  const SourceFile* file = File(name);
  if (file == nullptr) return nullptr;
  {
    MutexLock lock(&mutex_);
    auto found = modules_.find(name);
    if (found != modules_.end()) return found->second;
  }
  CompiledSource compiled = CompileFile(*file);
  if (!compiled.decoded.empty()) {
    MutexLock lock(&mutex_);
    decoded_.try_emplace(file->file_name, std::move(compiled.decoded));
  }
  if (compiled.unit == nullptr) {
    *error_out = std::move(compiled);
    return nullptr;
  }
  error_out->warnings = std::move(compiled.warnings);
  MutexLock lock(&mutex_);
  // Another agent may have loaded it meanwhile; then its code is everyone's.
  auto found = modules_.find(name);
  if (found != modules_.end()) return found->second;
  const CodeData* code = LoadLocked(std::move(compiled.unit), name);
  if (code == nullptr) {
    error_out->error_class = "MemoryError";
    error_out->message = kTooManyNames;
    return nullptr;
  }
  modules_.emplace(name, code);
  return code;
}

const CodeData* Program::Load(std::shared_ptr<const CodeUnit> unit,
                              std::string_view module_name) {
  MutexLock lock(&mutex_);
  return LoadLocked(std::move(unit), module_name);
}

const CodeData* Program::LoadLocked(std::shared_ptr<const CodeUnit> unit,
                                    std::string_view module_name) {
  Str* name = Names::InternComputed(module_name);
  if (name == nullptr) return nullptr;
  Code* code = MakeCode(context_, std::move(unit), name, &codes_);
  ShareConstants();
  return code == nullptr ? nullptr : code->data;
}

// Constants belong to every agent: they are shared from now on, with hashes and
// serials that nobody has to write any more.
void Program::ShareConstants() {
  context_.heap().ForEachObject([](Object* object) {
    if (object->shared()) return;
    if (object->is(Kind::kStr)) StrHash(static_cast<Str*>(object));
    object->header |= Names::NextSharedSerial() << 16;
    object->set(kShared);
  });
}

}  // namespace midge::vm
