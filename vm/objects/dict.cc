// Dict objects from C++; see containers.h.
#include "vm/objects/containers.h"
#include "vm/objects/dict_table.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

void KeysChanged(Dict* dict) {
  if (dict->version != 0) dict->version = Names::NextVersion();
}

uint32_t FindStr(const Dict* dict, Str* key) {
  uint32_t cursor = 0;
  return DictTable(const_cast<Dict*>(dict))
      .Find(HashWord(StrHash(key)), &cursor, [key](Value candidate) {
        return IsKind(candidate, Kind::kStr) &&
               StrEqual(static_cast<Str*>(candidate.as_object()), key);
      });
}

}  // namespace

Dict* NewDict(Context& context) {
  Dict* dict = context.heap().New<Dict>();
  dict->live_count = dict->entry_count = 0;
  dict->version = 0;
  return dict;
}

Dict* NewVersionedDict(Context& context) {
  Dict* dict = NewDict(context);
  dict->version = Names::NextVersion();
  return dict;
}

Value DictGet(const Dict* dict, Str* key) {
  const uint32_t entry = FindStr(dict, key);
  return entry == kNoEntry ? Value() : *DictEntryValue(dict, entry);
}

int DictEntry(const Dict* dict, const Str* interned) {
  const uint32_t entry = FindStr(dict, const_cast<Str*>(interned));
  return entry == kNoEntry ? -1 : static_cast<int>(entry);
}

void DictSet(Context& context, Dict* dict, Str* key, Value value) {
  const uint32_t entry = FindStr(dict, key);
  if (entry != kNoEntry) {
    *DictEntryValue(dict, entry) = value;
    return;
  }
  DictStoreHashed(context, dict, Value::Of(key), StrHash(key), value);
}

bool DictDelete(Dict* dict, Str* key) {
  const uint32_t entry = FindStr(dict, key);
  if (entry == kNoEntry) return false;
  DictRemoveEntry(dict, entry);
  return true;
}

OpResult DictFind(Context& context, Dict* dict, Value key, Value* out) {
  Value hash;
  uint32_t entry;
  const OpResult found = FindKey(context, DictTable(dict), key, &hash, &entry);
  if (found != OpResult::kDone) return found;
  *out = entry == kNoEntry ? Value() : *DictEntryValue(dict, entry);
  return OpResult::kDone;
}

OpResult DictStore(Context& context, Dict* dict, Value key, Value value) {
  Value hash;
  uint32_t entry;
  const OpResult found = FindKey(context, DictTable(dict), key, &hash, &entry);
  if (found != OpResult::kDone) return found;
  if (entry != kNoEntry) {
    *DictEntryValue(dict, entry) = value;
  } else {
    DictTable(dict).Append(context, key, hash)[1] = value;
    KeysChanged(dict);
  }
  return OpResult::kDone;
}

OpResult DictRemove(Context& context, Dict* dict, Value key, Value* removed) {
  Value hash;
  uint32_t entry;
  const OpResult found = FindKey(context, DictTable(dict), key, &hash, &entry);
  if (found != OpResult::kDone) return found;
  *removed = Value();
  if (entry != kNoEntry) {
    *removed = *DictEntryValue(dict, entry);
    DictRemoveEntry(dict, entry);
  }
  return OpResult::kDone;
}

void DictClear(Dict* dict) {
  DictTable(dict).Clear();
  KeysChanged(dict);
}

Dict* DictCopy(Context& context, const Dict* dict) {
  Dict* copy = NewDict(context);
  DictTable(copy).CopyFrom(context, dict);
  return copy;
}

void DictFill(Context& context, Dict* target, const Dict* from) {
  DictTable(target).CopyFrom(context, from);
  KeysChanged(target);
}

bool DictNext(const Dict* dict, int64_t* position, Value* key, Value* value) {
  while (*position < dict->entry_count) {
    const uint32_t entry = static_cast<uint32_t>((*position)++);
    *key = *DictEntryKey(dict, entry);
    if (key->is_unbound()) continue;
    *value = *DictEntryValue(dict, entry);
    return true;
  }
  return false;
}

OpResult DictFindEntry(Context& context, Dict* dict, Value key, int64_t hash,
                       int64_t* entry) {
  uint32_t found;
  const OpResult result =
      FindHashed(context, DictTable(dict), key, HashWord(hash), &found);
  *entry = found == kNoEntry ? -1 : int64_t{found};
  return result;
}

bool DictNextWithHash(const Dict* dict, int64_t hash, int64_t* position,
                      int64_t* entry) {
  uint32_t cursor = static_cast<uint32_t>(*position);
  const uint32_t found =
      DictTable(const_cast<Dict*>(dict))
          .Find(HashWord(hash), &cursor, [](Value) { return true; });
  if (found == kNoEntry) return false;
  *position = cursor;
  *entry = found;
  return true;
}

void DictStoreHashed(Context& context, Dict* dict, Value key, int64_t hash,
                     Value value) {
  DictTable(dict).Append(context, key, HashWord(hash))[1] = value;
  KeysChanged(dict);
}

void DictRemoveEntry(Dict* dict, int64_t entry) {
  DictTable(dict).Remove(static_cast<uint32_t>(entry));
  KeysChanged(dict);
}

}  // namespace midge::vm
