def average():
    total = n = 0
    value = None
    while True:
        value = yield value
        total += value
        n += 1
        value = total / n
g = average()
next(g)
print(g.send(10), g.send(20), g.send(3))
def echo():
    while True:
        got = yield
        print("got", got)
e = echo(); e.send(None); e.send(1); next(e)
try:
    echo().send(5)
except TypeError as error:
    print(error)
