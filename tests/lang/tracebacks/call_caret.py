def needs(a, b):
    return a


def caller():
    value = needs(1) + needs(1, 2)
    return value


caller()
