def shift(text, key):
    out = []
    for c in text:
        if c.isalpha() and c.isascii():
            base = ord("A") if c.isupper() else ord("a")
            out.append(chr((ord(c) - base + key) % 26 + base))
        else:
            out.append(c)
    return "".join(out)


secret = shift("Hello, World!", 3)
print(secret, shift(secret, -3))
