# Module _operator, under the library's operator: the functions, which CPython
# has in C, so that no class binds them to its instances; and hmac's comparison.

from _prelude import index_of as _index_of

_abs = abs
_SEQUENCES = str, bytes, bytearray, list, tuple
_BUFFERS = bytes, bytearray, memoryview


def lt(a, b, /):
    """a < b, as a function."""
    return a < b


def le(a, b, /):
    """a <= b, as a function."""
    return a <= b


def eq(a, b, /):
    """a == b, as a function."""
    return a == b


def ne(a, b, /):
    """a != b, as a function."""
    return a != b


def ge(a, b, /):
    """a >= b, as a function."""
    return a >= b


def gt(a, b, /):
    """a > b, as a function."""
    return a > b


def is_(a, b, /):
    """a is b, as a function."""
    return a is b


def is_not(a, b, /):
    """a is not b, as a function."""
    return a is not b


def add(a, b, /):
    """a + b, as a function."""
    return a + b


def sub(a, b, /):
    """a - b, as a function."""
    return a - b


def mul(a, b, /):
    """a * b, as a function."""
    return a * b


def matmul(a, b, /):
    """a @ b, as a function."""
    return a @ b


def truediv(a, b, /):
    """a / b, as a function."""
    return a / b


def floordiv(a, b, /):
    """a // b, as a function."""
    return a // b


def mod(a, b, /):
    """a % b, as a function."""
    return a % b


def pow(a, b, /):
    """a ** b, as a function."""
    return a ** b


def lshift(a, b, /):
    """a << b, as a function."""
    return a << b


def rshift(a, b, /):
    """a >> b, as a function."""
    return a >> b


def and_(a, b, /):
    """a & b, as a function."""
    return a & b


def xor(a, b, /):
    """a ^ b, as a function."""
    return a ^ b


def or_(a, b, /):
    """a | b, as a function."""
    return a | b


def iadd(a, b, /):
    """a += b, as a function."""
    a += b
    return a


def isub(a, b, /):
    """a -= b, as a function."""
    a -= b
    return a


def imul(a, b, /):
    """a *= b, as a function."""
    a *= b
    return a


def imatmul(a, b, /):
    """a @= b, as a function."""
    a @= b
    return a


def itruediv(a, b, /):
    """a /= b, as a function."""
    a /= b
    return a


def ifloordiv(a, b, /):
    """a //= b, as a function."""
    a //= b
    return a


def imod(a, b, /):
    """a %= b, as a function."""
    a %= b
    return a


def ipow(a, b, /):
    """a **= b, as a function."""
    a **= b
    return a


def ilshift(a, b, /):
    """a <<= b, as a function."""
    a <<= b
    return a


def irshift(a, b, /):
    """a >>= b, as a function."""
    a >>= b
    return a


def iand(a, b, /):
    """a &= b, as a function."""
    a &= b
    return a


def ixor(a, b, /):
    """a ^= b, as a function."""
    a ^= b
    return a


def ior(a, b, /):
    """a |= b, as a function."""
    a |= b
    return a


def neg(a, /):
    """-a, as a function."""
    return -a


def pos(a, /):
    """+a, as a function."""
    return +a


def invert(a, /):
    """~a, as a function."""
    return ~a


def inv(a, /):
    """~a, as a function."""
    return ~a


def not_(a, /):
    """not a, as a function."""
    return not a


def truth(a, /):
    """bool(a), as a function."""
    return True if a else False


def abs(a, /):
    """abs(a), as a function."""
    return _abs(a)


def getitem(a, b, /):
    """a[b], as a function."""
    return a[b]


def setitem(a, b, c, /):
    """a[b] = c, as a function."""
    a[b] = c


def delitem(a, b, /):
    """del a[b], as a function."""
    del a[b]


def contains(a, b, /):
    """b in a, as a function."""
    return b in a


def concat(a, b, /):
    """a + b, of sequences, as a function."""
    _refuse_others(a, b)
    return a + b


def iconcat(a, b, /):
    """a += b, of sequences, as a function."""
    _refuse_others(a, b)
    a += b
    return a


def index(a, /):
    """a.__index__(), as a function."""
    return _index_of(a)


def _refuse_others(a, b):
    if isinstance(a, _SEQUENCES):
        return
    if not (hasattr(type(a), "__add__") and hasattr(type(a), "__getitem__")
            and hasattr(type(b), "__getitem__")):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")


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
