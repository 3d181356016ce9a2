# An empty dict does not ask for a key's hash.


class Key:
    def __hash__(self):
        print("hash", end=" ")
        return 1


def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


for target in {}, {1: 2}:
    show(lambda: target.pop([]))
    show(lambda: target.pop([], "default"))
    show(lambda: target.pop(Key(), "default"))
    show(lambda: target.get([]))
    show(lambda: [] in target)
gone = {1: 2}
del gone[1]
show(lambda: gone.pop([], "default"))
