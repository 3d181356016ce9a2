"""A class-heavy simulation: customers, queues and clerks over an event heap."""


class Event:
    def __init__(self, when, number, action):
        self.when = when
        self.number = number
        self.action = action

    def before(self, other):
        if self.when != other.when:
            return self.when < other.when
        return self.number < other.number


class Agenda:
    """A binary heap of events."""

    def __init__(self):
        self.heap = []
        self.now = 0
        self.made = 0

    def after(self, delay, action):
        self.made += 1
        heap = self.heap
        heap.append(Event(self.now + delay, self.made, action))
        at = len(heap) - 1
        while at > 0:
            parent = (at - 1) // 2
            if not heap[at].before(heap[parent]):
                break
            heap[at], heap[parent] = heap[parent], heap[at]
            at = parent

    def take(self):
        heap = self.heap
        first, last = heap[0], heap.pop()
        if heap:
            heap[0] = last
            self.sink(0)
        return first

    def sink(self, at):
        heap = self.heap
        while True:
            child = 2 * at + 1
            if child >= len(heap):
                return
            if child + 1 < len(heap) and heap[child + 1].before(heap[child]):
                child += 1
            if not heap[child].before(heap[at]):
                return
            heap[at], heap[child] = heap[child], heap[at]
            at = child

    def run(self):
        while self.heap:
            event = self.take()
            self.now = event.when
            event.action()


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 16_807) % 2_147_483_647
        return self.state % n


class Customer:
    def __init__(self, shop, number):
        self.shop = shop
        self.number = number
        self.came = shop.agenda.now

    def served(self):
        self.shop.done += 1
        self.shop.waited += self.shop.agenda.now - self.came


class Clerk:
    def __init__(self, shop):
        self.shop = shop
        self.customer = None

    def start(self, customer):
        self.customer = customer
        self.shop.agenda.after(3 + self.shop.random.below(8), self.finish)

    def finish(self):
        self.customer.served()
        self.customer = None
        self.shop.clerk_free(self)


class Shop:
    def __init__(self, clerks, customers):
        self.agenda = Agenda()
        self.random = Random(42)
        self.free = [Clerk(self) for _ in range(clerks)]
        self.line = []
        self.to_come = customers
        self.done = self.waited = 0

    def arrive(self):
        self.to_come -= 1
        if self.to_come:
            self.agenda.after(1 + self.random.below(2), self.arrive)
        customer = Customer(self, self.to_come)
        if self.free:
            self.free.pop().start(customer)
        else:
            self.line.append(customer)

    def clerk_free(self, clerk):
        if self.line:
            clerk.start(self.line.pop())
        else:
            self.free.append(clerk)

    def run(self):
        self.agenda.after(1, self.arrive)
        self.agenda.run()


def main():
    shop = Shop(5, 25_000)
    shop.run()
    assert shop.done == 25_000
    assert len(shop.free) == 5 and not shop.line
    assert shop.agenda.made == 50_000


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
