# The bases that have no order are named, not the class's.
class O: pass
class A(O): pass
class B(O): pass
class C(A, B): pass
class D(B, A): pass


for bases in ((C, D), (O, A), (A, O, B), (D, C)):
    try:
        type("X", bases, {})
    except TypeError as e:
        print(e)
    else:
        print("made")


class P:
    def __mro_entries__(self, bases):
        return (int,)


try:
    type("X", (P(),), {})
except TypeError as e:
    print(e)
