// The bytes of one batch: records one after another, each a whole envelope or
// a fragment of a big one.
//
//   whole:  1  shard:varint swarm:varint                length:varint bytes
//   first:  2  shard:varint swarm:varint
//                              stream:varint total:varint length:varint bytes
//   next:   3                  stream:varint              length:varint bytes
//
// A stream is a slot in [0, kStreamsMax) that one big envelope holds from its
// first fragment until `total` bytes have come. The layout belongs to the
// link's protocol version (kLinkVersion).
#ifndef MIDGE_NODE_BATCH_H_
#define MIDGE_NODE_BATCH_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/codec.h"
#include "node/envelope.h"
#include "node/limits.h"

namespace midge::node {

// More than any record's header takes.
constexpr int64_t kRecordOverheadBytes = 48;

// The three records, appended to `batch`.
void AppendWhole(const Envelope& envelope, std::string* batch);
// The first `size` bytes of a fragmented envelope.
void AppendFirst(const Envelope& envelope, int stream, int64_t size,
                 std::string* batch);
void AppendNext(int stream, absl::string_view bytes, std::string* batch);

// Reads batches in their order and puts big envelopes back together.
//
// Threads:   the caller sees to it that one thread at a time is inside.
// Invariant: holds at most kReassemblyBytesMax (or one envelope), whatever
//            the peer sends.
class BatchReader {
 public:
  // Appends the envelopes that are complete with `batch` to `delivered`. After
  // an error the reader is of no more use.
  absl::Status Read(absl::string_view batch, std::vector<Envelope>* delivered);

 private:
  struct Partial {
    Envelope envelope;
    int64_t total = 0;
  };

  absl::Status ReadFirst(Reader* reader, std::vector<Envelope>* delivered);
  absl::Status ReadNext(Reader* reader, std::vector<Envelope>* delivered);
  // Adds a fragment; the envelope leaves when it was the last one.
  absl::Status Extend(size_t stream, absl::string_view bytes,
                      std::vector<Envelope>* delivered);

  std::array<std::optional<Partial>, kStreamsMax> streams_;
  int64_t announced_bytes_ = 0;  // The sum of the totals in `streams_`.
};

}  // namespace midge::node

#endif  // MIDGE_NODE_BATCH_H_
