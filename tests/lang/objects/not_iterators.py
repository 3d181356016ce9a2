# What iter() and `in` say of classes that are not what they seem.
class Five:
    def __iter__(self):
        return 5


class Refuses:
    __contains__ = None

    def __iter__(self):
        return iter(())


class Indexed:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i


def tell(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


def generator():
    yield 1


tell(lambda: iter(Five()))
tell(lambda: list(Five()))
tell(lambda: 1 in Refuses())
tell(lambda: 2 in Indexed())
tell(lambda: next(iter(Indexed())))
tell(lambda: next(iter(generator())))
tell(lambda: 1 in generator())
tell(lambda: generator().throw(ValueError, 1, 2))
tell(lambda: list(iter(Refuses())))
tell(lambda: list(iter(iter([1]))))
tell(lambda: list(iter({1: 2}.items())))
