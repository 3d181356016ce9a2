# A set is looked for as the frozenset it equals.
s = {frozenset({1, 2}), frozenset()}
print({1, 2} in s, set() in s, {3} in s, set() in set(), set() not in {1})
s.discard({1, 2})
print(s)
s.remove(set())
print(s)
for act in (lambda: s.remove({5}), lambda: s.add(set()), lambda: {} in s,
            lambda: set() in {}, lambda: {set()}, lambda: hash(set())):
    try:
        act()
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
