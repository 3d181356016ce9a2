def kind(x):
    match x:
        case 0 | 1:
            return "small"
        case -1:
            return "minus one"
        case "hi":
            return "greeting"
        case None:
            return "none"
        case True:
            return "true?"
        case 2.5:
            return "float"
        case b"x":
            return "bytes"
        case _:
            return "other"
print([kind(x) for x in (0, 1, -1, "hi", None, True, 2.5, b"x", [], 1.0)])
