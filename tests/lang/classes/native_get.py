# Builtin functions as descriptors, and what methods lack.
print(str.upper.__get__("a")(), list.append.__get__([1])(2))


class C:
    def m(self):
        pass


for make in (lambda: C().m.absent, lambda: C.m.absent):
    try:
        make()
    except AttributeError as e:
        print(e)
