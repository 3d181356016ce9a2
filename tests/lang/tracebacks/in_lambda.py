double = lambda x: x["a"] * 2
print(double({"a": 1}))
print([double(v) for v in ({"a": 2}, {})])
