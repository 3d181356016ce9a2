"""Closures: counters, adders, composed functions, callbacks."""


def make_counter():
    count = 0

    def step(by):
        nonlocal count
        count += by
        return count

    return step


def make_adder(n):
    return lambda x: x + n


def compose(f, g):
    return lambda x: f(g(x))


def apply_all(functions, value, rounds):
    for _ in range(rounds):
        for function in functions:
            value = function(value)
    return value


def main():
    counter = make_counter()
    for i in range(400_000):
        counter(i & 1)
    assert counter(0) == 200_000
    adders = [make_adder(i) for i in range(10)]
    assert apply_all(adders, 0, 50_000) == 45 * 50_000
    both = compose(make_adder(2), compose(make_adder(-1), make_adder(5)))
    value = 0
    for _ in range(100_000):
        value = both(value)
    assert value == 600_000


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
