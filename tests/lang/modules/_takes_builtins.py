def shout(text):
    return upper_(text), len(text)
