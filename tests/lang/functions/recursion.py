def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(fib(15), depth(900), even(300), odd(301))


def forever():
    return forever()


try:
    forever()
except RecursionError as error:
    print(error)
print(depth(500))
