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
