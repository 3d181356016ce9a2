class C:
    shared = []
    n = 0
a, b = C(), C()
a.shared.append(1); a.n += 1; a.own = "x"
print(b.shared, C.n, a.n, b.n, a.__dict__, b.__dict__, vars(a))
C.late = "added"
print(b.late, hasattr(b, "own"), getattr(b, "own", "none"))
setattr(b, "own", 2); delattr(a, "own")
print(b.own, a.__dict__, sorted(k for k in C.__dict__ if not k.startswith("__")))
for bad in (lambda: a.own, lambda: C.nope, lambda: delattr(a, "zz"), lambda: (5).x, lambda: setattr(5, "x", 1), lambda: None.foo):
    try:
        bad()
    except AttributeError as error:
        print(error)
