texts = ["", "abc", "ABC", "Abc Def", "aBC1", "123", "\u00bd", "\u0663", "\u00b2",
         "stra\u00dfe", "\u0130", "\ufb01x", "\u01c6", "\u01c5", "\u039f\u03a3",
         "\u039f\u03a3 \u039f\u03a3\u0391", "they're", " \t", "\u2003", "a_b", "1a",
         "\u00e9t\u00e9", "def", "\x00", "\u00ad", "\U0001d7d8", "\u4e00", "\u216b"]
for text in texts:
    print(ascii(text), ascii(text.upper()), ascii(text.lower()),
          ascii(text.title()), ascii(text.capitalize()), ascii(text.swapcase()),
          ascii(text.casefold()))
    print("".join("01"[test()] for test in (
        text.isalpha, text.isalnum, text.isdecimal, text.isdigit,
        text.isnumeric, text.isspace, text.islower, text.isupper, text.istitle,
        text.isascii, text.isidentifier, text.isprintable)))
