class A:
    def __init__(self): self.__x = 1; self.__y__ = 2; self._z = 3
    def get(self): return self.__x
    def __hidden(self): return "A hidden"
    def call(self): return self.__hidden()
class B(A):
    def __init__(self): super().__init__(); self.__x = 100
    def __hidden(self): return "B hidden"
b = B()
print(b.get(), b.call(), sorted(vars(b)), b._A__x, b._B__x, hasattr(b, "__x"))
