def parse(text):
    def fail(what):
        raise ValueError(f"{what} at {pos}")
    pos = 0
    def skip():
        nonlocal pos
        while pos < len(text) and text[pos] in " \t\n\r":
            pos += 1
    def value():
        nonlocal pos
        skip()
        if pos == len(text): fail("unexpected end")
        c = text[pos]
        if c == "{":
            pos += 1
            result = {}
            skip()
            while text[pos] != "}":
                key = value(); skip()
                if text[pos] != ":": fail("expected ':'")
                pos += 1
                result[key] = value(); skip()
                if text[pos] == ",": pos += 1; skip()
            pos += 1
            return result
        if c == "[":
            pos += 1
            items = []
            skip()
            while text[pos] != "]":
                items.append(value()); skip()
                if text[pos] == ",": pos += 1; skip()
            pos += 1
            return items
        if c == '"':
            end = text.index('"', pos + 1)
            result, pos = text[pos + 1:end], end + 1
            return result
        for word, meaning in (("true", True), ("false", False), ("null", None)):
            if text.startswith(word, pos):
                pos += len(word)
                return meaning
        start = pos
        while pos < len(text) and text[pos] in "+-0123456789.eE":
            pos += 1
        if start == pos: fail(f"unexpected {c!r}")
        number = text[start:pos]
        return float(number) if any(x in number for x in ".eE") else int(number)
    return value()
print(parse('{"a": [1, 2.5, -3e2, {"b": null}], "c": "text", "d": [true, false, []]}'))
for bad in ("", "[1, ?]", '{"a" 1}'):
    try:
        parse(bad)
    except ValueError as error:
        print(error)
