# Module gc.
import gc

print(type(gc.collect()).__name__, type(gc.collect(0)).__name__)
for bad in (3, -1):
    try:
        gc.collect(bad)
    except ValueError as e:
        print(e)
try:
    gc.collect("x")
except TypeError as e:
    print(e)
print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
print(len(gc.get_count()), len(gc.get_threshold()), gc.get_debug())
gc.set_threshold(500, 5, 5)
print(gc.get_threshold())
print(len(gc.get_stats()), sorted(gc.get_stats()[2]))
print(gc.garbage, gc.get_freeze_count())
gc.freeze()
gc.unfreeze()


class Holder:
    pass


inner = Holder()
holder = [inner]
print(any(x is holder for x in gc.get_objects()))
print(any(x is inner for x in gc.get_referents(holder)))
print(any(x is holder for x in gc.get_referrers(inner)))
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("a"))
phases = []
gc.callbacks.append(lambda phase, info: phases.append((phase, sorted(info))))
gc.collect()
gc.callbacks.clear()
print(phases)
