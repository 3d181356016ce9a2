class Two:
    def __index__(self):
        return 2


items = ["a", "b", "c", "d"]
print(items[Two()], items[:Two()], range(10)[Two()], "abc"[Two()])
print(hex(Two()), bin(Two()), list(range(Two())), [0] * Two(), "ab" * Two())
try:
    items["1"]
except TypeError as error:
    print(error)
try:
    items[1.0]
except TypeError as error:
    print(error)
