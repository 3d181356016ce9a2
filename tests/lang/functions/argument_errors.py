def none():
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def defaults(a, b=1):
    pass


def keyword(a, *, k, m):
    pass


def positional(a, /, b):
    pass


class C:
    def method(self, a):
        pass


def attempt(call):
    try:
        call()
    except TypeError as error:
        print(error)


attempt(lambda: none(1))
attempt(lambda: two())
attempt(lambda: two(1))
attempt(lambda: two(1, 2, 3))
attempt(lambda: three())
attempt(lambda: two(1, c=3))
attempt(lambda: two(1, a=3))
attempt(lambda: two(1, 2, b=3))
attempt(lambda: defaults())
attempt(lambda: defaults(1, 2, 3))
attempt(lambda: keyword(1))
attempt(lambda: keyword(1, k=2))
attempt(lambda: keyword(1, 2, k=2, m=3))
attempt(lambda: positional(a=1, b=2))
attempt(lambda: C().method())
attempt(lambda: C().method(1, 2))
attempt(lambda: C(1))
attempt(lambda: two(*1))
attempt(lambda: two(**1))
attempt(lambda: two(**{1: 2}))
attempt(lambda: none()())
attempt(lambda: len(1, 2))
attempt(lambda: len())
