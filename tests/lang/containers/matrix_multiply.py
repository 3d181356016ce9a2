def multiply(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]
identity = [[1, 0], [0, 1]]
m = [[1, 1], [1, 0]]
power = identity
for _ in range(10):
    power = multiply(power, m)
print(power, multiply(identity, m) == m)
