// Finds what is sent by name: functions, classes, natives and members of Enums.
//
// An agent finds a name in its own modules first, so that __main__.Ant in the
// root and the image's Ant are one class to whoever receives it.
#ifndef MIDGE_VM_IMAGE_NAMES_OF_H_
#define MIDGE_VM_IMAGE_NAMES_OF_H_

#include <string>
#include <string_view>

#include "vm/objects/context.h"
#include "vm/objects/names.h"

namespace midge::vm {

// How an agent calls the module of the program's entry outside the root, e.g.
// "ants" for ants.py.
struct ModuleNames {
  explicit ModuleNames(std::string_view entry_name = "__main__")
      : entry(Names::Intern(entry_name)) {}
  Str* entry;
};

// The module that the wire calls `wire_name`; null if the agent has none.
Module* FindModule(Context& context, const ModuleNames& names,
                   std::string_view wire_name);
// The wire's name of the module that the agent calls `name`.
Str* WireModuleName(const ModuleNames& names, Str* name);

// What `module.qualname` is: unbound if there is no such thing.  Static and
// class methods are looked into.
Value FindQualified(Context& context, Module* module,
                    std::string_view qualname);

// Whether `object` is found as `wire_module.qualname`, and so goes by that
// name.
bool GoesByName(Context& context, const ModuleNames& names, Object* object,
                Str* wire_module, Str* qualname);

// The name of `instance` among the members of its class, which is an Enum then;
// null if it is none.  A member that other flags make up has no name: its
// number goes to `*flags`.
Str* NameOfMember(Context& context, Instance* instance);
bool IsMadeOfFlags(Context& context, Instance* instance, int64_t* flags);
// What the Enum class has so; null if there is no such thing.
Instance* FindMember(Context& context, Class* cls, std::string_view name);
Instance* FindMadeOfFlags(Context& context, Class* cls, int64_t flags);
// Makes that known to the class; false: it is no Enum.
bool AddMadeOfFlags(Context& context, Class* cls, int64_t flags,
                    Instance* instance);

// The builtin class called `name`; null if there is none.
Class* FindCoreClass(std::string_view name);
// The name of a builtin class; empty if `cls` is none.
std::string_view CoreClassName(const Class* cls);
// The native function of `module` ("" for methods) called `qualname`.
Native* FindNative(std::string_view module, std::string_view qualname);

}  // namespace midge::vm

#endif  // MIDGE_VM_IMAGE_NAMES_OF_H_
