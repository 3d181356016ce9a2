def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


for text in ("  x ", "xxaxx", "", "\u3000y\u3000", "abc"):
    print(repr(text.strip()), repr(text.lstrip()), repr(text.rstrip()))
    print(repr(text.strip("xa")), repr(text.lstrip("x")), repr(text.rstrip("")))
    for width in (0, 3, 4, 7):
        print(repr(text.center(width)), repr(text.ljust(width, ".")),
              repr(text.rjust(width, "\u20ac")), repr(text.zfill(width)))
show("a".strip, 1)
show("a".center, "b")
show("a".center, 5, "xy")
show("a".ljust, 5, 1)
show("a".zfill, 1.5)
for number in ("-5", "+5", "", "--5", "12"):
    print(number.zfill(4), end=" ")
print()
for text in ("a\tb", "\t", "abcdefgh\tx", "1\n2\t3", "\t\t"):
    print(repr(text.expandtabs()), repr(text.expandtabs(4)),
          repr(text.expandtabs(tabsize=0)))
print("prefix-x".removeprefix("prefix-"), "x".removeprefix("y"))
print("file.py".removesuffix(".py"), "a".removesuffix(""), "a".removesuffix("a"))
show("a".removeprefix, 1)
print("aXbXc".replace("X", "--"), "aaa".replace("a", "b", 2), "abc".replace("", "."))
print("abc".replace("", ".", 2), "abc".replace("b", "\u20ac"), "abc".replace("x", "y"))
print("abc".replace("abc", ""), "".replace("", "x"), "a".replace("", "x", 0))
show("a".replace, 1, "b")
show("a".replace, "a", 1)
show("a".replace, "a")
