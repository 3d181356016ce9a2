# gc every: 256
# frame.clear(), and traceback.clear_frames() over it.
import sys
import traceback


def fail():
    1 / 0


try:
    fail()
except ZeroDivisionError as e:
    traceback.clear_frames(e.__traceback__)
    print(traceback.extract_tb(e.__traceback__)[-1].name)
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)


def steps():
    try:
        yield 1
    finally:
        print("closed")


g = steps()
next(g)
g.gi_frame.clear()
print(next(g, "over"))
