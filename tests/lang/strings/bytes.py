b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:4], list(b[:2]))
print(b + b"!", b * 2, b"ell" in b, 104 in b, b == b"hello\x00\xff")
print(b.hex(), bytes.fromhex("00ff10"), bytes(3), bytes([1, 2, 3]))
print(b"a,b,c".split(b","), b" x ".strip(), b"abc".replace(b"b", b"BB"))
print(b"abc".upper(), b"abc".find(b"c"), b"abc".startswith(b"ab"))
print("é".encode(), b"\xc3\xa9".decode(), "é".encode("latin-1"))
print(b"-".join([b"a", b"b"]), hash(b"a") == hash(b"a"), b"a" < b"b")
for bad in (b"\xff", b"\xc3"):
    try:
        print(bad.decode())
    except UnicodeDecodeError as error:
        print(error)
