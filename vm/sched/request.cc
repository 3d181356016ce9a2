#include "vm/sched/request.h"

#include "base/codec.h"
#include "vm/sched/limits.h"

namespace midge::vm {

namespace {

// One line per version: 1 the first.
constexpr uint8_t kRequestVersion = 1;

// Words on the wire.  Values are on the wire: append only.
enum class Word : uint8_t {
  kNone,
  kFalse,
  kTrue,
  kInt,
  kFloat,
  kOther,
  kBytes
};

void WriteParcel(const Parcel& payload, Writer* writer) {
  const auto tag = [writer](Word word) {
    writer->Byte(static_cast<uint8_t>(word));
  };
  if (!payload.bytes.empty()) {
    tag(Word::kBytes);
    writer->Bytes(payload.bytes);
  } else if (payload.word.is_int()) {
    tag(Word::kInt);
    writer->Zigzag(payload.word.as_int());
  } else if (payload.word.is_float()) {
    tag(Word::kFloat);
    writer->Double(payload.word.as_float());
  } else if (payload.word.is_bool()) {
    tag(payload.word.is_true() ? Word::kTrue : Word::kFalse);
  } else if (payload.word == Value::Ellipsis() ||
             payload.word == Value::NotImplemented()) {
    tag(Word::kOther);
    writer->Byte(payload.word == Value::Ellipsis());
  } else {
    tag(Word::kNone);
  }
}

bool ReadParcel(Reader* reader, size_t bytes_max, Parcel* payload) {
  uint8_t tag;
  if (!reader->Byte(&tag)) return false;
  switch (static_cast<Word>(tag)) {
    case Word::kNone:
      return true;
    case Word::kFalse:
    case Word::kTrue:
      payload->word = Value::Bool(tag == static_cast<uint8_t>(Word::kTrue));
      return true;
    case Word::kInt: {
      int64_t i;
      if (!reader->Zigzag(&i) || !Value::FitsSmallInt(i)) return false;
      payload->word = Value::Int(i);
      return true;
    }
    case Word::kFloat: {
      double d;
      if (!reader->Double(&d)) return false;
      payload->word = Value::Float(d);
      return true;
    }
    case Word::kOther: {
      uint8_t ellipsis;
      if (!reader->Byte(&ellipsis)) return false;
      payload->word = ellipsis ? Value::Ellipsis() : Value::NotImplemented();
      return true;
    }
    case Word::kBytes: {
      std::string_view bytes;
      if (!reader->Bytes(&bytes) || bytes.empty() || bytes.size() > bytes_max) {
        return false;
      }
      payload->bytes = bytes;
      return true;
    }
  }
  return false;
}

bool ReadEnums(Reader* reader, Request* request) {
  uint8_t operation, outcome, kind, hold;
  if (!reader->Byte(&operation) || operation >= kOperationCount ||
      !reader->Byte(&outcome) || outcome >= kOutcomeCount ||
      !reader->Byte(&kind) ||
      kind > static_cast<uint8_t>(HomedKind::kSemaphore) ||
      !reader->Byte(&hold) || hold > 1) {
    return false;
  }
  request->operation = static_cast<Operation>(operation);
  request->outcome = static_cast<Outcome>(outcome);
  request->kind = static_cast<HomedKind>(kind);
  request->hold = hold != 0;
  return true;
}

}  // namespace

std::string EncodeRequest(const Request& request) {
  std::string out;
  out.reserve(40 + request.payload.bytes.size() + request.text.size());
  Writer writer(&out);
  writer.Byte(kRequestVersion);
  writer.Byte(static_cast<uint8_t>(request.operation));
  writer.Byte(static_cast<uint8_t>(request.outcome));
  writer.Byte(static_cast<uint8_t>(request.kind));
  writer.Byte(request.hold);
  writer.Fixed64(request.target.bits);
  writer.Varint(request.object.bits);
  writer.Varint(request.from.agent.bits);
  writer.Varint(request.from.thread);
  writer.Varint(request.from.wait);
  writer.Varint(request.count);
  writer.Varint(request.index);
  writer.Varint(request.stride);
  writer.Bytes(request.name);
  writer.Bytes(request.text);
  WriteParcel(request.payload, &writer);
  return out;
}

absl::StatusOr<Request> DecodeRequest(std::string_view bytes,
                                      size_t payload_bytes_max) {
  Reader reader(bytes);
  Request request;
  uint8_t version;
  std::string_view name, text;
  if (!reader.Byte(&version) || version != kRequestVersion) {
    return absl::InvalidArgumentError("envelope of another version");
  }
  if (!ReadEnums(&reader, &request) || !reader.Fixed64(&request.target.bits) ||
      !reader.Varint(&request.object.bits) ||
      !reader.Varint(&request.from.agent.bits) ||
      !reader.Varint(&request.from.thread) ||
      !reader.Varint(&request.from.wait) || !reader.Varint(&request.count) ||
      !reader.Varint(&request.index) || !reader.Varint(&request.stride) ||
      !reader.Bytes(&name) || name.size() > kNameBytesMax ||
      !reader.Bytes(&text) || text.size() > kNameBytesMax ||
      !ReadParcel(&reader, payload_bytes_max, &request.payload) ||
      !reader.done()) {
    return absl::InvalidArgumentError("corrupt envelope");
  }
  request.name = name;
  request.text = text;
  return request;
}

}  // namespace midge::vm
