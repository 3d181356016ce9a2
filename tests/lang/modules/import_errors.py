for attempt in range(4):
    try:
        if attempt == 0:
            import no_such_module
        elif attempt == 1:
            from _shapes import nothing_there
        elif attempt == 2:
            import _package.nothing
        else:
            from _package.sub import missing
    except ImportError as error:
        print(type(error).__name__, str(error).split(" (")[0], error.name)
import math
try:
    math.nothing
except AttributeError as error:
    print(error)
