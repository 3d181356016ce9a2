def find(items, wanted):
    i = 0
    while i < len(items):
        if items[i] == wanted:
            break
        i += 1
    else:
        return "absent"
    return i
print(find([1, 2], 2), find([], 1))
for n in range(2, 10):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, end=" ")
print()
n = 0
while True:
    n += 1
    if n % 2:
        continue
    if n > 6:
        break
    print(n, end=" ")
else:
    print("never")
print(n)
