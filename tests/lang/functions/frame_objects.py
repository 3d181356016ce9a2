# Frames: _getframe(), gi_frame, tb_frame and what they tell.
import sys
def f(n):
    x = n * 2
    fr = sys._getframe()
    print(fr.f_code.co_name, fr.f_lineno, fr.f_locals["x"], fr.f_back.f_code.co_name, fr.f_globals is globals())
    print(sys._getframe(1).f_code.co_name, fr.f_back.f_lineno)
    return fr
def g():
    y = 5
    r = f(3)
    print(sys._getframe().f_locals.keys())
    return r
g()
fr = sys._getframe()
print(fr.f_back, fr.f_code.co_name, fr.f_locals is globals(), fr.f_lineno, type(fr).__name__, fr.f_builtins["len"] is len, fr.f_trace)
try: sys._getframe(100)
except ValueError as e: print(e)
def gen():
    a = 1
    yield a
    b = 2
    yield b
i = gen()
print(i.gi_frame.f_lineno, i.gi_frame.f_locals, i.gi_frame.f_lasti)
next(i)
print(i.gi_frame.f_lineno, i.gi_frame.f_locals, i.gi_frame.f_code is i.gi_code, i.gi_frame.f_back)
next(i)
print(i.gi_frame.f_lineno, i.gi_frame.f_locals)
list(i)
print(i.gi_frame, i.gi_code.co_name, i.gi_running, i.gi_yieldfrom, i.gi_suspended)
try:
    def boom():
        z = 9
        1/0
    boom()
except ZeroDivisionError as e:
    tb = e.__traceback__
    print(tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_next.tb_lineno, tb.tb_next.tb_frame.f_code.co_name, tb.tb_next.tb_next, type(tb).__name__)
    print(tb.tb_frame.f_globals is globals())
    tb.tb_next = None
    print(tb.tb_next)
    print(e.with_traceback(None).__traceback__)
    try: e.__traceback__ = 5
    except TypeError as x: print(x)
    try: e.__cause__ = 5
    except TypeError as x: print(x)
    try: e.__context__ = 5
    except TypeError as x: print(x)
    try: e.args = 5
    except TypeError as x: print(x)
