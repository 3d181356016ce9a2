def f(x):
    match x:
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": t, **rest}:
            return f"{t} {rest}"
        case {}:
            return "a dict"
        case _:
            return "no"
print([f(x) for x in ({"type": "circle", "r": 2, "z": 0}, {"type": "box", "w": 1}, {"a": 1}, {}, [])])
