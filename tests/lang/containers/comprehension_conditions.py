print([n for n in range(20) if n % 2 if n % 3], ["even" if n % 2 == 0 else "odd" for n in range(3)])
print([a + b for a in "ab" for b in "xy" if a + b != "ay"], [[] for _ in range(2)], [*(n for n in range(3))])
print(sum(1 for c in "mississippi" if c == "s"), max((len(w), w) for w in ["a", "bbb", "cc"]))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row if v > 2])
