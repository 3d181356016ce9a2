from collections import ChainMap, UserDict, UserList, UserString

base = {"a": 1, "b": 2}
top = {"b": 20}
m = ChainMap(top, base)
print(m["a"], m["b"], len(m), sorted(m), "a" in m, m.get("z", 0), m.maps)
m["a"] = 10
print(top, base, m)
child = m.new_child({"c": 3})
print(child["c"], child.parents == m, dict(child))
del m["a"]
print(m["a"])
try:
    del m["a"]
except KeyError as error:
    print(error)


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper(a=1)
u["b"] = 2
print(u, "A" in u, len(u))
l = UserList([3, 1, 2])
l.sort()
print(l, l + [4], l[1:], UserString("abc").upper())
