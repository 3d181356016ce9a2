# A bound method of a builtin as a special method gets no self.
class D:
    __getitem__ = {1: 2}.get
    __len__ = [1, 2].__len__
    __call__ = {1: 2}.get
    __contains__ = {1: 2}.__contains__
    __getattr__ = {"q": 2}.get
    __iter__ = [1].__iter__
    __add__ = {5: 6}.get
    __eq__ = {5: 6}.get
    __hash__ = [].__len__
    __neg__ = [1].__len__
    __lt__ = {5: 6}.get
    __str__ = "ab".upper
    __int__ = [].__len__


d = D()
print(d[1], len(d), d(1), 1 in d, d.q, list(d), d + 5, d == 5, hash(d), -d,
      d < 5, str(d), int(d), f"{d}")
