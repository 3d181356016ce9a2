// What MD5 and SHA do to one block is called "transform" by libcrypto, and has
// no other name in its third version.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "vm/text/message_digest.h"

#include <openssl/md5.h>
#include <openssl/sha.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace midge::vm::text {
namespace {

static_assert(std::endian::native == std::endian::little);

// --- Keccak, as FIPS 202 has it ----------------------------------------------

constexpr int kKeccakRounds = 24;
constexpr uint64_t kKeccakConstants[kKeccakRounds] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808A,
    0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008A,
    0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
    0x000000008000808B, 0x800000000000008B, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800A, 0x800000008000000A, 0x8000000080008081,
    0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

void MixColumns(uint64_t* a) {
  uint64_t parity[5];
  for (int x = 0; x < 5; ++x) {
    parity[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
  }
  for (int x = 0; x < 5; ++x) {
    const uint64_t mixed =
        parity[(x + 4) % 5] ^ std::rotl(parity[(x + 1) % 5], 1);
    for (int y = 0; y < 25; y += 5) a[x + y] ^= mixed;
  }
}

// Turns each lane, and puts it where the next step wants it.
void TurnLanes(uint64_t* a) {
  uint64_t lane = a[1];
  int x = 1, y = 0;
  for (int t = 0; t < 24; ++t) {
    const int next_y = (2 * x + 3 * y) % 5;
    x = y;
    y = next_y;
    std::swap(lane, a[x + 5 * y]);
    a[x + 5 * y] = std::rotl(a[x + 5 * y], (t + 1) * (t + 2) / 2 % 64);
  }
}

void CombineRows(uint64_t* a) {
  for (int y = 0; y < 25; y += 5) {
    uint64_t row[5];
    std::copy_n(a + y, 5, row);
    for (int x = 0; x < 5; ++x) {
      a[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
  }
}

void Keccak(uint64_t* a) {
  for (const uint64_t constant : kKeccakConstants) {
    MixColumns(a);
    TurnLanes(a);
    CombineRows(a);
    a[0] ^= constant;
  }
}

// --- BLAKE2, as RFC 7693 has it ----------------------------------------------

constexpr uint8_t kBlakeOrders[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

constexpr uint64_t kFractions64[8] = {0x6A09E667F3BCC908, 0xBB67AE8584CAA73B,
                                      0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
                                      0x510E527FADE682D1, 0x9B05688C2B3E6C1F,
                                      0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179};

struct Blake2b {
  using Word = uint64_t;
  static constexpr int kRounds = 12;
  static constexpr int kTurns[4] = {32, 24, 16, 63};
  static Word Initial(int i) { return kFractions64[i]; }
};
struct Blake2s {
  using Word = uint32_t;
  static constexpr int kRounds = 10;
  static constexpr int kTurns[4] = {16, 12, 8, 7};
  static Word Initial(int i) {
    return static_cast<Word>(kFractions64[i] >> 32);
  }
};

template <typename Blake>
void BlakeQuarter(typename Blake::Word* v, int a, int b, int c, int d,
                  typename Blake::Word x, typename Blake::Word y) {
  v[a] += v[b] + x;
  v[d] = std::rotr(v[d] ^ v[a], Blake::kTurns[0]);
  v[c] += v[d];
  v[b] = std::rotr(v[b] ^ v[c], Blake::kTurns[1]);
  v[a] += v[b] + y;
  v[d] = std::rotr(v[d] ^ v[a], Blake::kTurns[2]);
  v[c] += v[d];
  v[b] = std::rotr(v[b] ^ v[c], Blake::kTurns[3]);
}

template <typename Blake>
void BlakeBlock(uint64_t* words, const uint8_t* block, uint64_t total,
                bool is_last, bool is_last_node) {
  using Word = typename Blake::Word;
  Word m[16], v[16], h[8];
  std::memcpy(m, block, sizeof m);
  std::memcpy(h, words, sizeof h);
  for (int i = 0; i < 8; ++i) {
    v[i] = h[i];
    v[i + 8] = Blake::Initial(i);
  }
  // A count of bytes has two words: of 32 bits each in BLAKE2s.
  v[12] ^= static_cast<Word>(total);
  if (sizeof(Word) == 4) v[13] ^= static_cast<Word>(total >> 32);
  if (is_last) v[14] = ~v[14];
  if (is_last && is_last_node) v[15] = ~v[15];
  for (int round = 0; round < Blake::kRounds; ++round) {
    const uint8_t* order = kBlakeOrders[round % 10];
    for (int i = 0; i < 4; ++i) {  // columns
      BlakeQuarter<Blake>(v, i, i + 4, i + 8, i + 12, m[order[2 * i]],
                          m[order[2 * i + 1]]);
    }
    for (int i = 0; i < 4; ++i) {  // diagonals
      BlakeQuarter<Blake>(v, i, (i + 1) % 4 + 4, (i + 2) % 4 + 8,
                          (i + 3) % 4 + 12, m[order[8 + 2 * i]],
                          m[order[9 + 2 * i]]);
    }
  }
  for (int i = 0; i < 8; ++i) h[i] ^= v[i] ^ v[i + 8];
  std::memcpy(words, h, sizeof h);
}

template <typename Blake>
bool BeginBlake(uint64_t* words, std::string_view parameters) {
  typename Blake::Word h[8];
  if (parameters.size() != sizeof h) return false;
  std::memcpy(h, parameters.data(), sizeof h);
  for (int i = 0; i < 8; ++i) h[i] ^= Blake::Initial(i);
  std::memcpy(words, h, sizeof h);
  return true;
}

// --- libcrypto's -------------------------------------------------------------

// Calls transform(context, block) of a context whose words are `words`.
template <typename Context, typename Transform>
void TransformWith(Context* context, void* context_words, size_t size,
                   uint64_t* words, const uint8_t* block,
                   Transform&& transform) {
  std::memcpy(context_words, words, size);
  transform(context, block);
  std::memcpy(words, context_words, size);
}

template <typename Word>
void TakeWords(const Word* from, int count, uint64_t* words) {
  std::memcpy(words, from, static_cast<size_t>(count) * sizeof(Word));
}

// The words as bytes, the highest first.
template <typename Word>
std::string BigEndian(const uint64_t* words, int count) {
  std::string bytes;
  const auto* at = reinterpret_cast<const uint8_t*>(words);
  for (int i = 0; i < count; ++i, at += sizeof(Word)) {
    for (size_t byte = sizeof(Word); byte-- > 0;) {
      bytes.push_back(static_cast<char>(at[byte]));
    }
  }
  return bytes;
}

}  // namespace

uint32_t MessageDigest::block_bytes() const {
  switch (kind_) {
    case DigestKind::kSha384:
    case DigestKind::kSha512:
    case DigestKind::kBlake2b:
      return 128;
    case DigestKind::kSha3:
    case DigestKind::kShake:
      return rate_;
    default:
      return 64;
  }
}

bool MessageDigest::Begin(DigestKind kind, uint32_t rate,
                          std::string_view parameters, bool is_last_node) {
  std::memset(static_cast<void*>(this), 0, sizeof *this);
  kind_ = kind;
  rate_ = rate;
  is_last_node_ = is_last_node;
  MD5_CTX md5;
  SHA_CTX sha1;
  SHA256_CTX sha256;
  SHA512_CTX sha512;
  switch (kind) {
    case DigestKind::kMd5: {
      MD5_Init(&md5);
      const MD5_LONG words[] = {md5.A, md5.B, md5.C, md5.D};
      TakeWords(words, 4, words_);
      return true;
    }
    case DigestKind::kSha1: {
      SHA1_Init(&sha1);
      const SHA_LONG words[] = {sha1.h0, sha1.h1, sha1.h2, sha1.h3, sha1.h4};
      TakeWords(words, 5, words_);
      return true;
    }
    case DigestKind::kSha224:
    case DigestKind::kSha256:
      kind == DigestKind::kSha224 ? SHA224_Init(&sha256) : SHA256_Init(&sha256);
      TakeWords(sha256.h, 8, words_);
      return true;
    case DigestKind::kSha384:
    case DigestKind::kSha512:
      kind == DigestKind::kSha384 ? SHA384_Init(&sha512) : SHA512_Init(&sha512);
      TakeWords(sha512.h, 8, words_);
      return true;
    case DigestKind::kSha3:
    case DigestKind::kShake:
      return IsValid();
    case DigestKind::kBlake2b:
      return BeginBlake<Blake2b>(words_, parameters);
    case DigestKind::kBlake2s:
      return BeginBlake<Blake2s>(words_, parameters);
  }
  return false;
}

bool MessageDigest::IsValid() const {
  if (static_cast<int>(kind_) >= kDigestKinds) return false;
  const uint32_t block = block_bytes();
  return block >= kBlockMin && block <= kBlockMax && block % 8 == 0 &&
         fill_ <= block;
}

void MessageDigest::Absorb() {
  for (uint32_t i = 0; i < rate_ / 8; ++i) {
    uint64_t lane;
    std::memcpy(&lane, block_ + i * 8, 8);
    words_[i] ^= lane;
  }
  Keccak(words_);
}

void MessageDigest::Compress(bool is_last) {
  switch (kind_) {
    case DigestKind::kMd5: {
      MD5_CTX context;
      MD5_LONG words[4];
      std::memcpy(words, words_, sizeof words);
      context.A = words[0], context.B = words[1];
      context.C = words[2], context.D = words[3];
      MD5_Transform(&context, block_);
      const MD5_LONG after[] = {context.A, context.B, context.C, context.D};
      return TakeWords(after, 4, words_);
    }
    case DigestKind::kSha1: {
      SHA_CTX context;
      SHA_LONG words[5];
      std::memcpy(words, words_, sizeof words);
      context.h0 = words[0], context.h1 = words[1], context.h2 = words[2];
      context.h3 = words[3], context.h4 = words[4];
      SHA1_Transform(&context, block_);
      const SHA_LONG after[] = {context.h0, context.h1, context.h2, context.h3,
                                context.h4};
      return TakeWords(after, 5, words_);
    }
    case DigestKind::kSha224:
    case DigestKind::kSha256: {
      SHA256_CTX context;
      return TransformWith(&context, context.h, sizeof context.h, words_,
                           block_, SHA256_Transform);
    }
    case DigestKind::kSha384:
    case DigestKind::kSha512: {
      SHA512_CTX context;
      return TransformWith(&context, context.h, sizeof context.h, words_,
                           block_, SHA512_Transform);
    }
    case DigestKind::kSha3:
    case DigestKind::kShake:
      return Absorb();
    case DigestKind::kBlake2b:
      return BlakeBlock<Blake2b>(words_, block_, total_, is_last,
                                 is_last_node_ != 0);
    case DigestKind::kBlake2s:
      return BlakeBlock<Blake2s>(words_, block_, total_, is_last,
                                 is_last_node_ != 0);
  }
}

void MessageDigest::Update(std::string_view data) {
  const uint32_t block = block_bytes();
  while (!data.empty()) {
    // A full block waits for more: BLAKE2 must know which is the last.
    if (fill_ == block) {
      Compress(false);
      fill_ = 0;
    }
    const size_t count = std::min<size_t>(data.size(), block - fill_);
    std::memcpy(block_ + fill_, data.data(), count);
    fill_ += static_cast<uint32_t>(count);
    total_ += count;
    data.remove_prefix(count);
  }
}

// The count of bits at the end of the last block: MD5 has it lowest byte first.
void MessageDigest::WriteLength(uint8_t* end, size_t bytes) {
  for (size_t i = 0; i < 8; ++i) {
    const auto byte = static_cast<uint8_t>(total_ * 8 >> 8 * i);
    if (kind_ == DigestKind::kMd5) {
      *(end - bytes + i) = byte;
    } else {
      *(end - 1 - i) = byte;
    }
  }
}

// A one bit, zeros, and the length: what MD5 and the older SHAs end with.
void MessageDigest::EndWithLength() {
  const uint32_t block = block_bytes();
  const size_t length_bytes = block == 128 ? 16 : 8;
  if (fill_ == block) {
    Compress(false);
    fill_ = 0;
  }
  block_[fill_++] = 0x80;
  if (fill_ > block - length_bytes) {
    std::memset(block_ + fill_, 0, block - fill_);
    Compress(false);
    fill_ = 0;
  }
  std::memset(block_ + fill_, 0, block - fill_);
  WriteLength(block_ + block, length_bytes);
  Compress(true);
}

std::string MessageDigest::Finish(size_t size) const {
  MessageDigest last = *this;
  std::string bytes;
  switch (kind_) {
    case DigestKind::kMd5:
      last.EndWithLength();
      bytes.assign(reinterpret_cast<const char*>(last.words_), 16);
      break;
    case DigestKind::kSha1:
      last.EndWithLength();
      bytes = BigEndian<uint32_t>(last.words_, 5);
      break;
    case DigestKind::kSha224:
    case DigestKind::kSha256:
      last.EndWithLength();
      bytes = BigEndian<uint32_t>(last.words_, 8);
      break;
    case DigestKind::kSha384:
    case DigestKind::kSha512:
      last.EndWithLength();
      bytes = BigEndian<uint64_t>(last.words_, 8);
      break;
    case DigestKind::kSha3:
    case DigestKind::kShake:
      if (last.fill_ == rate_) {
        last.Absorb();
        last.fill_ = 0;
      }
      std::memset(last.block_ + last.fill_, 0, rate_ - last.fill_);
      last.block_[last.fill_] = kind_ == DigestKind::kSha3 ? 0x06 : 0x1F;
      last.block_[rate_ - 1] |= 0x80;
      last.Absorb();
      while (bytes.size() < size) {
        if (!bytes.empty()) Keccak(last.words_);
        bytes.append(reinterpret_cast<const char*>(last.words_), rate_);
      }
      break;
    case DigestKind::kBlake2b:
    case DigestKind::kBlake2s:
      std::memset(last.block_ + last.fill_, 0, block_bytes() - last.fill_);
      last.Compress(true);
      bytes.assign(reinterpret_cast<const char*>(last.words_),
                   kind_ == DigestKind::kBlake2b ? 64 : 32);
      break;
  }
  bytes.resize(std::min(bytes.size(), size));
  return bytes;
}

}  // namespace midge::vm::text
