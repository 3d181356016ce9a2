#include "vm/text/repr_text.h"

#include <cstdio>

#include "vm/text/codec.h"
#include "vm/text/unicode.h"

namespace midge::vm::text {
namespace {

// Single quotes, unless the text has some and no double ones.
char Quote(TextView text) {
  bool single = false;
  for (int64_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') return '\'';
    single = single || text[i] == '\'';
  }
  return single ? '"' : '\'';
}

void AppendHex(uint32_t c, std::string* out) {
  char buffer[16];
  const char* format = c < 0x100     ? "\\x%02x"
                       : c < 0x10000 ? "\\u%04x"
                                     : "\\U%08x";
  snprintf(buffer, sizeof(buffer), format, static_cast<unsigned>(c));
  *out += buffer;
}

// Quotes, backslashes and control characters, the same for text and bytes.
// False when `c` has no escape of its own.
bool AppendShortEscape(uint32_t c, char quote, std::string* out) {
  switch (c) {
    case '\n':
      *out += "\\n";
      return true;
    case '\r':
      *out += "\\r";
      return true;
    case '\t':
      *out += "\\t";
      return true;
    default:
      if (c != static_cast<uint32_t>(quote) && c != '\\') return false;
      *out += '\\';
      *out += static_cast<char>(c);
      return true;
  }
}

// How many bytes at the begin of `bytes` show as they are.
size_t PlainSize(std::string_view bytes, char quote) {
  size_t size = 0;
  while (size < bytes.size() && bytes[size] >= ' ' && bytes[size] < 0x7f &&
         bytes[size] != quote && bytes[size] != '\\') {
    ++size;
  }
  return size;
}

std::string Repr(TextView text, bool ascii) {
  char quote = Quote(text);
  std::string out(1, quote);
  std::string_view narrow;
  if (text.width() == 1) {
    narrow = {static_cast<const char*>(text.data()),
              static_cast<size_t>(text.size())};
  }
  for (int64_t i = 0; i < text.size(); ++i) {
    if (!narrow.empty()) {
      const std::string_view rest = narrow.substr(static_cast<size_t>(i));
      const size_t plain = PlainSize(rest, quote);
      out += rest.substr(0, plain);
      i += static_cast<int64_t>(plain);
      if (i == text.size()) break;
    }
    uint32_t c = text[i];
    if (AppendShortEscape(c, quote, &out)) continue;
    if (c < 0x80 ? c >= ' ' && c < 0x7f : !ascii && IsPrintable(c)) {
      AppendUtf8(c, &out);
    } else {
      AppendHex(c, &out);
    }
  }
  return out + quote;
}

}  // namespace

std::string ReprText(TextView text) { return Repr(text, false); }

std::string AsciiText(TextView text) { return Repr(text, true); }

std::string EscapeNonAscii(TextView text) {
  std::string out;
  for (int64_t i = 0; i < text.size(); ++i) {
    if (text[i] < 0x80) {
      out += static_cast<char>(text[i]);
    } else {
      AppendHex(text[i], &out);
    }
  }
  return out;
}

std::string ReprBytes(std::string_view bytes) {
  char quote = Quote(TextView(bytes));
  std::string out = "b";
  out += quote;
  while (!bytes.empty()) {
    const size_t plain = PlainSize(bytes, quote);
    out += bytes.substr(0, plain);
    bytes.remove_prefix(plain);
    if (bytes.empty()) break;
    auto c = static_cast<uint8_t>(bytes[0]);
    bytes.remove_prefix(1);
    if (!AppendShortEscape(c, quote, &out)) AppendHex(c, &out);
  }
  return out + quote;
}

}  // namespace midge::vm::text
