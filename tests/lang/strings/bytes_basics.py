b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b[:3]), b"l" in b, 104 in b)
print(b"a" + b"b", b"ab" * 2, b"a" < b"b", b"a" == "a", bytes(3), bytes([65, 66]), bytes("é", "utf-8"))
print(b.hex(), bytes.fromhex("dead BEEF"), b"abc".hex("-"), b.upper(), b"a,b".split(b","), b"-".join([b"x", b"y"]))
for bad in (lambda: bytes([256]), lambda: b"a" + "b", lambda: b"a"[5], lambda: bytes("a"), lambda: bytes(-1)):
    try:
        bad()
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
