for s in ("abc", "abc1", "123", "½", "²", " ", "", "_x", "a b", "é", "٣", "Abc", "\n", "x" * 3):
    print(ascii(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(),
          s.isspace(), s.isidentifier(), s.isprintable(), s.isascii())
