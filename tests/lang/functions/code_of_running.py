# A function that gets other code while it runs: what runs goes on as it was.
def other():
    a, b, c = 1, 2, 3
    return a + b + c


def helper():
    return "helped"


def replaced():
    before = "old"
    replaced.__code__ = other.__code__
    return before, helper(), replaced()


print(replaced())
print(replaced())


def counting():
    for n in range(3):
        counting.__code__ = other.__code__
        yield n, helper()


g = counting()
print(next(g), g.gi_code.co_name, list(g))
print(counting())


def recursive(n):
    if n == 0:
        recursive.__code__ = short.__code__
        return [recursive(9)]
    return recursive(n - 1) + [n]


def short(n):
    return "short"


print(recursive(3))


def failing():
    failing.__code__ = other.__code__
    place = "here"
    raise KeyError(place)


try:
    failing()
except KeyError as e:
    frame = e.__traceback__.tb_next.tb_frame
    print(frame.f_code.co_name, frame.f_locals, frame.f_lineno)
