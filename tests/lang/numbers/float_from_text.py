for text in ("1.5", " 2e3 ", "-.5", "5.", "1_0.5", "inf", "-Infinity", "nan",
             "1e400", "", "1.5.2", "abc", "0x1p3", "1e", "+1"):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(error)
