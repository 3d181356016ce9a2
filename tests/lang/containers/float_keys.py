# Keys whose hashes differ only in high bits are found as quickly as others.
d = {i / 1024: i for i in range(2_000)}
e = {i << 50: i for i in range(2_000)}
print(sum(d[i / 1024] == e[i << 50] == i for i in range(2_000)), len(d | e))
