d = {"a": 1, "b": 2}
key = "".join(["a", ""])
print(d[key], "a" + "" in d, hash("abc") == hash("ab" + "c"), d.get("é"))
print({b"a": 1}.get("a"), {"1": "s", 1: "i"}[1])
