"""A colony of foraging ants, each an agent of its own.

    ./dev run examples/ants.py [ANTS]              100 000 unless said
    midge launch examples/ants.py -- 1000000       the same on a cluster

Every ant walks over the garden on its own, finds food or does not, and reports
to the colony's mailbox.  A parked ant costs no thread and little memory, so a
laptop holds the whole colony; on a cluster the ants spread over the nodes and
the program stays as it is.
"""

import random
import sys
import time

import midge

GARDEN = 100          # the garden is GARDEN by GARDEN steps, home in the middle
STEPS = 20            # how far an ant walks before it turns back


def is_food(x, y):
    return (x * x + 3 * y * y) % 89 == 2


def forage(number):
    """How many pieces of food ant `number` finds on its walk."""
    walk = random.Random(number)
    x = y = GARDEN // 2
    found = 0
    for _ in range(STEPS):
        turn = walk.getrandbits(2)
        if turn == 0:
            x = (x + 1) % GARDEN
        elif turn == 1:
            x = (x - 1) % GARDEN
        elif turn == 2:
            y = (y + 1) % GARDEN
        else:
            y = (y - 1) % GARDEN
        if is_food(x, y):
            found += 1
    return found


def ant(number, colony):
    colony.send(forage(number))


def main():
    ants = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    started = time.perf_counter()
    colony = midge.Mailbox()
    midge.spawn_many(ant, ants, colony)

    food = lucky = 0
    for _ in range(ants):
        found = colony.receive(timeout=120)
        food += found
        lucky += found > 0
    seconds = time.perf_counter() - started

    print(f"{ants} ants found {food} pieces of food; {lucky} came home with some")
    print(f"{seconds:.1f} s, {ants / seconds:,.0f} ants a second",
          file=sys.stderr)


if __name__ == "__main__":
    main()
