log = []


def f(n):
    for i in range(3):
        try:
            try:
                log.append(("body", n, i))
                if n == 0:
                    return "early"
                if n == 1 and i == 1:
                    break
                if n == 2:
                    raise ValueError(i)
            finally:
                log.append(("inner", i))
                if n == 3:
                    continue
        except ValueError as error:
            log.append(("caught", str(error)))
        finally:
            log.append(("outer", i))
    return "late"


for n in range(4):
    print(n, f(n), log)
    log.clear()


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("generator finally")


for value in generator():
    print(value)
g = generator()
next(g)
g.close()
