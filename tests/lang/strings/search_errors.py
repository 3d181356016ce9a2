def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


text = "banana"
for sub in ("an", "a", "", "nan", "x", "\u20ac", "bananas"):
    print(text.find(sub), text.rfind(sub), text.count(sub), sub in text)
    show(text.index, sub)
    show(text.rindex, sub)
print(text.find("a", 2), text.find("a", -2), text.find("a", 2, 3))
print(text.find("", 6), text.find("", 7), text.rfind("", 2, 4))
print(text.count("a", 2, -1), text.count("", 3), text.find("a", None, None))
for method in (text.find, text.index, text.count, text.rfind):
    show(method, 1)
    show(method, "a", "b")
show(lambda: 1 in text)
print(text.startswith("ba"), text.startswith(("x", "ban")), text.endswith(""))
print(text.startswith("na", 2), text.endswith("an", 0, 3), text.endswith(()))
show(text.startswith, 1)
show(text.endswith, ("a", 1))
show(text.endswith, (1, "a"))
print("a\u20acb\u20ac".find("\u20ac", 2), "\U0001f600x".index("x"))
