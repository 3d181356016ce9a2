#include "vm/syntax/source.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "vm/syntax/limits.h"

namespace midge::vm::syntax {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool IsEncodingChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// The name in a comment such as `# -*- coding: latin-1 -*-`, or "".
std::string_view EncodingIn(std::string_view line) {
  size_t start = line.find_first_not_of(" \t\f");
  if (start == line.npos || line[start] != '#') return "";
  for (size_t at = start;
       (at = line.find("coding", at)) != std::string_view::npos; ++at) {
    size_t name = at + 6;
    if (name >= line.size() || (line[name] != ':' && line[name] != '=')) {
      continue;
    }
    ++name;
    while (name < line.size() && (line[name] == ' ' || line[name] == '\t')) {
      ++name;
    }
    size_t end = name;
    while (end < line.size() && IsEncodingChar(line[end])) ++end;
    if (end > name) return line.substr(name, end - name);
  }
  return "";
}

bool IsBlankOrComment(std::string_view line) {
  size_t start = line.find_first_not_of(" \t\f");
  return start == line.npos || line[start] == '#' || line[start] == '\r';
}

std::string_view DeclaredEncoding(std::string_view bytes) {
  size_t first_end = std::min(bytes.find('\n'), bytes.size());
  std::string_view first = bytes.substr(0, first_end);
  std::string_view name = EncodingIn(first);
  if (!name.empty() || !IsBlankOrComment(first) || first_end == bytes.size()) {
    return name;
  }
  std::string_view rest = bytes.substr(first_end + 1);
  return EncodingIn(rest.substr(0, rest.find('\n')));
}

enum class Encoding { kUtf8, kAscii, kLatin1, kLatin9, kCp1252, kUnknown };

struct EncodingName {
  std::string_view name;
  Encoding encoding;
};

constexpr EncodingName kEncodingNames[] = {
    {"utf-8", Encoding::kUtf8},
    {"utf8", Encoding::kUtf8},
    {"u8", Encoding::kUtf8},
    {"utf", Encoding::kUtf8},
    {"ascii", Encoding::kAscii},
    {"us-ascii", Encoding::kAscii},
    {"646", Encoding::kAscii},
    {"latin-1", Encoding::kLatin1},
    {"latin1", Encoding::kLatin1},
    {"latin", Encoding::kLatin1},
    {"l1", Encoding::kLatin1},
    {"iso-8859-1", Encoding::kLatin1},
    {"iso8859-1", Encoding::kLatin1},
    {"iso-latin-1", Encoding::kLatin1},
    {"8859", Encoding::kLatin1},
    {"cp819", Encoding::kLatin1},
    {"iso-8859-15", Encoding::kLatin9},
    {"iso8859-15", Encoding::kLatin9},
    {"latin-9", Encoding::kLatin9},
    {"latin9", Encoding::kLatin9},
    {"l9", Encoding::kLatin9},
    {"cp1252", Encoding::kCp1252},
    {"windows-1252", Encoding::kCp1252},
    {"1252", Encoding::kCp1252},
};

Encoding EncodingNamed(std::string_view name) {
  if (name.empty()) return Encoding::kUtf8;
  std::string plain;
  for (char c : name) {
    if (c == '_') c = '-';
    plain.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  for (const EncodingName& known : kEncodingNames) {
    if (plain == known.name) return known.encoding;
  }
  // What Emacs adds, as in utf-8-unix.
  if (plain.starts_with("utf-8-")) return Encoding::kUtf8;
  for (const char* latin : {"latin-1-", "iso-8859-1-", "iso-latin-1-"}) {
    if (plain.starts_with(latin)) return Encoding::kLatin1;
  }
  return Encoding::kUnknown;
}

// Where the two differ from Latin-1: ISO 8859-15 in eight characters, code page
// 1252 from 0x80 to 0x9F; 0 is no character.
struct Replaced {
  uint8_t byte;
  uint16_t character;
};
constexpr Replaced kLatin9[] = {
    {0xA4, 0x20AC}, {0xA6, 0x160}, {0xA8, 0x161}, {0xB4, 0x17D},
    {0xB8, 0x17E},  {0xBC, 0x152}, {0xBD, 0x153}, {0xBE, 0x178},
};
constexpr uint16_t kCp1252[] = {
    0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17D,  0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178,
};

// The character that `byte` is, or 0. REQUIRES: an encoding of single bytes.
uint32_t CharacterOf(Encoding encoding, uint8_t byte) {
  if (encoding == Encoding::kAscii && byte >= 0x80) return 0;
  if (encoding == Encoding::kCp1252 && byte >= 0x80 && byte < 0xA0) {
    return kCp1252[byte - 0x80];
  }
  if (encoding == Encoding::kLatin9) {
    for (const Replaced& each : kLatin9) {
      if (each.byte == byte) return each.character;
    }
  }
  return byte;
}

// False if a byte stands for nothing. NUL is refused later.
bool DecodeBytes(Encoding encoding, std::string_view bytes, std::string* out) {
  for (char c : bytes) {
    const uint32_t character = CharacterOf(encoding, static_cast<uint8_t>(c));
    if (character == 0 && c != 0) return false;
    AppendUtf8(character, out);
  }
  return true;
}

// Where `text` stops being UTF-8, or npos.
size_t FindInvalidUtf8(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    if (static_cast<uint8_t>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t c;
    auto* data = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    utf8proc_ssize_t step = utf8proc_iterate(
        data + at, static_cast<utf8proc_ssize_t>(text.size() - at), &c);
    if (step <= 0) return at;
    at += static_cast<size_t>(step);
  }
  return std::string_view::npos;
}

// "\r\n" and "\r" become "\n"; the last line gets one.
std::string UnifyNewlines(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 1);
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out.push_back(text[i]);
      continue;
    }
    out.push_back('\n');
    if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
  }
  if (out.empty() || out.back() != '\n') out.push_back('\n');
  return out;
}

std::string HexByte(char c) {
  constexpr char kDigits[] = "0123456789abcdef";
  auto byte = static_cast<uint8_t>(c);
  return {kDigits[byte >> 4], kDigits[byte & 15]};
}

}  // namespace

bool Source::Decode(std::string_view bytes, std::string_view filename,
                    bool is_text, SyntaxDiagnostic* error) {
  error->line = 1;
  if (bytes.size() > kMaxSourceBytes) {
    error->message = "source code is too large";
    return false;
  }
  const bool marked = !is_text && bytes.starts_with(kByteOrderMark);
  if (marked) bytes.remove_prefix(kByteOrderMark.size());
  std::string_view name = is_text ? "" : DeclaredEncoding(bytes);
  names_encoding_ = is_text || marked || !name.empty();
  const Encoding encoding = EncodingNamed(name);
  std::string decoded;
  const bool known = encoding != Encoding::kUnknown &&
                     (!marked || encoding == Encoding::kUtf8);
  if (encoding == Encoding::kUtf8) {
    decoded = bytes;
  } else if (!known || !DecodeBytes(encoding, bytes, &decoded)) {
    error->line = 0;
    if (encoding == Encoding::kLatin1) name = "iso-8859-1";
    error->message =
        "encoding problem: " + std::string(name) + (marked ? " with BOM" : "");
    return false;
  }
  const size_t bad = FindInvalidUtf8(decoded);
  if (bad != std::string_view::npos) {
    const auto line =
        1 + std::count(decoded.begin(),
                       decoded.begin() + static_cast<ptrdiff_t>(bad), '\n');
    error->line = 0;
    error->message = "Non-UTF-8 code starting with '\\x" +
                     HexByte(decoded[bad]) + "' in file " +
                     std::string(filename) + " on line " + std::to_string(line);
    if (!names_encoding_) {
      error->message +=
          ", but no encoding declared; see "
          "https://peps.python.org/pep-0263/ for details";
    }
    return false;
  }
  text_ = UnifyNewlines(decoded);
  if (text_.find('\0') != std::string::npos) {
    error->message = "source code cannot contain null bytes";
    return false;
  }
  return true;
}

std::string_view Source::Line(int number) const {
  std::string_view rest = text_;
  for (int i = 1; i < number; ++i) {
    size_t end = rest.find('\n');
    if (end == rest.npos) return "";
    rest.remove_prefix(end + 1);
  }
  return number < 1 ? "" : rest.substr(0, rest.find('\n') + 1);
}

int CountCharacters(std::string_view line, int bytes) {
  int count = 0;
  int size = std::min(bytes, static_cast<int>(line.size()));
  for (int i = 0; i < size; ++i) {
    if ((static_cast<uint8_t>(line[i]) & 0xc0) != 0x80) ++count;
  }
  return count + std::max(0, std::min(bytes - size, 1));
}

std::string NormalizedName(std::string_view name) {
  utf8proc_uint8_t* normal = nullptr;
  utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                   static_cast<utf8proc_ssize_t>(name.size()), &normal,
                   static_cast<utf8proc_option_t>(
                       UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  if (size < 0) return std::string(name);
  std::string result(reinterpret_cast<char*>(normal),
                     static_cast<size_t>(size));
  std::free(normal);
  return result;
}

uint32_t NextCodePoint(std::string_view text, size_t* at) {
  utf8proc_int32_t c;
  auto* data = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  *at += static_cast<size_t>(utf8proc_iterate(
      data + *at, static_cast<utf8proc_ssize_t>(text.size() - *at), &c));
  return static_cast<uint32_t>(c);
}

void AppendUtf8(uint32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
    return;
  }
  int tail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr int kLead[] = {0, 0xc0, 0xe0, 0xf0};
  out->push_back(static_cast<char>(kLead[tail] | (c >> (6 * tail))));
  for (int i = tail - 1; i >= 0; --i) {
    out->push_back(static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3f)));
  }
}

}  // namespace midge::vm::syntax
