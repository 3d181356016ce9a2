a = [1, 2, 3, 4]
for x in a:
    if x == 2:
        a.append(10)
    print(x, end=" ")
print()
a = [1, 2, 3, 4, 5, 6]
for x in a:
    a.remove(x)
print(a)
