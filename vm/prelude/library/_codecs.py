# What CPython has in C under module codecs: the registry, and the encodings
# that str and bytes know themselves.

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
    import encodings.utf_16
    import encodings.utf_8
    import encodings.utf_8_sig


def lookup(encoding, /):
    if not isinstance(encoding, str):
        raise TypeError("lookup() argument must be str, not "
                        + type(encoding).__name__)
    name = encoding.lower().replace(" ", "_")
    info = _found.get(name)
    if info is not None:
        return info
    if not _searches:
        _import_encodings()
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
    return lookup(encoding)[0](obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding)[1](obj, errors)[0]


def _forget_codec(encoding, /):
    _found.pop(encoding, None)


# --- What is done about errors ----------------------------------------------------


def _strict(error):
    if isinstance(error, Exception):
        raise error
    raise TypeError("codec must pass exception instance")


def _ignore(error):
    return "", error.end


def _replace(error):
    if isinstance(error, UnicodeDecodeError):
        return "\ufffd", error.end
    return "?" * (error.end - error.start), error.end


def _backslashreplace(error):
    wrong = error.object[error.start:error.end]
    if isinstance(wrong, (bytes, bytearray)):
        return "".join([f"\\x{byte:02x}" for byte in wrong]), error.end
    return wrong.encode("ascii", "backslashreplace").decode(), error.end


def _xmlcharrefreplace(error):
    wrong = error.object[error.start:error.end]
    return "".join([f"&#{ord(char)};" for char in wrong]), error.end


_handlers = {"strict": _strict, "ignore": _ignore, "replace": _replace,
             "backslashreplace": _backslashreplace,
             "xmlcharrefreplace": _xmlcharrefreplace}


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(errors, /):
    handler = _handlers.get(errors)
    if handler is None:
        raise LookupError(f"unknown error handler name '{errors}'")
    return handler


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


def _whole_utf_8(data):
    # How many of the bytes are no beginning of a character that goes on.
    for back in range(1, min(4, len(data) + 1)):
        byte = data[-back]
        if byte & 0xC0 == 0x80:
            continue
        size = 1 if byte < 0xC0 else 2 if byte < 0xE0 else 3 if byte < 0xF0 \
            else 4
        return len(data) - back if size > back else len(data)
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
