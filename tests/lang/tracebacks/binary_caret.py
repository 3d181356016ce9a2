def compute(a, b):
    return (a + 1) * (b / (a - a)) + 3


compute(1, 2)
