for spec in ("", "d", "5d", "<5d", "^5d", "05d", "+d", " d", ",", "_", "x",
             "X", "#x", "#o", "b", "#010b", "c", "e", ".1f", "%", "*^9d",
             "=+6d", "n"):
    print(spec, format(65, spec))
print(f"{1234567:,} {-1234567:_} {2**70:,} {255:_b} {-5:=5d}")
for spec in ("z", ".2d", "s", "10.3x"):
    try:
        format(5, spec)
    except ValueError as error:
        print(error)
