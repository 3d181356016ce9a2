# Parts of a view that run backwards, or by steps, can be assigned to.
def show(size, letter, change):
    data = bytearray(range(size))
    view = memoryview(data).cast(letter)
    try:
        change(view)
    except (ValueError, TypeError) as error:
        print(error)
    print(data.hex(), view.tolist())


def turn(view):
    view[:] = view[::-1]


def back(view):
    view[::-1] = view[:]


def steps(view):
    view[::2] = view[::-2][:len(view[::2])]


def tail(view):
    view[-1:-3:-1] = view[:2]


def nothing(view):
    view[9:1:-1] = view[:0]
    view[3:1] = b""


def wrong(view):
    view[::-1] = view[1:]


for size, letter in ((8, "B"), (8, "h"), (16, "i"), (24, "q"), (16, "d")):
    for change in turn, back, steps, tail, nothing, wrong:
        show(size, letter, change)
