# __build_class__ can be called, replaced and deleted.
import builtins
def body(): pass
for a in ((), (1,), (1, "A"), (lambda: 0, 1), (lambda x: 0, "A")):
    try: print(__build_class__(*a))
    except Exception as e: print(type(e).__name__, e)
old = builtins.__build_class__
def bc(f, n, *b, **k):
    print("building", n); return old(f, n, *b, **k)
builtins.__build_class__ = bc
class Z: pass
builtins.__build_class__ = old
del builtins.__build_class__
try:
    class Y: pass
except NameError as e: print(e)
