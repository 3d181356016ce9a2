class A: pass
class E:
    def __eq__(self, o): return True
class H:
    def __hash__(self): return 42
    def __eq__(self, o): return type(o) is H
class Sub(E):
    __hash__ = object.__hash__
a = A()
print(hash(a) == hash(a), a == a, A() == A(), len({H(), H()}), hash(H()), isinstance(hash(Sub()), int), E.__hash__)
class BadHash:
    def __hash__(self): return "x"
for bad in (E(), BadHash(), [], {}, set()):
    try:
        hash(bad)
    except TypeError as error:
        print(error)
