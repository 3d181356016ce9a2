print("{} {}".format(1, 2), "{1} {0}".format("a", "b"))
print("{name} is {age:>4}".format(name="Bob", age=5))
print("{0[1]} {0[0]} {d[k]}".format([1, 2], d={"k": "v"}))
print("{:>{w}}|".format("x", w=5), "{!r:>6}".format("a"))
print(format(3.5, ".3f"), format(10, "b"), format("s", "^5"), format(7))
for spec in ("d", "x", "Z", ".2f"):
    try:
        print(format("text", spec))
    except ValueError as error:
        print(error)
