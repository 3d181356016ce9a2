for i in range(3):
    for j in range(3):
        if j == i:
            continue
        if i == 2:
            break
        print(i, j, end="; ")
    else:
        print("row", i)
print()
def pairs(n):
    for a in range(n):
        for b in range(n):
            if a * b == 6:
                return a, b
print(pairs(5), [(i, j) for i in range(2) for j in range(2)])
