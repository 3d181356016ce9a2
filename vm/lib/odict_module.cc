// Module _odict: what is hot in collections.OrderedDict.
//
// A dict keeps its entries in order already.  What it lacks is its first entry
// in constant time when entries go at the front: the entries that went are
// still there, and so the value of the first one, which is nobody's any more,
// says how many of them to skip.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/native.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Dict* DictOf(NativeCall& call, bool writable) {
  const Value self = SelfOf(call, Kind::kDict, writable);
  return self.is_unbound() ? nullptr : static_cast<Dict*>(self.as_object());
}

// The number of the first live entry.  REQUIRES: there is one.
uint32_t FirstEntry(Context& context, Dict* dict) {
  uint32_t i = 0;
  if (!DictEntryKey(dict, 0)->is_unbound()) return 0;
  const Value skip = *DictEntryValue(dict, 0);
  if (skip.is_int()) i = static_cast<uint32_t>(skip.as_int());
  while (DictEntryKey(dict, i)->is_unbound()) {
    ++i;
    context.Charge(1);
  }
  return i;
}

void RemoveFirst(Dict* dict, uint32_t entry) {
  DictRemoveEntry(dict, entry);
  if (dict->live_count > 0) *DictEntryValue(dict, 0) = Value::Int(entry + 1);
}

// pop_first(self): (key, value), removed; None if it is empty.
Result PopFirst(NativeCall& call) {
  Dict* dict = DictOf(call, true);
  if (dict == nullptr) return Result::kRaise;
  if (dict->live_count == 0) return call.Return(Value::None());
  const uint32_t entry = FirstEntry(call.context, dict);
  const Value pair[] = {*DictEntryKey(dict, entry),
                        *DictEntryValue(dict, entry)};
  RemoveFirst(dict, entry);
  return call.Return(Value::Of(NewTuple(call.context, pair)));
}

// Appends again every entry but that of `key`: they are behind it then.
OpResult MoveOthersBehind(Context& context, Dict* dict, Value key) {
  std::vector<Value> others;
  Value name, value;
  for (int64_t at = 0; DictNext(dict, &at, &name, &value);) {
    others.push_back(name);
    others.push_back(value);
  }
  context.Charge(others.size());
  Value moved;
  const OpResult found = DictFind(context, dict, key, &moved);
  if (found != OpResult::kDone) return found;
  DictClear(dict);
  OpResult result = DictStore(context, dict, key, moved);
  for (size_t i = 0; i < others.size() && result == OpResult::kDone; i += 2) {
    result = DictStore(context, dict, others[i], others[i + 1]);
  }
  return result;
}

// move_to_end(self, key, last): False if it takes a user's __eq__ or __hash__.
Result MoveToEnd(NativeCall& call) {
  Dict* dict = DictOf(call, true);
  if (dict == nullptr) return Result::kRaise;
  const Value key = call.args[1];
  // Keys that need no Python, at either side, in all that is done here.
  const auto is_plain = [](Value v) {
    return !v.is_object() || IsKind(v, Kind::kStr) || IsKind(v, Kind::kBytes) ||
           IsKind(v, Kind::kBigInt);
  };
  Value found;
  const OpResult result = DictFind(call.context, dict, key, &found);
  if (result == OpResult::kRaise) return Result::kRaise;
  if (result == OpResult::kPython || !is_plain(key)) {
    return call.Return(Value::False());
  }
  if (found.is_unbound()) return RaiseKeyError(call.context, key);
  if (!call.args[2].is_true()) {
    Value name, value;
    for (int64_t at = 0; DictNext(dict, &at, &name, &value);) {
      if (!is_plain(name)) return call.Return(Value::False());
    }
    MoveOthersBehind(call.context, dict, key);
    return call.Return(Value::True());
  }
  // The first entry is where the hint is: it has to know of the gap.
  const bool is_first =
      dict->live_count > 1 &&
      *DictEntryKey(dict, FirstEntry(call.context, dict)) == key;
  if (is_first) {
    RemoveFirst(dict, FirstEntry(call.context, dict));
  } else {
    Value removed;
    DictRemove(call.context, dict, key, &removed);
  }
  DictStore(call.context, dict, key, found);
  return call.Return(Value::True());
}

constexpr NativeSpec kFunctions[] = {
    {"pop_first", "self, /", &PopFirst},
    {"move_to_end", "self, key, last, /", &MoveToEnd},
};

}  // namespace

void RegisterOrderedDict() { AddFunctions("_odict", kFunctions); }

}  // namespace midge::vm
