# Module _blake2, under hashlib: BLAKE2 with all parameters of RFC 7693.

from _digests import begin as _begin
import _hashes


def _check(what, data, limit):
    data = _hashes.bytes_of(data)
    if len(data) > limit:
        raise ValueError(f"maximum {what} length is {limit} bytes")
    return data


def _check_range(value, low, high, message):
    if not low <= value <= high:
        raise ValueError(message)


class _Blake2(_hashes.Hash):
    __slots__ = ("digest_size",)

    def __new__(cls, data=b"", /, *, digest_size=None, key=b"", salt=b"",
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
        _check_range(leaf_size, 0, 0xFFFFFFFF, "leaf_size is too large")
        _check_range(node_offset, 0, (1 << 8 * cls._offset_size) - 1,
                     "node_offset is too large")
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
    """Return a new BLAKE2b hash object."""

    __module__ = "_blake2"
    __slots__ = ()
    name = "blake2b"
    block_size = 128
    SALT_SIZE = PERSON_SIZE = 16
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 64
    _kind, _offset_size, _reserved = _hashes.BLAKE2B, 8, 14


class blake2s(_Blake2):
    """Return a new BLAKE2s hash object."""

    __module__ = "_blake2"
    __slots__ = ()
    name = "blake2s"
    block_size = 64
    SALT_SIZE = PERSON_SIZE = 8
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 32
    _kind, _offset_size, _reserved = _hashes.BLAKE2S, 6, 0
