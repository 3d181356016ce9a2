# One key twice in the mappings of a call, whatever the key is.
class Key:
    def __str__(self):
        return "a key"


def f(**kwargs):
    return kwargs


key = Key()
for mappings in (({1: 2}, {1: 3}), ({key: 1}, {key: 2}), ({(): 1}, {(): 2}),
                 ({"a": 1}, {"a": 2}), ({None: 1}, {0: 1, False: 2})):
    first, second = mappings
    try:
        print(f(**first, **second))
    except TypeError as e:
        print(e)
    try:
        print(dict(**first, **second))
    except TypeError as e:
        print(e)
