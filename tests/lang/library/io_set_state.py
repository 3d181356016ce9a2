# What __setstate__() of streams in memory refuses.
import io


def attempt(stream, state):
    try:
        print(stream.__setstate__(state), stream.getvalue(), stream.tell(),
              getattr(stream, "name", None))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


for state in ((b"abc", -1, None), (b"no",), 0, (b"x", "y", None),
              (b"x", 1, 5), ("x", 0, None), (b"abc", 1, None),
              (b"abc", 2, {"name": "n"})):
    attempt(io.BytesIO(), state)
for state in (("", "", -1, None), ("no",), 0, ("x", "\n", "y", None),
              ("x", "\n", 1, 5), (b"x", "\n", 0, None), ("x", "z", 0, None),
              ("abc", None, 1, None), ("abc", "\n", 2, {"name": "n"})):
    attempt(io.StringIO(), state)
