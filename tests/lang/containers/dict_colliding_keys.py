class Clash:
    def __init__(self, name):
        self.name = name
    def __hash__(self):
        return 1
    def __eq__(self, other):
        return isinstance(other, Clash) and self.name == other.name
d = {}
for i in range(30):
    d[Clash(i)] = i
print(len(d), d[Clash(17)], [d.pop(Clash(i)) for i in (3, 20)], len(d), Clash(3) in d, 1 in d)
print(sum(d.values()), sorted(k.name for k in d)[:5])
