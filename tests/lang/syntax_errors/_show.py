# Helper: what a SyntaxError of compile() says.
def show(source, mode="exec"):
    try:
        compile(source, "<text>", mode)
    except SyntaxError as e:
        print(type(e).__name__, ascii(e.msg), e.lineno, e.offset,
              e.end_lineno, e.end_offset, ascii(e.text))
    else:
        print("right")
