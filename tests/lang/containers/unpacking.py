a, b = [1, 2]; print(a, b)
a, b = b, a; print(a, b)
first, *middle, last = range(6); print(first, middle, last)
*start, end = "abc"; print(start, end)
(x, y), z = (1, 2), 3; print(x, y, z)
[p, [q, r]] = [1, (2, 3)]; print(p, q, r)
*all_, = {"k": 1}; print(all_)
for i, (j, *k) in enumerate([(1, 2, 3), "xy"]):
    print(i, j, k)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
for bad in ("a, b = 1, 2, 3", "a, b = [1]", "a, *b = []", "a, b = 5", "a, b, *c = 'x'"):
    try:
        exec_target = {"a, b = 1, 2, 3": (1, 2, 3), "a, b = [1]": [1], "a, b = 5": 5}.get(bad)
        if bad == "a, *b = []":
            a, *b = []
        elif bad == "a, b, *c = 'x'":
            a, b, *c = "x"
        else:
            a, b = exec_target
    except (ValueError, TypeError) as error:
        print(error)
