class A:
    def __add__(self, o): return "A.add"
    def __radd__(self, o): return "A.radd"
    def __eq__(self, o): return "A.eq"
    def __lt__(self, o): return "A.lt"
class B(A):
    def __radd__(self, o): return "B.radd"
    def __eq__(self, o): return "B.eq"
    def __gt__(self, o): return "B.gt"
class Int(int):
    def __radd__(self, o): return "Int.radd"
print(A() + B(), B() + A(), A() == B(), A() < B(), A() > B(), 1 + Int(2), Int(2) + 1)
