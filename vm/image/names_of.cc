#include "vm/image/names_of.h"

#include "absl/container/flat_hash_map.h"
#include "vm/image/limits.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"
#include "vm/objects/native.h"

namespace midge::vm {

namespace {

constexpr std::string_view kMain = "__main__";

// Looks without interning: names may come from outside.
Str* KnownName(Context& context, std::string_view name) {
  return Names::Find(NewStr(context, name));
}

Value Unwrap(Value v) {
  if (IsKind(v, Kind::kStaticMethod)) {
    return static_cast<StaticMethod*>(v.as_object())->function;
  }
  if (IsKind(v, Kind::kClassMethod)) {
    return static_cast<ClassMethod*>(v.as_object())->function;
  }
  return v;
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

Module* FindModule(Context& context, const ModuleNames& names,
                   std::string_view wire_name) {
  const auto find = [&context](std::string_view name) -> Module* {
    Str* known = KnownName(context, name);
    if (known == nullptr || !context.modules) return nullptr;
    const Value module = DictGet(context.Resolve(context.modules.get()), known);
    if (IsKind(module, Kind::kModule)) {
      return context.Resolve(static_cast<Module*>(module.as_object()));
    }
    const auto native = core().modules.find(known);
    return native == core().modules.end() ? nullptr : native->second;
  };
  Module* module = find(wire_name);
  if (module == nullptr && wire_name == kMain) module = find(names.entry);
  return module;
}

std::string_view WireModuleName(const ModuleNames& names,
                                std::string_view name) {
  return name == names.entry ? kMain : name;
}

Value FindQualified(Context& context, Module* module,
                    std::string_view qualname) {
  Dict* dict = module->dict.get();
  for (int part = 0; part < kNamePartsMax; ++part) {
    const size_t dot = qualname.find('.');
    Str* name = KnownName(context, qualname.substr(0, dot));
    if (name == nullptr || dict == nullptr) return Value();
    const Value found = Unwrap(DictGet(context.Resolve(dict), name));
    if (dot == std::string_view::npos || found.is_unbound()) return found;
    if (!IsKind(found, Kind::kClass)) return Value();
    dict = context.Resolve(static_cast<Class*>(found.as_object()))->dict.get();
    qualname.remove_prefix(dot + 1);
  }
  return Value();
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
  Context context(nullptr);  // for the text alone
  Dict* dict = nullptr;
  if (!module.empty()) {
    Str* name = KnownName(context, module);
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
  Str* name = KnownName(context, qualname);
  if (dict == nullptr || name == nullptr) return nullptr;
  const Value found = Unwrap(DictGet(dict, name));
  return IsKind(found, Kind::kNative) ? static_cast<Native*>(found.as_object())
                                      : nullptr;
}

}  // namespace midge::vm
