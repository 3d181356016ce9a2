#include "node/batch.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/status_macros.h"

namespace midge::node {
namespace {

// Values are on the wire; append only.
enum RecordType : uint8_t { kWhole = 1, kFirst = 2, kNext = 3 };

void WriteAddress(RecordType type, const Envelope& envelope, Writer* writer) {
  writer->Byte(type);
  writer->Varint(envelope.shard.value());
  writer->Varint(envelope.swarm.value());
}

bool ReadAddress(Reader* reader, Envelope* envelope) {
  uint64_t shard;
  uint64_t swarm;
  if (!reader->VarintAtMost(std::numeric_limits<uint16_t>::max(), &shard) ||
      !reader->Varint(&swarm)) {
    return false;
  }
  envelope->shard = ShardId(static_cast<uint16_t>(shard));
  envelope->swarm = SwarmId(swarm);
  return true;
}

absl::Status Refuse(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("batch: ", why));
}

absl::Status ReadWhole(Reader* reader, std::vector<Envelope>* delivered) {
  Envelope envelope;
  absl::string_view payload;
  if (!ReadAddress(reader, &envelope) || !reader->Bytes(&payload)) {
    return Refuse("a record is cut short");
  }
  // Bigger ones come in fragments, so this bounds nothing that is sent.
  if (payload.size() > static_cast<size_t>(kFragmentBytes)) {
    return Refuse("a whole record is larger than a fragment");
  }
  envelope.payload.assign(payload.data(), payload.size());
  delivered->push_back(std::move(envelope));
  return absl::OkStatus();
}

}  // namespace

void AppendWhole(const Envelope& envelope, std::string* batch) {
  Writer writer(batch);
  WriteAddress(kWhole, envelope, &writer);
  writer.Bytes(envelope.payload);
}

void AppendFirst(const Envelope& envelope, int stream, int64_t size,
                 std::string* batch) {
  Writer writer(batch);
  WriteAddress(kFirst, envelope, &writer);
  writer.Varint(static_cast<uint64_t>(stream));
  writer.Varint(envelope.payload.size());
  writer.Bytes(envelope.payload.data(), static_cast<size_t>(size));
}

void AppendNext(int stream, absl::string_view bytes, std::string* batch) {
  Writer writer(batch);
  writer.Byte(kNext);
  writer.Varint(static_cast<uint64_t>(stream));
  writer.Bytes(bytes);
}

absl::Status BatchReader::Read(absl::string_view batch,
                               std::vector<Envelope>* delivered) {
  Reader reader(batch);
  while (reader.remaining() > 0) {
    uint8_t type;
    if (!reader.Byte(&type)) return Refuse("a record is cut short");
    switch (type) {
      case kWhole:
        MIDGE_RETURN_IF_ERROR(ReadWhole(&reader, delivered));
        break;
      case kFirst:
        MIDGE_RETURN_IF_ERROR(ReadFirst(&reader, delivered));
        break;
      case kNext:
        MIDGE_RETURN_IF_ERROR(ReadNext(&reader, delivered));
        break;
      default:
        return Refuse(absl::StrCat("unknown record type ", type));
    }
  }
  return absl::OkStatus();
}

absl::Status BatchReader::ReadFirst(Reader* reader,
                                    std::vector<Envelope>* delivered) {
  Partial partial;
  uint64_t stream;
  uint64_t total;
  absl::string_view bytes;
  if (!ReadAddress(reader, &partial.envelope) ||
      !reader->VarintAtMost(kStreamsMax - 1, &stream) ||
      !reader->VarintAtMost(kEnvelopeBytesMax, &total) ||
      !reader->Bytes(&bytes)) {
    return Refuse("a first fragment is cut short or over a limit");
  }
  if (streams_[stream].has_value()) {
    return Refuse(absl::StrCat("stream ", stream, " is already in use"));
  }
  partial.total = static_cast<int64_t>(total);
  if (announced_bytes_ > 0 &&
      announced_bytes_ + partial.total > kReassemblyBytesMax) {
    return Refuse("too many bytes in unfinished envelopes");
  }
  announced_bytes_ += partial.total;
  streams_[stream] = std::move(partial);
  return Extend(stream, bytes, delivered);
}

absl::Status BatchReader::ReadNext(Reader* reader,
                                   std::vector<Envelope>* delivered) {
  uint64_t stream;
  absl::string_view bytes;
  if (!reader->VarintAtMost(kStreamsMax - 1, &stream) ||
      !reader->Bytes(&bytes)) {
    return Refuse("a fragment is cut short or over a limit");
  }
  if (!streams_[stream].has_value()) {
    return Refuse(absl::StrCat("stream ", stream, " was not begun"));
  }
  return Extend(stream, bytes, delivered);
}

absl::Status BatchReader::Extend(size_t stream, absl::string_view bytes,
                                 std::vector<Envelope>* delivered) {
  Partial& partial = *streams_[stream];
  std::string& payload = partial.envelope.payload;
  const int64_t missing = partial.total - static_cast<int64_t>(payload.size());
  if (static_cast<int64_t>(bytes.size()) > missing) {
    return Refuse(absl::StrCat("stream ", stream, " is longer than announced"));
  }
  // An empty fragment would let a peer keep the record loop busy for nothing.
  if (bytes.empty()) return Refuse("an empty fragment");
  payload.append(bytes.data(), bytes.size());
  if (static_cast<int64_t>(payload.size()) < partial.total) {
    return absl::OkStatus();
  }
  announced_bytes_ -= partial.total;
  delivered->push_back(std::move(partial.envelope));
  streams_[stream].reset();
  return absl::OkStatus();
}

}  // namespace midge::node
