# super() with none, one and two arguments, what it shows of itself, and errors.


class Base:
    def who(self):
        return "Base of " + type(self).__name__

    @classmethod
    def make(cls):
        return "made by " + cls.__name__


class Derived(Base):
    def who(self):
        return "Derived, " + self.__up.who()

    def two(self):
        return super(Derived, self).who()

    def itself(self):
        return super()


Derived._Derived__up = super(Derived)


class Further(Derived):
    pass


print(Derived().who(), "|", Further().who(), "|", Further().two())
unbound = super(Derived)
print(unbound, unbound.__thisclass__.__name__, unbound.__self__,
      unbound.__self_class__)
bound = unbound.__get__(Further())
print(bound, bound.who(), bound.__self_class__.__name__)
print(unbound.__get__(None, Further) is unbound, bound.__get__(Further()) is bound)
print(super(Derived, None))
print(Derived.__dict__["_Derived__up"], Derived._Derived__up)
print(super(Derived, Further).make(), "|", super(Base, Further()))
print(Further().itself().__class__, super(Derived, Further()).__class__)


def failing(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except (TypeError, RuntimeError, AttributeError) as e:
        print(type(e).__name__, e)


failing(super, 1)
failing(super, 1, 2)
failing(super, Derived, Base())
failing(super, Derived, 5)
failing(super, Derived, Base)
failing(super, Derived, Derived(), 3)
failing(super, obj=3)
failing(getattr, super(Derived), "who")
failing(getattr, super(Derived, Derived()), "nothing")
failing(super(Derived).__get__, Base())


class Wrong:
    def star(*args):
        super()

    def deleted(self):
        del self
        super()

    def deleted_in_cell(self):
        def inner():
            return self

        del self
        super()

    @staticmethod
    def nothing():
        super()


failing(Wrong.star)
failing(Wrong().deleted)
failing(Wrong().deleted_in_cell)
failing(Wrong.nothing)


def outside(self):
    super()


failing(outside, 1)
failing(super)


def early(self):
    class Inner:
        @property
        def parent(self):
            return super()

        def run(function):
            failing(function, None)

        run(parent.fget)


early(None)


class Proxy:
    def __init__(self, obj):
        self._obj = obj

    def __getattribute__(self, name):
        if name == "_obj":
            return object.__getattribute__(self, name)
        return getattr(self._obj, name)


print(super(Derived, Proxy(Derived())).who.__func__ is Base.who)
failing(super, Derived, Proxy(Base()))
