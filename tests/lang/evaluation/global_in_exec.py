# A `global` statement anywhere makes the name the module's global, in code that
# runs with locals of its own too.
globals_, locals_ = {}, {}
exec('''
x = 7
other = 8
def f():
    x = 1
    def g():
        global x
        return x
    def h():
        return x + 1
    return g(), h()
result = f()
''', globals_, locals_)
print(sorted(locals_), locals_["result"], globals_["x"])
