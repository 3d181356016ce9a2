def f(*args, **kwargs):
    pass


for call in ("f(*1)", "f(1, *2)", "f(*[1], *2)", "f(*[], *None, **{})",
             "print(*1)", "f(**1)", "f(**{}, **1)"):
    try:
        eval(call)
    except TypeError as e:
        print(call, e)
