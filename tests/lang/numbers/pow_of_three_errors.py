# pow() of three arguments that are not all ints.
for args in ((1, 2, "x"), ("x", 2, 3), (1, "x", 2), (1.0, 2, 3), (2, 3, 0),
             (2, 1, 2.0), ([], 1, ()), (2, -1, 4), ("a", 2, None)):
    try:
        print(pow(*args))
    except Exception as e:
        print(type(e).__name__, e)
