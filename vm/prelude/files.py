# open(), for the files that came with the program and nothing else: an
# agent does not reach the files of the machine it happens to run on.


class TextFile:
    """A data file opened for reading text."""

    def __init__(self, name, text):
        self.name = name
        self.mode = "r"
        self.encoding = "utf-8"
        self.closed = False
        self._text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._at = 0
        self._end = "\n"

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def read(self, size=-1):
        self._check()
        at = self._at
        if size is None or size < 0:
            self._at = len(self._text)
            return self._text[at:]
        self._at = min(at + size, len(self._text))
        return self._text[at:self._at]

    def readline(self):
        self._check()
        at = self._at
        end = self._text.find(self._end, at)
        self._at = len(self._text) if end < 0 else end + 1
        return self._text[at:self._at]

    def readlines(self):
        return list(self)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        raise unsupported("not writable")

    def readable(self):
        return True

    def writable(self):
        return False

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback):
        self.close()


class BytesFile(TextFile):
    """A data file opened for reading bytes."""

    def __init__(self, name, data):
        self.name = name
        self.mode = "rb"
        self.closed = False
        self._text = data
        self._at = 0
        self._end = b"\n"


def unsupported(message):
    return OSError(message)


def open_file(file, mode="r", buffering=-1, encoding=None, errors=None,
              newline=None, closefd=True, opener=None):
    if not isinstance(file, str):
        raise TypeError(
            f"expected str, not {type(file).__name__}")
    if mode not in ("r", "rt", "tr", "rb", "br"):
        raise PermissionError(13, "Agents can only read data files", file)
    data = data_file(file)
    if data is None:
        data = own_source(file)
    if data is None:
        raise FileNotFoundError(
            2, "No such file came with the program", file)
    if "b" in mode:
        return BytesFile(file, data)
    return TextFile(file, data.decode(encoding or "utf-8",
                                      errors or "strict"))


class Loader:
    """Where modules come from: the program, and what came along with it."""

    def get_source(self, name):
        # The entry has another name where it is not run as a script.
        text = module_source(name)
        return module_source("__main__") if text is None else text

    def is_package(self, name):
        return hasattr(modules()[name], "__path__")

    def __repr__(self):
        return "<Loader of the program>"


Loader.__module__ = "midge"
loader = Loader()


def own_source(file):
    # The bytes of the source file of a module that is imported, or None.
    for name, module in list(modules().items()):
        if getattr(module, "__file__", None) == file:
            return loader.get_source(name).encode()
    return None
