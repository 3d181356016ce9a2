# Module _blake2, under hashlib: BLAKE2 with all parameters of RFC 7693.

from _digests import begin as _begin
import _hashes
from _prelude import index_of as _index_of

_OPTIONS = ("digest_size", "key", "salt", "person", "fanout", "depth",
            "leaf_size", "node_offset", "node_depth", "inner_size",
            "last_node", "usedforsecurity")


def _check(what, data, limit):
    try:
        data = memoryview(data).tobytes()
    except TypeError:
        raise TypeError("a bytes-like object is required, not "
                        f"'{type(data).__name__}'") from None
    if len(data) > limit:
        raise ValueError(f"maximum {what} length is {limit} bytes")
    return data


def _check_range(value, low, high, message):
    if not low <= _index_of(value) <= high:
        raise ValueError(message)


# Of a number that C has as an unsigned one of `bits`.
def _check_unsigned(value, bits, name):
    value = _index_of(value)
    if value < 0:
        raise ValueError("value must be positive")
    if value >> 64:
        raise OverflowError("int too big to convert")
    if value >> bits:
        raise OverflowError(f"{name} is too large")


def _check_call(name, args, options):
    if len(args) > 1:
        raise TypeError(f"{name}() takes at most 1 positional argument "
                        f"({len(args)} given)")
    for option in options:
        if option not in _OPTIONS:
            raise TypeError(f"'{option}' is an invalid keyword argument for "
                            f"{name}()")


class _Blake2(_hashes.Hash):
    __slots__ = ("digest_size",)

    def __new__(cls, /, *args, **options):
        _check_call(cls.name, args, options)
        return cls._made(*args, **options)

    @classmethod
    def _made(cls, data=b"", /, *, digest_size=None, key=b"", salt=b"",
              person=b"", fanout=1, depth=1, leaf_size=0, node_offset=0,
              node_depth=0, inner_size=0, last_node=False,
              usedforsecurity=True):
        size = cls.MAX_DIGEST_SIZE if digest_size is None else digest_size
        _check_range(size, 1, cls.MAX_DIGEST_SIZE,
                     "digest_size must be between 1 and "
                     f"{cls.MAX_DIGEST_SIZE} bytes")
        salt = _check("salt", salt, cls.SALT_SIZE)
        person = _check("person", person, cls.PERSON_SIZE)
        _check_range(fanout, 0, 255, "fanout must be between 0 and 255")
        _check_range(depth, 1, 255, "depth must be between 1 and 255")
        _check_unsigned(leaf_size, 32, "leaf_size")
        _check_unsigned(node_offset, 8 * cls._offset_size, "node_offset")
        _check_range(node_depth, 0, 255, "node_depth must be between 0 and 255")
        _check_range(inner_size, 0, cls.MAX_DIGEST_SIZE,
                     "inner_size must be between 0 and is "
                     f"{cls.MAX_DIGEST_SIZE}")
        key = _check("key", key, cls.MAX_KEY_SIZE)
        parameters = bytes([size, len(key), fanout, depth]) \
            + leaf_size.to_bytes(4, "little") \
            + node_offset.to_bytes(cls._offset_size, "little") \
            + bytes([node_depth, inner_size]) + bytes(cls._reserved) \
            + salt.ljust(cls.SALT_SIZE, b"\0") \
            + person.ljust(cls.PERSON_SIZE, b"\0")
        self = object.__new__(cls)
        self.digest_size = size
        self._state = _begin(cls._kind, 0, parameters, bool(last_node))
        if key:
            self.update(key.ljust(cls.block_size, b"\0"))
        self.update(data)
        return self

    def copy(self):
        other = super().copy()
        other.digest_size = self.digest_size
        return other


class blake2b(_Blake2):
    """A BLAKE2b digest of data that comes in pieces."""

    __module__ = "_blake2"
    __slots__ = ()
    name = "blake2b"
    block_size = 128
    SALT_SIZE = PERSON_SIZE = 16
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 64
    _kind, _offset_size, _reserved = _hashes.BLAKE2B, 8, 14


class blake2s(_Blake2):
    """A BLAKE2s digest of data that comes in pieces."""

    __module__ = "_blake2"
    __slots__ = ()
    name = "blake2s"
    block_size = 64
    SALT_SIZE = PERSON_SIZE = 8
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 32
    _kind, _offset_size, _reserved = _hashes.BLAKE2S, 6, 0
