"""Exceptions: raised and caught near and far, finally, with, lookups."""


class Refused(Exception):
    pass


class Guard:
    def __init__(self):
        self.entered = self.left = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, *error):
        self.left += 1
        return False


def check(n):
    if n % 3 == 0:
        raise Refused(n)
    return n


def deep(n, depth):
    return check(n) if depth == 0 else deep(n, depth - 1)


def counted(rounds):
    refused = finished = 0
    for n in range(rounds):
        try:
            check(n)
        except Refused:
            refused += 1
        finally:
            finished += 1
    return refused, finished


def lookups(rounds):
    table, missed = {"a": 1}, 0
    for n in range(rounds):
        try:
            table["a" if n % 2 else "b"]
        except KeyError:
            missed += 1
        try:
            int("12" if n % 2 else "x2")
        except ValueError as error:
            missed += len(error.args)
    return missed


def guarded(rounds):
    guard = Guard()
    for n in range(rounds):
        with guard:
            pass
        try:
            with guard:
                raise IndexError
        except (KeyError, IndexError):
            pass
    return guard.entered + guard.left


def main():
    assert counted(240_000) == (80_000, 240_000)
    caught = 0
    for n in range(60_000):
        try:
            deep(n, 6)
        except Refused:
            caught += 1
    assert caught == 20_000
    assert lookups(80_000) == 80_000
    assert guarded(60_000) == 240_000


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
