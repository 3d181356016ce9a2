# Texts of OSErrors and SyntaxErrors whose parts have texts of their own.
# gc every: 2048
import pathlib


class Said:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return "str " + self.text

    def __repr__(self):
        return "repr " + self.text


print(FileNotFoundError(2, "gone", pathlib.PurePosixPath("a/b")))
print(OSError(2, "gone", Said("one"), None, Said("two")))
print(OSError(Said("number"), Said("text")))
print(OSError(Said("alone")), "|", OSError(1, 2, 3, 4, 5, Said("six")))
print(SyntaxError(Said("message"), ("/a/f.py", 3, 1, "x")))
print(SyntaxError(Said("message"), (None, 3, 1, "x")))
print(SyntaxError(Said("message")))
try:
    open(pathlib.PurePosixPath("not/there"))
except FileNotFoundError as e:
    print(e, repr(e.filename))
try:
    pathlib.Path("not/there").read_text()
except FileNotFoundError as e:
    print(e)
