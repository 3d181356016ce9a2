# An uncaught SyntaxError of eval(): the caller's line, then the text's own.
def load(text):
    return eval(text)


load("1 + * 2")
