for i in range(3): print(i, end=" ")
for a, b in [(1, 2), (3, 4)]: print(a + b, end=" ")
for x in (): print("never")
else: print("empty else")
for d["k"] in []: pass
items = [0] * 2
for items[1] in range(3): pass
print(items, i)
for i in range(3):
    i *= 10
    print(i, end=" ")
for i, (c, *rest) in enumerate(["abc", "d"]): print(i, c, rest, end=";")
print()
