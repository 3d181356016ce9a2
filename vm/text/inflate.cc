#include "vm/text/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace midge::vm::text {
namespace {

static_assert(std::is_trivially_copyable_v<InflateState>);
static_assert(std::endian::native == std::endian::little);

enum Mode : uint8_t {
  kHeader,
  kGzipFlags,
  kGzipTime,
  kGzipSystem,
  kGzipExtraLength,
  kGzipExtra,
  kGzipName,
  kGzipComment,
  kGzipHeaderCheck,
  kDictionaryId,
  kDictionaryWanted,
  kBlock,
  kStoredLength,
  kStored,
  kCounts,
  kCodeLengths,
  kLengths,
  kRepeats,
  kSymbol,
  kLiteral,
  kLengthExtra,
  kDistance,
  kDistanceExtra,
  kMatch,
  kCheck,
  kGzipLength,
  kDone,
  kBad,
};

enum Wrapper : uint8_t { kNone = 0, kZlib = 1, kGzip = 2 };

enum Error : uint8_t {
  kHeaderCheck,
  kMethod,
  kWindowSize,
  kHeaderFlags,
  kHeaderCrc,
  kBlockType,
  kStoredLengths,
  kTooManySymbols,
  kCodeLengthsSet,
  kRepeat,
  kNoEndOfBlock,
  kLiteralsSet,
  kDistancesSet,
  kLiteralCode,
  kDistanceCode,
  kTooFarBack,
  kDataCheck,
  kLengthCheck,
  kErrors,
};

constexpr const char* kMessages[kErrors] = {
    "incorrect header check",
    "unknown compression method",
    "invalid window size",
    "unknown header flags set",
    "header crc mismatch",
    "invalid block type",
    "invalid stored block lengths",
    "too many length or distance symbols",
    "invalid code lengths set",
    "invalid bit length repeat",
    "invalid code -- missing end-of-block",
    "invalid literal/lengths set",
    "invalid distances set",
    "invalid literal/length code",
    "invalid distance code",
    "invalid distance too far back",
    "incorrect data check",
    "incorrect length check"};

constexpr int kEndOfBlock = 256;
constexpr uint32_t kMatchMax = 258;
constexpr uint32_t kWindowMask = kInflateWindow - 1;

// What symbols 257... and distances 0... stand for: a base, and how many extra
// bits are added to it.
struct Extra {
  uint16_t base;
  uint8_t bits;
};
constexpr auto kLengthBases = [] {
  std::array<Extra, 29> made{};
  uint16_t base = 3;
  for (int i = 0; i < 28; ++i) {
    const int bits = i < 8 ? 0 : i / 4 - 1;
    made[i] = {base, static_cast<uint8_t>(bits)};
    base = static_cast<uint16_t>(base + (1 << bits));
  }
  made[28] = {kMatchMax, 0};
  return made;
}();
constexpr auto kDistanceBases = [] {
  std::array<Extra, 30> made{};
  uint16_t base = 1;
  for (int i = 0; i < 30; ++i) {
    const int bits = i < 4 ? 0 : i / 2 - 1;
    made[i] = {base, static_cast<uint8_t>(bits)};
    base = static_cast<uint16_t>(base + (1 << bits));
  }
  return made;
}();

uint32_t Reversed(uint32_t code, int bits) {
  uint32_t reversed = 0;
  for (int i = 0; i < bits; ++i) reversed |= (code >> i & 1) << (bits - 1 - i);
  return reversed;
}

// Short codes are found by the bits that come next, whatever follows them.
void FillFast(PrefixCode* code) {
  std::memset(code->fast, 0, sizeof code->fast);
  uint32_t next = 0;
  int at = 0;
  for (int length = 1; length <= PrefixCode::kFastBits; ++length) {
    for (int i = 0; i < code->count[length]; ++i, ++next, ++at) {
      const uint32_t step = 1u << length;
      for (uint32_t bits = Reversed(next, length); bits < std::size(code->fast);
           bits += step) {
        code->fast[bits] =
            static_cast<uint16_t>(code->symbol[at] * 16 + length);
      }
    }
    next <<= 1;
  }
}

// False: no code has these lengths.  One whose codes do not take up all the
// bits is good only if it is of a bit or nothing, and `may_be_short`.
bool MakeCode(const uint8_t* lengths, int symbols, bool may_be_short,
              PrefixCode* code) {
  std::memset(code->count, 0, sizeof code->count);
  for (int i = 0; i < symbols; ++i) ++code->count[lengths[i] & 15];
  code->count[0] = 0;
  int left = 1, longest = 0;
  for (int length = 1; length <= PrefixCode::kBitsMax; ++length) {
    left = left * 2 - code->count[length];
    if (left < 0) return false;
    if (code->count[length] != 0) longest = length;
  }
  if (left > 0 && longest > 0 && (!may_be_short || longest != 1)) return false;
  code->longest = static_cast<uint16_t>(longest);
  uint16_t offsets[PrefixCode::kBitsMax + 1] = {};
  for (int length = 1; length < PrefixCode::kBitsMax; ++length) {
    offsets[length + 1] =
        static_cast<uint16_t>(offsets[length] + code->count[length]);
  }
  for (int i = 0; i < symbols; ++i) {
    if (lengths[i] == 0) continue;
    code->symbol[offsets[lengths[i] & 15]++] = static_cast<uint16_t>(i);
  }
  FillFast(code);
  return true;
}

// One call of Inflate().
class Inflater {
 public:
  Inflater(InflateState* state, std::string_view data, char* out, size_t room)
      : s_(*state),
        in_(reinterpret_cast<const uint8_t*>(data.data())),
        in_end_(in_ + data.size()),
        out_begin_(reinterpret_cast<uint8_t*>(out)),
        out_(out_begin_),
        out_end_(out_begin_ + room),
        checked_(out_begin_) {
    // What only a state that is none of ours could have.
    s_.bit_count = std::min<uint32_t>(s_.bit_count, 32);
    s_.window_have = std::min<uint32_t>(s_.window_have, kInflateWindow);
    s_.window_at &= kWindowMask;
    s_.have = std::min<uint32_t>(s_.have, std::size(s_.lengths));
    s_.length = std::min<uint32_t>(s_.length, 0xFFFF);
    s_.literal_count = std::min<uint32_t>(s_.literal_count, 286);
    s_.distance_count = std::min<uint32_t>(s_.distance_count, 30);
  }

  Inflated Run() {
    const uint8_t* const begin = in_;
    while (Step()) {
    }
    Checked();
    Remember();
    Inflated done;
    done.consumed = static_cast<size_t>(in_ - begin);
    done.given = static_cast<size_t>(out_ - out_begin_);
    if (s_.mode == kDone) done.status = Inflated::kEnd;
    if (s_.mode == kDictionaryWanted) done.status = Inflated::kNeedsDictionary;
    if (s_.mode >= kBad) {
      done.status = Inflated::kError;
      done.message = kMessages[std::min<int>(s_.error, kErrors - 1)];
    }
    return done;
  }

 private:
  // --- Bits ---
  bool Need(uint32_t count) {
    while (s_.bit_count < count) {
      if (in_ == in_end_) return false;
      s_.bits |= uint64_t{*in_++} << s_.bit_count;
      s_.bit_count += 8;
    }
    return true;
  }
  uint32_t Take(uint32_t count) {
    const auto taken =
        static_cast<uint32_t>(s_.bits & ((uint64_t{1} << count) - 1));
    s_.bits >>= count;
    s_.bit_count -= count;
    return taken;
  }
  // At least 56 bits, where there are eight bytes.
  void Refill() {
    uint64_t next;
    std::memcpy(&next, in_, sizeof next);
    s_.bits |= next << s_.bit_count;
    const uint32_t bytes = (63 - s_.bit_count) >> 3;
    in_ += bytes;
    s_.bit_count += bytes * 8;
    s_.bits &= ~uint64_t{0} >> (64 - s_.bit_count);
  }
  // Whole bytes that Refill() took and nothing has needed.
  void GiveBack(const uint8_t* begin) {
    while (s_.bit_count >= 8 && in_ > begin) {
      --in_;
      s_.bit_count -= 8;
    }
    s_.bits &= (uint64_t{1} << s_.bit_count) - 1;
  }

  static constexpr int kNeedsBits = -1, kNoSymbol = -2;

  // The symbol that the bits begin with.
  int Decode(const PrefixCode& code) {
    const uint16_t entry = code.fast[s_.bits & (std::size(code.fast) - 1)];
    const uint32_t short_length = entry & 15;
    if (short_length != 0 && short_length <= s_.bit_count) {
      Take(short_length);
      return entry >> 4;
    }
    int value = 0, first = 0, index = 0;
    const uint32_t longest =
        std::clamp<uint32_t>(code.longest, 1, PrefixCode::kBitsMax);
    for (uint32_t length = 1; length <= longest; ++length) {
      if (length > s_.bit_count) return kNeedsBits;
      value |= static_cast<int>(s_.bits >> (length - 1) & 1);
      const int count = code.count[length];
      if (value - count < first) {
        const int at = index + (value - first);
        if (at < 0 || at >= PrefixCode::kSymbolsMax) return kNoSymbol;
        Take(length);
        return code.symbol[at];
      }
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    return kNoSymbol;
  }
  // The same, with the input that it takes.
  int Next(const PrefixCode& code) {
    for (;;) {
      const int symbol = Decode(code);
      if (symbol != kNeedsBits) return symbol;
      if (!Need(s_.bit_count + 1)) return kNeedsBits;
    }
  }

  // --- What is given ---
  size_t produced() const { return static_cast<size_t>(out_ - out_begin_); }

  bool IsTooFar(uint32_t distance) const {
    return distance == 0 || distance > kInflateWindow ||
           distance > produced() + s_.window_have;
  }

  // REQUIRES: !IsTooFar(distance), and there is room.
  void Copy(uint32_t distance, uint32_t length) {
    size_t before = produced();
    while (length > 0 && distance > before) {
      const uint32_t back = distance - static_cast<uint32_t>(before);
      *out_++ = s_.window[(s_.window_at - back) & kWindowMask];
      ++before;
      --length;
    }
    if (length == 0) return;
    const uint8_t* from = out_ - distance;
    if (distance >= length) {
      std::memcpy(out_, from, length);
      out_ += length;
      return;
    }
    while (length-- > 0) *out_++ = *from++;
  }

  // Brings the check up to date.
  void Checked() {
    const auto count = static_cast<uInt>(out_ - checked_);
    if (count == 0) return;
    if (s_.gzip_flags != 0) {
      s_.check = static_cast<uint32_t>(crc32(s_.check, checked_, count));
    } else if (s_.wrapper != kNone) {
      s_.check = static_cast<uint32_t>(adler32(s_.check, checked_, count));
    }
    s_.given += count;
    checked_ = out_;
  }

  // The last of what was given, where later matches find it.
  void Remember() {
    const size_t keep = std::min(produced(), kInflateWindow);
    for (size_t at = produced() - keep; at < produced();) {
      const size_t run =
          std::min<size_t>(produced() - at, kInflateWindow - s_.window_at);
      std::memcpy(s_.window + s_.window_at, out_begin_ + at, run);
      s_.window_at = (s_.window_at + static_cast<uint32_t>(run)) & kWindowMask;
      at += run;
    }
    s_.window_have =
        static_cast<uint32_t>(std::min(s_.window_have + keep, kInflateWindow));
  }

  // --- Modes: true if there is another to go on with ---
  bool Go(Mode mode) {
    s_.mode = mode;
    return true;
  }
  bool Fail(Error error) {
    s_.error = error;
    return Go(kBad);
  }

  bool Step() {
    switch (s_.mode) {
      case kHeader:
        return Header();
      case kGzipFlags:
        return GzipFlags();
      case kGzipTime:
        return SkipHeader(4, kGzipSystem);
      case kGzipSystem:
        return SkipHeader(2, kGzipExtraLength);
      case kGzipExtraLength:
        return GzipExtraLength();
      case kGzipExtra:
        return GzipExtra();
      case kGzipName:
        return GzipText(0x0800, kGzipComment);
      case kGzipComment:
        return GzipText(0x1000, kGzipHeaderCheck);
      case kGzipHeaderCheck:
        return GzipHeaderCheck();
      case kDictionaryId:
        return DictionaryId();
      case kBlock:
        return Block();
      case kStoredLength:
        return StoredLength();
      case kStored:
        return Stored();
      case kCounts:
        return Counts();
      case kCodeLengths:
        return CodeLengths();
      case kLengths:
        return Lengths();
      case kRepeats:
        return Repeats();
      case kSymbol:
        return Symbol();
      case kLiteral:
        return Literal();
      case kLengthExtra:
        return LengthExtra();
      case kDistance:
        return Distance();
      case kDistanceExtra:
        return DistanceExtra();
      case kMatch:
        return Match();
      case kCheck:
        return Check();
      case kGzipLength:
        return GzipLength();
      default:
        return false;
    }
  }

  bool Header() {
    if (s_.wrapper == kNone) return Go(kBlock);
    if (!Need(16)) return false;
    const uint32_t head = Take(16);
    if ((s_.wrapper & kGzip) != 0 && head == 0x8B1F) {
      s_.check = 0;
      CheckHeader(head, 2);
      return Go(kGzipFlags);
    }
    if ((s_.wrapper & kZlib) == 0 || ((head & 0xFF) << 8 | head >> 8) % 31) {
      return Fail(kHeaderCheck);
    }
    if ((head & 15) != Z_DEFLATED) return Fail(kMethod);
    const uint32_t window_bits = (head >> 4 & 15) + 8;
    if (s_.window_bits == 0) {
      s_.window_bits = static_cast<uint8_t>(window_bits);
    }
    if (window_bits > 15 || window_bits > s_.window_bits) {
      return Fail(kWindowSize);
    }
    s_.check = 1;
    return Go((head & 0x2000) != 0 ? kDictionaryId : kBlock);
  }

  void CheckHeader(uint32_t bytes, uInt count) {
    uint8_t parts[4];
    std::memcpy(parts, &bytes, sizeof parts);
    s_.check = static_cast<uint32_t>(crc32(s_.check, parts, count));
  }
  bool SkipHeader(uInt bytes, Mode then) {
    if (!Need(bytes * 8)) return false;
    const uint32_t skipped = Take(bytes * 8);
    CheckHeader(skipped, bytes);
    return Go(then);
  }
  bool GzipFlags() {
    if (!Need(16)) return false;
    const uint32_t flags = Take(16);
    if ((flags & 0xFF) != Z_DEFLATED) return Fail(kMethod);
    if ((flags & 0xE000) != 0) return Fail(kHeaderFlags);
    s_.gzip_flags = static_cast<uint16_t>(flags);
    CheckHeader(flags, 2);
    return Go(kGzipTime);
  }
  bool GzipExtraLength() {
    s_.length = 0;
    if ((s_.gzip_flags & 0x0400) != 0) {
      if (!Need(16)) return false;
      s_.length = Take(16);
      CheckHeader(s_.length, 2);
    }
    return Go(kGzipExtra);
  }
  bool GzipExtra() {
    for (; s_.length > 0; --s_.length) {
      if (!Need(8)) return false;
      CheckHeader(Take(8), 1);
    }
    return Go(kGzipName);
  }
  bool GzipText(uint32_t flag, Mode then) {
    if ((s_.gzip_flags & flag) == 0) return Go(then);
    for (;;) {
      if (!Need(8)) return false;
      const uint32_t byte = Take(8);
      CheckHeader(byte, 1);
      if (byte == 0) return Go(then);
    }
  }
  bool GzipHeaderCheck() {
    if ((s_.gzip_flags & 0x0200) != 0) {
      if (!Need(16)) return false;
      if (Take(16) != (s_.check & 0xFFFF)) return Fail(kHeaderCrc);
    }
    s_.check = 0;
    return Go(kBlock);
  }
  bool DictionaryId() {
    if (!Need(32)) return false;
    s_.check = __builtin_bswap32(Take(32));
    return Go(kDictionaryWanted);
  }

  bool Block() {
    if (s_.is_last != 0) {
      Take(s_.bit_count & 7);
      return Go(kCheck);
    }
    if (!Need(3)) return false;
    s_.is_last = static_cast<uint8_t>(Take(1));
    switch (Take(2)) {
      case 0:
        Take(s_.bit_count & 7);
        return Go(kStoredLength);
      case 1:
        MakeFixedCodes();
        return Go(kSymbol);
      case 2:
        return Go(kCounts);
      default:
        return Fail(kBlockType);
    }
  }
  bool StoredLength() {
    if (!Need(32)) return false;
    const uint32_t lengths = Take(32);
    if ((lengths & 0xFFFF) != (lengths >> 16 ^ 0xFFFF)) {
      return Fail(kStoredLengths);
    }
    s_.length = lengths & 0xFFFF;
    return Go(kStored);
  }
  bool Stored() {
    // No bits are left over from the lengths.
    const size_t count = std::min({static_cast<size_t>(s_.length),
                                   static_cast<size_t>(in_end_ - in_),
                                   static_cast<size_t>(out_end_ - out_)});
    if (count > 0) std::memcpy(out_, in_, count);
    in_ += count;
    out_ += count;
    s_.length -= static_cast<uint32_t>(count);
    return s_.length == 0 && Go(kBlock);
  }

  void MakeFixedCodes() {
    std::memset(s_.lengths, 8, 144);
    std::memset(s_.lengths + 144, 9, 112);
    std::memset(s_.lengths + 256, 7, 24);
    std::memset(s_.lengths + 280, 8, 8);
    MakeCode(s_.lengths, 288, true, &s_.literals);
    std::memset(s_.lengths, 5, 32);
    MakeCode(s_.lengths, 32, true, &s_.distances);
  }
  bool Counts() {
    if (!Need(14)) return false;
    s_.literal_count = Take(5) + 257;
    s_.distance_count = Take(5) + 1;
    s_.code_count = Take(4) + 4;
    if (s_.literal_count > 286 || s_.distance_count > 30) {
      return Fail(kTooManySymbols);
    }
    s_.have = 0;
    std::memset(s_.lengths, 0, sizeof s_.lengths);
    return Go(kCodeLengths);
  }
  bool CodeLengths() {
    static constexpr uint8_t kOrder[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                         11, 4,  12, 3, 13, 2, 14, 1, 15};
    const uint32_t count = std::min<uint32_t>(s_.code_count, std::size(kOrder));
    for (; s_.have < count; ++s_.have) {
      if (!Need(3)) return false;
      s_.lengths[kOrder[s_.have]] = static_cast<uint8_t>(Take(3));
    }
    // Until the lengths are known, `literals` is the code that they come in.
    if (!MakeCode(s_.lengths, 19, false, &s_.literals)) {
      return Fail(kCodeLengthsSet);
    }
    s_.have = 0;
    std::memset(s_.lengths, 0, sizeof s_.lengths);
    return Go(kLengths);
  }
  uint32_t LengthCount() const { return s_.literal_count + s_.distance_count; }
  bool Lengths() {
    const uint32_t count = LengthCount();
    while (s_.have < count) {
      const int symbol = Next(s_.literals);
      if (symbol == kNeedsBits) return false;
      if (symbol == kNoSymbol) return Fail(kNoEndOfBlock);
      if (symbol < 16) {
        s_.lengths[s_.have++] = static_cast<uint8_t>(symbol);
        continue;
      }
      s_.length = static_cast<uint32_t>(symbol);
      return Go(kRepeats);
    }
    return MakeDynamicCodes();
  }
  // Of the last length, or of zero.
  bool Repeats() {
    const bool of_last = s_.length == 16;
    const uint32_t extra = of_last ? 2 : s_.length == 17 ? 3 : 7;
    if (!Need(extra)) return false;
    const uint32_t times = Take(extra) + (s_.length == 18 ? 11 : 3);
    if ((of_last && s_.have == 0) || s_.have + times > LengthCount()) {
      return Fail(kRepeat);
    }
    std::memset(s_.lengths + s_.have, of_last ? s_.lengths[s_.have - 1] : 0,
                times);
    s_.have += times;
    return Go(kLengths);
  }
  bool MakeDynamicCodes() {
    if (s_.lengths[kEndOfBlock] == 0) return Fail(kNoEndOfBlock);
    const int literals = static_cast<int>(s_.literal_count);
    const int distances = static_cast<int>(s_.distance_count);
    if (!MakeCode(s_.lengths, literals, true, &s_.literals)) {
      return Fail(kLiteralsSet);
    }
    if (!MakeCode(s_.lengths + literals, distances, true, &s_.distances)) {
      return Fail(kDistancesSet);
    }
    return Go(kSymbol);
  }

  // --- What the codes stand for ---
  bool Symbol() {
    Fast();
    if (s_.mode != kSymbol) return true;
    const int symbol = Next(s_.literals);
    if (symbol == kNeedsBits) return false;
    if (symbol == kNoSymbol) return Fail(kLiteralCode);
    if (symbol == kEndOfBlock) return Go(kBlock);
    if (symbol < kEndOfBlock) {
      s_.length = static_cast<uint32_t>(symbol);
      return Go(kLiteral);
    }
    s_.have = static_cast<uint32_t>(symbol - kEndOfBlock - 1);
    if (s_.have >= kLengthBases.size()) return Fail(kLiteralCode);
    return Go(kLengthExtra);
  }
  bool Literal() {
    if (out_ == out_end_) return false;
    *out_++ = static_cast<uint8_t>(s_.length);
    return Go(kSymbol);
  }
  bool LengthExtra() {
    const Extra& extra = kLengthBases[std::min<size_t>(s_.have, 28)];
    if (!Need(extra.bits)) return false;
    s_.length = extra.base + Take(extra.bits);
    return Go(kDistance);
  }
  bool Distance() {
    const int symbol = Next(s_.distances);
    if (symbol == kNeedsBits) return false;
    if (symbol == kNoSymbol ||
        static_cast<size_t>(symbol) >= kDistanceBases.size()) {
      return Fail(kDistanceCode);
    }
    s_.have = static_cast<uint32_t>(symbol);
    return Go(kDistanceExtra);
  }
  bool DistanceExtra() {
    const Extra& extra = kDistanceBases[std::min<size_t>(s_.have, 29)];
    if (!Need(extra.bits)) return false;
    s_.distance = extra.base + Take(extra.bits);
    return Go(kMatch);
  }
  bool Match() {
    if (out_ == out_end_) return false;
    if (IsTooFar(s_.distance)) return Fail(kTooFarBack);
    const uint32_t count = static_cast<uint32_t>(
        std::min<size_t>(s_.length, static_cast<size_t>(out_end_ - out_)));
    Copy(s_.distance, count);
    s_.length -= count;
    return s_.length == 0 && Go(kSymbol);
  }

  // Symbol() to Match() at once, as long as neither input nor room can run out
  // in the middle.
  void Fast() {
    const uint8_t* const begin = in_;
    while (in_end_ - in_ >= 16 && out_end_ - out_ >= kMatchMax) {
      Refill();
      const int symbol = Decode(s_.literals);
      if (symbol >= 0 && symbol < kEndOfBlock) {
        *out_++ = static_cast<uint8_t>(symbol);
        continue;
      }
      if (!FastMatch(symbol)) break;
    }
    GiveBack(begin);
  }
  bool FastMatch(int symbol) {
    if (symbol == kEndOfBlock) {
      s_.mode = kBlock;
      return false;
    }
    const auto which = static_cast<size_t>(symbol - kEndOfBlock - 1);
    if (symbol < 0 || which >= kLengthBases.size()) {
      Fail(kLiteralCode);
      return false;
    }
    const Extra length = kLengthBases[which];
    const uint32_t count = length.base + Take(length.bits);
    const int far = Decode(s_.distances);
    if (far < 0 || static_cast<size_t>(far) >= kDistanceBases.size()) {
      Fail(kDistanceCode);
      return false;
    }
    const Extra& extra = kDistanceBases[static_cast<size_t>(far)];
    const uint32_t distance = extra.base + Take(extra.bits);
    if (IsTooFar(distance)) {
      Fail(kTooFarBack);
      return false;
    }
    Copy(distance, count);
    return true;
  }

  bool Check() {
    if (s_.wrapper == kNone) return Go(kDone);
    if (!Need(32)) return false;
    Checked();
    const uint32_t check = Take(32);
    const bool is_gzip = s_.gzip_flags != 0;
    if ((is_gzip ? check : __builtin_bswap32(check)) != s_.check) {
      return Fail(kDataCheck);
    }
    return Go(is_gzip ? kGzipLength : kDone);
  }
  bool GzipLength() {
    if (!Need(32)) return false;
    return Take(32) == s_.given ? Go(kDone) : Fail(kLengthCheck);
  }

  InflateState& s_;
  const uint8_t* in_;
  const uint8_t* const in_end_;
  uint8_t* const out_begin_;
  uint8_t* out_;
  uint8_t* const out_end_;
  const uint8_t* checked_;
};

}  // namespace

bool InflateBegin(int window_bits, InflateState* state) {
  std::memset(static_cast<void*>(state), 0, sizeof *state);
  if (window_bits < 0) {
    state->wrapper = kNone;
    window_bits = -window_bits;
    if (window_bits > 15) return false;
  } else {
    // Sixteen more is for gzip, and again as much for either.
    static constexpr uint8_t kWrappers[] = {kZlib, kGzip, kZlib | kGzip};
    if (window_bits >= 48) return false;
    state->wrapper = kWrappers[window_bits / 16];
    window_bits %= 16;
  }
  state->window_bits = static_cast<uint8_t>(window_bits);
  return window_bits == 0 || window_bits >= 8;
}

bool InflateSetDictionary(InflateState* state, std::string_view dictionary) {
  if (state->mode == kDictionaryWanted) {
    const auto* bytes = reinterpret_cast<const Bytef*>(dictionary.data());
    const auto size = static_cast<uInt>(dictionary.size());
    if (adler32(1, bytes, size) != state->check) return false;
    state->check = 1;
    state->mode = kBlock;
  }
  if (dictionary.size() > kInflateWindow) {
    dictionary.remove_prefix(dictionary.size() - kInflateWindow);
  }
  std::copy(dictionary.begin(), dictionary.end(), state->window);
  state->window_have = static_cast<uint32_t>(dictionary.size());
  state->window_at = state->window_have & kWindowMask;
  return true;
}

Inflated Inflate(InflateState* state, std::string_view data, char* out,
                 size_t room) {
  return Inflater(state, data, out, room).Run();
}

}  // namespace midge::vm::text
