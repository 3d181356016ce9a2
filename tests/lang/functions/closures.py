def counter():
    count = 0

    def up(by=1):
        nonlocal count
        count += by
        return count

    def peek():
        return count

    return up, peek


up, peek = counter()
up()
up(5)
print(peek(), counter()[1]())


def outer(x):
    def middle(y):
        def inner(z):
            return x + y + z
        return inner
    return middle


print(outer(1)(2)(3))
adders = []
for n in range(3):
    adders.append(lambda x, n=n: x + n)
print([add(10) for add in adders])


def late():
    def use():
        return value
    value = "assigned later"
    return use()


print(late())


def unbound():
    def use():
        return value
    try:
        use()
    except NameError as error:
        print(error)
    value = 1


unbound()
