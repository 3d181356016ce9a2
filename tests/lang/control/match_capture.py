def f(x):
    match x:
        case [int(a) as n, (str() | None) as s]:
            return n, s, a
        case {"k": [x, y] as pair}:
            return x, y, pair
        case (1 | 2) as small:
            return small
        case other:
            return "other", other
print(f([1, "a"]), f([1, None]), f({"k": (1, 2)}), f(2), f(9))
class Color:
    RED = "r"
match "r":
    case Color.RED:
        print("red")
match = 5
case = match + 1
print(match, case)
