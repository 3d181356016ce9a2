# types.TracebackType: made by hand, and put together anew.
# gc every: 2048
import sys
import traceback
import types


def fail():
    raise ValueError("v")


try:
    fail()
except ValueError as e:
    error, tb = e, e.__traceback__
frame = sys._getframe()
Type = types.TracebackType
for arguments in [(None, 1, 2, 3), (1, frame, 2, 3), (None, frame, "a", 3),
                  (None, frame, 1 << 40, 1), (None, frame, 2, 7),
                  (tb, frame, 4, 10)]:
    try:
        made = Type(*arguments)
        print(made.tb_next is arguments[0], made.tb_frame is frame,
              made.tb_lasti, made.tb_lineno)
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)
made = Type(tb_next=None, tb_frame=tb.tb_frame, tb_lasti=tb.tb_lasti,
            tb_lineno=3)
for field in ("tb_lineno", "tb_lasti", "tb_frame"):
    try:
        setattr(made, field, 3)
    except AttributeError:
        print(field, "cannot be set")
try:
    made.tb_next = 3
except TypeError as e:
    print(e)
try:
    del made.tb_next
except TypeError as e:
    print(e)
made.tb_next = tb
for end in (made, tb, tb.tb_next):
    try:
        end.tb_next = made
    except ValueError as e:
        print(e)
print(dir(made))
print("".join(traceback.format_tb(made)), end="")
made.tb_next = tb.tb_next
raise error.with_traceback(made)
