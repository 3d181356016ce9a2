# Groups: what their classes take, and what of them cannot be changed.
import types

group = ExceptionGroup("many", [ValueError(1), TypeError(2)])
for name in ("message", "exceptions"):
    try:
        setattr(group, name, None)
    except AttributeError as e:
        print(type(e).__name__)
    try:
        delattr(group, name)
    except AttributeError as e:
        print(type(e).__name__)
print(group.message, group.exceptions, group.args)
for args in ((), ("a",), ("a", [ValueError()], 3), (1, [ValueError()])):
    for cls in (ExceptionGroup, BaseExceptionGroup):
        try:
            cls(*args)
        except TypeError as e:
            print(e)
print(isinstance(ExceptionGroup[ValueError], types.GenericAlias),
      ExceptionGroup[ValueError])


class Numbered(ExceptionGroup):
    def __new__(cls, message, exceptions, number):
        self = super().__new__(cls, message, exceptions)
        self.number = number
        return self

    def derive(self, exceptions):
        return Numbered(self.message, exceptions, self.number)


numbered = Numbered("n", [ValueError(1), TypeError(2)], 7)
print(numbered.args, numbered.number)
numbered.__notes__ = ("one", "two")
some, rest = numbered.split(ValueError)
print(repr(some), some.number, some.__notes__, repr(rest))
numbered.__notes__ = 5
print(hasattr(numbered.subgroup(ValueError), "__notes__"))
try:
    numbered.add_note("more")
except TypeError as e:
    print(e)
del numbered.__notes__
print(hasattr(numbered, "__notes__"))
try:
    del numbered.__notes__
except AttributeError as e:
    print(e)
try:
    try:
        raise numbered
    except* ValueError as e:
        print("took", repr(e))
except Numbered as e:
    print("left", repr(e), e.number)

e = ValueError(1)
e.__setstate__({"a": 1, "b": [2]})
e.__setstate__(None)
print(e.a, e.b)
try:
    e.__setstate__(3)
except TypeError as problem:
    print(problem)
