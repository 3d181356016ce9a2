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

std::string Repr(TextView text, bool ascii) {
  char quote = Quote(text);
  std::string out(1, quote);
  for (int64_t i = 0; i < text.size(); ++i) {
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
  for (char byte : bytes) {
    auto c = static_cast<uint8_t>(byte);
    if (AppendShortEscape(c, quote, &out)) continue;
    if (c >= ' ' && c < 0x7f) {
      out += byte;
    } else {
      AppendHex(c, &out);
    }
  }
  return out + quote;
}

}  // namespace midge::vm::text
