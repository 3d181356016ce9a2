# Module zlib.  Streams are made and undone a piece at a time, and what they keep
# from one to the next is data like any other (vm/lib/zlib_module.cc).

import _zlib
from _prelude import index_of as _index_of, keep_opaque as _opaque
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
_PIECE = 1 << 18
_WINDOW = 1 << 15
_MORE, _END, _NEEDS_DICTIONARY, _ERROR = range(4)


class error(Exception):
    """What is wrong with a stream."""

    __module__ = "zlib"


def _bytes_of(data):
    if type(data) is bytes:
        return data
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError("a bytes-like object is required, not "
                        f"'{type(data).__name__}'") from None


def _refuse(status, message, doing):
    words = {-5: "incomplete or truncated stream", -2: "inconsistent stream "
             "state", -3: "invalid input data"}
    message = message or words.get(status, "")
    raise error(f"Error {status} while {doing}"
                + (f": {message}" if message else ""))


# --- Making streams ---------------------------------------------------------

_RAW, _ZLIB, _GZIP = range(3)


def _wrapper_of(wbits):
    # What is around the raw stream, and the wbits of that; None for what zlib
    # does not take.
    if wbits < 0:
        return (_RAW, -wbits) if 9 <= -wbits <= 15 else None
    if wbits > 15:
        return (_GZIP, wbits - 16) if 9 <= wbits - 16 <= 15 else None
    return (_ZLIB, max(wbits, 9)) if wbits >= 8 else None


class _Maker:
    # A stream that is being made, and what zlib would keep of it.

    def __init__(self, level, wbits, memLevel, strategy, zdict):
        self._wrapper, bits = _wrapper_of(wbits)
        self._options = level, bits, memLevel, strategy
        self._dictionary = zdict
        self._window = zdict[-_WINDOW:]
        self._data = bytearray()  # not yet in the stream
        self._check = 1 if self._wrapper == _ZLIB else 0
        self._size = 0
        self._has_begun = False
        if _zlib.deflate(b"", self._window, 1, *self._options) is None:
            raise ValueError("Invalid initialization option")
        if zdict and self._wrapper == _GZIP:
            raise ValueError("Invalid dictionary")

    def copy(self):
        other = object.__new__(_Maker)
        other.__dict__.update(self.__dict__, _data=self._data[:])
        return other

    def head(self):
        if self._has_begun:
            return b""
        self._has_begun = True
        level, bits, _, strategy = self._options
        fastest = level in (0, 1) or strategy >= Z_HUFFMAN_ONLY
        if self._wrapper == _ZLIB:
            rank = (0 if fastest else 2 if level in (-1, 6)
                    else 1 if level < 6 else 3)
            head = 0x0800 + (bits - 8 << 12) + (rank << 6)
            if not self._dictionary:
                return (head + 31 - head % 31).to_bytes(2, "big")
            head += 32
            return ((head + 31 - head % 31).to_bytes(2, "big")
                    + adler32(self._dictionary).to_bytes(4, "big"))
        if self._wrapper == _GZIP:
            rank = 2 if level == 9 else 4 if fastest else 0
            return b"\x1f\x8b\x08\0\0\0\0\0" + bytes((rank, 3))
        return b""

    def feed(self, data, parts):
        # Puts into the stream what makes whole pieces, but never the last.
        at = 0
        if self._data:
            at = _PIECE - len(self._data)
            self._data += data[:at]
            if at >= len(data):
                return
            parts.append(self._piece(bytes(self._data), 0))
            self._data.clear()
        while len(data) - at > _PIECE:
            parts.append(self._piece(data[at:at + _PIECE], 0))
            at += _PIECE
        self._data += data[at:]

    def end_piece(self, is_last, parts):
        parts.append(self.head())
        parts.append(self._piece(bytes(self._data), is_last))
        self._data.clear()
        if is_last:
            parts.append(self._trailer())

    def forget(self):
        self._window = b""

    def _piece(self, data, is_last):
        out = _zlib.deflate(data, self._window, is_last, *self._options)
        self._window = (self._window + data)[-_WINDOW:]
        if self._wrapper == _ZLIB:
            self._check = _zlib.adler32(data, self._check)
        elif self._wrapper == _GZIP:
            self._check = crc32(data, self._check)
        self._size += len(data)
        return out

    def _trailer(self):
        if self._wrapper == _RAW:
            return b""
        if self._wrapper == _ZLIB:
            return self._check.to_bytes(4, "big")
        return (self._check.to_bytes(4, "little")
                + (self._size & 0xFFFFFFFF).to_bytes(4, "little"))


def compress(data, /, level=-1, wbits=15):
    data = _bytes_of(data)
    if not -1 <= level <= 9 or _wrapper_of(wbits) is None:
        raise error("Bad compression level")
    maker = _Maker(level, wbits, 8, 0, b"")
    parts = [maker.head()]
    maker.feed(data, parts)
    maker.end_piece(1, parts)
    return b"".join(parts)


def adler32(data, value=1, /):
    value &= 0xFFFFFFFF
    data = _bytes_of(data)
    for at in range(0, len(data), _PIECE):
        value = _zlib.adler32(data[at:at + _PIECE], value)
    return value


# How much a flush does: one that does no more than the last, with nothing fed
# since, gives nothing.
_FLUSH_RANKS = 0, 2, 4, 6, 8, 1


@_opaque
class _Compress:
    def __init__(self, *options):
        if _wrapper_of(options[1]) is None:
            raise ValueError("Invalid initialization option")
        self._maker = _Maker(*options)
        self._flushed = -1

    def compress(self, data, /):
        data = _bytes_of(data)
        if self._maker is None:
            raise error("Error -2 while compressing data: inconsistent stream "
                        "state")
        parts = [self._maker.head()]
        if data:
            self._maker.feed(data, parts)
            self._flushed = 0
        return b"".join(parts)

    def flush(self, mode=Z_FINISH, /):
        mode = _index_of(mode)
        if mode == Z_NO_FLUSH:
            return b""
        if self._maker is None or not 0 < mode <= Z_BLOCK:
            raise error("Error -2 while flushing: inconsistent stream state")
        if mode != Z_FINISH and _FLUSH_RANKS[mode] <= self._flushed:
            return b""
        parts = []
        self._maker.end_piece(mode == Z_FINISH, parts)
        self._flushed = _FLUSH_RANKS[mode]
        if mode == Z_FULL_FLUSH:
            self._maker.forget()
        if mode == Z_FINISH:
            self._maker = None
        return b"".join(parts)

    def copy(self):
        if self._maker is None:
            raise ValueError("Inconsistent stream state")
        other = object.__new__(type(self))
        other._maker = self._maker.copy()
        other._flushed = self._flushed
        return other

    __copy__ = copy

    def __deepcopy__(self, memo, /):
        return self.copy()


# --- Undoing streams --------------------------------------------------------

class _Undoer:
    # A stream that is being undone: its header until that is whole, and then
    # where it goes on.

    def __init__(self, wbits, zdict):
        self._wbits = wbits
        self._dictionary = zdict
        self._head = b""
        self._state = None
        self._refusal = -1, ""  # once there is one: a status and a message

    @classmethod
    def of(cls, wbits, zdict):
        # None if zlib takes no such wbits.
        if _zlib.inflate_begin(b"", wbits, b"") is not None:
            return cls(wbits, zdict)

    def copy(self):
        other = object.__new__(_Undoer)
        other.__dict__.update(self.__dict__,
                              _state=self._state and self._state[:])
        return other

    def feed(self, data, limit):
        # (What it gives, how much of the data was taken, status, message.)
        parts, taken, status, message = [], 0, *self._refusal
        if status < 0 and self._state is None:
            taken, status, message = self._take_head(data)
            if status == _END:
                status = -1
        while status < 0:
            part, count, status, message = _zlib.inflate(self._state, data,
                                                         taken, limit)
            parts.append(part)
            taken += count
            limit -= len(part)
        if status in (_NEEDS_DICTIONARY, _ERROR):
            self._refusal = status, message
        if status == _NEEDS_DICTIONARY and self._dictionary is not None:
            _refuse(-3, "", "setting zdict")
        return b"".join(parts), taken, status, message

    def _take_head(self, data):
        self._state, taken, status, message = _zlib.inflate_begin(
            self._head + data[:_PIECE], self._wbits, self._dictionary or b"")
        if status == _MORE:
            self._head += data
            return len(data), status, message
        return taken - len(self._head), status, message


def _refuse_undoing(status, message):
    if status == _NEEDS_DICTIONARY:
        _refuse(2, "", "decompressing data")
    if status == _ERROR:
        _refuse(-3, message, "decompressing data")


def decompress(data, /, wbits=15, bufsize=DEF_BUF_SIZE):
    data = _bytes_of(data)
    if _index_of(bufsize) < 0:
        raise ValueError("bufsize must be non-negative")
    undoer = _Undoer.of(wbits, None)
    if undoer is None:
        raise error("Error -2 while preparing to decompress data: "
                    "inconsistent stream state")
    out, _, status, message = undoer.feed(data, _ALL)
    _refuse_undoing(status, message)
    if status != _END:
        _refuse(-5, "", "decompressing data")
    return out


@_opaque
class _Decompress:
    def __init__(self, wbits, zdict):
        self._undoer = _Undoer.of(wbits, zdict)
        self.eof = self._is_over = False
        self.unused_data = b""
        self.unconsumed_tail = b""
        if self._undoer is None:
            raise ValueError("Invalid initialization option")

    def decompress(self, data, /, max_length=0):
        max_length = _index_of(max_length)
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        data = _bytes_of(data)
        out, status, message = self._more(data, max_length or _ALL)
        _refuse_undoing(status, message)
        return out

    def _more(self, data, limit):
        out, taken, status, message = b"", 0, _END, ""
        if not self.eof:
            out, taken, status, message = self._undoer.feed(data, limit)
        rest = data[taken:]
        self.eof = status == _END
        if self.eof:
            self.unused_data += rest
        if not self.eof or self.unconsumed_tail:
            self.unconsumed_tail = rest
        return out, status, message

    def flush(self, length=DEF_BUF_SIZE, /):
        if _index_of(length) <= 0:
            raise ValueError("length must be greater than zero")
        out, _, _ = self._more(self.unconsumed_tail, _ALL)
        self._is_over = self.eof
        return out

    def copy(self):
        if self._is_over:
            raise ValueError("Inconsistent stream state")
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, _undoer=self._undoer.copy())
        return other

    __copy__ = copy

    def __deepcopy__(self, memo, /):
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


def decompressobj(wbits=MAX_WBITS, zdict=None):
    if zdict is not None:
        if not isinstance(zdict, (bytes, bytearray, memoryview)):
            raise TypeError("zdict argument must support the buffer protocol")
        zdict = bytes(zdict)
    return _Decompress(wbits, zdict)
