def f(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return f"one {a}"
        case [1, *rest]:
            return f"one then {rest}"
        case (a, [b, c]):
            return f"nested {a} {b} {c}"
        case [first, *_, last]:
            return f"ends {first} {last}"
        case _:
            return "no"
print([f(x) for x in ([], [7], [1, 2, 3], (5, (6, 7)), "ab", [4, 5, 6], (9,), range(3), {1: 2})])
