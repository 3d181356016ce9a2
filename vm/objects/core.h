// The builtin classes and modules: shared objects that every agent of the
// process sees, made once at start-up and never changed after.
//
// Who adds to it: each type's file has a Register...() that core.cc calls; the
// prelude's functions are set by vm.cc once they are compiled.
#ifndef MIDGE_VM_OBJECTS_CORE_H_
#define MIDGE_VM_OBJECTS_CORE_H_

#include <span>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "vm/objects/native.h"
#include "vm/objects/objects.h"

namespace midge::vm {

struct Core {
#define CLASS(member, name, base, kind) Class* member = nullptr;
#define EXCEPTION(member, name, base) Class* member = nullptr;
#include "vm/objects/core_classes.def"
#undef CLASS
#undef EXCEPTION

  // By Kind; null for kinds whose objects know their class.
  Class* class_of_kind[kKindCount] = {};
  // By their types; see iterator_classes.cc.
  Class* class_of_generator[Generator::kTypeCount] = {};
  Class* class_of_iterator[Iterator::kTypeCount] = {};
  Class* class_of_view[DictView::kTypeCount] = {};
  // Whose heap core objects are made in; frozen by SealCore().
  Context context{nullptr};
  Dict* builtins = nullptr;  // the namespace of module builtins
  Str* empty_str = nullptr;
  Str* ascii[128] = {};  // the one-character strings
  // Names that C++ looks up often.
#define NAME(member, text) Str* member = nullptr;
#include "vm/objects/core_names.def"
#undef NAME
  Tuple* empty_tuple = nullptr;
  // Natively written modules ("math", "time"), by name.
  absl::flat_hash_map<Str*, Module*> modules;
  // The prelude's functions, by name, twice: what is called in passing has its
  // name as text.
  absl::flat_hash_map<Str*, Value> prelude;
  absl::flat_hash_map<std::string_view, Value, std::hash<std::string_view>>
      prelude_by_text;
  // REQUIRES: the prelude has `name`.
  Value PreludeFunction(std::string_view name) const {
    const auto found = prelude_by_text.find(name);
    MIDGE_CHECK(found != prelude_by_text.end(), "the prelude lacks a function");
    return found->second;
  }
};

// Makes the core, without methods and functions; see vm/lib/start_up.h.
void MakeCore();

extern Core* g_core;
// The process's core.  REQUIRES: MakeCore() has run.
inline Core& core() { return *g_core; }

// Adds methods to a builtin class, functions to a module (made if it is new).
// At start-up only.
void AddMethods(Class* cls, std::span<const NativeSpec> specs);
Module* CoreModule(std::string_view name);
void AddFunctions(std::string_view module, std::span<const NativeSpec> specs);
void AddConstant(std::string_view module, std::string_view name, Value value);
void AddConstantTo(Class* cls, std::string_view name, Value value);
// A read-only attribute computed by a native of one parameter, self.
void AddGetter(Class* cls, const NativeSpec& spec);
void AddGetters(Class* cls, std::span<const NativeSpec> specs);
// Makes such an attribute writable.  REQUIRES: AddGetter() for its name.
void AddSetter(Class* cls, const NativeSpec& spec);
void AddSetters(Class* cls, std::span<const NativeSpec> specs);
// What `del` does to such an attribute.  REQUIRES: as AddSetter().
void AddDeleter(Class* cls, const NativeSpec& spec);
void AddDeleters(Class* cls, std::span<const NativeSpec> specs);

// A new class of our own, for what has no line in core_classes.def.
Class* AddClass(std::string_view module, std::string_view name, Class* base);

// A new builtin class that only its instances know.
Class* AddHiddenClass(std::string_view name);

// Ends start-up: everything made so far is shared from now on.
void SealCore();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_CORE_H_
