# \N{NAME} in strings, in f-strings, and where it is wrong.
print(ascii("\N{BULLET}\N{greek small letter alpha}\N{LATIN SMALL LETTER A}"))
print(ascii("\N{CJK UNIFIED IDEOGRAPH-4E00} \N{HANGUL SYLLABLE GA} \N{LF}"))
x = 3
print(ascii(f"\N{BULLET}{x}\N{SNOWMAN}{x:>\N{DIGIT FOUR}}"))
print(r"\N{BULLET}", b"\\N{BULLET}", rf"\N{x}")
for source in (r"'\N{nothing such}'", r"'ab\N{}'", r"'\N'", r"'\N{BULLET'",
               r"'\Nx'", r"f'\N{no such}'", r"'\N{KEYCAP DIGIT ONE}'"):
    try:
        print(ascii(eval(source)))
    except SyntaxError as e:
        print(source, e.msg)
