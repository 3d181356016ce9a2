# The parts of module sys that are Python.

from _prelude import flush, take_input, write

exc_info = native_module("sys").exc_info


class ByteStream:
    """What is under sys.stdout and sys.stderr: bytes that are text."""

    closed = False
    mode = "wb"

    def __init__(self, stream, name):
        self._stream = stream
        self.name = name

    def write(self, data):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        write(self._stream, bytes(data).decode("utf-8", "backslashreplace"))
        return len(data)

    def flush(self):
        flush(self._stream)

    def writable(self):
        return True


def refuse_operation(why):
    def refuse(self, *args):
        raise import_module("_io_bases").UnsupportedOperation(why)
    return refuse


class TextStream:
    """sys.stdout and sys.stderr: text goes to the swarm's log."""

    encoding = "utf-8"
    closed = False
    mode = "w"
    newlines = None
    line_buffering = True
    write_through = False

    @property
    def buffer(self):
        return ByteStream(self._stream, self.name)

    def reconfigure(self, *, encoding=None, errors=None, newline=None,
                    line_buffering=None, write_through=None):
        if encoding not in (None, "utf-8", "UTF-8", "utf8"):
            raise ValueError("what a swarm prints is UTF-8")

    def __init__(self, stream, name, errors):
        self._stream = stream
        self.name = name
        self.errors = errors

    def write(self, text):
        return write(self._stream, text)

    read = readline = readlines = __next__ = refuse_operation("not readable")
    seek = tell = refuse_operation("underlying stream is not seekable")

    def __iter__(self):
        return self

    # The log stays open whoever has written to it.
    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def seekable(self):
        return False

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        flush(self._stream)

    def isatty(self):
        return False

    def fileno(self):
        return self._stream

    def writable(self):
        return True

    def readable(self):
        return False

    def __repr__(self):
        return f"<TextStream name={self.name!r}>"


class ByteInput:
    """sys.stdin.buffer: what has come to the program's input."""

    closed = False
    mode = "rb"
    name = "<stdin>"

    def __init__(self):
        self._bytes = bytearray()
        self._at = 0  # What stands before it was read.
        self._ended = False

    # Waits until more has come; False at the end.
    def _has_more(self):
        while not self._ended:
            piece = take_input()
            if piece:
                del self._bytes[:self._at]
                self._at = 0
                self._bytes += piece
                return True
            self._ended = piece is not None
            if not self._ended:
                sleep(0.01)
        return False

    def _take(self, end):
        taken = bytes(self._bytes[self._at:end])
        self._at += len(taken)
        return taken

    def read(self, size=-1, /):
        if size is None:
            size = -1
        while size < 0 or len(self._bytes) - self._at < size:
            if not self._has_more():
                break
        return self._take(self._at + size if size >= 0 else None)

    def readline(self, size=-1, /):
        if size is None:
            size = -1
        while (end := self._bytes.find(b"\n", self._at) + 1) == 0:
            if not self._has_more():
                end = len(self._bytes)
                break
        return self._take(min(end, self._at + size) if size >= 0 else end)

    def fileno(self):
        return 0

    def isatty(self):
        return False

    # The lines that have come, one at least but at the end.
    def _take_lines(self):
        while (end := self._bytes.rfind(b"\n", self._at) + 1) == 0:
            if not self._has_more():
                end = None
                break
        return self._take(end)

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return False

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    write = writelines = refuse_operation("write")
    seek = tell = refuse_operation("underlying stream is not seekable")


class InputStream:
    """sys.stdin: the input of the process that runs the program."""

    encoding = "utf-8"
    errors = "strict"
    closed = False
    mode = "r"
    name = "<stdin>"
    newlines = None

    def __init__(self):
        self.buffer = ByteInput()
        self._text = ""
        self._at = 0  # What stands before it was read.

    # Reads the lines that have come; False at the end.
    def _has_more(self):
        more = self.buffer._take_lines().decode()
        self._text = self._text[self._at:] + more
        self._at = 0
        return more != ""

    def _take(self, end):
        text = self._text[self._at:end]
        self._at += len(text)
        return text

    def read(self, size=-1, /):
        if size is None or size < 0:
            return self._take(None) + self.buffer.read().decode()
        while len(self._text) - self._at < size and self._has_more():
            pass
        return self._take(self._at + size)

    def readline(self, size=-1, /):
        while (end := self._text.find("\n", self._at) + 1) == 0:
            if not self._has_more():
                end = len(self._text)
                break
        return self._take(min(end, self._at + size) if size >= 0 else end)

    readlines = ByteInput.readlines
    write = writelines = refuse_operation("not writable")
    seek = tell = refuse_operation("underlying stream is not seekable")
    seekable = ByteInput.seekable
    fileno = ByteInput.fileno
    isatty = ByteInput.isatty
    readable = ByteInput.readable
    writable = ByteInput.writable
    __next__ = ByteInput.__next__

    def __iter__(self):
        return self

    def __repr__(self):
        return "<InputStream name='<stdin>'>"


for stream in ByteStream, TextStream, ByteInput, InputStream:
    stream.__module__ = "sys"
stdin = InputStream()


# What exit and quit are.
class Quitter:
    __module__ = "_sitebuiltins"

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f"Use {self.name}() or {self.eof} to exit"

    def __call__(self, code=None):
        raise SystemExit(code)


exit_builtin = Quitter("exit", "Ctrl-D (i.e. EOF)")
quit_builtin = Quitter("quit", "Ctrl-D (i.e. EOF)")
stdout = TextStream(1, "<stdout>", "strict")
stderr = TextStream(2, "<stderr>", "backslashreplace")


class asyncgen_hooks(tuple):
    @property
    def firstiter(self):
        return self[0]

    @property
    def finalizer(self):
        return self[1]

    def __repr__(self):
        return (f"sys.asyncgen_hooks(firstiter={self[0]!r}, "
                f"finalizer={self[1]!r})")


def get_asyncgen_hooks():
    return asyncgen_hooks(HOOKS)


def set_asyncgen_hooks(firstiter=HOOKS, finalizer=HOOKS):
    for hook, name in ((firstiter, "firstiter"), (finalizer, "finalizer")):
        if hook is not HOOKS and hook is not None and not callable(hook):
            raise TypeError(f"callable {name} expected, got "
                            f"{type_name(hook)}")
    if firstiter is not HOOKS:
        HOOKS[0] = firstiter
    if finalizer is not HOOKS:
        HOOKS[1] = finalizer


def displayhook(value, /):
    if value is None:
        return
    builtins = import_module("builtins")
    builtins._ = None
    text = repr(value) + "\n"
    out = getattr(import_module("sys"), "stdout", None)
    if out is None:
        raise RuntimeError("lost sys.stdout")
    out.write(text)
    builtins._ = value


displayhook.__module__ = "sys"


class SimpleNamespace:
    """Attributes by keywords, and a repr that shows them."""

    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        cls = type(self)
        name = "namespace" if cls is SimpleNamespace else cls.__name__
        inside = thread_locals().setdefault("namespaces", set())
        if id(self) in inside:
            return f"{name}(...)"
        inside.add(id(self))
        try:
            items = [f"{key}={value!r}"
                     for key, value in self.__dict__.items()]
        finally:
            inside.discard(id(self))
        return f"{name}({', '.join(items)})"

    def __eq__(self, other):
        if not issubclass(type(self), SimpleNamespace) \
                or not issubclass(type(other), SimpleNamespace):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __reduce__(self):
        return type(self), (), self.__dict__


SimpleNamespace.__module__ = "types"


def refuse_change(self, value):
    raise AttributeError("readonly attribute")


def struct_field(index):
    return property(lambda self: self[index], refuse_change)


def struct_repr(self):
    items = [f"{name}={value!r}"
             for name, value in zip(self.__match_args__, self)]
    return f"{type(self).__module__}.{type(self).__name__}({', '.join(items)})"


def struct(name, /, **fields):
    # One of sys' tuples whose items have names too.
    namespace = {"__slots__": (), "__module__": "sys",
                 "__match_args__": tuple(fields), "__repr__": struct_repr}
    for index, field in enumerate(fields):
        namespace[field] = struct_field(index)
    return tuple.__new__(type(name, (tuple,), namespace), fields.values())


version_info = struct("version_info", major=3, minor=11, micro=2,
                      releaselevel="final", serial=0)
implementation = SimpleNamespace(name="midge", cache_tag=None,
                                 version=version_info, hexversion=0x030B02F0)
flags = struct("flags", debug=0, inspect=0, interactive=0, optimize=0,
               dont_write_bytecode=1, no_user_site=0, no_site=0,
               ignore_environment=0, verbose=0, bytes_warning=0, quiet=0,
               hash_randomization=0, isolated=0, dev_mode=False, utf8_mode=1,
               warn_default_encoding=0, safe_path=False,
               int_max_str_digits=-1)
float_info = struct("float_info", max=1.7976931348623157e+308, max_exp=1024,
                    max_10_exp=308, min=2.2250738585072014e-308,
                    min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53,
                    epsilon=2.220446049250313e-16, radix=2, rounds=1)
int_info = struct("int_info", bits_per_digit=64, sizeof_digit=8,
                  default_max_str_digits=4300,
                  str_digits_check_threshold=640)
hash_info = struct("hash_info", width=64, modulus=2305843009213693951,
                   inf=314159, nan=0, imag=1000003, algorithm="midge",
                   hash_bits=64, seed_bits=0, cutoff=0)
thread_info = struct("thread_info", name="midge", lock=None, version=None)


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def getfilesystemencodeerrors():
    return "surrogateescape"


def exception():
    return exc_info()[1]


def breakpointhook(*args, **kws):
    raise RuntimeError("breakpoint() is not supported: an agent has no "
                       "debugger; see `midge inspect`")


# What can be asked, but not changed, of an agent's interpreter.
def refuse_tracing(function, what):
    if function is not None:
        raise NotImplementedError(f"sys.{what}() is not supported: an agent's "
                                  "threads are not traced")


def settrace(function, /):
    refuse_tracing(function, "settrace")


def setprofile(function, /):
    refuse_tracing(function, "setprofile")


def gettrace():
    return None


getprofile = gettrace


def call_tracing(func, args, /):
    return func(*args)


def audit(event, /, *args):
    pass


def addaudithook(hook):
    raise NotImplementedError("sys.addaudithook() is not supported: nothing "
                              "is audited in an agent")


# Threads take turns by a budget of opcodes; the interval is only kept.
SWITCH_INTERVAL = [0.005]


def getswitchinterval():
    return SWITCH_INTERVAL[0]


def setswitchinterval(interval, /):
    if interval <= 0.0:
        raise ValueError("switch interval must be strictly positive")
    SWITCH_INTERVAL[0] = float(interval)


def is_finalizing():
    return False


# Remembered; cr_origin is None whatever it is.
origin_tracking_depth = [0]


def get_coroutine_origin_tracking_depth():
    return origin_tracking_depth[0]


def set_coroutine_origin_tracking_depth(depth):
    if depth < 0:
        raise ValueError("depth must be >= 0")
    origin_tracking_depth[0] = depth


builtin_module_names = (
    "_abc", "_ast", "_bisect", "_blake2", "_codecs", "_collections",
    "_contextvars", "_csv", "_functools", "_heapq", "_imp", "_io", "_json",
    "_md5", "_operator", "_posixsubprocess", "_queue", "_sha1", "_sha256",
    "_sha3", "_sha512", "_signal", "_socket", "_sre", "_string", "_struct",
    "_thread", "_weakref", "array", "atexit", "binascii", "builtins", "cmath",
    "errno", "gc", "itertools", "marshal", "math", "midge", "posix", "select",
    "sys", "time", "unicodedata", "zlib")
