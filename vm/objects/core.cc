#include "vm/objects/core.h"

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/layout.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

// What each builtin class allows its instances and subclasses.
uint32_t FlagsOf(std::string_view name, bool is_exception) {
  if (is_exception) return kClassException | kClassSubclassable;
  if (name == "object") return kClassInstances | kClassSubclassable;
  for (std::string_view payload :
       {"int",          "float",       "complex",       "str",
        "bytes",        "bytearray",   "tuple",         "list",
        "dict",         "set",         "frozenset",     "property",
        "staticmethod", "classmethod", "ReferenceType", "weakproxy",
        "enumerate",    "zip",         "map",           "filter",
        "reversed",     "count",       "repeat"}) {
    if (name == payload) return kClassPayload | kClassSubclassable;
  }
  for (std::string_view other : {"type", "module"}) {
    if (name == other) return kClassSubclassable;
  }
  return 0;
}

// What `match` takes its instances for.
uint32_t CollectionOf(std::string_view name) {
  for (std::string_view sequence : {"list", "tuple", "range"}) {
    if (name == sequence) return kClassSequence;
  }
  return name == "dict" ? uint32_t{kClassMapping} : 0;
}

Class* MakeClass(Core& core, std::string_view module, std::string_view name,
                 Class* base, Kind kind, bool is_exception) {
  Context& context = core.context;
  Class* cls = context.heap().New<Class>();
  cls->name = Names::Intern(name);
  cls->qualified_name = Value::Of(Names::Intern(name));
  cls->module = Value::Of(Names::Intern(module));
  cls->doc = Value::None();
  cls->dict = NewVersionedDict(context);
  cls->version = Names::NextVersion();
  cls->flags = FlagsOf(name, is_exception) | CollectionOf(name) | kClassBuiltin;
  cls->root_layout = is_exception ? kExceptionLayout : kEmptyLayout;
  cls->inline_slots = is_exception ? uint32_t{kExceptionSlotCount} : 0;
  cls->instance_kind = static_cast<uint64_t>(kind);
  cls->metaclass = core.type;  // null for object and type: set by MakeCore
  const Value base_value = base ? Value::Of(base) : Value();
  cls->bases = NewTuple(context, {&base_value, base ? size_t{1} : 0});
  std::vector<Value> mro{Value::Of(cls)};
  if (base != nullptr) {
    mro.insert(mro.end(), base->mro->span().begin(), base->mro->span().end());
  }
  cls->mro = NewTuple(context, mro);
  return cls;
}

void MakeClasses(Core& core) {
#define CLASS(member, name, base, kind) \
  core.member =                         \
      MakeClass(core, "builtins", name, core.base, Kind::k##kind, false);
#define EXCEPTION(member, name, base) \
  core.member =                       \
      MakeClass(core, "builtins", name, core.base, Kind::kInstance, true);
#include "vm/objects/core_classes.def"
#undef CLASS
#undef EXCEPTION
#define CLASS(member, name, base, kind) \
  core.class_of_kind[static_cast<int>(Kind::k##kind)] = core.member;
#define EXCEPTION(member, name, base)
#include "vm/objects/core_classes.def"
#undef CLASS
#undef EXCEPTION
  core.class_of_kind[static_cast<int>(Kind::kBigInt)] = core.int_;
  core.class_of_kind[static_cast<int>(Kind::kIndex)] = core.array;
  core.object->metaclass = core.type->metaclass = core.type;
  for (Class* cls :
       {core.agent, core.agent_range, core.mailbox, core.semaphore, core.thread,
        core.AgentError, core.NodeLost, core.Deadlock}) {
    cls->module = Value::Of(Names::Intern("midge"));
  }
  for (Class* cls : {core.weak_proxy, core.weak_ref}) {
    cls->module = Value::Of(Names::Intern("weakref"));
  }
  for (Class* cls : {core.regex_pattern, core.regex_match}) {
    cls->module = Value::Of(Names::Intern("re"));
  }
  core.regex_scanner->module = Value::Of(Names::Intern("_sre"));
}

// What `from builtins import *` gives of the classes.
bool IsPublicBuiltin(Class* cls) {
  static constexpr std::string_view kHidden[] = {"NoneType",
                                                 "ellipsis",
                                                 "NotImplementedType",
                                                 "cell",
                                                 "code",
                                                 "function",
                                                 "builtin_function_or_method",
                                                 "method",
                                                 "module",
                                                 "generator",
                                                 "coroutine",
                                                 "async_generator",
                                                 "iterator",
                                                 "count",
                                                 "repeat",
                                                 "dict_view",
                                                 "traceback",
                                                 "frame",
                                                 "array"};
  if (static_cast<Str*>(cls->module.as_object()) != Names::Intern("builtins")) {
    return false;
  }
  const std::string name = ToUtf8(cls->name);
  for (std::string_view hidden : kHidden) {
    if (name == hidden) return false;
  }
  return true;
}

void FillBuiltins(Core& core) {
  core.builtins = NewVersionedDict(core.context);
  const Class* classes[] = {
#define CLASS(member, name, base, kind) core.member,
#define EXCEPTION(member, name, base) core.member,
#include "vm/objects/core_classes.def"
#undef CLASS
#undef EXCEPTION
  };
  for (const Class* cls : classes) {
    if (IsPublicBuiltin(const_cast<Class*>(cls))) {
      DictSet(core.context, core.builtins, cls->name, Value::Of(cls));
    }
  }
  const auto alias = [&](std::string_view name, Value value) {
    DictSet(core.context, core.builtins, Names::Intern(name), value);
  };
  alias("EnvironmentError", Value::Of(core.OSError));
  alias("IOError", Value::Of(core.OSError));
  alias("Ellipsis", Value::Ellipsis());
  alias("NotImplemented", Value::NotImplemented());
  alias("__debug__", Value::True());
  alias("None", Value::None());
  alias("True", Value::True());
  alias("False", Value::False());
  alias("__name__", Value::Of(Names::Intern("builtins")));
}

}  // namespace

Core* g_core = nullptr;

Module* CoreModule(std::string_view name) {
  Core& core = *g_core;
  Module*& module = core.modules[Names::Intern(name)];
  if (module == nullptr) {
    module = core.context.heap().New<Module>();
    module->name = Names::Intern(name);
    module->dict =
        name == "builtins" ? core.builtins : NewVersionedDict(core.context);
    DictSet(core.context, module->dict, core.n_name,
            Value::Of(Names::Intern(name)));
    DictSet(core.context, module->dict, Names::Intern("__doc__"),
            Value::None());
    DictSet(core.context, module->dict, Names::Intern("__package__"),
            Value::Of(Names::Intern("")));
  }
  return module;
}

void MakeCore() {
  MIDGE_CHECK(g_core == nullptr, "the core is made once");
  g_core = new Core;  // Never destroyed: shared objects outlive every agent.
  Core& core = *g_core;
  core.context.heap().NeverCollect();
  core.context.heap().PrepareToFreeze(kCoreSerials);
  core.empty_str = Names::Intern("");
  core.empty_tuple = NewTuple(core.context, uint32_t{0});
  for (uint32_t c = 0; c < 128; ++c) {
    const char text = static_cast<char>(c);
    core.ascii[c] = Names::Intern({&text, 1});
  }
#define NAME(member, text) core.member = Names::Intern(text);
#include "vm/objects/core_names.def"
#undef NAME
  MakeClasses(core);
  FillBuiltins(core);
  CoreModule("builtins");
}

void AddMethods(Class* cls, std::span<const NativeSpec> specs) {
  for (const NativeSpec& spec : specs) {
    DictSet(core().context, cls->dict, Names::Intern(spec.name),
            Value::Of(MakeMethod(spec, cls)));
  }
  cls->version = Names::NextVersion();
}

void AddFunctions(std::string_view module, std::span<const NativeSpec> specs) {
  for (const NativeSpec& spec : specs) {
    AddConstant(module, spec.name,
                Value::Of(MakeNative(spec, "", module, false)));
  }
}

void AddConstant(std::string_view module, std::string_view name, Value value) {
  Core& the_core = core();
  DictSet(the_core.context, CoreModule(module)->dict, Names::Intern(name),
          value);
}

void AddGetter(Class* cls, const NativeSpec& spec) {
  Core& the_core = core();
  Property* property = the_core.context.heap().New<Property>();
  Native* getter = MakeMethod(spec, cls);
  const_cast<NativeData*>(getter->data)->is_getter = true;
  property->getter = Value::Of(getter);
  property->setter = property->deleter = property->doc = Value::None();
  property->doc_is_getters = Value::False();
  property->name = Value::Of(Names::Intern(spec.name));
  DictSet(the_core.context, cls->dict, Names::Intern(spec.name),
          Value::Of(property));
  cls->version = Names::NextVersion();
}

void AddConstantTo(Class* cls, std::string_view name, Value value) {
  DictSet(core().context, cls->dict, Names::Intern(name), value);
}

void AddDeleter(Class* cls, const NativeSpec& spec) {
  const Value property = DictGet(cls->dict, Names::Intern(spec.name));
  MIDGE_CHECK(IsKind(property, Kind::kProperty), spec.name);
  static_cast<Property*>(property.as_object())->deleter =
      Value::Of(MakeNative(spec, ToUtf8(cls->name), "", true));
}

void AddSetter(Class* cls, const NativeSpec& spec) {
  const Value property = DictGet(cls->dict, Names::Intern(spec.name));
  MIDGE_CHECK(IsKind(property, Kind::kProperty), spec.name);
  static_cast<Property*>(property.as_object())->setter =
      Value::Of(MakeMethod(spec, cls));
}

void AddGetters(Class* cls, std::span<const NativeSpec> specs) {
  for (const NativeSpec& spec : specs) AddGetter(cls, spec);
}

void AddSetters(Class* cls, std::span<const NativeSpec> specs) {
  for (const NativeSpec& spec : specs) AddSetter(cls, spec);
}

void AddDeleters(Class* cls, std::span<const NativeSpec> specs) {
  for (const NativeSpec& spec : specs) AddDeleter(cls, spec);
}

Class* AddHiddenClass(std::string_view name) {
  return MakeClass(core(), "builtins", name, core().object, Kind::kInstance,
                   false);
}

Class* AddClass(std::string_view module, std::string_view name, Class* base) {
  Core& the_core = core();
  Class* cls = MakeClass(the_core, module, name, base,
                         static_cast<Kind>(base->instance_kind),
                         (base->flags & kClassException) != 0);
  AddConstant(module, name, Value::Of(cls));
  return cls;
}

void SealCore() {
  Heap& heap = core().context.heap();
  heap.ForEachObject([](Object* object) {
    if (object->is(Kind::kStr)) StrHash(static_cast<Str*>(object));
  });
  heap.Freeze();
}

}  // namespace midge::vm
