# Module zlib.  An object keeps what it was fed, and does its stream over from the
# beginning when it is asked (vm/lib/zlib_module.cc): it is data like any other.

import _zlib
from _prelude import index_of as _index_of
from binascii import crc32

__version__ = "1.0"
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
MAX_WBITS, DEF_MEM_LEVEL, DEF_BUF_SIZE, DEFLATED = 15, 8, 16384, 8
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION = 0, 1, 9
Z_DEFAULT_COMPRESSION = -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, \
    Z_TREES = range(7)
_ALL = (1 << 62) - 1


class error(Exception):
    """What is wrong with a stream."""

    __module__ = "zlib"


def _bytes_of(data):
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError("a bytes-like object is required, not "
                        f"'{type(data).__name__}'") from None


def _deflate(data, marks, level, wbits, memLevel, strategy, zdict, doing):
    out = _zlib.deflate(data, marks, level, wbits, memLevel, strategy, zdict)
    if isinstance(out, int):
        if out == -2 and doing == "making":
            raise ValueError("Invalid initialization option")
        raise error("Bad compression level" if out == -2
                    else f"Error {out} while {doing} data")
    return out


def _refuse(status, message, doing):
    words = {-5: "incomplete or truncated stream", -2: "inconsistent stream "
             "state", -3: "invalid input data"}
    message = message or words.get(status, "")
    raise error(f"Error {status} while {doing}"
                + (f": {message}" if message else ""))


def compress(data, /, level=-1, wbits=15):
    data = _bytes_of(data)
    return _deflate(data, [len(data), Z_FINISH], level, wbits, 8, 0, b"",
                    "compressing")


def decompress(data, /, wbits=15, bufsize=DEF_BUF_SIZE):
    data = _bytes_of(data)
    out, _, is_end, status, message = _zlib.inflate(data, wbits, b"", 0, _ALL)
    if status != 0:
        if status == -2:
            raise error("Error -2 while preparing to decompress data: "
                        "inconsistent stream state")
        _refuse(status, message, "decompressing data")
    if not is_end:
        _refuse(-5, "", "decompressing data")
    return out


def adler32(data, value=1, /):
    return _zlib.adler32(_bytes_of(data), value & 0xFFFFFFFF)


class _Compress:
    def __init__(self, *options):
        self._options = options
        self._data = []
        self._size = 0
        self._marks = []
        self._given = 0
        self._is_over = False
        _deflate(b"", [], *options, "making")

    def compress(self, data, /):
        data = _bytes_of(data)
        if self._is_over:
            raise error("Error -2 while compressing data: inconsistent stream "
                        "state")
        self._data.append(data)
        self._size += len(data)
        return b""

    def flush(self, mode=Z_FINISH, /):
        if mode == Z_NO_FLUSH:
            return b""
        if self._is_over:
            raise error("Error -2 while flushing: inconsistent stream state")
        self._data[:] = [b"".join(self._data)]
        self._marks += [self._size, mode]
        out = _deflate(self._data[0], self._marks, *self._options, "flushing")
        out, self._given = out[self._given:], len(out)
        if mode == Z_FINISH:
            self._is_over = True
            self._data = []
        return out

    def copy(self):
        if self._is_over:
            raise ValueError("Inconsistent stream state")
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, _data=self._data[:],
                              _marks=self._marks[:])
        return other

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()


class _Decompress:
    def __init__(self, wbits, zdict):
        self._wbits = wbits
        self._zdict = zdict
        self._data = b""
        self._given = 0
        self.eof = False
        self.unused_data = b""
        self.unconsumed_tail = b""
        status = _zlib.inflate(b"", wbits, b"", 0, 0)[3]
        if status == -2:
            raise ValueError("Invalid initialization option")

    def decompress(self, data, /, max_length=0):
        max_length = _index_of(max_length)
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        data = _bytes_of(data)
        return self._more(data, max_length or _ALL, "decompressing data")

    def _more(self, data, limit, doing):
        if self.eof:
            self.unused_data += data
            return b""
        data = self._data + data
        out, consumed, self.eof, status, message = _zlib.inflate(
            data, self._wbits, self._zdict, self._given, limit)
        if status != 0:
            _refuse(status, message, doing)
        self._given += len(out)
        rest = data[consumed:]
        if self.eof:
            self._data = b""
            self.unused_data = rest
            if self.unconsumed_tail:
                self.unconsumed_tail = rest
        else:
            self._data = data[:consumed]
            self.unconsumed_tail = rest
        return out

    def flush(self, length=DEF_BUF_SIZE, /):
        if _index_of(length) <= 0:
            raise ValueError("length must be greater than zero")
        return self._more(self.unconsumed_tail, _ALL, "flushing")

    def copy(self):
        if self.eof:
            raise ValueError("Inconsistent stream state")
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()


_Compress.__name__ = _Compress.__qualname__ = "Compress"
_Decompress.__name__ = _Decompress.__qualname__ = "Decompress"
_Compress.__module__ = _Decompress.__module__ = "zlib"


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS,
                memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY,
                zdict=b""):
    if method != DEFLATED:
        raise ValueError("Invalid initialization option")
    return _Compress(level, wbits, memLevel, strategy, _bytes_of(zdict))


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    if not isinstance(zdict, (bytes, bytearray, memoryview)):
        raise TypeError("zdict argument must support the buffer protocol")
    return _Decompress(wbits, bytes(zdict))
