def show(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for text in (" a  b c ", "", "   ", "one", "a,b,,c,", "\u2003x\u00a0y"):
    print(text.split(), text.split(None, 1), text.rsplit(None, 1))
    print(text.split(","), text.split(",", 2), text.rsplit(",", 2))
    print(text.split(maxsplit=0), text.split(sep=" ", maxsplit=1))
    print(text.partition(","), text.rpartition(","))
for text in ("a\nb\r\nc\rd", "x\n", "\n", "", "a\x0bb\x1cc\u2028d\x85e"):
    print(text.splitlines(), text.splitlines(True), text.splitlines(keepends=1))
show("abc".split, "")
show("abc".split, 1)
show("abc".partition, "")
show("abc".partition, 1)
print("-".join(["a", "b", "c"]), ",".join("xyz"), "".join([]), "x".join(["y"]))
print(", ".join(str(i) for i in range(5)), "-".join({"k": 1}))
show("-".join, ["a", 1])
show("-".join, 5)
show("-".join, [None])


class Word(str):
    pass


print("+".join([Word("a"), "b"]), type("".join([Word("w")])), Word("x y").split())
