# Which line a frame shows that has ended.
import sys


def returned():
    frames.append(sys._getframe())
    x = [1,
         2]


def in_handler():
    try:
        1 / 0
    except ZeroDivisionError as e:
        "x" + 1
        pass


class Noop:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def in_with():
    with Noop():
        1 / 0
        pass


frames = []
returned()
print(frames[0].f_lineno)
for function in (in_handler, in_with):
    try:
        function()
    except Exception as e:
        tb = e.__traceback__.tb_next
        while tb is not None:
            print(tb.tb_frame.f_code.co_name, tb.tb_lineno,
                  tb.tb_frame.f_lineno)
            tb = tb.tb_next
