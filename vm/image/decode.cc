// The receiving half of the codec.  Nothing here trusts a byte: a count is
// bounded by what is left to read, a number by the objects there are, and a
// reference by the kind of object that its place must hold.
//
// First every object is made, from its head; then the bodies fill them.  Dicts
// and sets are filled last, because hashing a key needs the key whole; and of
// those, a frozenset inside another's item first.
#include <cmath>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/codec.h"
#include "base/status_macros.h"
#include "vm/image/codec.h"
#include "vm/image/flat.h"
#include "vm/image/wire.h"
#include "vm/interp/code_store.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/layout.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/names.h"
#include "vm/objects/text_value.h"
#include "vm/regex/verify.h"
#include "vm/text/big_int.h"

namespace midge::vm {

namespace {

absl::Status Corrupt(const char* what) {
  return absl::InvalidArgumentError(absl::StrCat("corrupt value: ", what));
}

// Whether a builtin value of `v`'s kind belongs into instances of `cls`.
bool PayloadFits(const Class* cls, Value v) {
  const Kind kind = static_cast<Kind>(cls->instance_kind);
  if (kind == Kind::kBigInt && v.is_int()) return true;
  if (v.is_float()) {
    for (const Value base : cls->mro->span()) {
      if (base == Value::Of(core().float_)) return true;
    }
    return false;
  }
  return IsKind(v, kind);
}

class Decoder {
 public:
  Decoder(Context& context, const CodecOptions& options, std::string_view bytes)
      : context_(context), options_(options), reader_(bytes) {}

  absl::Status Run(Value* out);

 private:
  struct Made {
    Object* object;
    ObjectTag tag;
    // Of a container that hashes: where its entries are in entries_.
    size_t first_entry = 0;
    uint32_t length = 0;
    enum : uint8_t { kEmpty, kFilling, kFilled } state = kFilled;
  };
  struct Entry {
    Value key, value;
    int64_t hash;
  };

  // --- Heads ---
  absl::Status ReadHead(Made* made);
  absl::Status ReadText(Made* made);
  absl::Status ReadBytes(Made* made);
  absl::Status ReadBigInt(Made* made);
  absl::Status ReadSized(Made* made);
  absl::Status ReadNamed(Made* made);
  absl::Status ReadFunctionHead(Made* made);
  absl::Status ReadCodeHead(Made* made);
  absl::Status ReadMadeCode(Made* made);
  absl::Status ReadMadeFunctionHead(Made* made);
  absl::Status ReadInstanceHead(Made* made);
  absl::Status ReadMember(Made* made);
  absl::Status MakeOfFlags(Class* cls, int64_t flags, std::string_view name,
                           Instance** out);
  absl::Status ReadHandle(Made* made);

  // --- Bodies ---
  absl::Status ReadValue(Value* value);
  absl::Status ReadBody(Made* made);
  absl::Status ReadEntries(Made* made);
  absl::Status ReadFields(Object* object);
  absl::Status ReadRange(Range* range);
  absl::Status ReadFunction(Function* function);
  absl::Status ReadMadeFunction(Function* function);
  absl::Status ReadInstance(Instance* instance);
  absl::Status ReadReserved(Instance* instance);
  absl::Status ReadAttributes(Instance* instance);

  // --- Filling and checking ---
  absl::Status Fill(size_t number);
  absl::Status PushUnfilled(Value key, std::vector<size_t>* open);
  absl::Status FillNow(Made& made);
  absl::Status CheckFunction(Function* function);
  absl::Status CheckPattern(RegexPattern* pattern);
  absl::Status CheckMatch(RegexMatch* match);
  absl::Status CheckRegexes();

  Context& context_;
  const CodecOptions& options_;
  Reader reader_;
  std::vector<Made> made_;
  std::vector<Entry> entries_;
  absl::flat_hash_map<const Object*, size_t> frozensets_;  // -> number
  // What made code was compiled from, and all the code that came of it.
  struct Compiled {
    uint64_t source, file, options;
    std::vector<const CodeData*> codes;
  };
  absl::Status Compile(uint64_t source, uint64_t file, uint64_t options,
                       const Compiled** out);
  std::vector<Compiled> compiled_;
  size_t source_bytes_ = 0;
  size_t key_steps_ = 0;  // taken by PushUnfilled()
};

// --- Heads -------------------------------------------------------------------

absl::Status Decoder::ReadText(Made* made) {
  uint8_t width;
  uint64_t length;
  std::string_view chars;
  if (!reader_.Byte(&width) || (width != 1 && width != 2 && width != 4) ||
      !reader_.VarintAtMost(reader_.remaining() / width, &length) ||
      !reader_.Raw(length * width, &chars)) {
    return Corrupt("text");
  }
  Str* str = NewStrRaw(context_, static_cast<uint32_t>(length), width);
  std::memcpy(str->chars1(), chars.data(), chars.size());
  uint32_t highest = 0;
  for (uint32_t i = 0; i < str->length; ++i) {
    highest = std::max(highest, str->at(i));
  }
  const int narrowest = highest < 0x100 ? 1 : highest < 0x10000 ? 2 : 4;
  if (narrowest != width || highest > 0x10FFFF) return Corrupt("text");
  made->object = str;
  return absl::OkStatus();
}

absl::Status Decoder::ReadBytes(Made* made) {
  std::string_view bytes;
  if (!reader_.Bytes(&bytes)) return Corrupt("bytes");
  if (made->tag == ObjectTag::kBytes) {
    made->object = NewBytes(context_, bytes);
    return absl::OkStatus();
  }
  ByteArray* array = context_.heap().New<ByteArray>();
  array->size = bytes.size();
  if (!bytes.empty()) {
    Index* buffer = context_.heap().New<Index>(bytes.size());
    std::memcpy(buffer->data(), bytes.data(), bytes.size());
    array->buffer = buffer;
  }
  made->object = array;
  return absl::OkStatus();
}

absl::Status Decoder::ReadBigInt(Made* made) {
  uint8_t negative;
  uint64_t count;
  if (!reader_.Byte(&negative) || negative > 1 ||
      !reader_.VarintAtMost(reader_.remaining() / 8, &count) || count == 0) {
    return Corrupt("int");
  }
  BigInt* big = context_.heap().New<BigInt>(count);
  big->other = negative;
  for (uint64_t i = 0; i < count; ++i) {
    if (!reader_.Fixed64(&big->limbs()[i])) return Corrupt("int");
  }
  int64_t small;
  const text::BigView view{{big->limbs(), count}, negative != 0};
  if (big->limbs()[count - 1] == 0 ||
      (text::FitsInt64(view, &small) && Value::FitsSmallInt(small))) {
    return Corrupt("int");
  }
  made->object = big;
  return absl::OkStatus();
}

absl::Status Decoder::ReadSized(Made* made) {
  uint64_t length;
  if (!reader_.VarintAtMost(reader_.remaining(), &length)) {
    return Corrupt("length");
  }
  made->length = static_cast<uint32_t>(length);
  switch (made->tag) {
    case ObjectTag::kTuple:
      made->object = NewTuple(context_, made->length);
      break;
    case ObjectTag::kList: {
      List* list = NewList(context_);
      if (length > 0) ListReserve(context_, list, length);
      made->object = list;
      break;
    }
    case ObjectTag::kDict:
      made->object = NewDict(context_);
      break;
    default:
      made->object =
          NewSet(context_,
                 made->tag == ObjectTag::kSet ? Kind::kSet : Kind::kFrozenSet);
  }
  return absl::OkStatus();
}

absl::Status Decoder::ReadNamed(Made* made) {
  std::string_view module, qualname;
  if ((made->tag != ObjectTag::kCoreClass && !reader_.Bytes(&module)) ||
      !reader_.Bytes(&qualname)) {
    return Corrupt("name");
  }
  if (made->tag == ObjectTag::kCoreClass) {
    made->object = FindCoreClass(qualname);
  } else if (made->tag == ObjectTag::kNative) {
    made->object = FindNative(module, qualname);
  } else {
    Module* home = FindModule(context_, options_.modules, module);
    if (home == nullptr) {
      return absl::NotFoundError(absl::StrCat("the receiver has no module '",
                                              std::string(module), "'"));
    }
    const Value named = FindQualified(context_, home, qualname);
    const Kind kind =
        made->tag == ObjectTag::kClassName ? Kind::kClass : Kind::kFunction;
    made->object =
        IsKind(named, kind) ? context_.Resolve(named.as_object()) : nullptr;
  }
  if (made->object != nullptr) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat("the receiver's module '",
                                          std::string(module), "' has no '",
                                          std::string(qualname), "'"));
}

absl::Status Decoder::ReadFunctionHead(Made* made) {
  std::string_view module;
  uint64_t number;
  if (!reader_.Bytes(&module) || !reader_.Varint(&number)) {
    return Corrupt("function");
  }
  const CodeData* code = options_.codes == nullptr
                             ? nullptr
                             : options_.codes->Find(module, number);
  Module* home = FindModule(context_, options_.modules, module);
  if (code == nullptr || home == nullptr) {
    return absl::NotFoundError(absl::StrCat("the receiver has no code ", number,
                                            " in module '", std::string(module),
                                            "'"));
  }
  Function* function = context_.heap().New<Function>();
  function->code = code->object;
  function->globals = home->dict;
  function->module = Value::Of(home->name.get());
  made->object = function;
  return absl::OkStatus();
}

absl::Status Decoder::ReadCodeHead(Made* made) {
  std::string_view module;
  uint64_t number;
  if (!reader_.Bytes(&module) || !reader_.Varint(&number)) {
    return Corrupt("code");
  }
  const CodeData* code = options_.codes == nullptr
                             ? nullptr
                             : options_.codes->Find(module, number);
  if (code == nullptr) {
    return absl::NotFoundError(absl::StrCat("the receiver has no code ", number,
                                            " in module '", std::string(module),
                                            "'"));
  }
  made->object = code->object;
  return absl::OkStatus();
}

absl::Status Decoder::Compile(uint64_t source, uint64_t file, uint64_t options,
                              const Compiled** out) {
  for (const Compiled& known : compiled_) {
    *out = &known;
    if (known.source == source && known.file == file &&
        known.options == options) {
      return absl::OkStatus();
    }
  }
  const auto is = [this](uint64_t number, Kind kind) {
    return number < made_.size() && made_[number].object->is(kind);
  };
  SourceOptions how;
  if (!is(source, Kind::kBytes) || !is(file, Kind::kStr) || options > 0xFF ||
      !UnpackOptions(static_cast<int64_t>(options), &how) ||
      context_.program == nullptr) {
    return Corrupt("code");
  }
  const std::span<const uint8_t> bytes =
      static_cast<Bytes*>(made_[source].object)->span();
  source_bytes_ += bytes.size();
  if (source_bytes_ > kMessageSourceBytesMax) {
    return absl::ResourceExhaustedError(
        absl::StrCat("message has code of more than ", kMessageSourceBytesMax,
                     " bytes of source"));
  }
  Code* code = CodeStore::Of(context_).Compile(
      {reinterpret_cast<const char*>(bytes.data()), bytes.size()},
      ToUtf8(static_cast<Str*>(made_[file].object)), how);
  if (code == nullptr) {
    context_.raised = Value();
    return Corrupt("code that does not compile");
  }
  compiled_.push_back({source, file, options, Preorder(code->data)});
  *out = &compiled_.back();
  return absl::OkStatus();
}

absl::Status Decoder::ReadMadeCode(Made* made) {
  uint64_t source, file, options, number;
  if (!reader_.Varint(&source) || !reader_.Varint(&file) ||
      !reader_.Varint(&options) || !reader_.Varint(&number)) {
    return Corrupt("code");
  }
  const Compiled* compiled;
  MIDGE_RETURN_IF_ERROR(Compile(source, file, options, &compiled));
  if (number >= compiled->codes.size()) return Corrupt("code");
  made->object = compiled->codes[number]->object;
  return absl::OkStatus();
}

absl::Status Decoder::ReadMadeFunctionHead(Made* made) {
  std::string_view module;
  uint64_t number;
  if (!reader_.Bytes(&module) || !reader_.Varint(&number) ||
      number >= made_.size() || !made_[number].object->is(Kind::kCode)) {
    return Corrupt("function");
  }
  Function* function = context_.heap().New<Function>();
  function->code = static_cast<Code*>(made_[number].object);
  made->object = function;
  if (module.empty()) return absl::OkStatus();
  Module* home = FindModule(context_, options_.modules, module);
  if (home == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("the receiver has no module '", std::string(module), "'"));
  }
  function->globals = home->dict;
  return absl::OkStatus();
}

absl::Status Decoder::ReadInstanceHead(Made* made) {
  uint64_t number;
  if (!reader_.Varint(&number) || number >= made_.size()) {
    return Corrupt("instance");
  }
  Object* cls = made_[number].object;
  if (!cls->is(Kind::kClass) || !(static_cast<Class*>(cls)->flags &
                                  (kClassInstances | kClassException))) {
    return Corrupt("instance");
  }
  made->object = NewInstance(context_, static_cast<Class*>(cls));
  return absl::OkStatus();
}

// What only flags make up is made here if the receiver never had it.
absl::Status Decoder::ReadMember(Made* made) {
  uint64_t number;
  int64_t flags = 0;
  std::string_view name;
  const bool by_flags = made->tag == ObjectTag::kFlags;
  if (!reader_.Varint(&number) || number >= made_.size() ||
      !made_[number].object->is(Kind::kClass) ||
      (by_flags && (!reader_.Zigzag(&flags) || !Value::FitsSmallInt(flags))) ||
      !reader_.Bytes(&name)) {
    return Corrupt("member");
  }
  Class* cls = static_cast<Class*>(made_[number].object);
  Instance* member = by_flags ? FindMadeOfFlags(context_, cls, flags)
                              : FindMember(context_, cls, name);
  if (member == nullptr && by_flags && (cls->flags & kClassInstances)) {
    MIDGE_RETURN_IF_ERROR(MakeOfFlags(cls, flags, name, &member));
  }
  if (member == nullptr) {
    return absl::NotFoundError(absl::StrCat("the receiver's class '",
                                            ToUtf8(cls->name), "' has no '",
                                            std::string(name), "'"));
  }
  made->object = member;
  return absl::OkStatus();
}

absl::Status Decoder::MakeOfFlags(Class* cls, int64_t flags,
                                  std::string_view name, Instance** out) {
  const bool wraps = cls->flags & kClassPayload;
  if ((cls->flags & kClassException) ||
      (wraps && !PayloadFits(cls, Value::Int(flags)))) {
    return Corrupt("member");
  }
  Instance* member = NewInstance(context_, cls);
  if (wraps) member->payload() = Value::Int(flags);
  InstanceSet(context_, member, Names::Intern("_value_"), Value::Int(flags));
  InstanceSet(context_, member, Names::Intern("_name_"),
              name.empty() ? Value::None() : Value::Of(NewStr(context_, name)));
  if (!AddMadeOfFlags(context_, cls, flags, member)) return Corrupt("member");
  *out = member;
  return absl::OkStatus();
}

absl::Status Decoder::ReadHandle(Made* made) {
  Kind kind = Kind::kAgentHandle;
  if (made->tag == ObjectTag::kMailbox) kind = Kind::kMailboxHandle;
  if (made->tag == ObjectTag::kSemaphore) kind = Kind::kSemaphoreHandle;
  if (made->tag == ObjectTag::kAgentRange) kind = Kind::kAgentRange;
  uint64_t id, count = 0, spread = 1;
  if (!reader_.Fixed64(&id) ||
      (made->tag == ObjectTag::kAgentRange &&
       (!reader_.VarintAtMost(uint64_t{1} << 47, &count) ||
        !reader_.Varint(&spread) || (spread & 0xFFFF) == 0))) {
    return Corrupt("handle");
  }
  made->object = context_.heap().Allocate(kind);
  static_cast<AgentHandle*>(made->object)->id = id;
  if (made->tag == ObjectTag::kAgentRange) {
    static_cast<AgentRange*>(made->object)->count = count;
    static_cast<AgentRange*>(made->object)->spread = spread;
  }
  return absl::OkStatus();
}

absl::Status Decoder::ReadHead(Made* made) {
  uint8_t tag;
  if (!reader_.Byte(&tag)) return Corrupt("end");
  made->tag = static_cast<ObjectTag>(tag);
  const auto make = [this, made](Kind kind, size_t length = 0) {
    made->object = context_.heap().Allocate(kind, length);
    // An object that is used before its body came must still be well formed.
    VisitValues(made->object, [](Value* v) { *v = Value::None(); });
    return absl::OkStatus();
  };
  switch (made->tag) {
    case ObjectTag::kText:
      return ReadText(made);
    case ObjectTag::kBytes:
    case ObjectTag::kByteArray:
      return ReadBytes(made);
    case ObjectTag::kBigInt:
      return ReadBigInt(made);
    case ObjectTag::kComplex: {
      Complex* complex = context_.heap().New<Complex>();
      made->object = complex;
      return reader_.Double(&complex->real) &&
                     reader_.Double(&complex->imaginary)
                 ? absl::OkStatus()
                 : Corrupt("complex");
    }
    case ObjectTag::kTuple:
    case ObjectTag::kList:
    case ObjectTag::kDict:
    case ObjectTag::kSet:
    case ObjectTag::kFrozenSet:
      return ReadSized(made);
    case ObjectTag::kRange:
      return make(Kind::kRange);
    case ObjectTag::kSlice:
      return make(Kind::kSlice);
    case ObjectTag::kCell:
      return make(Kind::kCell);
    case ObjectTag::kBoundMethod:
      return make(Kind::kBoundMethod);
    case ObjectTag::kProperty:
      return make(Kind::kProperty);
    case ObjectTag::kStaticMethod:
      return make(Kind::kStaticMethod);
    case ObjectTag::kClassMethod:
      return make(Kind::kClassMethod);
    case ObjectTag::kRegexPattern:
      return make(Kind::kRegexPattern);
    case ObjectTag::kRegexMatch: {
      uint64_t spans;
      if (!reader_.VarintAtMost(reader_.remaining(), &spans) || spans == 0) {
        return Corrupt("match");
      }
      return make(Kind::kRegexMatch, RegexMatch::kSpans + 2 * spans);
    }
    case ObjectTag::kFunction:
      return ReadFunctionHead(made);
    case ObjectTag::kCode:
      return ReadCodeHead(made);
    case ObjectTag::kMadeCode:
      return ReadMadeCode(made);
    case ObjectTag::kMadeFunction:
      return ReadMadeFunctionHead(made);
    case ObjectTag::kBuiltins:
      made->object = core().builtins;
      return absl::OkStatus();
    case ObjectTag::kFunctionName:
    case ObjectTag::kClassName:
    case ObjectTag::kCoreClass:
    case ObjectTag::kNative:
      return ReadNamed(made);
    case ObjectTag::kInstance:
      return ReadInstanceHead(made);
    case ObjectTag::kMember:
    case ObjectTag::kFlags:
      return ReadMember(made);
    case ObjectTag::kAgent:
    case ObjectTag::kAgentRange:
    case ObjectTag::kMailbox:
    case ObjectTag::kSemaphore:
      return ReadHandle(made);
  }
  return Corrupt("tag");
}

// --- Bodies ------------------------------------------------------------------

absl::Status Decoder::ReadValue(Value* value) {
  uint8_t tag;
  if (!reader_.Byte(&tag)) return Corrupt("end");
  switch (static_cast<Immediate>(tag)) {
    case Immediate::kUnbound:
      *value = Value();
      return absl::OkStatus();
    case Immediate::kNone:
      *value = Value::None();
      return absl::OkStatus();
    case Immediate::kFalse:
      *value = Value::False();
      return absl::OkStatus();
    case Immediate::kTrue:
      *value = Value::True();
      return absl::OkStatus();
    case Immediate::kEllipsis:
      *value = Value::Ellipsis();
      return absl::OkStatus();
    case Immediate::kNotImplemented:
      *value = Value::NotImplemented();
      return absl::OkStatus();
    case Immediate::kInt: {
      int64_t i;
      if (!reader_.Zigzag(&i) || !Value::FitsSmallInt(i)) break;
      *value = Value::Int(i);
      return absl::OkStatus();
    }
    case Immediate::kFloat: {
      double d;
      if (!reader_.Double(&d)) break;
      *value = Value::Float(d);
      return absl::OkStatus();
    }
    case Immediate::kObject: {
      uint64_t number;
      if (!reader_.Varint(&number) || number >= made_.size()) break;
      *value = Value::Of(made_[number].object);
      return absl::OkStatus();
    }
  }
  return Corrupt("value");
}

absl::Status Decoder::ReadFields(Object* object) {
  absl::Status status;
  VisitValues(object, [this, &status, object](Value* field) {
    if (!status.ok()) return;
    status = ReadValue(field);
    if (field->is_unbound() && !object->is(Kind::kCell)) {
      if (status.ok()) status = Corrupt("unbound");
      *field = Value::None();
    }
  });
  return status;
}

bool IsInt(Value v) { return v.is_int() || IsKind(v, Kind::kBigInt); }

absl::Status Decoder::ReadRange(Range* range) {
  MIDGE_RETURN_IF_ERROR(ReadFields(range));
  const bool fits = IsInt(range->start) && IsInt(range->stop) &&
                    IsInt(range->step) && !(range->step == Value::Int(0));
  return fits ? absl::OkStatus() : Corrupt("range");
}

absl::Status Decoder::ReadEntries(Made* made) {
  const bool is_dict = made->tag == ObjectTag::kDict;
  made->first_entry = entries_.size();
  made->state = Made::kEmpty;
  for (uint32_t i = 0; i < made->length; ++i) {
    Entry entry{Value(), Value::None(), 0};
    MIDGE_RETURN_IF_ERROR(ReadValue(&entry.key));
    if (is_dict) MIDGE_RETURN_IF_ERROR(ReadValue(&entry.value));
    if (entry.key.is_unbound() || entry.value.is_unbound() ||
        (HasSentHash(entry.key) && !reader_.Zigzag(&entry.hash))) {
      return Corrupt("entry");
    }
    entries_.push_back(entry);
  }
  return absl::OkStatus();
}

absl::Status Decoder::ReadFunction(Function* function) {
  Value values[7];
  for (Value& value : values) MIDGE_RETURN_IF_ERROR(ReadValue(&value));
  const auto has = [&values](int i, Kind kind) {
    return values[i].is_unbound() || IsKind(values[i], kind);
  };
  if (!has(0, Kind::kTuple) || !has(1, Kind::kDict) || !has(2, Kind::kTuple) ||
      !IsKind(values[3], Kind::kStr) || !IsKind(values[4], Kind::kStr) ||
      !has(6, Kind::kDict)) {
    return Corrupt("function");
  }
  const auto as = [&values](int i) {
    return values[i].is_unbound() ? nullptr : values[i].as_object();
  };
  function->defaults = static_cast<Tuple*>(as(0));
  function->keyword_defaults = static_cast<Dict*>(as(1));
  function->closure = static_cast<Tuple*>(as(2));
  function->name = values[3];
  function->qualified_name = values[4];
  function->doc = values[5];
  function->attributes = static_cast<Dict*>(as(6));
  return absl::OkStatus();
}

absl::Status Decoder::ReadMadeFunction(Function* function) {
  MIDGE_RETURN_IF_ERROR(ReadFunction(function));
  Value module;
  MIDGE_RETURN_IF_ERROR(ReadValue(&module));
  if (module.is_unbound()) return Corrupt("function");
  function->module = module;
  if (function->globals.get() != nullptr) return absl::OkStatus();
  Value globals;
  MIDGE_RETURN_IF_ERROR(ReadValue(&globals));
  if (!IsKind(globals, Kind::kDict)) return Corrupt("function");
  function->globals = static_cast<Dict*>(globals.as_object());
  return absl::OkStatus();
}

bool IsException(Value v) {
  return IsKind(v, Kind::kInstance) &&
         static_cast<Instance*>(v.as_object())->cls->flags & kClassException;
}

bool ExceptionSlotFits(uint32_t slot, Value v) {
  switch (slot) {
    case kExceptionArgs:
      return IsKind(v, Kind::kTuple);
    case kExceptionTraceback:
      return v.is_none() || v.is_unbound();
    case kExceptionCause:
    case kExceptionContext:
      return v.is_none() || v.is_unbound() || IsException(v);
    case kExceptionSuppressContext:
      return v.is_bool() || v.is_unbound();
    default:
      return true;
  }
}

absl::Status Decoder::ReadReserved(Instance* instance) {
  const Class* cls = instance->cls;
  uint64_t reserved;
  if (!reader_.Varint(&reserved) || reserved != ReservedSlots(cls) ||
      reserved > instance->inline_count()) {
    return Corrupt("instance");
  }
  for (uint32_t i = 0; i < reserved; ++i) {
    Value value;
    MIDGE_RETURN_IF_ERROR(ReadValue(&value));
    const bool is_own = (cls->flags & kClassException) != 0 ||
                        (i == 0 && (cls->flags & kClassPayload) != 0);
    const bool fits = cls->flags & kClassException
                          ? ExceptionSlotFits(i, value)
                          : !is_own || PayloadFits(cls, value);
    if (!fits) return Corrupt("instance");
    if (is_own || value.is_unbound()) {
      instance->slots()[i] = value;
    } else {
      SetReserved(instance, static_cast<int>(i), value);
    }
  }
  return absl::OkStatus();
}

absl::Status Decoder::ReadAttributes(Instance* instance) {
  uint64_t count;
  if (!reader_.VarintAtMost(reader_.remaining(), &count)) {
    return Corrupt("instance");
  }
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t number;
    Value value;
    if (!reader_.Varint(&number) || number >= made_.size() ||
        made_[number].tag != ObjectTag::kText) {
      return Corrupt("attribute");
    }
    MIDGE_RETURN_IF_ERROR(ReadValue(&value));
    Str* name = Names::Intern(static_cast<Str*>(made_[number].object));
    if (name == nullptr) {
      return absl::ResourceExhaustedError(kTooManyNames);
    }
    if (value.is_unbound()) return Corrupt("attribute");
    InstanceSet(context_, instance, name, value);
  }
  return absl::OkStatus();
}

absl::Status Decoder::ReadInstance(Instance* instance) {
  MIDGE_RETURN_IF_ERROR(ReadReserved(instance));
  uint8_t in_dict;
  if (!reader_.Byte(&in_dict) || in_dict > 1) return Corrupt("instance");
  if (in_dict == 0) return ReadAttributes(instance);
  Value dict;
  MIDGE_RETURN_IF_ERROR(ReadValue(&dict));
  if (!IsKind(dict, Kind::kDict)) return Corrupt("instance");
  instance->overflow = dict;
  instance->set_layout(kDictLayout);
  return absl::OkStatus();
}

absl::Status Decoder::ReadBody(Made* made) {
  switch (made->tag) {
    case ObjectTag::kList: {
      List* list = static_cast<List*>(made->object);
      for (uint32_t i = 0; i < made->length; ++i) {
        Value item;
        MIDGE_RETURN_IF_ERROR(ReadValue(&item));
        if (item.is_unbound()) return Corrupt("unbound");
        ListPush(context_, list, item);
      }
      return absl::OkStatus();
    }
    case ObjectTag::kDict:
    case ObjectTag::kSet:
    case ObjectTag::kFrozenSet:
      return ReadEntries(made);
    case ObjectTag::kTuple:
      // The empty tuple may be the one that all agents share.
      return made->length == 0 ? absl::OkStatus() : ReadFields(made->object);
    case ObjectTag::kRange:
      return ReadRange(static_cast<Range*>(made->object));
    case ObjectTag::kSlice:
    case ObjectTag::kCell:
    case ObjectTag::kBoundMethod:
    case ObjectTag::kProperty:
    case ObjectTag::kStaticMethod:
    case ObjectTag::kClassMethod:
    case ObjectTag::kRegexPattern:
    case ObjectTag::kRegexMatch:
      return ReadFields(made->object);
    case ObjectTag::kFunction:
      return ReadFunction(static_cast<Function*>(made->object));
    case ObjectTag::kMadeFunction:
      return ReadMadeFunction(static_cast<Function*>(made->object));
    case ObjectTag::kInstance:
      return ReadInstance(static_cast<Instance*>(made->object));
    default:
      return absl::OkStatus();
  }
}

// --- Filling and checking ----------------------------------------------------

// Pushes the frozensets inside `key` that are not filled yet.
absl::Status Decoder::PushUnfilled(Value key, std::vector<size_t>* open) {
  // (value, depth); a breadth-first walk through tuples.
  std::vector<std::pair<Value, int>> walk = {{key, 0}};
  while (!walk.empty()) {
    const auto [value, depth] = walk.back();
    walk.pop_back();
    // A tuple met on many ways is hashed as often: both are bounded alike.
    if (depth > kKeyDepthMax || ++key_steps_ > options_.objects_max) {
      return Corrupt("key nests too deep");
    }
    if (IsKind(value, Kind::kTuple)) {
      for (const Value item : static_cast<Tuple*>(value.as_object())->span()) {
        if (item.is_object()) walk.push_back({item, depth + 1});
      }
    } else if (IsKind(value, Kind::kFrozenSet)) {
      const auto found = frozensets_.find(value.as_object());
      if (found == frozensets_.end()) continue;
      Made& made = made_[found->second];
      if (made.state == Made::kFilling) return Corrupt("key holds itself");
      if (made.state == Made::kEmpty) open->push_back(found->second);
    }
  }
  return absl::OkStatus();
}

absl::Status Decoder::FillNow(Made& made) {
  for (uint32_t i = 0; i < made.length; ++i) {
    const Entry& entry = entries_[made.first_entry + i];
    bool added;
    OpResult result;
    if (made.tag == ObjectTag::kDict) {
      Dict* dict = static_cast<Dict*>(made.object);
      result = DictStore(context_, dict, entry.key, entry.value);
      if (result == OpResult::kPython) {
        DictStoreHashed(context_, dict, entry.key, entry.hash, entry.value);
        result = OpResult::kDone;
      }
    } else {
      Set* set = static_cast<Set*>(made.object);
      result = SetInsert(context_, set, entry.key, &added);
      if (result == OpResult::kPython) {
        SetInsertHashed(context_, set, entry.key, entry.hash);
        result = OpResult::kDone;
      }
    }
    if (result != OpResult::kDone) {
      context_.raised = Value();
      return Corrupt("key that cannot be hashed");
    }
  }
  made.state = Made::kFilled;
  return absl::OkStatus();
}

absl::Status Decoder::Fill(size_t number) {
  std::vector<size_t> open = {number};
  while (!open.empty()) {
    Made& made = made_[open.back()];
    if (made.state == Made::kFilled) {
      open.pop_back();
      continue;
    }
    const size_t before = open.size();
    if (made.state == Made::kEmpty) {
      made.state = Made::kFilling;
      for (uint32_t i = 0; i < made.length; ++i) {
        MIDGE_RETURN_IF_ERROR(
            PushUnfilled(entries_[made.first_entry + i].key, &open));
      }
    }
    if (open.size() > before) continue;
    MIDGE_RETURN_IF_ERROR(FillNow(made));
    open.pop_back();
  }
  return absl::OkStatus();
}

absl::Status Decoder::CheckFunction(Function* function) {
  const CodeData* code = function->code->data;
  const size_t free_count = code->free_names.size();
  const size_t cells = function->closure ? function->closure->length : 0;
  if (cells != free_count) return Corrupt("closure");
  for (size_t i = 0; i < cells; ++i) {
    if (!IsKind((*function->closure)[static_cast<uint32_t>(i)], Kind::kCell)) {
      return Corrupt("closure");
    }
  }
  if (function->defaults && function->defaults->length >
                                static_cast<uint32_t>(code->positional_count)) {
    return Corrupt("defaults");
  }
  for (Dict* dict :
       {function->keyword_defaults.get(), function->attributes.get()}) {
    int64_t position = 0;
    Value key, value;
    while (dict != nullptr && DictNext(dict, &position, &key, &value)) {
      if (!IsKind(key, Kind::kStr)) return Corrupt("function");
    }
  }
  return absl::OkStatus();
}

bool IsText(Context& context, Value v) {
  Text text;
  return GetText(context, v, &text);
}

// The code is verified as what a compiler made would be.
absl::Status Decoder::CheckPattern(RegexPattern* pattern) {
  const auto kind = [](Value v, Kind wanted) { return IsKind(v, wanted); };
  if (!kind(pattern->code.value(), Kind::kBytes) ||
      !kind(pattern->group_index.value(), Kind::kDict) ||
      !kind(pattern->names.value(), Kind::kTuple) || !pattern->flags.is_int() ||
      !pattern->groups.is_int() ||
      !(pattern->source.is_none() || IsText(context_, pattern->source))) {
    return Corrupt("pattern");
  }
  const Bytes* code = pattern->code;
  const auto* words = reinterpret_cast<const uint32_t*>(code->data());
  if (code->length % 4 != 0 ||
      !regex::Verify({words, code->length / 4}, pattern->group_count())) {
    return Corrupt("pattern");
  }
  return absl::OkStatus();
}

absl::Status Decoder::CheckMatch(RegexMatch* match) {
  if (!IsKind(match->pattern.value(), Kind::kRegexPattern) ||
      !IsText(context_, match->string)) {
    return Corrupt("match");
  }
  const RegexPattern* pattern = match->pattern;
  if (!(pattern->groups == Value::Int(match->span_count() - 1))) {
    return Corrupt("match");
  }
  for (uint32_t i = 0; i < match->length; ++i) {
    if (!match->numbers()[i].is_int()) return Corrupt("match");
  }
  return absl::OkStatus();
}

// Before anything is hashed or compared.
absl::Status Decoder::CheckRegexes() {
  for (const Made& made : made_) {
    if (made.tag == ObjectTag::kRegexPattern) {
      MIDGE_RETURN_IF_ERROR(
          CheckPattern(static_cast<RegexPattern*>(made.object)));
    } else if (made.tag == ObjectTag::kRegexMatch) {
      MIDGE_RETURN_IF_ERROR(CheckMatch(static_cast<RegexMatch*>(made.object)));
    }
  }
  return absl::OkStatus();
}

absl::Status Decoder::Run(Value* out) {
  uint8_t version;
  uint64_t count;
  if (!reader_.Byte(&version) || version != kCodecVersion) {
    return absl::InvalidArgumentError("value of another codec version");
  }
  if (!reader_.VarintAtMost(std::min(options_.objects_max, reader_.remaining()),
                            &count)) {
    return Corrupt("count");
  }
  made_.reserve(count);
  for (uint64_t i = 0; i < count; ++i) {
    Made made{nullptr, ObjectTag::kText};
    MIDGE_RETURN_IF_ERROR(ReadHead(&made));
    made_.push_back(made);
    if (made.tag == ObjectTag::kFrozenSet) frozensets_[made.object] = i;
  }
  Value root;
  MIDGE_RETURN_IF_ERROR(ReadValue(&root));
  if (root.is_unbound()) return Corrupt("root");
  for (Made& made : made_) MIDGE_RETURN_IF_ERROR(ReadBody(&made));
  if (!reader_.done()) return Corrupt("end");
  MIDGE_RETURN_IF_ERROR(CheckRegexes());
  for (size_t i = 0; i < made_.size(); ++i) {
    if (made_[i].state != Made::kFilled) MIDGE_RETURN_IF_ERROR(Fill(i));
  }
  for (const Made& made : made_) {
    if (made.tag != ObjectTag::kFunction &&
        made.tag != ObjectTag::kMadeFunction) {
      continue;
    }
    MIDGE_RETURN_IF_ERROR(CheckFunction(static_cast<Function*>(made.object)));
  }
  *out = root;
  return absl::OkStatus();
}

}  // namespace

absl::Status Decode(Context& context, const CodecOptions& options,
                    std::string_view bytes, Value* out) {
  if (bytes.size() > options.bytes_max) {
    return absl::ResourceExhaustedError(
        absl::StrCat("message is larger than ", options.bytes_max, " bytes"));
  }
  if (!context.heap().HasRoomFor(bytes.size() * 4)) {
    return absl::ResourceExhaustedError(
        "the receiver's heap has no room for the message");
  }
  if (IsFlat(bytes)) return DecodeFlat(context, bytes, out);
  context.Charge(bytes.size() / 16);
  return Decoder(context, options, bytes).Run(out);
}

}  // namespace midge::vm
