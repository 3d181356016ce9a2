for c in "añ😀":
    print(c, len(c), ord(c))
print(list("abc"), tuple("xy"), set("aab") == {"a", "b"}, dict(enumerate("pq")))
print([a + b for a, b in zip("abc", "xyz")], list(reversed("abc")), "".join(sorted("hello")))
it = iter("ab")
print(next(it), next(it), next(it, "end"))
