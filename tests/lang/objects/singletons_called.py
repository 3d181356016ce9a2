# The types of None, ... and NotImplemented; NotImplemented as a condition; what
# gc every: 2048
# len() takes; a format spec of a subclass of str.
import operator
import warnings

for one in None, ..., NotImplemented:
    cls = type(one)
    print(cls() is one, cls.__new__(cls) is one)
    for call in (lambda: cls(1), lambda: cls(1, 2), lambda: cls(a=1)):
        try:
            call()
        except TypeError as e:
            print(e)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(bool(NotImplemented), not NotImplemented)
    print("yes" if NotImplemented else "no", any([0, NotImplemented]))
    print([str(w.message) for w in caught], caught[0].category.__name__)


class Sized:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


for value in (5, True, -1, 2**63, -2**70, 1.5, "a", Index(3), Index(-3),
              Index("a"), None):
    for ask in len, bool, operator.length_hint:
        try:
            print(repr(ask(Sized(value))), end=" ")
        except (TypeError, ValueError, OverflowError) as e:
            print(type(e).__name__, e, end=" ")
    print()


class Spec(str):
    pass


print(format(5, Spec("03")), f"{5:{Spec('04')}}", format("x", Spec(">3")))
