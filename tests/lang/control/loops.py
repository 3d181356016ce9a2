for i in range(10):
    if i % 2:
        continue
    if i > 6:
        break
    print(i, end=" ")
else:
    print("not reached")
print()
for i in []:
    pass
else:
    print("empty: else runs")
n = 5
while n:
    n -= 1
    if n == 2:
        continue
    print(n, end=" ")
else:
    print("done")
for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c)
for i in range(3):
    for j in range(3):
        if j == 1:
            break
    else:
        print("never")
    print(i, j)
while True:
    break
else:
    print("never")
x = [0, 0]
for x[1] in range(3):
    pass
print(x, i)
