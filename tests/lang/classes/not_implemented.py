class A:
    def __add__(self, o): print("A.add"); return NotImplemented
    def __eq__(self, o): print("A.eq"); return NotImplemented
    def __lt__(self, o): return NotImplemented
class B:
    def __radd__(self, o): print("B.radd"); return "from B"
    def __eq__(self, o): print("B.eq"); return True
print(A() + B(), A() == B(), A() == 5, A() != A())
for bad in (lambda: A() + 1, lambda: A() < A(), lambda: A() < 3, lambda: 3 < A()):
    try:
        bad()
    except TypeError as error:
        print(error)
print(NotImplemented, (1).__add__("a"), (1).__eq__("a"))
