# Who is asked by divmod() and *=, and where index() begins to look.


class Reflected:
    def __rdivmod__(self, other):
        return "reflected", type(other).__name__


class Both(Reflected):
    def __divmod__(self, other):
        return "plain"


class Derived(Both):
    def __rdivmod__(self, other):
        return "derived"


class Refuses(Both):
    def __divmod__(self, other):
        return NotImplemented


class Count:
    def __index__(self):
        return 2


class Number(int):
    pass


def show(source):
    try:
        print(source, eval(source))
    except Exception as e:
        print(source, type(e).__name__, e)


CLASSES = "Reflected() Both() Derived() Refuses() 5 2.5 None".split()
for a in CLASSES:
    for b in CLASSES:
        show(f"divmod({a}, {b})")


def times(a, b):
    a *= b
    return a


for sequence in "'ab'", "[1]", "(1,)", "b'a'":
    for count in "2", "object()", "len", "2.5", "'s'", "Both()":
        show(f"{sequence} * {count}")
        show(f"{count} * {sequence}")
        show(f"times({sequence}, {count})")
        show(f"times({count}, {sequence})")


class Often:
    def __rmul__(self, other):
        print("rmul", end=" ")
        return NotImplemented

    def __index__(self):
        print("index", end=" ")
        return 2


for sequence in "'ab'", "[1]", "(1,)", "b'a'", "bytearray(b'a')":
    show(f"{sequence} * Often()")
    show(f"Often() * {sequence}")
for sequence in "[3, 1, 2]", "(3, 1, 2)":
    for places in "1, 'a'", "1, None", "1, 0, 2.5", "1, Count()", "2, Count()":
        show(f"{sequence}.index({places})")
for value in "[]", "1", "True", "1.0", "Number(1)", "7", "1.5", "Number(7)":
    show(f"range(5).index({value})")
for order in "2", "'b'", "None":
    show(f"int.from_bytes(5, {order})")
    show(f"int.from_bytes('a', {order})")
