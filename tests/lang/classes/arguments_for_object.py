# Whose arguments object's __new__ and __init__ refuse.
def attempt(make):
    try:
        print(type(make()).__name__)
    except TypeError as e:
        print(e)


class Plain:
    pass


class Init:
    def __init__(self, *args):
        super().__init__(*args)


class New:
    def __new__(cls, *args):
        return super().__new__(cls, *args)


class OnlyNew:
    def __new__(cls, *args):
        return super().__new__(cls)


class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)


class Made(metaclass=Meta):
    pass


for cls in (Plain, Init, New, OnlyNew, Made, object):
    attempt(cls)
    attempt(lambda: cls(1))
attempt(lambda: object.__new__(Plain, 1))
attempt(lambda: object.__new__(Init, 1))
attempt(lambda: object.__new__(OnlyNew, 1))
attempt(lambda: Plain().__init__(1))
attempt(lambda: Plain().__init__())
attempt(lambda: Init().__init__(k=1) if 0 else object.__init__(Init(), 5))
attempt(lambda: int.__new__(bool, 1))
