for letter in "ab":
    for n in len(letter):
        print(n)
