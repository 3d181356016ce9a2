# __del__ runs once, after the collection that finds the object dead.
import gc
import sys


class Noisy:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("del", self.name)


a = Noisy("one")
del a
gc.collect()

# In a cycle, with all that it reaches still there.
class Pair:
    def __init__(self):
        self.names = []

    def __del__(self):
        print("pair of", self.other.names)


x, y = Pair(), Pair()
x.other, y.other = y, x
del x
gc.collect()
print("y holds both")
del y
gc.collect()


class Inherits(Noisy):
    pass


class OfList(list):
    def __del__(self):
        print("del list", self)


Inherits("inherited")
OfList([1, 2])
gc.collect()


# Brought back to life, it does not die twice.
class Phoenix:
    def __del__(self):
        global saved
        saved = self
        print("saved")


Phoenix()
gc.collect()
print(type(saved).__name__)
del saved
gc.collect()


# A finalizer may make garbage with finalizers.
class Chain:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("chain", self.n)
        if self.n:
            Chain(self.n - 1)


Chain(3)
for _ in range(5):
    gc.collect()


# What it raises goes to sys.unraisablehook, and not to the program.
class Fails:
    def __del__(self):
        raise ValueError("in __del__")


def hook(unraisable):
    print("hook:", unraisable.exc_type.__name__, unraisable.exc_value,
          unraisable.object is Fails.__del__, unraisable.err_msg)


sys.unraisablehook = hook
Fails()
gc.collect()
try:
    Fails()
    gc.collect()
    print("goes on")
except ValueError:
    print("never")


# Without gc.collect() too, as the heap fills.
class Counted:
    died = 0

    def __del__(self):
        Counted.died += 1


for i in range(20000):
    Counted()
gc.collect()
print(Counted.died)
