# Compiled, never run: instructions of every kind that can raise, in the forms
# in which their spans differ.
import a.b as c, d
from .a import (b,
 c)
x = (a
  .b(1)
  .c.d(2)
  .e)
x.y = (a.
   foo)
a.b += f(
  2)
a[1] += 3
x += 1
del (a.b,
   c)
assert x, "a" + y
assert a < b, f(1)
if q: raise A(1) from b
with (a as b,
   c as d.e):
    pass
@foo.bar(1)
@baz
class X(a, *b, c=1, **d):
    x = foo[1]
@foo.bar(1)
@baz
def f(a: int = b(1), *c: d, e=f(2)) -> g:
    return [x for (x, y) in f(a) if y]
print(*a, **b)
a.b(*c)
for (a, b), c.d in x[1:2]: a
a if b.c else d[1]
not -x
try:
    g()
except (A,
        B) as e:
    h()
finally:
    x()
function = lambda x=y(1): (yield x)
a, *b = c = d
(x := y.z)[1:2:3] = 5
y = a < b.c < d in e
{**a, b: c.d}
f'{a.b!r:{w.x}}' + "x".join(y)
def gen():
    y = yield c.d
    z = tuple(x.y for x in a.b if x > 1)
    return (yield)
def method(self, *rest, key=None, **more):
    self.a.b(1, *rest, key=self.c[key],
             **more)
    return super().method(rest[0](key),
                          -key)
