# The special methods that every object has.
x, y = object(), object()
for name in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"):
    method = getattr(x, name)
    print(name, method(y), method(x), getattr(object, name),
          type(method).__name__)
print([name for name in dir(object)])


class A:
    pass


print(A().__lt__(A()), A.__lt__ is object.__lt__)
for compare in (lambda: A() < A(), lambda: x >= 1, lambda: {} < {},
                lambda: None < 1, lambda: A < A):
    try:
        print(compare())
    except TypeError as e:
        print(e)


class B(A):
    def __gt__(self, other):
        return "asked"


print(A() < B(), B() > A(), super(B, B()).__gt__(1))
