def v(x):
    print(x, end=" ")
    return x
print(v(1) < v(2) <= v(2) != v(3), v(5) > v(6) > v(7), 1 < 3 > 2, 1 == 1.0 == True, "a" in "ab" in ["ab"])
one = 1
print(not 1 == 2, not (1 < 2), one is one is not None)
