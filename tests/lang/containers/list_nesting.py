grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
shared = [[0] * 3] * 2
shared[0][1] = 5
print(grid, shared)
a = [1]
a.append(a)
print(a, a[1] is a, len(a[1][1]))
print([x for row in grid for x in row], [list(col) for col in zip(*grid)])
