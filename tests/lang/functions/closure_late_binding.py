def make(x):
    def show():
        return x
    x += 1
    return show
print(make(1)())
fs = []
for i in range(3):
    def f(j=i):
        return (i, j)
    fs.append(f)
print([f() for f in fs])
def cell():
    def get():
        return value
    try:
        get()
    except NameError as error:
        print(error)
    value = "set"
    return get()
print(cell())
