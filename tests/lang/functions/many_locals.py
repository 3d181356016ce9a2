# Functions with more locals, and closures with more cells, than registers.
def make(source, name="f"):
    space = {}
    exec(source, space)
    return space[name]


def numbered(prefix, count):
    return [f"{prefix}{i}" for i in range(count)]


# Far locals: unbound, deleted, nonlocal, in closures, in locals().
body = "".join(f"  v{i} = {i}\n" for i in range(400))
f = make("def f(a):\n" + body + """
  def g():
    nonlocal v300
    v300 += a
    return v300, v5, v399
  try:
    print(late)
  except UnboundLocalError as e:
    print(e)
  late = 1
  del late, v200
  try:
    v200
  except NameError as e:
    print(type(e).__name__, e)
  try:
    del v200
  except NameError as e:
    print(type(e).__name__, e)
  for v398 in range(3):
    v397 += v398
  (v7, v396), [v395, *v394] = (1, 2), "abc"
  with open.__class__.__call__ and Manager() as v393:
    pass
  try:
    1 / 0
  except ZeroDivisionError as v392:
    print(v392)
  import sys as v391
  class v390: pass
  print([v389 + x for x in range(2)], (lambda: v388)(), (v387 := 4))
  print(v7, v396, v395, v394, v393, v391.__name__, v390.__name__, v397)
  return g(), g(), len(locals()), locals()["v300"], "v200" in locals()
""")
f.__globals__["Manager"] = type("Manager", (), {
    "__enter__": lambda self: "entered", "__exit__": lambda self, *a: None})
print(f(10))
print("v300" in f.__code__.co_cellvars, "v300" in f.__code__.co_varnames)

names = numbered("p", 300)

# Generators keep them from one turn to the next.
g = make("def f(" + ", ".join(names) + "):\n" + body
         + "  while v399 < 402:\n    v399 += p299\n    yield v399, p200\n")
it = g(*[1] * 300)
print(it.gi_frame.f_locals["p299"], len(it.gi_frame.f_locals))
print(next(it), it.gi_frame.f_locals["v399"], list(it))

# More than 256 cells in one closure.
f = make("def f():\n" + body
         + "  def g():\n    return " + " + ".join(numbered("v", 400)) + "\n"
         + "  def h():\n    nonlocal v399\n    v399 = v398 = 0\n"
         + "    def k(): return " + ", ".join(numbered("v", 390)) + "\n"
         + "    return k\n"
         + "  return g(), sum(h()()), g(), g\n")
total, part, after, g = f()
print(total, part, after, len(g.__closure__), g.__code__.co_freevars[-1])
