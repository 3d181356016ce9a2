s = "naïve 😀"
data = s.encode()
print(data, len(data), data.decode() == s, s.encode("utf-16-le")[:4], "é".encode("latin-1"))
print("é".encode("ascii", "replace"), "é".encode("ascii", "ignore"), "é".encode("ascii", "backslashreplace"))
print(b"caf\xe9".decode("latin-1"), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("ascii", "ignore"))
for bad in (lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: b"\xc3".decode("utf-8"), lambda: "a".encode("nope")):
    try:
        bad()
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)
