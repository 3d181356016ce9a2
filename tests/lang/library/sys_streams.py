# sys.stdout, sys.stderr and sys.stdin refuse what the other direction does.
import sys


def attempt(function, *args):
    try:
        print(function(*args))
    except (OSError, TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


for stream in (sys.stdout, sys.stderr):
    for name in ("read", "readline", "readlines"):
        attempt(getattr(stream, name))
    attempt(next, stream)
    print(isinstance(stream.seekable(), bool), stream.writable(),
          stream.readable(), stream.name, stream.mode, stream.encoding)
print(sys.stderr.errors)
attempt(sys.stdout.write, 5)
attempt(sys.stdout.writelines, ["a", "b\n"])
attempt(sys.stdin.write, "x")
attempt(sys.unraisablehook, 5)
print(sys.stdin.readable(), sys.stdin.writable(), repr(sys.stdin.readline()))
