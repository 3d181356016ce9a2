class Odd(SyntaxError):
    pass


e = Odd("first")
e.msg = "second"
e.filename = "f.py"
e.lineno = 3
e.offset = 5
e.end_offset = 8
e.text = "\tx = foo bar\n"
raise e
