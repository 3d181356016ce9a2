class Base:
    def __init__(self, name):
        self.name = name

    def hello(self):
        return "Base " + self.name

    def twice(self):
        return self.hello() * 2


class Child(Base):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def hello(self):
        return "Child of " + super().hello()


class GrandChild(Child):
    pass


g = GrandChild("g", 3)
print(g.hello(), g.twice(), g.age)
print([c.__name__ for c in GrandChild.__mro__], GrandChild.__bases__ == (Child,))


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__], issubclass(D, (int, A)))
try:
    class Bad(A, B):
        pass
except TypeError as error:
    print(error)


class Listy(list):
    def total(self):
        return sum(self)


numbers = Listy([1, 2, 3])
numbers.append(4)
print(numbers, numbers.total(), len(numbers), isinstance(numbers, list))


class Word(str):
    def shout(self):
        return self.upper() + "!"


print(Word("hi").shout(), Word("a") + "b", type(Word("a") + "b").__name__)


class Code(int):
    pass


print(Code(5) + 1, Code(7), {5: "x"}[Code(5)])
