# An agent gives objects that a module made another class, for itself alone.
# expect: ('first', 'Deeper') True False second ('Module', 'm2', 'Meta2')
# expect: ('first', 'Deeper') True False second ('Module', 'm2', 'Meta2')
# expect: ('first', 'Deeper') True False second ('Module', 'm2', 'Meta2')
import types

import midge


class First:
    name = "first"

    def show(self):
        return self.name, type(self).__name__


class Deeper(First):
    def __add__(self, other):
        return "added"


class Second:
    def show(self):
        return "second"


class Meta(type):
    def who(cls):
        return "Meta"


class Meta2(type):
    def who(cls):
        return "Meta2"


class Made(metaclass=Meta):
    pass


class Module(types.ModuleType):
    @property
    def title(self):
        return type(self).__name__


thing = First()
other = First()
module = types.ModuleType("m2")


def change():
    assert thing.show() == ("first", "First") and Made.who() == "Meta"
    thing.__class__ = Deeper
    assert thing + 1 == "added" and isinstance(thing, Deeper)
    shown = thing.show()
    other.__class__ = Second
    Made.__class__ = Meta2
    module.__class__ = Module
    assert type(Made) is Meta2 and Made.__class__ is Meta2
    return " ".join(map(str, (
        shown, isinstance(other, Second), isinstance(other, First), other.show(),
        (module.title, module.__name__, Made.who()))))


def main():
    print(midge.spawn(change).join())
    print(midge.spawn(change).join())
    print(change())


if __name__ == "__main__":
    main()
