def combine(a, b, c):
    return a + b + c


combine(
    1,
    combine(2,
            3,
            "four"),
    5,
)
