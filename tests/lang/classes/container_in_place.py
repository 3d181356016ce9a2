class L(list): pass
class S(set): pass
class D(dict): pass
class Loud(list):
    def __iadd__(self, other):
        print("adding", other)
        return super().__iadd__(other)


a = b = L([1])
a += (2, 3)
a *= 2
print(a, a is b, type(a).__name__)
s = t = S("ab")
s |= {"c"}
s -= {"a"}
print(sorted(s), s is t, type(s).__name__)
d = e = D(x=1)
d |= {"y": 2}
print(d, d is e, type(d).__name__, type(d | {}).__name__)
loud = Loud([1])
loud += [2]
print(loud, type(loud).__name__)
n = type("N", (int,), {})(5)
n += 1
print(n, type(n).__name__)
