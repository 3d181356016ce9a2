s = "photograph.jpeg"
print(s.startswith("photo"), s.endswith(".jpeg"), s.startswith("graph", 5), s.endswith("photo", 0, 5))
print(s.startswith(("a", "ph")), s.endswith((".png", ".gif")), s.startswith(""), s.startswith(()))
try:
    s.startswith(1)
except TypeError as error:
    print(error)
