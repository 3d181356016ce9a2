# In place, the method of the builtin that a class derives from goes before a
# plain operator of the class; and builtin values in subclasses are formatted.
class L(list):
    def __add__(self, o): return 'add'
class M(list):
    def __iadd__(self, o): return 'iadd'
class N(list):
    def __mul__(self, o): return 'mul'
class D(dict):
    def __or__(self, o): return 'or'
class S(set):
    def __or__(self, o): return 'or'
    def __sub__(self, o): return 'sub'
class B(bytearray):
    def __add__(self, o): return 'add'
    def __mul__(self, o): return 'mul'
for c, a, ops in ((L, [1], ['a += (2,)', 'a += {3: 4}', 'a += [5]', 'a += "x"', 'a *= 2', 'a += 5', 'a += a']), (M, [1], ['a += (2,)']), (N, [1], ['a *= 2', 'a *= True', 'a += "q"', 'a *= "x"']), (D, {1: 2}, ['a |= {3: 4}', 'a |= [(5, 6)]', 'a |= 5']), (S, {1}, ['a |= {2}', 'a |= [2]', 'a -= {1}', 'a &= {1}']), (B, b'a', ['a += b"b"', 'a += bytearray(b"c")', 'a *= 2', 'a += "x"', 'a += memoryview(b"z")'])):
    for op in ops:
        a = c(a) if not isinstance(a, c) else a
        ns = {'a': c(a)}
        i = ns['a']
        try: exec(op, ns); print(c.__name__, op, ns['a'], ns['a'] is i, type(ns['a']).__name__)
        except Exception as e: print(c.__name__, op, type(e).__name__, e)
class C(complex): pass
class F(float): pass
class I(int): pass
class St(str): pass
for v in (C(1, 2), F(2.5), I(7), St('ab')):
    for spec in ('', '>8', '^12', '.2f', '+', 'd', 's', ',', '<9.3', 'q'):
        try: print(repr(format(v, spec)), repr('{:{}}'.format(v, spec)), f'{v:{spec}}|')
        except Exception as e: print(type(v).__name__, spec, type(e).__name__, e)
