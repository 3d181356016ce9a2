# The same numbers from the same seeds, by every function, and what is wrong.
# gc every: 2048
import random, math

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(getattr(f, '__name__', f), a, k, repr(r)[:100])
    except Exception as e:
        print(getattr(f, '__name__', f), a, k, type(e).__name__, e)
for seed in (0, 1, -5, 2 ** 70, 'abc', b'xyz', bytearray(b'q'), 2.5, None):
    if seed is not None:
        random.seed(seed)
        print(repr(seed), random.random(), random.getrandbits(70))
t(random.seed, [1])
t(random.seed, (1, 2))
random.seed(42)
t(random.randint, 1, 6)
t(random.randrange, 10)
t(random.randrange, 1, 10, 3)
t(random.randrange, 10, 1, -2)
t(random.randrange, 0)
t(random.randrange, 5, 5)
t(random.randrange, 1, 10, 0)
t(random.randrange, 2.0)
t(random.randrange, 2.5)
t(random.randrange, 'x')
t(random.randint, 5, 1)
t(random.choice, [1, 2, 3])
t(random.choice, 'abc')
t(random.choice, [])
t(random.choice, {1})
t(random.choices, [1, 2, 3], k=5)
t(random.choices, 'ab', [1, 5], k=4)
t(random.choices, 'ab', cum_weights=[1, 3], k=4)
t(random.choices, 'ab', [1, 2], cum_weights=[1, 3])
t(random.choices, 'ab', [1], k=2)
t(random.choices, 'ab', [0, 0])
t(random.choices, [])
t(random.choices, 'ab', [float('inf'), 1])
l = list(range(10))
random.shuffle(l)
print(l)
t(random.shuffle, (1, 2))
t(random.sample, range(100), 5)
t(random.sample, [1, 2], 3)
t(random.sample, {1, 2}, 1)
t(random.sample, 'abcdef', 6)
t(random.sample, [1, 2], k=3, counts=[2, 2])
t(random.sample, [1, 2], counts=[1], k=1)
t(random.sample, [1, 2], counts=[-1, 0], k=1)
t(random.sample, range(10 ** 6), 3)
t(random.sample, [1, 2], -1)
t(random.sample, ['a', 'b'], k=5, counts=[10, 20])
for n, a in (('uniform', (1, 5)), ('triangular', ()), ('triangular', (1, 5, 2)), ('triangular', (1, 1)), ('betavariate', (1, 2)), ('expovariate', (2,)), ('gammavariate', (2, 3)), ('gammavariate', (0.5, 3)), ('gammavariate', (1, 3)), ('gammavariate', (-1, 3)), ('gauss', (0, 1)), ('gauss', ()), ('normalvariate', (0, 1)), ('normalvariate', ()), ('lognormvariate', (0, 1)), ('vonmisesvariate', (0, 4)), ('vonmisesvariate', (0, 0)), ('paretovariate', (3,)), ('weibullvariate', (1, 2)), ('random', ()), ('getrandbits', (10,)), ('getrandbits', (0,)), ('getrandbits', (-1,)), ('getrandbits', (200,)), ('randbytes', (5,)), ('expovariate', (0,))):
    t(getattr(random, n), *a)
r = random.Random(5)
s = r.getstate()
a = [r.random() for _ in range(3)] + [r.gauss(0, 1)]
r.setstate(s)
print(a == [r.random() for _ in range(3)] + [r.gauss(0, 1)], len(s), s[0], len(s[1]), s[2], s[1][:3])
t(r.setstate, (1, 2, 3))
t(r.setstate, (3, (1, 2), None))

class R(random.Random):

    def random(self):
        return 0.25
x = R()
print(x.random(), x.randrange(10), x.uniform(0, 4), x.choice('abcd'), x.shuffle([1, 2]), x.sample(range(10), 2), x.choices('abcd', k=2))

class R2(random.Random):

    def getrandbits(self, k):
        return 1
x = R2()
print(x.randrange(10), x.getrandbits(3))
sr = random.SystemRandom()
print(0 <= sr.random() < 1, 0 <= sr.randrange(10) < 10, sr.getrandbits(8) < 256, len(sr.randbytes(4)))
t(sr.getstate)
t(sr.setstate, 1)
print(sr.seed(1))
print(random.Random(3) == random.Random(3), isinstance(r, random.Random), random.Random.VERSION, random.__all__)
import copy
r = random.Random(9)
r2 = copy.copy(r)
print(r.random() == r2.random())
t(random.Random, [1])
random.seed(1, 2)
print(random.random())
random.seed('x', 1)
print(random.random())

# A state that version 2 saved: its numbers were signed.
generator = random.Random(5)
version, numbers, waiting = generator.getstate()
signed = tuple(n - 2**32 if n >= 2**31 else n for n in numbers)
other = random.Random()
other.setstate((2, signed, waiting))
print(other.random() == random.Random(5).random())
for state in ((2, ("x",) * 625, None), (2, numbers[:5], None), (7, (), None)):
    try:
        other.setstate(state)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)


# A seed() of a subclass is asked even when there is no seed.
class AlwaysSeven(random.Random):
    def seed(self, *args, **kwargs):
        print("seed", args, kwargs)
        super().seed(7)


print(AlwaysSeven().random() == AlwaysSeven(3).random()
      == random.Random(7).random())
