# Encodings that only a string names: their modules come along.
print("é€".encode("windows-1252"), ascii(b"\x80".decode("cp1252")))
print("я".encode('koi8-r'), bytes("é", "Latin2"), str(b"\xe9", encoding="L9"))
try:
    "x".encode("no-such-encoding")
except LookupError as e:
    print(e)
