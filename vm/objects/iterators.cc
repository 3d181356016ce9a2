// iter() and next() of builtin containers.
#include "vm/objects/iterators.h"

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

OpResult Done(Value* out, Value value) {
  *out = value;
  return OpResult::kDone;
}

OpResult RaiseChanged(Context& context, const char* what) {
  Raise(context, core().RuntimeError,
        absl::StrCat(what, " changed size during iteration"));
  return OpResult::kRaise;
}

Value RangeIterator(Context& context, Range* range) {
  int64_t length;
  const bool small = RangeLength(range, &length) && range->start.is_int() &&
                     range->step.is_int() && range->stop.is_int();
  Iterator* iterator =
      NewIterator(context, small ? Iterator::kRange : Iterator::kBigRange,
                  Value::Of(range));
  iterator->extra = small ? range->step : range->start;
  iterator->position = small ? range->start.as_int() : 0;
  if (small) iterator->of = Value::Int(length);
  return Value::Of(iterator);
}

// A small range keeps the count left in `of` and the step in `extra`.
Value NextSmallRange(Iterator* iterator) {
  const int64_t left = iterator->of.as_int();
  if (left == 0) return Value();
  const int64_t item = iterator->position;
  iterator->position += iterator->extra.as_int();
  iterator->of = Value::Int(left - 1);
  return Value::Int(item);
}

OpResult NextBigRange(Context& context, Iterator* iterator, Value* out) {
  Range* range = As<Range>(context, iterator->of);
  const bool up =
      NumberCompare(CompareOperator::kGreater, range->step, Value::Int(0));
  if (!NumberCompare(up ? CompareOperator::kLess : CompareOperator::kGreater,
                     iterator->extra, range->stop)) {
    return Done(out, Value());
  }
  *out = iterator->extra;
  return NumberBinary(context, BinaryOperator::kAdd, *out, range->step,
                      &iterator->extra);
}

OpResult NextOfDict(Context& context, Iterator* iterator, bool backward,
                    uint32_t view, Value* out) {
  Dict* dict = As<Dict>(context, iterator->of);
  if (dict->live_count != iterator->expected) {
    return RaiseChanged(context, "dictionary");
  }
  Value key, value;
  if (!backward) {
    if (!DictNext(dict, &iterator->position, &key, &value)) {
      return Done(out, Value());
    }
    // There are as many keys as at first, but not the same ones.
    if (iterator->extra.as_int() == 0) {
      Raise(context, core().RuntimeError,
            "dictionary keys changed during iteration");
      return OpResult::kRaise;
    }
    iterator->extra = Value::Int(iterator->extra.as_int() - 1);
  } else {
    // The dict may have been cleared and filled again.
    iterator->position =
        std::min<int64_t>(iterator->position, dict->entry_count);
    do {
      if (--iterator->position < 0) return Done(out, Value());
      const uint32_t entry = static_cast<uint32_t>(iterator->position);
      key = *DictEntryKey(dict, entry);
      value = *DictEntryValue(dict, entry);
    } while (key.is_unbound());
  }
  if (view == DictView::kKeys) return Done(out, key);
  if (view == DictView::kValues) return Done(out, value);
  const Value pair[] = {key, value};
  return Done(out, Value::Of(NewTuple(context, pair)));
}

// The next item of an iterator that another goes through.
OpResult NextOfPart(Context& context, Value part, Value* out) {
  *out = FastNext(context, static_cast<Iterator*>(part.as_object()));
  return out->is_unbound() ? IteratorNext(context, part, out) : OpResult::kDone;
}

OpResult NextOfZip(Context& context, Iterator* iterator, Value* out) {
  Tuple* parts = static_cast<Tuple*>(iterator->of.as_object());
  Tuple* items = NewTuple(context, parts->length);
  for (uint32_t i = 0; i < parts->length; ++i) {
    const OpResult result = NextOfPart(context, (*parts)[i], out);
    if (result != OpResult::kDone || out->is_unbound()) return result;
    (*items)[i] = *out;
  }
  return Done(out, parts->length == 0 ? Value() : Value::Of(items));
}

OpResult NextOfEnumerate(Context& context, Iterator* iterator, Value* out) {
  const OpResult result = NextOfPart(context, iterator->of, out);
  if (result != OpResult::kDone || out->is_unbound()) return result;
  const Value pair[] = {iterator->extra, *out};
  *out = Value::Of(NewTuple(context, pair));
  if (iterator->extra.is_int() && iterator->extra.as_int() < kSmallIntMax) {
    iterator->extra = Value::Int(iterator->extra.as_int() + 1);
    return OpResult::kDone;
  }
  return NumberBinary(context, BinaryOperator::kAdd, iterator->extra,
                      Value::Int(1), &iterator->extra);
}

Value NextOfRepeat(Iterator* iterator) {
  if (iterator->extra.is_none()) return iterator->of;
  const int64_t left = iterator->extra.as_int();
  if (left == 0) return Value();
  iterator->extra = Value::Int(left - 1);
  return iterator->of;
}

// Items of what is indexed by position.
Value NextOfSequence(Context& context, Iterator* iterator) {
  const int64_t at = iterator->position++;
  const uint32_t i = static_cast<uint32_t>(at);
  switch (iterator->type) {
    case Iterator::kList: {
      List* list = As<List>(context, iterator->of);
      return static_cast<uint64_t>(at) < list->size ? list->items()[at]
                                                    : Value();
    }
    case Iterator::kListReversed: {
      List* list = As<List>(context, iterator->of);
      iterator->position = at - 1;
      return at >= 0 && static_cast<uint64_t>(at) < list->size
                 ? list->items()[at]
                 : Value();
    }
    case Iterator::kTuple: {
      Tuple* tuple = As<Tuple>(context, iterator->of);
      return i < tuple->length ? (*tuple)[i] : Value();
    }
    case Iterator::kStr: {
      Str* str = As<Str>(context, iterator->of);
      return i < str->length ? Value::Of(CharStr(context, str->at(i)))
                             : Value();
    }
    case Iterator::kBytes: {
      Bytes* bytes = As<Bytes>(context, iterator->of);
      return i < bytes->length ? Value::Int(bytes->data()[i]) : Value();
    }
    case Iterator::kByteArray: {
      ByteArray* array = As<ByteArray>(context, iterator->of);
      return static_cast<uint64_t>(at) < array->size
                 ? Value::Int(array->buffer->data()[at])
                 : Value();
    }
    default: {
      AgentRange* range = As<AgentRange>(context, iterator->of);
      if (static_cast<uint64_t>(at) >= range->count) return Value();
      AgentHandle* agent = context.heap().New<AgentHandle>();
      agent->id = range->id_of(static_cast<uint64_t>(at));
      return Value::Of(agent);
    }
  }
}

OpResult Next(Context& context, Iterator* iterator, Value* out) {
  switch (iterator->type) {
    case Iterator::kRange:
      return Done(out, NextSmallRange(iterator));
    case Iterator::kBigRange:
      return NextBigRange(context, iterator, out);
    case Iterator::kDictKeys:
    case Iterator::kDictValues:
    case Iterator::kDictItems:
      return NextOfDict(context, iterator, false,
                        iterator->type - Iterator::kDictKeys, out);
    case Iterator::kDictKeysReversed:
    case Iterator::kDictValuesReversed:
    case Iterator::kDictItemsReversed:
      return NextOfDict(context, iterator, true,
                        iterator->type - Iterator::kDictKeysReversed, out);
    case Iterator::kSet: {
      Set* set = As<Set>(context, iterator->of);
      if (set->live_count != iterator->expected) {
        return RaiseChanged(context, "Set");
      }
      if (!SetNext(set, &iterator->position, out)) *out = Value();
      return OpResult::kDone;
    }
    case Iterator::kEnumerate:
      return NextOfEnumerate(context, iterator, out);
    case Iterator::kZip:
      return NextOfZip(context, iterator, out);
    case Iterator::kCount:
      *out = iterator->extra;
      return NumberBinary(context, BinaryOperator::kAdd, *out, iterator->of,
                          &iterator->extra);
    case Iterator::kRepeat:
      return Done(out, NextOfRepeat(iterator));
    default:
      return Done(out, NextOfSequence(context, iterator));
  }
}

}  // namespace

Iterator* NewIterator(Context& context, Iterator::Type type, Value of) {
  Iterator* iterator = context.heap().New<Iterator>();
  iterator->of = of;
  iterator->position = 0;
  iterator->type = type;
  iterator->expected = 0;
  return iterator;
}

Value DictIterator(Context& context, Value dict, uint64_t view, bool backward) {
  const int first =
      backward ? Iterator::kDictKeysReversed : Iterator::kDictKeys;
  Iterator* iterator = NewIterator(
      context, static_cast<Iterator::Type>(first + static_cast<int>(view)),
      dict);
  Dict* of = As<Dict>(context, dict);
  iterator->expected = of->live_count;
  iterator->extra = Value::Int(of->live_count);
  if (backward) iterator->position = of->entry_count;
  return Value::Of(iterator);
}

OpResult GetIterator(Context& context, Value a, Value* out) {
  const auto over = [&](Iterator::Type type) {
    return Done(out, Value::Of(NewIterator(context, type, a)));
  };
  if (a.is_object()) {
    switch (a.as_object()->kind()) {
      case Kind::kList:
        return over(Iterator::kList);
      case Kind::kTuple:
        return over(Iterator::kTuple);
      case Kind::kStr:
        return over(Iterator::kStr);
      case Kind::kBytes:
        return over(Iterator::kBytes);
      case Kind::kByteArray:
        return over(Iterator::kByteArray);
      case Kind::kAgentRange:
        return over(Iterator::kAgents);
      case Kind::kRange:
        return Done(out, RangeIterator(context, As<Range>(context, a)));
      case Kind::kDict:
        return Done(out, DictIterator(context, a, DictView::kKeys, false));
      case Kind::kDictView: {
        DictView* view = As<DictView>(context, a);
        return Done(
            out, DictIterator(context, view->dict.value(), view->type, false));
      }
      case Kind::kSet:
      case Kind::kFrozenSet: {
        Iterator* iterator = NewIterator(context, Iterator::kSet, a);
        iterator->expected = As<Set>(context, a)->live_count;
        return Done(out, Value::Of(iterator));
      }
      case Kind::kIterator:
        return Done(out, a);
      case Kind::kGenerator:
        if (IsGenerator(a)) return Done(out, a);
        break;
      case Kind::kInstance:
      case Kind::kClass:
        if (!FindSpecial(context, a, core().n_iter).is_unbound() ||
            !FindSpecial(context, a, core().n_getitem).is_unbound()) {
          return OpResult::kPython;
        }
        break;
      default:
        break;
    }
  }
  RaiseTypeError(context, absl::StrCat("'", TypeName(context, a),
                                       "' object is not iterable"));
  return OpResult::kRaise;
}

OpResult IteratorNext(Context& context, Value iterator, Value* out) {
  if (!IsKind(iterator, Kind::kIterator)) {
    if (IsGenerator(iterator) ||
        !FindSpecial(context, iterator, core().n_next).is_unbound()) {
      return OpResult::kPython;
    }
    RaiseTypeError(context, absl::StrCat("'", TypeName(context, iterator),
                                         "' object is not an iterator"));
    return OpResult::kRaise;
  }
  Iterator* at =
      Writable(context, static_cast<Iterator*>(iterator.as_object()));
  if (at->of.is_unbound()) return Done(out, Value());
  const OpResult result = Next(context, at, out);
  const bool ended = result == OpResult::kDone && out->is_unbound();
  // repeat() tells of its object even then.
  if (ended && at->type != Iterator::kRepeat) at->of = Value();
  return result;
}

}  // namespace midge::vm
