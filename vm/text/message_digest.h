// The digests of module hashlib, taken of data that comes in pieces.
//
// What MD5 and the SHAs do to a block is libcrypto's; around it, and for SHA-3
// and BLAKE2, whose state libcrypto does not show, the code is here: a state is
// plain data, so that an agent's heap can hold it, move it and copy it.
//
// Threads: pure functions.
#ifndef MIDGE_VM_TEXT_MESSAGE_DIGEST_H_
#define MIDGE_VM_TEXT_MESSAGE_DIGEST_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace midge::vm::text {

enum class DigestKind : uint8_t {
  kMd5,
  kSha1,
  kSha224,
  kSha256,
  kSha384,
  kSha512,
  kSha3,  // of any size, by its padding and rate
  kShake,
  kBlake2b,
  kBlake2s,
};
inline constexpr int kDigestKinds = 10;

class MessageDigest {
 public:
  // `rate` is of SHA-3 and SHAKE alone: bytes a block, 64 to 168 by eights.
  // `parameters` are BLAKE2's block of them: 64 bytes, or 32 of kBlake2s. False
  // if either is none.
  bool Begin(DigestKind kind, uint32_t rate, std::string_view parameters,
             bool is_last_node);

  // Whether these bytes, from anywhere, are a state that may be used.
  bool IsValid() const;

  void Update(std::string_view data);

  // The first `size` bytes of the digest of all data so far; all kinds but
  // SHA-3 and SHAKE have a size of their own, and give no more.
  std::string Finish(size_t size) const;

  uint32_t block_bytes() const;

 private:
  static constexpr size_t kBlockMin = 64;
  static constexpr size_t kBlockMax = 168;

  void Compress(bool is_last);
  void Absorb();
  void EndWithLength();
  void WriteLength(uint8_t* end, size_t bytes);

  uint64_t words_[25];
  uint64_t total_;  // bytes so far
  uint8_t block_[kBlockMax];
  uint32_t fill_;  // bytes in the block
  uint32_t rate_;
  DigestKind kind_;
  uint8_t is_last_node_;  // 0 or not: a state may have any byte here
};

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_MESSAGE_DIGEST_H_
