import random


def draw(r):
    print(r.random(), r.randrange(10), r.randrange(3, 30, 4), r.randrange(30, 3, -4))
    print(r.randint(1, 6), r.choice("abcdef"), r.getrandbits(70), r.randbytes(7))
    cards = list(range(20))
    r.shuffle(cards)
    print(cards, r.sample(range(100), 10), r.sample(range(10000), 7))
    print(r.sample("abcd", 3, counts=[1, 2, 3, 4]), r.choices("abc", k=5))
    print(r.choices("abc", [1, 2, 3], k=5), r.choices("abc", cum_weights=[1, 2, 3], k=5))
    print(r.uniform(1, 5), r.triangular(), r.triangular(1, 5, 2), r.normalvariate())
    print(r.gauss(0, 1), r.gauss(3, 4), r.lognormvariate(0, 1), r.expovariate(2))
    print(r.vonmisesvariate(1, 2), r.gammavariate(2, 3), r.gammavariate(0.5, 3))
    print(r.betavariate(1, 2), r.paretovariate(3), r.weibullvariate(1, 2))


for seed in (0, 42, -1, 10 ** 50, "text", b"bytes", 2.5, ""):
    random.seed(seed)
    draw(random)
    draw(random.Random(seed))
generator = random.Random(7)
state = generator.getstate()
first = [generator.random() for _ in range(3)]
generator.setstate(state)
print(first == [generator.random() for _ in range(3)], state[0], len(state[1]))
print(random.Random().random() != random.Random().random(), 0 <= random.random() < 1)
for call in (lambda: random.randrange(0), lambda: random.randrange(5, 5),
             lambda: random.randrange(1, 9, 0), lambda: random.choice([]),
             lambda: random.sample([1], 2), lambda: random.sample({1}, 1),
             lambda: random.choices([1], [0]), lambda: random.seed([]),
             lambda: random.choices([1, 2], [1]), lambda: random.getrandbits(-1)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
