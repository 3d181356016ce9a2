# What copies of exceptions keep.
import copy
import pickle


def shown(error):
    return [type(error).__name__, error.args, error.__dict__ if
            type(error) is Own else None,
            *[getattr(error, name, "-") for name in
              ("filename", "filename2", "name", "path", "lineno", "extra",
               "__notes__")]]


class Own(OSError):
    pass


noted = ValueError("v")
noted.add_note("a note")
noted.extra = 1
for error in (OSError(2, "x", "f"), OSError(2, "x", "f", None, "g"),
              OSError("only"), Own(13, "y", "h"), noted,
              ImportError("x", name="n", path="p"), ImportError("x"),
              NameError("x", name="n"), AttributeError("x", name="n", obj=1),
              SyntaxError("m", ("f", 1, 2, "t")), KeyError("k"),
              StopIteration(3), UnicodeDecodeError("a", b"b", 0, 1, "r")):
    print(shown(copy.copy(error)))
    for protocol in range(5):
        assert shown(pickle.loads(pickle.dumps(error, protocol))) == \
            shown(copy.copy(error))

group = ExceptionGroup("m", [ValueError(1), KeyError(2)])
group.extra = 7
for again in copy.copy(group), pickle.loads(pickle.dumps(group)):
    print(repr(again), again.message, again.exceptions, again.extra)
print(group.derive((OSError(),)), ExceptionGroup("t", (ValueError(),)).args)
for wrong in "", "ab", {}, {1}, None, [1]:
    try:
        group.derive(wrong)
    except (TypeError, ValueError) as error:
        print(error)

missing = ImportError("x")
missing.msg = "other"
print(missing.msg, missing.args)
try:
    missing.__suppress_context__ = 1
except TypeError as error:
    print(error)
