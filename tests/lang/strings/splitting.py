print("a,b,,c".split(","), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1))
print("  one  two three ".split(), "  one  two ".split(None, 1), "".split(), "".split(","))
print("a--b--c".split("--"), "x".split("y"), "abc".rsplit(None, 1))
print(",".join(["a", "b"]), "".join([]), "-".join("xyz"), ", ".join(str(n) for n in range(4)))
print("one\ntwo\r\nthree\n".splitlines(), "a\nb".splitlines(True), "".splitlines())
for bad in (lambda: "a".split(""), lambda: ",".join([1]), lambda: ",".join(["a", None])):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
