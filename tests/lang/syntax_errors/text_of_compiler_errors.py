# What the compiler finds in a string has no line to show; the parser's has.
from _show import show

show("return 1\n")
show("def f():\n    nonlocal x\n")
show("f(a=1, a=2)\n")
show("x = = 1\n")
show("[a for f() in b\n]")
show("(1,\n2 3)")
