// dict and its views: methods, construction, operators.
#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Dict* SelfDict(NativeCall& call, bool writable = false) {
  const Value self = SelfOf(call, Kind::kDict, writable);
  return self.is_unbound() ? nullptr : static_cast<Dict*>(self.as_object());
}

// target.update(from) for a dict `from`; kPython if a key's hash or equality is
// a user's.
OpResult UpdateFromDict(Context& context, Dict* target, Dict* from) {
  if (target->entry_count == 0 && target != from) {
    DictFill(context, target, from);
    return OpResult::kDone;
  }
  Value key, value;
  for (int64_t at = 0; DictNext(from, &at, &key, &value);) {
    const OpResult result = DictStore(context, target, key, value);
    if (result != OpResult::kDone) return result;
    context.Charge(1);
  }
  return OpResult::kDone;
}

Dict* AsDict(Context& context, Value v) {
  const Value payload = Payload(context, v);
  return IsKind(payload, Kind::kDict)
             ? context.Resolve(static_cast<Dict*>(payload.as_object()))
             : nullptr;
}

// self.update(positional, **keywords), the shared end of dict() and update().
Result Update(NativeCall& call, Dict* dict, Value from, Value keywords) {
  if (!from.is_unbound()) {
    Dict* source = AsDict(call.context, from);
    const bool plain = source != nullptr && IsKind(from, Kind::kDict);
    const OpResult result =
        plain ? UpdateFromDict(call.context, dict, source) : OpResult::kPython;
    if (result == OpResult::kPython) {
      return call.Prelude("dict_update",
                          {Value::Of(dict), from, keywords, call.result});
    }
    if (result == OpResult::kRaise) return Result::kRaise;
  }
  return Finish(UpdateFromDict(call.context, dict,
                               static_cast<Dict*>(keywords.as_object())));
}

Result DictNew(NativeCall& call) {
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  Dict* dict = NewDict(call.context);
  call.result = AsInstanceOf(call.context, cls, core().dict, Value::Of(dict));
  if (cls != core().dict) return Result::kReturn;  // __init__ fills it.
  return Update(call, dict, call.args[1], call.args[2]);
}

Result DictInit(NativeCall& call) {
  Dict* dict = SelfDict(call, true);
  if (dict == nullptr) return Result::kRaise;
  call.result = Value::None();
  return Update(call, dict, call.args[1], call.args[2]);
}

Result DictGetMethod(NativeCall& call) {
  Dict* dict = SelfDict(call);
  if (dict == nullptr) return Result::kRaise;
  const Value absent = call.args[2].is_unbound() ? Value::None() : call.args[2];
  const OpResult result =
      DictFind(call.context, dict, call.args[1], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("dict_get", {Value::Of(dict), call.args[1], absent});
  }
  if (result == OpResult::kDone && call.result.is_unbound()) {
    call.result = absent;
  }
  return Finish(result);
}

Result DictSetDefault(NativeCall& call) {
  Dict* dict = SelfDict(call, true);
  if (dict == nullptr) return Result::kRaise;
  const Value value = call.args[2].is_unbound() ? Value::None() : call.args[2];
  OpResult result = DictFind(call.context, dict, call.args[1], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("dict_setdefault",
                        {Value::Of(dict), call.args[1], value});
  }
  if (result == OpResult::kDone && call.result.is_unbound()) {
    call.result = value;
    result = DictStore(call.context, dict, call.args[1], value);
  }
  return Finish(result);
}

Result DictPop(NativeCall& call) {
  Dict* dict = SelfDict(call, true);
  if (dict == nullptr) return Result::kRaise;
  call.result = Value();
  // An empty dict does not ask for the key's hash, as CPython's does not.
  const OpResult result =
      dict->live_count == 0
          ? OpResult::kDone
          : DictRemove(call.context, dict, call.args[1], &call.result);
  if (result == OpResult::kPython) {
    if (call.args[2].is_unbound()) {
      return call.Prelude("dict_pop", {Value::Of(dict), call.args[1]});
    }
    return call.Prelude("dict_pop_or",
                        {Value::Of(dict), call.args[1], call.args[2]});
  }
  if (result == OpResult::kDone && call.result.is_unbound()) {
    if (call.args[2].is_unbound()) {
      return RaiseKeyError(call.context, call.args[1]);
    }
    call.result = call.args[2];
  }
  return Finish(result);
}

Result DictPopItem(NativeCall& call) {
  Dict* dict = SelfDict(call, true);
  if (dict == nullptr) return Result::kRaise;
  for (uint32_t i = dict->entry_count; i-- > 0;) {
    const Value key = *DictEntryKey(dict, i);
    if (key.is_unbound()) continue;
    const Value pair[] = {key, *DictEntryValue(dict, i)};
    DictRemoveEntry(dict, i);
    dict->entry_count = dict->live_count == 0 ? 0 : dict->entry_count;
    return call.Return(Value::Of(NewTuple(call.context, pair)));
  }
  return RaiseKeyError(
      call.context,
      Value::Of(NewStr(call.context, "popitem(): dictionary is empty")));
}

Result DictUpdate(NativeCall& call) {
  Dict* dict = SelfDict(call, true);
  if (dict == nullptr) return Result::kRaise;
  call.result = Value::None();
  return Update(call, dict, call.args[1], call.args[2]);
}

Result DictClearMethod(NativeCall& call) {
  Dict* dict = SelfDict(call, true);
  if (dict == nullptr) return Result::kRaise;
  DictClear(dict);
  return call.Return(Value::None());
}

Result DictCopyMethod(NativeCall& call) {
  Dict* dict = SelfDict(call);
  if (dict == nullptr) return Result::kRaise;
  call.context.Charge(dict->entry_count / 8);
  return call.Return(Value::Of(DictCopy(call.context, dict)));
}

template <DictView::Type type>
Result DictViewMethod(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kDict);
  if (self.is_unbound()) return Result::kRaise;
  DictView* view = call.context.heap().New<DictView>();
  view->dict = static_cast<Dict*>(self.as_object());
  view->type = type;
  return call.Return(Value::Of(view));
}

Result ViewMapping(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kDictView);
  if (self.is_unbound()) return Result::kRaise;
  const DictView* view = static_cast<DictView*>(self.as_object());
  return call.Prelude("mappingproxy", {view->dict.value()});
}

Result DictReversed(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kDict);
  if (self.is_unbound()) return Result::kRaise;
  return call.Return(DictIterator(call.context, self, DictView::kKeys, true));
}

Result ViewReversed(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kDictView);
  if (self.is_unbound()) return Result::kRaise;
  DictView* view = static_cast<DictView*>(self.as_object());
  return call.Return(
      DictIterator(call.context, view->dict.value(), view->type, true));
}

Result DictFromKeys(NativeCall& call) {
  const Value value = call.args[2].is_unbound() ? Value::None() : call.args[2];
  return call.Prelude("dict_fromkeys", {call.args[0], call.args[1], value});
}

// --- What the prelude needs to search with a user's __hash__ and __eq__ ------

// dict_look(dict, key, hash): the entry of the key, or -1; None if a user's
// __eq__ must be asked.
Result DictLook(NativeCall& call) {
  int64_t hash, entry;
  ToInt64(call.args[2], &hash);
  const OpResult result =
      DictFindEntry(call.context, AsDict(call.context, call.args[0]),
                    call.args[1], hash, &entry);
  if (result == OpResult::kPython) return call.Return(Value::None());
  call.result = Value::Int(entry);
  return Finish(result);
}

// dict_probe(dict, hash, position): (position, key, entry) of the next entry
// with that hash, or None.
Result DictProbe(NativeCall& call) {
  Dict* dict = AsDict(call.context, call.args[0]);
  int64_t hash, position, entry;
  ToInt64(call.args[1], &hash);
  ToInt64(call.args[2], &position);
  if (!DictNextWithHash(dict, hash, &position, &entry)) {
    return call.Return(Value::None());
  }
  const Value found[] = {Value::Int(position),
                         *DictEntryKey(dict, static_cast<uint32_t>(entry)),
                         Value::Int(entry)};
  return call.Return(Value::Of(NewTuple(call.context, found)));
}

// dict_entry(dict, entry): the value there.
Result DictEntryAt(NativeCall& call) {
  Dict* dict = AsDict(call.context, call.args[0]);
  return call.Return(
      *DictEntryValue(dict, static_cast<uint32_t>(call.args[1].as_int())));
}

// dict_put(dict, key, hash, value, entry): entry -1 appends.
Result DictPut(NativeCall& call) {
  Dict* dict = WritableDict(call.context, Payload(call.context, call.args[0]));
  const int64_t entry = call.args[4].as_int();
  if (entry >= 0) {
    *DictEntryValue(dict, static_cast<uint32_t>(entry)) = call.args[3];
  } else {
    int64_t hash;
    ToInt64(call.args[2], &hash);
    DictStoreHashed(call.context, dict, call.args[1], hash, call.args[3]);
  }
  return call.Return(Value::None());
}

Result DictDrop(NativeCall& call) {
  Dict* dict = WritableDict(call.context, Payload(call.context, call.args[0]));
  call.result =
      *DictEntryValue(dict, static_cast<uint32_t>(call.args[1].as_int()));
  DictRemoveEntry(dict, call.args[1].as_int());
  return Result::kReturn;
}

constexpr NativeSpec kDictMethods[] = {
    {"__new__", "cls, iterable=(), /, **kwargs", &DictNew},
    {"__init__", "self, iterable=(), /, **kwargs", &DictInit},
    {"get", "self, key, default=None, /", &DictGetMethod},
    {"setdefault", "self, key, default=None, /", &DictSetDefault},
    {"pop", "self, key, default=None, /", &DictPop},
    {"popitem", "self, /", &DictPopItem},
    {"update", "self, other=(), /, **kwargs", &DictUpdate},
    {"clear", "self, /", &DictClearMethod},
    {"copy", "self, /", &DictCopyMethod},
    {"keys", "self, /", &DictViewMethod<DictView::kKeys>},
    {"values", "self, /", &DictViewMethod<DictView::kValues>},
    {"items", "self, /", &DictViewMethod<DictView::kItems>},
    {"__reversed__", "self, /", &DictReversed},
};

constexpr NativeSpec kViewMethods[] = {
    {"__reversed__", "self, /", &ViewReversed},
};

// Of keys and items, which are sets in a way.
constexpr NativeSpec kSetViewMethods[] = {
    {"isdisjoint", "self, other, /", &InPrelude<"view_isdisjoint", 2>},
};

constexpr NativeSpec kFromKeys = {"fromkeys", "cls, iterable, value=None, /",
                                  &DictFromKeys};

constexpr NativeSpec kPreludeFunctions[] = {
    {"dict_look", "dict, key, hash, /", &DictLook},
    {"dict_probe", "dict, hash, position, /", &DictProbe},
    {"dict_entry", "dict, entry, /", &DictEntryAt},
    {"dict_put", "dict, key, hash, value, entry, /", &DictPut},
    {"dict_drop", "dict, entry, /", &DictDrop},
};

}  // namespace

OpResult DictBinary(Context& context, BinaryOperator op, bool in_place, Value a,
                    Value b, Value* out, bool* supported) {
  Dict* right = AsDict(context, b);
  if (op != BinaryOperator::kBitOr || right == nullptr) {
    // `|=` takes whatever update() takes: the prelude's last resort.
    if (op == BinaryOperator::kBitOr && in_place) return OpResult::kPython;
    *supported = false;
    return OpResult::kDone;
  }
  Dict* result = in_place ? WritableDict(context, a)
                          : DictCopy(context, AsDict(context, a));
  *out = in_place ? a : Value::Of(result);
  return UpdateFromDict(context, result, right);
}

Dict* WritableDict(Context& context, Value dict) {
  return Writable(context, static_cast<Dict*>(dict.as_object()));
}

void RegisterDictMethods() {
  AddMethods(core().dict, kDictMethods);
  for (Class* cls : core().class_of_view) {
    AddMethods(cls, kViewMethods);
    if (cls != core().class_of_view[DictView::kValues]) {
      AddMethods(cls, kSetViewMethods);
    }
    AddGetter(cls, {"mapping", "self", &ViewMapping});
  }
  AddClassMethod(core().dict, kFromKeys);
  AddFunctions("_prelude", kPreludeFunctions);
}

}  // namespace midge::vm
