# exit and quit, as programs find them among the builtins.
import builtins

print(exit, quit, repr(exit) == str(exit), type(exit) is type(quit))
print(type(exit).__name__, type(exit).__module__, vars(quit))
print(builtins.exit is exit, callable(quit))
for leave in (exit, quit):
    for args in ((), (None,), (3,), ("bye",)):
        try:
            leave(*args)
        except SystemExit as stop:
            print(leave.name, args, repr(stop), stop.code)
exit(3)
