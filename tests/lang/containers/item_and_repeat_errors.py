# Wrong deletions, slice assignments, indices and counts.
def attempt(source):
    try:
        exec(source, {"big": 10**20, "I": I})
        print(source)
    except Exception as e:
        print(source, "|", type(e).__name__, e)


class I:
    def __index__(self):
        return "x"


for source in (
        "del 'abc'[0]", "del 'abc'[0:1]", "del (1,)[0]", "del b'a'[0]",
        "x = 5\ndel x[0]", "del range(3)[0]", "x = {1}\ndel x[0]",
        "del 'a'['b']", "x = [1, 2, 3]\nx[0:2:1] = 5", "x = [1]\nx[0:2] = 5",
        "x = [1, 2, 3]\nx[::2] = 5", "x = [1, 2, 3]\nx[::2] = [1]",
        "[].insert(big, 1)", "[].insert(-big, 1)", "[].pop(big)", "[1][big]",
        "'a' * big", "[1] * big", "(1,) * -big", "b'' * big", "[1][I()]",
        "'a'[I()]", "(1,)[I()]", "[1][I():]", "range(3)[0:big]"):
    attempt(source)
print(bytearray(b"it's"), bytearray(b'a"b'), bytearray(b"\\'"), b"it's")
