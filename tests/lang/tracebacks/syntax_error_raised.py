raise SyntaxError("m", (None, 3, 5, "   x = foo bar\n", 3, 100))
