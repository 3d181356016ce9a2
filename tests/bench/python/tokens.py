"""A tokenizer and an evaluator of sums, character by character."""


class Tokens:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def peek(self):
        text, at = self.text, self.at
        while at < len(text) and text[at] == " ":
            at += 1
        self.at = at
        return text[at] if at < len(text) else ""

    def take(self):
        letter = self.peek()
        if letter.isdigit():
            start = self.at
            while self.at < len(self.text) and self.text[self.at].isdigit():
                self.at += 1
            return self.text[start:self.at]
        self.at += 1
        return letter


def primary(tokens):
    token = tokens.take()
    if token == "(":
        value = sums(tokens)
        assert tokens.take() == ")"
        return value
    return int(token)


def products(tokens):
    value = primary(tokens)
    while tokens.peek() == "*":
        tokens.take()
        value = value * primary(tokens) % 1_000_003
    return value


def sums(tokens):
    value = products(tokens)
    while True:
        operator = tokens.peek()
        if operator == "+":
            tokens.take()
            value += products(tokens)
        elif operator == "-":
            tokens.take()
            value -= products(tokens)
        else:
            return value


def main():
    text = " + ".join(f"({i} * (2{i} - 7)) - {i * i}" for i in range(300))
    right = sum(i * (int(f"2{i}") - 7) % 1_000_003 - i * i
                for i in range(300))
    for _ in range(12):
        assert sums(Tokens(text)) == right


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
