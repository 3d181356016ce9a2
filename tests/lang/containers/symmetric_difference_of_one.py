# symmetric_difference() takes one argument; views compare without hashing.
def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


s = {1, 2}
for f in (lambda: s.symmetric_difference(), lambda: s.symmetric_difference([2, 3]),
          lambda: s.symmetric_difference([1], [2]),
          lambda: s.symmetric_difference_update(),
          lambda: frozenset(s).symmetric_difference(1, 2),
          lambda: s.symmetric_difference_update([2], [3]), lambda: s,
          lambda: {1: []}.items() == {1: [], 2: 3}.items(),
          lambda: {1: []}.items() == {1: []}.items(),
          lambda: {1: []}.items() != {1: [2]}.items(),
          lambda: {1: 2}.items() <= {1: 2, 3: 4}.items(),
          lambda: {1: 2}.keys() < {1: 2}.keys(),
          lambda: {1: 2, 3: 4}.keys() > {1}, lambda: {1: 2}.keys() >= {1, 2},
          lambda: {1: 2}.keys() == {1}, lambda: {1: 2}.keys() == [1]):
    attempt(f)
