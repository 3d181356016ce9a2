def load(text):
    try:
        return int(text)
    except ValueError:
        raise KeyError(f"no number: {text}") from None


load("abc")
