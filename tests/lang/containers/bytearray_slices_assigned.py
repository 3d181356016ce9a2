# Extended slices of a bytearray.
def attempt(source):
    b = bytearray(b"abcdef")
    try:
        exec(source)
    except Exception as e:
        print(type(e).__name__, e)
    print(source, b)


for source in ("b[::2] = b''", "b[::2] = b'xyz'", "b[::2] = b'x'",
               "b[::-1] = bytes(6)", "b[1:4:1] = b''", "b[1:3] = [1, 2, 3]",
               "b[4:1] = b'zz'", "b *= {}", "b * 's'", "b'a' * [1]"):
    attempt(source)
