def numbers():
    yield from range(10)
def evens(source):
    for n in source:
        if n % 2 == 0:
            print("pass", n)
            yield n
def squared(source):
    return (n * n for n in source)
for value in squared(evens(numbers())):
    print(value)
    if value > 10:
        break
