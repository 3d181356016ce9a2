// The memory layout of every kind of object.  See vm/heap/kinds.def for the
// shapes; behaviour is in the file of each type beside this one.
//
// A struct's fields stand in the order of its shape: traced Values first, raw
// words next, then the tail, reached by an accessor.
#ifndef MIDGE_VM_OBJECTS_OBJECTS_H_
#define MIDGE_VM_OBJECTS_OBJECTS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "vm/heap/object.h"
#include "vm/heap/weak.h"
#include "vm/regex/matcher.h"

namespace midge::vm {

struct Class;
struct CodeData;    // vm/interp/code.h: what a Code object points to
struct NativeData;  // vm/interp/native.h: what a Native object points to

// Text, one code point per character, in the narrowest of 1, 2, 4 bytes each.
// `other` caches the hash; 0 means not computed yet.
struct Str : TailedObject {
  static constexpr Kind kKind = Kind::kStr;
  int width() const { return 1 << (header >> 8 >> kWidthShift & 3); }
  bool is_interned() const { return has(kInterned); }
  uint8_t* chars1() {
    return reinterpret_cast<uint8_t*>((has(kPrefix) ? whole() : this) + 1);
  }
  uint16_t* chars2() { return reinterpret_cast<uint16_t*>(chars1()); }
  uint32_t* chars4() { return reinterpret_cast<uint32_t*>(chars1()); }
  const uint8_t* chars1() const { return const_cast<Str*>(this)->chars1(); }
  const uint16_t* chars2() const { return const_cast<Str*>(this)->chars2(); }
  const uint32_t* chars4() const { return const_cast<Str*>(this)->chars4(); }
  // Of a prefix: the Str with its characters.  No program ever sees that one:
  // it has room for more, and `other` counts those that are in use.  What adds
  // to the longest of its prefixes writes behind them.
  Str* whole() { return static_cast<Str*>(word()->as_object()); }
  void set_whole(Str* whole) { *word() = Value::Of(whole); }
  uint32_t at(uint32_t i) const {
    switch (width()) {
      case 1:
        return chars1()[i];
      case 2:
        return chars2()[i];
      default:
        return chars4()[i];
    }
  }

 private:
  Value* word() { return reinterpret_cast<Value*>(this + 1); }
};

// `other` caches the hash, as in Str.
struct Bytes : TailedObject {
  static constexpr Kind kKind = Kind::kBytes;
  uint8_t* data() { return reinterpret_cast<uint8_t*>(this + 1); }
  const uint8_t* data() const { return const_cast<Bytes*>(this)->data(); }
  std::span<const uint8_t> span() const { return {data(), length}; }
};

// An int outside the small ints; limbs least significant first, no leading
// zero limb.  `other` is 1 if negative.
struct BigInt : TailedObject {
  static constexpr Kind kKind = Kind::kBigInt;
  bool negative() const { return other != 0; }
  uint64_t* limbs() { return reinterpret_cast<uint64_t*>(this + 1); }
  std::span<const uint64_t> span() const {
    return {const_cast<BigInt*>(this)->limbs(), length};
  }
};

struct Complex : Object {
  static constexpr Kind kKind = Kind::kComplex;
  double real;
  double imaginary;
};

struct Tuple : TailedObject {
  static constexpr Kind kKind = Kind::kTuple;
  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  Value& operator[](uint32_t i) { return items()[i]; }
  std::span<Value> span() { return {items(), length}; }
};

// Room for Values; its owner knows how many are used.
struct Array : TailedObject {
  static constexpr Kind kKind = Kind::kArray;
  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  uint32_t capacity() const { return length; }
};

struct Index : TailedObject {
  static constexpr Kind kKind = Kind::kIndex;
  uint8_t* data() { return reinterpret_cast<uint8_t*>(this + 1); }
};

struct List : Object {
  static constexpr Kind kKind = Kind::kList;
  Ref<Array> array;  // nothing while empty
  uint64_t size;
  Value* items() { return array ? array->items() : nullptr; }
};

// A dict keeps its entries in insertion order: `entries` holds three Values
// each: key (unbound once deleted), value, hash (a small int).  `index` maps
// hashes to entries; a dict of up to kUnindexedEntries has none and is searched
// in order.
struct Dict : Object {
  static constexpr Kind kKind = Kind::kDict;
  Ref<Array> entries;
  Ref<Index> index;
  uint32_t live_count;   // len()
  uint32_t entry_count;  // live and deleted
  // Names the set of keys: taken anew from Names::NextVersion() whenever a key
  // comes or goes, but only if it is not 0.  Module and class dicts have one.
  uint64_t version;
};

// Its order and its storage are those of set_table.h.
struct Set : Object {
  static constexpr Kind kKind = Kind::kSet;  // FrozenSet has the same layout
  Ref<Array> entries;
  Ref<Index> index;
  uint32_t live_count;   // len()
  uint32_t entry_count;  // live and removed
  uint32_t mask;         // slots - 1; they are a power of two
  uint32_t finger;       // the slot behind the one that pop() took last
};

struct ByteArray : Object {
  static constexpr Kind kKind = Kind::kByteArray;
  Ref<Index> buffer;
  // Weak references to views of it, which keep its size as it is; nothing if
  // there have been none.
  Ref<List> views;
  uint64_t size;
};

struct Range : Object {
  static constexpr Kind kKind = Kind::kRange;
  Value start, stop, step;  // ints, step not 0
};

struct Slice : Object {
  static constexpr Kind kKind = Kind::kSlice;
  Value start, stop, step;
};

struct Cell : Object {
  static constexpr Kind kKind = Kind::kCell;
  Value content;  // unbound while empty
};

struct Code : Object {
  static constexpr Kind kKind = Kind::kCode;
  // Of code compiled at run time, which is its agent's own; else nothing.
  Ref<Array> constants;  // keeps them alive; the interpreter reads data's copy
  Ref<Tuple> origin;  // what it was compiled from, see vm/interp/code_store.h
  // Owned by the program (vm/interp/loader.h) or by the agent's CodeStore.
  const CodeData* data;
};

struct Function : Object {
  static constexpr Kind kKind = Kind::kFunction;
  Ref<Code> code;
  Ref<Dict> globals;
  Ref<Tuple> defaults;
  Ref<Dict> keyword_defaults;
  Ref<Tuple> closure;  // of Cells
  Value name;
  Value qualified_name;
  Value module;
  Value doc;
  Ref<Dict> attributes;
  Ref<Dict> annotations;
};

// A function written in C++.  Shared, made once.
struct Native : Object {
  static constexpr Kind kKind = Kind::kNative;
  const NativeData* data;
};

struct BoundMethod : Object {
  static constexpr Kind kKind = Kind::kBoundMethod;
  Value function;
  Value self;
};

enum ClassFlags : uint32_t {
  // Instances are Instance objects (a class statement, an exception).
  kClassInstances = 1 << 0,
  // Derives from BaseException; instances have the ExceptionSlot slots.
  kClassException = 1 << 1,
  // Instances carry a builtin value (class MyList(list)) in slot 0.
  kClassPayload = 1 << 2,
  // May be the base of a class statement.
  kClassSubclassable = 1 << 3,
  // Defines __getattribute__ / __getattr__ / __setattr__ / __delattr__ other
  // than object's.
  kClassGetAttribute = 1 << 4,
  kClassGetAttr = 1 << 5,
  kClassSetAttr = 1 << 6,
  kClassDelAttr = 1 << 7,
  // Has a metaclass other than type.
  kClassMeta = 1 << 8,
  // Instances take no attributes but those of __slots__.
  kClassSlotsOnly = 1 << 9,
  // Made in C++: its attributes cannot be set.
  kClassBuiltin = 1 << 10,
  // Has a __del__: instances made from now on are told of their end.
  kClassFinalizer = 1 << 11,
  // Defines __class__ or __getattribute__: instances may say that they are of
  // another class.
  kClassDisguised = 1 << 12,
  // Its __abstractmethods__ are not empty: object.__new__ makes no instance.
  kClassAbstract = 1 << 13,
  // Instances of the class statement's class can be referred to weakly.
  kClassWeakRefs = 1 << 16,
  // Instances have slots for member descriptors (member_descriptors.h).
  kClassMembers = 1 << 17,
  // What `match` takes instances for: a sequence or a mapping.
  kClassSequence = 1 << 14,
  kClassMapping = 1 << 15,
  kClassCollection = kClassSequence | kClassMapping,
};

struct Class : Object {
  static constexpr Kind kKind = Kind::kClass;
  Ref<Str> name;
  Value qualified_name;
  Value module;
  Ref<Tuple> bases;
  Ref<Tuple> mro;  // this class first, object last
  Ref<Dict> dict;
  Ref<Class> metaclass;
  Ref<List> subclasses;  // direct, in this heap
  Value doc;
  Value reserved;
  // Names all that attribute look-up through this class depends on; anew from
  // Names::NextVersion() when it or a base changes.
  uint32_t version;
  uint32_t flags;
  // The layout of a new instance, and how many slots it has room for inline.
  uint32_t root_layout;
  uint32_t inline_slots;
  // The kind of the instances; for kClassPayload that of the value in slot 0.
  uint64_t instance_kind;  // a Kind
};

// An instance of a class statement's class, or an exception.  Attributes are in
// slots; `layout` (vm/objects/layout.h) says which is where.  Slots beyond the
// inline ones are in `overflow`.  With layout kDictLayout, `overflow` is the
// __dict__ itself and only reserved slots are used: those are always inline.
struct Instance : TailedObject {
  static constexpr Kind kKind = Kind::kInstance;
  Ref<Class> cls;
  Value overflow;  // an Array, or the __dict__, or unbound
  uint32_t inline_count() const { return length; }
  uint32_t layout() const { return other; }
  void set_layout(uint32_t layout) { other = layout; }
  Value* slots() { return reinterpret_cast<Value*>(this + 1); }
  // REQUIRES: the layout has slot i.
  Value* slot(uint32_t i) {
    if (i < length) return &slots()[i];
    return &static_cast<Array*>(overflow.as_object())->items()[i - length];
  }
  // Of a kClassPayload class.
  Value& payload() { return slots()[0]; }
};

// Slots of every instance of a kClassException class; those of some classes'
// own fields follow, see exception_fields.h.
enum ExceptionSlot : uint32_t {
  kExceptionArgs,             // tuple
  kExceptionTraceback,        // Traceback or None
  kExceptionCause,            // exception or None
  kExceptionContext,          // exception or None
  kExceptionSuppressContext,  // bool
  kExceptionNotes,            // list or unbound
  kExceptionSlotCount,
};

struct Module : Object {
  static constexpr Kind kKind = Kind::kModule;
  Ref<Str> name;
  Ref<Dict> dict;
  Ref<Class> cls;  // nothing: ModuleType itself
};

struct Property : Object {
  static constexpr Kind kKind = Kind::kProperty;
  Value getter, setter, deleter;  // or None
  Value doc;
  Value doc_is_getters;  // a bool: `doc` is what the getter has
  Value name;            // what __set_name__ was told, or None
};

struct StaticMethod : Object {
  static constexpr Kind kKind = Kind::kStaticMethod;
  Value function;
  Value attributes;  // its __dict__, once somebody asks for it, or None
};

struct ClassMethod : Object {
  static constexpr Kind kKind = Kind::kClassMethod;
  Value function;
  Value attributes;
};

struct Super : Object {
  static constexpr Kind kKind = Kind::kSuper;
  Ref<Class> from;        // look-up starts after this in the mro of ...
  Ref<Class> self_class;  // ... this
  Value self;
};

// A suspended frame; the registers are the tail.  A running generator's frame
// is on the thread's stack, and is copied back when it yields.  Coroutines and
// asynchronous generators are generators of another type.
struct Generator : TailedObject {
  static constexpr Kind kKind = Kind::kGenerator;
  enum State : uint32_t { kNew, kSuspended, kRunning, kClosed };
  enum Type : uint32_t {
    kPlain,
    kCoroutine,
    kAsync,
    // Iterators that are a generator of the prelude or the library.  All their
    // state is in the function's parameters: one that returned or raised begins
    // anew with those as they are then, so that it can go on behind an error.
    kEnumerateItems,
    kZipItems,
    kMapItems,
    kFilterItems,
    kReversedItems,
    kCallableItems,
    kSequenceItems,
    kNamedItems,  // `name` is the class it shows as an instance of
    kTypeCount,
  };
  // Of an asynchronous generator: an asend() or the like is between its first
  // step and its last; aclose() has begun; it was shown to the hooks.  Of any
  // that is suspended: `reserved` is its frame object.  Of any: it handles an
  // exception of its own.
  enum Flag : uint32_t {
    kAwaited = 1 << 16,
    kAsyncClosed = 1 << 17,
    kHooked = 1 << 18,
    kFramed = 1 << 19,
    kHandles = 1 << 20,
  };
  Ref<Function> function;
  Value name;  // of kNamedItems (chain, islice ...): a class
  Value qualified_name;
  Value handling;  // saved exception being handled, or unbound
  Value delegate;  // what `yield from` is driving, or unbound
  Value reserved;
  int64_t saved_ip;
  // `other` is state:8, type:8, flags:16.
  State state() const { return static_cast<State>(other & 0xFF); }
  void set_state(State state) { other = (other & ~0xFFu) | state; }
  // Suspended, with no frame object and no exception that it handles.
  bool is_just_suspended() const {
    return (other & (0xFF | kFramed | kHandles)) == kSuspended;
  }
  Type type() const { return static_cast<Type>(other >> 8 & 0xFF); }
  void set_type(Type type) { other = (other & ~0xFF00u) | type << 8; }
  bool is_iterator() const { return type() > kAsync; }
  // A coroutine that nobody has driven.
  bool is_unawaited() const { return type() == kCoroutine && state() == kNew; }
  bool has_flag(Flag flag) const { return other & flag; }
  void set_flag(Flag flag, bool on) {
    other = on ? other | flag : other & ~uint32_t{flag};
  }
  Value* registers() { return reinterpret_cast<Value*>(this + 1); }
};

// A generator that is its own iterator: what is not to be awaited.
inline bool IsGenerator(Value v) {
  if (!IsKind(v, Kind::kGenerator)) return false;
  const auto type = static_cast<Generator*>(v.as_object())->type();
  return type != Generator::kCoroutine && type != Generator::kAsync;
}

// What next() on builtin containers works on.  `of` is the container. Iterators
// that run Python (a generator, iter(f, sentinel)) are never of this kind.
struct Iterator : Object {
  static constexpr Kind kKind = Kind::kIterator;
  enum Type : uint32_t {
    kList,
    kTuple,
    kStr,
    kBytes,
    kRange,     // small ints; position is the next, `end` the count left
    kBigRange,  // any ints; `extra` is the next
    kDictKeys,
    kDictValues,
    kDictItems,
    kSet,
    kListReversed,
    kByteArray,
    kAgents,     // an AgentRange
    kEnumerate,  // `of` an Iterator, `extra` the next number
    kZip,        // `of` a Tuple of Iterators
    kDictKeysReversed,
    kDictValuesReversed,
    kDictItemsReversed,
    kCount,   // itertools.count: `of` the step, `extra` the next number
    kRepeat,  // itertools.repeat: `extra` how many are left, or None
    kTypeCount,
  };
  Value of;  // unbound once exhausted
  Value extra;
  int64_t position;
  uint32_t type;
  uint32_t expected;  // live_count of a dict or set when iteration began
};

struct DictView : Object {
  static constexpr Kind kKind = Kind::kDictView;
  enum Type : uint64_t { kKeys, kValues, kItems, kTypeCount };
  Ref<Dict> dict;
  uint64_t type;
};

// What programs see of a frame; vm/interp/frame_objects.h says when there is
// one.  The tail is for the locals of a frame that has ended: its registers.
struct Frame : TailedObject {
  static constexpr Kind kKind = Kind::kFrame;
  Ref<Function> function;
  // The Thread whose stack the frame is on, the Generator that it is suspended
  // in, or unbound: it has ended.
  Value owner;
  // While it is on a stack, the next frame object outward there; after its end
  // what f_back gives, or nothing.
  Ref<Frame> outer;
  // The namespace of a module or class body that has ended, the dict that
  // f_locals has filled, or unbound.
  Value names;
  uint32_t position;  // of R[0] on the stack
  uint32_t ip;        // of one that has ended: behind its last instruction
  // The program has seen it, and so may ask for those it was called from; and
  // it has had it cleared.
  enum Flag : uint32_t { kAsked = 1 << 0, kCleared = 1 << 1 };
  bool has_flag(Flag flag) const { return other & flag; }
  void set_flag(Flag flag) { other |= flag; }
  Value* registers() { return reinterpret_cast<Value*>(this + 1); }
};

// One line of a traceback; the chain goes from the outermost frame inward.
struct Traceback : Object {
  static constexpr Kind kKind = Kind::kTraceback;
  Ref<Traceback> next;
  Ref<Frame> frame;
  int32_t last;  // tb_lasti: twice the word index of the instruction
  int32_t line;  // or -1: the code has it
};

// Handles: swarm-wide objects live at their home and are named by id.
struct AgentHandle : Object {
  static constexpr Kind kKind = Kind::kAgentHandle;
  uint64_t id;  // base/ids.h ObjectId
};
// Agents dealt out to the swarm's shards in turn.
struct AgentRange : Object {
  static constexpr Kind kKind = Kind::kAgentRange;
  uint64_t first_id;  // of the range that was spawned
  uint64_t count;
  uint64_t spread;  // its shards : 16, where this part of it begins : 48
  uint64_t id_of(uint64_t i) const {
    const uint64_t shards = spread & 0xFFFF;
    const uint64_t number = (spread >> 16) + i;
    const uint64_t shard = ((first_id >> 48) + number) % shards;
    return shard << 48 |
           ((first_id & ((uint64_t{1} << 48) - 1)) + number / shards);
  }
};
struct MailboxHandle : Object {
  static constexpr Kind kKind = Kind::kMailboxHandle;
  uint64_t id;
};
struct SemaphoreHandle : Object {
  static constexpr Kind kKind = Kind::kSemaphoreHandle;
  uint64_t id;
};

enum ThreadExtra {
  kThreadJoiners,  // a List of the threads that join it, or unbound
  kThreadLocals,   // threading.local() and the like; a Dict or unbound
  kThreadExtras,
};

// A microthread.  Frames are in `stack`, see vm/interp/frame.h.  What a parked
// thread waits for is plain data here, so that it can be frozen.
struct Thread : Object {
  static constexpr Kind kKind = Kind::kThread;
  Ref<Array> stack;
  // By `state`: kParked: what it waits with, a message to send, a key, ...
  //   kReady: what the wake-up brought: the parked call's result, or an
  //   exception if kThreadWakeRaises
  //   kFinished, kFailed: what its function returned, or raised
  Value value;
  Ref<Frame> frames;  // the frame objects of its stack, innermost first
  Value handling;     // the exception being handled, or unbound
  Value next;         // link of the list it is in: ready, or waiters
  Ref<Array> extra;   // what few threads have: kThreadExtras items, or nothing
  uint64_t serial;    // unique in the agent
  int32_t base;       // register 0 of the running frame, index into stack
  int32_t depth;      // Python frames on the stack
  uint64_t wait_id;   // id of the mailbox, semaphore, agent, request, ...
  uint64_t timer;     // id of its running timer, or 0
  // Counts its waits, so that a late answer to one cannot end another.
  uint64_t wait : 48;
  uint64_t state : 4;      // ThreadState, vm/interp/thread.h
  uint64_t wait_kind : 6;  // WaitKind, vm/interp/thread.h
  uint64_t flags : 6;      // ThreadFlags, vm/interp/thread.h
};

// re.Pattern.  Immutable.
// Invariant: regex::Verify() has accepted `code` for `groups` groups.
struct RegexPattern : Object {
  static constexpr Kind kKind = Kind::kRegexPattern;
  Ref<Bytes> code;        // words of 32 bits
  Value source;           // str, bytes or None
  Ref<Dict> group_index;  // name -> number
  Ref<Tuple> names;       // of the groups, from number 0, or None
  Value flags;
  Value groups;
  int64_t group_count() const { return groups.as_int(); }
};

// re.Match.  Immutable.
// Invariant: the tail is small ints: kSpans and two more for each group, of
//            which number 0 is the whole.
struct RegexMatch : TailedObject {
  static constexpr Kind kKind = Kind::kRegexMatch;
  enum : uint32_t { kPos, kEndPos, kLastIndex, kSpans };
  Ref<RegexPattern> pattern;
  Value string;
  Value* numbers() { return reinterpret_cast<Value*>(this + 1); }
  int64_t number(uint32_t i) { return numbers()[i].as_int(); }
  // Group 0 and the pattern's.
  uint32_t span_count() const { return (length - kSpans) / 2; }
};

// A search for one match after another, which can be interrupted anywhere.
struct RegexScanner : Object {
  static constexpr Kind kKind = Kind::kRegexScanner;
  enum Task : uint64_t { kMatches, kFindAll, kSplit, kSubstitute, kCountSubs };
  Ref<RegexPattern> pattern;
  Value string;       // as it was given
  Value subject;      // the Str or Bytes that is searched
  Ref<Index> stack;   // of a search that was paused
  Ref<List> pieces;   // what the task has made so far
  Value replacement;  // of kSubstitute and kCountSubs
  int64_t pos;
  int64_t end_pos;
  int64_t copied;   // kSplit ...: up to here the subject is in pieces
  int64_t limit;    // the task takes so many matches,
  int64_t matches;  // and has taken so many
  uint64_t task;
  regex::Search search;
};

#define MIDGE_CHECK_SIZE(type, fields, raw) \
  static_assert(sizeof(type) ==             \
                8 * (1 + fields + raw) +    \
                    (std::is_base_of_v<TailedObject, type> ? 8 : 0))
#define KIND(name, fields, raw, tail) MIDGE_CHECK_SIZE(name, fields, raw);
using FrozenSet = Set;
#include "vm/heap/kinds.def"
#undef KIND
#undef MIDGE_CHECK_SIZE

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_OBJECTS_H_
