class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right
    def __iter__(self):
        if self.left: yield from self.left
        yield self.value
        if self.right: yield from self.right
    def __contains__(self, x): return any(x == v for v in self)
    def __len__(self): return sum(1 for _ in self)
t = Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6))
print(list(t), 3 in t, 5 in t, len(t), max(t), sum(t), *t)
