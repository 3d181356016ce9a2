// Module _deque: what is hot in collections.deque.
//
// The class is Python (vm/prelude/library/_collections.py); its instances hold
// a ring in one slot, a list that begins with four words of its own: the head,
// how many items there are, maxlen or None, and a count of the changes, which
// tells iterators that the deque was changed under them.  Each native here is
// one step to other threads, as it is in CPython.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/names.h"
#include "vm/objects/native.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// The ring of a deque, at work.
//
// Invariant: the room is a power of two; what is not an item is None, so that
// the list can be sent as it is.
class Ring {
 public:
  static constexpr int64_t kWords = 4;
  static constexpr int64_t kFirstRoom = 4;

  explicit Ring(List* list) : list_(list) {}

  static List* New(Context& context, Value maxlen) {
    Value words[kWords + kFirstRoom];
    std::fill(std::begin(words), std::end(words), Value::None());
    words[0] = words[1] = words[3] = Value::Int(0);
    words[2] = maxlen;
    return NewList(context, words);
  }

  int64_t count() const { return word(1); }
  int64_t room() const { return static_cast<int64_t>(list_->size) - kWords; }
  // -1 for none.
  int64_t maxlen() const {
    const Value limit = list_->items()[2];
    return limit.is_int() ? limit.as_int() : -1;
  }
  Value& item(int64_t i) {
    return list_->items()[kWords + ((word(0) + i) & (room() - 1))];
  }

  void Changed() { set_word(3, (word(3) + 1) & 0xFFFFFFFF); }

  void PushLast(Context& context, Value value) {
    if (count() == room()) Grow(context);
    set_word(1, count() + 1);
    item(count() - 1) = value;
    if (maxlen() >= 0 && count() > maxlen()) PopFirst();
    Changed();
  }
  void PushFirst(Context& context, Value value) {
    if (count() == room()) Grow(context);
    Turn(-1);
    set_word(1, count() + 1);
    item(0) = value;
    if (maxlen() >= 0 && count() > maxlen()) PopLast();
    Changed();
  }
  // REQUIRES: count() > 0.
  Value PopLast() {
    const Value value = item(count() - 1);
    item(count() - 1) = Value::None();
    set_word(1, count() - 1);
    Changed();
    return value;
  }
  Value PopFirst() {
    const Value value = item(0);
    item(0) = Value::None();
    Turn(1);
    set_word(1, count() - 1);
    Changed();
    return value;
  }

 private:
  int64_t word(int i) const { return list_->items()[i].as_int(); }
  void set_word(int i, int64_t value) { list_->items()[i] = Value::Int(value); }
  void Turn(int64_t by) { set_word(0, (word(0) + by) & (room() - 1)); }

  void Grow(Context& context) {
    const int64_t had = room();
    ListReserve(context, list_, static_cast<uint64_t>(kWords + 2 * had));
    std::fill_n(list_->items() + kWords + had, had, Value::None());
    // What was before the head, at the front, goes on behind the old end.
    std::swap_ranges(list_->items() + kWords, list_->items() + kWords + word(0),
                     list_->items() + kWords + had);
    list_->size = static_cast<uint64_t>(kWords + 2 * had);
    context.Charge(static_cast<size_t>(had) / 16);
  }

  List* list_;
};

Str* RingName() {
  static Str* const name = Names::Intern("_ring");
  return name;
}

bool IsRing(Value v, Context& context) {
  if (!IsKind(v, Kind::kList)) return false;
  List* list = context.Resolve(static_cast<List*>(v.as_object()));
  const int64_t room = static_cast<int64_t>(list->size) - Ring::kWords;
  if (room < Ring::kFirstRoom || (room & (room - 1)) != 0) return false;
  for (int i : {0, 1, 3}) {
    if (!list->items()[i].is_int()) return false;
  }
  const int64_t head = list->items()[0].as_int();
  const int64_t count = list->items()[1].as_int();
  return head >= 0 && head < room && count >= 0 && count <= room;
}

template <bool at_end>
Result Push(NativeCall& call);

// Whether it is the class deque: it has a member for the ring and `append`.
bool IsDequeClass(const Class* cls) {
  static Str* const append = Names::Intern("append");
  const Value method = DictGet(cls->dict, append);
  return IsKind(method, Kind::kNative) &&
         static_cast<Native*>(method.as_object())->data->function ==
             &Push<true> &&
         !DictGet(cls->dict, RingName()).is_unbound();
}

// Whether `self` is a deque; else TypeError is raised, as by the method `name`.
bool CheckDeque(NativeCall& call, std::string_view name) {
  Context& context = call.context;
  const Value self = call.args[0];
  if (IsKind(self, Kind::kInstance)) {
    Class* cls = context.Resolve(ClassOf(context, self));
    for (Value base : context.Resolve(cls->mro.get())->span()) {
      if (IsDequeClass(
              context.Resolve(static_cast<Class*>(base.as_object())))) {
        return true;
      }
    }
  }
  const std::string given(TypeName(context, self));
  RaiseTypeError(
      context,
      name.starts_with("__")
          ? absl::StrCat("descriptor '", std::string(name),
                         "' requires a 'collections.deque' object but received "
                         "a '",
                         given, "'")
          : absl::StrCat("descriptor '", std::string(name),
                         "' for 'collections.deque' objects doesn't apply to "
                         "a '",
                         given, "' object"));
  return false;
}

// The ring of the deque that is `self`; null and TypeError, as by the method
// `name`, if it is none.  A deque whose __init__ has not run gets an empty one.
List* RingOf(NativeCall& call, bool writable, std::string_view name) {
  Context& context = call.context;
  Value ring;
  if (IsKind(call.args[0], Kind::kInstance)) {
    // The only member of the class, and so its first slot.
    Instance* instance =
        context.Resolve(static_cast<Instance*>(call.args[0].as_object()));
    if (instance->length > 0) ring = instance->slots()[0];
  }
  if (!IsRing(ring, context)) {
    if (!CheckDeque(call, name)) return nullptr;
    Instance* instance = static_cast<Instance*>(call.args[0].as_object());
    ring = InstanceGet(context, instance, RingName());
    if (ring.is_unbound()) {
      ring = Value::Of(Ring::New(context, Value::None()));
      InstanceSet(context, Writable(context, instance), RingName(), ring);
    }
  }
  // Python code can reach the slot; what it puts there is its own affair, but
  // not ours to crash on.
  if (!IsRing(ring, context)) {
    RaiseTypeError(context, "the ring of a deque was overwritten");
    return nullptr;
  }
  List* list = static_cast<List*>(ring.as_object());
  return writable ? Writable(context, list) : context.Resolve(list);
}

// init(self, maxlen)
Result Init(NativeCall& call) {
  const Value maxlen = call.args[1];
  if (!CheckDeque(call, "__init__")) return Result::kRaise;
  if (!maxlen.is_none() && !maxlen.is_int()) {
    return RaiseTypeError(call.context, "an integer is required");
  }
  InstanceSet(
      call.context,
      Writable(call.context, static_cast<Instance*>(call.args[0].as_object())),
      RingName(), Value::Of(Ring::New(call.context, maxlen)));
  return call.Return(Value::None());
}

template <bool at_end>
Result Push(NativeCall& call) {
  List* list = RingOf(call, true, at_end ? "append" : "appendleft");
  if (list == nullptr) return Result::kRaise;
  if (at_end) {
    Ring(list).PushLast(call.context, call.args[1]);
  } else {
    Ring(list).PushFirst(call.context, call.args[1]);
  }
  return call.Return(Value::None());
}

template <bool at_end>
Result Pop(NativeCall& call) {
  List* list = RingOf(call, true, at_end ? "pop" : "popleft");
  if (list == nullptr) return Result::kRaise;
  Ring ring(list);
  if (ring.count() == 0) {
    return RaiseIndexError(call.context, "pop from an empty deque");
  }
  return call.Return(at_end ? ring.PopLast() : ring.PopFirst());
}

Result Clear(NativeCall& call) {
  List* list = RingOf(call, true, "clear");
  if (list == nullptr) return Result::kRaise;
  List* empty = Ring::New(call.context, list->items()[2]);
  empty->items()[3] = list->items()[3];
  *list = *empty;
  Ring(list).Changed();
  return call.Return(Value::None());
}

Result Length(NativeCall& call) {
  List* list = RingOf(call, false, "__len__");
  if (list == nullptr) return Result::kRaise;
  return call.Return(Value::Int(Ring(list).count()));
}

Result Maxlen(NativeCall& call) {
  List* list = RingOf(call, false, "maxlen");
  if (list == nullptr) return Result::kRaise;
  return call.Return(list->items()[2]);
}

// extend(self, iterable, at_end): False if going through it runs Python.
Result Extend(NativeCall& call) {
  List* list =
      RingOf(call, true, call.args[2].is_true() ? "extend" : "extendleft");
  if (list == nullptr) return Result::kRaise;
  Ring ring(list);
  const bool at_end = call.args[2].is_true();
  const OpResult result =
      ForEachItem(call.context, call.args[1], [&](Value item) {
        if (at_end) {
          ring.PushLast(call.context, item);
        } else {
          ring.PushFirst(call.context, item);
        }
        if (ring.count() % 4096 == 0 &&
            !call.context.heap().HasRoomFor(static_cast<size_t>(ring.room()) *
                                            2 * sizeof(Value))) {
          RaiseMemoryError(call.context);
          return OpResult::kRaise;
        }
        return OpResult::kDone;
      });
  if (result == OpResult::kRaise) return Result::kRaise;
  return call.Return(Value::Bool(result == OpResult::kDone));
}

Result Rotate(NativeCall& call) {
  List* list = RingOf(call, true, "rotate");
  int64_t by = 1;
  if (list == nullptr) return Result::kRaise;
  if (!call.args[1].is_unbound() && !ToInt64(call.args[1], &by)) {
    RaiseNoInteger(call.context, call.args[1]);
    return Result::kRaise;
  }
  Ring ring(list);
  const int64_t count = ring.count();
  if (count < 2) return call.Return(Value::None());
  by %= count;
  if (by > count / 2) by -= count;
  if (by < -count / 2) by += count;
  call.context.Charge(static_cast<size_t>(by < 0 ? -by : by) / 8);
  // One out at one end and in at the other never needs more room.
  for (; by > 0; --by) ring.PushFirst(call.context, ring.PopLast());
  for (; by < 0; ++by) ring.PushLast(call.context, ring.PopFirst());
  return call.Return(Value::None());
}

// items(self): a list of them.
Result Items(NativeCall& call) {
  List* list = RingOf(call, false, "__iter__");
  if (list == nullptr) return Result::kRaise;
  Ring ring(list);
  List* items = NewList(call.context);
  const int64_t count = ring.count();
  if (count > 0) {
    ListReserve(call.context, items, static_cast<uint64_t>(count));
  }
  for (int64_t i = 0; i < count; ++i) {
    ListPush(call.context, items, ring.item(i));
  }
  call.context.Charge(static_cast<size_t>(count) / 8);
  return call.Return(Value::Of(items));
}

// step(self, changes, i): item i for an iterator that began when there were so
// many changes; itself if i is past the end.
Result Step(NativeCall& call) {
  List* list = RingOf(call, false, "__iter__");
  if (list == nullptr) return Result::kRaise;
  Ring ring(list);
  if (list->items()[3] != call.args[1]) {
    return Raise(call.context, core().RuntimeError,
                 "deque mutated during iteration");
  }
  const int64_t i = call.args[2].as_int();
  const bool inside = i >= 0 && i < ring.count();
  return call.Return(inside ? ring.item(i) : call.args[0]);
}

// changes(self): what step() wants.
Result Changes(NativeCall& call) {
  List* list = RingOf(call, false, "__iter__");
  if (list == nullptr) return Result::kRaise;
  return call.Return(list->items()[3]);
}

// The position that args[1] means; false and raised if there is none.
bool ToPosition(NativeCall& call, const Ring& ring, int64_t* out) {
  const Value index = Payload(call.context, call.args[1]);
  if (!IsInt(index)) {
    return RaiseNoIndex(
        call.context, call.args[1],
        absl::StrCat("sequence index must be integer, not '",
                     TypeName(call.context, call.args[1]), "'"));
  }
  if (!ToInt64(index, out)) {
    RaiseIndexError(call.context,
                    "cannot fit 'int' into an index-sized integer");
    return false;
  }
  if (*out < 0) *out += ring.count();
  if (*out >= 0 && *out < ring.count()) return true;
  RaiseIndexError(call.context, "deque index out of range");
  return false;
}

// Whether args[1] is an index only by its own __index__.
bool HasOwnIndex(NativeCall& call) {
  return IsKind(call.args[1], Kind::kInstance) &&
         !FindSpecial(call.context, call.args[1], core().n_index).is_unbound();
}

Result GetItem(NativeCall& call) {
  if (HasOwnIndex(call)) {
    return call.Prelude("getitem_by_index", {call.args[0], call.args[1]});
  }
  List* list = RingOf(call, false, "__getitem__");
  if (list == nullptr) return Result::kRaise;
  Ring ring(list);
  int64_t i;
  if (!ToPosition(call, ring, &i)) return Result::kRaise;
  return call.Return(ring.item(i));
}

Result SetItem(NativeCall& call) {
  List* list = RingOf(call, true, "__setitem__");
  if (list == nullptr) return Result::kRaise;
  Ring ring(list);
  int64_t i;
  if (!ToPosition(call, ring, &i)) return Result::kRaise;
  ring.item(i) = call.args[2];
  return call.Return(Value::None());
}

Result DeleteItem(NativeCall& call) {
  List* list = RingOf(call, true, "__delitem__");
  if (list == nullptr) return Result::kRaise;
  Ring ring(list);
  int64_t i;
  if (!ToPosition(call, ring, &i)) return Result::kRaise;
  for (; i + 1 < ring.count(); ++i) ring.item(i) = ring.item(i + 1);
  ring.PopLast();
  call.context.Charge(static_cast<size_t>(ring.count()) / 16);
  return call.Return(Value::None());
}

constexpr NativeSpec kFunctions[] = {
    {"init", "self, maxlen, /", &Init},
    {"extend", "self, iterable, at_end, /", &Extend},
    {"items", "self, /", &Items},
    {"step", "self, changes, i, /", &Step},
    {"changes", "self, /", &Changes},
    {"maxlen", "self, /", &Maxlen},
};

// The class takes them from the module as they are.
constexpr NativeSpec kMethods[] = {
    {"append", "self, item, /", &Push<true>},
    {"appendleft", "self, item, /", &Push<false>},
    {"pop", "self, /", &Pop<true>},
    {"popleft", "self, /", &Pop<false>},
    {"clear", "self, /", &Clear},
    {"rotate", "self, n=1, /", &Rotate},
    {"__len__", "self, /", &Length},
    {"__getitem__", "self, key, /", &GetItem},
    {"__setitem__", "self, key, value, /", &SetItem},
    {"__delitem__", "self, key, /", &DeleteItem},
};

}  // namespace

void RegisterDeque() {
  AddFunctions("_deque", kFunctions);
  for (const NativeSpec& spec : kMethods) {
    AddConstant("_deque", spec.name,
                Value::Of(MakeNative(spec, "deque", "", true)));
  }
}

}  // namespace midge::vm
