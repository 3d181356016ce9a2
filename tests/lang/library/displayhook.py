# sys.displayhook writes to sys.stdout and keeps the value in builtins._.
import builtins
import io
import sys

out, stdout = io.StringIO(), sys.stdout
sys.stdout = out
sys.displayhook(3)
exec(compile("for i in range(2): i\n", "<s>", "single"))
sys.displayhook(None)
sys.stdout = stdout
print(repr(out.getvalue()), builtins._)
sys.displayhook = lambda value: print("shown", value)
exec(compile("7", "<s>", "single"))
