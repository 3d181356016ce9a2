s = "banana bandana"
print(s.find("an"), s.rfind("an"), s.find("x"), s.find("an", 4), s.find("an", 4, 6))
print(s.index("b"), s.rindex("b"), s.count("an"), s.count(""), s.count("ana"))
print("an" in s, "nab" in s, "" in s, s.find("", 3), s.find("", 50))
try:
    s.index("zebra")
except ValueError as error:
    print(error)
