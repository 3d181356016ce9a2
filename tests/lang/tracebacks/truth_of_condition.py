# gc every: 256
# The truth of a condition is asked by the statement that has it.
import traceback


class Bad:
    def __bool__(self):
        raise ValueError("no truth")


def when():
    if Bad(): pass


def loop():
    while not Bad():
        pass


def both():
    return 1 and Bad() and 2


def choose():
    return 1 if Bad() or 0 else 2


def filtered():
    return [x for x in (1,) if Bad()]


def claim():
    assert Bad(), "message"


for f in (when, loop, both, choose, filtered, claim):
    try:
        f()
    except ValueError:
        traceback.print_exc()
both() if Bad() else 1
