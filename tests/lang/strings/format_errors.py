def show(value, spec):
    try:
        print(repr(format(value, spec)))
    except Exception as error:
        print(type(error).__name__, error)


for spec in ("xx", ".2", ".", ",_", ",,", "_,", "__", ",x", "_x", ",n", "z", "+c",
             "#c", "s", "5s", "=5", "+", " ", "#", "\u20ac>5", "\u20ac", "e", ".3",
             "d", "08.3f", "+,.2f", "0=+#12_b", "^9", "%", "99999999999999999999",
             ".99999999999999999999", "c", "*^9c", "G", "010,", "_b", "_o", "#X"):
    for value in (65, -7, 2.5, "text", True):
        show(value, spec)
show(-1, "c")
show(0x110000, "c")
show(10 ** 400, "e")
show(1e300 * 10, "010f")
show(float("nan"), "+010")
show(-0.0, "z.1f")
show(-0.04, "z.1f")
