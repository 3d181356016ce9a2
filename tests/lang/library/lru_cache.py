import functools

calls = []


@functools.lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x


print([square(i) for i in (1, 2, 1, 3, 2, 1)], calls, square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__name__, square.cache_parameters(), square.__wrapped__(5))


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


@functools.lru_cache(typed=True)
def kind(x, y=0):
    return type(x).__name__


print(kind(1), kind(1.0), kind(1, y=2), kind(x=1), kind.cache_info())


class A:
    @functools.lru_cache
    def method(self, n):
        calls.append(n)
        return n


a = A()
print(a.method(7), a.method(7), A.method.cache_info())
try:
    square([1])
except TypeError as error:
    print(error)


@functools.lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())
