"""Dining philosophers, on as many nodes as there are.

    ./dev run examples/philosophers.py
    midge run --nodes 3 examples/philosophers.py

Each fork is a semaphore and each philosopher an agent, placed where the swarm
likes; a philosopher may eat with forks that live on two other nodes.  Taking the
lower-numbered fork first rules the deadlock out.
"""

import time

import midge

PHILOSOPHERS = 7
MEALS = 5


def philosopher(number, forks, table):
    left, right = number, (number + 1) % len(forks)
    first, second = forks[min(left, right)], forks[max(left, right)]
    for _ in range(MEALS):
        with first, second:
            table.send(("eats", number))
            time.sleep(0.001)
            table.send(("thinks", number))


def main():
    forks = [midge.Semaphore(1) for _ in range(PHILOSOPHERS)]
    table = midge.Mailbox()
    guests = [midge.spawn(philosopher, i, forks, table)
              for i in range(PHILOSOPHERS)]

    meals = [0] * PHILOSOPHERS
    eating = set()
    for _ in range(2 * PHILOSOPHERS * MEALS):
        what, number = table.receive(timeout=30)
        if what == "eats":
            neighbours = {(number - 1) % PHILOSOPHERS,
                          (number + 1) % PHILOSOPHERS}
            assert not eating & neighbours, "a fork was in two hands"
            eating.add(number)
            meals[number] += 1
        else:
            eating.remove(number)
    for guest in guests:
        guest.join()
    print(f"{PHILOSOPHERS} philosophers ate {meals} meals; "
          "no fork was ever in two hands")


if __name__ == "__main__":
    main()
