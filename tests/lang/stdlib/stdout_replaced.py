# print() writes to whatever sys.stdout is just now, part by part.
import contextlib
import io
import sys


def say():
    print("said")


class Parts:
    def __init__(self):
        self.parts = []
        self.flushed = 0

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.flushed += 1


out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("a", 1, sep="-")
    say()
    sys.stdout.write("written\n")
print(repr(out.getvalue()))
parts = Parts()
print("x", 2, [3], file=parts)
print(file=parts)
print("y", end="", sep="", file=parts, flush=True)
print(parts.parts, parts.flushed)
sys.stdout, old = parts, sys.stdout
print("p", "q")
say()
sys.stdout = old
print(parts.parts[-5:], sys.stdout is sys.__stdout__)
sys.stdout = None
print("nowhere")
sys.stdout = old
del sys.stdout
try:
    print("lost")
except RuntimeError as error:
    sys.stdout = old
    print(error)
errors = io.StringIO()
with contextlib.redirect_stderr(errors):
    print("e", file=sys.stderr)
    sys.stderr.write("f")
print(repr(errors.getvalue()))
with contextlib.redirect_stdout(io.StringIO()) as nested:
    with contextlib.redirect_stdout(io.StringIO()) as inner:
        say()
    print("outer")
print(nested.getvalue(), inner.getvalue(), sep="")
