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
