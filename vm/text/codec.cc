#include "vm/text/codec.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace midge::vm::text {
namespace {

constexpr char kInvalidStart[] = "invalid start byte";
constexpr char kInvalidContinuation[] = "invalid continuation byte";
constexpr char kUnexpectedEnd[] = "unexpected end of data";

bool IsSurrogate(uint32_t c) { return c >= 0xd800 && c < 0xe000; }

std::string Normal(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c == ' ' || c == '_') c = '-';
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return out;
}

// One character, or the error that stands in its place.
struct DecodeStep {
  uint32_t code_point = 0;
  int size = 1;  // bytes of the character or of the error
  const char* reason = nullptr;
};

// The allowed range of the second byte keeps out long forms, surrogates and
// what lies above U+10FFFF.
bool IsSecond(uint8_t lead, uint8_t second) {
  switch (lead) {
    case 0xe0:
      return second >= 0xa0 && second <= 0xbf;
    case 0xed:
      return second >= 0x80 && second <= 0x9f;
    case 0xf0:
      return second >= 0x90 && second <= 0xbf;
    case 0xf4:
      return second >= 0x80 && second <= 0x8f;
    default:
      return second >= 0x80 && second <= 0xbf;
  }
}

// REQUIRES: begin < bytes.size().
DecodeStep DecodeOne(std::string_view bytes, size_t begin) {
  auto at = [&](size_t i) { return static_cast<uint8_t>(bytes[begin + i]); };
  uint8_t lead = at(0);
  if (lead < 0x80) return {lead, 1, nullptr};
  if (lead < 0xc2 || lead > 0xf4) return {0, 1, kInvalidStart};
  int size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  uint32_t code_point = lead & (0xff >> (size + 1));
  for (int i = 1; i < size; ++i) {
    if (begin + static_cast<size_t>(i) == bytes.size()) {
      return {0, i, kUnexpectedEnd};
    }
    uint8_t next = at(static_cast<size_t>(i));
    bool allowed = i == 1 ? IsSecond(lead, next) : (next & 0xc0) == 0x80;
    if (!allowed) return {0, i, kInvalidContinuation};
    code_point = code_point << 6 | (next & 0x3f);
  }
  return {code_point, size, nullptr};
}

// The surrogate that three bytes at `begin` would be, or 0.
uint32_t EncodedSurrogate(std::string_view bytes, size_t begin) {
  if (bytes.size() - begin < 3) return 0;
  auto at = [&](size_t i) { return static_cast<uint8_t>(bytes[begin + i]); };
  bool surrogate =
      at(0) == 0xed && at(1) >= 0xa0 && at(1) <= 0xbf && (at(2) & 0xc0) == 0x80;
  if (!surrogate) return 0;
  return 0xd000u | static_cast<uint32_t>(at(1) & 0x3f) << 6 | (at(2) & 0x3f);
}

void AppendFormatted(std::u32string* out, const char* format, unsigned value) {
  char buffer[16];
  snprintf(buffer, sizeof(buffer), format, value);
  for (const char* p = buffer; *p != '\0'; ++p) {
    *out += static_cast<unsigned char>(*p);
  }
}

// Writes what stands for the undecodable bytes; false when the handler has
// nothing for them.
bool ReplaceBytes(std::string_view bad, ErrorHandler handler,
                  std::u32string* out) {
  switch (handler) {
    case ErrorHandler::kIgnore:
      return true;
    case ErrorHandler::kReplace:
      *out += U'\ufffd';
      return true;
    case ErrorHandler::kSurrogateEscape:
      for (char c : bad) {
        *out += static_cast<char32_t>(0xdc00 + static_cast<uint8_t>(c));
      }
      return true;
    case ErrorHandler::kBackslashReplace:
      for (char c : bad) {
        AppendFormatted(out, "\\x%02x", static_cast<uint8_t>(c));
      }
      return true;
    default:
      return false;
  }
}

bool DecodeUtf8(std::string_view bytes, ErrorHandler handler,
                std::u32string* text, CodecError* error) {
  for (size_t i = 0; i < bytes.size();) {
    DecodeStep step = DecodeOne(bytes, i);
    auto size = static_cast<size_t>(step.size);
    if (step.reason == nullptr) {
      *text += static_cast<char32_t>(step.code_point);
      i += size;
      continue;
    }
    uint32_t surrogate = handler == ErrorHandler::kSurrogatePass
                             ? EncodedSurrogate(bytes, i)
                             : 0;
    if (surrogate != 0) {
      *text += static_cast<char32_t>(surrogate);
      i += 3;
      continue;
    }
    if (!ReplaceBytes(bytes.substr(i, size), handler, text)) {
      *error = {static_cast<int64_t>(i), static_cast<int64_t>(i + size),
                step.reason, Encoding::kUtf8};
      return false;
    }
    i += size;
  }
  return true;
}

// ASCII, or Latin-1 when no byte is out of range.
bool DecodeBytes(std::string_view bytes, int limit, ErrorHandler handler,
                 std::u32string* text, CodecError* error) {
  for (size_t i = 0; i < bytes.size(); ++i) {
    auto byte = static_cast<uint8_t>(bytes[i]);
    if (byte < limit) {
      *text += static_cast<char32_t>(byte);
    } else if (!ReplaceBytes(bytes.substr(i, 1), handler, text)) {
      *error = {static_cast<int64_t>(i), static_cast<int64_t>(i + 1),
                "ordinal not in range(128)", Encoding::kAscii};
      return false;
    }
  }
  return true;
}

// --- UTF-16
// -------------------------------------------------------------------
uint32_t ReadUnit(std::string_view bytes, size_t i, bool big) {
  auto first = static_cast<uint8_t>(bytes[i]);
  auto second = static_cast<uint8_t>(bytes[i + 1]);
  return big ? first << 8 | second : second << 8 | first;
}

void AppendUnit(uint32_t unit, bool big, std::string* out) {
  auto low = static_cast<char>(unit & 0xff);
  auto high = static_cast<char>(unit >> 8);
  *out += big ? high : low;
  *out += big ? low : high;
}

void AppendUtf16(uint32_t c, bool big, std::string* out) {
  if (c < 0x10000) return AppendUnit(c, big, out);
  c -= 0x10000;
  AppendUnit(0xd800 + (c >> 10), big, out);
  AppendUnit(0xdc00 + (c & 0x3ff), big, out);
}

// REQUIRES: begin < bytes.size().
DecodeStep DecodeUnits(std::string_view bytes, size_t begin, bool big) {
  size_t left = bytes.size() - begin;
  if (left < 2) return {0, 1, "truncated data"};
  uint32_t unit = ReadUnit(bytes, begin, big);
  if (!IsSurrogate(unit)) return {unit, 2, nullptr};
  if (unit >= 0xdc00) return {0, 2, "illegal encoding"};
  if (left < 4) return {0, static_cast<int>(left), kUnexpectedEnd};
  uint32_t next = ReadUnit(bytes, begin + 2, big);
  if (next < 0xdc00 || next > 0xdfff) {
    return {0, 2, "illegal UTF-16 surrogate"};
  }
  return {0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff), 4, nullptr};
}

// Takes a byte order mark off `bytes`; without one UTF-16 is little-endian.
Encoding TakeByteOrder(std::string_view* bytes) {
  bool big = bytes->substr(0, 2) == "\xfe\xff";
  if (big || bytes->substr(0, 2) == "\xff\xfe") bytes->remove_prefix(2);
  return big ? Encoding::kUtf16Be : Encoding::kUtf16Le;
}

bool DecodeUtf16(std::string_view bytes, Encoding encoding,
                 ErrorHandler handler, std::u32string* text,
                 CodecError* error) {
  size_t size = bytes.size();
  if (encoding == Encoding::kUtf16) encoding = TakeByteOrder(&bytes);
  auto mark = static_cast<int64_t>(size - bytes.size());
  bool big = encoding == Encoding::kUtf16Be;
  for (size_t i = 0; i < bytes.size();) {
    DecodeStep step = DecodeUnits(bytes, i, big);
    auto length = static_cast<size_t>(step.size);
    bool pass = handler == ErrorHandler::kSurrogatePass && length >= 2;
    if (step.reason == nullptr) {
      *text += static_cast<char32_t>(step.code_point);
    } else if (pass) {
      *text += static_cast<char32_t>(ReadUnit(bytes, i, big));
      length = 2;
    } else if (handler == ErrorHandler::kSurrogateEscape ||
               !ReplaceBytes(bytes.substr(i, length), handler, text)) {
      auto start = mark + static_cast<int64_t>(i);
      *error = {start, start + step.size, step.reason, encoding};
      return false;
    }
    i += length;
  }
  return true;
}

void AppendEscape(uint32_t c, std::string* out) {
  char buffer[16];
  const char* format = c < 0x100     ? "\\x%02x"
                       : c < 0x10000 ? "\\u%04x"
                                     : "\\U%08x";
  snprintf(buffer, sizeof(buffer), format, static_cast<unsigned>(c));
  *out += buffer;
}

// Writes what stands for one character; false when there is nothing.
bool ReplaceChar(uint32_t c, Encoding encoding, ErrorHandler handler,
                 std::string* out) {
  switch (handler) {
    case ErrorHandler::kIgnore:
      return true;
    case ErrorHandler::kReplace:
      *out += '?';
      return true;
    case ErrorHandler::kBackslashReplace:
      AppendEscape(c, out);
      return true;
    case ErrorHandler::kXmlCharRefReplace:
      *out += "&#" + std::to_string(c) + ";";
      return true;
    case ErrorHandler::kSurrogateEscape:
      if (c < 0xdc80 || c > 0xdcff) return false;
      *out += static_cast<char>(c & 0xff);
      return true;
    case ErrorHandler::kSurrogatePass:
      if (encoding != Encoding::kUtf8) return false;
      AppendUtf8(c, out);
      return true;
    default:
      return false;
  }
}

bool IsUnicode(Encoding encoding) {
  return encoding != Encoding::kAscii && encoding != Encoding::kLatin1;
}

bool Encodable(uint32_t c, Encoding encoding) {
  if (IsUnicode(encoding)) return !IsSurrogate(c);
  return c < (encoding == Encoding::kAscii ? 0x80u : 0x100u);
}

const char* EncodeReason(Encoding encoding) {
  if (IsUnicode(encoding)) return "surrogates not allowed";
  return encoding == Encoding::kLatin1 ? "ordinal not in range(256)"
                                       : "ordinal not in range(128)";
}

void AppendEncoded(uint32_t c, Encoding encoding, std::string* out) {
  switch (encoding) {
    case Encoding::kUtf8:
      return AppendUtf8(c, out);
    case Encoding::kUtf16:
    case Encoding::kUtf16Le:
      return AppendUtf16(c, false, out);
    case Encoding::kUtf16Be:
      return AppendUtf16(c, true, out);
    default:
      *out += static_cast<char>(c);
  }
}

// What stands for a character that cannot be encoded: plain text, except that
// surrogates are passed or escaped as they are.
bool AppendReplacement(uint32_t c, Encoding encoding, ErrorHandler handler,
                       std::string* out) {
  if (encoding == Encoding::kUtf8 || !IsUnicode(encoding)) {
    return ReplaceChar(c, encoding, handler, out);
  }
  if (handler == ErrorHandler::kSurrogateEscape) return false;
  if (handler == ErrorHandler::kSurrogatePass) {
    AppendEncoded(c, encoding, out);
    return true;
  }
  std::string ascii;
  if (!ReplaceChar(c, encoding, handler, &ascii)) return false;
  for (char each : ascii) {
    AppendEncoded(static_cast<uint8_t>(each), encoding, out);
  }
  return true;
}

}  // namespace

bool ParseEncoding(std::string_view name, Encoding* encoding) {
  std::string normal = Normal(name);
  auto is_one_of = [&normal](std::initializer_list<const char*> names) {
    return std::find(names.begin(), names.end(), normal) != names.end();
  };
  if (is_one_of({"utf-8", "utf8", "u8", "utf", "cp65001"})) {
    *encoding = Encoding::kUtf8;
  } else if (is_one_of({"latin-1", "latin1", "iso-8859-1", "iso8859-1", "8859",
                        "cp819", "latin", "l1"})) {
    *encoding = Encoding::kLatin1;
  } else if (is_one_of({"utf-16", "utf16", "u16"})) {
    *encoding = Encoding::kUtf16;
  } else if (is_one_of({"utf-16-le", "utf-16le"})) {
    *encoding = Encoding::kUtf16Le;
  } else if (is_one_of({"utf-16-be", "utf-16be"})) {
    *encoding = Encoding::kUtf16Be;
  } else if (is_one_of({"ascii", "us-ascii", "646"})) {
    *encoding = Encoding::kAscii;
  } else {
    return false;
  }
  return true;
}

bool ParseErrorHandler(std::string_view name, ErrorHandler* handler) {
  constexpr std::pair<std::string_view, ErrorHandler> kHandlers[] = {
      {"strict", ErrorHandler::kStrict},
      {"replace", ErrorHandler::kReplace},
      {"ignore", ErrorHandler::kIgnore},
      {"surrogateescape", ErrorHandler::kSurrogateEscape},
      {"surrogatepass", ErrorHandler::kSurrogatePass},
      {"backslashreplace", ErrorHandler::kBackslashReplace},
      {"xmlcharrefreplace", ErrorHandler::kXmlCharRefReplace},
  };
  for (const auto& [known, value] : kHandlers) {
    if (name != known) continue;
    *handler = value;
    return true;
  }
  return false;
}

const char* EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "utf-8";
    case Encoding::kUtf16:
      return "utf-16";
    case Encoding::kUtf16Le:
      return "utf-16-le";
    case Encoding::kUtf16Be:
      return "utf-16-be";
    case Encoding::kLatin1:
      return "latin-1";
    default:
      return "ascii";
  }
}

bool IsAsciiSuperset(Encoding encoding) {
  return encoding == Encoding::kUtf8 || !IsUnicode(encoding);
}

Utf8Scan ScanUtf8(std::string_view bytes) {
  Utf8Scan scan;
  if (IsAscii(TextView(bytes))) {
    scan.size = static_cast<int64_t>(bytes.size());
    scan.max_code_point = bytes.empty() ? 0 : 0x7f;
    return scan;
  }
  for (size_t i = 0; i < bytes.size(); ++scan.size) {
    DecodeStep step = DecodeOne(bytes, i);
    if (step.reason != nullptr) {
      scan.valid = false;
      return scan;
    }
    scan.max_code_point = std::max(scan.max_code_point, step.code_point);
    i += static_cast<size_t>(step.size);
  }
  return scan;
}

void DecodeValidUtf8(std::string_view bytes, int width, void* out) {
  auto decode = [bytes](auto* p) {
    using Char = std::remove_pointer_t<decltype(p)>;
    for (size_t i = 0; i < bytes.size();) {
      DecodeStep step = DecodeOne(bytes, i);
      *p++ = static_cast<Char>(step.code_point);
      i += static_cast<size_t>(step.size);
    }
  };
  if (width == 1) {
    decode(static_cast<uint8_t*>(out));
  } else if (width == 2) {
    decode(static_cast<uint16_t*>(out));
  } else {
    decode(static_cast<uint32_t*>(out));
  }
}

bool Decode(std::string_view bytes, Encoding encoding, ErrorHandler handler,
            std::u32string* text, CodecError* error) {
  text->clear();
  text->reserve(bytes.size());
  if (encoding == Encoding::kUtf8) {
    return DecodeUtf8(bytes, handler, text, error);
  }
  if (IsUnicode(encoding)) {
    return DecodeUtf16(bytes, encoding, handler, text, error);
  }
  int limit = encoding == Encoding::kAscii ? 0x80 : 0x100;
  return DecodeBytes(bytes, limit, handler, text, error);
}

// Like CPython, an error covers the whole run of characters that cannot be
// encoded, from the first that the handler cannot treat; in UTF-16 just that.
bool Encode(TextView text, Encoding encoding, ErrorHandler handler,
            std::string* bytes, CodecError* error) {
  if (text.width() == 1 && IsAsciiSuperset(encoding) &&
      (encoding == Encoding::kLatin1 || IsAscii(text))) {
    bytes->assign(text.bytes());
    return true;
  }
  bytes->clear();
  bytes->reserve(static_cast<size_t>(text.size()));
  if (encoding == Encoding::kUtf16) AppendUtf16(0xfeff, false, bytes);
  for (int64_t i = 0; i < text.size(); ++i) {
    uint32_t c = text[i];
    if (Encodable(c, encoding)) {
      AppendEncoded(c, encoding, bytes);
    } else if (!AppendReplacement(c, encoding, handler, bytes)) {
      int64_t end = i + 1;
      bool run = IsAsciiSuperset(encoding);
      while (run && end < text.size() && !Encodable(text[end], encoding)) {
        ++end;
      }
      *error = {i, end, EncodeReason(encoding), encoding};
      return false;
    }
  }
  return true;
}

void AppendUtf8(uint32_t c, std::string* out) {
  if (c < 0x80) {
    *out += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    *out += static_cast<char>(0xc0 | c >> 6);
  } else {
    if (c < 0x10000) {
      *out += static_cast<char>(0xe0 | c >> 12);
    } else {
      *out += static_cast<char>(0xf0 | c >> 18);
      *out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    }
    *out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
  }
  *out += static_cast<char>(0x80 | (c & 0x3f));
}

std::string ToUtf8(TextView text) {
  if (IsAscii(text)) return std::string(text.bytes());
  std::string out;
  for (int64_t i = 0; i < text.size(); ++i) AppendUtf8(text[i], &out);
  return out;
}

namespace {

// Where the next surrogate's three bytes begin, or npos.
size_t FindSurrogate(std::string_view utf8, size_t from) {
  for (;;) {
    from = utf8.find('\xED', from);
    if (from >= utf8.size() || utf8.size() - from < 3) return utf8.npos;
    if (static_cast<uint8_t>(utf8[from + 1]) >= 0xA0) return from;
    ++from;
  }
}

}  // namespace

bool HasSurrogates(std::string_view utf8) {
  return FindSurrogate(utf8, 0) != utf8.npos;
}

std::string EscapeSurrogates(std::string_view utf8) {
  std::string out;
  size_t from = 0;
  for (size_t at; (at = FindSurrogate(utf8, from)) != utf8.npos;) {
    out.append(utf8, from, at - from);
    const uint32_t c = 0xD000 |
                       (static_cast<uint8_t>(utf8[at + 1]) & 0x3F) << 6 |
                       (static_cast<uint8_t>(utf8[at + 2]) & 0x3F);
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
      out += "0123456789abcdef"[c >> shift & 15];
    }
    from = at + 3;
  }
  out.append(utf8, from);
  return out;
}

}  // namespace midge::vm::text
