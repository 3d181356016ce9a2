# What the parts of a group are chosen by.
class Claims(type):
    def __instancecheck__(cls, one):
        print("asked of an instance")
        return True

    def __subclasscheck__(cls, sub):
        print("asked of a class")
        return True


class Claiming(Exception, metaclass=Claims):
    pass


class Called:
    def __call__(self, one):
        return True

    def method(self, one):
        return True


class Pair(tuple):
    pass


group = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2)]),
                             OSError(3)])

for condition in (Claiming, (Claiming, KeyError), Exception, (), KeyError,
                  (OSError, ValueError), lambda one: isinstance(one, OSError),
                  lambda one: [one], lambda one: None, Called(),
                  Called().method, callable, int, (KeyError, int), 5, None,
                  [KeyError], Pair((KeyError,)), ((KeyError,),), "text",
                  ExceptionGroup):
    for choose in (group.split, group.subgroup):
        try:
            print(repr(choose(condition)))
        except BaseException as e:
            print(type(e).__name__, e)

for raised in (group, ValueError(4)):
    for classes in (Claiming, (Claiming, KeyError), (KeyError, OSError),
                    ValueError, ()):
        try:
            try:
                raise raised
            except* classes as e:
                print("caught", repr(e))
        except BaseException as e:
            print("left", repr(e))

for classes in (int, (KeyError, int), 5, ExceptionGroup, (ExceptionGroup,)):
    try:
        try:
            raise group
        except* classes:
            print("caught")
    except BaseException as e:
        print(type(e).__name__, e)


class Splitting(ExceptionGroup):
    def split(self, condition):
        print("splits by", condition)
        return ExceptionGroup("yes", [OSError(5)]), None


try:
    raise Splitting("s", [ValueError(6)])
except* KeyError as e:
    print("caught", repr(e))
