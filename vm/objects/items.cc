// a[b], len(a), x in a and hash(a) of builtin values.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/complex_numbers.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/numbers.h"
#include "vm/objects/regex_values.h"
#include "vm/objects/slices.h"
#include "vm/objects/type_operators.h"
#include "vm/text/hash.h"

namespace midge::vm {
namespace {

OpResult Done(Value* out, Value value) {
  *out = value;
  return OpResult::kDone;
}

OpResult RaiseType(Context& context, std::string_view message) {
  RaiseTypeError(context, message);
  return OpResult::kRaise;
}

// What an index of the wrong type is called in errors: "list indices ...".
const char* IndexedName(Kind kind) {
  switch (kind) {
    case Kind::kStr:
      return "string";
    case Kind::kBytes:
      return "byte";
    case Kind::kTuple:
      return "tuple";
    case Kind::kRange:
      return "range";
    case Kind::kByteArray:
      return "bytearray";
    default:
      return "list";
  }
}

// key as an index into something of `length`: kPython if a user's __index__
// decides.  Out of range raises IndexError.
OpResult ToIndex(Context& context, Kind kind, Value key, int64_t length,
                 bool assigning, int64_t* out) {
  if (!IsInt(key)) {
    if (IsKind(key, Kind::kInstance) &&
        !FindSpecial(context, key, core().n_index).is_unbound()) {
      return OpResult::kPython;
    }
    if (kind == Kind::kStr) {
      return RaiseType(context,
                       absl::StrCat("string indices must be integers, not '",
                                    TypeName(context, key), "'"));
    }
    return RaiseType(context,
                     absl::StrCat(IndexedName(kind),
                                  " indices must be integers or slices, not ",
                                  TypeName(context, key)));
  }
  int64_t index;
  if (!ToInt64(key, &index)) {
    if (kind == Kind::kRange) {
      RaiseIndexError(context, "range object index out of range");
      return OpResult::kRaise;
    }
    RaiseIndexError(context, "cannot fit 'int' into an index-sized integer");
    return OpResult::kRaise;
  }
  if (index < 0) index += length;
  if (index < 0 || index >= length) {
    const char* name = kind == Kind::kBytes       ? "index"
                       : kind == Kind::kRange     ? "range object index"
                       : kind == Kind::kStr       ? "string index"
                       : kind == Kind::kByteArray ? "bytearray index"
                       : kind == Kind::kTuple     ? "tuple index"
                       : assigning                ? "list assignment index"
                                                  : "list index";
    RaiseIndexError(context, absl::StrCat(name, " out of range"));
    return OpResult::kRaise;
  }
  *out = index;
  return OpResult::kDone;
}

OpResult GetDictItem(Context& context, Dict* dict, Value key, Value* out) {
  const OpResult result = DictFind(context, dict, key, out);
  if (result == OpResult::kDone && out->is_unbound()) {
    RaiseKeyError(context, key);
    return OpResult::kRaise;
  }
  return result;
}

Value ItemAt(Context& context, Value container, int64_t index) {
  const uint32_t i = static_cast<uint32_t>(index);
  switch (container.as_object()->kind()) {
    case Kind::kList:
      return As<List>(context, container)->items()[index];
    case Kind::kTuple:
      return (*As<Tuple>(context, container))[i];
    case Kind::kStr:
      return Value::Of(CharStr(context, As<Str>(context, container)->at(i)));
    case Kind::kBytes:
      return Value::Int(As<Bytes>(context, container)->data()[index]);
    case Kind::kByteArray:
      return Value::Int(
          As<ByteArray>(context, container)->buffer->data()[index]);
    case Kind::kRange:
      return RangeItem(context, As<Range>(context, container), index);
    default: {
      AgentRange* range = As<AgentRange>(context, container);
      AgentHandle* agent = context.heap().New<AgentHandle>();
      agent->id = range->id_of(static_cast<uint64_t>(index));
      return Value::Of(agent);
    }
  }
}

bool IsSequence(Kind kind) {
  return kind == Kind::kList || kind == Kind::kTuple || kind == Kind::kStr ||
         kind == Kind::kBytes || kind == Kind::kByteArray ||
         kind == Kind::kRange || kind == Kind::kAgentRange;
}

OpResult RaiseNotSubscriptable(Context& context, Value container) {
  return RaiseType(context, absl::StrCat("'", TypeName(context, container),
                                         "' object is not subscriptable"));
}

OpResult HashTuple(Context& context, Tuple* tuple, int64_t* out) {
  const Nesting nesting(context, tuple->length);
  if (nesting.too_much()) return OpResult::kPython;
  context.Charge(tuple->length / 4);
  text::TupleHash hash;
  for (Value item : tuple->span()) {
    int64_t item_hash;
    const OpResult result = Hash(context, item, &item_hash);
    if (result != OpResult::kDone) return result;
    hash.Add(item_hash);
  }
  *out = hash.Finish(tuple->length);
  return OpResult::kDone;
}

int64_t HashFrozenSet(Context& context, Set* set) {
  text::FrozensetHash hash;
  Value item;
  int64_t item_hash;
  for (int64_t at = 0; SetNextHashed(set, &at, &item, &item_hash);) {
    hash.Add(item_hash);
  }
  context.Charge(set->live_count / 16);
  return hash.Finish(set->live_count);
}

OpResult HashInstance(Context& context, Value v, int64_t* out) {
  ClassLocation where;
  Class* cls = context.Resolve(ClassOf(context, v));
  const Value hash = FindInClass(context, cls, core().n_hash, &where);
  if (hash.is_none()) {
    return RaiseType(
        context, absl::StrCat("unhashable type: '", TypeName(context, v), "'"));
  }
  if (IsKind(hash, Kind::kNative)) {
    const Value payload = Payload(context, v);
    if (payload != v) return Hash(context, payload, out);
  } else if (!hash.is_unbound()) {
    return OpResult::kPython;
  }
  *out = IdentityHash(context, v);
  return OpResult::kDone;
}

OpResult ContainsSequence(Context& context, std::span<Value> items, Value item,
                          bool* out) {
  context.Charge(items.size() / 8);
  *out = false;
  for (size_t i = 0; i < items.size() && !*out; ++i) {
    const OpResult result = Equals(context, items[i], item, out);
    if (result != OpResult::kDone) return result;
  }
  return OpResult::kDone;
}

}  // namespace

OpResult Hash(Context& context, Value a, int64_t* out) {
  if (a.is_float() && a.as_float() != a.as_float()) {
    *out = 0;
    return OpResult::kDone;
  }
  if (IsNumber(a)) return *out = NumberHash(a), OpResult::kDone;
  if (!a.is_object()) {
    *out = IdentityHash(context, a);
    return OpResult::kDone;
  }
  switch (a.as_object()->kind()) {
    case Kind::kStr:
      *out = StrHash(As<Str>(context, a));
      return OpResult::kDone;
    case Kind::kBytes: {
      Bytes* bytes = As<Bytes>(context, a);
      *out = text::HashBytes(
          {reinterpret_cast<const char*>(bytes->data()), bytes->length});
      return OpResult::kDone;
    }
    case Kind::kTuple:
      return HashTuple(context, As<Tuple>(context, a), out);
    case Kind::kFrozenSet:
      *out = HashFrozenSet(context, As<Set>(context, a));
      return OpResult::kDone;
    case Kind::kInstance:
      return HashInstance(context, a, out);
    case Kind::kRange: {
      Range* range = As<Range>(context, a);
      return HashTuple(context, NewTuple(context, RangeKey(context, range)),
                       out);
    }
    case Kind::kRegexPattern:
      *out = PatternHash(As<RegexPattern>(context, a));
      return OpResult::kDone;
    case Kind::kAgentHandle:
    case Kind::kMailboxHandle:
    case Kind::kSemaphoreHandle:
      *out = text::HashInt64(
          static_cast<int64_t>(As<AgentHandle>(context, a)->id >> 3));
      return OpResult::kDone;
    case Kind::kBoundMethod: {
      auto* method = As<BoundMethod>(context, a);
      const Nesting nesting(context, 1);
      if (nesting.too_much()) return OpResult::kPython;
      int64_t function;
      const OpResult result = Hash(context, method->function, &function);
      *out =
          function ^
          (method->self.is_object() ? IdentityHash(context, method->self) : 0);
      return result;
    }
    case Kind::kComplex: {
      Complex* complex = As<Complex>(context, a);
      *out = ComplexHash({complex->real, complex->imaginary});
      return OpResult::kDone;
    }
    case Kind::kWeakRef:
      return WeakRefHash(context, static_cast<WeakRef*>(a.as_object()), out);
    case Kind::kList:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kByteArray:
    case Kind::kSlice:
    case Kind::kCell:
      return RaiseType(context, absl::StrCat("unhashable type: '",
                                             TypeName(context, a), "'"));
    case Kind::kDictView:
      if (static_cast<DictView*>(a.as_object())->type != DictView::kValues) {
        return RaiseType(context, absl::StrCat("unhashable type: '",
                                               TypeName(context, a), "'"));
      }
      *out = IdentityHash(context, a);
      return OpResult::kDone;
    case Kind::kClass:
      if (!FindSpecial(context, a, core().n_hash).is_unbound() &&
          !IsKind(FindSpecial(context, a, core().n_hash), Kind::kNative)) {
        return OpResult::kPython;
      }
      [[fallthrough]];
    default:
      *out = IdentityHash(context, a);
      return OpResult::kDone;
  }
}

OpResult Length(Context& context, Value a, int64_t* out) {
  if (a.is_object()) {
    switch (a.as_object()->kind()) {
      case Kind::kStr:
      case Kind::kBytes:
      case Kind::kTuple:
        *out = static_cast<TailedObject*>(a.as_object())->length;
        return OpResult::kDone;
      case Kind::kList:
        *out = static_cast<int64_t>(As<List>(context, a)->size);
        return OpResult::kDone;
      case Kind::kDict:
        *out = As<Dict>(context, a)->live_count;
        return OpResult::kDone;
      case Kind::kSet:
      case Kind::kFrozenSet:
        *out = As<Set>(context, a)->live_count;
        return OpResult::kDone;
      case Kind::kByteArray:
        *out = static_cast<int64_t>(As<ByteArray>(context, a)->size);
        return OpResult::kDone;
      case Kind::kDictView:
        *out =
            context.Resolve(As<DictView>(context, a)->dict.get())->live_count;
        return OpResult::kDone;
      case Kind::kAgentRange:
        *out = static_cast<int64_t>(As<AgentRange>(context, a)->count);
        return OpResult::kDone;
      case Kind::kRange:
        if (RangeLength(As<Range>(context, a), out) ||
            ToInt64(RangeSize(context, As<Range>(context, a)), out)) {
          return OpResult::kDone;
        }
        RaiseOverflowError(context,
                           "Python int too large to convert to C ssize_t");
        return OpResult::kRaise;
      case Kind::kInstance:
      case Kind::kClass:
        if (!FindSpecial(context, a, core().n_len).is_unbound()) {
          return OpResult::kPython;
        }
        break;
      default:
        break;
    }
  }
  return RaiseType(
      context,
      absl::StrCat("object of type '", TypeName(context, a), "' has no len()"));
}

Value FrozenItem(Context& context, Value item) {
  const Value inner = Payload(context, item);
  if (!IsKind(inner, Kind::kSet)) return item;
  // A subclass's instance may have a hash of its own.
  if (inner != item && !FindSpecial(context, item, core().n_hash).is_none()) {
    return item;
  }
  return Value::Of(SetCopy(context, As<Set>(context, inner), Kind::kFrozenSet));
}

OpResult Contains(Context& context, Value container, Value item, bool* out) {
  if (!container.is_object()) {
    return RaiseType(context, absl::StrCat("argument of type '",
                                           TypeName(context, container),
                                           "' is not iterable"));
  }
  switch (container.as_object()->kind()) {
    case Kind::kList: {
      List* list = As<List>(context, container);
      return ContainsSequence(context, {list->items(), list->size}, item, out);
    }
    case Kind::kTuple:
      return ContainsSequence(context, As<Tuple>(context, container)->span(),
                              item, out);
    case Kind::kDict: {
      Value found;
      const OpResult result =
          DictFind(context, As<Dict>(context, container), item, &found);
      *out = !found.is_unbound();
      return result;
    }
    case Kind::kSet:
    case Kind::kFrozenSet:
      item = FrozenItem(context, item);
      return SetFind(context, As<Set>(context, container), item, out);
    case Kind::kStr:
      return StrContains(context, container, item, out);
    case Kind::kBytes:
    case Kind::kByteArray:
      return BytesContains(context, container, item, out);
    case Kind::kRange:
      return RangeContains(context, As<Range>(context, container), item, out);
    case Kind::kDictView: {
      DictView* view = As<DictView>(context, container);
      if (view->type != DictView::kKeys) return OpResult::kPython;
      return Contains(context, view->dict.value(), item, out);
    }
    case Kind::kIterator:
    case Kind::kGenerator:
    case Kind::kInstance:
    case Kind::kClass:
    case Kind::kAgentRange:
      return OpResult::kPython;
    default:
      return RaiseType(context, absl::StrCat("argument of type '",
                                             TypeName(context, container),
                                             "' is not iterable"));
  }
}

OpResult GetItem(Context& context, Value container, Value key, Value* out) {
  if (!container.is_object()) return RaiseNotSubscriptable(context, container);
  const Kind kind = container.as_object()->kind();
  if (kind == Kind::kDict) {
    return GetDictItem(context, As<Dict>(context, container), key, out);
  }
  if (kind == Kind::kInstance || kind == Kind::kClass) {
    return OpResult::kPython;
  }
  if (kind == Kind::kRegexMatch) {
    return RegexGroupItem(context, As<RegexMatch>(context, container), key,
                          out);
  }
  if (!IsSequence(kind)) return RaiseNotSubscriptable(context, container);
  if (IsKind(key, Kind::kSlice)) return GetSlice(context, container, key, out);
  int64_t length, index;
  if (kind == Kind::kRange &&
      !RangeLength(As<Range>(context, container), &length)) {
    return OpResult::kPython;
  }
  if (Length(context, container, &length) == OpResult::kRaise) {
    return OpResult::kRaise;
  }
  const OpResult result = ToIndex(context, kind, key, length, false, &index);
  if (result != OpResult::kDone) return result;
  return Done(out, ItemAt(context, container, index));
}

namespace {

// Whether it is a sequence to CPython, which looks at the index before all
// else.
bool IsInSequenceTable(Kind kind) {
  return kind == Kind::kStr || kind == Kind::kBytes || kind == Kind::kTuple ||
         kind == Kind::kRange || kind == Kind::kSet ||
         kind == Kind::kFrozenSet || kind == Kind::kDictView;
}

bool IsTooBigAnIndex(Value key) {
  int64_t index;
  return IsInt(key) && !ToInt64(key, &index);
}

OpResult RaiseTooBigAnIndex(Context& context) {
  RaiseIndexError(context, "cannot fit 'int' into an index-sized integer");
  return OpResult::kRaise;
}

}  // namespace

OpResult SetItem(Context& context, Value container, Value key, Value item) {
  const Kind kind =
      container.is_object() ? container.as_object()->kind() : Kind::kStr;
  if (kind == Kind::kDict) {
    return DictStore(context, WritableDict(context, container), key, item);
  }
  if (kind == Kind::kInstance || kind == Kind::kClass) {
    return OpResult::kPython;
  }
  if (kind != Kind::kList && kind != Kind::kByteArray) {
    if (container.is_object() && IsInSequenceTable(kind) &&
        IsTooBigAnIndex(key)) {
      return RaiseTooBigAnIndex(context);
    }
    return RaiseType(context,
                     absl::StrCat("'", TypeName(context, container),
                                  "' object does not support item assignment"));
  }
  if (IsKind(key, Kind::kSlice)) {
    return SetSlice(context, container, key, item);
  }
  int64_t length, index;
  Length(context, container, &length);
  const OpResult result = ToIndex(context, kind, key, length, true, &index);
  if (result != OpResult::kDone) return result;
  if (kind == Kind::kByteArray) {
    return SetByte(context, container, index, item);
  }
  WritableList(context, container)->items()[index] = item;
  return OpResult::kDone;
}

OpResult DeleteItem(Context& context, Value container, Value key) {
  const Kind kind =
      container.is_object() ? container.as_object()->kind() : Kind::kBigInt;
  if (kind == Kind::kDict) {
    Value removed;
    const OpResult result =
        DictRemove(context, WritableDict(context, container), key, &removed);
    if (result == OpResult::kDone && removed.is_unbound()) {
      RaiseKeyError(context, key);
      return OpResult::kRaise;
    }
    return result;
  }
  if (kind == Kind::kInstance || kind == Kind::kClass) {
    return OpResult::kPython;
  }
  if (kind != Kind::kList && kind != Kind::kByteArray) {
    if (container.is_object() && IsInSequenceTable(kind) &&
        IsTooBigAnIndex(key)) {
      return RaiseTooBigAnIndex(context);
    }
    const bool is_sequence = IsInSequenceTable(kind);
    return RaiseType(
        context,
        absl::StrCat("'", TypeName(context, container), "' object ",
                     is_sequence && IsInt(key) ? "doesn't" : "does not",
                     " support item deletion"));
  }
  if (IsKind(key, Kind::kSlice)) return DeleteSlice(context, container, key);
  int64_t length, index;
  Length(context, container, &length);
  const OpResult result = ToIndex(context, kind, key, length, true, &index);
  if (result != OpResult::kDone) return result;
  if (kind == Kind::kByteArray) {
    // Only a call can be tried again after a collection; see MayResize().
    if (As<ByteArray>(context, container)->views) return OpResult::kPython;
    return DeleteByte(context, container, index);
  }
  List* list = WritableList(context, container);
  std::copy(list->items() + index + 1, list->items() + list->size,
            list->items() + index);
  list->items()[--list->size] = Value();
  context.Charge((list->size - static_cast<uint64_t>(index)) / 32);
  return OpResult::kDone;
}

}  // namespace midge::vm
