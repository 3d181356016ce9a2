def show(template, values):
    try:
        print(repr(template % values))
    except Exception as error:
        print(type(error).__name__, error)


class Number:
    def __int__(self):
        return 42

    def __index__(self):
        return 43

    def __float__(self):
        return 4.5


class Oops:
    def __str__(self):
        raise KeyError("inside")


for template in ("%d", "%5.1f|", "%-6s|", "%+d", "% d", "%05d", "%x", "%#o", "%#X",
                 "%e", "%g", "%c", "%r", "%a", "%i", "%u", "%%", "%y", "%", "%(k)s",
                 "%s %s", "%*d", "%-*d|", "%.*f", "%5%", "%lld", "%ld", "%.3s|"):
    for values in (5, -3.75, "text", (1, 2), {"k": "v"}, "x", (5, -7), [1], None, ()):
        show(template, values)
show("%d", Number())
show("%x", Number())
show("%.1f", Number())
show("%s", Oops())
show("%s %d", ("a", "b"))
show("%d", float("nan"))
show("%d", float("inf"))
show("%d", 1e20)
show("%c", 0x20ac)
show("%c", -1)
show("%c", "ab")
show("%(a)s %(b)05.1f %(a)r", {"a": "x", "b": 2})
show("%(a)s", {"b": 2})
show("%(a)s", 5)
show("%s", ((1, 2),))
show("plain", ())
show("plain", 1)
show("plain", {"a": 1})
show("plain", [])
