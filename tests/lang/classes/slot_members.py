class A:
    __slots__ = ("a", "__b")

    class Inner:
        __slots__ = "c"


print(A.a.__qualname__, A._A__b.__qualname__, A.Inner.c.__qualname__)
