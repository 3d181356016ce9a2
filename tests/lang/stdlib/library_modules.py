# Modules of the standard library come along with the program.
import bisect
import heapq
import keyword
import operator

print(keyword.iskeyword("if"), keyword.iskeyword("iff"), len(keyword.kwlist))
heap = [5, 3, 8, 1]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print([heapq.heappop(heap) for _ in range(5)])
print(heapq.nlargest(2, [1, 9, 4], key=lambda x: -x), list(heapq.merge([1, 4], [2, 3])))
print(bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([1, 2, 2, 3], 2))
at = [1, 3]
bisect.insort(at, 2)
print(at)
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("real")(3),
      operator.methodcaller("upper")("x"))
print(heapq.__file__, heapq.__name__)
try:
    heapq.nlargest("x", [])
except TypeError as error:
    print(error)
try:
    import nothing.at_all
except ModuleNotFoundError as error:
    print(error, error.name)
