"""A token goes round a ring of agents on all nodes.

    ./dev run examples/ring.py [AGENTS [ROUNDS]]    10 000 agents, 3 rounds
    midge run --nodes 3 examples/ring.py

Each agent knows only the next one.  Where the agents live does not show in the
program: a hop to the neighbour on the same core and a hop to another node read
the same.
"""

import sys
import time

import midge


def station(following):
    while True:
        token = midge.receive()
        following.send(token if token is None else token + 1)
        if token is None:
            return


def main():
    agents = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    if agents < 1 or rounds < 1:
        sys.exit("ring.py [AGENTS [ROUNDS]]: at least 1 of each")
    # From the last to the first, so that each is born knowing the next one.
    first = midge.me()
    for _ in range(agents):
        first = midge.spawn(station, first)

    started = time.perf_counter()
    token = 0
    for _ in range(rounds):
        first.send(token)
        token = midge.receive(timeout=120)
    seconds = time.perf_counter() - started
    first.send(None)                # goes round once more and ends each one
    assert midge.receive(timeout=120) is None

    print(f"the token made {token} hops over {agents} agents")
    print(f"{seconds / token * 1e6:.2f} microseconds a hop", file=sys.stderr)


if __name__ == "__main__":
    main()
