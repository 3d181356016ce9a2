class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{a} {b}".format_map({"a": 1, "b": 2}))
print("{a} {zz}".format_map(Default(a=1)))
