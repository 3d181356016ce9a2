# Module _sha3, under hashlib.

from _digests import finish as _finish
import _hashes


class _Shake(_hashes.Hash):
    """As long a digest as is asked for."""

    __slots__ = ()

    def digest(self, length, /):
        return _finish(self._state, length)

    def hexdigest(self, length, /):
        return self.digest(length).hex()


def _make(size):
    return _hashes.make("_sha3", f"sha3_{size}", _hashes.SHA3, size // 8,
                        200 - size // 4)


sha3_224, sha3_256, sha3_384, sha3_512 = map(_make, (224, 256, 384, 512))
shake_128 = _hashes.make("_sha3", "shake_128", _hashes.SHAKE, 0, 168, _Shake)
shake_256 = _hashes.make("_sha3", "shake_256", _hashes.SHAKE, 0, 136, _Shake)
