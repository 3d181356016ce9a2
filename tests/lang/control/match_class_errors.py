class P:
    pass


class Bad:
    __match_args__ = 5


class Worse:
    __match_args__ = (5,)


class Two:
    __match_args__ = ("x",)
    x = 1


not_a_class = 5


def try_it(f):
    try:
        f()
    except TypeError as e:
        print(e)


def one():
    match P():
        case P(1): pass


def two():
    match Bad():
        case Bad(1): pass


def three():
    match Worse():
        case Worse(1): pass


def four():
    match Two():
        case Two(1, x=2): pass


def five():
    match 1:
        case not_a_class(): pass


def six():
    match 1:
        case int(1, 2): pass


def seven():
    match Two():
        case Two(1, 2, 3): pass


for f in (one, two, three, four, five, six, seven):
    try_it(f)
match True:
    case bool(x):
        print(x)
