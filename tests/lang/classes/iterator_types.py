# The names of iterators' and views' types.
for x in (iter([]), iter(()), iter(""), iter(b""), iter(bytearray()), iter(range(1)),
          iter(range(1 << 70)), iter({}), iter({}.values()), iter({}.items()), iter(set()),
          {}.keys(), {}.values(), {}.items(), reversed([]), reversed(""), reversed({}),
          reversed({}.items()), reversed({}.values()), enumerate([]), zip(), map(len, []),
          filter(len, []), iter(int, 1), (i for i in ())):
    print(type(x).__name__, type(x).__mro__[1:], type(x).__module__)
print(isinstance(zip(), zip), isinstance(zip((i for i in [])), zip))
print(isinstance(map(len, []), map), isinstance(filter(None, []), filter))
print(isinstance(enumerate([]), enumerate), isinstance(reversed([]), reversed))
print(repr(map(len, [])).startswith("<map object at 0x"))
print(hasattr(map(len, []), "send"), hasattr(iter([]), "__length_hint__"))
print(iter([1, 2]).__length_hint__(), iter(range(5)).__length_hint__())


class Seq:
    def __getitem__(self, i):
        return [1, 2][i]


it = iter(Seq())
print(type(it).__name__, next(it), it.__next__(), list(it))


def stops(x):
    raise StopIteration


print(list(map(stops, [1, 2])))
m = map(str, [1, 2])
print(next(m), list(m), next(m, "end"))
for kind in (type(iter([])), type({}.keys()), type(i for i in ())):
    try:
        kind()
    except TypeError as e:
        print(e)
for use in (lambda: getattr(1, 5), lambda: hasattr(1, 5), lambda: setattr(m, 5, 5)):
    try:
        use()
    except TypeError as e:
        print(e)
