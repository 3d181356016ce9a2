# vm-only: the limit is Midge's own; CPython's compiler has none.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(eval, "#" * (256 << 10))
attempt(eval, "1 #" + " " * ((256 << 10) - 3))
attempt(exec, "x = 1\n" * 50000)
attempt(breakpoint)
