# not in image: each agent has a seed of its own.
import random

random.seed(42)
print(random.random(), random.random())
print(random.randint(1, 100), random.randrange(10), random.randrange(5, 50, 5))
print(random.choice("abcdef"), random.uniform(1, 2), random.getrandbits(70))
items = list(range(10))
random.shuffle(items)
print(items, random.sample(range(100), 5), random.choices("ab", k=6))
print(random.gauss(0, 1), random.expovariate(1.5))
own = random.Random(7)
print(own.random(), own.randint(1, 6), random.Random(7).random())
random.seed("text")
print(random.random())
random.seed(2 ** 70 + 1)
print(random.random())
print(random.choices([1, 2, 3], weights=[1, 5, 1], k=5))
