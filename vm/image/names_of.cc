#include "vm/image/names_of.h"

#include "absl/container/flat_hash_map.h"
#include "vm/image/limits.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"
#include "vm/objects/native.h"
#include "vm/objects/operators.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {

namespace {

constexpr std::string_view kMain = "__main__";

Value Unwrap(Value v) {
  if (IsKind(v, Kind::kStaticMethod)) {
    return static_cast<StaticMethod*>(v.as_object())->function;
  }
  if (IsKind(v, Kind::kClassMethod)) {
    return static_cast<ClassMethod*>(v.as_object())->function;
  }
  return v;
}

// What module enum keeps of a class's members: those with names, and all by
// their values.  Null if the class is no Enum.
Dict* Members(Context& context, Class* cls, Str* map_name) {
  if (!(cls->flags & kClassMeta)) return nullptr;
  const Value map = FindInClass(context, cls, map_name);
  if (!IsKind(map, Kind::kDict)) return nullptr;
  return static_cast<Dict*>(map.as_object());
}

Dict* MembersByName(Context& context, Class* cls) {
  static Str* const kMap = Names::Intern("_member_map_");
  return Members(context, cls, kMap);
}

Dict* MembersByValue(Context& context, Class* cls) {
  static Str* const kMap = Names::Intern("_value2member_map_");
  return Members(context, cls, kMap);
}

Instance* AsMember(Context& context, Class* cls, Value v) {
  if (!IsKind(v, Kind::kInstance)) return nullptr;
  Instance* member = static_cast<Instance*>(v.as_object());
  return context.Resolve(ClassOf(context, v)) == cls ? member : nullptr;
}

using ClassesByName = absl::flat_hash_map<std::string, Class*>;
using NamesByClass = absl::flat_hash_map<const Class*, std::string>;

struct CoreClasses {
  ClassesByName by_name;
  NamesByClass by_class;
};

const CoreClasses& AllCoreClasses() {
  static const CoreClasses* const kClasses = [] {
    auto* classes = new CoreClasses;
    const Core& c = core();
    const auto add = [classes](const char* name, Class* cls) {
      classes->by_name.emplace(name, cls);
      classes->by_class.emplace(cls, name);
    };
#define CLASS(member, name, base, kind) add(name, c.member);
#define EXCEPTION(member, name, base) add(name, c.member);
#include "vm/objects/core_classes.def"
#undef CLASS
#undef EXCEPTION
    return classes;
  }();
  return *kClasses;
}

}  // namespace

namespace {

// Null if `name` is: no module has a name that nobody knows.
Module* ModuleCalled(Context& context, Str* name) {
  if (name == nullptr || !context.modules) return nullptr;
  const Value module = DictGet(context.Resolve(context.modules.get()), name);
  if (IsKind(module, Kind::kModule)) {
    return context.Resolve(static_cast<Module*>(module.as_object()));
  }
  const auto native = core().modules.find(name);
  return native == core().modules.end() ? nullptr : native->second;
}

Str* MainName() {
  static Str* const kName = Names::Intern(kMain);
  return kName;
}

Module* FindKnownModule(Context& context, const ModuleNames& names,
                        Str* wire_name) {
  Module* module = ModuleCalled(context, wire_name);
  if (module != nullptr || wire_name != MainName()) return module;
  return ModuleCalled(context, names.entry);
}

}  // namespace

Module* FindModule(Context& context, const ModuleNames& names,
                   std::string_view wire_name) {
  // Looked up without interning: names may come from outside.
  Str* known = wire_name == kMain ? MainName() : Names::Find(wire_name);
  return FindKnownModule(context, names, known);
}

Str* WireModuleName(const ModuleNames& names, Str* name) {
  return StrEqual(name, names.entry) ? MainName() : name;
}

Value FindQualified(Context& context, Module* module,
                    std::string_view qualname) {
  Dict* dict = module->dict.get();
  for (int part = 0; part < kNamePartsMax; ++part) {
    const size_t dot = qualname.find('.');
    Str* name = Names::Find(qualname.substr(0, dot));
    if (name == nullptr || dict == nullptr) return Value();
    const Value found = Unwrap(DictGet(context.Resolve(dict), name));
    if (dot == std::string_view::npos || found.is_unbound()) return found;
    if (!IsKind(found, Kind::kClass)) return Value();
    dict = context.Resolve(static_cast<Class*>(found.as_object()))->dict.get();
    qualname.remove_prefix(dot + 1);
  }
  return Value();
}

namespace {

// Whether one look-up finds the name: it has one part, and is no lambda's.
bool IsOnePart(const Str* qualname) {
  const std::string_view latin1(
      reinterpret_cast<const char*>(qualname->chars1()), qualname->length);
  return qualname->is_interned() && qualname->width() == 1 &&
         latin1.find_first_of(".<") == std::string_view::npos;
}

}  // namespace

bool GoesByName(Context& context, const ModuleNames& names, Object* object,
                Str* wire_module, Str* qualname) {
  Module* home = FindKnownModule(context, names, Names::Find(wire_module));
  if (home == nullptr || !home->dict) return false;
  Value named;
  if (IsOnePart(qualname)) {
    named = Unwrap(DictGet(context.Resolve(home->dict.get()), qualname));
  } else {
    const std::string text = ToUtf8(qualname);
    if (text.find('<') != std::string::npos) return false;
    named = FindQualified(context, home, text);
  }
  return named.is_object() && Identical(context, named, Value::Of(object));
}

Str* NameOfMember(Context& context, Instance* instance) {
  static Str* const kName = Names::Intern("_name_");
  Class* cls = context.Resolve(instance->cls.get());
  Dict* members = MembersByName(context, cls);
  if (members == nullptr) return nullptr;
  const Value name = InstanceGet(context, instance, kName);
  if (!IsKind(name, Kind::kStr)) return nullptr;
  Str* text = static_cast<Str*>(name.as_object());
  const Value member = DictGet(context.Resolve(members), text);
  return Identical(context, member, Value::Of(instance)) ? text : nullptr;
}

bool IsMadeOfFlags(Context& context, Instance* instance, int64_t* flags) {
  static Str* const kValue = Names::Intern("_value_");
  Class* cls = context.Resolve(instance->cls.get());
  if (MembersByValue(context, cls) == nullptr) return false;
  const Value value = InstanceGet(context, instance, kValue);
  if (!value.is_int()) return false;
  *flags = value.as_int();
  Instance* known = FindMadeOfFlags(context, cls, *flags);
  return known != nullptr &&
         Identical(context, Value::Of(known), Value::Of(instance));
}

Instance* FindMember(Context& context, Class* cls, std::string_view name) {
  Dict* members = MembersByName(context, cls);
  Str* known = Names::Find(name);
  if (members == nullptr || known == nullptr) return nullptr;
  return AsMember(context, cls, DictGet(context.Resolve(members), known));
}

Instance* FindMadeOfFlags(Context& context, Class* cls, int64_t flags) {
  Dict* members = MembersByValue(context, cls);
  Value found;
  if (members == nullptr ||
      DictFind(context, context.Resolve(members), Value::Int(flags), &found) !=
          OpResult::kDone) {
    return nullptr;
  }
  return AsMember(context, cls, found);
}

bool AddMadeOfFlags(Context& context, Class* cls, int64_t flags,
                    Instance* instance) {
  Dict* members = MembersByValue(context, cls);
  if (members == nullptr) return false;
  DictStore(context, Writable(context, members), Value::Int(flags),
            Value::Of(instance));
  return true;
}

Class* FindCoreClass(std::string_view name) {
  const ClassesByName& classes = AllCoreClasses().by_name;
  const auto found = classes.find(std::string(name));
  return found == classes.end() ? nullptr : found->second;
}

std::string_view CoreClassName(const Class* cls) {
  const NamesByClass& names = AllCoreClasses().by_class;
  const auto found = names.find(cls);
  return found == names.end() ? std::string_view() : found->second;
}

Native* FindNative(std::string_view module, std::string_view qualname) {
  Dict* dict = nullptr;
  if (!module.empty()) {
    Str* name = Names::Find(module);
    if (name == nullptr) return nullptr;
    const auto found = core().modules.find(name);
    if (found != core().modules.end()) {
      dict = found->second->dict.get();
    } else if (module == "builtins") {
      dict = core().builtins;
    }
  } else {
    const size_t dot = qualname.find('.');
    if (dot == std::string_view::npos) return nullptr;
    Class* owner = FindCoreClass(qualname.substr(0, dot));
    if (owner == nullptr) return nullptr;
    dict = owner->dict.get();
    qualname.remove_prefix(dot + 1);
  }
  Str* name = Names::Find(qualname);
  if (dict == nullptr || name == nullptr) return nullptr;
  const Value found = Unwrap(DictGet(dict, name));
  return IsKind(found, Kind::kNative) ? static_cast<Native*>(found.as_object())
                                      : nullptr;
}

}  // namespace midge::vm
