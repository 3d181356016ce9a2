a, b, c = 1, 0, 2
print(a + (b - c) * 2)
print(a + c / b * 2)
