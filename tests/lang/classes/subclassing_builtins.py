class MyList(list):
    def first(self): return self[0]
    def append(self, x): super().append(x * 2)
class MyDict(dict):
    def __getitem__(self, k): return f"<{dict.__getitem__(self, k)}>"
class MyStr(str):
    def shout(self): return self.upper() + "!"
class MyInt(int):
    def __add__(self, o): return MyInt(int(self) + o + 1000)
m = MyList([1, 2]); m.append(3)
print(m, m.first(), len(m), m + [4], type(m + [4]).__name__, isinstance(m, list), m == [1, 2, 6], sorted(m, reverse=True))
print(MyDict(a=1)["a"], MyDict(a=1).get("a"), MyStr("hi").shout(), MyStr("a") + "b", type(MyStr("a") + "b").__name__, {MyStr("k"): 1}["k"])
print(MyInt(1) + 2, type(MyInt(1) + 2).__name__, MyInt(5) * 2, type(MyInt(5) * 2).__name__, range(10)[MyInt(3)])
class MyTuple(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (b, a))
print(MyTuple(1, 2), MyTuple(3, 4)[0], len(MyTuple(1, 2)))
