# repr, str, formatting and parsing of complex numbers.
inf, nan = float("inf"), float("nan")
for value in (0j, -0j, 1j, -1j, 1 + 0j, -1 + 0j, complex(-0.0, 0.0),
              complex(0.0, -0.0), complex(-0.0, -0.0), 1.5 - 2.5j, 1e20 + 1e-20j,
              1e16j, 123456789.123j, complex(inf, -inf), complex(nan, nan),
              complex(0, inf), complex(1, nan)):
    print(repr(value), str(value), f"{value}", f"{value!r:>12}")
for value in (1.5 - 2.25j, 3j, complex(-0.0, 1)):
    for spec in ("", ".2f", "e", ".3g", "g", ".3", "+", " ", "+.1f", "-", ">20",
                 "<20", "^20", "*^20.1f", ",.2f", "_.1f", "#.0f", "20", "F", "E",
                 "n", "G", "z.1f"):
        print(repr(spec), repr(format(value, spec)))
    for spec in ("010", "=10", "d", "s", "%", "x", "c", "0=10", "5q", ".f"):
        try:
            print(repr(spec), format(value, spec))
        except ValueError as e:
            print(repr(spec), e)
for text in ("1", "1j", "j", "-j", "+j", "1+2j", "1-2j", " 1+2j ", "(1+2j)",
             " ( 1+2j ) ", "1e5", "1e5j", "1e5+1e-5j", "-1.5-.5j", ".5", "1.j",
             "inf", "-inf+nanj", "infinityj", "nan", "1_000+1_0j", "1J",
             "1+j", "1-J", "inf-infj", "1e1_0",
             "", " ", "1+", "1 + 2j", "1+2", "1+2k", "((1))", "(1", "jj", "1jj",
             "1j+2", "a", "1__0", "_1", "++1", "1+-2j", "1e", "e5", "."):
    try:
        print(repr(text), complex(text))
    except ValueError as e:
        print(repr(text), e)
