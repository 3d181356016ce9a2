# What CPython has in C under module codecs: the registry, what is done about
# errors, and the encodings that str and bytes know themselves. The others are in
# _codecs_more.py.

import sys as _sys
from _codec_errors import (call_handler as _call_handler, lookup_error,
                           register_error)
from _codecs_more import (
    charmap_build, charmap_decode, charmap_encode, escape_decode,
    escape_encode, raw_unicode_escape_decode, raw_unicode_escape_encode,
    readbuffer_encode, unicode_escape_decode, unicode_escape_encode,
    utf_32_be_decode, utf_32_be_encode, utf_32_decode, utf_32_encode,
    utf_32_ex_decode, utf_32_le_decode, utf_32_le_encode, utf_7_decode,
    utf_7_encode)

_searches = []
_found = {}


def register(search_function, /):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


def unregister(search_function, /):
    if search_function in _searches:
        _searches.remove(search_function)
        _found.clear()


def _import_encodings():
    # The first look-up brings the package; those of its modules that need no
    # tables come along with the program.
    import encodings
    import encodings.ascii
    import encodings.latin_1
    import encodings.raw_unicode_escape
    import encodings.unicode_escape
    import encodings.utf_16
    import encodings.utf_16_be
    import encodings.utf_16_le
    import encodings.utf_32
    import encodings.utf_32_be
    import encodings.utf_32_le
    import encodings.utf_8
    import encodings.utf_8_sig


def _normalized(name):
    # What is no ASCII letter, digit or dot stands between words.
    words = "".join([char if char.isascii() and char.isalnum() or char == "."
                     else " " for char in name.lower()])
    return "_".join(words.split())


def lookup(encoding, /):
    if not isinstance(encoding, str):
        raise TypeError("lookup() argument must be str, not "
                        + type(encoding).__name__)
    name = _normalized(encoding)
    info = _found.get(name)
    if info is not None:
        return info
    if not _searches:
        try:
            _import_encodings()
        except ModuleNotFoundError:
            raise LookupError(f"unknown encoding: {encoding}") from None
    for search in _searches:
        info = search(name)
        if info is None:
            continue
        if not isinstance(info, tuple) or len(info) != 4:
            raise TypeError("codec search functions must return 4-tuples")
        _found[name] = info
        return info
    raise LookupError(f"unknown encoding: {encoding}")


def encode(obj, encoding="utf-8", errors="strict"):
    return _run(lookup(encoding)[0], obj, errors, "encoder", encoding)


def decode(obj, encoding="utf-8", errors="strict"):
    return _run(lookup(encoding)[1], obj, errors, "decoder", encoding)


def _run(function, obj, errors, what, encoding):
    try:
        return _answer(function(obj, errors), what)[0]
    except Exception as error:
        told = _told(error, what, encoding)
        if told is None:
            raise
        raise told from error


# The same for str.encode() and bytes.decode(), which in CPython know of UTF-32
# by themselves.
def _run_by_name(function, obj, errors, what, encoding):
    if encoding.lower().replace("_", "-") == "utf-32":
        return _answer(function(obj, errors), what)[0]
    return _run(function, obj, errors, what, encoding)


def _told(error, what, encoding):
    # An error that says no more than its text says which codec failed too.
    kind = type(error)
    if kind.__init__ is not Exception.__init__ \
            or kind.__new__ is not Exception.__new__ or vars(error) \
            or len(error.args) > 1 \
            or not all([isinstance(arg, str) for arg in error.args]):
        return None
    doing = "encoding" if what == "encoder" else "decoding"
    return kind(f"{doing} with '{encoding}' codec failed "
                f"({kind.__name__}: {error})")


def _answer(result, what):
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(f"{what} must return a tuple (object, integer)")
    return result


def _forget_codec(encoding, /):
    _found.pop(encoding, None)


# --- What str.encode() and bytes.decode() leave to Python ---------------------------


def _text_encoding(encoding, alternative):
    info = lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(f"'{encoding}' is not a text encoding; use "
                          f"{alternative} to handle arbitrary codecs")
    return info


def encode_text(text, encoding, errors):
    info = _text_encoding(encoding, "codecs.encode()")
    result = _run_by_name(info[0], text, errors, "encoder", encoding)
    if not isinstance(result, (bytes, bytearray)):
        raise TypeError(f"'{encoding}' encoder returned "
                        f"'{type(result).__name__}' instead of 'bytes'; use "
                        "codecs.encode() to encode to arbitrary types")
    return result


def decode_bytes(data, encoding, errors):
    info = _text_encoding(encoding, "codecs.decode()")
    result = _run_by_name(info[1], data, errors, "decoder", encoding)
    if not isinstance(result, str):
        raise TypeError(f"'{encoding}' decoder returned "
                        f"'{type(result).__name__}' instead of 'str'; use "
                        "codecs.decode() to decode to arbitrary types")
    return result


# `encoding` is one that str knows, `errors` names a handler in Python. Of those
# two CPython says that they failed.
_TOLD = ("utf-16-le", "utf-16-be")


def encode_by_handler(text, encoding, errors):
    if encoding not in _TOLD:
        return _encode_by_handler(text, encoding, errors)
    return _run(lambda text, errors:
                (_encode_by_handler(text, encoding, errors), None),
                text, errors, "encoder", encoding)


def decode_by_handler(data, encoding, errors):
    if encoding not in _TOLD:
        return _decode_by_handler(data, encoding, errors)
    return _run(lambda data, errors:
                (_decode_by_handler(data, encoding, errors), None),
                data, errors, "decoder", encoding)


def _encode_by_handler(text, encoding, errors):
    lookup_error(errors)
    parts = []
    at = 0
    while True:
        try:
            parts.append(text[at:].encode(encoding))
            return b"".join(parts)
        except UnicodeEncodeError as error:
            start = at + error.start
            raised = UnicodeEncodeError(error.encoding, text, start,
                                        at + error.end, error.reason)
        parts.append(text[at:start].encode(encoding))
        if encoding == "utf-16":
            encoding = "utf-16-le"  # Its mark is written once.
        instead, at = _call_handler(errors, raised)
        if isinstance(instead, str):
            if encoding.startswith("utf") and not instead.isascii():
                raise raised
            try:
                instead = instead.encode(encoding)
            except UnicodeEncodeError:
                raise raised from None
        elif encoding.startswith("utf-16") and len(instead) % 2:
            raise raised
        parts.append(instead)


def _decode_by_handler(data, encoding, errors):
    lookup_error(errors)
    data = bytes(data)
    parts = []
    at = 0
    if encoding == "utf-16" and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16-le" if data[0] == 0xFF else "utf-16-be"
        at = 2
    while True:
        try:
            parts.append(data[at:].decode(encoding))
            return "".join(parts)
        except UnicodeDecodeError as error:
            start = at + error.start
            raised = UnicodeDecodeError(error.encoding, data, start,
                                        at + error.end, error.reason)
        parts.append(data[at:start].decode(encoding))
        instead, at = _call_handler(errors, raised)
        data = bytes(raised.object)  # which the handler may have changed
        parts.append(instead)


# --- The encodings of str and bytes -------------------------------------------------


def _pair(name):
    def encode(text, errors=None, /):
        return text.encode(name, errors or "strict"), len(text)

    def decode(data, errors=None, final=True, /):
        return bytes(data).decode(name, errors or "strict"), len(data)

    return encode, decode


latin_1_encode, latin_1_decode = _pair("latin-1")
ascii_encode, ascii_decode = _pair("ascii")
utf_8_encode, _utf_8_decode = _pair("utf-8")
utf_16_encode, _utf_16_decode = _pair("utf-16")
utf_16_le_encode, _utf_16_le_decode = _pair("utf-16-le")
utf_16_be_encode, _utf_16_be_decode = _pair("utf-16-be")


_SECOND_BYTES = {0xE0: (0xA0, 0xBF), 0xF0: (0x90, 0xBF), 0xF4: (0x80, 0x8F)}


def _whole_utf_8(data):
    # How many of the bytes are no beginning of a character that goes on.
    for back in range(1, min(4, len(data) + 1)):
        byte = data[-back]
        if byte & 0xC0 == 0x80:
            continue
        size = 1 if byte < 0xC2 else 2 if byte < 0xE0 else 3 if byte < 0xF0 \
            else 4 if byte < 0xF5 else 1
        if size <= back:
            return len(data)
        if back > 1:
            # What can never become a character is an error at once.
            least, most = _SECOND_BYTES.get(byte, (0x80, 0xBF))
            if not least <= data[1 - back] <= most:
                return len(data)
        return len(data) - back
    return len(data)


def utf_8_decode(data, errors=None, final=False, /):
    data = bytes(data)
    if not final:
        data = data[:_whole_utf_8(data)]
    return _utf_8_decode(data, errors)


def _utf_16_decoder(decode):
    def decode_whole(data, errors=None, final=False, /):
        data = bytes(data)
        if not final:
            size = len(data) & ~1
            if size >= 2:
                last = data[size - 2:size]
                if 0xD8 <= max(last) <= 0xDB:
                    size -= 2
            data = data[:size]
        return decode(data, errors)
    return decode_whole


utf_16_decode = _utf_16_decoder(_utf_16_decode)
utf_16_le_decode = _utf_16_decoder(_utf_16_le_decode)
utf_16_be_decode = _utf_16_decoder(_utf_16_be_decode)


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    data = bytes(data)
    if byteorder == 0 and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        byteorder = -1 if data[:2] == b"\xff\xfe" else 1
        text, used = utf_16_ex_decode(data[2:], errors, byteorder, final)[:2]
        return text, used + 2, byteorder
    decode = utf_16_be_decode if byteorder == 1 else utf_16_le_decode
    text, used = decode(data, errors, final)
    return text, used, byteorder


# The library makes methods of some: they take no self.
_names = _sys.modules[__name__].__dict__
for _name in list(_names):
    if _name.endswith(("_encode", "_decode")) and _name[0] != "_":
        _names[_name] = staticmethod(_names[_name])
