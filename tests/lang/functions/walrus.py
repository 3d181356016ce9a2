if (n := len("hello")) > 3:
    print(n)
print([last := x for x in range(3)], last)
data = iter([1, 2, 0, 3])
while (value := next(data)):
    print("got", value)
print((a := 1, b := a + 1), a + b, (lambda: (z := 5) + z)(), f"{(q := 7)} {q}")
