import _shapes
import _shapes as again
from _shapes import area, PI as pi
from _package import deep, VALUE
import _package.deep as d
from _package.sub import leaf

print(_shapes.area(2), area(3), pi, again is _shapes, _shapes.__name__)
print(deep.where(), d is deep, VALUE, leaf.NAME, leaf.up())
_shapes.count += 1
print(again.count, __name__)
import _shapes
print(_shapes.count)
