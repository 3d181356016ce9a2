# What is left of a frame when its function is over: its locals, its place, and
# where it was called from.
import sys


def inner(n):
    doubled = n * 2
    later = [doubled]
    del doubled
    raise ValueError(later)


def middle(word):
    seen = word.upper()
    return inner(len(seen))


def outer():
    try:
        middle("abc")
    except ValueError as error:
        kept = error
    after = "set later"
    return kept


def frames_of(error):
    tb, frames = error.__traceback__, []
    while tb is not None:
        frames.append(tb.tb_frame)
        tb = tb.tb_next
    return frames


error = outer()
for frame in frames_of(error):
    shown = {k: v for k, v in frame.f_locals.items() if k != "kept"}
    print(frame.f_code.co_name, frame.f_lineno, shown)
print([a is b for a, b in zip(frames_of(error), frames_of(error))])
print([f.f_back.f_code.co_name for f in frames_of(error)[1:]])
first = frames_of(error)[0]
print(first.f_locals is first.f_locals, first.f_locals["kept"] is error)


# One frame, one object.
def same():
    frame = sys._getframe()
    here = frame.f_locals
    print(frame is sys._getframe(), here is frame.f_locals, here is locals())
    try:
        raise KeyError
    except KeyError as e:
        print(e.__traceback__.tb_frame is frame)
    return frame, called(frame)


def called(frame):
    print(sys._getframe(1) is frame, sys._getframe().f_back is frame)
    return sys._getframe()


frame, callee = same()
print(callee.f_back is frame, frame.f_back is sys._getframe())
print(sorted(frame.f_locals), frame.f_lineno, callee.f_lineno)


# Closures see what the variable holds now, and cleared frames nothing.
def closing():
    count = 1

    def add(n):
        nonlocal count
        count += n
        return sys._getframe()

    return add, sys._getframe()


add, maker = closing()
print(maker.f_locals["count"], add(4).f_locals, maker.f_locals["count"])
frame = add(1)
frame.clear()
print(frame.f_locals)


# In a loop: each call has a frame of its own, the loop's has one.
def attempt(n):
    try:
        return 1 / n
    except ZeroDivisionError as e:
        return e.__traceback__.tb_frame


caught = [attempt(0) for _ in range(3)]
print(len({id(f) for f in caught}), [f.f_locals["n"] for f in caught])
print(caught[0].f_lineno == caught[1].f_lineno)


class Maker:
    def __init__(self, size):
        try:
            self.size = 10 // size
        except ZeroDivisionError as e:
            self.frame = e.__traceback__.tb_frame


maker = Maker(0)
print(maker.frame.f_locals["size"], maker.frame.f_locals["self"] is maker)


def body():
    try:
        class Half:
            done = 1
            undone = missing
    except NameError as e:
        return e.__traceback__.tb_next.tb_frame


print(body().f_locals["done"], body().f_code.co_name)
