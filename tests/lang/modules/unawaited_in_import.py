# vm-only: CPython finds the coroutine at once, and says where.
import sys
import warnings


def show(unraisable):
    print(unraisable.exc_type.__name__, unraisable.exc_value)


sys.unraisablehook = show
warnings.simplefilter("always")
import _collects

print("imported")
warnings.simplefilter("error")
_collects.forget()
_collects.gc.collect()
print("collected")
