# Error handlers of codecs: those that every program knows, and its own.

from unicodedata import name as _character_name


def _positions(error):
    # What an error is about: object[start:end], and whether it is text.
    if isinstance(error, (UnicodeEncodeError, UnicodeDecodeError,
                          UnicodeTranslateError)):
        size = len(error.object)
        start = min(max(error.start, 0), max(size - 1, 0))
        end = min(max(error.end, start), size)
        return error.object[start:end], end
    raise TypeError(f"don't know how to handle {type(error).__name__} in "
                    "error callback")


def _only_encoding(error):
    if not isinstance(error, UnicodeEncodeError):
        raise TypeError(f"don't know how to handle {type(error).__name__} in "
                        "error callback")
    return _positions(error)


def _not_translating(error):
    if isinstance(error, UnicodeTranslateError):
        raise TypeError("don't know how to handle UnicodeTranslateError in "
                        "error callback")
    return _positions(error)


def strict_errors(error, /):
    if isinstance(error, Exception):
        raise error
    raise TypeError("codec must pass exception instance")


def ignore_errors(error, /):
    return "", _positions(error)[1]


def replace_errors(error, /):
    wrong, end = _positions(error)
    if isinstance(error, UnicodeDecodeError):
        return "\ufffd", end
    return ("?" if isinstance(error, UnicodeEncodeError)
            else "\ufffd") * len(wrong), end


def backslashreplace_errors(error, /):
    wrong, end = _positions(error)
    if isinstance(error, UnicodeDecodeError):
        return "".join([f"\\x{byte:02x}" for byte in wrong]), end
    return "".join([_escaped(char) for char in wrong]), end


def _escaped(char):
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def xmlcharrefreplace_errors(error, /):
    wrong, end = _only_encoding(error)
    return "".join([f"&#{ord(char)};" for char in wrong]), end


def namereplace_errors(error, /):
    wrong, end = _only_encoding(error)
    parts = []
    for char in wrong:
        name = _character_name(char, None)
        parts.append(_escaped(char) if name is None else f"\\N{{{name}}}")
    return "".join(parts), end


def surrogateescape_errors(error, /):
    wrong, end = _not_translating(error)
    if isinstance(error, UnicodeDecodeError):
        # Up to an ASCII byte, which is not escaped.
        text = ""
        for byte in wrong[:4]:
            if byte < 0x80:
                break
            text += chr(0xDC00 + byte)
        if not text:
            raise error
        return text, error.start + len(text)
    for char in wrong:
        if not 0xDC80 <= ord(char) <= 0xDCFF:
            raise error
    return bytes([ord(char) & 0xFF for char in wrong]), end


def surrogatepass_errors(error, /):
    wrong, end = _not_translating(error)
    encoding = error.encoding.lower().replace("_", "-")
    if not encoding.startswith(("utf-8", "utf-16", "utf-32", "cp65001")):
        raise error
    if isinstance(error, UnicodeEncodeError):
        for char in wrong:
            if not 0xD800 <= ord(char) <= 0xDFFF:
                raise error
        order = "big" if encoding.endswith("be") else "little"
        if encoding == "utf-8":
            return wrong.encode(encoding, "surrogatepass"), end
        size = 2 if "16" in encoding else 4
        return b"".join([ord(char).to_bytes(size, order)
                         for char in wrong]), end
    size = 3 if encoding == "utf-8" else 2 if "16" in encoding else 4
    text = error.object[error.start:error.start + size]
    if len(text) < size:
        raise error
    if encoding == "utf-8":
        code = (text[0] & 15) << 12 | (text[1] & 63) << 6 | text[2] & 63
        if text[0] >> 4 != 14 or text[1] >> 6 != 2 or text[2] >> 6 != 2:
            raise error
    else:
        code = int.from_bytes(text, "big" if encoding.endswith("be")
                              else "little")
    if not 0xD800 <= code <= 0xDFFF:
        raise error
    return chr(code), error.start + size


_handlers = {"strict": strict_errors, "ignore": ignore_errors,
             "replace": replace_errors,
             "backslashreplace": backslashreplace_errors,
             "xmlcharrefreplace": xmlcharrefreplace_errors,
             "namereplace": namereplace_errors,
             "surrogateescape": surrogateescape_errors,
             "surrogatepass": surrogatepass_errors}


def _text_argument(name, position, value):
    if not isinstance(value, str):
        raise TypeError(f"{name}() argument{position} must be str, not "
                        f"{type(value).__name__}")


def register_error(errors, handler, /):
    _text_argument("register_error", " 1", errors)
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name, /):
    _text_argument("lookup_error", "", name)
    handler = _handlers.get(name)
    if handler is None:
        raise LookupError(f"unknown error handler name '{name}'")
    return handler


def call_handler(errors, error):
    # What the handler named `errors` puts in the place of what is wrong, and
    # where to go on.
    result = lookup_error(errors)(error)
    encoding = isinstance(error, UnicodeEncodeError)
    allowed = (str, bytes) if encoding else str
    if not isinstance(result, tuple) or len(result) != 2 \
            or not isinstance(result[0], allowed) \
            or not isinstance(result[1], int):
        what, kinds = ("encoding", "str/bytes") if encoding \
            else ("decoding", "str")
        raise TypeError(f"{what} error handler must return ({kinds}, int) "
                        "tuple")
    instead, at = result
    if at < 0:
        at += len(error.object)
    if not 0 <= at <= len(error.object):
        raise IndexError(f"position {result[1]} from error handler out of "
                         "bounds")
    return instead, at
