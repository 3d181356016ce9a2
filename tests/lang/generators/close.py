def g(name):
    try:
        yield 1
        yield 2
    finally:
        print("closing", name)
a = g("a"); next(a); a.close(); a.close()
b = g("b"); b.close()
c = g("c"); print(list(c))
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn(); next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
