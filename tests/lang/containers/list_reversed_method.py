# list.__reversed__, which a subclass may ask.


class Twice(list):
    def __reversed__(self):
        for item in super().__reversed__():
            yield item
            yield item


it = [1, 2, 3].__reversed__()
print(type(it).__name__, next(it), it.__length_hint__(), list(it))
print(list(reversed(Twice([1, 2]))), list([].__reversed__()))
print(type(reversed([])) is type([].__reversed__()))
try:
    list.__reversed__(())
except TypeError as e:
    print(e)
