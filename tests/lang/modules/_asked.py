x = 1


def __getattr__(name):
    if name in ("missing", "y"):
        raise AttributeError(f"module {__name__!r} has no {name!r}")
    return name.upper()


def __dir__():
    return ["b", "a"]
