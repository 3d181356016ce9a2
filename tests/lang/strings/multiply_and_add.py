print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" * 100 == "")
s = "x"
s += "y"
s *= 2
print(s, "-" * 20)
for bad in (lambda: "a" * "b", lambda: "a" + 1, lambda: 1 + "a", lambda: "a" - "b", lambda: "a" * 1.5):
    try:
        bad()
    except TypeError as error:
        print(error)
