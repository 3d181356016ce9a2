# What a SyntaxError says of its place comes from its arguments, and can be set.
NAMES = ("msg", "filename", "lineno", "offset", "text", "end_lineno",
         "end_offset", "print_file_and_line", "args")


def show(e):
    print(*[repr(getattr(e, name)) for name in NAMES])
    print(e)


show(SyntaxError())
show(SyntaxError("m"))
show(SyntaxError("m", ("d/f.py", 3, 5, "text")))
show(SyntaxError("m", ("f.py", 3, 5, "text", 4, 6)))
show(SyntaxError("m", ["f.py", 3, 5, "text"]))
show(SyntaxError("m", (None, 3, 5, None)))
show(SyntaxError("m", ("f.py", None, None, None)))
show(SyntaxError("a", "b", "c"))
e = SyntaxError("m")
e.lineno = 7
e.filename = "g.py"
e.msg = "n"
show(e)
for wrong in ((1, 2), (1, 2, 3, 4, 5), (1,) * 7, 5):
    try:
        SyntaxError("m", wrong)
    except TypeError as e:
        print(e)
