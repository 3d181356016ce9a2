# The frame of a generator: one object, whether it runs, waits or has ended.
import sys


def steps(n):
    mine = sys._getframe()
    for i in range(n):
        yield mine, mine.f_back.f_code.co_name
    last = "over"


def drive(g):
    return next(g)


g = steps(2)
before = g.gi_frame
print(before is g.gi_frame, before.f_locals, before.f_back)
frame, caller = drive(g)
print(frame is before, caller, frame.f_back, frame.f_locals["i"])
for other, caller in g:
    print(other is frame, caller, frame.f_lineno, frame.f_locals["i"])
print(g.gi_frame, frame.f_locals["last"])


def delegating(n):
    yield from steps(n)


g = delegating(2)
outside = g.gi_frame
for inside, caller in g:
    print(caller, inside.f_back is None, outside.f_lineno)
print(g.gi_frame, list(outside.f_locals))


def failing():
    word = "kept"
    yield 1
    raise OSError(word)


g = failing()
frame = g.gi_frame
next(g)
try:
    next(g)
except OSError as e:
    tb = e.__traceback__
    print(tb.tb_next.tb_frame is frame, frame.f_locals, g.gi_frame)

# Thrown into before it has begun: it shows in the traceback.
g = failing()
frame = g.gi_frame
try:
    g.throw(KeyError("early"))
except KeyError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_frame is frame, tb.tb_lineno, tb.tb_lasti, frame.f_locals)
g.close()
g = failing()
frame = g.gi_frame
g.close()
print(frame.f_locals, g.gi_frame)


async def waiting(n):
    got = n + 1
    return sys._getframe(), got


c = waiting(1)
frame = c.cr_frame
try:
    c.send(None)
except StopIteration as e:
    print(e.value[0] is frame, frame.f_locals, c.cr_frame)
