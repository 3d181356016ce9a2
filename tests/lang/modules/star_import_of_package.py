# Names in __all__ may be modules of the package.
from _lister import *

print(part.__name__)
