# Numbers of one's own in %-formats, and the flag that bytes alone know.
import warnings

warnings.simplefilter("ignore")


class Int:
    def __int__(self):
        return 7


class Index:
    def __index__(self):
        return 8


class Float:
    def __float__(self):
        return 2.5


class Cut:
    def __trunc__(self):
        return 9


class CutFloat(Cut, Float):
    pass


class NoInt:
    def __int__(self):
        raise TypeError("refused")


class BadInt:
    def __int__(self):
        raise KeyError("refused")


def show(template, value):
    try:
        print(ascii(template), ascii(template % value))
    except Exception as e:
        print(ascii(template), type(value).__name__, type(e).__name__, e)


for value in Int(), Index(), Float(), Cut(), CutFloat(), NoInt(), BadInt():
    for template in "%d", "%i", "%x", "%f", b"%d", b"%i", b"%o", b"%e":
        show(template, value)
for flags in "z.1f", "z>", "zd", "z", "% -z>"[1:], "z+.1f", "zz.1f", "zx", "zc":
    for value in -0.04, 5, "a":
        show("%" + flags, value)
        show(("%" + flags).encode(), value)
show(b"%z.2e", -1e-300)
show(b"%z.0f", float("-inf"))
