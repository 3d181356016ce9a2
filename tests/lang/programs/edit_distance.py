def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
def common(a, b):
    table = {}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if not i or not j: table[i, j] = ""
            elif a[i - 1] == b[j - 1]: table[i, j] = table[i - 1, j - 1] + a[i - 1]
            else: table[i, j] = max(table[i - 1, j], table[i, j - 1], key=len)
    return table[len(a), len(b)]
print(distance("kitten", "sitting"), distance("", "abc"), distance("flaw", "lawn"), common("AGGTAB", "GXTXAYB"))
