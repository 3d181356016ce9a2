print(str(None), str(12), str(1.5), str([1, "a"]), str({"k": (1,)}), str(range(3)), str(b"x"), str(), str("s"))
print(repr("s"), [None, True, "x", 1.0, b"b"], ("one",), (), [], {}, set())
class Plain:
    def __str__(self):
        return "as text"
class Both(Plain):
    def __repr__(self):
        return "Both()"
print(str(Both()), [Both()], f"{Both()} {Both()!r}", "%s %r" % (Both(), Both()))
