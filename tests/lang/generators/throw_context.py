from contextlib import ExitStack, contextmanager
# gc every: 2048
def chain(e):
    out = []
    while e is not None and len(out) < 8:
        out.append(e.args)
        e = e.__context__
    return out
@contextmanager
def raising(exc):
    try:
        yield
    finally:
        raise exc
try:
    with ExitStack() as stack:
        for i in range(4):
            stack.enter_context(raising(KeyError(i)))
        raise ValueError("first")
except Exception as e:
    print(chain(e))
def g():
    try:
        yield 1
    except ValueError as e:
        print("in", chain(e))
        yield 2
        yield 3
x = g(); next(x)
try:
    1/0
except ZeroDivisionError:
    x.throw(ValueError("a"))
    try:
        x.throw(ValueError("b"))
    except ValueError as e:
        print(chain(e))
    try:
        x.throw(ValueError("c"))
    except ValueError as e:
        print(chain(e))
    try:
        g().throw(ValueError("d"))
    except ValueError as e:
        print(chain(e))
    try:
        g().throw(StopIteration("d"))
    except RuntimeError as e:
        print(chain(e))
    try:
        g().throw(ValueError)
    except ValueError as e:
        print(chain(e))
def outer():
    try:
        yield from g()
    except ValueError as e:
        print('outer', chain(e))
        raise
o=outer(); next(o)
try: o.throw(KeyError(5))
except KeyError as e: print(chain(e))
import traceback
o = g(); next(o)
try:
    1/0
except Exception:
    o.throw(KeyError(6))
