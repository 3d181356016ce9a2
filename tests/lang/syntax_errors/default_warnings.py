# Without module warnings SyntaxWarnings are shown, DeprecationWarnings are not.
exec("x = 1\nprint(x is 1)")
print(eval("1 is 1"))
print(eval("'\\d'"))
code = compile("print('in', 1if 1 else 2)\nassert (1, 'x')", "<here>", "exec")
exec(code)
try:
    exec("x is 1\n'\\d'\nreturn")
except SyntaxError as e:
    print(e)


def f():
    a = 3
    exec("print(a is 3)")
    print(sorted(eval("[locals(), a is 3][0]")))


f()
