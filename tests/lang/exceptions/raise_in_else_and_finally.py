def f(where):
    try:
        if where == "try": raise ValueError("try")
    except ValueError:
        print("handled")
        if where == "try": raise KeyError("except")
    else:
        if where == "else": raise ValueError("else")
    finally:
        if where == "finally": raise TypeError("finally")
        print("cleanup")
for where in ("none", "try", "else", "finally"):
    try:
        f(where)
    except Exception as error:
        print(repr(error), repr(error.__context__))
