def a():
    x = 1
    def b():
        y = 2
        def c():
            nonlocal x, y
            x += 10
            y += 20
            return lambda: (x, y)
        return c(), lambda: y
    f, g = b()
    x += 100
    return f(), g()
print(a())
