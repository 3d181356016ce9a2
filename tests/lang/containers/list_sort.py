words = ["pear", "Fig", "apple", "kiwi", "date"]
words.sort(); print(words)
words.sort(key=len); print(words)
words.sort(key=lambda w: (-len(w), w.lower())); print(words)
words.sort(reverse=True); print(words)
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted({3, 1, 2}), sorted("cab", key=ord, reverse=True))
print(sorted([3, 1, 2], key=lambda x: -x), sorted([]), words.sort() is None)
try:
    sorted([1, "a", 2])
except TypeError as error:
    print(error)
try:
    sorted([1, 2], key=1)
except TypeError as error:
    print(error)
