def f():
    try:
        try:
            raise ValueError("inner")
        except KeyError:
            print("wrong")
        finally:
            print("inner finally")
    except ValueError as error:
        print("outer", error)
        try:
            raise TypeError("in handler")
        except TypeError as second:
            print(second, "while", second.__context__)
    else:
        print("never")
f()
def g(depth):
    try:
        if depth == 0: raise ValueError("deep")
        g(depth - 1)
    except ValueError as error:
        print("level", depth)
        raise RuntimeError(depth) from error if depth == 3 else error
try:
    g(2)
except (ValueError, RuntimeError) as error:
    print(repr(error), repr(error.__cause__))
