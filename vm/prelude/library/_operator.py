# Module _operator, under the library's operator: what that has in Python with
# other errors, and hmac's comparison.

from _prelude import index_of as _index_of

_BUFFERS = bytes, bytearray, memoryview


def index(a, /):
    """Same as a.__index__()"""
    return _index_of(a)


def _compare_digest(a, b, /):
    """Return 'a == b', without showing by its time where they differ."""
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is "
                            "not supported")
        a, b = a.encode(), b.encode()
    elif not isinstance(a, _BUFFERS) and not isinstance(b, _BUFFERS):
        raise TypeError("unsupported operand types(s) or combination of types: "
                        f"'{type(a).__name__}' and '{type(b).__name__}'")
    for operand in (a, b):
        if not isinstance(operand, _BUFFERS):
            raise TypeError("a bytes-like object is required, not "
                            f"'{type(operand).__name__}'")
    a, b = bytes(a), bytes(b)
    differs = len(a) ^ len(b)
    for x, y in zip(b if differs else a, b):
        differs |= x ^ y
    return differs == 0
