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

// Its own cursor, because a Reader's calls would cost more than what they read.
class FlatReader {
 public:
  FlatReader(Context& context, std::string_view bytes)
      : context_(context), at_(bytes.data()), end_(at_ + bytes.size()) {}

  // REQUIRES: IsFlat(bytes).
  bool Read(Value* root);

 private:
  bool ReadTuple(Value* tuple);
  bool ReadLeaf(Value* leaf);
  bool ReadHandle(Kind kind, Value* handle);
  bool ReadInt(Value* value);

  bool Has(size_t bytes) const {
    return static_cast<size_t>(end_ - at_) >= bytes;
  }
  // REQUIRES, both: Has() as many.
  uint8_t Byte() { return static_cast<uint8_t>(*at_++); }
  uint64_t Word() {
    uint64_t word;
    std::memcpy(&word, at_, sizeof word);
    at_ += sizeof word;
    return word;
  }
  bool ReadChars(std::string_view* chars) {
    if (!Has(1) || !Has(size_t{1} + static_cast<uint8_t>(*at_))) return false;
    const size_t count = Byte();
    *chars = {at_, count};
    at_ += count;
    return true;
  }

  Context& context_;
  const char* at_;
  const char* const end_;
};

bool FlatReader::ReadHandle(Kind kind, Value* handle) {
  if (!Has(sizeof(uint64_t))) return false;
  Object* object = context_.heap().Allocate(kind);
  static_cast<AgentHandle*>(object)->id = Word();
  *handle = Value::Of(object);
  return true;
}

bool FlatReader::ReadInt(Value* value) {
  uint64_t zigzag = 0;
  for (int shift = 0;; shift += 7) {
    if (!Has(1) || shift > 49) return false;
    const uint8_t byte = Byte();
    zigzag |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  const auto number = static_cast<int64_t>((zigzag >> 1) ^ (~(zigzag & 1) + 1));
  if (!Value::FitsSmallInt(number)) return false;
  *value = Value::Int(number);
  return true;
}

bool FlatReader::ReadLeaf(Value* leaf) {
  if (!Has(1)) return false;
  std::string_view chars;
  const auto tag = static_cast<FlatTag>(Byte());
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
      if (!Has(sizeof(double))) return false;
      *leaf = Value::Float(std::bit_cast<double>(Word()));
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
  if (!Has(2)) return false;
  Byte();  // kTuple
  const uint32_t length = Byte();
  if (length > kFlatItemsMax) return false;
  Tuple* tuple = NewTuple(context_, length);
  for (uint32_t i = 0; i < length; ++i) {
    if (!ReadLeaf(&(*tuple)[i])) return false;
  }
  *out = Value::Of(tuple);
  return true;
}

bool FlatReader::Read(Value* root) {
  Byte();  // kFlatVersion
  const bool tuple = Has(1) && *at_ == static_cast<char>(FlatTag::kTuple);
  return (tuple ? ReadTuple(root) : ReadLeaf(root)) && at_ == end_;
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
