import importlib

import _shapes

_shapes.count += 1
_shapes.more = 2
print(importlib.reload(_shapes) is _shapes, _shapes.count, _shapes.more)
