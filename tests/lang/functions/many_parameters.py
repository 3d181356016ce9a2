# Functions with more parameters than an instruction can name registers.
def make(source, name="f"):
    space = {}
    exec(source, space)
    return space[name]


def numbered(prefix, count):
    return [f"{prefix}{i}" for i in range(count)]


for count in (127, 128, 129, 130, 199, 255, 256, 300, 1000):
    names = numbered("p", count)
    f = make(f"def f({', '.join(names)}):\n  return p0 + p{count - 1}, "
             f"sum([{', '.join(names)}])")
    print(count, f(*range(count)), f(**{n: i for i, n in enumerate(names)}))
    print(f.__code__.co_argcount, f.__code__.co_nlocals,
          f.__code__.co_varnames[-1])
    try:
        f(*range(count - 2))
    except TypeError as e:
        print(e)
    try:
        f(*range(count), 1)
    except TypeError as e:
        print(e)

names = numbered("p", 300)
f = make("def f(" + ", ".join(n + "=1" for n in names)
         + ", *args, key=5, **kw):\n  return p299, args, key, kw, len(locals())")
print(f(), f(p299=7, key=8, other=9))
print(f(*range(302), key=2)[:2])
f = make("def f(*, " + ", ".join(names) + "):\n  return p0, p150, p299")
print(f(**{n: i for i, n in enumerate(names)}))
