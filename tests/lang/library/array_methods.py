# Arrays as sequences: parts, operators, methods.
# gc every: 2048
import copy
import io
from array import array
from collections.abc import MutableSequence


class Index:
    def __index__(self):
        return 1


class Named(array):
    def total(self):
        return sum(self)


def show(source, **names):
    names = {"array": array, "a": array("i", range(6)), "Index": Index,
             "u": array("u", "aé\U0001f600"), "d": array("d", [1.5, -0.0]),
             "b": array("b", [3, 1, 2]), "Named": Named, "io": io,
             "copy": copy, **names}
    try:
        print(source, "->", eval(source, names))
    except SyntaxError:
        try:
            exec(source, names)
            print(source, "->", names["a"], len(names["a"]))
        except Exception as e:
            refused(source, e)
    except Exception as e:
        refused(source, e)


def refused(source, error):
    # The name of its module, which CPython alone adds to that of the type.
    text = str(error).replace("array.array'", "array'")
    print(source, "->", type(error).__name__, text.replace('array.array"', 'array"'))


for source in """\
len(a), a[0], a[-1], a[Index()]
a[6]
a[-7]
a['x']
a[10**30]
a[1:3], a[::2], a[::-1], a[4:1:-2], a[9:], a[:-2]
a[Index():4]
u[0], u[-1], u[::-1], u[1:]
d[1:], b[::-1]
a[0] = 9
a[-1] = 9
a[Index()] = 9
a[6] = 9
a[0] = 's'
a['x'] = 1
a[1:3] = array('i', [7, 8, 9])
a[1:1] = array('i', [7])
a[4:2] = array('i', [7])
a[::2] = array('i', [7, 8, 9])
a[::-1] = array('i', [7] * 6)
a[::2] = array('i', [7])
a[1:3] = array('h', [7])
a[1:3] = [1]
a[:] = a
a[1:] = a
del a[0]
del a[-1]
del a[6]
del a['x']
del a[1:3]
del a[::2]
del a[::-2]
del a[:]
del a[4:2]
2 in a, 2.0 in a, 9 in a, 'x' in a, 'é' in u
list(a), tuple(d), [*u], sorted(b), sum(b), max(b)
list(reversed(a))
a + a, a * 2, 2 * a, a * 0, a * -1, a * Index()
a + [1]
a + array('h')
[1] + a
a * 's'
a * 2.5
a += array('i', [7])
a += a
a += [1]
a += array('h')
a *= 2
a *= 0
a *= 's'
a == array('i', range(6)), a == array('q', range(6)), a == list(a), a != d
a < array('i', [0, 9]), a <= a, a > d, a >= array('d', [0.0, 0.5]), d < a
a < [1]
hash(a)
a.append(6)
a.append()
a.extend([7, 8])
a.extend(array('i', [7, 8]))
a.extend(array('h', [7]))
a.extend(x for x in (1, 2, 's'))
a.extend(5)
a.extend(a)
a.insert(0, 9)
a.insert(-1, 9)
a.insert(99, 9)
a.insert('x', 9)
a.insert(0, 's')
a.pop(), a.pop(0), a.pop(-2), a.pop(Index()), a
a.pop(9)
array('i').pop()
a.remove(3)
a.remove(2.0)
a.remove(9)
a.index(3), a.index(3.0), a.index(3, 1), a.index(3, -4, -1), u.index('é')
a.index(9)
a.index(3, 4)
a.count(3), a.count(3.0), a.count('x'), u.count('a')
a.reverse()
u.reverse()
d.reverse(), d
b.reverse(), b
a.byteswap()
b.byteswap(), b
d.byteswap(), d, d.byteswap(), d
a.tolist(), u.tolist(), d.tolist()
a.tobytes(), u.tobytes(), d.tobytes()
a.frombytes(b'\\1\\0\\0\\0')
a.frombytes(b'123')
a.frombytes('abcd')
a.frombytes(5)
a.frombytes(memoryview(b'1234'))
a.frombytes(d)
a.fromlist([7, 8])
a.fromlist((7, 8))
a.fromlist([7, 's'])
u.fromunicode('xy'), u, u.tounicode()
a.fromunicode('xy')
a.tounicode()
u.fromunicode(5)
a.fromfile(io.BytesIO(b'abcdefgh'), 2)
a.fromfile(io.BytesIO(b'abcdefgh'), 3)
a.fromfile(io.BytesIO(b''), -1)
a.fromfile(io.StringIO('abcd'), 1)
a.buffer_info()[1], a.itemsize, a.typecode
copy.copy(a), copy.deepcopy(a) == a, copy.copy(a) is a
a.__reduce_ex__(2)[1:], u.__reduce_ex__(2)[1:], d.__reduce_ex__(3)[1][1:]
d.__reduce_ex__(3)[0](*d.__reduce_ex__(3)[1])
d.__reduce_ex__(3)[0](array, 'u', 20, b'a\\0\\0\\0')
Named('i', [1, 2]).total(), Named('i', [1, 2]), Named('i')[:]
next(iter(array('i', [1, 2]))), iter(a).__reduce__()[1:]
a.nothing
a.typecode, a.itemsize""".splitlines():
    show(source)
walk = iter(a := array("i", [1, 2]))
print(next(walk))
a.extend([3, 4])
print(list(walk), list(walk))
a.append(5)
print(list(walk))
print(isinstance(a, MutableSequence))
match a:
    case [first, *rest]:
        print(first, rest)
into = io.BytesIO()
a.tofile(into)
print(into.getvalue())
