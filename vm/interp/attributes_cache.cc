// Attribute and global look-ups that missed their inline cache: the full
// look-up, which fills the cache on its way.
#include "absl/strings/str_cat.h"
#include "vm/interp/attribute_cache.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"
#include "vm/objects/layout.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

void Fill(CacheWords cache, const CacheEntry& entry) {
  cache[1].store(entry.word1, std::memory_order_relaxed);
  cache[0].store(entry.word0, std::memory_order_relaxed);
}
void Fill(CacheWords cache, CacheUse use, uint64_t bits, uint64_t word1 = 0) {
  Fill(cache, {bits | static_cast<uint64_t>(use), word1});
}

// What this worker's instructions found about attributes of instances, for
// those whose own cache holds another class's.  A guard names all that such an
// answer depends on, so what is here is good for whichever agent it came from.
struct Remembered {
  uintptr_t what = 0;  // the name; odd for a store
  CacheEntry entry;
};
constexpr size_t kRememberedCount = 1024;

Remembered& RememberedAt(uint64_t guard, uintptr_t what) {
  static thread_local Remembered remembered[kRememberedCount];
  const uint64_t key = (what >> 3 ^ guard) * 0x9E3779B97F4A7C15;
  return remembered[key / (UINT64_MAX / kRememberedCount + 1)];
}

uintptr_t LoadOf(const Str* name) { return reinterpret_cast<uintptr_t>(name); }
uintptr_t StoreOf(const Str* name) { return LoadOf(name) | 1; }

// Of an instance that `guard` stands for.
void FillAndRemember(CacheWords cache, CacheUse use, uint64_t guard,
                     uintptr_t what, uint32_t slot, uint64_t word1 = 0) {
  const CacheEntry entry = {
      guard << 12 | uint64_t{slot} << 4 | static_cast<uint64_t>(use), word1};
  RememberedAt(guard, what) = {what, entry};
  Fill(cache, entry);
}

CacheEntry RecallWhat(CacheWords cache, uint64_t guard, uintptr_t what) {
  const Remembered& found = RememberedAt(guard, what);
  if (found.what != what || found.entry.word0 >> 12 != guard) return {};
  // An instruction that has left one class for another for good shall have the
  // new one at hand; of one that sees both in turn the workers would write the
  // cache all the time.
  static thread_local uint32_t turn = 0;
  if (++turn % 16 == 0) Fill(cache, found.entry);
  return found.entry;
}

bool LocationFits(const ClassLocation& where) {
  return where.mro_index < 256 && where.entry < 1 << 24;
}

uint64_t LocationWord(const Class* cls, const ClassLocation& where) {
  return uint64_t{cls->version} << 32 | uint64_t{where.mro_index} << 24 |
         where.entry;
}

// The slot of the attribute `name` of instances with that layout, whose class
// has `raw` for it; -1 if they have none, or one that may be empty.
inline int KnownSlot(Context& context, LayoutId layout, Class* cls, Value raw,
                     const Str* name) {
  if (!IsMember(raw)) return Layouts::SlotOf(layout, name);
  const int slot = MemberSlot(context, cls, raw);
  return slot >= 0 && Layouts::IsSet(layout, static_cast<uint32_t>(slot)) ? slot
                                                                          : -1;
}

// Remembers where `name` of the instance is, if its class and layout tell.
void FillForInstance(Machine& m, Instance* instance, Class* cls, Str* name,
                     CacheWords cache) {
  if ((cls->flags & kClassGetAttribute) || instance->layout() == kDictLayout) {
    return;
  }
  ClassLocation where;
  const Value raw = FindInClass(m.context, cls, name, &where);
  const uint64_t guard = InstanceGuard(cls, instance);
  if (IsKind(raw, Kind::kInstance) && !IsMember(raw)) {
    return;  // It may be a data descriptor.
  }
  if (!IsKind(raw, Kind::kProperty)) {
    const int slot = KnownSlot(m.context, instance->layout(), cls, raw, name);
    if (slot >= 0 && slot < 256) {
      FillAndRemember(cache, CacheUse::kSlot, guard, LoadOf(name),
                      static_cast<uint32_t>(slot));
    }
    if (slot >= 0 || IsMember(raw)) return;
  } else if (cls->flags & kClassGetAttr) {
    return;  // Whose AttributeError __getattr__ answers.
  }
  if (!raw.is_unbound() && LocationFits(where)) {
    FillAndRemember(cache, CacheUse::kInClass, guard, LoadOf(name), 0,
                    LocationWord(cls, where));
  }
}

void FillForModule(Machine& m, Module* module, Str* name, CacheWords cache) {
  if (module->cls) return;  // Which may have a property of the name.
  Dict* dict = m.context.Resolve(module->dict.get());
  const int entry = DictEntry(dict, name);
  if (entry < 0 || dict->version == 0) return;
  Fill(cache, CacheUse::kModule,
       dict->version << 32 | static_cast<uint64_t>(entry) << 4);
}

void FillForClass(Machine& m, Class* cls, Str* name, CacheWords cache) {
  if (cls->metaclass.get() != core().type) return;
  // type's own attributes (__name__, __dict__, ...) come before the class's.
  if (!FindInClass(m.context, core().type, name).is_unbound()) return;
  ClassLocation where;
  const Value raw = FindInClass(m.context, cls, name, &where);
  if (raw.is_unbound() || !LocationFits(where)) return;
  Fill(cache, CacheUse::kOfClass, uint64_t{cls->version} << 32,
       LocationWord(cls, where));
}

void FillCache(Machine& m, Value v, Str* name, CacheWords cache) {
  if (!v.is_object()) return;
  Object* object = m.context.Resolve(v.as_object());
  switch (object->kind()) {
    case Kind::kInstance: {
      Instance* instance = static_cast<Instance*>(object);
      FillForInstance(m, instance, m.context.Resolve(instance->cls.get()), name,
                      cache);
      return;
    }
    case Kind::kModule:
      FillForModule(m, static_cast<Module*>(object), name, cache);
      return;
    case Kind::kClass:
      FillForClass(m, static_cast<Class*>(object), name, cache);
      return;
    default:
      return;
  }
}

Str* NameAt(Machine& m, uint32_t w) {
  return static_cast<Str*>(m.code->constants[w & 0xFFFF].as_object());
}

// R[a] := what `raw`, found in the class of `v`, is through it.
Flow BindTo(Machine& m, int a, Value raw, Value v, Class* cls) {
  PythonCall call;
  switch (BindAttribute(m.context, raw, v, cls, &m.base[a], &call)) {
    case OpResult::kDone:
      return Flow::kNext;
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      return CallPython(m, call, ReturnAction::kStore, a);
  }
  return Flow::kRaise;
}

// The attribute in the class that the cache, or this worker, knows of; unbound
// if neither does.
Value KnownInClass(Machine& m, Instance* instance, Class* cls, const Str* name,
                   CacheWords cache) {
  const uint64_t guard = InstanceGuard(cls, instance);
  CacheEntry entry = {CacheWord(cache), CacheWord(cache, 1)};
  if (entry.word0 >> 12 != guard) entry = Recall(cache, guard, name);
  if (CacheUseOf(entry.word0) != CacheUse::kInClass ||
      entry.word1 >> 32 != cls->version) {
    return Value();
  }
  return AtLocation(m.context, cls, entry.word1);
}

// super().name where that is a plain method: `name` after super->from.
Value FindAfterSuper(Machine& m, Super* super, const Str* name) {
  if (IsKind(super->self, Kind::kClass) || !super->self_class) return Value();
  Tuple* mro = m.context.Resolve(super->self_class.held())->mro;
  bool after = false;
  for (Value at : mro->span()) {
    Class* cls = m.context.Resolve(static_cast<Class*>(at.as_object()));
    if (after) {
      const int entry = DictEntry(cls->dict, name);
      if (entry >= 0) {
        return *DictEntryValue(cls->dict, static_cast<uint32_t>(entry));
      }
    }
    after = after || Identical(m.context, Value::Of(cls), super->from.value());
  }
  return Value();
}

}  // namespace

CacheEntry Recall(CacheWords cache, uint64_t guard, const Str* name) {
  return RecallWhat(cache, guard, LoadOf(name));
}

CacheEntry RecallStore(CacheWords cache, uint64_t guard, const Str* name) {
  return RecallWhat(cache, guard, StoreOf(name));
}

Flow LoadAttrSlow(Machine& m, int a, Value v, uint32_t w) {
  CacheWords cache = CacheAt(m.code->constants, w);
  Str* name = NameAt(m, w);
  if (IsKind(v, Kind::kInstance)) {
    Instance* instance =
        m.context.Resolve(static_cast<Instance*>(v.as_object()));
    Class* cls = m.context.Resolve(instance->cls.get());
    const Value raw = KnownInClass(m, instance, cls, name, cache);
    if (!raw.is_unbound()) {
      if (!IsKind(raw, Kind::kProperty)) return BindTo(m, a, raw, v, cls);
      const Value getter =
          m.context.Resolve(static_cast<Property*>(raw.as_object()))->getter;
      if (IsKind(getter, Kind::kFunction)) {
        return CallWith(m, getter, {&v, 1}, ReturnAction::kStore, a);
      }
    }
  }
  PythonCall call;
  const OpResult result = GetAttribute(m.context, v, name, &m.base[a], &call);
  if (result == OpResult::kRaise) return Flow::kRaise;
  FillCache(m, v, name, cache);
  if (result == OpResult::kDone) return Flow::kNext;
  return CallPython(m, call, ReturnAction::kStore, a);
}

namespace {

// Kinds whose objects are of several classes, generators and coroutines for
// one: a kind does not tell there which class a method was found in.
bool IsOfManyClasses(Kind kind) {
  return kind == Kind::kGenerator || kind == Kind::kIterator ||
         kind == Kind::kDictView;
}

// The kind that stands for these in a cache; the method's owner guards it.
constexpr uint64_t kByOwner = 0xFF;

Value KnownOfOwner(uint64_t word, const Class* cls) {
  if (CacheUseOf(word) != CacheUse::kMethod || word >> 56 != kByOwner) {
    return Value();
  }
  auto* native = reinterpret_cast<Native*>(word >> 4 & 0xFFFFFFFFFFFF);
  return native->data->owner == cls ? Value::Of(native) : Value();
}

}  // namespace

Flow LoadMethodSlow(Machine& m, int a, Value v, uint32_t w) {
  CacheWords cache = CacheAt(m.code->constants, w);
  Str* name = NameAt(m, w);
  Value& self = m.base[a + kFrameHeaderSlots];
  if (v.is_object() && IsOfManyClasses(v.as_object()->kind())) {
    const Value known = KnownOfOwner(CacheWord(cache), ClassOf(m.context, v));
    if (!known.is_unbound()) {
      m.base[a] = known;
      self = v;
      return Flow::kNext;
    }
  }
  if (IsKind(v, Kind::kSuper)) {
    Super* super = static_cast<Super*>(v.as_object());
    const Value raw = FindAfterSuper(m, super, name);
    if (IsKind(raw, Kind::kFunction)) {
      self = super->self;
      m.base[a] = raw;
      return Flow::kNext;
    }
  } else if (v.is_object()) {
    Object* object = m.context.Resolve(v.as_object());
    const Kind kind = object->kind();
    Class* cls = m.context.Resolve(ClassOf(m.context, v));
    bool own = kind == Kind::kClass || kind == Kind::kModule ||
               kind == Kind::kFunction;
    if (kind == Kind::kInstance) {
      own = (cls->flags & kClassGetAttribute) ||
            !InstanceGet(m.context, static_cast<Instance*>(object), name)
                 .is_unbound();
    }
    ClassLocation where;
    const Value raw = own ? Value() : FindInClass(m.context, cls, name, &where);
    if (IsBareMethod(m.context, raw, cls)) {
      if (kind == Kind::kInstance) {
        const LayoutId layout = static_cast<Instance*>(object)->layout();
        if (layout != kDictLayout && LocationFits(where)) {
          FillAndRemember(cache, CacheUse::kInClass,
                          InstanceGuard(cls, static_cast<Instance*>(object)),
                          LoadOf(name), 0, LocationWord(cls, where));
        }
      } else if (IsKind(raw, Kind::kNative) && raw.as_object()->shared()) {
        Fill(cache, CacheUse::kMethod,
             (IsOfManyClasses(kind) ? kByOwner
                                    : uint64_t{static_cast<uint8_t>(kind)})
                     << 56 |
                 reinterpret_cast<uint64_t>(raw.as_object()) << 4);
      }
      m.base[a] = raw;
      self = v;
      return Flow::kNext;
    }
  }
  PythonCall call;
  switch (GetAttribute(m.context, v, name, &m.base[a], &call)) {
    case OpResult::kDone:
      FillCache(m, v, name, cache);
      self = Value();
      return Flow::kNext;
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      break;
  }
  return CallPython(m, call, ReturnAction::kLoadMethod, a);
}

namespace {

// Remembers a store that changed `instance`, which had layout `before`.
void FillForStore(Machine& m, Instance* instance, Class* cls, LayoutId before,
                  Str* name, CacheWords cache) {
  if (instance->layout() == kDictLayout || before == kDictLayout) return;
  const Value raw = FindInClass(m.context, cls, name);
  const int slot = KnownSlot(m.context, instance->layout(), cls, raw, name);
  if (slot < 0 || slot >= 256) return;
  const uint64_t guard = uint64_t{cls->version} << 20 | before;
  if (before == instance->layout()) {
    FillAndRemember(cache, CacheUse::kSlot, guard, StoreOf(name),
                    static_cast<uint32_t>(slot));
  } else if (static_cast<uint32_t>(slot) < instance->inline_count()) {
    FillAndRemember(cache, CacheUse::kAdd, guard, StoreOf(name), 0,
                    uint64_t{before} << 28 | static_cast<uint64_t>(slot) << 20 |
                        instance->layout());
  }
}

}  // namespace

Flow StoreAttrSlow(Machine& m, Value v, Value item, uint32_t w) {
  Str* name = NameAt(m, w);
  const bool is_instance = IsKind(v, Kind::kInstance);
  Class* cls = m.context.Resolve(ClassOf(m.context, v));
  LayoutId before = kDictLayout;
  if (is_instance) {
    before = m.context.Resolve(static_cast<Instance*>(v.as_object()))->layout();
  }
  PythonCall call;
  switch (SetAttribute(m.context, v, name, item, &call)) {
    case OpResult::kDone:
      break;
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      return CallPython(m, call, ReturnAction::kDiscard, 0);
  }
  if (is_instance && !v.as_object()->shared()) {
    FillForStore(m, static_cast<Instance*>(v.as_object()), cls, before, name,
                 CacheAt(m.code->constants, w));
  }
  return Flow::kNext;
}

Flow DeleteAttr(Machine& m, Value v, uint32_t w) {
  PythonCall call;
  switch (SetAttribute(m.context, v, NameAt(m, w), Value(), &call)) {
    case OpResult::kDone:
      return Flow::kNext;
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      return CallPython(m, call, ReturnAction::kDiscard, 0);
  }
  return Flow::kRaise;
}

Flow LoadGlobalSlow(Machine& m, int a, uint32_t w) {
  Str* name = NameAt(m, w);
  CacheWords cache = CacheAt(m.code->constants, w);
  Dict* globals = GlobalsOf(m);
  CacheUse use = CacheUse::kGlobal;
  Dict* from = globals;
  int entry = DictEntry(globals, name);
  if (entry < 0) {
    // The prelude keeps the builtins that it knows.
    from = m.code->is(kCodeHidden) ? core().builtins
                                   : BuiltinsOf(m.context, globals);
    use = CacheUse::kBuiltin;
    entry = DictEntry(from, name);
    if (entry < 0) return RaiseNotDefined(m, name);
  }
  // A cache knows only the core's builtins.
  if (globals->version != 0 && (from == globals || from == core().builtins)) {
    Fill(cache, use,
         globals->version << 32 | static_cast<uint64_t>(entry) << 4);
  }
  m.base[a] = *DictEntryValue(from, static_cast<uint32_t>(entry));
  return Flow::kNext;
}

Flow StoreGlobalSlow(Machine& m, Value v, uint32_t w) {
  Str* name = NameAt(m, w);
  Dict* globals = Writable(m.context, m.function()->globals.get());
  DictSet(m.context, globals, name, v);
  if (globals->version != 0) {
    const int entry = DictEntry(globals, name);
    Fill(CacheAt(m.code->constants, w), CacheUse::kGlobal,
         globals->version << 32 | static_cast<uint64_t>(entry) << 4);
  }
  return Flow::kNext;
}

Flow LoadWith(Machine& m, int a, Value v, int which) {
  const bool is_exit = which & 1, is_async = which & 2;
  Str* const names[] = {core().n_enter, core().n_exit, core().n_aenter,
                        core().n_aexit};
  const Value raw = FindSpecial(m.context, v, names[which & 3]);
  if (raw.is_unbound()) {
    RaiseTypeError(m.context,
                   absl::StrCat("'", std::string(TypeName(m.context, v)),
                                "' object does not support the ",
                                is_async ? "asynchronous " : "",
                                "context manager protocol",
                                !is_exit   ? ""
                                : is_async ? " (missed __aexit__ method)"
                                           : " (missed __exit__ method)"));
    return Flow::kRaise;
  }
  return BindTo(m, a, raw, v, m.context.Resolve(ClassOf(m.context, v)));
}

}  // namespace midge::vm
