print("{} {}".format("a", "b"), "{1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2))
print("{0[1]} {0[2]}".format([1, 2, 3]), "{d[key]}".format(d={"key": "v"}), "{0.real}".format(5))
print("{{}} {:>5} {:<5}| {:^5}|".format("r", "l", "c"), "{:{w}.{p}f}".format(3.14159, w=8, p=2))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{:%}".format(0.5), "{:,}".format(10**6))
for bad in (("{} {}", (1,)), ("{x}", ()), ("{", ()), ("}", ()), ("{0} {}", (1, 2)), ("{:d}", ("a",)), ("{0.nope}", (1,))):
    try:
        print(bad[0].format(*bad[1]))
    except (IndexError, KeyError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
