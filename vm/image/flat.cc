#include "vm/image/flat.h"

#include <bit>
#include <cstring>

#include "base/codec.h"
#include "vm/image/limits.h"
#include "vm/image/wire.h"
#include "vm/objects/containers.h"

namespace midge::vm {

namespace {

// --- Sending -----------------------------------------------------------------

class FlatWriter {
 public:
  bool Write(Value root);
  std::string_view bytes() const {
    return {buffer_, static_cast<size_t>(at_ - buffer_)};
  }

 private:
  bool WriteTuple(Tuple* tuple);
  bool WriteLeaf(Value leaf);
  bool WriteObject(Object* object);
  bool WriteChars(FlatTag tag, const void* chars, size_t count);

  bool HasRoomFor(size_t bytes) const {
    return static_cast<size_t>(buffer_ + kFlatBytesMax - at_) >= bytes;
  }
  // REQUIRES, all: there is room.
  void Byte(size_t byte) { *at_++ = static_cast<char>(byte); }
  void Tag(FlatTag tag) { Byte(static_cast<size_t>(tag)); }
  void Word(uint64_t word) {
    std::memcpy(at_, &word, sizeof word);
    at_ += sizeof word;
  }
  void Zigzag(int64_t number) {
    uint64_t rest = static_cast<uint64_t>(number) << 1 ^
                    static_cast<uint64_t>(number >> 63);
    for (; rest >= 0x80; rest >>= 7) Byte(rest | 0x80);
    Byte(rest);
  }

  char buffer_[kFlatBytesMax];
  char* at_ = buffer_;
};

bool FlatWriter::WriteChars(FlatTag tag, const void* chars, size_t count) {
  if (count > kFlatBytesMax || !HasRoomFor(2 + count)) return false;
  Tag(tag);
  Byte(count);
  std::memcpy(at_, chars, count);
  at_ += count;
  return true;
}

bool FlatWriter::WriteObject(Object* object) {
  FlatTag tag;
  switch (object->kind()) {
    case Kind::kStr: {
      const Str* str = static_cast<Str*>(object);
      return str->width() == 1 &&
             WriteChars(FlatTag::kText, str->chars1(), str->length);
    }
    case Kind::kBytes: {
      const Bytes* bytes = static_cast<Bytes*>(object);
      return WriteChars(FlatTag::kBytes, bytes->data(), bytes->length);
    }
    case Kind::kAgentHandle:
      tag = FlatTag::kAgent;
      break;
    case Kind::kMailboxHandle:
      tag = FlatTag::kMailbox;
      break;
    case Kind::kSemaphoreHandle:
      tag = FlatTag::kSemaphore;
      break;
    default:
      return false;
  }
  if (!HasRoomFor(1 + sizeof(uint64_t))) return false;
  Tag(tag);
  Word(static_cast<AgentHandle*>(object)->id);
  return true;
}

bool FlatWriter::WriteLeaf(Value leaf) {
  if (leaf.is_object()) return WriteObject(leaf.as_object());
  if (!HasRoomFor(1 + kVarintBytesMax)) return false;
  if (leaf.is_int()) {
    Tag(FlatTag::kInt);
    Zigzag(leaf.as_int());
  } else if (leaf.is_float()) {
    Tag(FlatTag::kFloat);
    Word(std::bit_cast<uint64_t>(leaf.as_float()));
  } else if (leaf.is_none()) {
    Tag(FlatTag::kNone);
  } else if (leaf.is_bool()) {
    Tag(leaf.is_true() ? FlatTag::kTrue : FlatTag::kFalse);
  } else {
    return false;
  }
  return true;
}

bool FlatWriter::WriteTuple(Tuple* tuple) {
  if (tuple->length > kFlatItemsMax) return false;
  Tag(FlatTag::kTuple);
  Byte(tuple->length);
  for (uint32_t i = 0; i < tuple->length; ++i) {
    const Value item = (*tuple)[i];
    for (uint32_t j = 0; item.is_object() && j < i; ++j) {
      if ((*tuple)[j] == item) return false;
    }
    if (!WriteLeaf(item)) return false;
  }
  return true;
}

bool FlatWriter::Write(Value root) {
  Byte(kFlatVersion);
  if (!root.is_object() || !root.as_object()->is(Kind::kTuple)) {
    return WriteLeaf(root);
  }
  return WriteTuple(static_cast<Tuple*>(root.as_object()));
}

// --- Receiving ---------------------------------------------------------------

class FlatReader {
 public:
  FlatReader(Context& context, std::string_view bytes)
      : context_(context), reader_(bytes) {}

  bool Read(Value* root);

 private:
  bool ReadTuple(Value* tuple);
  bool ReadLeaf(FlatTag tag, Value* leaf);
  bool ReadHandle(Kind kind, Value* handle);
  bool ReadInt(Value* value);
  bool ReadTag(FlatTag* tag) {
    uint8_t byte;
    if (!reader_.Byte(&byte)) return false;
    *tag = static_cast<FlatTag>(byte);
    return true;
  }
  bool ReadChars(std::string_view* chars) {
    uint8_t count;
    return reader_.Byte(&count) && reader_.Raw(count, chars);
  }

  Context& context_;
  Reader reader_;
};

bool FlatReader::ReadHandle(Kind kind, Value* handle) {
  uint64_t id;
  if (!reader_.Fixed64(&id)) return false;
  Object* object = context_.heap().Allocate(kind);
  static_cast<AgentHandle*>(object)->id = id;
  *handle = Value::Of(object);
  return true;
}

bool FlatReader::ReadInt(Value* value) {
  int64_t number;
  if (!reader_.Zigzag(&number) || !Value::FitsSmallInt(number)) return false;
  *value = Value::Int(number);
  return true;
}

bool FlatReader::ReadLeaf(FlatTag tag, Value* leaf) {
  std::string_view chars;
  double number;
  switch (tag) {
    case FlatTag::kNone:
      *leaf = Value::None();
      return true;
    case FlatTag::kFalse:
    case FlatTag::kTrue:
      *leaf = Value::Bool(tag == FlatTag::kTrue);
      return true;
    case FlatTag::kInt:
      return ReadInt(leaf);
    case FlatTag::kFloat:
      if (!reader_.Double(&number)) return false;
      *leaf = Value::Float(number);
      return true;
    case FlatTag::kText: {
      if (!ReadChars(&chars)) return false;
      Str* str = NewStrRaw(context_, static_cast<uint32_t>(chars.size()), 1);
      std::memcpy(str->chars1(), chars.data(), chars.size());
      *leaf = Value::Of(str);
      return true;
    }
    case FlatTag::kBytes:
      if (!ReadChars(&chars)) return false;
      *leaf = Value::Of(NewBytes(context_, chars));
      return true;
    case FlatTag::kAgent:
      return ReadHandle(Kind::kAgentHandle, leaf);
    case FlatTag::kMailbox:
      return ReadHandle(Kind::kMailboxHandle, leaf);
    case FlatTag::kSemaphore:
      return ReadHandle(Kind::kSemaphoreHandle, leaf);
    case FlatTag::kTuple:
      break;  // a tuple in a tuple is not flat
  }
  return false;
}

bool FlatReader::ReadTuple(Value* out) {
  uint8_t length;
  if (!reader_.Byte(&length) || length > kFlatItemsMax) return false;
  Tuple* tuple = NewTuple(context_, length);
  for (uint32_t i = 0; i < length; ++i) {
    FlatTag tag;
    if (!ReadTag(&tag) || !ReadLeaf(tag, &(*tuple)[i])) return false;
  }
  *out = Value::Of(tuple);
  return true;
}

bool FlatReader::Read(Value* root) {
  uint8_t version;
  FlatTag tag;
  if (!reader_.Byte(&version) || !ReadTag(&tag)) return false;
  const bool read =
      tag == FlatTag::kTuple ? ReadTuple(root) : ReadLeaf(tag, root);
  return read && reader_.done();
}

}  // namespace

bool EncodeFlat(Value value, std::string* out) {
  FlatWriter writer;
  if (!writer.Write(value)) return false;
  out->append(writer.bytes());
  return true;
}

bool IsFlat(std::string_view bytes) {
  return !bytes.empty() && bytes.front() == kFlatVersion;
}

absl::Status DecodeFlat(Context& context, std::string_view bytes, Value* out) {
  if (FlatReader(context, bytes).Read(out)) return absl::OkStatus();
  return absl::InvalidArgumentError("corrupt value: flat");
}

}  // namespace midge::vm
