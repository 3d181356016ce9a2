# What hashlib's _md5, _sha1, _sha256, _sha512, _sha3 and _blake2 share.

from _digests import STEP as _STEP, begin as _begin, finish as _finish, \
    update as _update
from _prelude import keep_opaque as _opaque

MD5, SHA1, SHA224, SHA256, SHA384, SHA512, SHA3, SHAKE, BLAKE2B, BLAKE2S = \
    range(10)


def bytes_of(data):
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError("object supporting the buffer API required") from None
    if view.ndim != 1:
        raise BufferError("Buffer must be single dimension")
    return view.tobytes()


@_opaque
class Hash:
    """A digest of data that comes in pieces; classes say which."""

    __slots__ = ("_state",)
    _kind = _rate = 0

    def __new__(cls, string=b"", *, usedforsecurity=True):
        self = object.__new__(cls)
        self._state = _begin(cls._kind, cls._rate, b"", False)
        self.update(string)
        return self

    def update(self, obj, /):
        data = bytes_of(obj)
        for start in range(0, len(data), _STEP):
            self._state = _update(self._state, data, start)

    def digest(self):
        return _finish(self._state, self.digest_size)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        other = object.__new__(type(self))
        other._state = self._state[:]
        return other


# A class of digests, named as a module's function that makes one.
def make(module, name, kind, digest_size, block_size, base=Hash):
    return type(base)(name, (base,), {
        "__slots__": (), "__module__": module, "name": name, "_kind": kind,
        "_rate": block_size, "digest_size": digest_size,
        "block_size": block_size})
