s = {1, 2}
s.add(3); s.add(3); print(sorted(s))
s.discard(9); s.remove(1); print(sorted(s), sorted(s.copy()), s.pop() in (2, 3))
s.clear(); print(s, sorted(set([1, 1, 2])), set("a"), sorted(frozenset([2, 1, 2])), frozenset())
s.update([1, 2], (3,)); print(sorted(s))
s.intersection_update({1, 2}); print(sorted(s)); s.difference_update([1]); print(s)
for bad in (lambda: s.remove(9), lambda: set().pop(), lambda: {[]}, lambda: s + s, lambda: s[0], lambda: s | [1], lambda: frozenset().add(1)):
    try:
        bad()
    except (KeyError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
