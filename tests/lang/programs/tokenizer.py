def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace(): i += 1; continue
        start = i
        if c.isdigit():
            while i < len(text) and (text[i].isdigit() or text[i] == "."): i += 1
            yield "number", text[start:i]
        elif c.isalpha() or c == "_":
            while i < len(text) and (text[i].isalnum() or text[i] == "_"): i += 1
            yield "name", text[start:i]
        elif c in "+-*/()=":
            i += 1
            yield "operator", c
        else:
            raise SyntaxError(f"bad character {c!r} at {i}")
print(list(tokens("x1 = 3.14 * (radius + 2)")))
try:
    print([t for _, t in tokens("a $ b")])
except SyntaxError as error:
    print(error.msg, "|", error)
