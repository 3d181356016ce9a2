class Parser:
    def __init__(self, text):
        self.tokens = self.tokenize(text)
        self.position = 0

    @staticmethod
    def tokenize(text):
        tokens, number = [], ""
        for c in text + " ":
            if c.isdigit():
                number += c
                continue
            if number:
                tokens.append(int(number))
                number = ""
            if not c.isspace():
                tokens.append(c)
        return tokens

    def peek(self):
        if self.position < len(self.tokens):
            return self.tokens[self.position]

    def take(self):
        self.position += 1
        return self.tokens[self.position - 1]

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            value = (value + self.term() if self.take() == "+"
                     else value - self.term())
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            value = (value * self.factor() if self.take() == "*"
                     else value / self.factor())
        return value

    def factor(self):
        token = self.take()
        if token == "(":
            value = self.expression()
            if self.take() != ")":
                raise SyntaxError("expected )")
            return value
        if token == "-":
            return -self.factor()
        if not isinstance(token, int):
            raise SyntaxError(f"unexpected {token!r}")
        return token


for text in ("1 + 2 * 3", "(1 + 2) * 3", "-(4 - 6) * 10 / 4", "2 * (3", "* 2",
             "1 / 0"):
    try:
        print(text, "=", Parser(text).expression())
    except (SyntaxError, ArithmeticError, IndexError) as error:
        print(text, "->", type(error).__name__, error)
