letters = "abc"
print(letters[0:2], letters[1])
letters["x"]
