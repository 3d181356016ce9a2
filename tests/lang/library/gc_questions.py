# What gc answers about itself.
import gc

before = gc.get_stats()
gc.collect(0)
gc.collect(1)
gc.collect()
print([now["collections"] - then["collections"] >= 1
       for then, now in zip(before, gc.get_stats())])
print([sorted(entry) for entry in gc.get_stats()])
for generation in (3, -2, "x", 1.5):
    try:
        gc.get_objects(generation)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
mine = [[]]
print(any(found is mine for found in gc.get_objects()),
      any(found is mine for found in gc.get_objects(generation=None)))
print(any(found is mine[0] for found in gc.get_referents(mine)))
