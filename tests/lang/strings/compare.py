print("a" < "b", "A" < "a", "abc" < "abd", "abc" < "abcd", "" < "a", "Z" > "a")
print("é" > "z", "a" == "a", "a" != "b", "a" == 1)
print(sorted(["banana", "Apple", "cherry", "apple"]), sorted("hello", reverse=True))
print(sorted(["b", "A", "C"], key=str.lower), max("a", "B"), min("abc"))
try:
    "a" < 1
except TypeError as error:
    print(error)
