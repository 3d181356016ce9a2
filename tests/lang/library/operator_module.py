import operator as op

print(op.add(1, 2), op.floordiv(7, 2), op.matmul.__name__, op.neg(3), op.not_([]), op.truth("x"))
print(op.itemgetter(1)([5, 6]), op.itemgetter("a", "b")({"a": 1, "b": 2}), op.itemgetter(slice(1, 3))("abcd"))
print(op.attrgetter("real", "imag")(5), op.attrgetter("__class__.__name__")("s"))
print(op.methodcaller("replace", "a", "b")("aaa"), op.methodcaller("split", sep="-")("x-y"))
print(sorted([("b", 1), ("a", 2)], key=op.itemgetter(0)), op.contains([1], 1), op.countOf([1, 1, 2], 1), op.indexOf("abc", "c"))
l = [1, 2]
op.setitem(l, 0, 9)
op.delitem(l, 1)
print(l, op.iadd(l, [3]), op.concat([1], [2]), op.length_hint(iter([1, 2])), op.index(True), op.is_(None, None))
print(op.itemgetter(1), op.attrgetter("a.b"), op.methodcaller("f", 1, k=2))
for wrong in (lambda: op.itemgetter(5)([1]), lambda: op.attrgetter("zz")(1), lambda: op.attrgetter(5), lambda: op.indexOf([], 1)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
