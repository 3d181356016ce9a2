# Slots and the fields of exceptions go along with what is sent.
# expect: 1 2 False {}
# expect: 7 {'x': 8} [1, 2]
# expect: FileNotFoundError 2 no f {'note': 1} None
# expect: n ['it'] {'__notes__': ['it']} 5
# expect: utf-8 1 2 bad
# expect: g (ValueError(1),)
import midge


class Point:
    __slots__ = ("x", "y", "z", "__dict__")


class Many(list):
    __slots__ = ("n", "__dict__")


class Own(NameError):
    __slots__ = ("slot",)


def make():
    p = Point()
    p.x, p.y = 1, 2
    m = Many([1, 2])
    m.n = 7
    m.__dict__ = {"x": 8}
    missing = OSError(2, "no", "f")
    missing.note = 1
    own = Own("name", name="n")
    own.add_note("it")
    own.slot = 5
    return (p, m, missing, own, UnicodeDecodeError("utf-8", b"abc", 1, 2, "bad"),
            ExceptionGroup("g", [ValueError(1)]))


if __name__ == "__main__":
    p, m, missing, own, bad, group = midge.spawn(make).join()
    print(p.x, p.y, hasattr(p, "z"), vars(p))
    print(m.n, vars(m), m)
    print(type(missing).__name__, missing.errno, missing.strerror,
          missing.filename, vars(missing), missing.filename2)
    print(own.name, own.__notes__, vars(own), own.slot)
    print(bad.encoding, bad.start, bad.end, bad.reason)
    print(group.message, group.exceptions)
