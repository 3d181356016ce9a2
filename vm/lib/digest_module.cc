// Module _digests: what is long of hashlib's _md5, _sha1, _sha256, _sha512,
// _sha3 and _blake2, which are Python (vm/prelude/library/_hashes.py).
//
// A state is a bytearray that holds a MessageDigest.  A program can reach it,
// so nothing in it is trusted.
#include <cstring>
#include <string>

#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"
#include "vm/text/message_digest.h"

namespace midge::vm {
namespace {

using Result = NativeResult;
using text::MessageDigest;

// Bytes that one call reads, and gives of SHAKE: a few milliseconds' work.
constexpr int64_t kDigestBytesMax = int64_t{1} << 20;

bool CopyState(NativeCall& call, MessageDigest* digest) {
  Text state;
  if (!GetBytes(call.context, call.args[0], &state) ||
      state.view.bytes().size() != sizeof *digest) {
    RaiseTypeError(call.context, "not the state of a digest");
    return false;
  }
  std::memcpy(static_cast<void*>(digest), state.view.bytes().data(),
              sizeof *digest);
  if (digest->IsValid()) return true;
  RaiseValueError(call.context, "not the state of a digest");
  return false;
}

std::string_view BytesOf(const MessageDigest& digest) {
  return {reinterpret_cast<const char*>(&digest), sizeof digest};
}

// begin(kind, rate, parameters, last_node): a state.
Result Begin(NativeCall& call) {
  int64_t kind, rate;
  Text parameters;
  if (!IntArgument(call.context, call.args[0], &kind) ||
      !IntArgument(call.context, call.args[1], &rate)) {
    return Result::kRaise;
  }
  MessageDigest digest;
  if (kind < 0 || kind >= text::kDigestKinds || rate < 0 || rate > 200 ||
      !GetBytes(call.context, call.args[2], &parameters) ||
      !digest.Begin(static_cast<text::DigestKind>(kind),
                    static_cast<uint32_t>(rate), parameters.view.bytes(),
                    call.args[3].is_true())) {
    return RaiseValueError(call.context, "no such digest");
  }
  return call.Return(Value::Of(NewByteArray(call.context, BytesOf(digest))));
}

// update(state, data, start): the state after some of `data` from `start` on.
Result Update(NativeCall& call) {
  MessageDigest digest;
  Text data;
  int64_t start;
  if (!CopyState(call, &digest)) return Result::kRaise;
  if (!GetBytes(call.context, call.args[1], &data) ||
      !IntArgument(call.context, call.args[2], &start) || start < 0) {
    return RaiseTypeError(call.context, "update() takes bytes and a place");
  }
  const std::string_view bytes = data.view.bytes();
  if (start < static_cast<int64_t>(bytes.size())) {
    const std::string_view part =
        bytes.substr(static_cast<size_t>(start), kDigestBytesMax);
    digest.Update(part);
    call.context.Charge(part.size() / 16);
  }
  return call.Return(Value::Of(NewByteArray(call.context, BytesOf(digest))));
}

// finish(state, size): the digest.
Result Finished(NativeCall& call) {
  MessageDigest digest;
  int64_t size;
  if (!CopyState(call, &digest) ||
      !IntArgument(call.context, call.args[1], &size)) {
    return Result::kRaise;
  }
  if (size < 0 || size > kDigestBytesMax) {
    return RaiseValueError(call.context, "length is too large");
  }
  call.context.Charge(size / 16);
  return call.Return(Value::Of(
      NewBytes(call.context, digest.Finish(static_cast<size_t>(size)))));
}

constexpr NativeSpec kFunctions[] = {
    {"begin", "kind, rate, parameters, last_node, /", &Begin},
    {"update", "state, data, start, /", &Update},
    {"finish", "state, size, /", &Finished},
};

}  // namespace

void RegisterDigests() {
  AddFunctions("_digests", kFunctions);
  AddConstant("_digests", "STEP", Value::Int(kDigestBytesMax));
}

}  // namespace midge::vm
