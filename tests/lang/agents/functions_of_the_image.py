# An agent gives functions, properties and classes of a module other code, defaults,
# texts and bases, for itself alone.
# expect: agent 1: as the root does
# expect: agent 2: as the root does
# expect: (1, 2, 3) (1, 3, 3) (1, 3, 'k') ('other', 9, 3, 'k') ('other', 9, 3, 3)
# expect: other() missing 1 required positional argument: 'b'
# expect: 'renamed' 'text of 3' (5, 3) (3, 3) ['attr', 'yes']
# expect: x y ['Lower', 'Upper', 'BaseY', 'object'] True False ['Upper', 'Own'] []
# expect: [1, 2, 'other'] other
import midge


def plain(a, b=2, *, k=3):
    return a, b, k


def other(a, b, *, k=0):
    return "other", a, b, k


class Box:
    def __init__(self):
        self.inside = 5

    def get(self):
        return self.inside

    def put(self, value):
        self.inside = value

    def method(self, a=1):
        return a

    @staticmethod
    def static(a=1):
        return a

    value = property(get)


class BaseX:
    name = "x"


class BaseY:
    name = "y"


class Upper(BaseX):
    pass


class Lower(Upper):
    pass


def generate():
    yield 1
    yield 2


def generate_other():
    yield "other"


def recursive(n):
    if n == 0:
        recursive.__code__ = other_recursive.__code__
    return [n] + recursive(n - 1) if n >= 0 else ["first"]


def other_recursive(n):
    return ["other"]


box = Box()
lower = Lower()
bound = box.method
bound.__func__.mark = plain.mark = "marked"
running = generate()
next(running)


def functions(n):
    seen = [plain(1)]
    plain.__defaults__ = (n,)
    seen.append(plain(1))
    plain.__kwdefaults__ = {"k": "k"}
    seen.append(plain(1))
    plain.__code__ = other.__code__
    seen.append(plain(9))
    plain.__kwdefaults__["k"] = n
    seen.append(list(map(plain, [9]))[0])
    yield " ".join(map(str, seen))
    assert plain.mark == bound.mark == "marked"
    del plain.mark, Box.method.mark
    assert not hasattr(plain, "mark") and not hasattr(bound, "mark")
    plain.__defaults__ = None
    plain.__qualname__ = "other"
    try:
        plain(1)
    except TypeError as error:
        yield str(error)


def members(n):
    Box.value.__set_name__(Box, "renamed")
    try:
        box.value = 1
    except AttributeError as error:
        text = str(error).split()[1]
    Box.__dict__["value"].__doc__ = f"text of {n}"
    before = box.value
    Box.again = Box.value.setter(Box.put)
    box.again = n
    Box.method.__defaults__ = Box.static.__defaults__ = (n,)
    Box.method.attr = "attr"
    Box.__dict__["static"].said = "yes"
    yield " ".join(map(str, (text, repr(Box.value.__doc__), (before, box.value),
                             (bound(), Box.static()),
                             [bound.attr, Box.__dict__["static"].said])))


def classes():
    seen = [lower.name]
    Upper.__bases__ = (BaseY,)
    seen += [lower.name, [cls.__name__ for cls in Lower.__mro__],
             isinstance(lower, BaseY), isinstance(lower, BaseX)]

    class Own(BaseY):
        pass

    seen.append([cls.__name__ for cls in BaseY.__subclasses__()])
    seen.append(BaseX.__subclasses__())
    BaseY.later = 1
    assert Own.later == lower.later == 1
    yield " ".join(map(str, seen))


def generators():
    generate.__code__ = generate_other.__code__
    yield str([1, *running, *generate()]) + " " + recursive(1)[-1]


def change(n):
    return [*functions(n), *members(n), *classes(), *generators()]


def main():
    theirs = [midge.spawn(change, 3).join() for _ in range(2)]
    ours = change(3)
    for n, lines in enumerate(theirs, 1):
        print(f"agent {n}:", "as the root does" if lines == ours else lines)
    print(*ours, sep="\n")


if __name__ == "__main__":
    main()
