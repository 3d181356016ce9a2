# gc every: 256
# Code compiled at run time lives as long as something runs or holds it.
kept = []
for i in range(300):
    space = {}
    exec(f"""
def f{i}(x):
    def inner(y):
        return (x, y, "text {i}", ({i}, ["list"]), 2 ** 70 + {i})
    return inner
big = [f{i}, lambda: "lambda {i}"]
""", space)
    if i % 50 == 0:
        kept.append(space["big"])
    f = space[f"f{i}"]
    del space
    inner = f(i)
    assert inner(1)[:3] == (i, 1, f"text {i}"), inner(1)
for f, g in kept:
    print(f.__name__, f(1)(2), g())


def runs_while_it_is_dropped():
    space = {}
    exec("""
def gen():
    for i in range(3):
        junk = [str(i)] * 1000
        yield "step %d" % i
    try:
        raise KeyError("end")
    except KeyError as e:
        yield e
""", space)
    return space["gen"]()


for step in runs_while_it_is_dropped():
    junk = [str(i) for i in range(2000)]
    print(step)
try:
    exec("def f(): raise IndexError('from made code')\nf()", {})
except IndexError as e:
    error = e
junk = [str(i) for i in range(20000)]
tb = error.__traceback__.tb_next
print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_next.tb_frame.f_code.co_name)
