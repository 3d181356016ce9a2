print(ord("a"), ord("€"), ord("😀"), chr(97), chr(8364), chr(128512), chr(0) == "\0")
print([chr(n) for n in range(65, 71)], "".join(map(chr, [72, 105])))
for bad in (lambda: chr(-1), lambda: chr(0x110000), lambda: ord("ab"), lambda: ord("")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
