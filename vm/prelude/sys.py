# The parts of module sys that are Python.

from _prelude import write


class TextStream:
    """sys.stdout and sys.stderr: text goes to the swarm's log."""

    encoding = "utf-8"
    errors = "strict"
    closed = False

    def __init__(self, stream, name):
        self._stream = stream
        self.name = name

    def write(self, text):
        return write(self._stream, text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

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


TextStream.__module__ = "sys"
stdout = TextStream(1, "<stdout>")
stderr = TextStream(2, "<stderr>")


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
                            f"{type(hook).__name__}")
    if firstiter is not HOOKS:
        HOOKS[0] = firstiter
    if finalizer is not HOOKS:
        HOOKS[1] = finalizer


def displayhook(value):
    if value is not None:
        print(repr(value))


displayhook.__module__ = "sys"


class SimpleNamespace:
    """A simple attribute-based namespace."""

    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        cls = type(self)
        name = "namespace" if cls is SimpleNamespace else cls.__name__
        items = [f"{key}={value!r}" for key, value in self.__dict__.items()]
        return f"{name}({', '.join(items)})"

    def __eq__(self, other):
        if not isinstance(other, SimpleNamespace):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __reduce__(self):
        return type(self), (), self.__dict__


SimpleNamespace.__module__ = "types"


def struct_field(index):
    return property(lambda self: self[index])


def struct_repr(self):
    items = [f"{name}={value!r}"
             for name, value in zip(self.__match_args__, self)]
    return f"{type(self).__module__}.{type(self).__name__}({', '.join(items)})"


def struct(name, **fields):
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
               int_max_str_digits=4300)
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


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def getfilesystemencodeerrors():
    return "surrogateescape"


builtin_module_names = (
    "_abc", "_ast", "_codecs", "_collections", "_contextvars", "_functools",
    "_imp", "_io", "_sre", "_thread", "_weakref", "atexit", "builtins",
    "errno", "gc", "itertools", "math", "midge", "posix", "sys", "time")
