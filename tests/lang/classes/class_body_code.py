class C:
    print("in body", __name__, __qualname__)
    x = 1
    y = [x + i for i in range(2) if True] if False else x + 1
    for i in range(3):
        x += i
    if x > 3:
        def chosen(self): return "big"
    else:
        def chosen(self): return "small"
    del i
    try:
        1 / 0
    except ZeroDivisionError:
        z = "caught"
print(C.x, C.y, C().chosen(), C.z, hasattr(C, "i"), C.__dict__["x"])
