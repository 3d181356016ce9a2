# Encodings that str and bytes do not know themselves: character maps, UTF-32 and
# the escapes of source text.

from _codec_errors import call_handler as _call_handler
from _prelude import warn_deprecated as _warn_deprecated


def _as_bytes(data, what):
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    if isinstance(data, str) or not isinstance(data, memoryview):
        raise TypeError("a bytes-like object is required, not "
                        f"'{type(data).__name__}'")
    return bytes(data)


def _as_text(text, what):
    if not isinstance(text, str):
        raise TypeError(f"{what}() argument 1 must be str, not "
                        f"{type(text).__name__}")
    return text


# Errors of an escape that is whole.
_CERTAIN = ("illegal Unicode character", "unknown Unicode character name",
            "\\Uxxxxxxxx out of range")


def _decode(data, errors, encoding, step, final=True, at=0):
    # step(data, at) is (text, size), or (None, size, reason).  If more is to
    # come, what fails up to the end of the data is left for then.
    errors = errors or "strict"
    size = len(data)
    parts = []
    while at < len(data):
        found = step(data, at)
        if found[0] is not None:
            parts.append(found[0])
            at += found[1]
            continue
        if not final and at + found[1] == len(data) \
                and found[2] not in _CERTAIN:
            return "".join(parts), at
        error = UnicodeDecodeError(encoding, data, at, at + found[1], found[2])
        if errors == "strict":
            raise error
        instead, at = _call_handler(errors, error)
        data = bytes(error.object)  # which the handler may have changed
        parts.append(instead)
    return "".join(parts), size


def _encode(text, errors, encoding, reason, step, one_by_one=False):
    # step(char) is bytes, or None for what cannot be encoded.
    errors = errors or "strict"
    parts = []
    at = 0
    while at < len(text):
        found = step(text[at])
        if found is not None:
            parts.append(found)
            at += 1
            continue
        end = at + 1
        while (not one_by_one and end < len(text)
               and step(text[end]) is None):
            end += 1
        error = UnicodeEncodeError(encoding, text, at, end, reason)
        if errors == "strict":
            raise error
        instead, at = _call_handler(errors, error)
        if isinstance(instead, str):
            if encoding.startswith("utf") and not instead.isascii():
                raise error
            for char in instead:
                made = step(char)
                if made is None:
                    raise error
                parts.append(made)
        else:
            if encoding.startswith("utf-32") and len(instead) % 4 != 0:
                raise error
            parts.append(instead)
    return b"".join(parts), len(text)


# --- Character maps -----------------------------------------------------------------


def charmap_build(map, /):
    """A mapping for charmap_encode() from what 256 bytes stand for."""
    _as_text(map, "charmap_build")
    return {ord(char): byte for byte, char in enumerate(map)
            if char != "\ufffe"}


def _mapped(key, found, limit):
    if found is None:
        return None
    if not isinstance(found, int):
        return found
    if not 0 <= found < limit:
        raise TypeError("character mapping must be in range(%s)"
                        % ("256" if limit == 256 else "0x%x" % limit))
    return found


def charmap_encode(string, errors=None, mapping=None, /):
    text = _as_text(string, "charmap_encode")
    if mapping is None:
        return text.encode("latin-1", errors or "strict"), len(text)

    def step(char):
        try:
            found = _mapped(char, mapping[ord(char)], 256)
        except LookupError:
            return None
        if found is None or isinstance(found, bytes):
            return found
        if isinstance(found, int):
            return bytes((found,))
        raise TypeError("character mapping must return integer, bytes or "
                        f"None, not {type(found).__name__}")

    return _encode(text, errors, "charmap", "character maps to <undefined>",
                   step)


def charmap_decode(data, errors=None, mapping=None, /):
    data = _as_bytes(data, "charmap_decode")
    if mapping is None:
        return data.decode("latin-1"), len(data)

    def step(data, at):
        try:
            found = _mapped(data[at], mapping[data[at]], 0x110000)
        except LookupError:
            found = None
        if isinstance(found, int):
            found = chr(found)
        if found is None or found == "\ufffe":
            return None, 1, "character maps to <undefined>"
        if not isinstance(found, str):
            raise TypeError("character mapping must return integer, None or "
                            "str")
        return found, 1

    return _decode(data, errors, "charmap", step)


# --- UTF-32 -------------------------------------------------------------------------


def _utf_32_encoder(order, name):
    def encode(string, errors=None, /):
        text = _as_text(string, name.replace("-", "_") + "_encode")

        def step(char):
            if 0xD800 <= ord(char) <= 0xDFFF:
                return None
            return ord(char).to_bytes(4, order)

        return _encode(text, errors, name, "surrogates not allowed", step,
                       one_by_one=True)
    return encode


utf_32_le_encode = _utf_32_encoder("little", "utf-32-le")
utf_32_be_encode = _utf_32_encoder("big", "utf-32-be")


def utf_32_encode(string, errors=None, byteorder=0, /):
    if byteorder > 0:
        return utf_32_be_encode(string, errors)
    if byteorder < 0:
        return utf_32_le_encode(string, errors)
    data, used = _utf_32_encoder("little", "utf-32")(string, errors)
    return b"\xff\xfe\0\0" + data, used


def _utf_32_decode(data, errors, final, order, name, at=0):
    whole = len(data) if final else len(data) & ~3

    def step(data, at):
        if at + 4 > len(data):
            return None, len(data) - at, "truncated data"
        code = int.from_bytes(data[at:at + 4], order)
        if 0xD800 <= code <= 0xDFFF:
            return None, 4, "code point in surrogate code point range(0xd800, 0xe000)"
        if code > 0x10FFFF:
            return None, 4, "code point not in range(0x110000)"
        return chr(code), 4

    return _decode(data[:whole], errors, name, step, at=at)


def utf_32_le_decode(data, errors=None, final=False, /):
    return _utf_32_decode(_as_bytes(data, "utf_32_le_decode"), errors, final,
                          "little", "utf-32-le")


def utf_32_be_decode(data, errors=None, final=False, /):
    return _utf_32_decode(_as_bytes(data, "utf_32_be_decode"), errors, final,
                          "big", "utf-32-be")


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    data = _as_bytes(data, "utf_32_ex_decode")
    mark = 0
    if byteorder == 0:
        if data[:4] == b"\xff\xfe\0\0":
            byteorder, mark = -1, 4
        elif data[:4] == b"\0\0\xfe\xff":
            byteorder, mark = 1, 4
    order, name = ("big", "utf-32-be") if byteorder == 1 \
        else ("little", "utf-32-le")
    text, used = _utf_32_decode(data, errors, final, order, name, mark)
    return text, used, byteorder


def utf_32_decode(data, errors=None, final=False, /):
    return utf_32_ex_decode(data, errors, 0, final)[:2]


# --- The escapes of source text -----------------------------------------------------

_SIMPLE = {"\n": "", "\\": "\\", "'": "'", '"': '"', "b": "\b", "f": "\f",
           "t": "\t", "n": "\n", "r": "\r", "v": "\v", "a": "\a"}
_HEX_SIZES = {"x": 2, "u": 4, "U": 8}
_HEX_DIGITS = "0123456789abcdefABCDEF"


def unicode_escape_encode(string, errors=None, /):
    parts = []
    for char in _as_text(string, "unicode_escape_encode"):
        if " " <= char <= "~":
            parts.append("\\\\" if char == "\\" else char)
        else:
            simple = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}.get(char)
            parts.append(simple or
                         char.encode("ascii", "backslashreplace").decode()
                         if ord(char) >= 0x80 or simple
                         else f"\\x{ord(char):02x}")
    return "".join(parts).encode("ascii"), len(string)


def raw_unicode_escape_encode(string, errors=None, /):
    parts = []
    for char in _as_text(string, "raw_unicode_escape_encode"):
        code = ord(char)
        if code < 0x100:
            parts.append(char)
        else:
            parts.append(f"\\u{code:04x}" if code < 0x10000
                         else f"\\U{code:08x}")
    return "".join(parts).encode("latin-1"), len(string)


def _hex_escape(data, at, kind):
    # The escape \xXX, \uXXXX or \UXXXXXXXX at `at`.
    size = _HEX_SIZES[kind]
    end = at + 2
    while end < at + 2 + size and end < len(data) \
            and chr(data[end]) in _HEX_DIGITS:
        end += 1
    if end < at + 2 + size:
        return None, end - at, f"truncated \\{kind}{'X' * size} escape"
    code = int(data[at + 2:end], 16)
    if code > 0x10FFFF:
        return None, end - at, "illegal Unicode character"
    return chr(code), end - at


def _named_escape(data, at):
    from unicodedata import lookup
    end = data.find(b"}", at)
    if data[at + 2:at + 3] != b"{" or end <= at + 3:
        stop = len(data) if end < 0 else end
        if data[at + 2:at + 3] != b"{":
            stop = at + 2
        return None, stop - at, "malformed \\N character escape"
    try:
        char = lookup(data[at + 3:end].decode("latin-1"))
    except KeyError:
        char = ""
    if len(char) != 1:
        return None, end + 1 - at, "unknown Unicode character name"
    return char, end + 1 - at


def _octal_escape(data, at):
    end = at + 1
    while end < at + 4 and end < len(data) and 0x30 <= data[end] <= 0x37:
        end += 1
    return int(data[at + 1:end], 8), end - at


def _unicode_escape_step(data, at):
    if data[at] != 0x5C:
        end = data.find(b"\\", at)
        end = len(data) if end < 0 else end
        return data[at:end].decode("latin-1"), end - at
    if at + 1 == len(data):
        return None, 1, "\\ at end of string"
    kind = chr(data[at + 1])
    if kind in _SIMPLE:
        return _SIMPLE[kind], 2
    if kind in _HEX_SIZES:
        return _hex_escape(data, at, kind)
    if kind == "N":
        return _named_escape(data, at)
    if "0" <= kind <= "7":
        code, size = _octal_escape(data, at)
        return chr(code), size
    return "\\" + kind, 2


# Told of the first escape that is none, once all is read.
def _warn_of_escapes(data, kinds):
    at = data.find(b"\\")
    while 0 <= at < len(data) - 1:
        kind = chr(data[at + 1])
        if "0" <= kind <= "7":
            code, size = _octal_escape(data, at)
            if code > 0o377:
                text = data[at:at + size].decode("latin-1")
                _warn_deprecated(f"invalid octal escape sequence '{text}'")
                return
        elif kind not in _SIMPLE and kind not in kinds:
            _warn_deprecated(f"invalid escape sequence '\\{kind}'")
            return
        at = data.find(b"\\", at + 2)


def _escape_source(data):
    return data.encode() if isinstance(data, str) else _as_bytes(data, "")


def unicode_escape_decode(data, errors=None, final=True, /):
    data = _escape_source(data)
    decoded = _decode(data, errors, "unicodeescape", _unicode_escape_step,
                      final)
    _warn_of_escapes(data, "xuUN")
    return decoded


def _raw_hex_escape(data, at):
    found = _hex_escape(data, at, chr(data[at + 1]))
    if found[0] is None and found[2][0] == "i":
        return None, found[1], "\\Uxxxxxxxx out of range"
    return found


def _raw_step(data, at):
    if data[at] == 0x5C and data[at + 1:at + 2] in (b"u", b"U"):
        begin = at
        while begin > 0 and data[begin - 1] == 0x5C:
            begin -= 1
        if (at - begin) % 2 == 0:
            return _raw_hex_escape(data, at)
    return chr(data[at]), 1


def _raw_step_before_more(data, at):
    # A backslash at the end may begin an escape, unless it ends a pair.
    if data[at] == 0x5C and at + 1 == len(data):
        pairs = len(data) - len(data.rstrip(b"\\"))
        return (None, 1, "") if pairs % 2 == 1 else ("\\", 1)
    return _raw_step(data, at)


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    return _decode(_escape_source(data), errors, "rawunicodeescape",
                   _raw_step if final else _raw_step_before_more, final)


def escape_encode(data, errors=None, /):
    if not isinstance(data, bytes):
        raise TypeError("escape_encode() argument 1 must be bytes, not "
                        f"{type(data).__name__}")
    parts = []
    for byte in data:
        char = chr(byte)
        if char in "\\'":
            parts.append("\\" + char)
        elif char in "\t\n\r":
            parts.append({"\t": "\\t", "\n": "\\n", "\r": "\\r"}[char])
        else:
            parts.append(char if " " <= char <= "~" else f"\\x{byte:02x}")
    return "".join(parts).encode(), len(data)


def escape_decode(data, errors=None, /):
    data = _escape_source(data)
    errors = errors or "strict"
    parts = []
    at = 0
    while at < len(data):
        if data[at] != 0x5C:
            end = data.find(b"\\", at)
            end = len(data) if end < 0 else end
            parts.append(data[at:end])
            at = end
            continue
        if at + 1 == len(data):
            raise ValueError("Trailing \\ in string")
        kind = chr(data[at + 1])
        if kind in _SIMPLE:
            parts.append(_SIMPLE[kind].encode())
            at += 2
        elif kind == "x":
            char, size, *_ = _hex_escape(data, at, "x")
            if char is None:
                if errors == "strict":
                    raise ValueError(f"invalid \\x escape at position {at}")
                parts.append(b"?" if errors == "replace" else b"")
            else:
                parts.append(char.encode("latin-1"))
            at += size
        elif "0" <= kind <= "7":
            code, size = _octal_escape(data, at)
            parts.append(bytes((code & 0xFF,)))
            at += size
        else:
            parts.append(data[at:at + 2])
            at += 2
    _warn_of_escapes(data, "x")
    return b"".join(parts), len(data)


def readbuffer_encode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else _as_bytes(data, "")
    return data, len(data)


# --- UTF-7 ------------------------------------------------------------------------

_BASE64 = (b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
_SIXES = {byte: i for i, byte in enumerate(_BASE64)}
_PLAIN = {char for char in map(chr, range(32, 127))} - set("+\\~") | set("\t\r\n")


def _as_base64(text):
    from binascii import b2a_base64
    data = text.encode("utf-16-be", "surrogatepass")
    return b2a_base64(data, newline=False).rstrip(b"=")


def utf_7_encode(string, errors=None, /):
    text = _as_text(string, "utf_7_encode")
    parts, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] in _PLAIN:
            end += 1
        parts.append(text[at:end].encode())
        at = end
        while end < len(text) and text[end] not in _PLAIN:
            end += 1
        if text[at:at + 1] == "+":
            parts.append(b"+-")
            end = at + 1
        elif at < end:
            parts.append(b"+" + _as_base64(text[at:end]))
            after = text[end:end + 1]
            if not after or after == "-" or ord(after) in _SIXES:
                parts.append(b"-")
        at = end
    return b"".join(parts), len(text)


class _SevenBits:
    # What is known while UTF-7 is decoded.

    def __init__(self, data, errors):
        self.data = data
        self.errors = errors or "strict"
        self.out = []
        self.at = self.start = 0  # of what may be wrong
        self.before = None  # in base64: how much was given before it
        self.bits = self.buffer = self.high = 0

    def fail(self, reason):
        error = UnicodeDecodeError("utf7", self.data, self.start, self.at,
                                   reason)
        if self.errors == "strict":
            raise error
        instead, self.at = _call_handler(self.errors, error)
        self.data = bytes(error.object)  # which the handler may have changed
        self.out.append(instead)

    def take(self, six):
        self.buffer = self.buffer << 6 | six
        self.bits += 6
        self.at += 1
        if self.bits < 16:
            return
        self.bits -= 16
        unit = self.buffer >> self.bits
        self.buffer &= (1 << self.bits) - 1
        high, self.high = self.high, 0
        if high and 0xDC00 <= unit < 0xE000:
            self.out.append(chr(0x10000 + (high - 0xD800 << 10)
                                + unit - 0xDC00))
            return
        if high:
            self.out.append(chr(high))
        if 0xD800 <= unit < 0xDC00:
            self.high = unit
        else:
            self.out.append(chr(unit))

    def leave(self, byte):
        self.before = None
        if self.bits >= 6 or self.buffer:
            self.at += 1
            self.fail("partial character in shift sequence" if self.bits >= 6
                      else "non-zero padding bits in shift sequence")
            return
        if self.high and byte < 128:
            self.out.append(chr(self.high))
        if byte == 0x2D:
            self.at += 1

    def enter(self):
        self.start = self.at
        self.at += 1
        after = self.data[self.at:self.at + 1]
        if after == b"-":
            self.at += 1
            self.out.append("+")
        elif after and after[0] not in _SIXES:
            self.at += 1
            self.fail("ill-formed sequence")
        else:
            self.before = len(self.out)
            self.bits = self.buffer = self.high = 0

    def run(self):
        while self.at < len(self.data):
            byte = self.data[self.at]
            if self.before is not None:
                if byte in _SIXES:
                    self.take(_SIXES[byte])
                else:
                    self.leave(byte)
            elif byte == 0x2B:
                self.enter()
            elif byte < 128:
                self.out.append(chr(byte))
                self.at += 1
            else:
                self.start = self.at
                self.at += 1
                self.fail("unexpected special character")


def utf_7_decode(data, errors=None, final=False, /):
    decoder = _SevenBits(_as_bytes(data, "utf_7_decode"), errors)
    size = len(decoder.data)
    decoder.run()
    if decoder.before is not None and not final:
        return "".join(decoder.out[:decoder.before]), decoder.start
    while decoder.before is not None:
        decoder.before = None
        if decoder.high or decoder.bits >= 6 or decoder.buffer:
            decoder.fail("unterminated shift sequence")
            decoder.run()
    return "".join(decoder.out), size
