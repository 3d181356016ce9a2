def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


table = str.maketrans("abc", "xyz", "d")
print(sorted(table.items(), key=lambda item: item[0]))
print("aabbccdd e".translate(table))
print("abc".translate({97: "AAA", 98: None, 99: 0x20ac}))
print("abc".translate(str.maketrans({"a": "1", 98: 50})))
show("a".translate, {97: -1})
show("a".translate, {97: 1.5})
show("a".translate, 5)
show(str.maketrans, "ab", "c")
show(str.maketrans, 1)
show(str.maketrans, {"ab": 1})
show(str.maketrans, 1, "a")


class Upper:
    def __getitem__(self, point):
        if chr(point) == "-":
            raise LookupError
        return chr(point).upper()


print("a-b".translate(Upper()))
