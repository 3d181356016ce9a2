# An error under a builtin that called back into Python.
class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        raise TypeError("not comparable today")


sorted([Item(1), Item(2)], key=lambda item: item)
