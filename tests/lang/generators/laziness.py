def gen():
    print("start")
    for i in range(3):
        print("about to yield", i)
        yield i
    print("end")
g = gen()
print("made")
print(next(g))
print(list(g))
print(list(g), next(g, "exhausted"))
