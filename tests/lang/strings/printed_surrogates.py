# A surrogate that stands alone cannot be printed, only escaped on stderr.
import sys


class Bad:
    def __str__(self):
        raise KeyError("no text")


class Plain:
    def __str__(self):
        return "plain"


def show(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except Exception as e:
        print()
        print(repr(e))
    else:
        print("printed")


show(print, "\ud800")
show(print, "ab", "c\ud800d", "e")
show(print, "ab", "cd", end="\udbff")
show(print, "ab", "cd", sep="-\udbff")
show(print, Plain(), "\ud83d\ude00")
show(print, "\U0001f600", "퟿", "\ue000", "í")
show(print, "before", Plain(), Bad(), "behind")
show(print, Bad())
show(sys.stdout.write, "x\ud912\n")
show(sys.stdout.writelines, ["one ", "\ud800", "two"])
print("told: \ud800 and \udfff", file=sys.stderr)
sys.stderr.write("퟿\ud912\U0001f600\n")
raise ValueError("a \ud800 b")
