# Expressions nested deeper than there are registers.
def make(source, name="f"):
    space = {}
    exec(source, space)
    return space[name]


add = lambda *a: sum(a)
space = {"add": add, "x": 1}
print(eval("add(1, 2, " * 60 + "x" + ")" * 60, space))
print(eval("add(" + ", ".join("1" * 20) + ", add(1, " * 40 + "x" + ")" * 41,
           space))
print(eval("x + (" * 90 + "x" + ")" * 90, space))
print(eval("[x, " * 90 + "x" + "]" * 90, space).__len__())
print(len(str(eval("{x: " * 90 + "x" + "}" * 90, space))))
print(eval("(lambda a=" * 80 + "x" + ": a)()" * 80, space))
print(eval("add(1, x or " * 40 + "0 or x and x" + ")" * 40, space))
print(list(eval("[y + add(1, " + "add(2, 3, " * 50 + "y" + ")" * 51
                + " for y in range(3) if add(1, " + "add(x, " * 50 + "y"
                + ")" * 51 + "]", space)))


def deco(f):
    global calls
    calls += 1
    return f


calls = 0
exec("@deco\n" * 100 + "def f(): return 'decorated'\nprint(f())\n"
     + "@deco\n" * 100 + "class C: pass\nprint(C.__name__)")
print(calls)


f = make("def f(a):\n" + "".join(f"  v{i} = {i}\n" for i in range(150)) + """
  for x in range(1):
    with a as b:
      try:
        return """ + "add(1, v149, " * 30 + "(yield v148)" + ")" * 30 + """
      finally:
        print("left", v147)
""")
f.__globals__.update(add=add)
it = f(f_manager := f.__globals__.get("Manager") or type("M", (), {
    "__enter__": lambda self: 1, "__exit__": lambda self, *a: print("out")})())
print(next(it))
try:
    it.send(5)
except StopIteration as e:
    print(e.value)
