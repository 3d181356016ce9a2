# Creatures that meet in pairs at a mall and take each other's colour.
import sys
import time

import midge


def creature(color, mall, counts):
    me = midge.me()
    count = 0
    while True:
        mall.send((me, color))
        note = midge.receive()
        if note is None:
            break
        if isinstance(note, tuple):
            other, color_of_other = note
            if color != color_of_other:
                color = 3 - color - color_of_other
            other.send(color)
        else:
            color = note
        count += 1
    counts.send(count)


def main():
    creatures, meetings = int(sys.argv[1]), int(sys.argv[2])
    counts = midge.Mailbox()
    me = midge.me()
    spawned = [midge.spawn(creature, i % 3, me, counts)
               for i in range(creatures)]
    for _ in range(creatures):
        midge.receive()  # All have come once, and are sent back: they run.
    for agent in spawned:
        agent.send(0)
    start = time.perf_counter()
    for _ in range(meetings):
        first, _ = midge.receive()
        second, color = midge.receive()
        first.send((second, color))
    seconds = time.perf_counter() - start
    for _ in range(creatures):
        who, _ = midge.receive()
        who.send(None)
    total = sum(counts.receive() for _ in range(creatures))
    print("seconds:", seconds)
    print("result:", total - creatures)


if __name__ == "__main__":
    main()
