def fails():
    return [1, 2, 3][10]


fails()
