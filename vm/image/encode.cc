// The sending half of the codec: first finds and numbers every object that the
// value reaches, then writes heads, root and bodies in that order.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/codec.h"
#include "vm/image/codec.h"
#include "vm/image/flat.h"
#include "vm/image/wire.h"
#include "vm/interp/code_store.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/layout.h"
#include "vm/objects/names.h"

namespace midge::vm {

namespace {

// Up to so many objects are looked up by scanning: most messages are small.
constexpr size_t kScannedObjects = 12;

// What is made room for beforehand, for the same reason.
constexpr size_t kUsualObjects = 4;
constexpr size_t kUsualBytes = 64;

class Encoder {
 public:
  Encoder(Context& context, const CodecOptions& options, std::string* out)
      : context_(context), options_(options), out_(out), writer_(out) {}

  bool Run(Value root);

 private:
  struct Found {
    Object* object = nullptr;
    ObjectTag tag = ObjectTag::kText;
    uint32_t cls = 0;     // of an instance: its class's number
    uint32_t code = 0;    // of a function by value; of a made one: its code's
                          // number among the objects
    uint32_t source = 0;  // of made code: numbers of its source
    uint32_t file = 0;
    int64_t flags = 0;
    std::string module;  // of what goes by name
    std::string qualname;
  };

  // --- Finding ---
  bool Reach(Value value);
  bool ReachObject(Object* object);
  bool ReachChildren(Found found);
  bool ReachInstance(Instance* instance);
  bool ReachFunction(Function* function);
  bool Classify(Object* object, Found* found);
  bool ClassifyFunction(Function* function, Found* found);
  bool ClassifyCode(Code* code, Found* found);
  bool ReachMadeCode(Code* code, Found* found);
  bool ReachMadeFunction(Function* function, Found* found);
  bool ClassifyClass(Class* cls, Found* found);
  bool ClassifyInstance(Instance* instance, Found* found);
  bool ByName(Object* object, Value module, Value qualname, Found* found);
  bool Refuse(std::string_view what);
  int64_t NumberOf(Object* object) const;

  // --- Writing ---
  void Write(Value value);
  void WriteHead(const Found& found);
  void WriteBody(const Found& found);
  void WriteText(const Str* str);
  void WriteDict(Dict* dict);
  void WriteSet(Set* set);
  void WriteInstance(Instance* instance);
  void WriteFunction(Function* function);
  bool TooBig() const { return out_->size() - start_ > options_.bytes_max; }

  Context& context_;
  const CodecOptions& options_;
  std::string* const out_;
  Writer writer_;
  const size_t start_ = out_->size();
  std::vector<Found> found_;
  size_t source_bytes_ = 0;          // of made code
  const Class* sendable_ = nullptr;  // of the last instance
  absl::flat_hash_map<const Object*, uint32_t> numbers_;
};

bool Encoder::Refuse(std::string_view what) {
  RaiseTypeError(context_, absl::StrCat("cannot send ", std::string(what)));
  return false;
}

int64_t Encoder::NumberOf(Object* object) const {
  if (found_.size() > kScannedObjects) {
    const auto known = numbers_.find(object);
    return known == numbers_.end() ? -1 : int64_t{known->second};
  }
  for (size_t i = 0; i < found_.size(); ++i) {
    if (found_[i].object == object) return static_cast<int64_t>(i);
  }
  return -1;
}

bool Encoder::ByName(Object* object, Value module, Value qualname,
                     Found* found) {
  if (!IsKind(module, Kind::kStr) || !IsKind(qualname, Kind::kStr)) {
    return false;
  }
  Str* const name = static_cast<Str*>(qualname.as_object());
  Str* const home =
      WireModuleName(options_.modules, static_cast<Str*>(module.as_object()));
  if (!GoesByName(context_, options_.modules, object, home, name)) return false;
  found->module = ToUtf8(home);
  found->qualname = ToUtf8(name);
  return true;
}

bool Encoder::ClassifyFunction(Function* function, Found* found) {
  found->tag = ObjectTag::kFunctionName;
  if (ByName(function, function->module, function->qualified_name, found)) {
    return true;
  }
  const CodeData* code = function->code->data;
  if (function->code->origin.get() != nullptr) {
    found->tag = ObjectTag::kMadeFunction;
    return true;
  }
  found->tag = ObjectTag::kFunction;
  if (options_.codes != nullptr &&
      options_.codes->NumberOf(code, &found->code)) {
    found->module = ToUtf8(code->module_name);
    return true;
  }
  return Refuse(absl::StrCat("function '", ToUtf8(code->qualified_name),
                             "': its code is in no module of the program"));
}

// A member of an Enum is the one that the receiver has.
bool Encoder::ClassifyInstance(Instance* instance, Found* found) {
  found->tag = ObjectTag::kInstance;
  Class* cls = context_.Resolve(instance->cls.get());
  if (cls != sendable_) {
    // A class of the library may say why its instances are not to be sent.
    static Str* const stays_name = Names::Intern("__stays__");
    const Value why = FindInClass(context_, cls, stays_name);
    if (IsKind(why, Kind::kStr)) {
      return Refuse(ToUtf8(static_cast<Str*>(why.as_object())));
    }
    sendable_ = cls;
  }
  if (Str* name = NameOfMember(context_, instance)) {
    found->tag = ObjectTag::kMember;
    found->qualname = ToUtf8(name);
  } else if (IsMadeOfFlags(context_, instance, &found->flags)) {
    found->tag = ObjectTag::kFlags;
    const Value made = InstanceGet(context_, instance, Names::Intern("_name_"));
    if (IsKind(made, Kind::kStr)) {
      found->qualname = ToUtf8(static_cast<Str*>(made.as_object()));
    }
  }
  return true;
}

bool Encoder::ClassifyCode(Code* code, Found* found) {
  found->tag = ObjectTag::kMadeCode;
  if (code->origin.get() != nullptr) return true;
  found->tag = ObjectTag::kCode;
  if (options_.codes != nullptr &&
      options_.codes->NumberOf(code->data, &found->code)) {
    found->module = ToUtf8(code->data->module_name);
    return true;
  }
  return Refuse("a code object that is in no module of the program");
}

bool Encoder::ClassifyClass(Class* cls, Found* found) {
  if (const std::string_view name = CoreClassName(cls); !name.empty()) {
    found->tag = ObjectTag::kCoreClass;
    found->qualname = name;
    return true;
  }
  found->tag = ObjectTag::kClassName;
  if (ByName(cls, cls->module, cls->qualified_name, found)) return true;
  return Refuse(absl::StrCat("class '", cls->name ? ToUtf8(cls->name) : "?",
                             "': it is not found under its name in a module"));
}

bool Encoder::Classify(Object* object, Found* found) {
  const auto plain = [found](ObjectTag tag) {
    found->tag = tag;
    return true;
  };
  switch (object->kind()) {
    case Kind::kStr:
      return plain(ObjectTag::kText);
    case Kind::kBytes:
      return plain(ObjectTag::kBytes);
    case Kind::kByteArray:
      return plain(ObjectTag::kByteArray);
    case Kind::kBigInt:
      return plain(ObjectTag::kBigInt);
    case Kind::kComplex:
      return plain(ObjectTag::kComplex);
    case Kind::kTuple:
      return plain(ObjectTag::kTuple);
    case Kind::kList:
      return plain(ObjectTag::kList);
    case Kind::kDict:
      return plain(object == core().builtins ? ObjectTag::kBuiltins
                                             : ObjectTag::kDict);
    case Kind::kCode:
      return ClassifyCode(static_cast<Code*>(object), found);
    case Kind::kSet:
      return plain(ObjectTag::kSet);
    case Kind::kFrozenSet:
      return plain(ObjectTag::kFrozenSet);
    case Kind::kRange:
      return plain(ObjectTag::kRange);
    case Kind::kSlice:
      return plain(ObjectTag::kSlice);
    case Kind::kCell:
      return plain(ObjectTag::kCell);
    case Kind::kBoundMethod:
      return plain(ObjectTag::kBoundMethod);
    case Kind::kProperty:
      return plain(ObjectTag::kProperty);
    case Kind::kStaticMethod:
      return plain(ObjectTag::kStaticMethod);
    case Kind::kClassMethod:
      return plain(ObjectTag::kClassMethod);
    case Kind::kInstance:
      return ClassifyInstance(static_cast<Instance*>(object), found);
    case Kind::kAgentHandle:
      return plain(ObjectTag::kAgent);
    case Kind::kAgentRange:
      return plain(ObjectTag::kAgentRange);
    case Kind::kMailboxHandle:
      return plain(ObjectTag::kMailbox);
    case Kind::kSemaphoreHandle:
      return plain(ObjectTag::kSemaphore);
    case Kind::kRegexPattern:
      return plain(ObjectTag::kRegexPattern);
    case Kind::kRegexMatch:
      return plain(ObjectTag::kRegexMatch);
    case Kind::kFunction:
      return ClassifyFunction(static_cast<Function*>(object), found);
    case Kind::kClass:
      return ClassifyClass(static_cast<Class*>(object), found);
    case Kind::kNative: {
      const NativeData* data = static_cast<Native*>(object)->data;
      found->tag = ObjectTag::kNative;
      found->module = data->module == nullptr ? "" : ToUtf8(data->module);
      found->qualname = ToUtf8(data->qualified_name);
      if (FindNative(found->module, found->qualname) == object) return true;
      return Refuse(absl::StrCat("builtin '", found->qualname, "'"));
    }
    case Kind::kThread:
      return Refuse("a thread: it lives in its agent");
    case Kind::kGenerator:
      return Refuse(absl::StrCat(
          static_cast<Generator*>(object)->type() == Generator::kAsync ? "an "
                                                                       : "a ",
          std::string(TypeName(context_, Value::Of(object))),
          ": it lives in its agent"));
    case Kind::kModule:
      return Refuse(absl::StrCat(
          "module '", ToUtf8(static_cast<Module*>(object)->name), "'"));
    default:
      return Refuse(absl::StrCat(
          "'", std::string(TypeName(context_, Value::Of(object))), "' object"));
  }
}

bool Encoder::Reach(Value value) {
  return !value.is_object() || ReachObject(value.as_object());
}

bool Encoder::ReachObject(Object* object) {
  object = context_.Resolve(object);
  if (NumberOf(object) >= 0) return true;
  Found found;
  found.object = object;
  if (!Classify(object, &found)) return false;
  if (object->is(Kind::kInstance)) {
    // The class comes first, so that the receiver can make the instance.
    Class* cls = static_cast<Instance*>(object)->cls;
    if (!ReachObject(cls)) return false;
    found.cls = static_cast<uint32_t>(NumberOf(context_.Resolve(cls)));
  }
  if (found.tag == ObjectTag::kMadeCode &&
      !ReachMadeCode(static_cast<Code*>(object), &found)) {
    return false;
  }
  if (found.tag == ObjectTag::kMadeFunction &&
      !ReachMadeFunction(static_cast<Function*>(object), &found)) {
    return false;
  }
  if (found_.size() >= options_.objects_max) {
    RaiseValueError(context_, absl::StrCat("message has more than ",
                                           options_.objects_max, " objects"));
    return false;
  }
  if (found_.size() == kScannedObjects) {
    for (size_t i = 0; i < found_.size(); ++i) {
      numbers_[found_[i].object] = static_cast<uint32_t>(i);
    }
  }
  if (found_.size() >= kScannedObjects) {
    numbers_[object] = static_cast<uint32_t>(found_.size());
  }
  found_.push_back(std::move(found));
  return true;
}

// Its source comes first, so that the receiver can compile it.
bool Encoder::ReachMadeCode(Code* code, Found* found) {
  Tuple& origin = *code->origin;
  Object* const source = origin[kOriginSource].as_object();
  Object* const file = origin[kOriginFileName].as_object();
  if (NumberOf(source) < 0) {
    source_bytes_ += static_cast<Bytes*>(source)->length;
    if (source_bytes_ > kMessageSourceBytesMax) {
      RaiseValueError(context_,
                      absl::StrCat("message has code made at run time of more "
                                   "than ",
                                   kMessageSourceBytesMax, " bytes of source"));
      return false;
    }
  }
  if (!ReachObject(source) || !ReachObject(file)) return false;
  found->source = static_cast<uint32_t>(NumberOf(source));
  found->file = static_cast<uint32_t>(NumberOf(file));
  return true;
}

bool Encoder::ReachMadeFunction(Function* function, Found* found) {
  if (!ReachObject(function->code.get())) return false;
  found->code = static_cast<uint32_t>(NumberOf(function->code.get()));
  if (!IsKind(function->module, Kind::kStr)) return true;
  found->module = ToUtf8(WireModuleName(
      options_.modules, static_cast<Str*>(function->module.as_object())));
  Module* home = FindModule(context_, options_.modules, found->module);
  if (home == nullptr || context_.Resolve(home->dict.get()) !=
                             context_.Resolve(function->globals.get())) {
    found->module.clear();
  }
  return true;
}

bool Encoder::ReachInstance(Instance* instance) {
  if (instance->layout() == kDictLayout) {
    const uint32_t reserved = ReservedSlots(instance->cls);
    for (uint32_t i = 0; i < reserved; ++i) {
      const Value value = instance->slots()[i];
      if (!IsKind(value, Kind::kTraceback) && !Reach(value)) return false;
    }
    return Reach(instance->overflow);
  }
  const std::span<Str* const> names = Layouts::SlotNames(instance->layout());
  for (uint32_t i = 0; i < names.size(); ++i) {
    const Value value = *instance->slot(i);
    if (value.is_unbound()) continue;
    if (names[i] != nullptr && !ReachObject(names[i])) return false;
    // A traceback stays behind, as it does when an exception is pickled.
    if (!IsKind(value, Kind::kTraceback) && !Reach(value)) return false;
  }
  return true;
}

bool Encoder::ReachFunction(Function* function) {
  return Reach(function->defaults.value()) &&
         Reach(function->keyword_defaults.value()) &&
         Reach(function->closure.value()) && Reach(function->name) &&
         Reach(function->qualified_name) && Reach(function->doc) &&
         Reach(function->attributes.value());
}

// `found` is a copy: found_ grows meanwhile.
bool Encoder::ReachChildren(Found found) {
  Object* object = found.object;
  switch (found.tag) {
    case ObjectTag::kList: {
      List* list = static_cast<List*>(object);
      for (uint64_t i = 0; i < list->size; ++i) {
        if (!Reach(list->items()[i])) return false;
      }
      return true;
    }
    case ObjectTag::kDict: {
      int64_t position = 0;
      Value key, value;
      while (DictNext(static_cast<Dict*>(object), &position, &key, &value)) {
        if (!Reach(key) || !Reach(value)) return false;
      }
      return true;
    }
    case ObjectTag::kSet:
    case ObjectTag::kFrozenSet: {
      int64_t position = 0;
      Value item;
      while (SetNext(static_cast<Set*>(object), &position, &item)) {
        if (!Reach(item)) return false;
      }
      return true;
    }
    case ObjectTag::kFunction:
      return ReachFunction(static_cast<Function*>(object));
    case ObjectTag::kMadeFunction: {
      Function* function = static_cast<Function*>(object);
      return ReachFunction(function) && Reach(function->module) &&
             (!found.module.empty() || Reach(function->globals.value()));
    }
    case ObjectTag::kInstance:
      return ReachInstance(static_cast<Instance*>(object));
    case ObjectTag::kTuple:
    case ObjectTag::kRange:
    case ObjectTag::kSlice:
    case ObjectTag::kCell:
    case ObjectTag::kBoundMethod:
    case ObjectTag::kProperty:
    case ObjectTag::kStaticMethod:
    case ObjectTag::kClassMethod:
    case ObjectTag::kRegexPattern:
    case ObjectTag::kRegexMatch: {
      bool ok = true;
      VisitValues(object, [this, &ok](Value* v) { ok = ok && Reach(*v); });
      return ok;
    }
    default:
      return true;
  }
}

void Encoder::Write(Value value) {
  const auto tag = [this](Immediate i) {
    writer_.Byte(static_cast<uint8_t>(i));
  };
  if (value.is_object()) {
    if (IsKind(value, Kind::kTraceback)) return tag(Immediate::kNone);
    tag(Immediate::kObject);
    Object* object = context_.Resolve(value.as_object());
    writer_.Varint(static_cast<uint64_t>(NumberOf(object)));
  } else if (value.is_int()) {
    tag(Immediate::kInt);
    writer_.Zigzag(value.as_int());
  } else if (value.is_float()) {
    tag(Immediate::kFloat);
    writer_.Double(value.as_float());
  } else if (value.is_unbound()) {
    tag(Immediate::kUnbound);
  } else if (value.is_none()) {
    tag(Immediate::kNone);
  } else if (value.is_bool()) {
    tag(value.is_true() ? Immediate::kTrue : Immediate::kFalse);
  } else {
    tag(value == Value::Ellipsis() ? Immediate::kEllipsis
                                   : Immediate::kNotImplemented);
  }
}

void Encoder::WriteText(const Str* str) {
  writer_.Byte(static_cast<uint8_t>(str->width()));
  writer_.Varint(str->length);
  writer_.Raw(str->chars1(), size_t{str->length} * str->width());
}

void Encoder::WriteHead(const Found& found) {
  Object* object = found.object;
  writer_.Byte(static_cast<uint8_t>(found.tag));
  switch (found.tag) {
    case ObjectTag::kText:
      return WriteText(static_cast<Str*>(object));
    case ObjectTag::kBytes: {
      const Bytes* bytes = static_cast<Bytes*>(object);
      return writer_.Bytes(bytes->data(), bytes->length);
    }
    case ObjectTag::kByteArray: {
      ByteArray* bytes = static_cast<ByteArray*>(object);
      return writer_.Bytes(bytes->buffer ? bytes->buffer->data() : nullptr,
                           bytes->size);
    }
    case ObjectTag::kBigInt: {
      BigInt* big = static_cast<BigInt*>(object);
      writer_.Byte(big->negative());
      writer_.Varint(big->length);
      for (const uint64_t limb : big->span()) writer_.Fixed64(limb);
      return;
    }
    case ObjectTag::kComplex:
      writer_.Double(static_cast<Complex*>(object)->real);
      return writer_.Double(static_cast<Complex*>(object)->imaginary);
    case ObjectTag::kTuple:
      return writer_.Varint(static_cast<Tuple*>(object)->length);
    case ObjectTag::kList:
      return writer_.Varint(static_cast<List*>(object)->size);
    case ObjectTag::kDict:
      return writer_.Varint(static_cast<Dict*>(object)->live_count);
    case ObjectTag::kSet:
    case ObjectTag::kFrozenSet:
      return writer_.Varint(static_cast<Set*>(object)->live_count);
    case ObjectTag::kFunction:
    case ObjectTag::kMadeFunction:
    case ObjectTag::kCode:
      writer_.Bytes(found.module);
      return writer_.Varint(found.code);
    case ObjectTag::kMadeCode: {
      Code* code = static_cast<Code*>(object);
      writer_.Varint(found.source);
      writer_.Varint(found.file);
      writer_.Varint(
          static_cast<uint64_t>((*code->origin)[kOriginOptions].as_int()));
      return writer_.Varint(code->data->made_index);
    }
    case ObjectTag::kFunctionName:
    case ObjectTag::kClassName:
    case ObjectTag::kNative:
      writer_.Bytes(found.module);
      return writer_.Bytes(found.qualname);
    case ObjectTag::kCoreClass:
      return writer_.Bytes(found.qualname);
    case ObjectTag::kRegexMatch:
      return writer_.Varint(static_cast<RegexMatch*>(object)->span_count());
    case ObjectTag::kInstance:
      return writer_.Varint(found.cls);
    case ObjectTag::kMember:
    case ObjectTag::kFlags:
      writer_.Varint(found.cls);
      if (found.tag == ObjectTag::kFlags) writer_.Zigzag(found.flags);
      return writer_.Bytes(found.qualname);
    case ObjectTag::kAgent:
    case ObjectTag::kMailbox:
    case ObjectTag::kSemaphore:
      return writer_.Fixed64(static_cast<AgentHandle*>(object)->id);
    case ObjectTag::kAgentRange:
      writer_.Fixed64(static_cast<AgentRange*>(object)->first_id);
      writer_.Varint(static_cast<AgentRange*>(object)->count);
      return writer_.Varint(static_cast<AgentRange*>(object)->spread);
    default:
      return;
  }
}

void Encoder::WriteDict(Dict* dict) {
  for (uint32_t i = 0; i < dict->entry_count; ++i) {
    const Value* entry = &dict->entries->items()[i * 3];
    if (entry[0].is_unbound()) continue;
    Write(entry[0]);
    Write(entry[1]);
    if (HasSentHash(entry[0])) writer_.Zigzag(entry[2].as_int());
  }
}

void Encoder::WriteSet(Set* set) {
  Value item;
  int64_t hash;
  for (int64_t at = 0; SetNextHashed(set, &at, &item, &hash);) {
    Write(item);
    if (HasSentHash(item)) writer_.Zigzag(hash);
  }
}

void Encoder::WriteInstance(Instance* instance) {
  const uint32_t layout = instance->layout();
  const bool in_dict = layout == kDictLayout;
  const uint32_t reserved = ReservedSlots(instance->cls);
  writer_.Varint(reserved);
  for (uint32_t i = 0; i < reserved; ++i) Write(*instance->slot(i));
  writer_.Byte(in_dict);
  if (in_dict) return Write(instance->overflow);
  const std::span<Str* const> names = Layouts::SlotNames(layout);
  uint64_t count = 0;
  for (uint32_t i = reserved; i < names.size(); ++i) {
    count += !instance->slot(i)->is_unbound();
  }
  writer_.Varint(count);
  for (uint32_t i = reserved; i < names.size(); ++i) {
    if (instance->slot(i)->is_unbound()) continue;
    writer_.Varint(static_cast<uint64_t>(NumberOf(names[i])));
    Write(*instance->slot(i));
  }
}

void Encoder::WriteFunction(Function* function) {
  Write(function->defaults.value());
  Write(function->keyword_defaults.value());
  Write(function->closure.value());
  Write(function->name);
  Write(function->qualified_name);
  Write(function->doc);
  Write(function->attributes.value());
}

void Encoder::WriteBody(const Found& found) {
  Object* object = found.object;
  switch (found.tag) {
    case ObjectTag::kList: {
      List* list = static_cast<List*>(object);
      for (uint64_t i = 0; i < list->size; ++i) Write(list->items()[i]);
      return;
    }
    case ObjectTag::kDict:
      return WriteDict(static_cast<Dict*>(object));
    case ObjectTag::kSet:
    case ObjectTag::kFrozenSet:
      return WriteSet(static_cast<Set*>(object));
    case ObjectTag::kFunction:
      return WriteFunction(static_cast<Function*>(object));
    case ObjectTag::kMadeFunction: {
      Function* function = static_cast<Function*>(object);
      WriteFunction(function);
      Write(function->module);
      if (found.module.empty()) Write(function->globals.value());
      return;
    }
    case ObjectTag::kInstance:
      return WriteInstance(static_cast<Instance*>(object));
    case ObjectTag::kTuple:
    case ObjectTag::kRange:
    case ObjectTag::kSlice:
    case ObjectTag::kCell:
    case ObjectTag::kBoundMethod:
    case ObjectTag::kProperty:
    case ObjectTag::kStaticMethod:
    case ObjectTag::kClassMethod:
    case ObjectTag::kRegexPattern:
    case ObjectTag::kRegexMatch:
      return VisitValues(object, [this](Value* v) { Write(*v); });
    default:
      return;
  }
}

bool Encoder::Run(Value root) {
  found_.reserve(kUsualObjects);
  if (!Reach(root)) return false;
  for (size_t i = 0; i < found_.size(); ++i) {
    if (!ReachChildren(found_[i])) return false;
  }
  writer_.Byte(kCodecVersion);
  writer_.Varint(found_.size());
  bool fits = true;
  for (size_t i = 0; i < found_.size() && fits; ++i) {
    WriteHead(found_[i]);
    fits = !TooBig();
  }
  Write(root);
  for (size_t i = 0; i < found_.size() && fits; ++i) {
    WriteBody(found_[i]);
    fits = !TooBig();
  }
  context_.Charge((out_->size() - start_) / 16);
  if (fits) return true;
  RaiseValueError(context_, absl::StrCat("message is larger than ",
                                         options_.bytes_max, " bytes"));
  return false;
}

}  // namespace

OpResult Encode(Context& context, const CodecOptions& options, Value value,
                std::string* out) {
  if (options.bytes_max >= kFlatBytesMax && EncodeFlat(value, out)) {
    return OpResult::kDone;
  }
  const size_t start = out->size();
  out->reserve(start + kUsualBytes);
  if (Encoder(context, options, out).Run(value)) return OpResult::kDone;
  out->resize(start);
  return OpResult::kRaise;
}

}  // namespace midge::vm
