# isinstance() and issubclass() of what has __bases__ without being a class.


class Abstract:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Made:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


root = Abstract()
left, right = Abstract(root), Abstract(root)
child = Abstract(left, right)
print(issubclass(child, root), issubclass(child, right), issubclass(root, child))
print(isinstance(Made(child), root), isinstance(Made(root), child))
print(isinstance(5, root), isinstance(Made(child), (int, left)))
print(issubclass(child, (int, root)), issubclass(child, int), issubclass(int, child))
for attempt in (lambda: issubclass(5, int), lambda: issubclass(int, 5),
                lambda: issubclass(child, 5), lambda: isinstance(5, 5),
                lambda: issubclass(Made(3), root),
                lambda: isinstance(1, Abstract)):
    try:
        print(attempt())
    except TypeError as e:
        print(e)


class Endless:
    @property
    def __bases__(self):
        return self, self


try:
    issubclass(Endless(), int)
except RecursionError as e:
    print(type(e).__name__)


class Failing:
    @property
    def __bases__(self):
        raise RuntimeError("no bases")


for attempt in (lambda: issubclass(Failing(), int),
                lambda: isinstance(3, Failing())):
    try:
        attempt()
    except RuntimeError as e:
        print(e)

import sys
try:
    print >>sys.stderr, "hello"
except TypeError as e:
    print(str(e).rpartition("and")[0], str(e).rpartition(".")[2])
