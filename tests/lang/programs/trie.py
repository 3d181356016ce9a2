class Trie:
    def __init__(self): self.children, self.ends = {}, False
    def add(self, word):
        node = self
        for c in word: node = node.children.setdefault(c, Trie())
        node.ends = True
        return self
    def words(self, prefix=""):
        if self.ends: yield prefix
        for c in sorted(self.children): yield from self.children[c].words(prefix + c)
    def starting(self, prefix):
        node = self
        for c in prefix:
            if c not in node.children: return
            node = node.children[c]
        yield from node.words(prefix)
    def __contains__(self, word): return word in set(self.starting(word))
t = Trie()
for w in "tea ten to inn in i A".split(): t.add(w)
print(list(t.words()), list(t.starting("te")), "ten" in t, "te" in t, list(t.starting("x")))
