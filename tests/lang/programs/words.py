TEXT = """the quick brown fox jumps over the lazy dog the fox barks
and the dog runs over the hill where the quick fox sleeps"""

counts = {}
for word in TEXT.split():
    counts[word] = counts.get(word, 0) + 1
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    if count > 1:
        print(f"{word:<8}{count:>3} {'*' * count}")
by_length = {}
for word in sorted(counts):
    by_length.setdefault(len(word), []).append(word)
print(by_length)
print(" ".join(w.capitalize() if i % 2 else w[::-1]
               for i, w in enumerate(TEXT.split()[:6])))
