// Which files a program is made of: Vm's door to vm/syntax/imports.h.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "vm/lib/start_up.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"
#include "vm/prelude/prelude.h"
#include "vm/syntax/imports.h"
#include "vm/text/codec.h"
#include "vm/vm.h"

namespace midge::vm {
namespace {

using syntax::Import;

const SourceFile* OurModule(std::string_view name) {
  for (const SourceFile& file : LibraryFiles()) {
    if (file.module_name == name) return &file;
  }
  return nullptr;
}

bool IsNative(std::string_view name) {
  Str* interned = Names::InternComputed(name);
  return interned != nullptr && core().modules.contains(interned);
}

// As with CPython's, no file of the program takes the place of these.
bool IsAlwaysOurs(std::string_view name) {
  static const Value names =
      core().prelude.at(Names::Intern("builtin_module_names"));
  const auto ours = static_cast<Tuple*>(names.as_object())->span();
  return std::any_of(ours.begin(), ours.end(), [&](Value one) {
    return ToUtf8(static_cast<Str*>(one.as_object())) == name;
  });
}

std::string PathOf(std::string module) {
  std::replace(module.begin(), module.end(), '.', '/');
  return module;
}

std::string ParentOf(const std::string& module) {
  const size_t dot = module.rfind('.');
  return dot == std::string::npos ? "" : module.substr(0, dot);
}

// Collects modules, each once.
class Collector {
 public:
  Collector(const SourceReader& read, const FolderReader& list,
            ProgramSources* out)
      : read_(read), list_(list), out_(out) {}

  absl::Status Run(const std::string& entry) {
    MIDGE_ASSIGN_OR_RETURN(std::optional<std::string> text,
                           read_(SourceFolder::kProgram, entry));
    if (!text.has_value()) {
      return absl::NotFoundError(absl::StrCat("there is no file ", entry));
    }
    MIDGE_RETURN_IF_ERROR(
        Add(SourceFolder::kProgram, entry, "", std::move(*text)));
    MIDGE_RETURN_IF_ERROR(AddQueued());
    // What functions of the library import comes along too, but not what
    // functions of that import: else one module would bring all.
    queue_.swap(later_);
    is_last_ = true;
    return AddQueued();
  }

 private:
  absl::Status AddQueued() {
    while (!queue_.empty()) {
      const std::string module = std::move(queue_.back());
      queue_.pop_back();
      MIDGE_RETURN_IF_ERROR(AddModule(module));
    }
    return absl::OkStatus();
  }

  // Importing a.b.c runs a, then a.b, then a.b.c.
  absl::Status AddModule(const std::string& module) {
    for (size_t dot = 0; dot != std::string::npos;) {
      dot = module.find('.', dot + 1);
      const std::string name = module.substr(0, dot);
      if (!seen_.insert(name).second) continue;
      if (!IsAlwaysOurs(name)) {
        MIDGE_ASSIGN_OR_RETURN(const bool found,
                               AddFrom(SourceFolder::kProgram, name));
        if (found) continue;
      }
      if (const SourceFile* ours = OurModule(name)) {
        Queue(ours->text, SourceFolder::kLibrary, "");
        continue;
      }
      if (IsNative(name)) continue;
      MIDGE_RETURN_IF_ERROR(AddFrom(SourceFolder::kLibrary, name).status());
    }
    return absl::OkStatus();
  }

  // Takes the module from `folder`, if it is there.
  absl::StatusOr<bool> AddFrom(SourceFolder folder, const std::string& name) {
    const std::string path = PathOf(name);
    const std::pair<std::string, std::string> places[] = {
        {absl::StrCat(path, "/__init__.py"), name},
        {absl::StrCat(path, ".py"), ParentOf(name)}};
    for (const auto& [file, package] : places) {
      if (taken_.contains({folder, file})) return true;
      MIDGE_ASSIGN_OR_RETURN(std::optional<std::string> text,
                             read_(folder, file));
      if (!text.has_value()) continue;
      MIDGE_RETURN_IF_ERROR(Add(folder, file, package, std::move(*text)));
      return true;
    }
    return false;
  }

  absl::Status Add(SourceFolder folder, const std::string& path,
                   const std::string& package, std::string text) {
    if (out_->program.size() + out_->library.size() >= kProgramModulesMax) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the program has more than ", kProgramModulesMax, " modules"));
    }
    taken_.insert({folder, path});
    Queue(text, folder, package);
    MIDGE_RETURN_IF_ERROR(QueueEncodings(text, folder));
    if (folder == SourceFolder::kProgram) {
      QueueGuesses(text, package);
      // A source in a string of this one may have it as its first statement.
      if (text.find("__future__") != text.npos) queue_.push_back("__future__");
      if (path.ends_with("/__init__.py")) {
        for (const std::string& name : syntax::FindListedNames(text)) {
          queue_.push_back(absl::StrCat(package, ".", name));
        }
      }
    }
    auto& list =
        folder == SourceFolder::kProgram ? out_->program : out_->library;
    list.push_back({path, std::move(text)});
    return absl::OkStatus();
  }

  // Notes what a source imports.  `package` is the dotted package it is in, for
  // its relative imports.
  void Queue(std::string_view text, SourceFolder folder,
             const std::string& package) {
    for (const Import& import : syntax::FindImports(text)) {
      std::vector<std::string>* queue = &queue_;
      if (folder == SourceFolder::kLibrary) {
        if (import.where == Import::Where::kScript) continue;
        // What warns must be able to show its warning.
        if (import.where == Import::Where::kFunction &&
            import.module != "warnings") {
          if (is_last_) continue;
          queue = &later_;
        }
      }
      QueueOne(import, package, queue);
    }
  }

  // What a source may import by names that it makes at run time.
  void QueueGuesses(std::string_view text, const std::string& package) {
    const auto parts = syntax::FindPartsOfNames(text);
    if (!parts.has_value()) return;
    if (!package.empty()) QueuePackage(package.substr(0, package.find('.')));
    for (const std::string& part : *parts) {
      queue_.push_back(part);
      QueuePackage(part);
      // "plugins.kind_" may be followed by more of a name.
      if (part.find('.') != part.npos) QueuePackage(ParentOf(part));
    }
  }

  // All modules of a package of the program, if it is one, but its tests.
  void QueuePackage(const std::string& package) {
    if (!whole_.insert(package).second) return;
    for (const std::string& name : list_(PathOf(package))) {
      if (guesses_ == kGuessedModulesMax) return;
      if (name.ends_with(".py") && name != "__main__.py") {
        ++guesses_;
        queue_.push_back(
            name == "__init__.py"
                ? package
                : absl::StrCat(package, ".", name.substr(0, name.size() - 3)));
      } else if (name.ends_with("/") && name != "tests/" && name != "test/") {
        QueuePackage(
            absl::StrCat(package, ".", name.substr(0, name.size() - 1)));
      }
    }
  }

  // Encodings are modules too, found by names that are strings: those that a
  // source seems to use come along.  What str and bytes know is not asked for.
  absl::Status QueueEncodings(std::string_view text, SourceFolder folder) {
    std::vector<std::string> names = syntax::FindEncodingNames(text);
    if (folder == SourceFolder::kLibrary) KeepWhatLibraryUses(&names);
    for (const std::string& name : names) {
      text::Encoding known;
      if (text::ParseEncoding(name, &known)) continue;
      MIDGE_ASSIGN_OR_RETURN(const std::string module, EncodingModule(name));
      if (!module.empty()) queue_.push_back(module);
    }
    return absl::OkStatus();
  }

  // Of the library's strings, those with a digit, as in "cp437"; where there
  // are many, the source tells of encodings and uses none.
  static void KeepWhatLibraryUses(std::vector<std::string>* names) {
    constexpr size_t kUsedMax = 16;
    std::erase_if(*names, [](const std::string& name) {
      return name.find_first_of("0123456789") == name.npos;
    });
    if (names->size() > kUsedMax) names->clear();
  }

  // The library's module for an encoding, by its own name or by an alias; empty
  // where there is none.
  absl::StatusOr<std::string> EncodingModule(const std::string& name) {
    if (!aliases_.has_value()) {
      MIDGE_ASSIGN_OR_RETURN(
          std::optional<std::string> read,
          read_(SourceFolder::kLibrary, "encodings/aliases.py"));
      aliases_ = std::move(read).value_or("");
    }
    // Its lines are 'alias' : 'name',
    std::string target = name;
    size_t at = aliases_->find(absl::StrCat("'", name, "'"));
    const size_t colon =
        at == std::string::npos
            ? at
            : aliases_->find_first_not_of(' ', at + 2 + name.size());
    if (colon != std::string::npos && (*aliases_)[colon] == ':') {
      at = aliases_->find('\'', colon);
      const size_t end =
          at == std::string::npos ? at : aliases_->find('\'', at + 1);
      if (end != std::string::npos) {
        target = aliases_->substr(at + 1, end - at - 1);
      }
    }
    if (target == "aliases") return "";
    MIDGE_ASSIGN_OR_RETURN(const std::optional<std::string> found,
                           read_(SourceFolder::kLibrary,
                                 absl::StrCat("encodings/", target, ".py")));
    return found.has_value() ? absl::StrCat("encodings.", target) : "";
  }

  // Turns an import into dotted names from the top.
  static void QueueOne(const Import& import, const std::string& package,
                       std::vector<std::string>* queue) {
    std::string module;
    if (import.level > 0) {
      // One dot is the package itself, each further one its parent; more than
      // there are is the program's error, to be told when it runs.
      module = package;
      for (int up = 1; up < import.level; ++up) {
        if (module.empty()) return;
        module = ParentOf(module);
      }
    }
    const auto join = [](const std::string& head, const std::string& tail) {
      if (head.empty() || tail.empty()) return head + tail;
      return absl::StrCat(head, ".", tail);
    };
    module = join(module, import.module);
    if (!module.empty()) queue->push_back(module);
    // A name may be a module of the package as well as a thing in it.
    for (const std::string& name : import.names) {
      queue->push_back(join(module, name));
    }
  }

  const SourceReader& read_;
  const FolderReader& list_;
  ProgramSources* const out_;
  std::vector<std::string> queue_;
  std::vector<std::string> later_;
  bool is_last_ = false;
  std::optional<std::string> aliases_;  // what encodings/aliases.py says
  std::set<std::string> seen_;
  std::set<std::string> whole_;  // packages taken as a whole
  size_t guesses_ = 0;
  std::set<std::pair<SourceFolder, std::string>> taken_;
};

}  // namespace

absl::StatusOr<ProgramSources> CollectSources(const std::string& entry,
                                              const SourceReader& read,
                                              const FolderReader& list) {
  StartUp();  // It knows which modules are ours.
  ProgramSources sources;
  MIDGE_RETURN_IF_ERROR(Collector(read, list, &sources).Run(entry));
  return sources;
}

}  // namespace midge::vm
