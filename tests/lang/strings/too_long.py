# not in slice: few instructions, each of seconds
# not in gc: few instructions, each of seconds
# vm-only: CPython has no limit on the size of an int or of a format's width
def show(name, function):
    try:
        result = function()
    except (MemoryError, OverflowError, ValueError) as error:
        print(name, type(error).__name__, error)
    else:
        print(name, "made", type(result).__name__)


huge = 10 ** 10
show("center", lambda: "x".center(huge))
show("ljust", lambda: b"x".ljust(huge))
show("zfill", lambda: "1".zfill(huge))
show("multiply", lambda: "x" * huge)
show("bytes", lambda: bytes(huge))
show("expandtabs", lambda: ("\t" * 100).expandtabs(10 ** 9))
show("replace", lambda: ("a" * 100000).replace("a", "b" * 100000))
show("join", lambda: ("b" * 100000).join(["a"] * 100000))
show("format", lambda: format(1, str(huge)))
show("precision", lambda: format(1.5, f".{huge}f"))
show("percent", lambda: "%10000000000d" % 1)
show("shift", lambda: 1 << huge)
show("power", lambda: 10 ** huge)
show("product", lambda: (1 << 60_000_000) * (1 << 60_000_000))
show("to_bytes", lambda: (1).to_bytes(huge, "big"))
show("small", lambda: "x" * 10)
