# Module _io: streams in memory, under the library's io.py. The other streams are
# in _io_buffers.py and _io_text.py.

from _prelude import check_unviewed, is_buffer
from builtins import BlockingIOError, open

from _io_bases import (_BufferedIOBase, _IOBase, _RawIOBase, _TextIOBase,
                       DEFAULT_BUFFER_SIZE, IncrementalNewlineDecoder,
                       offset_of, size_of, UnsupportedOperation)
from _io_buffers import (BufferedRandom, BufferedReader, BufferedRWPair,
                         BufferedWriter, FileIO)
from _io_text import open_stream, TextIOWrapper


def text_encoding(encoding, stacklevel=2, /):
    return "utf-8" if encoding is None else encoding


def open_code(path):
    return open(path, "rb")


def _restore(stream, at, names, which):
    # What __setstate__() is told of a place and of attributes.
    if at < 0:
        raise ValueError("position value cannot be negative")
    stream._at = at
    if names is not None:
        if not isinstance(names, dict):
            raise TypeError(f"{which} item of state should be a dict, got a "
                            + type(names).__name__)
        stream.__dict__.update(names)


class BytesIO(_BufferedIOBase):
    """A binary stream whose data is in memory."""

    __module__ = "_io"

    def __init__(self, initial_bytes=b""):
        self._data = bytearray()
        if initial_bytes is not None:
            if not is_buffer(initial_bytes):
                raise TypeError("a bytes-like object is required, not "
                                f"'{type(initial_bytes).__name__}'")
            self._data += bytes(initial_bytes)
        self._at = 0
        self._closed = False

    def _open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        self._open()
        return True

    writable = seekable = readable

    def isatty(self):
        self._open()
        return False

    def flush(self):
        self._open()

    def close(self):
        check_unviewed(self._data)
        self._data = bytearray()
        self._closed = True

    def getvalue(self):
        self._open()
        return bytes(self._data)

    def getbuffer(self):
        self._open()
        return memoryview(self._data)

    def tell(self):
        self._open()
        return self._at

    def _take(self, end):
        data = bytes(self._data[self._at:end])
        self._at += len(data)
        return data

    def read(self, size=-1, /):
        self._open()
        size = size_of(size)
        return self._take(len(self._data) if size < 0 else self._at + size)

    read1 = read

    def readinto(self, buffer, /):
        self._open()
        with memoryview(buffer) as view, view.cast("B") as room:
            data = self._take(self._at + len(room))
            room[:len(data)] = data
        return len(data)

    readinto1 = readinto

    def readline(self, size=-1, /):
        self._open()
        size = size_of(size)
        end = self._data.find(b"\n", self._at) + 1
        if end == 0:
            end = len(self._data)
        if size >= 0:
            end = min(end, self._at + size)
        return self._take(end)

    def write(self, data, /):
        self._open()
        if not is_buffer(data):
            raise TypeError("a bytes-like object is required, not "
                            f"'{type(data).__name__}'")
        check_unviewed(self._data)
        data = bytes(data)
        if not data:
            return 0
        gap = self._at - len(self._data)
        if gap > 0:
            self._data += bytes(gap)
        end = self._at + len(data)
        if self._at == len(self._data):
            self._data += data
        else:
            self._data[self._at:end] = data
        self._at = end
        return len(data)

    def seek(self, offset, whence=0, /):
        self._open()
        offset = offset_of(offset)
        if whence == 0:
            if offset < 0:
                raise ValueError(f"negative seek value {offset}")
            self._at = offset
        elif whence == 1:
            self._at = max(0, self._at + offset)
        elif whence == 2:
            self._at = max(0, len(self._data) + offset)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        return self._at

    def truncate(self, size=None, /):
        self._open()
        if size is None:
            size = self._at
        else:
            size = size_of(size)
            if size < 0:
                raise ValueError(f"negative size value {size}")
        check_unviewed(self._data)
        del self._data[size:]
        return size

    def __getstate__(self):
        return self.getvalue(), self._at, None

    def __setstate__(self, state, /):
        if not isinstance(state, tuple) or len(state) < 3:
            raise TypeError("_io.BytesIO.__setstate__ argument should be "
                            f"3-tuple, got {type(state).__name__}")
        data, at, names, *_ = state
        self.__init__(data)
        if not isinstance(at, int):
            raise TypeError("second item of state must be an integer, not "
                            + type(at).__name__)
        _restore(self, at, names, "third")


class StringIO(_TextIOBase):
    """A text stream whose data is in memory."""

    __module__ = "_io"

    def __init__(self, initial_value="", newline="\n"):
        if newline is not None and not isinstance(newline, str):
            raise TypeError("newline must be str or None, not "
                            f"{type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not "
                            f"{type(initial_value).__name__}")
        self._newline = newline
        # Universal: lines may end in any way when they are read.
        self._universal = not newline
        self._decoder = IncrementalNewlineDecoder(None, newline is None) \
            if self._universal else None
        self._text = ""
        self._behind = []   # what was written behind _text, not joined yet
        self._size = 0      # characters in both
        self._at = 0
        self._closed = False
        if initial_value:
            self.write(initial_value)
            self._at = 0

    def _open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def _whole(self):
        if self._behind:
            self._behind.insert(0, self._text)
            self._text = "".join(self._behind)
            self._behind = []
        return self._text

    def readable(self):
        self._open()
        return True

    writable = seekable = readable

    def isatty(self):
        self._open()
        return False

    @property
    def line_buffering(self):
        self._open()
        return False

    @property
    def newlines(self):
        self._open()
        return None if self._decoder is None else self._decoder.newlines

    def flush(self):
        self._open()

    def close(self):
        self._text = ""
        self._behind = []
        self._closed = True

    def getvalue(self):
        self._open()
        return self._whole()

    def tell(self):
        self._open()
        return self._at

    def read(self, size=-1, /):
        self._open()
        size = size_of(size)
        begin = self._at
        if begin >= self._size:
            return ""
        self._at = self._size if size < 0 else min(self._size, begin + size)
        return self._whole()[begin:self._at]

    def readline(self, size=-1, /):
        self._open()
        size = size_of(size)
        begin = self._at
        if begin >= self._size:
            return ""
        text = self._whole()
        end = self._line_end(text, begin)
        if size >= 0:
            end = min(end, begin + size)
        self._at = end
        return text[begin:end]

    def _line_end(self, text, begin):
        if self._newline == "":
            found = text.find("\n", begin)
            end = len(text) if found < 0 else found + 1
            lone = text.find("\r", begin, end)
            if lone >= 0 and text[lone + 1:lone + 2] != "\n":
                end = lone + 1
            return end
        wanted = self._newline or "\n"
        found = text.find(wanted, begin)
        return len(text) if found < 0 else found + len(wanted)

    def __next__(self):
        self._open()
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError("string argument expected, got "
                            f"'{type(text).__name__}'")
        self._open()
        count = len(text)
        if self._decoder is not None:
            text = self._decoder.decode(text, True)
        elif self._newline != "\n":
            text = text.replace("\n", self._newline)
        if not text:
            return count
        if self._at == self._size:
            self._behind.append(text)
        else:
            whole = self._whole()
            if self._at > self._size:
                whole += "\0" * (self._at - self._size)
            self._text = whole[:self._at] + text + \
                whole[self._at + len(text):]
        self._at += len(text)
        self._size = max(self._size, self._at)
        return count

    def seek(self, offset, whence=0, /):
        self._open()
        offset = offset_of(offset)
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and offset < 0:
            raise ValueError(f"Negative seek position {offset}")
        if whence != 0 and offset != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 0:
            self._at = offset
        elif whence == 2:
            self._at = self._size
        return self._at

    def truncate(self, size=None, /):
        self._open()
        if size is None:
            size = self._at
        else:
            size = size_of(size)
            if size < 0:
                raise ValueError(f"Negative size value {size}")
        if size < self._size:
            self._text = self._whole()[:size]
            self._size = size
        return size

    def __getstate__(self):
        return self.getvalue(), self._newline, self._at, None

    def __setstate__(self, state, /):
        if not isinstance(state, tuple) or len(state) < 4:
            raise TypeError("_io.StringIO.__setstate__ argument should be "
                            f"4-tuple, got {type(state).__name__}")
        text, newline, at, names, *_ = state
        self.__init__(text, newline)
        if not isinstance(at, int):
            raise TypeError("third item of state must be an integer, got "
                            + type(at).__name__)
        _restore(self, at, names, "fourth")
