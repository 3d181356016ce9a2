def key(word):
    return word.weight


sorted(["b", "a"], key=key)
