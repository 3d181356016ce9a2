class Loop:
    def __init__(self): self.now, self.events, self.count = 0, [], 0
    def at(self, delay, f, *args):
        self.count += 1
        self.events.append((self.now + delay, self.count, f, args))
    def run(self):
        while self.events:
            self.events.sort(key=lambda e: e[:2])
            self.now, _, f, args = self.events.pop(0)
            f(*args)
loop = Loop()
def process(name, waits):
    for wait in waits:
        print(f"{loop.now:>3} {name} waits {wait}")
        yield wait
    print(f"{loop.now:>3} {name} ends")
def step(p):
    try:
        loop.at(next(p), step, p)
    except StopIteration:
        pass
for name, waits in (("a", [3, 4]), ("b", [5]), ("c", [1, 1, 1])):
    loop.at(0, step, process(name, waits))
loop.run()
