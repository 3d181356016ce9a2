a = list(range(10))
print(a[2:8:2], a[8:2:-2], a[:100], a[-100:3], a[5:2], a[::], a[::-3])
s = slice(1, 9, 3)
print(s, a[s], s.start, s.stop, s.step, s.indices(5), slice(None) == slice(None))
b = a[:]
b[2:5] = []
print(b)
b[1:1] = ["in", "sert"]
print(b)
del b[::2]
print(b)
print("abcdef"[1:-1], (1, 2, 3)[::-1], b"abc"[:2])


class Probe:
    def __getitem__(self, key):
        return key


print(Probe()[1:2], Probe()[1, 2], Probe()[::3, ...], Probe()[()])
