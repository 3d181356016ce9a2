def digits(n):
    return [int(c) for c in str(abs(n))]


print(digits(90125), sum(digits(2**100)))
print("".join(str(d) for d in reversed(digits(12345))))
print([n for n in range(100, 1000) if sum(d**3 for d in digits(n)) == n])
