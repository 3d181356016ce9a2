class Everything:
    def __len__(self): return 3
    def __iter__(self): return iter("xyz")
    def __contains__(self, x): return x == "magic"
    def __reversed__(self): return iter("zyx")
    def __index__(self): return 1
    def __bool__(self): return False
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __format__(self, spec): return f"format:{spec}"
    def __hash__(self): return 9
    def __dir__(self): return ["b", "a"]
    def __bytes__(self): return b"bytes"
e = Everything()
print(len(e), list(e), "magic" in e, "x" in e, list(reversed(e)), [10, 20][e], bool(e), str(e), [e], f"{e:q}", hash(e), dir(e), bytes(e))
print("%s %r" % (e, e), "{} {!r}".format(e, e), tuple(e), set(e) == set("xyz"), "-".join(e), sorted(e, reverse=True), dict.fromkeys(e, 0), list(zip(e, e)), list(map(ord, e)))
